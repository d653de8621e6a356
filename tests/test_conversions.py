"""Script conversion: the table's own examples, whole sources as cases, and round trips through OpenCC's converters."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opencc import OpenCC

from build_scripts.align import replay
from build_scripts.clean import clean
from build_scripts.clean.conversions import CONVERSIONS, MAINLAND, Conversion, Mender, mend
from build_scripts.clean.script import fold, script_of, simplify, unfold
from build_scripts.model import Edit, Source
from build_scripts.tables import Row, load

HERE = Path(__file__).parent
SIMPLIFIED = [path for path in sorted((HERE.parent / "seeds").glob("*.txt")) if path.name[:3] in ("000", "003", "004")]


class Case(Row, frozen=True):
    """A whole source: its lines and what they become, and the characters that stay in doubt."""

    about: str
    lines: dict[str, str]
    doubts: tuple[str, ...] = ()


CASES = load(HERE / "cases" / "conversions.yml", tuple[Case, ...])


def source(*lines: str) -> Source:
    return Source("000", "made.txt", "", "utf-8", lines)


def mended(find: Mender, line: str) -> str:
    return replay(line, [Edit(1, 0, "conversion", *change) for change in find(line)])


@pytest.mark.parametrize("row", CONVERSIONS.rows, ids=lambda row: row.rule)
def test_row(row: Conversion) -> None:
    alone = Mender([row])
    assert row.matches
    assert row.rejects
    for find in (alone, mend):
        assert {line: mended(find, line) for line in row.matches} == row.matches
    assert [mended(mend, line) for line in row.rejects] == list(row.rejects)


def test_the_table_says_nothing_twice_and_ends() -> None:
    words = [(word, row.behind) for row in CONVERSIONS.rows for word in row.words]
    assert len(words) == len(set(words))
    for row in CONVERSIONS.rows:
        for word, to in row.words.items():
            assert word != to
            assert mended(mend, to) == to


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.about)
def test_case(case: Case) -> None:
    text = clean(source(*case.lines))
    assert text.lines == tuple(case.lines.values())
    seen = [text.source.lines[doubt.place.line - 1][doubt.place.offset] for doubt in text.doubts]
    assert seen == list(case.doubts)
    assert clean(replace(text.source, lines=text.lines)).edits == {}


def test_a_doubt_names_the_readings() -> None:
    doubt = clean(source("縣衛生局領導聽取匯報，張某著，李某記錄")).doubts[0]
    assert (doubt.place.offset, doubt.length, doubt.kind, doubt.candidates) == (13, 1, "conversion", ("着", "著"))
    assert "着、著" in doubt.message


@pytest.mark.parametrize("config", ["s2t", "s2tw", "s2hk"])
@pytest.mark.parametrize("path", SIMPLIFIED, ids=lambda path: path.name[:3])
def test_round_trip(config: str, path: Path) -> None:
    """What OpenCC makes Traditional of a cleaned Simplified seed comes back without one wrong character."""
    lines = clean(source(*path.read_text(encoding="utf-8").split("\n"))).lines
    made = OpenCC(config).convert("\n".join(lines)).split("\n")
    back = clean(source(*made))
    assert back.lines == lines
    assert [doubt for doubt in back.doubts if doubt.kind == "conversion"] == []


def test_what_is_of_the_mainland() -> None:
    assert all(map(MAINLAND.search, ["市委", "縣人民政府", "新農合", "党委"]))
    assert not any(map(MAINLAND.search, ["委員會", "縣政府", "市委員會", "國民政府"]))


@given(st.text())
def test_folding_keeps_places(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


def test_unfold() -> None:
    assert set("来來") <= set(unfold("来"))
    assert unfold("a") == "a"


TRADITIONAL = st.text(
    st.sampled_from("乾著藉覆瞭徵鍾沈衞隨看力眼名作顯反答函蓋國小中生大學聯考市委縣府衛髮展，。"), max_size=30
)


@given(st.lists(TRADITIONAL, max_size=4))
def test_conversion_is_total_idempotent_and_leaves_receipts(lines: list[str]) -> None:
    text = clean(source(*lines))
    for number, line in enumerate(lines, start=1):
        assert replay(line, text.edits.get(number, ())) == text.line(number)
    again = clean(replace(text.source, lines=text.lines))
    assert again.edits == {}


@given(st.text(st.sampled_from("乾於瞭著覆会议马列，")))
def test_the_script_of_a_converted_text_is_simplified(line: str) -> None:
    text = simplify("衛生工作會議" + line)
    assert script_of([text]) is script_of(["卫生"])
    assert not re.search("[衛會議]", text)
