"""Fingerprints of all papers -> Shared: the runs that several papers have, and which papers have each.

An inverted index in sorted arrays, made slice by slice of the digests: what is held at a time is twelve bytes for each
fingerprint of the archive, and beyond that only runs that stand in more than one paper.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from build_scripts.witnesses.fingerprints import Digests, Fingerprints
from build_scripts.witnesses.reading import Indices

SLICES = 16
DIGEST = 64  # bits

Small = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Shared:
    """One row for each run of each paper that others have too, sorted by run, then paper; `list` numbers the runs.

    `at` tells where in the paper's codes the run begins first. `sizes` counts the fingerprints of each paper, `lengths`
    its characters, shared or not.
    """

    paper: Small
    at: Small
    list: Small
    sizes: Indices
    lengths: Indices


def shared(papers: Iterable[Fingerprints]) -> Shared:
    """The rows of all papers; these are gone through once."""
    digests, places, counts = bytearray(), bytearray(), list[tuple[int, int]]()
    for each in papers:
        digests += each.digests.tobytes()
        places += each.at.astype(np.int32).tobytes()
        counts.append((each.at.size, each.length))
    sizes, lengths = np.array(counts, dtype=np.int64).reshape(-1, 2).T
    paper = np.repeat(np.arange(sizes.size, dtype=np.int32), sizes)
    return _gathered(np.frombuffer(digests, np.uint64), paper, np.frombuffer(places, np.int32), (sizes, lengths))


def _gathered(digests: Digests, paper: Small, at: Small, of: tuple[Indices, Indices]) -> Shared:
    slices = np.empty(digests.size, np.uint8)
    np.right_shift(digests, np.uint64(DIGEST - (SLICES - 1).bit_length()), out=slices, casting="unsafe")
    none = np.empty(0, np.int32)
    papers, places, lists, known = [none], [none], [none], 0
    for number in range(SLICES):
        rows = np.flatnonzero(slices == number)
        several, of_run = _several(digests[rows], paper[rows])
        papers.append(paper[rows[several]])
        places.append(at[rows[several]])
        lists.append((of_run + known).astype(np.int32))
        known += int(of_run[-1]) + 1 if of_run.size else 0
    return Shared(np.concatenate(papers), np.concatenate(places), np.concatenate(lists), *of)


def _several(digests: Digests, paper: Small) -> tuple[Indices, Indices]:
    """Of these runs those that several papers have, once for a paper, by digest and paper; and the number of each."""
    order = np.argsort(digests, kind="stable")
    digests, paper = digests[order], paper[order]
    first = np.ones(digests.size, dtype=np.bool_)  # of a paper's repetitions of a run
    first[1:] = (digests[1:] != digests[:-1]) | (paper[1:] != paper[:-1])
    digests, order = digests[first], order[first]
    twin = np.zeros(digests.size, dtype=np.bool_)
    twin[1:] = digests[1:] == digests[:-1]
    kept = twin.copy()
    kept[:-1] |= twin[1:]
    return order[kept], np.cumsum(~twin[kept]) - 1
