"""line -> changes: spaces at a line's edges, and the stray ones inside it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from build_scripts.clean.rule import Change
from build_scripts.zh import HAN

SPACES = re.compile(r"\s+")  # a space, U+00A0, U+3000, several of them; not U+200B
# Characters as wide as a Han, which need no space beside them: 卫 ， 《 ％; not “ and …, which Latin text has too.
WIDE = re.compile(f"[{HAN}\u3001-\u3029\u3030-\u303f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65\uffe0-\uffe6]")
PERCENT = "%‰％℃"
# Set on purpose, a tab or a full-width space between two words: 局长　张三; not 卫　生　局, whose letters are spaced.
PARTING = re.compile(f"(?<=[{HAN}\\w]{{2}})\\s*[\t\u3000]\\s*(?=[{HAN}\\w]{{2}})")
ARTICLE = re.compile(r"第[〇零一二三四五六七八九十百\d]{1,5}[编章节条款项]$")  # 第三条 卫生行政部门; not 第三季度


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

    White space that was set on purpose stays, as one full-width space: a tab or a full-width space between two
    words, and what parts 第三条 from its own.

    Chinese official type sets no space between Han and digits or Latin either (5 号, ISO 9001 认证), and the papers
    themselves mostly have none: to the search `599人` and `599 人` must be one. A space that parted a heading from
    its text goes as well; its edit tells the stages to come where it stood.
    """
    for found in SPACES.finditer(line):
        start, end = found.span()
        if start > 0 and end < len(line):
            after = _instead(line, start, end)
            if found[0] != after:
                yield Change(start, found[0], after)


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
