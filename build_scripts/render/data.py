"""Archive -> Pages: the exports `data/documents.jsonl` with its schema, `data/catalog.csv`, and `data/places.js`."""

from __future__ import annotations

import json
from collections.abc import Iterable

import msgspec

from build_scripts.model import Archive, Document, Page
from build_scripts.render.document import FIELDS
from build_scripts.render.literals import json_bytes
from build_scripts.render.names import characters
from build_scripts.render.records import DocumentRecord, Value, claimed, record
from build_scripts.render.sheets import Cell, sheet
from build_scripts.tables import schemas

COLUMNS = ("id", "title", "source", "first", "last", *FIELDS, "characters", "page")


def data_pages(archive: Archive) -> tuple[Page, ...]:
    """Everything below `data/`."""
    return (
        Page("data/documents.jsonl", _documents(archive), committed=False),
        Page("data/documents.schema.json", _schema(), committed=False),
        *(Page(f"data/schemas/{name}", content, committed=False) for name, content in schemas().items()),
        Page("data/catalog.csv", _catalog(archive.documents), committed=False),
        Page("data/places.js", _places(archive), committed=False),
    )


def _documents(archive: Archive) -> bytes:
    lines = (
        json_bytes(record(volume, document, archive.edition.number))
        for volume in archive.volumes
        for document in volume.documents
    )
    return b"".join(line + b"\n" for line in lines)


def _schema() -> bytes:
    return json.dumps(msgspec.json.schema(DocumentRecord), ensure_ascii=False, indent=2).encode() + b"\n"


def _catalog(documents: Iterable[Document]) -> bytes:
    """A table for spreadsheets, a row for each document."""
    return sheet(COLUMNS, map(_row, documents))


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


def _places(archive: Archive) -> bytes:
    """A classic script, so that it also loads from disk: which document holds a line, and how many lines there are.

    Sources stand as pairs, for `__proto__` is no key to give an object literal; `<` is written as an escape, so
    that the script could stand inside a page too.
    """
    documents = [[volume.source.id, [_stretch(each) for each in volume.documents]] for volume in archive.volumes]
    lines = [[volume.source.id, len(volume.source.lines)] for volume in archive.volumes]
    return (
        "// source -> [first line, last line, page] of each document, and source -> number of lines\n"
        f"var ARCHIVE_PLACES = Object.fromEntries({_script(documents)});\n"
        f"var ARCHIVE_LINES = Object.fromEntries({_script(lines)});\n"
    ).encode()


def _stretch(document: Document) -> tuple[int, int, str]:
    return *document.span, document.place.local


def _script(value: object) -> str:
    return json.dumps(value, separators=(",", ":")).replace("<", "\\u003c")
