"""Document -> Reading: its characters that count, each as its representative, and where each stands.

Copies of a paper differ in script, width, punctuation and spaces without differing: by `data/fold.txt` a reading has
one character for all its forms, and none for punctuation. Figures, letters and the signs of a redaction stay in it,
but what finds a parallel is its Han alone: `20xx年` and `2009年` are the same there.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from build_scripts.model import Document, Span
from build_scripts.tables import FOLD, fold_rows

Codes = NDArray[np.uint32]
Indices = NDArray[np.int64]

POINTS = 0x110000  # code points of Unicode


@dataclass(frozen=True, slots=True)
class Reading:
    """A paper as it is compared: `codes` are its characters that count, `at` where each stands in all its text.

    `han` are the numbers of those characters that are Han. `starts` tell where in all the text each block begins.
    """

    document: Document
    codes: Codes
    at: Indices
    han: Indices
    starts: tuple[int, ...]

    @property
    def redactions(self) -> Iterator[Span]:
        """Where the paper is said to hide words."""
        return (each.span for each in self.document.annotations if each.kind == "redaction" and each.span)

    def words(self, first: int, end: int) -> str:
        """The characters from one number to another."""
        return decoded(self.codes[first:end])

    def is_han(self, number: int) -> bool:
        """Is the character with this number Han?"""
        return bool(_is_han()[self.codes[number]])

    def block(self, number: int) -> int:
        """Which block the character with this number stands in."""
        return bisect_right(self.starts, int(self.at[number])) - 1

    def span(self, first: int, end: int) -> Span:
        """Where the characters from one number to another stand: from the first to the last, all of one block.

        No characters are an empty stretch, behind the character before them where that is in the same block.
        """
        if first < end:
            block = self.block(first)
            start = int(self.at[first]) - self.starts[block]
            return Span(self.document.blocks[block].place, start, int(self.at[end - 1]) + 1 - self.starts[block])
        behind = first > 0
        block = self.block(first - 1 if behind else 0)
        at = int(self.at[first - 1]) + 1 - self.starts[block] if behind else 0
        return Span(self.document.blocks[block].place, at, at)


def reading(document: Document) -> Reading:
    """The reading of a paper; its own text is all its blocks' texts, one behind the other."""
    texts = [block.text for block in document.blocks]
    folded = _forms()[encoded("".join(texts))]
    at = np.flatnonzero(folded)
    codes = folded[at]
    starts = tuple(accumulate(map(len, texts[:-1]), initial=0))
    return Reading(document, codes, at, np.flatnonzero(_is_han()[codes]), starts)


def letters(document: Document) -> Codes:
    """The Han of a paper alone: what finding parallels needs of every paper."""
    return plain(encoded("".join(block.text for block in document.blocks)))


def plain(codes: Codes) -> Codes:
    """The Han among these, each as its representative."""
    folded = _forms()[codes]
    return folded[_is_han()[folded]]


def encoded(text: str) -> Codes:
    """The text's code points."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


def decoded(codes: Codes) -> str:
    """The text of these code points."""
    return codes.astype("<u4").tobytes().decode("utf-32-le", "surrogatepass")


@cache
def _forms() -> Codes:
    """Code point -> its representative's; 0 for what does not count."""
    rows = dict(fold_rows(FOLD))
    del rows["han"]
    nothing = frozenset(rows.pop("gap") + rows.pop("stop") + rows.pop("hidden") + " ")
    forms = np.arange(POINTS, dtype=np.uint32)
    for char, target in _pairs(rows, nothing):
        forms[ord(char)] = ord(target) if target else 0
    forms[[ord(char) for char in nothing]] = 0
    return forms


def _pairs(rows: dict[str, str], nothing: frozenset[str]) -> Iterator[tuple[str, str]]:
    """A character and the one that stands for it; one for which several would stand, ㎡, stands for itself."""
    for target, members in rows.items():
        plain = "".join(char for char in target if char not in nothing)
        for char in members:
            yield char, plain if len(plain) < 2 else char


@cache
def _is_han() -> NDArray[np.bool_]:
    """Of each code point, whether it is Han."""
    held = np.zeros(POINTS, dtype=np.bool_)
    for each in dict(fold_rows(FOLD))["han"].split():
        first, last = each.split("-")
        held[int(first, 16) : int(last, 16) + 1] = True
    return held
