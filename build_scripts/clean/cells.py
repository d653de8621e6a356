"""line -> gaps: the white space that was set on purpose, between the cells of a row, blanks of a form, columns.

What parts two cells becomes one full-width space, and must be seen as such by a second cleaning: so every question
asked here has the same answer for a tab, for several spaces and for one full-width space.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from build_scripts.zh import HAN, HAN_CHAR

SPACES = re.compile(r"\s+")  # a space, U+00A0, U+3000, several of them; not U+200B
COLUMNS = {"\t": 8, "\u3000": 2}  # how wide they are; other spaces are one column
WIDE = 2  # so many plain spaces are no slip of the finger
CELLS, CELL = 3, 40  # a row has at least so many cells, each no longer than this
SHORT = 20  # a cell of a row that only its neighbours show is no longer

NO_CELL = re.compile(r"[。，；！？、]|^[第年月日号章节条款届]$")  # 8,000, 新加坡; not the 月 of 3　月　5　日
CLOSED = re.compile(r"(?:[\w×○*]{2}|[）)》”%％‰℃㎡□_])$")  # 局长, （1月19日）; not 同志们：, 安全。, the 卫 of 卫　生
OPENED = re.compile(r"(?:[\w×○*]{2}|[（(《“□■☑_－+≥≤]|—$)")  # 张三, （公章）; not ，今年, the 生 of 卫　生
LABEL = re.compile(r"[：:]$")  # 填报单位：, behind which a form leaves room
LABELLED = re.compile(r"[^：:]{2,12}[：:]")  # 填报时间：; not 县长张三
FIGURE = re.compile(r"[－+\-—±]?\d[\d.,，]*[%％‰]?|[—－\-]{1,2}")  # 1,306, -4.8%, —; not 2.1万, 3月
NO_FIGURE = re.compile(r"[第年月日号章节条款届期次时分]$|^[第年月日号章节条款届期次时分]")  # 2012　年; not 吨　4126
DATE_BLANK = ("年", "月", "日")  # 填报时间：　年　月　日
SENTENCE = re.compile("[，。；]")
ENDS = re.compile("[。，；！？、：,;:!?]$")  # no cell's last mark
PLAIN = re.compile(rf"^(?!.*[\t\u3000]).*(?:[{HAN}]\s|\s[{HAN}])")  # 大湾组 杨少清 3; not ISO 9001, 局长　张三
BARRED = re.compile(r"[|｜]")  # |指标|单位|, whose bars part the cells


class Gap(NamedTuple):
    """White space between two words of a line; `wide` when a tab or a full-width space is in it, or several spaces."""

    start: int
    end: int
    wide: bool
    columns: int


def gaps_in(line: str) -> list[Gap]:
    """The white space inside a line, that at its edges left out."""
    return [
        _gap(line, *found.span()) for found in SPACES.finditer(line) if found.start() > 0 and found.end() < len(line)
    ]


def parting(line: str, gaps: Sequence[Gap]) -> frozenset[int]:
    """Where the gaps begin that part what they stand between."""
    if not any(gap.wide for gap in gaps):
        return frozenset()
    wide = [gap for gap in gaps if gap.wide]
    if _is_row(words_between(line, wide)):
        return frozenset(gap.start for gap in wide)
    words = words_between(line, gaps)
    return frozenset(gap.start for at, gap in enumerate(gaps) if gap.wide and _parts(words, gaps, at))


def rows_of(lines: Sequence[str]) -> frozenset[str]:
    """The lines that only their neighbours show to be rows: plain spaces, as many words as these, figures among them.

    组别 户主 人数 over 大湾组 杨少清 3, 上年结余 12,306.55 over 其他 1,250.00; not two lines of running text.
    """
    split = [line.split() if PLAIN.search(line) and not BARRED.search(line) else [] for line in lines]
    found: set[str] = set()
    for at, (one, other) in enumerate(pairwise(split)):
        if len(one) == len(other) > 1 and _are_rows(one, other):
            found |= {lines[at], lines[at + 1]}
    return frozenset(found)


def words_between(line: str, gaps: Sequence[Gap]) -> list[str]:
    """What stands between the gaps."""
    starts, ends = (0, *(gap.end for gap in gaps)), (*(gap.start for gap in gaps), len(line))
    return [line[start:end] for start, end in zip(starts, ends, strict=True)]


def _gap(line: str, start: int, end: int) -> Gap:
    """Plain spaces part nothing in a line of sentences, where they are leftovers of pasting."""
    columns = sum(COLUMNS.get(space, 1) for space in line[start:end])
    plain = columns >= WIDE and not SENTENCE.search(line)
    return Gap(start, end, plain or any(space in COLUMNS for space in line[start:end]), columns)


def _are_rows(one: Sequence[str], other: Sequence[str]) -> bool:
    if len(one) < CELLS:
        return all(FIGURE.fullmatch(row[1]) and _is_beside_figure(*row) for row in (one, other))
    figures = any(FIGURE.fullmatch(cell) for cell in (*one, *other))
    return figures and all(_is_row(row) and all(_is_short(cell) for cell in row) for row in (one, other))


def _is_short(cell: str) -> bool:
    return len(cell) <= SHORT and not ENDS.search(cell)


def _is_row(cells: Sequence[str]) -> bool:
    """Are these the cells of a table's row: three or more, with a number or Latin or all words, none spaced out?"""
    return (
        len(cells) >= CELLS
        and (any(not HAN_CHAR.search(cell) for cell in cells) or all(len(cell) > 1 for cell in cells))
        and all(len(cell) <= CELL and not NO_CELL.search(cell) for cell in cells)
        and not any(_is_letter(one) and _is_letter(other) for one, other in pairwise(cells))
    )


def _parts(words: Sequence[str], gaps: Sequence[Gap], at: int) -> bool:
    """Does this wide gap part the word `at` from the next?"""
    left, right = words[at], words[at + 1]
    if CLOSED.search(left) and (OPENED.match(right) or _is_spaced_name(words, at + 1)):
        return True
    if _is_spaced_name(words, at - 1) and OPENED.match(right):
        return True
    if LABEL.search(left):
        return bool(LABELLED.match(right)) or _is_date_blank(words, at + 1)
    if any(_is_date_blank(words, near) for near in (at - 1, at, at + 1)):
        return True
    return _is_beside_figure(left, right) or _is_wider(words, gaps, at)


def _is_beside_figure(left: str, right: str) -> bool:
    """Is one of them a figure, and the other no word that it belongs to: 吨　4126; not 2012　年, 第　3"""
    figures = bool(FIGURE.fullmatch(left)), bool(FIGURE.fullmatch(right))
    if ENDS.search(left) or not any(figures):
        return False
    return all(figures) or not (NO_FIGURE.search(left) or NO_FIGURE.match(right))


def _is_wider(words: Sequence[str], gaps: Sequence[Gap], at: int) -> bool:
    """Is it wider than the spaces between letters beside it: the second gap of 书　记　员　　张　×?"""
    columns = gaps[at].columns
    spaced_left = at and gaps[at - 1].columns < columns and all(map(_is_letter, words[at - 1 : at + 1]))
    after = words[at + 2] if at + 2 < len(words) else ""
    narrower = bool(after) and gaps[at + 1].columns < columns
    spaced_right = narrower and CLOSED.search(words[at]) and _is_letter(words[at + 1]) and _begins_letter(after)
    return bool(spaced_left or spaced_right) and not ENDS.search(words[at])


def _is_date_blank(words: Sequence[str], at: int) -> bool:
    """Does the blank 年　月　日 of a form begin here?"""
    return at >= 0 and tuple(words[at : at + 3]) == DATE_BLANK


def _is_spaced_name(words: Sequence[str], at: int) -> bool:
    """Is this word a single letter, and the next one or its beginning, between longer words: 李德明　罗　芳（局长）?"""
    beside = (*words[max(0, at - 1) : at], *words[at + 2 : at + 3])
    return (
        0 <= at < len(words) - 1
        and _is_letter(words[at])
        and _begins_letter(words[at + 1])
        and not any(map(_is_letter, beside))
    )


def _begins_letter(word: str) -> bool:
    return bool(re.match(rf"[{HAN}](?!\w)", word))


def _is_letter(word: str) -> bool:
    return len(word) == 1 and bool(HAN_CHAR.match(word))
