"""Archive -> exports: whole, of the promised shape, and harmless where they are opened."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_scripts.align import replay
from build_scripts.exports.catalog import COLUMNS, catalog_page
from build_scripts.exports.interface import FORMAT
from build_scripts.exports.jsonl import json_pages
from build_scripts.exports.records import DocumentRecord
from build_scripts.model import Archive, Download, Edit
from build_scripts.render.data import schema_pages
from build_scripts.render.document import FIELDS
from tests.small_archive import LINES, small_archive


def exports(archive: Archive) -> dict[str, bytes]:
    pages = (*schema_pages(), catalog_page(archive), *json_pages(archive))
    assert not any(page.committed for page in pages)
    contents = ((page, b"".join(page.chunks()) if isinstance(page, Download) else page.content) for page in pages)
    return {page.path.removeprefix("data/"): content for page, content in contents}


def records(archive: Archive) -> list[dict[str, Any]]:
    return [json.loads(line) for line in exports(archive)["documents.jsonl"].splitlines()]


def rows(archive: Archive) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(exports(archive)["catalog.csv"].decode("utf-8-sig"), newline="")))


def titled(title: str) -> Archive:
    archive = small_archive()
    volume = archive.volumes[0]
    return replace(archive, volumes=(replace(volume, documents=(replace(volume.documents[0], title=title),)),))


def test_documents_have_the_promised_shape() -> None:
    lines = exports(small_archive())["documents.jsonl"].splitlines()
    found = [msgspec.json.decode(line, type=DocumentRecord) for line in lines]
    assert [each.id for each in found] == ["000-4", "000-9-2"]
    assert {each.format for each in found} == {FORMAT}


def test_a_document_is_whole() -> None:
    speech, circular = records(small_archive())
    assert speech["lines"] == [4, 6]
    assert speech["path"] == "archive/000/4.html"
    assert [block["text"] for block in speech["blocks"]] == [
        "同志们：",
        "一、提高认识。",
        "会议邀请市安监局张处长讲话。",
    ]
    assert speech["blocks"][2]["pieces"] == [
        {"line": 5, "start": 7, "end": 12, "place": "000:5-7"},
        {"line": 6, "start": 0, "end": 9, "place": "000:6"},
    ]
    finding = {"code": "A001", "severity": "warning", "place": "000:4", "message": "年份没有写明", "candidates": []}
    assert speech["findings"] == [finding]
    clue = {"rule": "opening", "place": "000:4", "quote": "同志们", "says": "", "years": []}
    assert speech["annotations"][0]["evidence"] == [clue]
    assert circular["fields"] == dict.fromkeys(FIELDS) | {
        "region": "山东省滨州市",
        "year": 2013,
        "genre": "意见通知",
        "covers": [2013, 2014],
    }
    assert circular["topics"] == ["卫生", "安全"]


def test_edits_replay() -> None:
    edits = [Edit(**edit) for edit in records(small_archive())[0]["edits"]]
    assert replay(LINES[4], edits) == "一、提高认识。会议邀请市"


def test_the_schema_names_every_field() -> None:
    schema = json.loads(exports(small_archive())["documents.schema.json"])
    assert list(schema["$defs"]["DocumentRecord"]["properties"]) == list(records(small_archive())[0])


ANY = st.text(st.characters())  # surrogates too


@given(ANY)
def test_any_title_comes_back(title: str) -> None:
    found = records(titled(title))
    assert [each["title"] for each in found] == [title]


@given(ANY)
def test_any_title_is_one_cell(title: str) -> None:
    (row,) = rows(titled(title.encode("utf-8", "replace").decode()))
    assert row["title"].removeprefix("'") == title.encode("utf-8", "replace").decode()
    assert row["page"] == "archive/000/4.html"


def test_catalog_opens_in_spreadsheets() -> None:
    content = exports(small_archive())["catalog.csv"]
    assert content.startswith(b"\xef\xbb\xbfid,title,source,")
    assert content.count(b"\r\n") == content.count(b"\n") == 3
    first, second = rows(small_archive())
    assert tuple(second) == COLUMNS
    assert (second["year"], second["region"], second["covers"], second["issuer"]) == (
        "2013",
        "山东省滨州市",
        "2013—2014",
        "",
    )
    assert second["source"] == "'000"
    assert (first["first"], first["last"], first["characters"]) == ("4", "6", "25")


@pytest.mark.parametrize(
    "title",
    ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "　=1", "＝1", "＋1", "－1", "＠a", "|calc"],
)
def test_no_cell_is_a_formula(title: str) -> None:
    assert rows(titled(title))[0]["title"].startswith("'")


MISREAD = (
    "000", "007.5", "000:253", "08:06:52", "3-1", "2011-01-01", "2014/3/1", "1/3/2014", "1999-12", "1e5", "1,234", "3.5%",
    "1.", "12345678901234567890", "'甲", " 000 ",
)  # fmt: skip


@pytest.mark.parametrize("title", MISREAD)
def test_no_text_is_taken_for_a_number_a_date_or_a_time(title: str) -> None:
    assert rows(titled(title))[0]["title"] == f"'{title}"


@pytest.mark.parametrize(
    "title",
    [
        "通知",
        "1=1",
        "a-b",
        "“十二五”规划",
        "一、甲",
        "000-43",
        "000-1-5400",
        "000:269-25",
        "2016",
        "89.51",
        "0.5",
        "2015—2016",
    ],
)
def test_plain_cells_stay(title: str) -> None:
    assert rows(titled(title))[0]["title"] == title
