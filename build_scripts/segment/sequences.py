"""units -> units: numbers that are none by themselves (1.2, `1 总则`, II., 第三条本办法) but are in a sequence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from build_scripts.model import CleanText
from build_scripts.numbering import ARTICLE, CLAUSE, DECIMAL, DECIMAL_DEEP, LOW, ROMAN, STYLES, TOP, Mark
from build_scripts.segment.lines import spaces
from build_scripts.segment.units import Unit
from build_scripts.zh import HAN, SENTENCE_END, numeral

SHORT = 30  # a line that is a heading with such a number is no longer
ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10}
BARE = re.compile(rf"(\d{{1,2}})\s*(?=[{HAN}])")  # 1总则, where the source has a space; not 20家
# 第三条本办法; not 第三条的规定
UNPARTED = re.compile(ARTICLE.pattern.removesuffix(r"(?:\s+|[：:、]\s*)") + "(?![的和至、])")
COMMA = re.compile(r"([一二三四五六七八九十]{1,3})[，,]\s*(?=\S)")  # 一，履职情况, among others; not 一是, 一、
MEASURE = re.compile(r"[亿万千百元个倍％%‰℃吨米公斤年月日人次分岁户家号]")  # 1.5万元; not 1.5万安镇


FAMILIES = {CLAUSE: "article", LOW: "digits", TOP: "lettered"}


class _Candidate(NamedTuple):
    """A unit that may be numbered: its family of numbers, the number's components, and the mark that it would get."""

    at: int
    family: str
    numbers: tuple[int, ...]
    mark: Mark


def in_sequence(text: CleanText, units: Sequence[Unit]) -> tuple[Unit, ...]:
    """The units, with a mark for every candidate whose number follows another's or is followed by one."""
    found = list(units)
    by_family: dict[str, list[_Candidate]] = {}
    for index, unit in enumerate(units):
        for candidate in _candidates(text, index, unit):
            by_family.setdefault(candidate.family, []).append(candidate)
    for candidates in by_family.values():
        for first, second in pairwise(candidates):
            if _follows(first.numbers, second.numbers) and _are_alike(units, first, second):
                for each in (first, second):
                    found[each.at] = units[each.at]._replace(mark=units[each.at].mark or each.mark)
    return tuple(found)


def _candidates(text: CleanText, index: int, unit: Unit) -> Iterator[_Candidate]:
    """At most one candidate; a number that counts by itself is one too, so that others can follow it."""
    words, known = unit.text, unit.mark
    if known is not None:
        if known.style in FAMILIES:
            yield _Candidate(index, FAMILIES[known.style], (known.number,), known)
    elif found := UNPARTED.match(words):
        number = numeral(found[1]) or 0
        yield _Candidate(index, "article", (number,), Mark(CLAUSE, number, found.end()))
    elif len(words) <= SHORT and words[-1] not in SENTENCE_END + "：:，、":
        yield from _short(text, index, unit)


def _short(text: CleanText, index: int, unit: Unit) -> Iterator[_Candidate]:
    words = unit.text
    for pattern in (DECIMAL_DEEP, DECIMAL):
        if (found := pattern.match(words)) and _names(words, found.end()):
            numbers = tuple(int(part) for part in found[1].split("."))
            yield _Candidate(index, "digits", numbers, Mark(STYLES.index(pattern), numbers[-1], found.end()))
            return
    if found := COMMA.match(words):
        number = numeral(found[1]) or 0
        yield _Candidate(index, "lettered", (number,), Mark(TOP, number, found.end()))
    elif (found := ROMAN.match(words)) and found.end() < len(words):
        number = _roman(found[1])
        yield _Candidate(index, "roman", (number,), Mark(STYLES.index(ROMAN), number, found.end()))
    elif (found := BARE.match(words)) and not unit.piece.start and found.end() in spaces(text, unit.line, 0, 4):
        number = int(found[1])
        yield _Candidate(index, "digits", (number,), Mark(LOW, number, found.end()))


def _names(words: str, at: int) -> bool:
    """Do words follow that a number can stand before, and not a measure?"""
    return at < len(words) and not MEASURE.match(words, at) and not words[at].isdigit()


def _roman(text: str) -> int:
    if text not in ROMAN_DIGITS and not text.isascii():
        return ord(text) - ord("Ⅰ") + 1
    values = [ROMAN_DIGITS[char] for char in text]
    return sum(-value if value < later else value for value, later in zip(values, (*values[1:], 0), strict=True))


def _follows(first: tuple[int, ...], second: tuple[int, ...]) -> bool:
    """1 then 2, 1 then 1.1, 1.1 then 1.2, 1.2.1 then 1.3 or 2."""
    if second == (*first, 1):
        return True
    last = len(second) - 1
    return last < len(first) and second[:last] == first[:last] and second[last] == first[last] + 1


def _are_alike(units: Sequence[Unit], first: _Candidate, second: _Candidate) -> bool:
    """A bare number goes with bare ones and with decimals; that 1、 stands before it proves nothing."""
    bare = [units[each.at].mark is None and len(each.numbers) == 1 for each in (first, second)]
    known = [units[each.at].mark is not None for each in (first, second)]
    return first.family != "digits" or not (any(bare) and any(known))
