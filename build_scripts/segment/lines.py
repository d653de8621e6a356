"""CleanText -> what its source lines looked like: indents, and spaces that cleaning took out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_scripts.align import to_clean, to_source
from build_scripts.model import CleanText

INDENT = re.compile(r"\ufeff?(?:\u3000|[ \u00a0]{2,}|\t)")  # 　　今年; not one space before 今年
SPACE = re.compile(r"\s+")
# A line drawn between papers or sections: =====, * * * * *, ——————; not ***, which masks a name, not ……
STROKES = re.compile(r"(?:[=＝\-—–─━═~～#＃]\s*){3,}|(?:[*＊_＿◆◇★☆※]\s*){5,}")
TABLE_RULE = re.compile(r"\|?(?:\s*:?-{2,}:?\s*\|)+(?:\s*:?-{2,}:?\s*)?")  # |---|:---:| under a table's head; not ---


def is_indented(text: CleanText, line: int) -> bool:
    """Does the source line begin as a paragraph begins?"""
    return bool(INDENT.match(text.source.lines[line - 1]))


def spaces(text: CleanText, line: int, start: int, end: int) -> Iterator[int]:
    """Where the source had white space between these offsets of the cleaned line: where the words after it stand."""
    words = text.source.lines[line - 1]
    for found in SPACE.finditer(words, to_source(text, line, start) if start else 0):
        at = to_clean(text, line, found.end())
        if at > end:
            return
        if at > start:
            yield at
