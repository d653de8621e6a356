"""Archive -> Downloads: `data/archive.sqlite`, the query that searches it, and settings that give it to Datasette.

The same archive gives the same bytes: pages of one size, rows in the order of the archive, one segment of each
full-text index, `VACUUM`, and a file header that names neither the library nor how often it wrote. Versions of SQLite
differ in how they fill a page (3.40 and 3.54 do, with the same rows), and Python may come with any of them, or with
one without FTS5: so it is `apsw` that writes, whose SQLite is its own and pinned with it.
"""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path

import apsw

from build_scripts.exports.interface import FORMAT
from build_scripts.exports.sqlite.bigrams import SEARCH
from build_scripts.exports.sqlite.datasette import metadata
from build_scripts.exports.sqlite.layout import INDEXES, LAYOUT, TABLES, VIEWS
from build_scripts.exports.sqlite.rows import Row, Rows, rows
from build_scripts.model import Archive, Download, Page

PATH = "data/archive.sqlite"
CHUNK = 1 << 20  # bytes
BATCH = 20_000  # rows
APPLICATION = 0x47574A5A  # the mark of our databases, for file(1) and its like
# Bytes of the header that tell of the writing, not of what is written: how often, for which of these times the
# library's number holds, and that number (https://www.sqlite.org/fileformat2.html, 1.3).
WRITTEN = {24: 1, 92: 1, 96: 0}


def sqlite_pages(archive: Archive) -> Iterator[Page | Download]:
    """The database and what helps to use it."""
    yield Download(PATH, lambda: database(archive))
    yield Page("data/search.sql", f"{SEARCH};\n".encode(), committed=False)
    yield Page("data/datasette.json", metadata(archive), committed=False)


def database(archive: Archive) -> Iterator[bytes]:
    """The database in chunks; it is built in a scratch file, for it may be larger than memory."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "archive.sqlite"
        with closing(apsw.Connection(str(path))) as connection:
            fill(connection, archive)
        with path.open("rb") as file:
            yield _neutral(file.read(CHUNK))
            while chunk := file.read(CHUNK):
                yield chunk


def fill(connection: apsw.Connection, archive: Archive) -> None:
    """Make and fill all tables of an empty database."""
    connection.execute(
        "PRAGMA page_size = 4096; PRAGMA encoding = 'UTF-8'; PRAGMA auto_vacuum = NONE; PRAGMA journal_mode = OFF;"
        f"PRAGMA synchronous = OFF; PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {FORMAT};"
        f"BEGIN; {LAYOUT} {VIEWS}"
    ).fetchall()  # which runs all of them
    for batch in _batches(rows(archive)):
        for table, held in batch.items():
            connection.executemany(_insert(table), held)
    connection.execute(f"{INDEXES} COMMIT; VACUUM").fetchall()


def _batches(found: Rows) -> Iterator[dict[str, list[Row]]]:
    """Rows by their tables, so many at a time: one statement for many rows is much faster than one for each."""
    while part := list(islice(found, BATCH)):
        batch: dict[str, list[Row]] = defaultdict(list)
        for table, row in part:
            batch[table].append(row)
        yield batch


def _insert(table: str) -> str:
    if table not in TABLES:
        return f"INSERT INTO {table}(rowid, bigrams) VALUES (?, ?)"  # noqa: S608 (a name of ours)
    marks = ", ".join("?" * TABLES[table].width)
    return f"INSERT INTO {table} VALUES ({marks})"  # noqa: S608


def _neutral(head: bytes) -> bytes:
    made = bytearray(head)
    for offset, value in WRITTEN.items():
        made[offset : offset + 4] = value.to_bytes(4, "big")
    return bytes(made)
