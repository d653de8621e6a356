"""Batches of units -> posting lists in the order of their keys, in memory that does not grow with the archive.

Each batch's lists are a run, spilled to one temporary file; then all runs are read side by side, a stretch of keys at a
time. What is in memory at once is bounded by `WINDOW` and `SLICE`, or by the longest single list.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from os import SEEK_END
from typing import IO

import numpy as np

from build_scripts.search.pairs import Counts, Keys, Lists, Places, spread

WINDOW = 1 << 16  # keys that are looked at at once, of all runs together
FEWEST = 256  # and of each run at least
SLICE = 1_000_000  # places that are given at once, about


class Run:
    """A batch's lists in the file: its keys, their counts, then all places."""

    def __init__(self, file: IO[bytes], lists: Lists) -> None:
        self._file = file
        self._keys_at = file.tell()
        self._counts_at = self._keys_at + lists.keys.nbytes
        self._places_at = self._counts_at + lists.counts.nbytes
        self._left = len(lists.keys)
        for each in lists:
            file.write(each.tobytes())
        self.keys, self.counts = lists.keys[:0], lists.counts[:0]

    def fill(self, size: int) -> None:
        """Have some keys at hand, so many at the most."""
        if len(self.keys) or not self._left:
            return
        size = min(size, self._left)
        self.keys, self._keys_at = self._read(self._keys_at, size, np.dtype(np.uint64))
        self.counts, self._counts_at = self._read(self._counts_at, size, np.dtype(np.int64))
        self._left -= size

    @property
    def more(self) -> bool:
        """Are there keys behind those at hand?"""
        return bool(self._left)

    def take(self, limit: np.uint64 | None) -> tuple[Keys, Counts]:
        """The keys at hand up to this one, which are no longer at hand then."""
        end = len(self.keys) if limit is None else int(np.searchsorted(self.keys, limit, "right"))
        taken = self.keys[:end], self.counts[:end]
        self.keys, self.counts = self.keys[end:], self.counts[end:]
        return taken

    def places(self, count: int) -> Places:
        """The next places; to be asked for in the order of the keys."""
        made, self._places_at = self._read(self._places_at, count, np.dtype(np.uint64))
        return made

    def _read(self, at: int, count: int, kind: np.dtype[np.uint64] | np.dtype[np.int64]) -> tuple[np.ndarray, int]:
        self._file.seek(at)
        data = self._file.read(count * kind.itemsize)
        return np.frombuffer(data, dtype=kind), at + len(data)


class Runs:
    """The runs of an archive: batches come in, one after the other; then the lists of all come out."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._runs = list[Run]()

    def add(self, lists: Lists) -> None:
        """Take a batch's lists in; its units come after those of all batches before."""
        self._file.seek(0, SEEK_END)
        self._runs.append(Run(self._file, lists))

    def merged(self) -> Iterator[Lists]:
        """All lists, in the order of their keys, some at a time, each whole."""
        size = max(FEWEST, WINDOW // max(1, len(self._runs)))
        while True:
            for run in self._runs:
                run.fill(size)
            if not any(len(run.keys) for run in self._runs):
                return
            limit = min((run.keys[-1] for run in self._runs if run.more), default=None)
            yield from self._gathered([run.take(limit) for run in self._runs])

    def _gathered(self, taken: Sequence[tuple[Keys, Counts]]) -> Iterator[Lists]:
        """The lists of these keys of each run, about `SLICE` places at a time."""
        keys, numbers = np.unique(np.concatenate([each for each, _ in taken]), return_inverse=True)
        counts = np.zeros(len(keys), dtype=np.int64)
        np.add.at(counts, numbers, np.concatenate([each for _, each in taken]))
        which = np.split(numbers, np.cumsum([len(each) for each, _ in taken])[:-1])
        start, sums = 0, np.cumsum(counts)
        while start < len(keys):
            before = sums[start] - counts[start]
            end = max(start + 1, int(np.searchsorted(sums, before + SLICE, "right")))
            parts = [
                (each[low:high] - start, some[low:high])
                for each, (_, some) in zip(which, taken, strict=True)
                for low, high in [np.searchsorted(each, (start, end))]
            ]
            yield Lists(keys[start:end], counts[start:end], self._read(parts, counts[start:end]))
            start = end

    def _read(self, parts: Sequence[tuple[Counts, Counts]], counts: Counts) -> Places:
        """The places of some keys: `parts` has for each run which of them it holds, and how often."""
        made = np.empty(int(counts.sum()), dtype=np.uint64)
        ends = np.cumsum(counts) - counts
        for run, (numbers, some) in zip(self._runs, parts, strict=True):
            if len(some):
                made[spread(ends[numbers], some)] = run.places(int(some.sum()))
                ends[numbers] += some
        return made
