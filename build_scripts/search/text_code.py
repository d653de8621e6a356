"""Texts -> bytes, by a code that is the same for every archive: one byte or two for a character, two for a common word.

One byte: the commonest characters. Two: other Han by code point, and the words of data/code_words.txt. Three and four:
all else. A word is taken wherever two characters are one, from left to right.
Deflate makes a quarter less of that than of UTF-8; it still finds what recurs, since all codes are whole bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from build_scripts.search.fold import END
from build_scripts.search.folded import POINTS, points_of
from build_scripts.tables import CODE_WORDS, code_words

# By how often they occur in the five sources this archive began with, and the rest of the digits. Never to be changed
# without need: with it every text of every index changes.
COMMON = (
    "，、的生。卫作工全和医业要实一人管建行进理制务市是展加疗发设强重职“”安0大病监力化合开为2年度好了"
    "1动保在服对各不机有法政项提中高县院部体会基规治查事以防公新改任责三成面点到位上员健分村x品定用等目"
    "；产关民区（）落推级立我农局步共完个督标施系活方学导3做时现范能统抓效检及题入主5%二4问整镇质67"
    ".9通8"
)
# First bytes: below the first of these a common character's.
HAN_LEAD, WORD_LEAD, THREE_BYTES, FOUR_BYTES = 154, 236, 252, 253
FIRST_HAN, LAST_HAN = 0x4E00, 0x9FFF


def encoded(texts: Sequence[str]) -> list[bytes]:
    """Each text in this code."""
    coder = Coder.of_the_table()
    points = points_of("".join(text + END for text in texts))
    ends = np.cumsum([len(text) + 1 for text in texts]) - 1
    return coder.encoded(points, ends)


class Coder:
    """The code, laid out by code point."""

    def __init__(self, pairs: Sequence[str]) -> None:
        points = np.arange(POINTS, dtype=np.uint32)
        self._sizes = np.where(points > 0xFFFF, np.uint8(4), np.uint8(3))
        low, middle, high = points & 0xFF, points >> 8 & 0xFF, points >> 16
        self._codes = np.where(
            points > 0xFFFF,
            FOUR_BYTES | high << 8 | middle << 16 | low << 24,
            THREE_BYTES | middle << 8 | low << 16,
        )
        han = slice(FIRST_HAN, LAST_HAN + 1)
        self._codes[han] = HAN_LEAD + (points[han] - FIRST_HAN >> 8) | low[han] << 8
        self._sizes[han] = 2
        common = points_of(COMMON)
        self._codes[common], self._sizes[common] = np.arange(len(common)), 1
        self._words = _Words(pairs)

    @staticmethod
    @cache
    def of_the_table() -> Coder:
        """With the words of the committed table."""
        return Coder(code_words(CODE_WORDS))

    def encoded(self, points: NDArray[np.uint32], ends: NDArray[np.int64]) -> list[bytes]:
        """The texts that end at these characters, which belong to none of them."""
        codes, sizes = self._codes[points], self._sizes[points]
        words = self._words.numbers(points)
        taken = _alternate(words > 0)
        which = words[taken].astype(np.uint32) - np.uint32(1)
        codes[taken], sizes[taken] = WORD_LEAD + (which >> 8) | (which & 0xFF) << 8, 2
        sizes[taken + 1] = 0
        sizes[ends] = 0
        after = np.cumsum(sizes, dtype=np.int64)
        made = np.zeros(int(after[-1]), dtype=np.uint8)
        for at in range(4):
            longer = np.flatnonzero(sizes > at)
            made[after[longer] - sizes[longer] + at] = codes[longer] >> np.uint32(8 * at) & np.uint32(0xFF)
        data, cuts = made.tobytes(), [0, *after[ends].tolist()]
        return [data[start:end] for start, end in pairwise(cuts)]


class _Words:
    """Words of two characters, found in a text."""

    def __init__(self, pairs: Sequence[str]) -> None:
        firsts, seconds = points_of("".join(pairs))[::2], points_of("".join(pairs))[1::2]
        self._rows, row = _places(firsts)
        self._columns, column = _places(seconds)
        self._numbers = np.zeros((int(row.max()) + 1, int(column.max()) + 1), dtype=np.uint16)
        self._numbers[row, column] = np.arange(1, len(pairs) + 1)

    def numbers(self, points: NDArray[np.uint32]) -> NDArray[np.uint16]:
        """For each character but the last: from 1 on the number of the word that it begins, or 0."""
        return self._numbers[self._rows[points[:-1]], self._columns[points[1:]]]


def _places(points: NDArray[np.uint32]) -> tuple[NDArray[np.uint16], NDArray[np.uint16]]:
    """Numbers from 1 on for these characters, by code point, and those of the characters given."""
    made = np.zeros(POINTS, dtype=np.uint16)
    known = np.unique(points)
    made[known] = np.arange(1, len(known) + 1)
    return made, made[points]


def _alternate(flags: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Of each stretch of set flags the first, the third, and so on: where words are that do not overlap."""
    turns = np.flatnonzero(np.diff(flags, prepend=False, append=False))
    starts, lengths = turns[::2], (turns[1::2] - turns[::2] + 1) // 2
    ends = np.cumsum(lengths)
    taken = np.arange(int(ends[-1]) if len(ends) else 0)
    taken += np.repeat(starts - 2 * (ends - lengths), lengths) + taken
    return taken
