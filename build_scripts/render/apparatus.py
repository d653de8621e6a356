"""Volume -> Pages: the apparatus of each document as data, `data/apparatus/000/43.json`.

The Markdown extension makes the section 校勘记 of it (`markdown_ext/apparatus.py`); both name the fields of `Entry`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Literal

import msgspec

from build_scripts.align import Stretch
from build_scripts.model import Block, Document, Page, Piece, Volume
from build_scripts.render.literals import json_bytes
from build_scripts.render.names import doubt_name, edit_name, rule_name
from build_scripts.render.readings import Changes, Holding, Reading, anchor_of, changes

LONGEST = 60  # characters of one quotation; longer ones lose their middle
KEPT = 24  # of these, at its end
OFTEN = 4  # times the same reading: then one entry, with the other places at its end


class Entry(msgspec.Struct, frozen=True, omit_defaults=True):
    """One note of the apparatus; quotations stand as words before, words in question, words after.

    `at` is the anchor of the words on the page, `line` the line of the source, `joined` the line that it was joined
    to. `source` gives the source's own characters, `text` what stands there now. `more` are anchor and line of the
    other places where the same was done.
    """

    kind: Literal["reading", "doubt", "join", "drop"]
    at: str
    line: int
    source: tuple[str, ...] = ()
    text: tuple[str, ...] = ()
    why: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()
    joined: int = 0
    more: tuple[tuple[str, int], ...] = ()


class Apparatus(msgspec.Struct, frozen=True):
    """What is listed, in the order of the text; what is only counted, by rule; and how many headings ran in."""

    entries: tuple[Entry, ...]
    routine: dict[str, int]
    split: int


def apparatus_pages(volume: Volume, stretches: Mapping[Piece, Stretch]) -> Iterator[Page]:
    """A page of data for each of the volume's documents."""
    for document, made in zip(volume.documents, changes(volume, stretches), strict=True):
        path = f"data/apparatus/{document.source}/{document.place.local}.json"
        content = json_bytes(apparatus(volume, document, made))
        yield Page(path, content, committed=False)


def apparatus(volume: Volume, document: Document, made: Changes) -> Apparatus:
    """The apparatus of one document."""
    found = [
        *(((reading.line, reading.offset), _reading(reading)) for reading in made.readings),
        *(((piece.line, piece.start), entry) for piece, entry in _joins(volume, document)),
        *(((each.piece.line, each.source[0]), _drop(volume, anchor, each)) for anchor, each in made.dropped),
    ]
    found.sort(key=lambda each: each[0])
    routine = {edit_name(rule): count for rule, count in made.routine.most_common()}
    return Apparatus(_folded([entry for _, entry in found]), routine, sum(map(_is_run_in, pairwise(document.blocks))))


def _folded(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """The entries, with those that say the same of many places made one."""
    places: dict[object, list[tuple[str, int]]] = defaultdict(list)
    for entry in entries:
        places[_same(entry)].append((entry.at, entry.line))
    kept: dict[object, Entry] = {}
    for number, entry in enumerate(entries):
        key = _same(entry)
        if len(places[key]) < OFTEN:
            kept[number] = entry
        elif key not in kept:
            kept[key] = msgspec.structs.replace(entry, more=tuple(places[key][1:]))
    return tuple(kept.values())


def _same(entry: Entry) -> object:
    """What two entries have in common that say the same; a join or a drop is like no other."""
    if entry.kind in ("join", "drop"):
        return entry.kind, entry.at, entry.line, entry.source
    return entry.kind, entry.source[1], entry.text[1], entry.why, entry.candidates


def _reading(found: Reading) -> Entry:
    kind: Literal["reading", "doubt"] = "reading" if found.rules else "doubt"
    doubts = (doubt_name(found.doubt.kind),) if found.doubt else ()
    candidates = found.doubt.candidates if found.doubt else ()
    why = (*map(edit_name, found.rules), *doubts)
    return Entry(kind, found.anchor, found.line, _short(found.source), _short(found.text), why, candidates)


def _joins(volume: Volume, document: Document) -> Iterator[tuple[Piece, Entry]]:
    for block in document.blocks:
        for at in range(1, len(block.pieces)):
            piece, line = block.pieces[at], block.pieces[at - 1].line
            if piece.line != line:
                yield piece, Entry("join", anchor_of(volume, block, at), piece.line, joined=line)


def _drop(volume: Volume, anchor: str, dropped: Holding) -> Entry:
    words = volume.source.lines[dropped.piece.line - 1][slice(*dropped.source)]
    return Entry("drop", anchor, dropped.piece.line, _short(("", words, "")), why=(rule_name(dropped.name),))


def _is_run_in(neighbours: tuple[Block, Block]) -> bool:
    """Does the second of these blocks go on in the line that the first, a heading, begins?"""
    heading, block = neighbours
    return heading.kind == "heading" and block.kind != "heading" and block.pieces[0].line == heading.pieces[-1].line


def _short(quote: tuple[str, str, str]) -> tuple[str, str, str]:
    before, words, after = quote
    if len(words) > LONGEST:
        words = f"{words[: LONGEST - KEPT]}……{words[-KEPT:]}"
    return before, words, after
