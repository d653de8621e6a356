"""Rows -> CSV for spreadsheets: UTF-8 with BOM, CRLF, and no cell that a spreadsheet would run as a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

Cell = str | int | None

# A spreadsheet takes a cell that begins with one of these for a formula (the full-width ones too, in East Asian Excel).
FORMULA = tuple("=+-@＝＋－＠\t\r\n|")


def sheet(columns: Sequence[str], rows: Iterable[Iterable[Cell]]) -> bytes:
    """The columns' names, then the rows; what is not known is empty."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return text.getvalue().encode("utf-8-sig", "replace")


def _cell(value: Cell) -> str | int:
    if isinstance(value, int):
        return value
    text = value or ""
    return f"'{text}" if text.lstrip(" \u3000").startswith(FORMULA) else text
