"""units -> separators: the lines that number the papers of a compilation, and the titles they give."""

from __future__ import annotations

import re
from collections.abc import Sequence

from build_scripts.model import CleanText
from build_scripts.segment.lines import spaces
from build_scripts.segment.units import Separator, Unit, separator
from build_scripts.zh import NUMERAL, SENTENCE_END, numeral

TITLE = 40  # a title after a separator's number is no longer than this
# 第一篇卫生局总结, 篇二医院总结, where the source has a space before the title; not 第一篇章
SPACED = re.compile(
    rf"[【\[（(《]?(?:第\s*(?P<a>[{NUMERAL}]{{1,4}})\s*篇|篇\s*(?P<b>[{NUMERAL}]{{1,4}}))[】\]）)》]?\s*(?=\S)"
)


def separators(text: CleanText, units: Sequence[Unit]) -> tuple[Separator | None, ...]:
    """For each unit the separator that it is, or None.

    A line `第一篇 title` counts only where another separator has the number before or after its own: alone it may
    speak of a book.
    """
    plain = [separator(unit.text) for unit in units]
    spaced = [None if known else _spaced(text, unit) for known, unit in zip(plain, units, strict=True)]
    numbers = {each.number for each in (*plain, *spaced) if each}
    return tuple(
        known or (other if other and numbers & {other.number - 1, other.number + 1} else None)
        for known, other in zip(plain, spaced, strict=True)
    )


def _spaced(text: CleanText, unit: Unit) -> Separator | None:
    found = SPACED.match(unit.text)
    if not found or unit.piece.start or unit.more or found.end() not in spaces(text, unit.line, 0, found.end()):
        return None
    own = unit.text[found.end() :]
    number = numeral(found["a"] or found["b"])
    if number is None or len(own) > TITLE or any(mark in own for mark in SENTENCE_END):
        return None
    return Separator("", number, own)
