"""Shared runs -> what the words weigh that two papers share: every character as much as the rarest run around it."""

from __future__ import annotations

import numpy as np

from build_scripts.witnesses.fingerprints import RUN, WINDOW
from build_scripts.witnesses.matches import Match
from build_scripts.witnesses.reading import Codes, Indices, decoded
from build_scripts.witnesses.stock import stock

RARE = 1000  # of a character in a run that few papers have; whole numbers, so that sums are the same on every machine
PASSAGE = 20 * RARE  # of a passage that is told
PAIR = 50 * RARE  # of all passages of a pair: a sentence, or several passages
WHOLE = 0.7  # of a very short paper, which weighs less than that: so much of it

BEFORE, BEHIND = WINDOW - 1, RUN + WINDOW - 1  # characters that a run speaks for: those before it, those from it on
REACH = BEFORE + BEHIND


def least(lengths: Indices) -> Indices:
    """What the passages of a pair must weigh, by the length of the shorter paper."""
    made: Indices = np.minimum(PAIR, (WHOLE * RARE * lengths).astype(np.int64))
    return made


def weight(codes: Codes, match: Match, runs: tuple[Indices, Indices]) -> int:
    """What the characters of a match weigh; in a set phrase, nothing.

    `runs` are those that other papers have too: where they begin, and how rare they are. Of neighbouring runs one is
    known for all: it speaks for the characters that these reach, too.
    """
    at, rarity = runs
    within = slice(*np.searchsorted(at, (match.here, match.here + match.length - RUN + 1)))
    reached = at[within, None] - match.here + np.arange(-BEFORE, BEHIND)
    weights = np.zeros(match.length, np.int64)
    np.maximum.at(weights, reached.clip(0, match.length - 1), rarity[within, None])
    for first, end in stock(decoded(codes)):
        weights[first:end] = 0
    return int(weights.sum())


def at_most(at: Indices, rarity: Indices, starts: Indices) -> Indices:
    """What pairs can weigh at most: a bound that needs no look at their texts.

    `at` tells where the runs that a pair shares begin, in rising order, `starts` where in it each pair's begin.
    Of neighbouring runs that are as rare as can be no character counts twice.
    """
    full = rarity == RARE
    made: Indices = REACH * np.add.reduceat(np.where(full, 0, rarity), starts) if starts.size else starts
    pair = (np.cumsum(np.bincount(starts, minlength=at.size)) - 1)[full]
    gaps = np.full(pair.size, REACH, np.int64)
    gaps[:-1][pair[1:] == pair[:-1]] = np.diff(at[full]).clip(max=REACH)[pair[1:] == pair[:-1]]
    np.add.at(made, pair, RARE * gaps)
    return made
