"""Document -> Page: what its marks say and where they stand, `data/marks/000/43.json`.

The Markdown extension shows them (`markdown_ext/marks.py`); both name the fields of `Marks`. Every citation that the
table of laws knows leads to the law's page; a term leads to its entry where it first stands in a section.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec

from build_scripts.knowledge.glossary import TermRow, glossary
from build_scripts.model import Annotation, Block, Document, Page, Place, Span, Volume
from build_scripts.render.anchors import law_path, term_path
from build_scripts.render.literals import json_bytes
from build_scripts.render.names import DOUBTS
from build_scripts.sections import sections

SIGNS = frozenset(("redaction", "loss", *DOUBTS))  # what is the matter with words
RUNNING = ("paragraph", "item")  # where terms are shown


class Tip(msgspec.Struct, frozen=True, array_like=True):
    """What is said of a mark, and the page that says more, as a path below `docs/`; either may be empty."""

    words: str
    page: str = ""


class SpanMark(msgspec.Struct, frozen=True, array_like=True):
    """A stretch of a block's text, in code points, its kind, which of the tips it has, and whether the keyboard stops.

    Of the marks in a section that say the same, it stops at the first.
    """

    anchor: str
    start: int
    end: int
    kind: str
    tip: int
    stop: bool


class NoteMark(msgspec.Struct, frozen=True, array_like=True):
    """Something that is missing before or after a block, and which of the tips says so."""

    anchor: str
    after: bool
    tip: int


class Marks(msgspec.Struct, frozen=True):
    """The marks of one document, block by block, and what is said of them, each wording once."""

    tips: tuple[Tip, ...]
    spans: tuple[SpanMark, ...]
    notes: tuple[NoteMark, ...]


def mark_pages(volume: Volume) -> Iterator[Page]:
    """A page of data for each of the volume's documents that has a mark."""
    for document in volume.documents:
        found = marks(document)
        if found.tips:
            path = f"data/marks/{document.source}/{document.place.local}.json"
            yield Page(path, json_bytes(msgspec.to_builtins(found)), committed=False)


def marks(document: Document) -> Marks:
    """The marks of one document: a claim with an empty span is a note beside its block."""
    shown = _shown(document)
    tips: dict[Tip, int] = {}
    spans: list[SpanMark] = []
    notes: list[NoteMark] = []
    for section in sections(document):
        heard = _Heard(set(), set())
        for block in section.blocks:
            for each in _of_block(block, shown.get(block.place, ()), heard):
                tip = tips.setdefault(each.tip, len(tips))
                if each.span.start == each.span.end:
                    notes.append(NoteMark(block.place.anchor, each.span.start > 0, tip))
                else:
                    stop = bool(each.tip.page) or each.stop
                    spans.append(
                        SpanMark(block.place.anchor, each.span.start, each.span.end, each.claim.kind, tip, stop)
                    )
    return Marks(tuple(tips), tuple(spans), tuple(notes))


class _Shown(NamedTuple):
    """A claim that a reader is shown, where, and what is said of it."""

    claim: Annotation
    span: Span
    tip: Tip
    stop: bool = False


class _Heard(NamedTuple):
    """What the reader of a section has been told: which terms, and which tips of other marks."""

    terms: set[str]
    tips: set[Tip]


def _shown(document: Document) -> Mapping[Place, list[_Shown]]:
    """The claims that have something to show, by block, in the order of the text."""
    found: dict[Place, list[_Shown]] = {}
    for claim in document.annotations:
        if claim.span and (tip := _tip(claim)):
            found.setdefault(claim.span.block, []).append(_Shown(claim, claim.span, tip))
    return {place: sorted(each, key=_in_order) for place, each in found.items()}


def _in_order(shown: _Shown) -> tuple[int, int]:
    return shown.span.start, -shown.span.end


def _of_block(block: Block, shown: Sequence[_Shown], heard: _Heard) -> Iterator[_Shown]:
    """What is shown of a block; terms for the first time in the section, and in running text only."""
    links = [each.span for each in shown if each.claim.kind == "citation"]
    for each in shown:
        inside = any(span.start < each.span.end and each.span.start < span.end for span in links)
        if each.claim.kind == "term":
            name = str(each.claim.value)
            if block.kind in RUNNING and name not in heard.terms and not inside:
                heard.terms.add(name)
                yield each
        else:
            stop = not inside and each.tip not in heard.tips
            if stop:
                heard.tips.add(each.tip)
            yield each._replace(stop=stop)


def _tip(claim: Annotation) -> Tip | None:
    """What is said of a claim, and where it leads; None when it is not shown."""
    if claim.kind in SIGNS:
        return Tip(claim.note)
    if claim.kind == "citation" and claim.value is not None:
        return Tip(claim.note, f"{law_path(str(claim.value))}.md")
    row = glossary().terms.get(str(claim.value)) if claim.kind == "term" else None
    return Tip(_told(row), f"{term_path(row.id)}.md") if row else None


def _told(row: TermRow) -> str:
    """The term, what it means, and what it is, a line each."""
    return "\n".join(filter(None, (row.term, row.means, row.definition)))
