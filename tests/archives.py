"""Planned lines -> Archive, Pages: small archives written by hand, for tests of what happens to links.

A plan is the cleaned lines, each cut by marks: `‖` begins a document, `|` a block, `+` goes on with the block
before, `~` belongs to no document: `~讲话篇1`, `‖一、会议|各位同志`.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from itertools import groupby

from build_scripts.align import replay, to_source
from build_scripts.curation import Curation, WithdrawnRow
from build_scripts.links import ledger
from build_scripts.model import (
    Archive,
    Block,
    CleanText,
    Document,
    Dropped,
    Edit,
    Edition,
    LinkRow,
    Page,
    Piece,
    Place,
    Source,
    Volume,
)
from build_scripts.render.document import document_page
from build_scripts.render.onward import onward_section, places_attribute, vanished_pages
from build_scripts.render.source import source_pages
from build_scripts.render.tombstones import tombstone_pages
from build_scripts.withdraw import withdraw

PLANNED = re.compile(r"([‖|+~])([^‖|+~]*)")  # ‖一、会议 and |各位同志 in ‖一、会议|各位同志
BLOCK = re.compile(r"[\n ]\{: #(L[\d-]+)([^{}\n]*)\}$", re.MULTILINE)  # {: #L5 .item data-lines="…" }; not {: #d000-5 }
CARRIED = re.compile(r"\b([\d-]+)@(\d+)")  # 59-18@12; not L59
ANCHOR = re.compile(r'<(?:a|li|span) id="([^"]*)"(?: href="([^"]*)")?')  # <a id="L5" href="4.html#L5">; not <a href=…>

Site = dict[str, dict[str, str]]  # page -> its anchors -> the words there, or `-> ` and the address each leads on to
EDITION = Edition("1", "2025-01-01")


def volume(
    lines: Sequence[str], plan: Sequence[str], edits: Iterable[Edit] = (), title: str = "题", name: str = "000"
) -> Volume:
    """A source with these lines, cleaned by these edits and cut as the plan says."""
    source = Source(name, "甲.txt", "", "utf-8", tuple(lines))
    by_line = {line: tuple(group) for line, group in groupby(edits, key=lambda edit: edit.line)}
    cleaned = tuple(replay(line, by_line.get(number, ())) for number, line in enumerate(lines, 1))
    text = CleanText(source, cleaned, by_line)
    documents: list[list[list[Piece]]] = []
    dropped = []
    for number, planned in enumerate(plan, 1):
        assert PLANNED.sub(r"\2", planned) == cleaned[number - 1], "the plan is not the cleaned line"
        at = 0
        for sign, words in PLANNED.findall(planned):
            piece = Piece(number, at, at := at + len(words))
            if sign == "~":
                dropped.append(Dropped(piece, "separator"))
            elif sign == "‖":
                documents.append([[piece]])
            elif sign == "|":
                documents[-1].append([piece])
            else:
                documents[-1][-1].append(piece)
    made = (Document(name, tuple(_block(text, pieces) for pieces in blocks), title) for blocks in documents)
    return Volume(text, tuple(made), tuple(dropped))


def archive(made: Volume, links: Sequence[LinkRow] = ()) -> Archive:
    return Archive(EDITION, (made,), tuple(links))


def without(made: Volume, *gone: str) -> Volume:
    """The volume after the curator has withdrawn the documents that begin at these places of it."""
    lasts = {document.place.local: document.span[1] for document in made.documents}
    rows = tuple(WithdrawnRow(document=local, last=lasts[local], why="权利人要求") for local in gone)
    return withdraw(made, Curation(withdrawn=rows))


def pages(made: Archive) -> tuple[Page, ...]:
    """The pages of the archive that links can lead to: documents, vanished and withdrawn ones, sources."""
    promised = ledger(made)
    attributes = partial(places_attribute, promised=promised)
    documents = (
        document_page(document, each.text, onward_section(document.path, promised), attributes)
        for each in made.volumes
        for document in each.documents
    )
    sources = (source_pages(each, b"")[0] for each in made.volumes)
    return (*documents, *vanished_pages(promised), *tombstone_pages(made, promised), *sources)


def site_of(made: Archive) -> Site:
    """What a reader finds at each anchor of each page that links can lead to."""
    texts = {block.place.anchor: block.text for document in made.documents for block in document.blocks}
    return {posixpath.splitext(page.path)[0]: _offers(page, texts) for page in pages(made)}


def landing(site: Site, page: str, anchor: str) -> str:
    """Where a person with this link ends up: `1: the words there`, `source: line`, or `withdrawn: 1`."""
    words = site[page][anchor]
    if words.startswith("-> "):
        path, _, anchor = words[3:].partition("#")
        page = posixpath.normpath(f"{posixpath.dirname(page)}/{path}").removesuffix(".html")
        words = site[page][anchor]
    if page.startswith("sources/"):
        return f"source: {anchor}"
    return f"{posixpath.basename(page)}: {words}" if words else f"withdrawn: {posixpath.basename(page)}"


def _offers(page: Page, texts: Mapping[str, str]) -> dict[str, str]:
    markdown = page.content.decode()
    found = [(anchor, href and f"-> {href}") for anchor, href in ANCHOR.findall(markdown)]
    for anchor, attributes in BLOCK.findall(markdown):
        carried = [(f"L{local}", int(at)) for local, at in CARRIED.findall(attributes)]
        found += [(anchor, texts[anchor]), *((each, texts[anchor][at:]) for each, at in carried if each != anchor)]
    assert len(dict(found)) == len(found), "one anchor stands twice on a page"
    return dict(found)


def _block(text: CleanText, pieces: Sequence[Piece]) -> Block:
    line, start, _ = pieces[0]
    place = Place(text.source.id, line, to_source(text, line, start) if start else 0)
    words = "".join(text.line(piece.line)[piece.start : piece.end] for piece in pieces)
    return Block("paragraph", place, words, tuple(pieces))
