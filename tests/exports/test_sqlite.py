"""The database: every row read back, and its search against plain containment."""

from __future__ import annotations

import json
import random
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from build_scripts.exports import export_pages
from build_scripts.exports.interface import FORMAT
from build_scripts.exports.sqlite import database
from build_scripts.model import Archive, Parallel, Part, Span, Variant
from build_scripts.search.fold import folder
from tests.exports.made import archive, contents, hostile, paper

TERMS = 300
HAN = range(0x4E00, 0xA000)


@pytest.fixture(scope="module", params=[archive, hostile], ids=["real", "hostile"])
def opened(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[sqlite3.Connection, Archive]]:
    made: Callable[[], Archive] = request.param
    path = tmp_path_factory.mktemp("sqlite") / "archive.sqlite"
    path.write_bytes(b"".join(database(made())))
    with closing(sqlite3.connect(path)) as connection:
        yield connection, made()


def test_it_is_sound(opened: tuple[sqlite3.Connection, Archive]) -> None:
    connection, _ = opened
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    assert connection.execute("PRAGMA user_version").fetchone() == (FORMAT,)


def test_rows_are_those_of_the_records(opened: tuple[sqlite3.Connection, Archive]) -> None:
    connection, found = opened
    files = contents(export_pages(found))
    for document in found.documents:
        record = json.loads(files[paper(document, ".json")])
        told = connection.execute("SELECT title, source, topics FROM documents WHERE id = ?", (document.id,)).fetchone()
        assert told == (record["title"], record["source"], json.dumps(record["topics"], ensure_ascii=False))
        for table, columns in {
            "blocks": ("place", "kind", "level", "text"),
            "edits": ("line", "order", "rule", "start", "before", "after"),
            "annotations": ("kind", "certainty", "note"),
            "figures": ("indicator", "about", "value", "unit", "bound", "status", "year", "period"),
            "findings": ("code", "severity", "place", "message"),
        }.items():
            named = ", ".join(f'"{column}"' for column in columns)
            order = "number" if table in ("blocks", "edits") else "id"
            rows = connection.execute(
                f"SELECT {named} FROM {table} WHERE document = ? ORDER BY {order}",  # noqa: S608
                (document.id,),
            )
            assert rows.fetchall() == [tuple(row[column] for column in columns) for row in record[table]]
        quotes = connection.execute(
            "SELECT quote, says FROM evidence JOIN annotations ON annotations.id = annotation"
            " WHERE document = ? ORDER BY evidence.id", (document.id,),
        )  # fmt: skip
        clues = [clue for claim in record["annotations"] for clue in claim["evidence"]]
        assert quotes.fetchall() == [(clue["quote"], clue["says"]) for clue in clues]


def test_a_term_is_found_wherever_it_is_contained(opened: tuple[sqlite3.Connection, Archive]) -> None:
    connection, found = opened
    ((sql,),) = connection.execute("SELECT sql FROM queries WHERE name = 'search'").fetchall()
    fold = folder()
    texts = [(str(block.place), fold(block.text)) for document in found.documents for block in document.blocks]
    for term in _terms(found):
        wanted = [place for place, text in texts if fold(term) in text]
        assert [row[1] for row in connection.execute(sql, {"q": term})] == wanted, term


def _terms(found: Archive) -> Iterator[str]:
    """Stretches of folded texts and of the sources as they are written, and terms that are nowhere; no punctuation."""
    fold, rng = folder(), random.Random(1)  # noqa: S311
    texts = [fold(block.text) for document in found.documents for block in document.blocks]
    written = [line for volume in found.volumes for line in volume.source.lines]
    lines = [line for line in (*texts, *written) if line]
    made = 0
    while made < TERMS:
        line = rng.choice(lines)
        start = rng.randrange(len(line))
        term = line[start : start + rng.choice((1, 1, 2, 2, 3, 4, 7, 12))]
        if rng.random() < 0.1:
            term = term[::-1]
        if all(ord(char) in HAN or (char.isascii() and char.isalnum()) for char in term):
            made += 1
            yield term


def test_an_empty_query_finds_nothing(opened: tuple[sqlite3.Connection, Archive]) -> None:
    connection, _ = opened
    ((sql,),) = connection.execute("SELECT sql FROM queries WHERE name = 'search'").fetchall()
    assert connection.execute(sql, {"q": ""}).fetchall() == []


def test_parallels_have_their_parts(tmp_path: Path) -> None:
    one, other = archive().documents[:2]
    here, there = Span(one.blocks[0].place, 0, 3), Span(other.blocks[0].place, 1, 4)
    part = Part(here, there, (Variant("words", here, there),))
    row = Parallel(one.place, other.place, "shared", 3, (100, 90), ((part, part), (part,)), "某")
    path = tmp_path / "a.sqlite"
    path.write_bytes(b"".join(database(replace(archive(), parallels=(row,)))))
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute("SELECT here, there, kind, common, here_length, there_length, why FROM parallels")
        assert found.fetchall() == [(one.id, other.id, "shared", 3, 100, 90, "某")]
        parts = connection.execute("SELECT passage, here, here_start, there_end FROM parallel_parts").fetchall()
        assert parts == [(number, str(here.block), 0, 4) for number in (1, 1, 2)]
