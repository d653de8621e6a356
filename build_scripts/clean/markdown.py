"""line -> changes: the marks of Markdown around a whole line, `## 一、总体要求` and `**某县农业局**`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_scripts.clean.rule import Change

BOLD = r"(\*\*)(?=\s*[^*#\s])[^*]+(\*\*)\s*"
# # 总则, ## **第一章**, **某县农业局** alone on its line; not #2机组, C#, 副局长王**, **县与**县, ***同志
SHAPES = tuple(re.compile(shape) for shape in (rf"\s*(#{{1,6}})\s+{BOLD}", rf"\s*{BOLD}", r"\s*(#{1,6})\s+[^#*\s].*"))


def strip_markdown(line: str) -> Iterator[Change]:
    """A change for each mark; a line that opens with one and does not fit stays, for asterisks also mask names."""
    if not line.lstrip().startswith(("#", "**")):
        return
    if found := next((found for shape in SHAPES if (found := shape.fullmatch(line))), None):
        yield from (Change(found.start(group), found[group], "") for group in range(1, (found.lastindex or 0) + 1))
