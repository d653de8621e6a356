"""Rows -> CSV for spreadsheets: UTF-8 with BOM, CRLF, and no text that a spreadsheet would run or misread.

A text in question has a `'` before it, and so has one that begins with a `'` itself: to take one off gives it back.
What is misread was tried with LibreOffice 7.4: it shows `000:253` as a quarter past four and `000` as 0.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

Cell = str | int | None

# A spreadsheet takes a cell that begins with one of these for a formula (the full-width ones too, in East Asian Excel).
FORMULA = tuple("=+-@＝＋－＠\t\r\n|'")
# Digits that a spreadsheet takes for a number or a time and writes otherwise: 000, 000:253, 1e5, 1,234, 3.5%; not 2016.
NUMBER = re.compile(r"0\d+(?:\.\d*)?|\d{16,}|\d+(?::\d+)+(?:\.\d*)?|\d+(?:,\d+)+|\d+\.|\d[\d.]*(?:[eE]\d+| *%)")
# And for a date: 2011-01-01, 3/1, 1999-12; not 000-43, which is the id of a paper.
DATE = re.compile(r"(?:\d{1,2}|[12]\d{3})(?:[-/.]\d{1,2}){1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4}")
DECIMAL = re.compile(r"(?:0|[1-9]\d{0,14})(?:\.\d+)?")  # 89.51, 3.1, which stay numbers; not 3. or 007


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
    return f"'{text}" if text.lstrip(" \u3000").startswith(FORMULA) or _is_misread(text.strip()) else text


def _is_misread(text: str) -> bool:
    return not DECIMAL.fullmatch(text) and bool(NUMBER.fullmatch(text) or DATE.fullmatch(text))
