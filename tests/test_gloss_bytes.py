"""Characters cut in two: the real places of the seeds, near misses, and the way there and back."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from build_scripts.align import replay
from build_scripts.clean import clean
from build_scripts.clean.converter import damage, encoded
from build_scripts.clean.damage import find
from build_scripts.clean.gloss import is_reading
from build_scripts.clean.gloss_bytes import GAP, examine
from build_scripts.clean.readings import bearers, default
from build_scripts.clean.rule import Change, Unsettled
from build_scripts.clean.traces import traces
from build_scripts.model import Edit, Source
from build_scripts.tables import Row, load
from tests.glossing import cleaned, glosses, paragraphs, traditional, trip
from tests.gold_labels import seed


class Damaged(Row, frozen=True):
    """A line as the converter left it, and as it was; glosses behind whole characters stay."""

    line: str
    mended: str


class Cases(Row, frozen=True):
    """Lines that are mended, and lines that only look like damage."""

    damaged: tuple[Damaged, ...]
    whole: tuple[str, ...]


CASES = load(Path(__file__).parent / "cases" / "gloss_bytes.yml", Cases)

# Traditional characters that such sites gloss, and words of which texts are made.
LISTED = "數內側鎮財驅堅實進設醫報導語衛對業責標國動長當達現學習經濟發產關單後點應審讓補區處質問縣環會"
WORDS = (
    "衛生局", "工作", "安全生產", "醫療機構", "適當的生活補助", "咨詢日當天", "實施關係", "我們在", "全面傳達了", "現將", "學校",
    "基層", "縣政府", "報告", "監控攝像", "張處長", "訪問", "管理", "基本實現", "質量", "制度", "條件", "投入", "以獎代補", "卡介苗接種",
)  # fmt: skip
SOUND = "衛生局開會，同志們都來了。"  # shows what the converter does; a line alone may not
PROSE = st.lists(
    st.tuples(st.sampled_from(WORDS), st.sampled_from(("", "", "", "，", "。", "、"))), min_size=1, max_size=14
)
ODD = st.text(
    alphabet=st.one_of(
        st.characters(exclude_characters="\r\n", codec=None), st.sampled_from("?？,;!)(（aLF_當數的。現\ue30ashùdeěǐ")
    )
)


def mended(line: str) -> str:
    return replay(line, [Edit(1, 0, "damage", *found) for found in find(line) if isinstance(found, Change)])


@pytest.mark.parametrize("row", CASES.damaged, ids=lambda row: row.mended[:20])
def test_mends_what_a_converter_cut_in_two(row: Damaged) -> None:
    assert mended(row.line) == row.mended


@pytest.mark.parametrize("line", CASES.whole)
def test_leaves_what_only_looks_like_damage(line: str) -> None:
    assert [found for found in find(line) if isinstance(found, Change)] == []


def test_the_seed_has_no_damage_left() -> None:
    text = seed("001")
    edits = [edit for made in text.edits.values() for edit in made if edit.rule == "damage"]
    assert len(edits) == 19
    assert not any(GAP in edit.after for edit in edits)
    assert not [doubt for doubt in text.doubts if doubt.kind == "damage"]
    again = clean(Source("001", "made.txt", "", "utf-8", text.lines))
    assert again.edits == {}


def test_what_is_not_sure_is_a_gap_and_a_doubt() -> None:
    change, doubt = find("严肃查处职业病?:κ鹿省?2009年11月")
    assert isinstance(change, Change)
    assert isinstance(doubt, Unsettled)
    assert change.after == "危害事故□"
    assert (doubt.start, doubt.length, doubt.kind) == (change.start, len(change.before), "damage")
    assert doubt.candidates[0] == "危害事故。"


@pytest.mark.parametrize(
    ("line", "words"),
    [("前情?lǚ)后事", "?lǚ)"), ("全面_(dá)了", "_(dá)"), ("制度?;的工作", "?"), ("完善(zhǎng)工作", "善(zhǎng)")],
)
def test_tells_what_it_cannot_mend(line: str, words: str) -> None:
    assert [line[trace.start : trace.end] for trace in traces(line, ())] == [words]


@pytest.mark.parametrize(
    "line", ["困不困難?場地多", "為什麼?因為", "衛(wèi)生(所)", "好嗎?", "選擇?a)甲", "寻求突破?我们"]
)
def test_a_question_or_a_gloss_is_no_trace(line: str) -> None:
    assert list(traces(line, ())) == []


@given(ODD)
def test_is_total_and_keeps_its_word(line: str) -> None:
    mended(line)
    assert all(0 <= found.start <= len(line) for found in find(line))


@settings(max_examples=150, deadline=None, derandomize=True)
@given(PROSE, st.integers(0, 2**16), st.sampled_from((0.3, 0.6, 1.0)))
def test_round_trip_of_made_texts(prose: list[tuple[str, str]], draw: int, share: float) -> None:
    """Through all rules: what differs from the text cleaned without glosses is a gap or lies in a doubt."""
    text = "".join(word + mark for word, mark in prose).rstrip("，。、") + "。"
    assert trip([text, SOUND], {"衛": "wèi"} | glosses(LISTED, share, draw)).wrong == 0


@pytest.mark.parametrize("share", [0.25, 1.0])
def test_round_trip_of_the_seeds(share: float) -> None:
    lines = [traditional(line) for line in paragraphs("003")]
    result = trip(lines, glosses((char for line in lines for char in line if traditional(char) == char), share, 1))
    assert result.damaged > 0
    assert result.wrong <= 0.0002 * result.chars
    assert result.rate < 0.02


def test_cleaning_a_glossed_text_twice_is_cleaning_it_once() -> None:
    lines = list(paragraphs("004"))
    text = cleaned([damage(line, glosses("".join(lines), 0.5, 2)) for line in lines])
    assert text.doubts
    assert cleaned(text.lines).edits == {}


def test_every_gloss_that_shows_a_converter_goes_in_cleaning() -> None:
    """So that a cleaned text shows none, and is not repaired again."""
    readings = {
        char: reading for char in map(chr, range(0x4E00, 0x9FA6)) if encoded(char) and (reading := default(char))
    }
    assert [char for char, reading in readings.items() if not is_reading(reading, char)] == []
    assert encoded("數") in bearers("shù")


@pytest.mark.parametrize("piece", ["給予適當(dāng)?shù)纳\ue30a钛a(bǔ)助。", "?!", "?shù)", "?,F", "衛(wèi)生?"])
def test_time_grows_with_the_line(piece: str) -> None:
    def seconds(times: int) -> float:
        begin = time.process_time()
        list(examine(piece * times))
        return time.process_time() - begin

    seconds(10)
    assert seconds(400) <= 3 * seconds(200) + 0.2
