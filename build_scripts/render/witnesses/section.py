"""Archive -> Pages: the other witnesses of each document, as data, `data/witnesses/000/251.json`.

The Markdown extension makes the section 异文 of it (`markdown_ext/witnesses.py`); both name the fields of `Witnessed`.
Papers without parallels have no such file.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from build_scripts.model import Archive, Document, Page, Parallel, Part, Place, Span, Variant
from build_scripts.render.literals import json_bytes
from build_scripts.render.names import title_of
from build_scripts.render.witnesses.facing import TURNED
from build_scripts.render.witnesses.named import Papers, compared, seen_from, shares

SHOWN = 12  # papers of one sort
PASSAGES = 6  # of one paper
QUOTED = 30  # characters of a passage
ORDER = ("same", "excerpt", "shared")


class Passage(msgspec.Struct, frozen=True):
    """Where a passage begins in both papers, the way to it in the other, and its first words."""

    here: str
    at: str
    there: str
    to: str
    words: str


class Other(msgspec.Struct, frozen=True, omit_defaults=True):
    """Another paper: what it is to this one, how much of either is in both, and the page that compares them."""

    title: str
    place: str
    to: str
    kind: str
    same: int
    shares: tuple[int, int]
    older: bool = False
    why: str = ""
    compare: str = ""
    hidden: int = 0
    told: int = 0
    more: int = 0
    passages: tuple[Passage, ...] = ()


class Witnessed(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the section says; `stretches` are those of the text that others have too, as block, start and end.

    They count in code points. `more` papers are not listed.
    """

    others: tuple[Other, ...]
    stretches: tuple[tuple[str, int, int], ...]
    more: int = 0


def section_pages(archive: Archive, papers: Papers) -> Iterator[Page]:
    """A page of data for each document that has parallels."""
    held: dict[Place, list[Parallel]] = defaultdict(list)
    for each in archive.parallels:
        held[each.here].append(each)
        held[each.there].append(turned(each))
    for place in sorted(held):
        document = papers[place]
        found = sorted(held[place], key=lambda each: (ORDER.index(each.kind), -each.common, each.there))
        path = f"data/witnesses/{document.source}/{place.local}.json"
        yield Page(path, json_bytes(msgspec.to_builtins(_witnessed(found, papers))), committed=False)


def turned(parallel: Parallel) -> Parallel:
    """The same pair, seen from the other paper."""
    passages = tuple(tuple(map(_turned_part, passage)) for passage in parallel.passages)
    first, second = parallel.lengths
    return parallel._replace(here=parallel.there, there=parallel.here, lengths=(second, first), passages=passages)


def _turned_part(part: Part) -> Part:
    return Part(
        part.there, part.here, tuple(Variant(TURNED[each.kind], each.there, each.here) for each in part.variants)
    )


def _witnessed(found: Sequence[Parallel], papers: Papers) -> Witnessed:
    shown = [each for kind in ORDER for each in [one for one in found if one.kind == kind][:SHOWN]]
    stretches = sorted({(each.block.anchor, each.start, each.end) for one in found for each in _spans(one)})
    return Witnessed(tuple(_other(each, papers) for each in shown), tuple(stretches), len(found) - len(shown))


def _spans(parallel: Parallel) -> Iterator[Span]:
    return (part.here for passage in parallel.passages for part in passage if part.here.start < part.here.end)


def _other(parallel: Parallel, papers: Papers) -> Other:
    other = papers[parallel.there]
    kinds = [each.kind for passage in parallel.passages for part in passage for each in part.variants]
    forth = parallel if parallel.here < parallel.there else turned(parallel)
    page = compared(forth, papers)
    listed = () if page else parallel.passages
    texts = {block.place: block.text for block in papers[parallel.here].blocks}
    return Other(
        title=title_of(other),
        place=str(other.place),
        to=f"{other.path}.html",
        kind=seen_from(parallel, parallel.here),
        same=parallel.common,
        shares=shares(parallel),
        older=other.claim("superseded_by") is not None,
        why=parallel.why,
        compare=f"{page}.html" if page else "",
        hidden=kinds.count("hidden"),
        told=kinds.count("told"),
        more=max(0, len(listed) - PASSAGES),
        passages=tuple(_passage(each[0], other, texts) for each in listed[:PASSAGES]),
    )


def _passage(part: Part, other: Document, texts: Mapping[Place, str]) -> Passage:
    here, there = part.here.block, part.there.block
    words = texts[here][part.here.start : part.here.end]
    quote = words if len(words) <= QUOTED else f"{words[:QUOTED]}…"
    return Passage(str(here), here.anchor, str(there), f"{other.path}.html#{there.anchor}", quote)
