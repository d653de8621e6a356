"""Fingerprints of all papers -> the pairs to look at, and how rare in the archive each shared run is.

An inverted index, in sorted arrays. The list of a run that few papers have gives all their pairs; a long one joins
each paper to the next in it only, so the work grows with the length of all texts and never with its square. Copies of
one paper count once in the rarity of what they share: a speech that stands in the archive forty times is no phrase.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from build_scripts.witnesses.fingerprints import Digests, Fingerprints
from build_scripts.witnesses.reading import Indices

MOST = 8  # papers that have a run, up to which each is joined with each
RARE = 1000  # the rarity of a run that few papers have; whole numbers, so that sums are the same on every machine
ENOUGH = 3 * RARE  # the rarities of shared runs, all together, that make a pair worth a look
FEWEST = 8  # runs that copies share at least, and half of those of the shorter one

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Candidates:
    """`pairs` of papers by their numbers, in order; and of each paper's runs that others have too, how rare they are.

    `starts` cut `at` and `rarity` by paper.
    """

    pairs: tuple[Pair, ...]
    starts: Indices
    at: Indices
    rarity: Indices

    def rarities(self, paper: int) -> tuple[Indices, Indices]:
        """Where the paper's runs that others have too begin, and how rare each is: from `RARE` down to 0."""
        held = slice(int(self.starts[paper]), int(self.starts[paper + 1]))
        return self.at[held], self.rarity[held]


@dataclass(frozen=True, slots=True)
class _Shared:
    """The runs that several papers have, sorted by digest, then paper; `list` numbers the lists."""

    paper: Indices
    at: Indices
    list: Indices


@dataclass(frozen=True, slots=True)
class _Joined:
    """Pairs as numbers, each once and in order; `rows` of the shared runs that join them, cut by `starts`."""

    keys: Indices
    starts: Indices
    rows: Indices


def candidates(papers: Sequence[Fingerprints]) -> Candidates:
    """The pairs that share rare runs."""
    shared = _shared(papers)
    joined = _joined(shared, len(papers))
    copies = _copies(joined, [each.at.size for each in papers])
    rarity = _rarity(shared, copies)[shared.list]
    weights = np.add.reduceat(rarity[joined.rows], joined.starts) if joined.keys.size else joined.keys
    pairs = (divmod(int(key), len(papers)) for key in joined.keys[weights >= ENOUGH])
    order = np.lexsort((shared.at, shared.paper))
    starts = np.searchsorted(shared.paper[order], np.arange(len(papers) + 1))
    return Candidates(tuple(pairs), starts, shared.at[order], rarity[order])


def _shared(papers: Sequence[Fingerprints]) -> _Shared:
    digests: Digests = np.concatenate([np.empty(0, np.uint64), *(each.digests for each in papers)])
    at = np.concatenate([np.empty(0, np.int64), *(each.at for each in papers)])
    paper = np.repeat(np.arange(len(papers)), [each.at.size for each in papers])
    order = np.argsort(digests, kind="stable")
    digests, paper, at = digests[order], paper[order], at[order]
    first = np.ones(len(digests), dtype=np.bool_)  # of a paper's repetitions of a run
    first[1:] = (digests[1:] != digests[:-1]) | (paper[1:] != paper[:-1])
    digests, paper, at = digests[first], paper[first], at[first]
    twin = np.zeros(len(digests), dtype=np.bool_)
    twin[1:] = digests[1:] == digests[:-1]
    kept = twin.copy()
    kept[:-1] |= twin[1:]
    return _Shared(paper[kept], at[kept], np.cumsum(~twin[kept]) - 1)


def _joined(shared: _Shared, count: int) -> _Joined:
    """The pairs that the lists join."""
    steps = list(_steps(shared))
    none = np.empty(0, np.int64)
    rows = np.concatenate([none, *(rows for _, rows in steps)])
    keys = np.concatenate([none, *(shared.paper[rows] * count + shared.paper[rows + step] for step, rows in steps)])
    order = np.argsort(keys, kind="stable")
    keys, rows = keys[order], rows[order]
    starts = np.flatnonzero(np.concatenate([[True] if keys.size else [], keys[1:] != keys[:-1]]))
    return _Joined(keys[starts], starts, rows)


def _steps(shared: _Shared) -> Iterator[tuple[int, Indices]]:
    """How far on in its list another paper stands, and the rows for which that is so and that are joined with it."""
    short = np.bincount(shared.list)[shared.list] <= MOST if shared.list.size else shared.list.astype(np.bool_)
    for step in range(1, MOST):
        same = shared.list[step:] == shared.list[:-step]
        yield step, np.flatnonzero(same & (short[step:] | (step == 1)))


def _copies(joined: _Joined, sizes: Sequence[int]) -> Indices:
    """For each paper the number of the first that it is a copy of, its own where there is none."""
    made = list(range(len(sizes)))

    def first(paper: int) -> int:
        while made[paper] != paper:
            made[paper] = made[made[paper]]
            paper = made[paper]
        return paper

    counts = np.diff(joined.starts, append=joined.rows.size)
    enough = counts >= FEWEST
    for key, runs in zip(joined.keys[enough].tolist(), counts[enough].tolist(), strict=True):
        one, other = divmod(key, len(sizes))
        if 2 * runs >= min(sizes[one], sizes[other]):
            low, high = sorted((first(one), first(other)))
            made[high] = low
    return np.array([first(paper) for paper in range(len(sizes))], dtype=np.int64)


def _rarity(shared: _Shared, copies: Indices) -> Indices:
    """Of each list, how rare its run is: `RARE` up to a few papers, the more the larger the archive; then ever less."""
    if not shared.list.size:
        return shared.list
    few = max(3, copies.size.bit_length() * 2 // 3)
    different = np.unique(shared.list * copies.size + copies[shared.paper])
    papers = np.bincount(different // copies.size)
    rarity: Indices = np.minimum(RARE, RARE * few * few // (papers * papers))
    return rarity
