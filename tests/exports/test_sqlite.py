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
from build_scripts.exports.sqlite.bigrams import TERM, written
from build_scripts.exports.sqlite.layout import SHOWN, TABLES
from build_scripts.model import Archive, Parallel, Part, Span, Variant
from build_scripts.search.fold import folder
from tests.exports.made import archive, contents, hostile, paper
from tests.hostile import HOSTILE

TERMS = 300
SIGNS = (
    "甲",
    "職",
    "乙",
    "a",
    "Ｂ",
    "1",
    "，",
    ",",
    "。",
    "？",
    "、",
    " ",
    "　",
    "\t",
    "“",
    "(",
    "\u200b",
    "㈱",
    "-",
    "…",
)
ASKED = ('"', "'", "a'b", 'x" OR "y', "NEAR(", "^甲", "甲*", "甲 NOT 乙", "bigrams: 甲", "--", "加强领导，\n落实责任。")


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
    """Stretches of folded texts and of the sources as they are written, with their punctuation; some are nowhere."""
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
        if fold(term):
            made += 1
            yield term


def test_what_is_asked_is_folded_as_the_text_is(opened: tuple[sqlite3.Connection, Archive]) -> None:
    """Signs at either end, between Han, between others and among themselves; what FTS5 would read as its own."""
    connection, _ = opened
    rng, fold = random.Random(2), folder()  # noqa: S311
    drawn = ["".join(rng.choices(SIGNS, k=rng.randrange(1, 9))) for _ in range(TERMS)]
    for words in (*drawn, *ASKED, *(word for word in HOSTILE if len(word) < 400)):
        (told,) = connection.execute(f"{TERM} SELECT folded FROM term", {"q": words})  # noqa: S608
        assert told == (written(fold(words)),), words


@pytest.mark.parametrize("asked", ["衛生工作", "卫生", "生", "加强领导，落实责任", "绝无此词甲乙"])
def test_titles_are_searched_alike(opened: tuple[sqlite3.Connection, Archive], asked: str) -> None:
    connection, found = opened
    ((sql,),) = connection.execute("SELECT sql FROM queries WHERE name = 'search_titles'").fetchall()
    wanted = [str(each.place) for each in found.documents if folder()(asked) in folder()(each.title)]
    assert [row[1] for row in connection.execute(sql, {"q": asked})] == wanted


def test_an_empty_query_finds_nothing(opened: tuple[sqlite3.Connection, Archive]) -> None:
    connection, _ = opened
    ((sql,),) = connection.execute("SELECT sql FROM queries WHERE name = 'search'").fetchall()
    assert connection.execute(sql, {"q": ""}).fetchall() == []


def test_a_stranger_is_told_of_every_table(opened: tuple[sqlite3.Connection, Archive]) -> None:
    """Every table and view is described, by columns that it has; a foreign key names its column."""
    connection, found = opened
    rows = connection.execute(
        "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND sql NOT LIKE '%fts5%'"
    )
    names = {name for (name,) in rows if not name.startswith(("passages_", "titles_"))}
    described = json.loads(contents(export_pages(found))["datasette.json"])["databases"]["archive"]["tables"]
    assert names == {*TABLES, *SHOWN} == described.keys()
    for name in names:
        columns = {row[1] for row in connection.execute(f"PRAGMA table_info({name})")}
        told = described[name]
        assert {told[key] for key in ("label_column",) if key in told} | {*told.get("facets", ())} <= columns
        for key in connection.execute(f"PRAGMA foreign_key_list({name})"):
            assert key[4] is not None, (name, key)


def test_views_show_the_words(opened: tuple[sqlite3.Connection, Archive]) -> None:
    connection, found = opened
    texts = {block.place: block.text for document in found.documents for block in document.blocks}
    claims = [each for document in found.documents for each in document.annotations]
    words = [texts[each.span.block][each.span.start : each.span.end] if each.span else None for each in claims]
    assert [word for (word,) in connection.execute("SELECT words FROM claims ORDER BY id")] == words
    parts = [part for each in found.parallels for passage in each.passages for part in passage]
    told = [tuple(texts[span.block][span.start : span.end] for span in (part.here, part.there)) for part in parts]
    assert connection.execute("SELECT here_words, there_words FROM aligned ORDER BY id").fetchall() == told


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
        variants = connection.execute(
            "SELECT part, kind, here, here_end, there_start FROM parallel_variants"
        ).fetchall()
        assert variants == [(number, "words", str(here.block), 3, 1) for number in (1, 2, 3)]
