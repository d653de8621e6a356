"""Cleaning: rows of cases, and what must hold for any text at all."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_scripts.align import replay
from build_scripts.clean import RULES, Rule, Script, clean, facts_of
from build_scripts.clean.gaps import Mark
from build_scripts.clean.gloss import LookAlike, fold
from build_scripts.clean.invisible import ANY, Invisible
from build_scripts.clean.nfc import LONGEST
from build_scripts.clean.rule import Change
from build_scripts.model import CleanText, Edit, Source
from build_scripts.tables import DATA, Row, load

SEEDS = sorted((Path(__file__).parent.parent / "seeds").glob("*.txt"))
BY_NAME = {rule.name: rule for rule in RULES}


class Cases(Row, frozen=True):
    """What a rule does to some lines, and lines it leaves alone."""

    rule: str
    about: str
    changes: dict[str, str] = msgspec.field(default_factory=dict)
    stays: tuple[str, ...] = ()

    def rows(self) -> Iterator[tuple[str, str, str]]:
        yield from ((self.rule, before, after) for before, after in self.changes.items())
        yield from ((self.rule, line, line) for line in self.stays)


ROWS = [row for cases in load(Path(__file__).parent / "cases" / "clean.yml", tuple[Cases, ...]) for row in cases.rows()]


def source(*lines: str) -> Source:
    return Source("000", "made.txt", "", "utf-8", lines)


def alone(rule: Rule, line: str) -> str:
    return replay(line, [Edit(1, 0, rule.name, *change) for change in rule.find(line) if isinstance(change, Change)])


def cleaned(line: str) -> str:
    return clean(source(line)).line(1)


@pytest.mark.parametrize(("rule", "before", "after"), ROWS)
def test_case(rule: str, before: str, after: str) -> None:
    assert (cleaned(before) if rule == "all" else alone(BY_NAME[rule], before)) == after


# rates and slips change nothing (tests/test_residue.py)
@pytest.mark.parametrize("rule", [*sorted(BY_NAME.keys() - {"rates", "slips"}), "all"])
def test_every_rule_has_cases_for_and_against(rule: str) -> None:
    changed = {before != after for name, before, after in ROWS if name == rule}
    assert changed == {True, False}


@pytest.mark.parametrize("row", load(DATA / "invisible.yml", tuple[Invisible, ...]), ids=lambda row: row.name)
def test_invisible_row(row: Invisible) -> None:
    _holds("invisible", row.matches, row.rejects)


@pytest.mark.parametrize("row", load(DATA / "punctuation.yml", tuple[Mark, ...]), ids=lambda row: row.half)
def test_punctuation_row(row: Mark) -> None:
    _holds("punctuation", row.matches, row.rejects)
    assert all(row.half in before for before in row.matches)


def _holds(rule: str, matches: dict[str, str], rejects: tuple[str, ...]) -> None:
    assert {before: alone(BY_NAME[rule], before) for before in matches} == matches
    assert tuple(alone(BY_NAME[rule], line) for line in rejects) == rejects


@pytest.mark.parametrize("row", load(DATA / "look_alikes.yml", tuple[LookAlike, ...]), ids=lambda row: row.letter)
def test_look_alike_row(row: LookAlike) -> None:
    for text in row.matches:
        assert set(row.alike) & set(text)
        assert fold(text).isascii()
        assert row.letter in fold(text)
    assert not any(set(row.alike) & set(text) for text in row.rejects)


@pytest.mark.parametrize(
    ("lines", "script"),
    [
        (("衛生工作會議講話",), Script.TRADITIONAL),
        (("卫生工作会议讲话",), Script.SIMPLIFIED),
        (("乾隆年间的著作", "后来在台湾"), Script.SIMPLIFIED),
        (("同志们，衛生", "这个工作会议很重要"), Script.SIMPLIFIED),
        (("這個工作會議很重要", "卫生"), Script.TRADITIONAL),
        (("大小多少",), Script.SIMPLIFIED),
        (("\uf914\uf99a",), Script.TRADITIONAL),  # compatibility forms of 樂 and 連
        ((), Script.SIMPLIFIED),
        (("2009 GMP \ud800",), Script.SIMPLIFIED),
    ],
)
def test_script(lines: tuple[str, ...], script: Script) -> None:
    assert facts_of(lines).script is script


def test_a_simplified_source_is_not_converted() -> None:
    assert clean(source("卫生工作会议讲话", "乾净")).lines == ("卫生工作会议讲话", "乾净")


def test_an_edit_tells_rule_order_place_and_words() -> None:
    made = [
        ("gloss", 1, "(wèi)", ""),
        ("punctuation", 5, ",", "，"),
        ("space", 4, " ", ""),
        ("t2s", 0, "衛", "卫"),
        ("t2s", 2, "會議", "会议"),
        ("t2s", 5, "開會", "开会"),
    ]
    order = [rule.name for rule in RULES].index
    expected = tuple(Edit(2, order(rule), rule, start, before, after) for rule, start, before, after in made)
    assert clean(source("同志们", "衛(wèi)生會議 ,開會")).edits == {2: expected}


def test_a_rule_can_be_put_before_the_others_and_ask_the_source() -> None:
    def undamaged(line: str) -> Iterator[Change]:
        yield from (Change(found.start(), found[0], "當(dāng)") for found in re.finditer(r"當\?", line))

    rule = Rule("damage", undamaged, when=lambda facts: facts.script is Script.TRADITIONAL)
    text = clean(source("適當?衛(wèi)會議"), rules=(rule, *RULES))
    assert text.line(1) == "适当卫会议"
    assert [edit.rule for edit in text.edits[1]][:2] == ["damage", "gloss"]
    assert clean(source("适當?；卫会议"), rules=(rule, *RULES)).edits == {}


# Seeds


def seed(path: Path) -> Source:
    lines = path.read_bytes().decode("utf-8").split("\n")
    return replace(source(*lines), id=path.name[:3])


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name[:3])
def test_seed_is_clean(path: Path) -> None:
    text = clean(seed(path))
    _replays(text)
    assert clean(replace(text.source, lines=text.lines)).edits == {}


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name[:3])
def test_a_gloss_remains_only_where_bytes_were_lost(path: Path) -> None:
    tone = re.compile("[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]")
    for line in clean(seed(path)).lines:
        for sentence in re.split("[。；]", line):
            assert "?" in sentence or not tone.search(sentence)


# Any text

TRICKY = (
    " \t\u3000\xa0,;:()?!.…“”‘’（）《》，。、；：？！0123456789xX%‰-~/&=+×①一二十百第"
    "衛卫生會会議议乾隆著甚麼薴行的aānguüǚvwèiGMP\u0301\u0327\u0308\u030c\u200b\ufeff\u2028\x00\x85"
    "\ufe00\U000e0100\ud800\udc00\ufffd\ue30a豈\uf900\u1112\u1161\u11ab\u0958한か\u3099💊"
)
SNIPPETS = [
    "衛(wèi)", "(wèi)", "(wei4)", "（wèi）", "卫 ", "http://a.cn/", "&nbsp;", "1,000", "20xx", "?)", "...", "甚(shén)麼", "乾(gān)",
    "（来源：文秘站）", "（來源:文秘站)", "(来", "www.fanwen.com", "。本站", "（欲查看更多文章请访问", "一、加强领导", "（精选17篇）", "，，", "五?一",
    '"', "“", "”", "中國小生", "市委", "大學聯考", "隨著", "答覆", "进一歩", "率100", "\ue5e5", "\uf0b7中", "圖書館", "马列",
]  # fmt: skip
CHARS = st.sampled_from(TRICKY) | st.characters(exclude_characters="\r\n", codec=None)
LINE = st.lists(CHARS | st.sampled_from(SNIPPETS), max_size=40).map("".join)


def _replays(text: CleanText) -> None:
    for number, line in enumerate(text.source.lines, start=1):
        assert replay(line, text.edits.get(number, ())) == text.line(number)
    assert len(text.lines) == len(text.source.lines)


@given(st.lists(LINE, max_size=4))
def test_total_replayable_idempotent_and_deterministic(lines: list[str]) -> None:
    text = clean(source(*lines))
    _replays(text)
    assert clean(source(*lines)) == text
    again = clean(source(*text.lines))
    assert again.edits == {}, again.edits
    assert again.lines == text.lines


@given(st.lists(LINE, max_size=3))
def test_edits_are_real_rising_and_named(lines: list[str]) -> None:
    for number, edits in clean(source(*lines)).edits.items():
        assert edits
        assert list(edits) == sorted(edits)
        for edit in edits:
            assert edit.line == number
            assert edit.before != edit.after
            assert edit.rule == RULES[edit.order].name


@given(LINE)
def test_a_cleaned_line_hides_nothing(line: str) -> None:
    found = cleaned(line)
    assert not ANY.search(found)
    assert found == found.strip()
    assert not re.search(r"[^\S \u3000]|\s\s", found)
    if len(found) < LONGEST:
        assert unicodedata.is_normalized("NFC", found)
    found.encode("utf-8")


@given(st.text(alphabet=st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF)))
def test_han_alone_stays_han(line: str) -> None:
    assert len(cleaned(line)) == len(line)


HARD = [
    "(", ")", "?", ".", ",", " ", "(中", "中(", "中.", "中?", "”.", "?”", "1,", "1", "( ", "中 ", "http://", "&", "&a",
    "中(wèi", "衛(wèi)", "(wèi)", "衛(wèi)(", "中 (a", "\u0301\u0327", "e\u0301", "豈\uf900", "\u200b", "! ? ", "一.", "會", "x,",
    "（来源：", "（来源：文秘站）", "（欲查看", "本站", "。本站", "www.", "fanwen", "fanwen.", "《", "“", "”", '"', "，", "，，。", "五?一", "五?", "著", "隨著",
    "國小", "中國小", "答覆", "率", "率100", "占", "占的", "\ue5e5", "\uf0b7", "（精选17篇）", "工作（", "一、", "乾", "繁", "马",
]  # fmt: skip


@pytest.mark.parametrize("piece", HARD)
def test_long_lines_take_linear_time(piece: str) -> None:
    """Quadratic work on 40,000 characters would take minutes: this ends at once or not at all."""
    _replays(clean(source("中" + piece * (40_000 // len(piece)))))
