"""Archive -> Pages: `go.md`, which leads from a place to where it is, and for each source the data that it asks.

`data/places/000.js` lays the source out as stretches, each from a place on: of which paper it is, or which rule keeps
it out. The browser loads one of them when it is asked for a place there (`assets/places/resolve.js`), and comes to the
same as `links.resolve`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from build_scripts.align import Alignment
from build_scripts.links import seams
from build_scripts.model import Archive, CleanText, Page, Piece, Volume
from build_scripts.render.literals import script_literal
from build_scripts.render.names import rule_name
from build_scripts.withdraw import RULE

WORDS = """---
title: 到某处
template: go.html
description: 输入处所，到那一段。
sources: "{sources}"
search:
  exclude: true
---

# 到某处 {{: #go }}

处所是文字的永久地址：`000:59` 是来源 000 的第 59 行，`000:59-18` 从该行第 18 个字之后开始。引用时只写处所就够了。
"""
BLANK = -1  # what is neither a paper's nor dropped


class Stretch(NamedTuple):
    """From `offset` of the source line on: the paper with this number or, below zero, a rule.

    `place` is where the paper's words begin, when that is not at the offset: what stands before them was cleaned away.
    """

    line: int
    offset: int
    what: int
    place: int


def go_pages(archive: Archive) -> Iterator[Page]:
    """The page, and the data of every source."""
    yield Page("go.md", WORDS.format(sources=_sources(archive)).encode())
    for volume in archive.volumes:
        yield Page(f"data/places/{volume.source.id}.js", _data(volume), committed=False)


def _sources(archive: Archive) -> str:
    """The ids of all sources, those that follow one another as a range: `000-004 006`."""
    runs: list[list[str]] = []
    for volume in archive.volumes:
        name = volume.source.id
        if runs and int(runs[-1][-1]) + 1 == int(name):
            runs[-1] = [runs[-1][0], name]
        else:
            runs.append([name])
    return " ".join("-".join(run) for run in runs)


def _data(volume: Volume) -> bytes:
    papers = {each.place.local: number for number, each in enumerate(volume.documents)}
    papers |= {each.place.local: len(papers) + number for number, each in enumerate(volume.withdrawn)}
    rules: list[str] = []
    stretches = tuple(_stretches(volume, papers, rules))
    value = {
        "lines": len(volume.source.lines),
        "papers": list(papers),
        "withdrawn": len(volume.withdrawn),
        "rules": [rule_name(rule) for rule in rules],
        "stretches": [_short(each) for each in stretches],
    }
    return f"ARCHIVE_PLACES_OF({script_literal(volume.source.id)}, {script_literal(value)});\n".encode()


def _short(stretch: Stretch) -> tuple[int, ...]:
    return tuple(stretch) if stretch.place != stretch.offset else stretch[:3]


class _Held(NamedTuple):
    """A piece of a cleaned line, what it is, and, of a paper, the source offset that the page has for its start."""

    piece: Piece
    what: int
    place: int | None = None


def _stretches(volume: Volume, papers: dict[str, int], rules: list[str]) -> Iterator[Stretch]:
    by_line: dict[int, list[_Held]] = defaultdict(list)
    for held in _held(volume, papers, rules):
        if held.piece.start < held.piece.end:
            by_line[held.piece.line].append(held)
    for line, found in sorted(by_line.items()):
        yield from _line(volume.text, line, sorted(found))


def _held(volume: Volume, papers: dict[str, int], rules: list[str]) -> Iterator[_Held]:
    for document in volume.documents:
        for block in document.blocks:
            for (place, _), piece in zip(seams(volume.text, block), block.pieces, strict=True):
                yield _Held(piece, papers[document.place.local], place.offset)
    for gone in volume.withdrawn:
        yield from (_Held(piece, papers[gone.place.local]) for piece in gone.pieces)
    for each in volume.dropped:
        if each.rule == RULE:
            continue
        if each.rule not in rules:
            rules.append(each.rule)
        yield _Held(each.piece, BLANK - 1 - rules.index(each.rule))


def _line(text: CleanText, line: int, held: Sequence[_Held]) -> Iterator[Stretch]:
    """The line's stretches, with blank ones where nobody holds what stands between two, or after the last."""
    alignment, offsets = Alignment(text.edits.get(line, ())), range(len(text.source.lines[line - 1]) + 1)

    def boundary(at: int) -> int:
        """The first source offset whose character is now at or behind `at`: a deleted one goes with what follows."""
        return bisect_left(offsets, at, key=alignment.outcome) if at else 0

    for each, after in zip_longest(held, held[1:]):
        offset, end = boundary(each.piece.start), boundary(each.piece.end)
        yield Stretch(line, offset, each.what, offset if each.place is None else each.place)
        if end < (boundary(after.piece.start) if after else offsets[-1]):
            yield Stretch(line, end, BLANK, end)
