"""The rehearsal on a copy: the real sources published, then cut and cleaned otherwise; no link is lost."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from build_scripts.clean import RULES, clean
from build_scripts.curation import Boundary, Curation, Drop, Seam
from build_scripts.links import links_hold, publish
from build_scripts.model import Archive, Document, Edition, Source, Volume
from build_scripts.read import read
from build_scripts.segment import segment
from build_scripts.tables import tables
from tests.archives import EDITION, archive, landing, pages, site_of

SEEDS = Path(__file__).parent.parent / "seeds"
IDS = ("000", "001", "002", "003", "004")
NOT_HAN = re.compile(r"[^\u4e00-\u9fff]+")  # what re-cleaning may change: marks, spaces, glosses; not 卫
WHY = "演练"


@cache
def sources() -> dict[str, Source]:
    return {source.id: source for source in read(SEEDS).sources}


def made(name: str, curated: Curation = Curation(), without: tuple[str, ...] = ()) -> Volume:  # noqa: B008 - frozen
    text = clean(sources()[name], [rule for rule in RULES if rule.name not in without])
    documents, dropped, _ = segment(text, tables(), curated)
    return Volume(text, documents, dropped)


@cache
def before(name: str) -> Archive:
    published = archive(made(name))
    return replace(published, links=publish(published, EDITION))


def middles(name: str) -> list[str]:
    """A block in the middle of each document, one that begins a line, by its place."""
    found = [[block.place for block in each.blocks[1:] if not block.place.offset] for each in before(name).documents]
    return [places[len(places) // 2].local for places in found if places]


def joined(name: str) -> Volume:
    """Every second document goes on with the one before."""
    again = made(name)
    pairs = (again.documents[at : at + 2] for at in range(0, len(again.documents), 2))
    return replace(again, documents=tuple(_document(name, *pair) for pair in pairs))


def split(name: str) -> Volume:
    return made(name, Curation(boundaries=tuple(Boundary(begin=local, why=WHY) for local in middles(name))))


def moved(name: str) -> Volume:
    """The second half of each document is the first half of the next."""
    again = made(name)
    halves = [half for each in again.documents for half in _halves(each)]
    pairs = (halves[max(0, at) : at + 2] for at in range(-1, len(halves), 2))
    return replace(again, documents=tuple(_document(name, *pair) for pair in pairs))


def _halves(document: Document) -> tuple[Document, Document]:
    middle = len(document.blocks) // 2
    return replace(document, blocks=document.blocks[:middle]), replace(document, blocks=document.blocks[middle:])


def _document(name: str, *parts: Document) -> Document:
    return Document(name, tuple(block for part in parts for block in part.blocks))


def seamed(name: str) -> Volume:
    seams = tuple(Seam(join=local, why=WHY) for local in middles(name))
    return made(name, Curation(paragraphs=seams))


def thinned(name: str) -> Volume:
    return made(name, Curation(lines=tuple(Drop(line=int(local), why=WHY) for local in middles(name))))


def recleaned(name: str) -> Volume:
    return made(name, without=("gloss", "punctuation", "space", "trim"))


def retitled(name: str) -> Volume:
    again = made(name)
    return replace(again, documents=tuple(_titled(document) for document in again.documents))


def _titled(document: Document) -> Document:
    return replace(document, title=f"{document.title}（另题）")


@pytest.mark.parametrize("name", IDS)
@pytest.mark.parametrize("change", [retitled, joined, split, moved, seamed, thinned, recleaned])
def test_the_published_archive_survives(name: str, change: Callable[[str], Volume]) -> None:
    old = before(name)
    new = archive(change(name), old.links)
    assert links_hold(new, pages(new)) == ()
    then, now = site_of(old), site_of(new)
    lost = []
    for row in old.links:
        page = f"archive/{name}/{row.first}"
        for local in row.inside:
            was, where = landing(then, page, f"L{local}"), landing(now, page, f"L{local}")
            if not alike(was, where) and not is_dropped(new, where):
                lost.append((local, was[:30], where[:30]))
    assert lost == []


def alike(was: str, where: str) -> bool:
    """Do both begin with the same words? The shorter decides: a split leaves the rest to the next block."""
    one, other = (NOT_HAN.sub("", landed.partition(": ")[2])[:8] for landed in (was, where))
    return bool(one and other) and (one.startswith(other) or other.startswith(one))


def is_dropped(new: Archive, where: str) -> bool:
    """Does the link end in the source page, at a line that is in no document now?"""
    lines = {each.piece.line for volume in new.volumes for each in volume.dropped}
    return where.startswith("source: L") and int(where.removeprefix("source: L")) in lines


def test_a_second_edition_promises_what_the_first_did_and_more() -> None:
    old = before("000")
    split_now = archive(split("000"), old.links)
    rows = publish(split_now, Edition("2", "2026-01-01"))
    assert {row.edition for row in rows} == {"2"}
    back = archive(made("000"), (*old.links, *rows))
    assert publish(back, Edition("3", "2027-01-01")) == ()
    assert links_hold(back, pages(back)) == ()
