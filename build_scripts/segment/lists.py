"""Numbered units -> habits: how the list is written that each stands in, so that siblings are read alike."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from build_scripts.numbering import LOW, Mark
from build_scripts.segment.footer import signed_below
from build_scripts.segment.units import Unit
from build_scripts.zh import SENTENCE_END, ends_sentence

HEADING = 60  # a whole-line heading is no longer than this, its number included
BARE = 22  # a heading without any number is no longer than this
LOW_PHRASE = 34  # 1、 and lower: the longest phrase that opens a paragraph as its heading
COLON_PHRASE = 14  # a phrase before a colon is no longer than this

SHORT_OPENING = re.compile(rf"[^。！？；：]{{1,{LOW_PHRASE}}}[。：]")  # 加强宣传。要…; not a sentence of 40 characters
# 工作思路：, 参保（合作医疗）：; not 要做到，一是：, 公开（单位：
COLON_LABEL = re.compile(r"(?:[^。！？；，,：“”（）]|（[^（）：]*）){2,}：")
COLON_OPENING = re.compile(r"[^。！？；：]{2,50}：(?=.)")  # 创新体制，做到一流：规划…; not 有以下几点：


# What no heading without a number has: a colon or a cell's gap, a mark or figure at its end, or it is a date.
NO_HEADING = re.compile(rf"[：:\u3000]|[{SENTENCE_END}，、,）)\d%％]$|\d{{1,2}}日$")  # 结余21,101.95; not 第三阶段


# The numbered sentences of an official letter: 依据贵局来函办理, 查本市去年, 检送会议纪录; not 查处违法行为
RECITAL = re.compile(r"依据[^，。；]{2,}办理|经?查[本该旨现全上贵]|检[送附陈]|旨[揭案开述]|兹[因有为将]")


class Habits(NamedTuple):
    """How a list is written: shares of its numbers, and whether all of it is statements.

    `short` open with a short sentence which more follows; `labels` is the share, among those that open with a colon,
    whose phrase before it can be a label; `is_bare` says that hardly any number has a paragraph below it;
    `is_one_sentence` that the list goes on to its end with semicolons; `recites` that it is an official letter's.
    """

    short: float = 0.0
    labels: float = 0.0
    is_bare: bool = False
    is_one_sentence: bool = False
    recites: bool = False


def habits(units: Sequence[Unit]) -> list[Habits]:
    """For each unit the habits of its list; the numbers of a list share a style, and no higher one comes between."""
    found = [Habits()] * len(units)
    for siblings in _lists(units):
        read = _habits(units, siblings)
        for index in siblings:
            found[index] = read
    return found


def has_body(units: Sequence[Unit], index: int, mark: Mark) -> bool:
    """Does something that this number can head come next: a bare paragraph, or a lower number?

    A numbered sentence heads neither the next unnumbered heading nor the signature.
    """
    if index + 1 == len(units) or units[index + 1].role == "annex":
        return False
    after = units[index + 1]
    if after.mark is not None:
        return after.mark.style > mark.style
    if mark.style < LOW or not ends_sentence(units[index].text):
        return True
    return not (is_bare_heading(units, index + 1) or signed_below(units, index + 1))


def is_bare_heading(units: Sequence[Unit], index: int) -> bool:
    """A short line without number or full stop, between whole sentences and over a paragraph or a number."""
    words = units[index].text
    if len(words) > BARE or index + 1 == len(units) or units[index].role or NO_HEADING.search(words):
        return False
    before, after = units[index - 1].text if index else "。", units[index + 1]
    over = after.mark is not None or len(after.text) > 2 * len(words) + 10
    return over and (ends_sentence(before) or len(before) <= HEADING)


def _lists(units: Sequence[Unit]) -> Iterator[list[int]]:
    growing: dict[int, list[int]] = {}  # lists that can still grow, by style
    for index, unit in enumerate(units):
        if unit.role == "annex":
            yield from growing.values()
            growing = {}
        if unit.mark is None:
            continue
        for style in [style for style in growing if style > unit.mark.style]:
            yield growing.pop(style)
        growing.setdefault(unit.mark.style, []).append(index)
    yield from growing.values()


def _habits(units: Sequence[Unit], siblings: Sequence[int]) -> Habits:
    marked = [(units[index], index, mark) for index in siblings if (mark := units[index].mark)]
    colons = [(unit, mark) for unit, _, mark in marked if COLON_OPENING.match(unit.text, mark.end)]
    bodies = sum(has_body(units, index, mark) for _, index, mark in marked)
    return Habits(
        short=sum(_opens_short(unit, mark) for unit, _, mark in marked) / len(marked),
        labels=sum(_is_labelled(unit, mark) for unit, mark in colons) / max(1, len(colons)),
        is_bare=len(marked) > 2 and bodies <= 1,
        recites=any(RECITAL.match(unit.text, mark.end) for unit, _, mark in marked),
        is_one_sentence=any(unit.text[-1] in "；;" for unit, _, _ in marked[:-1]) and bodies <= 1,
    )


def _opens_short(unit: Unit, mark: Mark) -> bool:
    opening = SHORT_OPENING.match(unit.text, mark.end)
    return bool(opening and opening.end() < len(unit.text))


def _is_labelled(unit: Unit, mark: Mark) -> bool:
    label = COLON_LABEL.match(unit.text, mark.end)
    return bool(label and label.end() - mark.end <= COLON_PHRASE + 1)
