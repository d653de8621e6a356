"""Archive -> Page: `data/catalog.csv`, a row for each document, to be opened in a spreadsheet."""

from __future__ import annotations

from build_scripts.exports.records import Value, claimed
from build_scripts.model import Archive, Document, Page
from build_scripts.render.document import FIELDS
from build_scripts.render.names import characters
from build_scripts.render.sheets import Cell, sheet

COLUMNS = ("id", "title", "source", "first", "last", *FIELDS, "characters", "page")


def catalog_page(archive: Archive) -> Page:
    """The sheet; its rows stand in the order of the archive."""
    return Page("data/catalog.csv", sheet(COLUMNS, map(_row, archive.documents)), committed=False)


def _row(document: Document) -> tuple[Cell, ...]:
    fields = (_cell(claimed(document, kind)) for kind in FIELDS)
    first, last = document.span
    about = document.id, document.title, document.source, first, last
    return *about, *fields, characters(document.blocks), f"{document.path}.html"


def _cell(value: Value) -> Cell:
    """A range as one cell: 2009—2012; an open end is empty."""
    if isinstance(value, tuple):
        return "—".join("" if each is None else str(each) for each in value)
    return value
