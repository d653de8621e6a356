from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from build_scripts.align import to_clean
from build_scripts.annotate.genre import genre
from build_scripts.annotate.rows import knowledge
from build_scripts.annotate.year import year
from build_scripts.annotate.year.chronology import FIRST, LAST, ChronologyRow, chronology, compiled
from build_scripts.annotate.year.constraints import (
    ALL,
    FIRM,
    HARD,
    SOFT,
    STATED,
    Constraint,
    binding,
    bounds,
    combine,
    interval,
    those,
)
from build_scripts.annotate.year.tense import mention
from build_scripts.annotate.year.ways import READINGS
from build_scripts.annotate.zones import zones
from build_scripts.clean import clean
from build_scripts.curation import Curation
from build_scripts.model import Evidence, Place, Source
from build_scripts.segment import segment
from build_scripts.tables import tables
from tests.evaluation.year import dated, figures, outcomes

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "year.yml").read_text(encoding="utf-8"))
ROWS = chronology().rows
CLUE = Evidence("row", Place("000", 1), "words")


# ---- the tables prove themselves


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_each_row_matches_and_rejects_its_examples(row: ChronologyRow) -> None:
    pattern = compiled(row.pattern)
    assert [words for words in row.matches if not pattern.search(words)] == []
    assert [words for words in row.rejects if pattern.search(words)] == []
    assert [words for words in row.matches if not any(word in words for word in row.words)] == []


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_each_row_holds_what_its_way_of_speaking_needs(row: ChronologyRow) -> None:
    assert row.way in READINGS
    assert row.first is None or row.last is None or row.first <= row.last
    assert list(row.years) == sorted(set(row.years))
    assert {
        "since": row.first,
        "span": row.first or row.last,
        "event": row.first,
        "newest": row.years,
        "turn": row.years,
        "opening": row.years,
        "draft": row.first and row.last,
        "ordinal": row.base and "?P<n>" in row.pattern,
        "amount": row.years,
        "in-force": row.years and row.day,
    }[row.way]


def test_the_chronology_is_as_rich_as_promised() -> None:
    assert len(ROWS) >= 300
    assert {"law", "institution", "congress", "plenum", "ordinal", "subsidy"} <= {row.kind for row in ROWS}


# ---- cases


@pytest.mark.parametrize("case", CASES["papers"], ids=lambda case: case["name"])
def test_a_paper_is_dated_from_what_it_says(case: dict[str, Any]) -> None:
    claims, findings = dated(case["lines"])
    got = {each.kind: each.value for each in claims}
    assert got.get("year") == case.get("year"), claims
    ends = case.get("range", [case["year"]] * 2 if case.get("year") else None)
    assert got.get("year_range") == (tuple(ends) if ends else None), claims
    assert got.get("covers") == (tuple(case["covers"]) if "covers" in case else None)
    assert set(case.get("findings", ())) == {each.code for each in findings if each.code in {"A011", "A013", "A014"}}
    for words in case.get("note", ()):
        assert words in next(each.note for each in claims if each.kind == "year_range")


@pytest.mark.parametrize("case", CASES["mentions"], ids=lambda case: case["text"])
def test_a_mention_is_read_in_its_sentence(case: dict[str, Any]) -> None:
    before, name, after = re.split(r"[{}]", case["text"])
    how = mention(before + name + after, len(before), len(before + name))
    assert how.year == case.get("year", "")
    assert (how.foretold, how.gone, how.quoted) == tuple(
        word in case.get("is", ()) for word in ("foretold", "gone", "quoted")
    )


# ---- combining

YEARS = st.integers(FIRST, LAST)
SETS = st.builds(interval, YEARS, YEARS) | st.frozensets(YEARS, min_size=1).map(those)
CONSTRAINTS = st.lists(
    st.builds(Constraint, SETS.filter(bool), st.sampled_from((SOFT, FIRM, HARD, STATED)), st.just("因"), st.just(CLUE)),
    max_size=8,
)


@given(CONSTRAINTS)
def test_whatever_agrees_holds_the_verdict_and_whatever_stands_aside_does_not_touch_it(
    given_: list[Constraint],
) -> None:
    verdict = combine(given_)
    assert verdict.years
    assert sorted((*verdict.agreed, *verdict.aside)) == sorted(given_)
    assert all(each.years & verdict.years == verdict.years for each in verdict.agreed)
    assert combine(list(reversed(given_))).years == verdict.years


@given(CONSTRAINTS)
def test_the_binding_constraints_suffice(given_: list[Constraint]) -> None:
    verdict = combine(given_)
    left = ALL
    for each in binding(verdict):
        left &= each.years
    assert left == verdict.years


@given(YEARS, YEARS)
def test_an_interval_has_its_bounds(first: int, last: int) -> None:
    held = interval(first, last)
    assert held == those(range(first, last + 1))
    assert not held or bounds(held) == (first, last)


# ---- any text, and the composed papers

WORDS = st.sampled_from([
    "今年", "去年", "20xx年", "2012年", "是", "“”规划", "“十二五”规划", "的最后一年", "，", "。", "《食品安全法》", "卫生局", "原", "第十二个", "安全生产月",
    "党的十八大", "xx届四中全会", "北京奥运会", "3月8日（星期四）", "到2015年，要", "我局", "贯彻", "总结", "新农合财政补助", "提高到120元", "衛(wèi)生",
])  # fmt: skip


@given(st.lists(st.lists(WORDS, max_size=12).map("".join), min_size=1, max_size=6))
def test_any_text_is_dated_without_harm_and_quoted_rightly(lines: list[str]) -> None:
    text = clean(Source("000", "000.txt", "", "utf-8", tuple(lines)))
    for document in segment(text, tables(), Curation())[0]:
        parts = zones(document)
        kind, _ = genre(text, document, parts, knowledge())
        claims, findings = year(text, replace(document, annotations=(kind,)), parts, knowledge())
        for clue in (clue for each in claims for clue in each.evidence):
            at = to_clean(text, clue.place.line, clue.place.offset)
            assert clue.quote
            assert text.line(clue.place.line)[at:].startswith(clue.quote)
        has_year = any(each.kind == "year" for each in claims)
        assert has_year != any(each.code in {"A010", "A011", "A012"} for each in findings)


def test_of_composed_papers_few_are_missed_and_almost_none_is_wrong() -> None:
    told = figures(list(outcomes()))
    assert told["papers"] >= 60
    assert told["right"] >= 0.9, told
    assert told["wrong"] <= 0.02, told
