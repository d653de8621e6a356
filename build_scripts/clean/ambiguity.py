"""Traditional line -> changes and doubts: to Simplified characters, and where a character could have become another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from build_scripts.clean.conversions import CONVERSIONS
from build_scripts.clean.rule import Change, Unsettled
from build_scripts.clean.script import simplify, to_simplified
from build_scripts.tables import WORDS, words

READINGS = {row.char: row.readings for row in CONVERSIONS.open}
ANY = re.compile(f"[{''.join(READINGS)}]")
LONGEST = 4  # characters: no word of the table is longer


@cache
def _words() -> Mapping[str, int]:
    return words(WORDS)


def convert(line: str) -> Iterator[Change | Unsettled]:
    """Simplify a line, and name each character of several forms that neither a phrase nor a word decides."""
    yield from to_simplified(line)
    if ANY.search(line):
        yield from _doubts(line, simplify(line))


def _doubts(line: str, after: str) -> Iterator[Unsettled]:
    if len(after) != len(line):
        return
    for found in ANY.finditer(line):
        at, char = found.start(), found[0]
        by_itself = after[at] == simplify(char)  # else a phrase of OpenCC's has decided
        if by_itself and not _is_in_word(after, at):
            yield Unsettled(at, 1, "conversion", READINGS[char], f"“{char}”在此可作{'、'.join(READINGS[char])}。")


def _is_in_word(text: str, at: int) -> bool:
    """Is there a word of two characters or more that takes in this one?"""
    return any(
        text[start : start + length] in _words()
        for length in range(2, LONGEST + 1)
        for start in range(max(0, at - length + 1), at + 1)
    )
