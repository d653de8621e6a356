"""Posting lists -> shards: files of some kilobytes, in the order of their keys; a longer list is cut into several.

There are two kinds, since most questions need only the first: `sets` say which units hold a pair, `positions` where in
them. README.md gives the layout of both. All numbers of one kind in a shard are handled at once: most lists are short,
and what is done for each of them counts most.
"""

from __future__ import annotations

import operator
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate, chain, groupby
from math import ceil, log2
from typing import NamedTuple

from build_scripts.model import Page
from build_scripts.search.coding import column, steps, varint
from build_scripts.search.piece import GROUP, group
from build_scripts.search.postings import SPELLING, Postings

SETS, POSITIONS = "sets", "positions"
SHARD = 8_000  # bytes, about, compressed: what a question pays for each pair it asks for
UNION = 4 * SHARD  # from this size of all lists of a first character on, it has a list of its own
SINGLE = "\U0010ffff"  # second character of a single character's key: last of all that begin with it
HEAD = 5  # bytes that a list's place in a shard takes, about
UNIT_BITS = 1.6  # that a number of a rising list costs beyond the logarithm of the mean step, about
OFFSET_BITS = 7.7  # that an offset costs, about

NEVER, ALWAYS, SOMETIMES = 0, 1, 2  # in which of its units a pair stands across punctuation only


class Chunk(NamedTuple):
    """A stretch of one list, from the `start`-th of its units on."""

    postings: Postings
    start: int


def with_singles(lists: Iterable[Postings], units: int) -> Iterator[Postings]:
    """The lists, and behind those of a common first character the list of that character alone."""
    for char, lists_of_char in groupby(lists, lambda each: each.key[0]):
        held, cost, together = [], 0.0, set[int]()
        for each in lists_of_char:
            yield each
            if each.key[1] != SPELLING:
                held.append(each.units)
                cost += set_cost(each, units)
            if cost > UNION:
                together.update(*held)
                held.clear()
        if cost > UNION:
            yield Postings(char + SINGLE, array("I", sorted(together.union(*held))))


def set_cost(postings: Postings, units: int) -> float:
    """How many bytes a list of units takes: as many as a good code for rising numbers, and its place in the shard."""
    length = len(postings.units) + len(postings.apart)
    return HEAD + length * (UNIT_BITS + log2(units / length)) / 8 if length < units else HEAD + length * UNIT_BITS / 8


def position_cost(postings: Postings) -> float:
    """How many bytes a list of offsets takes."""
    return HEAD + len(postings.offsets) * OFFSET_BITS / 8


class Packer:
    """Packs lists into files of about `SHARD` bytes, as they come, and remembers what the boot file must know."""

    def __init__(
        self, folder: str, cost: Callable[[Postings], float], encode: Callable[[Sequence[Chunk]], bytes]
    ) -> None:
        self._folder, self._cost, self._encode = folder, cost, encode
        self._held: list[Chunk] = []
        self._size = 0.0
        self._contents: list[bytes] = []
        self._firsts: list[str] = []
        self._names: list[str] = []

    def add(self, whole: Postings) -> Iterable[Page]:
        """Take a list in, and give what files that completes."""
        cost = self._cost(whole)
        if cost > SHARD:
            self._cut(whole, ceil(cost / SHARD))
        else:
            if self._size + cost > SHARD:
                self._pack()
            self._held.append(Chunk(whole, 0))
            self._size += cost
        return self._grouped() if len(self._contents) >= GROUP else ()

    def finish(self) -> Iterable[Page]:
        """The last files."""
        self._pack()
        return self._grouped()

    @property
    def directory(self) -> dict[str, str]:
        """The first key of each file, and the groups' names, without anything between."""
        return {"keys": "".join(self._firsts), "names": "".join(self._names)}

    def _cut(self, whole: Postings, parts: int) -> None:
        """A long list begins a file, so that the files' first keys say where all of it is."""
        for chunk in chunks(whole, parts):
            self._pack()
            self._held, self._size = [chunk], SHARD / 2

    def _pack(self) -> None:
        if self._held:
            self._firsts.append(self._held[0].postings.key)
            self._contents.append(self._encode(self._held))
            self._held, self._size = [], 0.0

    def _grouped(self) -> Iterator[Page]:
        """Whole groups of what is packed; what is left over only at the end."""
        while len(self._contents) >= GROUP or (self._contents and not self._held):
            made = group(self._folder, self._contents[:GROUP])
            del self._contents[:GROUP]
            self._names.append(made.name)
            yield from made.pages


def chunks(whole: Postings, parts: int) -> Iterator[Chunk]:
    """The list in so many parts with equally many units, or one fewer."""
    key, units, counts, offsets, across, apart = whole
    size, ends = ceil(len(units) / parts), (0, *accumulate(counts))
    for start in range(0, len(units), size):
        some = units[start : start + size]
        first, last = (ends[start], ends[start + len(some)]) if counts else (0, 0)
        only = array("I", (unit for unit in apart if some[0] <= unit <= some[-1]))
        part = Postings(key, some, counts[start : start + size], offsets[first:last], across[first:last], only)
        yield Chunk(part, start)


def encode_sets(held: Sequence[Chunk]) -> bytes:
    """A shard of `sets`: keys, kinds and lengths of the lists, then all lists' units."""
    kinds = [_kind(chunk.postings) for chunk in held]
    lists = list["array[int]"]()
    for (postings, _), kind in zip(held, kinds, strict=True):
        lists.append(postings.units)
        if kind == SOMETIMES:
            lists.append(postings.apart)
    lengths = list(map(len, lists))
    return _keys(held) + column(kinds) + varint(len(lists)) + column(lengths) + column(_rises(lists, lengths))


def encode_positions(held: Sequence[Chunk]) -> bytes:
    """A shard of `positions`: keys, starts and lengths, then counts, offsets, and for some lists a bit a place."""
    postings = [chunk.postings for chunk in held]
    flagged = [1 in each.across for each in postings]
    bits = b"".join(_bits(each.across) for each, flag in zip(postings, flagged, strict=True) if flag)
    columns = (
        [chunk.start for chunk in held],
        [len(each.units) for each in postings],
        list(map(int, flagged)),
        array("I", b"".join(each.counts for each in postings)),
        array("I", b"".join(each.offsets for each in postings)),
    )
    return _keys(held) + b"".join(map(column, columns)) + bits


def _kind(postings: Postings) -> int:
    if not postings.apart:
        return NEVER
    return ALWAYS if len(postings.apart) == len(postings.units) else SOMETIMES


def _keys(held: Sequence[Chunk]) -> bytes:
    """How many keys there are, and their first and second characters."""
    firsts = [ord(chunk.postings.key[0]) for chunk in held]
    seconds = [ord(chunk.postings.key[1]) for chunk in held]
    return varint(len(held)) + column(steps(firsts)) + column(seconds)


def _rises(lists: Iterable[array[int]], lengths: Sequence[int]) -> list[int]:
    """The first number of each list, and of the others how much each exceeds the one before it."""
    units = array("I", b"".join(lists))
    rises = list(map(operator.sub, units, chain((0,), units)))
    for start in accumulate(lengths[:-1], initial=0):
        rises[start] = units[start]
    return rises


def _bits(flags: bytes) -> bytes:
    """Flags of 0 and 1 as bits, the first lowest."""
    return int(flags.translate(_DIGITS)[::-1], 2).to_bytes((len(flags) + 7) // 8, "little")


_DIGITS = b"01" + bytes(254)
