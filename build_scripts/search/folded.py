"""Texts of many units -> their folded characters, all at once: what fold.py says, done on arrays of code points.

The rules of fold.py hold here run by run of punctuation and spaces, for each unit alone; a test compares the two.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from build_scripts.search.fold import END, STOP, Table, table

Points = NDArray[np.uint32]
Flags = NDArray[np.bool_]

POINTS = 0x110000
LINE = ord(END)
SPACE = ord(" ")
SEVERAL = 0xFFFFFFFF  # in place of a character that folds to none or to several

MARK, SENTENCE_END, BLANK, HAN, EDGE = 1, 2, 4, 8, 16  # what a folded character is, as bits
LOOSE = MARK | SENTENCE_END | BLANK

# What becomes of a run of these: nothing is left; nothing, but the pair around it is across punctuation; a sentence's
# end; the punctuation without the spaces; a space.
GONE, CROSSED, STOPPED, TIGHT, APART = range(5)


class Folded(NamedTuple):
    """Folded characters of units, each unit ended by `END`; `across`: behind which of them punctuation went away."""

    points: Points
    across: Flags


def points_of(text: str) -> Points:
    """The code points of a text."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4").astype(np.uint32, copy=False)


def folded(raw: Points) -> Folded:
    """Fold the texts of units, each ended by `END`."""
    return Bulk.of_the_table().fold(raw)


class Bulk:
    """The table, laid out by code point."""

    def __init__(self, known: Table) -> None:
        self._targets = np.arange(POINTS, dtype=np.uint32)
        self._several: dict[int, Points] = {}
        for char, target in known.chars.items():
            if len(target) == 1:
                self._targets[ord(char)] = ord(target)
            else:
                self._targets[ord(char)] = SEVERAL
                self._several[ord(char)] = points_of(target)
        self._targets[LINE] = LINE
        self._classes = np.zeros(POINTS, dtype=np.uint8)
        self._classes[points_of(known.gap)] = MARK
        self._classes[points_of(known.stop)] = SENTENCE_END
        self._classes[SPACE], self._classes[LINE] = BLANK, EDGE
        for first, last in known.han:
            self._classes[first : last + 1] |= np.uint8(HAN)

    @staticmethod
    @cache
    def of_the_table() -> Bulk:
        """By the committed table."""
        return Bulk(table())

    def fold(self, raw: Points) -> Folded:
        """Fold the texts of units, each ended by `END`."""
        points = self._mapped(raw)
        classes = self._classes[points]
        loose = (classes & LOOSE) != 0
        if not loose.any():
            return Folded(points, loose)
        runs = _runs(loose)
        kept, across = ~loose, np.zeros(len(points), dtype=np.bool_)
        kinds = _kinds(classes, *runs)
        kept[_inside(*runs)[np.repeat(kinds == TIGHT, runs[1] - runs[0])]] = True
        kept &= classes != BLANK
        for kind, char in ((APART, SPACE), (STOPPED, ord(STOP))):
            first = runs[0][kinds == kind]
            kept[first] = True
            points[first] = char
        across[runs[0][kinds == CROSSED] - 1] = True
        return Folded(points[kept], across[kept])

    def _mapped(self, raw: Points) -> Points:
        """Each character as its representatives."""
        points = self._targets[raw]
        where = np.flatnonzero(points == SEVERAL)
        if not len(where):
            return points
        targets = [self._several[int(point)] for point in raw[where]]
        counts = np.ones(len(raw), dtype=np.int64)
        counts[where] = [len(target) for target in targets]
        made = np.repeat(points, counts)
        made[np.repeat(points == SEVERAL, counts)] = np.concatenate(targets)
        return made


def _kinds(classes: NDArray[np.uint8], starts: NDArray[np.int64], ends: NDArray[np.int64]) -> NDArray[np.uint8]:
    """What becomes of each run of punctuation and spaces, by what stands on both sides of it: rules 2 and 3."""
    before = np.where(starts > 0, classes[starts - 1], EDGE)
    after = np.append(classes, np.uint8(EDGE))[ends]
    inner = ((before | after) & EDGE) == 0
    between = ((before & (HAN | EDGE)) != 0) & ((after & (HAN | EDGE)) != 0)
    turns = np.stack([starts, ends], axis=1).ravel()
    held = np.bitwise_or.reduceat(np.append(classes, np.uint8(0)), turns)[::2]
    parted = inner & (held == BLANK) & (((before | after) & HAN) == 0)
    cases = [parted, ~between, ~inner, (held & SENTENCE_END) != 0, (held & MARK) != 0]
    return np.select(cases, [APART, TIGHT, GONE, STOPPED, CROSSED], GONE).astype(np.uint8)


def _runs(flags: Flags) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Where the stretches of set flags begin and end."""
    turns = np.flatnonzero(np.diff(flags, prepend=False, append=False))
    return turns[::2], turns[1::2]


def _inside(starts: NDArray[np.int64], ends: NDArray[np.int64]) -> NDArray[np.int64]:
    """The indexes in all these stretches."""
    lengths = ends - starts
    return np.repeat(ends - np.cumsum(lengths), lengths) + np.arange(lengths.sum())
