"""Codes -> fingerprints: of all runs of eleven characters so many that no long common stretch goes unseen.

Winnowing (Schleimer, Wilkerson, Aiken: Winnowing: Local Algorithms for Document Fingerprinting, SIGMOD 2003): of every
`WINDOW` neighbouring runs the one with the lowest digest is kept. Two texts that share `RUN + WINDOW - 1` characters
share a fingerprint, wherever in either these stand; so a common stretch of that length is found for certain, and the
list of fingerprints is a third of the text. Equal digests only name pairs to look at: what is told of a pair rests on
its characters (`matches.py`).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from build_scripts.witnesses.reading import Codes, Indices

RUN = 11  # characters in a run
WINDOW = 5  # neighbouring runs, one of which is kept

Digests = NDArray[np.uint64]

_BASE = np.uint64(0x9E3779B97F4A7C15)  # odd, and no power of a small number: the golden ratio's first 64 bits
_MIX = np.uint64(0xD6E8FEB86659FD93)


class Fingerprints(NamedTuple):
    """Digests of runs, where in the codes each run begins, in rising order, and how many codes there are."""

    digests: Digests
    at: Indices
    length: int


def fingerprints(codes: Codes) -> Fingerprints:
    """The fingerprints of a text; none of one shorter than a run."""
    digests = run_digests(codes, RUN)
    if not digests.size:
        return Fingerprints(digests, np.empty(0, dtype=np.int64), codes.size)
    windows = sliding_window_view(digests, min(WINDOW, digests.size))
    lowest = windows.argmin(axis=1) + np.arange(len(windows))  # never falls from one window to the next
    at = lowest[np.concatenate([[True], lowest[1:] != lowest[:-1]])]
    return Fingerprints(digests[at], at, codes.size)


def run_digests(codes: Codes, run: int) -> Digests:
    """A digest of each run of so many characters: a polynomial, its bits mixed so that the lowest is any of them."""
    count = max(0, codes.size - run + 1)
    made = np.zeros(count, dtype=np.uint64)
    wide = codes.astype(np.uint64)
    for offset in range(run):
        made = made * _BASE + wide[offset : offset + count]
    made ^= made >> np.uint64(32)
    made *= _MIX
    made ^= made >> np.uint64(29)
    return made
