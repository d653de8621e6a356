"""units -> units: which lines are rows of a table or of a list of contents, whose numbers are not the paper's own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from build_scripts.numbering import CLAUSE
from build_scripts.segment.units import Unit
from build_scripts.zh import SENTENCE_END

CELL_GAP = "\u3000"  # what cleaning leaves between cells
CELLS = 3  # cells that make a line a row by itself
FEW = 2  # entries that make a list of contents

BARRED = re.compile(r"\|.*\|.*\|")  # |指标|单位|; not 首页|新闻
# 第一章　总则……1, 一、概况.....12, 保障措施—————（7）; not 工作取得进展……, 等等...
ENTRY = re.compile(r".{2,60}?\s*(?:…{1,}|[.．·•]{3,}|—{3,}|-{4,})\s*[（(]?\d{1,3}[)）]?")


def rowed(units: Sequence[Unit]) -> tuple[Unit, ...]:
    """The units, rows and entries of a list of contents with the role `row`, and without a mark."""
    found = list(units)
    entries = [index for index, unit in enumerate(units) if ENTRY.fullmatch(unit.text)]
    rows = {index for index, unit in enumerate(units) if _is_row(unit)}
    for index in sorted({*rows, *_beside(units, rows), *(entries if len(entries) >= FEW else ())}):
        found[index] = units[index]._replace(role="row", mark=None)
    return tuple(found)


def _is_row(unit: Unit) -> bool:
    """Does it have the bars of a table, or cells enough? The number before a chapter or an article parts no cells."""
    return bool(BARRED.fullmatch(unit.text)) or _gaps(unit) >= CELLS - 1


def _gaps(unit: Unit) -> int:
    clause = unit.mark is not None and unit.mark.style <= CLAUSE
    return (unit.text[unit.mark.end :] if unit.mark and clause else unit.text).count(CELL_GAP)


def _beside(units: Sequence[Unit], rows: set[int]) -> set[int]:
    """Lines of two cells right above or below a row: a head that spans columns, a row with empty cells."""
    near = {at for row in rows for at in (row - 1, row + 1) if 0 <= at < len(units)} - rows
    return {at for at in near if _gaps(units[at]) and units[at].text[-1] not in SENTENCE_END + "："}
