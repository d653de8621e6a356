"""line -> positions: the half-width round brackets that belong to Chinese text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from build_scripts.clean.gaps import Gap, before, behind
from build_scripts.clean.gloss import looks_read
from build_scripts.zh import HAN_CHAR

BRACKET = re.compile("[()（）]")
READING_LENGTH = 14
# The end of a gloss whose opening bracket was lost with half of its character; no bracket of the text's: 當?shù) of
# 當?shù)纳; not (shù), not 是?)
TORN_GLOSS = re.compile(r"\?[^\W\d_\u2e80-\uffff]{1,7}\)$")
OPERATORS = frozenset("=+-*/×÷<>^_")  # beside one of these a bracket belongs to a formula: 5×(3+2)


class Bracket(NamedTuple):
    """A round bracket, half or full; `han` counts the stretches with a Han in them between brackets before it."""

    at: int
    gap: Gap
    han: int


def wide_brackets(line: str, gaps: list[Gap]) -> Iterator[int]:
    """The positions of the half-width brackets to be widened: a pair together, one without a partner by itself."""
    waiting: list[Bracket] = []
    for bracket in _brackets(line, gaps):
        if line[bracket.at] in "(（":
            waiting.append(bracket)
        elif not waiting:
            yield from _half(line, bracket) if _closes_chinese(line, bracket) else ()
        elif _is_chinese(line, opener := waiting.pop(), bracket):
            yield from _half(line, opener, bracket)
    for bracket in waiting:  # a `(` without partner is Chinese when what it begins is
        yield from _half(line, bracket) if bracket.gap.right else ()


def _brackets(line: str, gaps: list[Gap]) -> Iterator[Bracket]:
    han, end = 0, 0
    for gap in gaps:
        for found in BRACKET.finditer(line, gap.start, gap.end):
            if TORN_GLOSS.search(line, max(0, found.end() - READING_LENGTH), found.end()):
                continue
            han += bool(HAN_CHAR.search(line, end, found.start()))
            end = found.end()
            yield Bracket(found.start(), gap, han)


def _half(line: str, *brackets: Bracket) -> Iterator[int]:
    return (each.at for each in brackets if line[each.at] in "()")


def _is_chinese(line: str, opener: Bracket, closer: Bracket) -> bool:
    """Does this pair hold Chinese, or stand in it? A pair with one full-width half is Chinese."""
    if closer.han > opener.han or line[opener.at] == "（" or line[closer.at] == "）":
        return True
    if _is_unread_gloss(line, opener.at, closer.at):
        return False
    left, right = before(line, opener.at), behind(line, closer.at + 1)
    was, comes = line[left - 1 : left], line[right : right + 1]
    if was in OPERATORS or comes in OPERATORS or _is_dialling_code(line, opener.at, closer.at, comes):
        return False
    return (opener.gap.left and not was.isdecimal()) or (closer.gap.right and not comes.isdecimal())


def _is_dialling_code(line: str, opener: int, closer: int, comes: str) -> bool:
    """Is it the first part of a telephone number, (010)12345678?"""
    inside = line[opener + 1 : closer] if closer - opener < READING_LENGTH else ""
    return comes.isdecimal() and inside.strip().isdecimal()


def _is_unread_gloss(line: str, opener: int, closer: int) -> bool:
    """Is it a reading that is not that of a Han before it? The place is damaged and stays as it is for a repair."""
    return closer - opener <= READING_LENGTH and looks_read(line[opener + 1 : closer].strip())


def _closes_chinese(line: str, bracket: Bracket) -> bool:
    """Does a `)` without partner end Chinese text (市直单位)) or a list number (1)加强)?"""
    at = before(line, bracket.at)
    return bracket.gap.left or (bracket.gap.right and line[at - 1 : at].isdecimal())
