"""Claims -> 考订: each fact with its clues in their context, how they combine, and what stood in the way."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown

from build_scripts.annotate import annotate
from build_scripts.annotate.year.argument import grounds
from build_scripts.annotate.year.constraints import FIRM, Constraint, interval, those
from build_scripts.markdown_ext.years import years_chart
from build_scripts.model import Annotation, CleanText, Document, Evidence, Page, Piece, Place, Volume
from build_scripts.render.arguments import Argument, argument_pages, arguments, words
from build_scripts.render.clues import Clue
from build_scripts.render.document import document_page
from tests.hostile import HOSTILE
from tests.small_archive import block, volume_of
from tests.test_annotate import documents_of, text_of
from tests.test_markdown import Texts, extensions

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "arguments.yml").read_text(encoding="utf-8"))
PLACE = Place("000", 1)


def made(lines: list[str]) -> tuple[CleanText, Document]:
    text = text_of(lines)
    (plain,) = documents_of(text)
    return text, annotate(text, plain)


def argued(text: CleanText, document: Document) -> dict[str, Argument]:
    return {each.field: each for each in arguments(text, document).arguments}


def in_a_row(clue: Clue) -> str:
    quote = "".join(f"«{each}»" if at % 2 else each for at, each in enumerate(clue.quote))
    return f"{clue.at} | {quote} | {clue.says}"


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_page_argues_for_its_facts(case: dict[str, Any]) -> None:
    found = argued(*made(case["lines"]))
    assert not set(case.get("lacks", ())) & set(found)
    for field, said in case["said"].items():
        got = found[field]
        for name in {"value", "certainty", "shelf"} & set(said):
            assert getattr(got, name) == said[name]
        assert said.get("how", "") in got.how
        rows = [in_a_row(clue) for clue in got.clues]
        for clue in said.get("clues", ()):
            assert any(clue in row for row in rows), rows
        if "years" in said:
            assert [list(each) for each in got.years] == said["years"]
        proposed = [f"{each.value} | {each.why} | {in_a_row(each.clues[0])}" for each in got.candidates]
        assert proposed == said.get("candidates", proposed)
        messages = ["".join(said for said, _ in each) for each in got.open]
        assert said.get("open", "") in "".join(messages), messages
        assert not ("nothing_open" in said and messages)
        assert [anchor for each in got.open for _, anchor in each if anchor] == said.get("leads", [])


def test_each_stretch_of_a_clue_holds_the_words_that_are_marked() -> None:
    for case in CASES:
        text, document = made(case["lines"])
        blocks = {block.place.anchor: block.text for block in document.blocks}
        clues = [clue for each in argued(text, document).values() for clue in each.clues]
        assert clues
        for clue in clues:
            assert [blocks[clue.at][start:end] for start, end in clue.stretches] == list(clue.quote[1::2])


def test_a_clue_in_a_later_line_of_a_joined_paragraph_leads_to_the_block() -> None:
    bare = volume_of(("同志们", "全市卫生工作会议，武强县、阜城县和", "枣强县听好。"))
    joined = block(bare, "paragraph", Piece(2, 0, 17), Piece(3, 0, 6))
    document = Document("000", (block(bare, "salutation", Piece(1, 0, 3)), joined))
    quotes = (
        Evidence("r", Place("000", 3), "枣强县", "属衡水市"),
        Evidence("r", Place("000", 2, 9), "武强县", "属衡水市"),
    )
    claims = (Annotation("region", "河北省衡水市", "inferred", quotes), Annotation("level", "市", "stated", quotes[:1]))
    found = argued(bare.text, replace(document, annotations=claims))
    (both,), (alone,) = found["region"].clues, found["level"].clues
    assert (alone.at, alone.place, alone.stretches) == ("L2", "000:3", ((17, 20),))
    assert in_a_row(both) == "L2 | 全市卫生工作会议，«武强县»、阜城县和«枣强县»听好 | 属衡水市"


@pytest.mark.parametrize(
    ("says", "together"),
    [
        (("武强县，属衡水市", "阜城县，属衡水市"), "武强县、阜城县，属衡水市"),
        (("武强县，属衡水市", "属衡水市"), "武强县等，属衡水市"),
        (("属衡水市", "属衡水市"), "属衡水市"),
        (("衡水市的乡镇", "武强县，属衡水市"), "衡水市的乡镇；武强县，属衡水市"),
        (("", ""), ""),
    ],
)
def test_what_clues_side_by_side_contribute_is_said_once(says: tuple[str, ...], together: str) -> None:
    bare = volume_of(("甲乙",))
    document = Document("000", (block(bare, "paragraph", Piece(1, 0, 2)),))
    quotes = (
        Evidence("r", Place("000", 1, at), mark, words)
        for at, (mark, words) in enumerate(zip("甲乙", says, strict=True))
    )
    (clue,) = argued(bare.text, replace(document, annotations=(Annotation("region", "某", "stated", tuple(quotes)),)))[
        "region"
    ].clues
    assert clue.says == together


# ---- the curator's word


def with_claims(*claims: Annotation) -> dict[str, Argument]:
    text, document = made(["同志们：", "要认真贯彻《精神卫生法》，我讲三点意见。", "谢谢大家！"])
    return argued(text, replace(document, annotations=(*claims, *document.annotations)))


def test_the_curators_word_is_shown_with_what_the_clues_had_said() -> None:
    got = with_claims(Annotation("year", 2013, "curated", (), "会议见大事记（据：县志）"))["year"]
    assert (got.value, got.certainty, got.how, got.clues) == ("2013年", "curated", "会议见大事记（据：县志）。", ())
    assert got.engine is not None
    assert (got.engine.value, got.engine.certainty) == ("2012年以后", "inferred")
    assert got.engine.clues


def test_a_curators_word_that_nothing_is_known() -> None:
    claims = (
        Annotation("genre", None, "curated", (), "原件无从核对"),
        Annotation("year", None, "curated", (), "年份不可考"),
    )
    found = with_claims(*claims)
    assert (found["genre"].value, found["genre"].certainty) == ("待考", "curated")
    assert found["genre"].engine is not None
    assert found["genre"].engine.value == "讲话"
    assert (found["year"].value, found["year"].open) == ("2012年以后", ((("年份不可考", ""),),))


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("year", 2010, "2010年"), ("year", (2009, 2014), "2009—2014年间"), ("year", (2009, None), "2009年以后"),
        ("year", (None, 2014), "2014年以前"), ("covers", (2014, 2015), "回顾2014年，部署2015年"),
        ("covers", (2015, 2015), "部署2015年"), ("covers", (2014, None), "回顾2014年"), ("genre", None, "待考"),
    ],
)  # fmt: skip
def test_values_in_words(field: str, value: Any, said: str) -> None:
    assert words(field, value) == said


# ---- the words of a dating clue


def test_a_dating_clue_says_what_it_allows_and_by_what_authority() -> None:
    clue = Evidence("chronology: x", PLACE, "甲流", "2009年4月公告")
    other = Evidence("chronology: y", PLACE, "最后一年", "历次规划")
    since = Constraint(interval(2009, None), FIRM, "甲流疫情", clue)
    until = Constraint(interval(None, 2014), FIRM, "此后少有提及", clue)
    turn = Constraint(those((2005, 2010)), FIRM, "收官之年", other)
    first, second = grounds((since, turn, until))
    assert first.says == "不早于2009年：甲流疫情；不晚于2014年：此后少有提及（2009年4月公告）"
    assert first.years == ((2009, 2014),)
    assert second.says == "为2005、2010年之一：收官之年（历次规划）"
    assert second.years == ((2005, 2005), (2010, 2010))


# ---- the picture of the years

YEARS = st.none() | st.integers(1980, 2030)
PAIRS = st.lists(st.tuples(YEARS, YEARS).filter(lambda pair: _rises(*pair)), min_size=1, max_size=3)


def _rises(first: int | None, last: int | None) -> bool:
    return first is None or last is None or first <= last


@given(st.lists(PAIRS, max_size=5))
def test_every_bar_lies_on_its_line(clues: list[list[tuple[int | None, int | None]]]) -> None:
    html = years_chart([{"quote": ["", "甲", ""], "years": years} for years in clues], clues[0] if clues else [])
    for left, width in re.findall(r"left:([\d.]+)%;width:([\d.]+)%", html):
        assert float(width) > 0
        assert float(left) + float(width) <= 100.02
    assert all(0 < float(left) < 100 for left in re.findall(r"<b style=\"left:([\d.]+)%", html))
    assert html.count("<b ") <= 8


def test_the_picture_shows_where_bars_are_open_and_where_all_meet() -> None:
    clues = [{"quote": ["", "甲", ""], "years": [[2008, None]]}, {"quote": ["", "乙", ""], "years": [[None, 2010]]}]
    rows = years_chart(clues, [[2008, 2010]]).splitlines()
    assert '<span class="label">甲</span>' in rows[1]
    assert 'class="no-last"' in rows[1]
    assert 'class="no-first"' in rows[2]
    assert rows[3].startswith('<div class="row sum">')
    assert "class" not in rows[3].partition("<i")[2].partition(">")[0]
    assert [words[:4] for words in rows[4].split('%">')[1:]] == ["2006", "2008", "2010", "2012"]


def test_one_dating_clue_needs_no_picture() -> None:
    assert years_chart([{"quote": ["", "甲", ""], "years": [[2008, None]]}], [[2008, None]]) == ""


# ---- the section on the page


def page_of(text: CleanText, document: Document, folder: Path) -> str:
    return converted(document, text, argument_pages(Volume(text, (document,), ())), folder)


def converted(document: Document, text: CleanText, pages: Iterable[Page], folder: Path) -> str:
    """The document's page as HTML, with the data of these pages in `folder`."""
    for page in pages:
        assert not page.committed
        path = folder / page.path.removeprefix("data/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(page.content)
    names, configs = extensions()
    markdown = document_page(document, text).content.decode().partition("\n---\n")[2]
    ours = {"build_scripts.markdown_ext": {"data": str(folder)}}
    return Markdown(extensions=names, extension_configs={**configs, **ours}).convert(markdown)


def test_the_section_ends_the_page_with_an_id_for_each_fact(tmp_path: Path) -> None:
    text, document = made(CASES[0]["lines"])
    html = page_of(text, document, tmp_path)
    said = Texts(html).texts
    assert list(said)[-2:] == ["why-title", "why-title-name"]
    assert {"why-region", "why-year", "why-genre", "why-issuer", "why-level"} <= set(said)
    assert said["why-region-name"] == "地区 河北省衡水市 推定"
    assert said["why-title-name"].endswith("拟题")
    assert '<a class="place" href="#L2" data-words="2-4">000:2-2</a>' in html
    for each in document.blocks:
        assert said[each.place.anchor] == each.text
    assert set(re.findall(r'class="place" href="#([^"]*)"', html)) <= set(said)


@pytest.mark.parametrize("words", HOSTILE, ids=lambda words: ascii(words)[:30])
def test_hostile_words_show_as_themselves(words: str, tmp_path: Path) -> None:
    text, document = made(["同志们：", "我讲三点意见。", "谢谢大家！"])
    clue = Evidence("rule", document.blocks[0].place, words, words)
    claims = (
        Annotation("region", words, "stated", (clue,), words),
        Annotation("occasion", words, "curated", (), words),
    )
    html = page_of(text, replace(document, annotations=claims), tmp_path)
    data = json.loads((tmp_path / "arguments" / "000" / "1.json").read_text(encoding="utf-8"))
    assert data["arguments"][0]["field"] == "region"
    assert not {"script", "img", "em", "strong", "code"} & set(Texts(html).tags)
