"""Units -> occurrences: every two neighbouring characters of the folded texts, sorted, and where they stand.

A key is two code points in one number, which sorts as the pair does; a place is a unit, an offset in its folded text
and a flag (1: punctuation went away between the two), in one number likewise. A key whose second character is
`SPELLING` has no offsets: its places are the units in which a character is written that folds to another.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from build_scripts.search.fold import END, folder
from build_scripts.search.folded import LINE, POINTS, Points, folded, points_of

Keys = NDArray[np.uint64]
Places = NDArray[np.uint64]
Counts = NDArray[np.int64]

POINT_BITS = 21
SECOND = np.uint64((1 << POINT_BITS) - 1)
SPELLING = 2  # second character of a key whose list tells where a spelling that folds away is used
SINGLE = 0x10FFFF  # second character of a single character's key: last of all that begin with it
BLANK = ord(" ")  # stands for every space and invisible character in a spelling's key

UNIT_SHIFT, OFFSET_SHIFT = np.uint64(32), np.uint64(1)
LOW = np.uint64(0xFFFFFFFF)
INDEX_BITS = 64 - 2 * POINT_BITS  # so many characters are sorted with their keys in one number


class Lists(NamedTuple):
    """Posting lists, one behind the other: rising keys, how many places each has, and the places, which rise too."""

    keys: Keys
    counts: Counts
    places: Places


def key_of(first: int, second: int) -> int:
    """Two code points as a key."""
    return first << POINT_BITS | second


def lists_of(text: str, first: int) -> Lists:
    """The lists of units, each ended by `END`, the first of which has this number in the archive."""
    raw = points_of(text)
    pairs, spellings = _pairs(raw, first), _spellings(raw, first)
    keys, places = (np.concatenate(each) for each in zip(pairs, spellings, strict=True))
    keys, order = _sorted(keys)
    nothing = int(
        np.searchsorted(keys, np.uint64(key_of(LINE + 1, 0)))
    )  # what begins with the end of a unit is no pair
    keys, order = keys[nothing:], order[nothing:]
    starts = np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]])[: len(keys)])
    return Lists(keys[starts], np.diff(starts, append=len(keys)), places[order])


def _pairs(raw: Points, first: int) -> tuple[Keys, Places]:
    """Each character of the folded texts with the one behind it, and its place."""
    points, across = folded(raw)
    ends = np.flatnonzero(points == LINE)
    lengths = np.diff(ends, prepend=-1)
    units = np.arange(first, first + len(ends), dtype=np.uint64) << UNIT_SHIFT
    places = np.arange(len(points), dtype=np.uint64)
    places += np.repeat((units >> OFFSET_SHIFT) - (ends + 1 - lengths).astype(np.uint64), lengths)
    places <<= OFFSET_SHIFT
    places |= across
    keys = points[:-1].astype(np.uint64)
    keys <<= np.uint64(POINT_BITS)
    keys |= points[1:]
    return keys, places[:-1]


def _sorted(keys: Keys) -> tuple[Keys, NDArray[np.integer]]:
    """The keys as they rise, and where each was; equal ones stay as they stand.

    One sort of numbers, which hold both, is several times as fast as one of indexes.
    """
    if len(keys) > 1 << INDEX_BITS:
        order = np.argsort(keys, kind="stable")
        return keys[order], order
    bits = np.uint64(INDEX_BITS)
    together = keys << bits
    together |= np.arange(len(keys), dtype=np.uint64)
    together.sort()
    return together >> bits, together & np.uint64((1 << INDEX_BITS) - 1)


def _spellings(raw: Points, first: int) -> tuple[Keys, Places]:
    """Each character that folds to another, once for each unit that holds it."""
    shown = _shown()[raw]
    where = np.flatnonzero(shown)
    units = np.searchsorted(np.flatnonzero(raw == LINE), where).astype(np.uint64) + np.uint64(first)
    held = np.unique(shown[where].astype(np.uint64) << UNIT_SHIFT | units)
    return (held >> UNIT_SHIFT) << np.uint64(POINT_BITS) | np.uint64(SPELLING), held << UNIT_SHIFT


@cache
def _shown() -> Points:
    """By code point: the character that stands for it in a spelling's key; 0 where it folds to itself or to a mark."""
    made = np.zeros(POINTS, dtype=np.uint32)
    for char in folder().variants:
        made[ord(char)] = ord(char) if char.isprintable() else BLANK
    made[ord(END)] = 0
    return made


def spread(starts: Counts, lengths: Counts) -> Counts:
    """The indexes in all stretches that begin here and are so long."""
    ends = np.cumsum(lengths)
    return np.repeat(starts - ends + lengths, lengths) + np.arange(int(ends[-1]) if len(ends) else 0)
