"""CleanText -> what its source lines looked like: indents, and spaces that cleaning took out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from build_scripts.align import to_clean, to_source
from build_scripts.model import CleanText
from build_scripts.zh import ends_sentence

INDENT = re.compile(r"\ufeff?(?:\u3000|[ \u00a0]{2,}|\t)")  # 　　今年; not one space before 今年
MANY, INDENTED_SHARE = 5, 0.8  # finished sentences that tell how paragraphs begin, and the share with an indent
WIDE_SPACE = re.compile(r"[ \u00a0]{2,}|[\u3000\t]\s*")  # two spaces; not one
SPACE = re.compile(r"\s+")
# A line drawn between papers or sections: =====, * * * * *, ——————; not ***, which masks a name, not ……
STROKES = re.compile(r"(?:[=＝\-—–─━═~～#＃]\s*){3,}|(?:[*＊_＿◆◇★☆※]\s*){5,}")
TABLE_RULE = re.compile(r"\|?(?:\s*:?-{2,}:?\s*\|)+(?:\s*:?-{2,}:?\s*)?")  # |---|:---:| under a table's head; not ---


def is_indented(text: CleanText, line: int) -> bool:
    """Does the source line begin as a paragraph begins?"""
    return bool(INDENT.match(text.source.lines[line - 1]))


def indents(text: CleanText) -> bool:
    """Does the source begin its paragraphs with an indent, so that a line without one goes on from the line above?

    Told by the lines that follow a finished sentence: most begin so, and there are enough of them.
    """
    lines = [(line, cleaned) for line, cleaned in zip(text.source.lines, text.lines, strict=True) if cleaned]
    after = [bool(INDENT.match(line)) for (_, above), (line, _) in pairwise(lines) if ends_sentence(above)]
    return len(after) >= MANY and sum(after) >= INDENTED_SHARE * len(after)


def wide_space(text: CleanText, line: int) -> int:
    """Where the words begin that the source's first run of two or more spaces inside this line sets apart; 0 if none.

    In characters of the cleaned line.
    """
    words = text.source.lines[line - 1]
    found = WIDE_SPACE.search(words, len(words) - len(words.lstrip()))
    return to_clean(text, line, found.end()) if found else 0


def spaces(text: CleanText, line: int, start: int, end: int) -> Iterator[int]:
    """Where the source had white space between these offsets of the cleaned line: where the words after it stand."""
    words = text.source.lines[line - 1]
    for found in SPACE.finditer(words, to_source(text, line, start) if start else 0):
        at = to_clean(text, line, found.end())
        if at > end:
            return
        if at > start:
            yield at
