"""Simplified text -> words: the likeliest cut, by how often each word occurs in Chinese prose."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from functools import cache

from build_scripts.tables import WORDS
from build_scripts.tables import words as table

LONGEST = 4  # characters: no word of the table is longer
STRANGER = -30.0  # the logarithm of the share of a character that the table does not have
# How seldom a word is that one is sure of, against the commonest, by the logarithm: where the table has it, some 240
# times in the table's source, else 16.
COMMONEST = "的"
RARE = -7.0
UNKNOWN = -9.7


def cut(text: str, rare: Collection[str] = ()) -> list[str]:
    """The words of the text, which put together are the text; a character that is no word's part stands alone.

    `rare` are words that the text may hold, however seldom or never the table has them.
    """
    longest = max(LONGEST, *map(len, rare), 0)
    best = [(0.0, 0)]  # for each end: the likeliest cut up to there, and where its last word begins
    for end in range(1, len(text) + 1):
        starts = range(max(0, end - longest), end)
        best.append(max((best[at][0] + _share(text[at:end], rare), at) for at in starts))
    made = []
    end = len(text)
    while end:
        start = best[end][1]
        made.append(text[start:end])
        end = start
    return made[::-1]


def _share(word: str, rare: Collection[str]) -> float:
    share = _shares().get(word)
    if word in rare:
        return _shares()[COMMONEST] + (UNKNOWN if share is None else max(RARE, share - _shares()[COMMONEST]))
    return share if share is not None else STRANGER if len(word) == 1 else -math.inf


@cache
def _shares() -> Mapping[str, float]:
    """The logarithm of each word's share of a text."""
    found = table(WORDS)
    total = math.log2(sum(2.0**order for order in found.values()))
    return {word: (order - total) * math.log(2) for word, order in found.items()}
