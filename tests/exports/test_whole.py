"""All exports hold the same, and just what the site shows: no more, no less, and the same bytes each time."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import re
import shlex
import sqlite3
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import jsonschema_rs
import lxml.etree
import pytest
import yaml

from build_scripts import pipeline
from build_scripts.exports import export_pages
from build_scripts.exports.catalog import COLUMNS
from build_scripts.exports.interface import VERSION
from build_scripts.exports.overview import totals
from build_scripts.exports.sqlite.layout import LAYOUT, VIEWS
from build_scripts.render.figures import COLUMNS as FIGURES
from build_scripts.withdraw import SIGN
from tests.exports.made import ADDRESS, ROOT, archive, contents, exports, hostile, paper, seeds

GONE = "刚才大家集体收听收看了全国职业卫生监管工作视频会议"  # words of the paper that is withdrawn


def table(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(exports()[name].decode("utf-8-sig"), newline="")))


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> sqlite3.Connection:
    path = tmp_path_factory.mktemp("sqlite") / "archive.sqlite"
    path.write_bytes(exports()["archive.sqlite"])
    return sqlite3.connect(path)


def test_counts_are_those_of_the_archive(database: sqlite3.Connection) -> None:
    counts = totals(archive())
    assert all(counts.values())
    lines = [json.loads(line) for line in exports()["documents.jsonl"].splitlines()]
    fields = ("blocks", "edits", "annotations", "figures", "findings")
    assert len(lines) == counts["papers"]
    assert {name: sum(len(line[name]) for line in lines) for name in fields} == {name: counts[name] for name in fields}
    rows = {"documents": "papers", **{name: name for name in (*fields, "withdrawn", "parallels")}}
    for name, count in rows.items():
        assert database.execute(f"SELECT count(*) FROM {name}").fetchone() == (counts[count],), name  # noqa: S608
    assert len(exports()["parallels.jsonl"].splitlines()) == counts["parallels"]
    assert len(table("catalog.csv")) == counts["papers"]
    assert len(table("figures.csv")) == counts["figures"]
    collection = json.loads(exports()["annotations.jsonld"])
    pages = [json.loads(exports()[paper(document, ".jsonld")]) for document in archive().documents]
    assert collection["total"] == counts["claims"] == sum(len(page["items"]) for page in pages)


def test_every_paper_has_every_file() -> None:
    suffixes = (".json", ".jsonld", ".md.txt", ".txt", ".xml")
    wanted = {paper(document, suffix) for document in archive().documents for suffix in suffixes}
    assert {name for name in exports() if name.startswith("papers/")} == wanted


def test_a_line_is_the_paper_s_own_file() -> None:
    files = [exports()[paper(document, ".json")] for document in archive().documents]
    assert b"".join(files) == exports()["documents.jsonl"]


def test_the_page_tells_the_counts_and_leads_to_files_that_there_are() -> None:
    page, counts = exports()["index.md"].decode(), totals(archive())
    assert f"共 {counts['papers']:,} 篇、{counts['blocks']:,} 段、{counts['edits']:,} 处改动" in page
    assert f"已经撤回 {counts['withdrawn']} 篇" in page
    links = set(re.findall(r"\]\(([\w.]+)\)", page))
    assert {"documents.jsonl", "archive.sqlite", "catalog.csv", "search.sql"} <= links <= exports().keys()
    assert f"格式 {VERSION}" in page
    assert exports()["search.sql"].decode() in page


def test_what_the_page_says_to_write_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("documents.jsonl", "catalog.csv", "archive.sqlite", "search.sql"):
        (tmp_path / name).write_bytes(exports()[name])
    for suffix, name in ((".md.txt", "000-43.md"), (".xml", "43.xml"), (".jsonld", "43.jsonld")):
        (tmp_path / name).write_bytes(exports()[f"papers/000/43{suffix}"])
    monkeypatch.chdir(tmp_path)
    snippets = re.findall(r"```python\n(.*?)```", exports()["index.md"].decode(), re.DOTALL)
    assert len(snippets) == 6
    told: list[object] = []
    for snippet in snippets:
        modules = {"json": json, "csv": csv, "sqlite3": sqlite3, "yaml": yaml, "lxml": lxml, "Path": Path}
        names = modules | {"print": lambda *words: told.extend(words)}
        exec(snippet, names)  # noqa: S102 (of our own page)
    assert len(told) == 7
    assert all(told)


def test_the_shell_is_told_of_a_text_not_of_a_sum() -> None:
    """SQLite's shell reckons what `.parameter` gives it, unless it is quoted for SQL within what is quoted for `sh`."""
    (line,) = re.findall(r"^sqlite3 .*$", exports()["index.md"].decode(), re.MULTILINE)
    assert shlex.split(line)[1:] == ["archive.sqlite", ".parameter set :q \"'職業衛生'\"", ".read search.sql"]


def test_nothing_of_a_withdrawn_paper_is_there_but_that_it_was(database: sqlite3.Connection) -> None:
    for name, content in exports().items():
        assert GONE.encode() not in content, name
        assert SIGN.encode() not in content, name
        assert "papers/000/9." not in name
    assert database.execute("SELECT place, why, page FROM withdrawn").fetchall() == [
        ("000:9", "权利人要求", "archive/000/9.html")
    ]


@pytest.mark.parametrize("name", ["documents", "annotations", "parallels"])
def test_every_row_is_of_its_schema(name: str) -> None:
    schema = json.loads(exports()[f"{name}.schema.json"])
    jsonschema_rs.meta.validate(schema)
    validator = jsonschema_rs.validator_for(schema)
    for made in (exports(), contents(export_pages(hostile()))):
        rows = records(made, name)
        assert rows
        for row in rows:
            validator.validate(row)
        less = dict(list(rows[0].items())[1:])
        assert not validator.is_valid(less)
        assert not validator.is_valid(rows[0] | {"kind" if "kind" in less else "id": 1})


def records(made: Mapping[str, bytes], name: str) -> list[dict[str, object]]:
    """What the schema of this name describes."""
    if name == "annotations":
        return [json.loads(content) for path, content in made.items() if path.endswith(".jsonld") and "/" in path]
    return [json.loads(line) for line in made[f"{name}.jsonl"].splitlines()]


def test_the_interface_is_that_of_its_version() -> None:
    """When this fails: raise FORMAT or ADDITIONS in `exports/interface.py` as it says there, then add the new row."""
    schemas = [exports()[f"{name}.schema.json"].decode() for name in ("documents", "annotations", "parallels")]
    told = "\n".join((*schemas, LAYOUT, VIEWS, *COLUMNS, *FIGURES))
    digests = yaml.safe_load((ROOT / "tests" / "cases" / "interface.yml").read_text(encoding="utf-8"))
    assert digests[VERSION] == hashlib.sha256(told.encode()).hexdigest()[:16]


def test_the_same_sources_give_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In two processes at work together, and in another one whose sets have another order."""
    place = seeds(tmp_path / "seeds")
    monkeypatch.setattr(pipeline, "POOL_FROM", 0)
    again = pipeline.build(place, tmp_path / "cache", 2).archive
    assert contents(export_pages(again)) == contents(export_pages(archive()))
    command = [sys.executable, "-m", "build_scripts", "--seeds", str(place), "build"]
    environment = {**os.environ, "PYTHONHASHSEED": "7", "SITE_URL": ""}
    subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
    data = tmp_path / "docs" / "data"
    assert {name: (data / name).read_bytes() for name in exports()} == exports()


def test_with_an_address_files_say_where_they_are_from() -> None:
    made = contents(export_pages(hostile()))
    (document,) = hostile().documents
    page = f"{ADDRESS}{document.path}.html"
    assert json.loads(made[paper(document, ".jsonld")])["items"][0]["target"]["source"] == page
    assert page in made[paper(document, ".md.txt")].decode()
    assert f'xml:base="{ADDRESS}data/{paper(document, ".xml")}"' in made[paper(document, ".xml")].decode()
    assert ADDRESS.encode() not in b"".join(exports().values())
