"""Occurrences -> posting lists: for each pair of characters its units, and for each unit where the pair stands in it.

Many lists are handled at once: those of one `Postings` lie in the same arrays, one behind the other. A pair that stands
in a unit across punctuation only is *apart* there. Behind the lists of a common character's pairs comes the list of
that character alone; where its pairs' lists are short, they are its list together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from build_scripts.search.pairs import LOW, OFFSET_SHIFT, POINT_BITS, SECOND, SPELLING, UNIT_SHIFT, Keys, Lists, key_of

Numbers = NDArray[np.uint32]
Starts = NDArray[np.int64]
Flags = NDArray[np.bool_]

SINGLE = 0x10FFFF  # second character of a single character's key: last of all that begin with it
UNION = 48_000  # bytes of all lists of a first character from which on it has a list of its own
HEAD_BITS = 40  # that a list costs whatever its length, about
FRACTION = 4  # bits behind the point of a cost in bits
UNIT_BITS = 24  # that a number of a rising list costs beyond the logarithm of the mean step, about, as such a cost
PLACE_BITS = 118  # that a place costs, about, likewise


class Postings(NamedTuple):
    """Rising keys, and where in `units` each one's list starts (and the last ends).

    For each unit: whether it is apart, and where in `offsets` its places start (and the last end). For each place: its
    offset, and whether punctuation went away there. No unit of the first list is below `base`: the rest of a long list
    is coded from there.
    """

    keys: Keys
    starts: Starts
    units: Numbers
    apart: Flags
    places: Starts
    offsets: Numbers
    across: Flags
    base: int = 0

    def part(self, start: int, end: int) -> Postings:
        """Some of the lists."""
        return self._replace(keys=self.keys[start:end], starts=self.starts[start : end + 1])

    def stretch(self, start: int, end: int) -> Postings:
        """Some units of the only list, counted from the beginning of the list."""
        low = int(self.starts[0]) + start
        base = int(self.units[low - 1]) + 1 if start else 0
        return self._replace(starts=np.array([low, int(self.starts[0]) + end]), base=base)

    @property
    def lengths(self) -> Starts:
        """How many units each list has."""
        return np.diff(self.starts)

    def set_costs(self, units: int) -> Starts:
        """How many bytes the units of each list take, about, when there are so many in all."""
        lengths = self.lengths
        return (HEAD_BITS + (lengths * (UNIT_BITS + _logarithms(units, lengths)) >> FRACTION)) >> 3

    def place_costs(self) -> Starts:
        """How many bytes the places of each list take, about."""
        return (np.diff(self.places[self.starts]) * PLACE_BITS >> FRACTION) >> 3


def _logarithms(whole: int, parts: Starts) -> Starts:
    """The binary logarithm of the whole by each part, in sixteenths; in whole numbers: all machines reckon alike."""
    fine = np.maximum((whole << 2 * FRACTION) // parts, 1 << 2 * FRACTION)
    orders = np.frexp(fine.astype(np.float64))[1].astype(np.int64) - 1
    behind = (fine >> (orders - FRACTION)) & ((1 << FRACTION) - 1)
    return (orders - 2 * FRACTION << FRACTION) + behind


def postings(lists: Lists) -> Postings:
    """Lists of occurrences as posting lists."""
    units, offsets = (lists.places >> UNIT_SHIFT).astype(np.uint32), (lists.places & LOW) >> OFFSET_SHIFT
    across = (lists.places & np.uint64(1)).astype(np.bool_)
    firsts = np.cumsum(lists.counts) - lists.counts
    fresh = np.empty(len(units), dtype=np.bool_)
    fresh[0] = True
    np.not_equal(units[1:], units[:-1], out=fresh[1:])
    fresh[firsts] = True
    opening = np.flatnonzero(fresh)
    starts = np.append(np.searchsorted(opening, firsts), len(opening))
    apart = np.logical_and.reduceat(across, opening)
    placed = lists.keys & SECOND != np.uint64(SPELLING)
    kept = np.repeat(placed, lists.counts)
    counts = np.diff(opening, append=len(units)) * np.repeat(placed, np.diff(starts))
    places = np.concatenate([[0], np.cumsum(counts)])
    return Postings(lists.keys, starts, units[opening], apart, places, offsets[kept].astype(np.uint32), across[kept])


def single(first: int, units: Numbers) -> Postings:
    """The list of a character alone: a key whose second character is the last of all, without places."""
    none = np.zeros(len(units), dtype=np.bool_)
    starts, places = np.array([0, len(units)]), np.zeros(len(units) + 1, dtype=np.int64)
    keys = np.array([key_of(first, SINGLE)], dtype=np.uint64)
    return Postings(keys, starts, units, none, places, units[:0], none[:0])


class Singles:
    """Puts the list of a common first character behind those of its pairs."""

    def __init__(self, units: int) -> None:
        self._all = units
        self._first, self._cost = -1, 0
        self._held = np.zeros(units, dtype=np.bool_)

    def added(self, lists: Iterable[Postings]) -> Iterator[Postings]:
        """The lists with those of single characters among them."""
        for each in lists:
            yield from self._through(each)
        yield from self._ended()

    def _through(self, some: Postings) -> Iterator[Postings]:
        firsts = (some.keys >> np.uint64(POINT_BITS)).astype(np.int64)
        costs = some.set_costs(self._all) * ((some.keys & SECOND) != np.uint64(SPELLING))
        starts = np.flatnonzero(np.diff(firsts, prepend=-1))
        sums = np.add.reduceat(costs, starts)
        given = 0
        for start, end, cost in zip(starts.tolist(), [*starts[1:].tolist(), len(firsts)], sums.tolist(), strict=True):
            if firsts[start] != self._first:
                for whole in self._ended():
                    yield from (some.part(given, start), whole) if start > given else (whole,)
                    given = start
                self._first = int(firsts[start])
            self._hold(some, start, end, cost)
        yield some.part(given, len(firsts))

    def _hold(self, some: Postings, start: int, end: int, cost: int) -> None:
        start += int(some.keys[start] & SECOND) == SPELLING
        self._held[some.units[some.starts[start] : some.starts[end]]] = True
        self._cost += cost

    def _ended(self) -> Iterator[Postings]:
        if self._cost > UNION:
            yield single(self._first, np.flatnonzero(self._held).astype(np.uint32))
        if self._cost:
            self._held[:] = False
        self._cost = 0
