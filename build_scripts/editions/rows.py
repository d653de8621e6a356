"""Text of editions.tsv <-> ChangeRow: for each edition a row of its own, then one for each document it changed.

Rows are only ever added, so the state of the archive in any edition is the sum of the rows up to it. Words and titles
do not stand here, only digests: a paper that is withdrawn later leaves nothing behind.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import get_args, get_type_hints

from build_scripts.model import ChangeRow, Place
from build_scripts.tables import TableError

HEADER = "\t".join(ChangeRow._fields) + "\n"
REMEDY = "Rows are only ever added, by `publish`; restore the file from version control."
CHANGES = get_args(get_type_hints(ChangeRow)["change"])
WITH_DIGESTS = frozenset({"added", "changed", "restored"})

NUMBER = re.compile(r"\d+(\.\d+)*", re.ASCII)  # 1, 2.1; not 1.
LINE = re.compile(r"[1-9]\d*", re.ASCII)  # 189; not 0
DIGEST = re.compile(r"[0-9a-f]{12}")  # 0f3a9c51d2e7


def parse(text: str, file: str = "editions.tsv") -> tuple[ChangeRow, ...]:
    """Read the whole file, row n on line n + 1; raise `TableError` with file, line, the trouble and what to do."""
    if not text.startswith(HEADER):
        raise TableError(f"{file}:1: the first line is not {HEADER.rstrip().split()}, tab-separated. {REMEDY}")
    if not text.endswith("\n"):
        raise TableError(f"{file}:{text.count(chr(10)) + 1}: the last line has no end; the row may be cut. {REMEDY}")
    rows: list[ChangeRow] = []
    for number, line in enumerate(text[len(HEADER) : -1].split("\n") if text != HEADER else (), 2):
        cells = line.split("\t")
        trouble = _cells(cells) or _order(rows, row := ChangeRow(*cells))  # type: ignore[arg-type]
        if trouble:
            raise TableError(f"{file}:{number}: {trouble}. {REMEDY}")
        rows.append(row)
    return tuple(rows)


def format_rows(rows: Iterable[ChangeRow]) -> str:
    """The lines to append for these rows."""
    return "".join("\t".join(row) + "\n" for row in rows)


def numbered(number: str) -> tuple[int, ...]:
    """What edition numbers are compared by: 2.10 comes after 2.9."""
    return tuple(map(int, number.split(".")))


def _cells(cells: list[str]) -> str:
    """What is wrong with a row by itself; empty when nothing is."""
    if len(cells) != len(ChangeRow._fields):
        return f"{len(cells)} cells instead of {len(ChangeRow._fields)}"
    row = ChangeRow(*cells)  # type: ignore[arg-type]
    try:
        date.fromisoformat(row.date)
        for place in filter(None, (row.document, row.other)):
            Place.parse(place)
    except ValueError as trouble:
        return str(trouble)
    return next(_troubles(row), "")


def _troubles(row: ChangeRow) -> Iterator[str]:
    if row.change not in CHANGES:
        yield f"there is no change {row.change!r}"
    if not NUMBER.fullmatch(row.edition):
        yield f"{row.edition!r} is no number of an edition"
    if bool(row.document) == (row.change == "edition"):
        yield "a row names a document, unless it is that of the edition"
    if row.change in (*WITH_DIGESTS, "withdrawn") and not LINE.fullmatch(row.last):
        yield f"{row.last!r} is no last line"
    if row.change in WITH_DIGESTS and not all(map(DIGEST.fullmatch, (row.text, row.facts, row.marks))):
        yield "a digest is missing"


def _order(rows: list[ChangeRow], row: ChangeRow) -> str:
    """What is wrong with a row after these; empty when nothing is."""
    if row.change == "edition":
        if rows and numbered(row.edition) <= numbered(rows[-1].edition):
            return f"edition {row.edition} does not come after {rows[-1].edition}"
        return ""
    if not rows or (row.edition, row.date) != (rows[-1].edition, rows[-1].date):
        return f"edition {row.edition} has no row of its own above"
    return ""
