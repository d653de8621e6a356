"""line -> changes: spaces at a line's edges, and the stray ones inside it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterator, Sequence

from build_scripts.align import replay
from build_scripts.clean.cells import Gap, gaps_in, parting, rows_of
from build_scripts.clean.rule import Change, Finder
from build_scripts.model import Edit
from build_scripts.zh import HAN

# Characters as wide as a Han, which need no space beside them: 卫 ， 《 ％; not “ and …, which Latin text has too.
WIDE = re.compile(f"[{HAN}\u3001-\u3029\u3030-\u303f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65\uffe0-\uffe6]")
PERCENT = "%‰％℃"
FULL = "\u3000"
ARTICLE = re.compile(r"第[〇零一二三四五六七八九十百\d]{1,5}[编章节条款项]$")  # 第三条 卫生行政部门; not 第三季度
WORD = re.compile(r"\w{2}")  # 人事股 beside 计财股 in one cell; not the 卫 of 卫 生


def trim(line: str) -> Iterator[Change]:
    """White space at the start and at the end of the line: indents and leftovers of pasting."""
    bare = line.lstrip()
    indent = len(line) - len(bare)
    if indent:
        yield Change(0, line[:indent], "")
    end = indent + len(bare.rstrip())
    if indent < end < len(line):
        yield Change(end, line[end:], "")


def close_up(line: str) -> Iterator[Change]:
    """White space beside a wide character goes; other white space becomes one plain space.

    White space that was set on purpose stays, as one full-width space: between two words, between the cells of a
    row, beside a name whose letters are spaced (`cells.py`), and what parts 第三条 from its own.

    Chinese official type sets no space between Han and digits or Latin either (5 号, ISO 9001 认证), and the papers
    themselves mostly have none: to the search `599人` and `599 人` must be one. A space that parted a heading from
    its text goes as well; its edit tells the stages to come where it stood.
    """
    return _close_up(line, frozenset())


def study(lines: Sequence[str]) -> Finder:
    """What closes up the lines of one source, in which a line's neighbours may show that it is a row of a table."""
    rows = rows_of(lines)
    return lambda line: _close_up(line, rows)


def _close_up(line: str, rows: Container[str]) -> Iterator[Change]:
    if not (gaps := gaps_in(line)):
        return
    parted = frozenset(gap.start for gap in gaps) if line in rows else parting(line, gaps)
    found = _found(line, gaps, parted)
    while (kept := _still_parting(line, found, parted)) is not None:
        parted = kept
        found = _found(line, gaps, parted)
    yield from (change for change in found if change.before != change.after)


def _found(line: str, gaps: Sequence[Gap], parted: frozenset[int]) -> list[Change]:
    in_row = len(parted) > 1
    return [
        Change(gap.start, line[gap.start : gap.end], FULL if gap.start in parted else _instead(line, gap, in_row))
        for gap in gaps
    ]


def _still_parting(line: str, found: Sequence[Change], parted: frozenset[int]) -> frozenset[int] | None:
    """The gaps that part words also when idle ones are closed, which makes words longer; None when all do."""
    if not parted:
        return None
    after = replay(line, [Edit(0, 0, "", *change) for change in found])
    gaps = gaps_in(after)
    parting_then = parting(after, gaps)
    left = [change for change in found if change.after]
    kept = frozenset(
        change.start
        for change, gap in zip(left, gaps, strict=True)
        if change.start in parted and gap.start in parting_then
    )
    return None if kept == parted else kept


def _instead(line: str, gap: Gap, in_row: bool) -> str:  # noqa: FBT001 (a fact of the line)
    """What stands instead of this white space: nothing, a plain space, or a full-width one."""
    start, end = gap.start, gap.end
    if not _is_stray(line[start - 1], line[end]):
        return " "
    if ARTICLE.fullmatch(line[:start].lstrip()):
        return FULL
    return " " if in_row and WORD.match(line, start - 2) and WORD.match(line, end) else ""


def _is_stray(left: str, right: str) -> bool:
    """Is a space between these two idle? Not before a combining mark, which would settle on what stands left of it."""
    if unicodedata.category(right)[0] == "M":
        return False
    return bool(WIDE.match(left) or WIDE.match(right) or (right in PERCENT and left.isdigit()))
