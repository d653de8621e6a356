"""Posting lists -> shards: files of some kilobytes, in the order of their keys; a longer list is cut into several.

Of each stretch of keys there are two files, since most questions need only the first: one of `sets` says which units
hold a pair, the one of `positions` with the same number where in them. README.md gives the layout of both.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from build_scripts.model import Page
from build_scripts.search.pairs import POINT_BITS, SECOND, SPELLING
from build_scripts.search.piece import Series
from build_scripts.search.postings import Postings, Starts
from build_scripts.search.shard_code import encoded_positions, encoded_sets

SETS, POSITIONS = "sets", "positions"
SHARD = 6_000  # bytes, about, compressed: what a question pays for each pair it asks for
LONG = 64_000  # bytes, about, of a file with a part of one long list: requests cost a browser more than bytes do
PLACES = 9_000  # bytes of a shard's places, about, from which on it is full as well


class Packer:
    """Packs lists into files, as they come, and remembers what the boot file must know."""

    def __init__(self, units: int) -> None:
        self._units = units
        self._held: list[Postings] = []
        self._size = 0
        self._firsts: list[str] = []
        self._long: list[tuple[int, int]] = []
        self._spellings: list[str] = []
        self._sets, self._positions = Series(SETS), Series(POSITIONS)

    def add(self, lists: Postings) -> Iterator[Page]:
        """Take lists in, and give what files that completes."""
        self._spellings += [
            chr(key >> POINT_BITS) for key in lists.keys[lists.keys & SECOND == np.uint64(SPELLING)].tolist()
        ]
        costs = lists.set_costs(self._units)
        weights = np.maximum(costs, lists.place_costs() * SHARD // PLACES)
        sums, long = np.cumsum(weights), np.flatnonzero(costs > SHARD)
        at = 0
        while at < len(weights):
            if costs[at] > SHARD:
                yield from self._cut(lists.part(at, at + 1), int(costs[at]))
                at += 1
                continue
            room = int(sums[at] - weights[at]) + SHARD - self._size
            end = min(
                [int(np.searchsorted(sums, room, "right")), len(sums), *long[np.searchsorted(long, at) :][:1].tolist()]
            )
            if end > at or not self._held:
                end = max(end, at + 1)
                self._held.append(lists.part(at, end))
                self._size += int(weights[at:end].sum())
                at = end
            else:
                yield from self._pack()

    def finish(self) -> Iterator[Page]:
        """The last files."""
        yield from self._pack()
        yield from self._sets.finish()
        yield from self._positions.finish()

    @property
    def spellings(self) -> str:
        """The characters that the archive spells otherwise than they fold."""
        return "".join(self._spellings)

    @property
    def directories(self) -> dict[str, dict[str, object]]:
        """The first key of each file, which are long and how many common ones they count for, and the groups' names."""
        return {
            SETS: {"keys": "".join(self._firsts), "long": self._long, "names": self._sets.names},
            POSITIONS: {"names": self._positions.names},
        }

    def _cut(self, whole: Postings, cost: int) -> Iterator[Page]:
        """A long list has files of its own, as few as will do; their first keys say where all of it is."""
        length, parts = int(whole.lengths[0]), -(-cost // LONG)
        size = -(-length // parts)
        yield from self._pack()
        for start in range(0, length, size):
            self._held = [whole.stretch(start, min(start + size, length))]
            self._long.append((len(self._firsts), max(1, round(cost / parts / SHARD))))
            yield from self._pack()

    def _pack(self) -> Iterator[Page]:
        if self._held:
            key = int(self._held[0].keys[0])
            self._firsts.append(chr(key >> POINT_BITS) + chr(key & int(SECOND)))
            whole = joined(self._held)
            yield from self._sets.add(encoded_sets(whole).deflated())
            positions = encoded_positions(whole)
            yield from self._positions.add(positions.deflated() if positions else b"")
        self._held, self._size = [], 0


def joined(held: Sequence[Postings]) -> Postings:
    """All these lists as one row of them, whose arrays hold nothing else."""
    units = [slice(int(each.starts[0]), int(each.starts[-1])) for each in held]
    places = [
        slice(int(each.places[some.start]), int(each.places[some.stop])) for each, some in zip(held, units, strict=True)
    ]
    pairs = list(zip(held, units, strict=True))
    return Postings(
        np.concatenate([each.keys for each in held]),
        _starts(np.concatenate([each.lengths for each in held])),
        np.concatenate([each.units[some] for each, some in pairs]),
        np.concatenate([each.apart[some] for each, some in pairs]),
        _starts(np.concatenate([np.diff(each.places[some.start : some.stop + 1]) for each, some in pairs])),
        np.concatenate([each.offsets[some] for each, some in zip(held, places, strict=True)]),
        np.concatenate([each.across[some] for each, some in zip(held, places, strict=True)]),
        held[0].base,
    )


def _starts(lengths: Starts) -> Starts:
    return np.concatenate([[0], np.cumsum(lengths)])
