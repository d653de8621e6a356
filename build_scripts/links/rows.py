"""Text of links.tsv <-> LinkRow: one row for each state in which a document was published.

The column `inside` lists every place that the document's page offered as an anchor on that day, in order: where a
block began, at a line's start or inside it, and where a piece of one did. The design asks for first and
last place; the list makes the promise exact. From a first and last line alone one could only guess which of the
lines between were blank, dropped or text at the time, since rules change and only sources do not. A row costs some
four bytes a block.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from build_scripts.model import LinkRow, Place
from build_scripts.tables import TableError

HEADER = "source\tfirst\tlast\tedition\tinside\n"
REMEDY = "Rows are only ever added, by `publish`; restore the file from version control."

WORD = re.compile(r"[^\s:]+")  # 000, 2024.1; not "00 0", 000:1


def parse(text: str, file: str = "links.tsv") -> tuple[LinkRow, ...]:
    """Read the whole file, row n on line n + 1; raise `TableError` with file, line, the trouble and what to do."""
    if not text.startswith(HEADER):
        raise TableError(f"{file}:1: the first line is not {HEADER.rstrip().split()}, tab-separated. {REMEDY}")
    if not text.endswith("\n"):
        raise TableError(f"{file}:{text.count(chr(10)) + 1}: the last line has no end; the row may be cut. {REMEDY}")
    rows: dict[LinkRow, int] = {}
    for number, line in enumerate(text[len(HEADER) : -1].split("\n") if text != HEADER else (), 2):
        try:
            row = _row(line)
        except ValueError as trouble:
            raise TableError(f"{file}:{number}: {trouble}. {REMEDY}") from trouble
        if row in rows:
            raise TableError(f"{file}:{number}: the same row as line {rows[row]}. {REMEDY}")
        rows[row] = number
    return tuple(rows)


def format_rows(rows: Iterable[LinkRow]) -> str:
    """The lines to append for these rows."""
    return "".join("\t".join((*row[:4], " ".join(row.inside))) + "\n" for row in rows)


def _row(line: str) -> LinkRow:
    cells = line.split("\t")
    if len(cells) != len(LinkRow._fields):
        raise ValueError(f"{len(cells)} cells instead of {len(LinkRow._fields)}")
    source, first, last, edition, inside = cells
    for name, cell in (("source", source), ("edition", edition)):
        if not WORD.fullmatch(cell):
            raise ValueError(f"{name} {cell!r} is not one word")
    places = [_place(source, local) for local in inside.split(" ")]
    if any(after <= before for before, after in pairwise(places)):
        raise ValueError("the places inside do not stand in rising order")
    for name, local in (("first", first), ("last", last)):
        if _place(source, local) not in places:
            raise ValueError(f"the {name} place {local} is not among the places inside")
    return LinkRow(source, first, last, edition, tuple(inside.split(" ")))


def _place(source: str, local: str) -> Place:
    place = Place.within(source, local)
    if place.local != local:
        raise ValueError(f"the place {local!r} should read {place.local!r}")
    return place
