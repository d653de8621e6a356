"""Every table loads, and every row's examples are true of its pattern."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from build_scripts.curation import Curation
from build_scripts.tables import BoilerplateRow, PatternRow, TableError, load, tables

FULL = list(tables().boilerplate)
PART = list(tables().formulas)


@pytest.mark.parametrize("row", FULL, ids=lambda row: row.rule)
def test_boilerplate_matches_whole_lines(row: PatternRow) -> None:
    assert all(re.fullmatch(row.pattern, example) for example in row.matches)
    assert not any(re.fullmatch(row.pattern, example) for example in row.rejects)


@pytest.mark.parametrize("row", PART, ids=lambda row: row.rule)
def test_formulas_match_their_examples(row: PatternRow) -> None:
    assert all(re.search(row.pattern, example) for example in row.matches)
    assert not any(re.match(row.pattern, example) for example in row.rejects)


def test_rule_names_are_unique() -> None:
    for rows in (FULL, PART):
        names = [row.rule for row in rows]
        assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("words", "line", "trouble"),
    [
        ("- rule: a\n  where: any\n  pattern: x\n  matches: [x]\n  rejects: []\n", 5, "length >= 1"),
        ("- rule: a\n  where: somewhere\n  pattern: x\n  matches: [x]\n  rejects: [y]\n", 2, "Invalid enum value"),
        ("- rule: a\n  wher: any\n", 1, "unknown field `wher`"),
    ],
)
def test_a_wrong_row_is_named_with_its_line(tmp_path: Path, words: str, line: int, trouble: str) -> None:
    path = tmp_path / "table.yml"
    path.write_text(words, encoding="utf-8")
    with pytest.raises(TableError, match=rf"table\.yml:{line}: .*{re.escape(trouble)}"):
        load(path, tuple[BoilerplateRow, ...])


def test_an_empty_curation_says_nothing(tmp_path: Path) -> None:
    path = tmp_path / "000.yml"
    path.write_text("{}\n", encoding="utf-8")
    assert load(path, Curation) == Curation()
