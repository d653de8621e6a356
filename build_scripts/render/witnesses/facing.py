"""Parallel -> rows: both papers side by side in the order of the first, what is in one alone beside an empty place."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Literal, NamedTuple

from build_scripts.model import Document, Parallel, Part, Place, Span


class Cell(NamedTuple):
    """A stretch of one block, and the stretches in it that the other paper has otherwise, each with its difference.

    A difference is `words`, `hidden` (a sign where the other has words) or `told` (words where it has a sign), and what
    stands in the other.
    """

    span: Span
    differences: tuple[tuple[int, int, Literal["words", "hidden", "told"], Span], ...] = ()


class Row(NamedTuple):
    """Two cells side by side; None where one paper has nothing."""

    here: Cell | None
    there: Cell | None


SIGNS = re.compile(r"[^\w“‘（《〈「『【〔(]*")  # 。” behind words; not （ before them
TURNED: Mapping[str, Literal["words", "hidden", "told"]] = {"words": "words", "hidden": "told", "told": "hidden"}


def facing(parallel: Parallel, here: Document, there: Document) -> Iterator[Row]:
    """The rows; of a paper of which the other is an excerpt only what stands beside the excerpt."""
    found = [part for passage in parallel.passages for part in passage if _words(part.here) and _words(part.there)]
    parts = {_key(part.here): part for part in found}
    lefts = list(_cut(here, [part.here for part in parts.values()]))
    rights = list(_cut(there, [part.there for part in parts.values()]))
    shown = {_key(each.taken): each.shown for each in rights if each.taken}
    waiting = _before(rights)
    drop_left, drop_right = (
        parallel.kind == "excerpt" and parallel.lengths[side] > parallel.lengths[1 - side] for side in (0, 1)
    )
    alone: list[Cell] = []
    for piece in lefts:
        if piece.taken is None:
            alone += () if drop_left else (Cell(piece.shown),)
            continue
        part = parts[_key(piece.taken)]
        others = waiting.pop(_key(part.there), ())
        yield from _apart(alone, () if drop_right else others)
        alone = []
        yield _row(part, piece.shown, shown[_key(part.there)])
    yield from _apart(alone, () if drop_right else [cell for cells in waiting.values() for cell in cells])


class _Piece(NamedTuple):
    """A stretch that is shown; `taken` is the one that a part has of it, None of what stands by itself."""

    shown: Span
    taken: Span | None


def _key(span: Span) -> tuple[Place, int]:
    return span.block, span.start


def _words(span: Span) -> bool:
    return span.start < span.end


def _row(part: Part, left: Span, right: Span) -> Row:
    here = tuple((each.here.start, each.here.end, each.kind, each.there) for each in part.variants)
    there = tuple((each.there.start, each.there.end, TURNED[each.kind], each.here) for each in part.variants)
    return Row(Cell(left, here), Cell(right, there))


def _apart(here: Sequence[Cell], there: Sequence[Cell]) -> Iterator[Row]:
    """What either has alone at one place, in the same rows."""
    for left, right in zip_longest(here, there):
        yield Row(left, right)


def _cut(document: Document, taken: Sequence[Span]) -> Iterator[_Piece]:
    """The paper's blocks, cut where a taken stretch begins and ends; punctuation goes with what it stands beside."""
    held: dict[Place, list[Span]] = defaultdict(list)
    for span in taken:
        held[span.block].append(span)
    for block in document.blocks:
        at = 0
        spans = sorted(held.get(block.place, ()), key=lambda each: each.start)
        ends = [*(each.start for each in spans[1:]), len(block.text)]
        for span, end in zip(spans, ends, strict=False):
            if any(map(str.isalnum, block.text[at : span.start])):
                yield _Piece(Span(block.place, at, span.start), None)
                at = span.start
            mark = SIGNS.match(block.text, span.end, max(end, span.end))
            last = mark.end() if mark else span.end
            yield _Piece(Span(block.place, at, last), span)
            at = last
        if any(map(str.isalnum, block.text[at:])) or (not spans and block.text):
            yield _Piece(Span(block.place, at, len(block.text)), None)


def _before(pieces: Sequence[_Piece]) -> dict[tuple[Place, int], tuple[Cell, ...]]:
    """What stands by itself before each part; what stands behind the last one, under its own place."""
    made: dict[tuple[Place, int], tuple[Cell, ...]] = {}
    alone: list[Cell] = []
    for piece in pieces:
        if piece.taken is not None:
            made[_key(piece.taken)] = tuple(alone)
            alone = []
        else:
            alone.append(Cell(piece.shown))
    return made | ({_key(alone[0].span): tuple(alone)} if alone else {})
