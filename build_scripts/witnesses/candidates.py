"""Fingerprints of all papers -> the pairs to look at, and how rare in the archive each shared run is.

The work for a paper is bounded, however many papers there are: a run that few have joins each of them with each, a
common one only each paper with the next that has it, and set phrases weigh nothing. A pair is looked at when the runs
that join it could weigh enough by their places alone; most pairs that meet by chance are left out so, without a look
at their words. Copies of one paper count once in the rarity of what they share: a speech that stands in the archive
forty times is no phrase.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from build_scripts.witnesses.fingerprints import Fingerprints
from build_scripts.witnesses.reading import Indices
from build_scripts.witnesses.shared import Shared, Small, shared
from build_scripts.witnesses.weight import PASSAGE, RARE, REACH, at_most, least

MOST = 8  # papers that have a run, up to which each is joined with each
FEWEST = 8  # runs that copies share at least, and
COPIED = 2 / 3  # of those of the longer one: a form that offices fill in is not so much of a report

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Candidates:
    """`pairs` of papers by their numbers, in order; and of each paper's runs that others have too, how rare they are.

    `starts` cut `at` and `rarity` by paper.
    """

    pairs: tuple[Pair, ...]
    starts: Indices
    at: Small
    rarity: Small

    def rarities(self, paper: int) -> tuple[Indices, Indices]:
        """Where the paper's runs that others have too begin, and how rare each is: from `RARE` down to 0."""
        held = slice(int(self.starts[paper]), int(self.starts[paper + 1]))
        return self.at[held].astype(np.int64), self.rarity[held].astype(np.int64)


@dataclass(frozen=True, slots=True)
class _Joined:
    """Pairs as numbers, each once and in order; `rows` of the shared runs that join them, cut by `starts`."""

    keys: Indices
    starts: Indices
    rows: Small

    @property
    def counts(self) -> Indices:
        """How many runs join each pair."""
        return np.diff(self.starts, append=self.rows.size)


def candidates(papers: Iterable[Fingerprints]) -> Candidates:
    """The pairs that share rare runs."""
    held = shared(papers)
    joined = _joined(held)
    rarity = _rarity(held, _copies(joined, held.sizes))[held.list]
    pairs = tuple(divmod(int(key), held.sizes.size) for key in _weighty(joined, held, rarity))
    order = np.lexsort((held.at, held.paper))
    starts = np.searchsorted(held.paper[order], np.arange(held.sizes.size + 1))
    return Candidates(pairs, starts, held.at[order], rarity[order])


def _joined(held: Shared) -> _Joined:
    """The pairs that the lists join."""
    steps = list(_steps(held.list))
    none = np.empty(0, np.int32)
    rows = np.concatenate([none, *(rows for _, rows in steps)])
    others = np.concatenate([none, *(held.paper[rows + step] for step, rows in steps)])
    keys = held.paper[rows].astype(np.int64) * held.sizes.size + others
    order = np.argsort(keys, kind="stable")
    keys, rows = keys[order], rows[order]
    starts = np.flatnonzero(np.concatenate([[True] if keys.size else [], keys[1:] != keys[:-1]]))
    return _Joined(keys[starts], starts, rows)


def _steps(lists: Small) -> Iterator[tuple[int, Small]]:
    """How far on in its list another paper stands, and the rows for which that is so and that are joined with it."""
    short = np.bincount(lists)[lists] <= MOST if lists.size else lists.astype(np.bool_)
    for step in range(1, MOST):
        same = lists[step:] == lists[:-step]
        yield step, np.flatnonzero(same & (short[step:] | (step == 1))).astype(np.int32)


def _copies(joined: _Joined, sizes: Indices) -> Indices:
    """For each paper the number of the first that it is a copy of, its own where there is none."""
    made = list(range(sizes.size))

    def first(paper: int) -> int:
        while made[paper] != paper:
            made[paper] = made[made[paper]]
            paper = made[paper]
        return paper

    one, other = np.divmod(joined.keys, max(1, sizes.size))
    alike = joined.counts >= np.maximum(FEWEST, COPIED * np.maximum(sizes[one], sizes[other]))
    for pair in zip(one[alike].tolist(), other[alike].tolist(), strict=True):
        low, high = sorted(map(first, pair))
        made[high] = low
    return np.array([first(paper) for paper in range(sizes.size)], dtype=np.int64)


def _rarity(held: Shared, copies: Indices) -> Small:
    """Of each list, how rare its run is: `RARE` up to a few papers, the more the larger the archive; then ever less."""
    if not held.list.size:
        return held.list
    few = max(3, copies.size.bit_length() * 2 // 3)
    of_list = held.list.astype(np.int64) * copies.size + copies[held.paper]
    of_list.sort()
    papers = np.bincount(of_list[np.diff(of_list, prepend=-1) > 0] // copies.size)
    rarity: Small = np.minimum(RARE, RARE * few * few // (papers * papers)).astype(np.int32)
    return rarity


def _weighty(joined: _Joined, held: Shared, rarity: Small) -> Indices:
    """The pairs, as numbers, whose runs could weigh enough."""
    if not joined.keys.size:
        return joined.keys
    sums = np.add.reduceat(rarity[joined.rows], joined.starts, dtype=np.int64)
    kept = (joined.counts > 1) & (sums * REACH >= PASSAGE)
    counts, rows = joined.counts[kept], joined.rows[np.repeat(kept, joined.counts)]
    pair = np.repeat(np.arange(counts.size), counts)
    order = np.lexsort((held.at[rows], pair))
    at, rare = held.at[rows[order]].astype(np.int64), rarity[rows[order]].astype(np.int64)
    most = at_most(at, rare, np.cumsum(counts) - counts)
    one, other = np.divmod(joined.keys[kept], held.sizes.size)
    return joined.keys[kept][most >= least(np.minimum(held.lengths[one], held.lengths[other]))]
