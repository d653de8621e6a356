"""line -> changes: spaces at a line's edges, and the stray ones inside it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from build_scripts.clean.rule import Change
from build_scripts.zh import HAN, HAN_CHAR

SPACES = re.compile(r"\s+")  # a space, U+00A0, U+3000, several of them; not U+200B
# Characters as wide as a Han, which need no space beside them: 卫 ， 《 ％; not “ and …, which Latin text has too.
WIDE = re.compile(f"[{HAN}\u3001-\u3029\u3030-\u303f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65\uffe0-\uffe6]")
PERCENT = "%‰％℃"
# Set on purpose, a tab or a full-width space between two words: 局长　张三; not 卫　生　局, whose letters are spaced.
PARTING = re.compile(f"(?<=[{HAN}\\w]{{2}})\\s*[\t\u3000]\\s*(?=[{HAN}\\w]{{2}})")
ARTICLE = re.compile(r"第[〇零一二三四五六七八九十百\d]{1,5}[编章节条款项]$")  # 第三条 卫生行政部门; not 第三季度


CELLS, CELL = 3, 40  # a row has at least so many cells, each no longer than this
NO_CELL = re.compile(r"[。，；！？、]|^[第年月日号章节条款届]$")  # 8,000, 新加坡; not the 月 of 3　月　5　日


def trim(line: str) -> Iterator[Change]:
    """White space at the start and at the end of the line: indents and leftovers of pasting."""
    bare = line.lstrip()
    indent = len(line) - len(bare)
    if indent:
        yield Change(0, line[:indent], "")
    end = indent + len(bare.rstrip())
    if indent < end < len(line):
        yield Change(end, line[end:], "")


class Gap(NamedTuple):
    """White space between two words of a line; `wide` when a tab or a full-width space is in it."""

    start: int
    end: int
    wide: bool


def close_up(line: str) -> Iterator[Change]:
    """White space beside a wide character goes; other white space becomes one plain space.

    White space that was set on purpose stays, as one full-width space: a tab or a full-width space between two
    words, between the cells of a table's row, beside a name whose two letters are spaced, and what parts 第三条 from
    its own.

    Chinese official type sets no space between Han and digits or Latin either (5 号, ISO 9001 认证), and the papers
    themselves mostly have none: to the search `599人` and `599 人` must be one. A space that parted a heading from
    its text goes as well; its edit tells the stages to come where it stood.
    """
    gaps = [
        Gap(*found.span(), any(space in found[0] for space in "\t\u3000"))
        for found in SPACES.finditer(line)
        if found.start() > 0 and found.end() < len(line)
    ]
    parted = _parted(line, gaps) if any(gap.wide for gap in gaps) else frozenset[int]()
    for start, end, _ in gaps:
        after = "\u3000" if start in parted else _instead(line, start, end)
        if line[start:end] != after:
            yield Change(start, line[start:end], after)


def _parted(line: str, gaps: Sequence[Gap]) -> frozenset[int]:
    """Where the wide gaps begin that part the cells of a row, or a spaced name from the words beside it."""
    wide = [gap for gap in gaps if gap.wide]
    if _is_row(_words(line, wide)):
        return frozenset(gap.start for gap in wide)
    words = _words(line, gaps)
    names = {at for at in range(len(words) - 1) if _is_spaced_name(words, at)}
    return frozenset(
        gap.start
        for at, gap in enumerate(gaps)
        if gap.wide
        and (
            (at + 1 in names and re.search(r"\w{2}$", words[at]))
            or (at - 1 in names and re.match(r"\w{2}", words[at + 1]))
        )
    )


def _words(line: str, gaps: Sequence[Gap]) -> list[str]:
    """What stands between the gaps."""
    starts, ends = (0, *(gap.end for gap in gaps)), (*(gap.start for gap in gaps), len(line))
    return [line[start:end] for start, end in zip(starts, ends, strict=True)]


def _is_row(cells: Sequence[str]) -> bool:
    """Are these the cells of a table's row: three or more, with a number or Latin or all words, none spaced out?"""
    return (
        len(cells) >= CELLS
        and (any(not HAN_CHAR.search(cell) for cell in cells) or all(len(cell) > 1 for cell in cells))
        and all(len(cell) <= CELL and not NO_CELL.search(cell) for cell in cells)
        and not any(_is_letter(one) and _is_letter(other) for one, other in pairwise(cells))
    )


def _is_spaced_name(words: Sequence[str], at: int) -> bool:
    """Are this word and the next single letters, between longer words: the 罗　芳 of 李德明　罗　芳　赵云峰?"""
    beside = (*words[max(0, at - 1) : at], *words[at + 2 : at + 3])
    return _is_letter(words[at]) and _is_letter(words[at + 1]) and not any(map(_is_letter, beside))


def _is_letter(word: str) -> bool:
    return len(word) == 1 and bool(HAN_CHAR.match(word))


def _instead(line: str, start: int, end: int) -> str:
    """What stands instead of this white space: nothing, a plain space, or a full-width one."""
    if not _is_stray(line[start - 1], line[end]):
        return " "
    on_purpose = PARTING.match(line, start) or ARTICLE.fullmatch(line[:start].lstrip())
    return "\u3000" if on_purpose else ""


def _is_stray(left: str, right: str) -> bool:
    """Is a space between these two idle? Not before a combining mark, which would settle on what stands left of it."""
    if unicodedata.category(right)[0] == "M":
        return False
    return bool(WIDE.match(left) or WIDE.match(right) or (right in PERCENT and left.isdigit()))
