"""The catalogue of tables: complete, with fresh schemas that accept what the build accepts; rows that do nothing are told."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import Any, get_args

import jsonschema_rs
import msgspec
import pytest
import yaml

from build_scripts import tables
from build_scripts.catalogue import CATALOGUE, SCHEMAS, Table
from build_scripts.curation import Curation
from build_scripts.derive.schemas import schema, written
from build_scripts.idle import Ran, lines, ran
from build_scripts.knowledge.places import lines_of
from build_scripts.model import (
    Annotation,
    Archive,
    ChangeRow,
    Document,
    Dropped,
    Evidence,
    LinkRow,
    Piece,
    Place,
    Volume,
)
from build_scripts.published import OPEN_HEADER
from build_scripts.read import SourceRow
from build_scripts.registers import PLACES, REGISTERS
from build_scripts.render.data import schema_pages
from build_scripts.strict_yaml import Strict
from build_scripts.tables import DATA, SCHEMA_FOLDER
from tests.small_archive import EDITION, small_archive

YAML = re.compile(r"```yaml\n(.*?)```", re.DOTALL)  # a block of the README; not ```python
FILES = sorted(DATA.rglob("*.yml"))


def test_every_table_is_in_the_catalogue_once() -> None:
    found = [file for table in CATALOGUE for file in DATA.glob(table.files)]
    assert sorted(found) == FILES


@pytest.mark.parametrize("table", CATALOGUE, ids=lambda table: table.name)
def test_the_ids_of_a_table_are_its_rows(table: Table) -> None:
    assert table.ids
    assert all(table.ids)


@pytest.mark.parametrize(("name", "content"), list(written()), ids=lambda value: value[:24])
def test_schemas_are_fresh(name: str, content: str) -> None:
    assert (SCHEMA_FOLDER / name).read_text(encoding="utf-8") == content, "run python -m build_scripts.derive.schemas"


def test_there_is_no_schema_of_nothing() -> None:
    assert set(tables.schemas()) == {name for name, _ in written()}
    assert len(SCHEMAS) == len({each.name for each in SCHEMAS})


def test_schemas_are_published_with_the_exports() -> None:
    pages = {page.path: page for page in schema_pages()}
    assert not pages["data/schemas/curation.schema.json"].committed
    assert json.loads(pages["data/schemas/genres.schema.json"].content)["type"] == "array"


def test_the_schema_of_curation_names_each_field_and_its_values() -> None:
    found = json.loads(schema(next(kind for name, kind in SCHEMAS if name == "curation")))
    rows = {name: each for name, each in found["$defs"].items() if "field" in each.get("properties", {})}
    fields = {each["properties"]["field"]["enum"][0]: each for each in rows.values()}
    assert set(fields) == {
        "title", "region", "year", "year_range", "genre", "issuer", "level", "occasion", "covers",
    }  # fmt: skip
    assert "讲话" in fields["genre"]["properties"]["value"]["enum"]
    assert fields["year"]["required"] == ["field", "document", "why", "value"]
    assert all(each["additionalProperties"] is False for each in rows.values())


@pytest.mark.parametrize("name", PLACES)
def test_tables_of_places_are_as_their_schemas_say(name: str) -> None:
    (columns,) = {each.__struct_fields__ for each in get_args(PLACES[name]) if each is not Ellipsis}
    lines = lines_of(f"{name.removeprefix('places-')}.tsv")
    rows = [dict(zip(columns, line.split("\t"), strict=True)) for line in lines]
    assert msgspec.convert(rows, PLACES[name])


def test_the_columns_of_registers_are_those_of_their_code() -> None:
    kinds = {name: next(iter(get_args(kind))) for name, kind in REGISTERS.items()}
    assert {name: kind.__struct_fields__ for name, kind in kinds.items()} == {
        "sources": SourceRow._fields,
        "links": LinkRow._fields,
        "editions": ChangeRow._fields,
        "open": (OPEN_HEADER,),
    }


def _keys(value: Any) -> set[str]:
    if isinstance(value, dict):
        return {str(key) for key in value} | {name for each in value.values() for name in _keys(each)}
    return {name for each in value for name in _keys(each)} if isinstance(value, list) else set()


@pytest.mark.parametrize("table", CATALOGUE, ids=lambda table: table.name)
def test_a_schema_knows_the_keys_that_the_files_use(table: Table) -> None:
    defined = json.loads(schema(table.kind))["$defs"].values()
    known = {name for each in defined for name in each.get("properties", {})}
    rows = [
        yaml.load(file.read_text(encoding="utf-8"), Strict)  # noqa: S506 (a safe loader)
        for file in DATA.glob(table.files)
    ]
    rows = [each if isinstance(each, list) else each.get("rows", each.get("terms", [])) for each in rows]
    assert {key for file in rows for row in file for key in row} <= known


@pytest.mark.parametrize("table", CATALOGUE, ids=lambda table: table.name)
def test_files_are_valid_by_the_schema_alone(table: Table) -> None:
    """As a validator reads the schema, of whom the build knows nothing."""
    validator = jsonschema_rs.validator_for(json.loads(schema(table.kind)))
    for file in DATA.glob(table.files):
        held = yaml.load(file.read_text(encoding="utf-8"), Strict)  # noqa: S506 (a safe loader)
        assert [str(each) for each in validator.iter_errors(held)] == [], file


@cache
def curated() -> jsonschema_rs.Validator:
    return jsonschema_rs.validator_for(json.loads(schema(Curation)))


def test_what_the_readme_shows_of_curation_is_valid() -> None:
    shown = YAML.findall((DATA.parents[1] / "README.md").read_text(encoding="utf-8"))
    assert len(shown) == 2
    for each in shown:
        curated().validate(yaml.load(each, Strict))  # noqa: S506


@pytest.mark.parametrize(
    "row",
    [
        {"paragraphs": [{"join": "3", "split": "4", "why": "甲"}]},
        {"paragraphs": [{"why": "甲"}]},
        {"boundaries": [{"begin": "3", "no_begin": "4", "why": "甲"}]},
        {"topics": [{"section": "3", "why": "甲"}]},
        {"witnesses": [{"document": "3", "why": "甲"}]},
        {"fields": [{"document": "9", "field": "genre", "value": "报告", "why": "甲"}]},
        {"readings": [{"at": "L9", "before": "甲", "after": "乙", "why": "丙"}]},
        {"reading": []},
    ],
    ids=str,
)
def test_what_the_build_refuses_an_editor_marks(row: dict[str, Any]) -> None:
    assert not curated().is_valid(row)


# ---- rows that did nothing


def test_what_an_output_names_is_not_idle() -> None:
    clue = Evidence("issuer: signed", Place("000", 4), "同志们：")
    (volume, *_) = small_archive().volumes
    (first, *_) = volume.documents
    claims = (Annotation("issuer", "县卫生局", "stated", (clue,)), Annotation("topic", "public-health", "inferred", ()))
    document = Document("000", first.blocks, annotations=claims)
    archive = Archive(EDITION, (Volume(volume.text, (document,), (Dropped(Piece(1, 0, 1), "pager"),)),))
    found = {each.table: each for each in ran(archive, CATALOGUE)}
    assert "issuer: signed" not in found["issuers"].idle
    assert "issuer: titled" in found["issuers"].idle
    assert "public-health" not in found["topics"].idle
    assert "pager" not in found["boilerplate"].idle
    assert {"read-count"} <= set(found["boilerplate"].idle)


@pytest.mark.parametrize("kind", ["topic", "touched"])
def test_a_topic_is_not_idle_when_a_part_of_it_is_treated_or_touched(kind: str) -> None:
    clue = Evidence("topic: forest-fire", Place("000", 4), "同志们：")
    (volume, *_) = small_archive().volumes
    claims = (Annotation(kind, "fire-prevention", "inferred", (clue,)),)
    document = Document("000", volume.documents[0].blocks, annotations=claims)
    archive = Archive(EDITION, (Volume(volume.text, (document,), ()),))
    idle = next(each.idle for each in ran(archive, CATALOGUE) if each.table == "topics")
    assert not {"fire-safety", "fire-prevention", "forest-fire"} & set(idle)
    assert "work-safety" in idle


def test_rows_that_leave_no_name_are_looked_for_in_the_text() -> None:
    found = {each.table: each for each in ran(small_archive(), CATALOGUE)}
    assert "speech-salutation" not in found["genres"].idle
    assert "安全生产监督管理局" not in found["bodies"].idle  # 安监局张处长
    assert "人民检察院" in found["bodies"].idle


def test_the_report_tells_counts_and_ids() -> None:
    told = list(lines([Ran("genres", 3, ("a", "b")), Ran("years", 2, ())]))
    assert told == ["genres: 1 of 3 rows did something; idle: a, b", "years: 2 of 2 rows did something"]
