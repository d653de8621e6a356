from __future__ import annotations

import csv
import re
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from build_scripts.align import to_clean
from build_scripts.annotate import annotate
from build_scripts.annotate.region.gazetteer import gazetteer
from build_scripts.annotate.rows import GenreRow, YearRow, knowledge
from build_scripts.annotate.title import placed
from build_scripts.annotate.title.subject import mentions
from build_scripts.annotate.year import plain_years
from build_scripts.annotate.zones import evidence, zones
from build_scripts.clean import clean
from build_scripts.curation import Curation, TitleRow
from build_scripts.model import Block, CleanText, Document, Piece, Place, Source
from build_scripts.relate import unique_titles
from build_scripts.segment import segment
from build_scripts.tables import tables

HERE = Path(__file__).parent
CASES = yaml.safe_load((HERE / "cases" / "annotate.yml").read_text(encoding="utf-8"))
GENRES = {"讲话", "总结汇报", "工作计划", "工作要点", "实施方案", "意见通知", "其他"}
AGREEMENT = 0.9
UNPLACED = {"A020", "A021", "A022"}


def text_of(lines: list[str], name: str = "000") -> CleanText:
    return clean(Source(name, f"{name}.txt", "", "utf-8", tuple(lines)))


def documents_of(text: CleanText) -> tuple[Document, ...]:
    return segment(text, tables(), Curation())[0]


@pytest.mark.parametrize(
    ("words", "quote"),
    [
        ("第十一个“安全生产月", "第十一个“安全生产月”"),
        ("贯彻《通知", "贯彻《通知》"),
        ("“甲”和“乙", "“甲”和“乙”"),
        ("安全生产月", "安全生产月"),
        ("“安全生产月”", "“安全生产月”"),
        ("做好第十一个“安全", "做好第十一个“安全"),
    ],
)
def test_a_quote_takes_the_mark_that_closes_behind_it(words: str, quote: str) -> None:
    text = text_of(["做好第十一个“安全生产月”各项活动，贯彻《通知》，抓“甲”和“乙”。"])
    (document,) = documents_of(text)
    zone = zones(document)["anywhere"]
    start = zone.text.index(words)
    assert evidence(text, zone, (start, start + len(words)), "made").quote == quote


def holds(text: CleanText, document: Document) -> bool:
    """Does each piece of evidence stand in the cleaned text where it says?"""
    return all(
        each.quote
        and text.line(each.place.line)[to_clean(text, each.place.line, each.place.offset) :].startswith(each.quote)
        for claim in document.annotations
        for each in claim.evidence
    )


def claimed(document: Document, kind: str) -> Any:
    claim = document.claim(kind)
    return claim.value if claim else None


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_paper_is_read_from_its_form_and_words(case: dict[str, Any]) -> None:
    text = text_of(case["lines"])
    (plain,) = documents_of(text)
    made = annotate(text, plain)
    assert holds(text, made)
    for kind in {"genre", "year", "region"} & set(case):
        assert claimed(made, kind) == case[kind], (made.annotations, made.findings)
    if "certainty" in case:
        assert made.claim("genre").certainty == case["certainty"]  # type: ignore[union-attr]
    assert made.title == case.get("title", made.title)
    assert set(case.get("findings", ())) <= {finding.code for finding in made.findings}


# ---- the tables prove themselves


def pattern_rows() -> list[tuple[GenreRow | YearRow, re.Pattern[str]]]:
    return [*knowledge().genres, *knowledge().years]


@pytest.mark.parametrize("row", pattern_rows(), ids=lambda row: row[0].rule)
def test_each_row_matches_and_rejects_its_examples(row: tuple[GenreRow | YearRow, re.Pattern[str]]) -> None:
    known, pattern = row
    shown = plain_years if isinstance(known, YearRow) else str
    assert [words for words in known.matches if not pattern.search(shown(words))] == []
    assert [words for words in known.rejects if pattern.search(shown(words))] == []


def test_rules_have_names_of_their_own() -> None:
    names = [row.rule for row, _ in pattern_rows()]
    assert sorted(set(names)) == sorted(names)
    assert {row.genre for row, _ in knowledge().genres} == GENRES


def test_each_word_names_one_subject() -> None:
    words = list(knowledge().subjects)
    assert len(set(words)) == len(words)
    assert list(mentions("食品药品、食品安全和卫生间里的卫生工作", knowledge())) == ["食品药品监管", "食品安全", "卫生"]


def test_the_gazetteer_has_the_34_provinces() -> None:
    assert sum(unit.endswith("0000") for unit in gazetteer().units) == 34


# ---- the archive's own papers


@cache
def seeds() -> dict[str, Document]:
    found = {}
    for path in sorted((HERE.parent / "seeds").glob("*.txt")):
        text = text_of(path.read_text(encoding="utf-8").split("\n"), path.name[:3])
        for plain in documents_of(text):
            made = annotate(text, plain)
            assert holds(text, made)
            found[str(made.place)] = made
    return found


def gold() -> list[dict[str, str]]:
    lines = (HERE / "gold" / "genres.tsv").read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t"))


def test_genres_agree_with_a_careful_readers() -> None:
    rows = gold()
    wrong = [
        (row["source"], row["first"], row["genre"], claimed(seeds()[f"{row['source']}:{row['first']}"], "genre"))
        for row in rows
        if claimed(seeds()[f"{row['source']}:{row['first']}"], "genre") != row["genre"]
    ]
    assert len(wrong) <= (1 - AGREEMENT) * len(rows), wrong


def test_a_year_or_region_that_is_claimed_is_right() -> None:
    for row in gold():
        made = seeds()[f"{row['source']}:{row['first']}"]
        year, region = claimed(made, "year"), claimed(made, "region")
        assert year is None or not row["year"] or str(year) == row["year"], made.id
        within = any(finding.code == "A023" for finding in made.findings)  # the unit that holds it is all that is known
        assert region is None or within or region.endswith(row["region"]), made.id
    years = [row for row in gold() if row["year"]]
    assert all(claimed(seeds()[f"{row['source']}:{row['first']}"], "year") for row in years)


def test_every_title_is_short_plain_and_unique() -> None:
    titles = [document.title for document in unique_titles(tuple(seeds().values()))]
    assert len(set(titles)) == len(titles)
    for title in titles:
        assert re.fullmatch(r"[^\n]{4,60}", title)
        assert not re.search(r"篇|精选|范文|[xX×*_]{2}", title), title


# ---- the curator, and titles that many share


def test_the_curators_title_wins() -> None:
    text = text_of(["2010年卫生工作要点", "全县卫生工作要以农村为重点。"])
    (plain,) = documents_of(text)
    word = Curation(fields=(TitleRow(document="1", value="另一题", why="原题有误"),))
    made = annotate(text, plain, word)
    claim = made.claim("title")
    assert claim is not None
    assert (made.title, claim.certainty, claim.note) == ("另一题", "curated", "原题有误")


@pytest.mark.parametrize(
    "words", ["<script>alert(1)</script> {{ 2005年 }} ![x](javascript:1) 卫生工作要点", "卫" * 70 + "生工作要点"]
)
def test_a_title_of_its_own_is_kept_as_text_and_fits(words: str) -> None:
    block = Block("title", Place("000", 1), words, (Piece(1, 0, len(words)),))
    body = Block("paragraph", Place("000", 2), "各单位要认真执行。", (Piece(2, 0, 9),))
    text = CleanText(Source("000", "甲.txt", "", "utf-8", (words, body.text)), (words, body.text), {})
    made = annotate(text, Document("000", (block, body)))
    assert holds(text, made)
    assert made.title == (words if len(words) <= 60 else words[:59] + "…")


def paper(local: int, title: str, *headings: str) -> Document:
    blocks = [
        Block("heading", Place("000", local + n), words, (Piece(local + n, 0, len(words)),), 1)
        for n, words in enumerate(headings)
    ]
    return Document("000", tuple(blocks), title)


def test_titles_that_are_shared_are_told_apart() -> None:
    made = unique_titles(
        (
            paper(1, "全市卫生工作会议讲话", "一、加强领导，建设“水市湖城”", "二、“水市湖城”", "三、“水市湖城”"),
            paper(9, "全市卫生工作会议讲话", "一、提高认识，深化医疗改革"),
            paper(20, "全市卫生工作会议讲话", "一、提高认识"),
            paper(30, "全市档案工作要点", "一、提高认识"),
        )
    )
    assert [document.title for document in made] == [
        "全市卫生工作会议讲话（“水市湖城”）",
        "全市卫生工作会议讲话（深化医疗改革）",
        "全市卫生工作会议讲话（000:20）",
        "全市档案工作要点",
    ]


@given(st.lists(st.sampled_from(["题", "题（000:2）", "长" * 60]), min_size=1, max_size=6))
def test_titles_become_unique_whatever_they_are(titles: list[str]) -> None:
    made = unique_titles(tuple(paper(number, title, "一、提高认识") for number, title in enumerate(titles, 1)))
    found = [document.title for document in made]
    assert len(set(found)) == len(found)
    assert all(len(title) <= 60 for title in found)


# ---- any text at all

WORDS = st.sampled_from([
    "同志们：", "我局", "召开", "全市", "卫生工作", "会议", "2012年", "20xx年", "二〇一二年", "《", "》", "“", "”", "，", "。", "：", "江苏省",
    "宿迁市", "卫生局", "现将", "汇报如下：", "一、", "（二）", "工作", "<b>", "要点", "谢谢大家！", " ", "衛(wèi)生", ",", "了",
])  # fmt: skip


@settings(max_examples=150)
@given(st.lists(st.lists(WORDS, max_size=12).map("".join), min_size=1, max_size=8))
def test_any_text_gets_a_genre_and_a_title_that_quote_it(lines: list[str]) -> None:
    text = text_of(lines)
    for plain in documents_of(text):
        made = annotate(text, plain)
        assert holds(text, made)
        assert claimed(made, "genre") in GENRES
        assert 1 <= len(made.title) <= 60
        assert "\n" not in made.title
        assert replace(made, title="", annotations=plain.annotations, findings=plain.findings) == plain
        assert (claimed(made, "region") is None) == any(finding.code in UNPLACED for finding in made.findings)
        undated = {"A010", "A011", "A012"} & {finding.code for finding in made.findings}
        assert (claimed(made, "year") is None) == bool(undated)


@pytest.mark.parametrize(
    ("made", "region", "titled"),
    [
        ("2015年全市卫生工作会议讲话", "河北省衡水市", "衡水市卫生工作会议讲话（2015年）"),
        ("全市职业卫生监管工作会议讲话", "山东省滨州市", "滨州市职业卫生监管工作会议讲话"),
        ("全县卫生工作会议讲话", "云南省普洱市景东彝族自治县", "景东彝族自治县卫生工作会议讲话"),
        ("全区食品安全工作要点", "四川省遂宁市", "全区食品安全工作要点"),
        ("市卫生局安全生产工作总结", "江苏省宿迁市", "宿迁市卫生局安全生产工作总结"),
        ("市场监管工作要点", "江苏省宿迁市", "市场监管工作要点"),
        ("2012年安全生产工作要点", "", "安全生产工作要点（2012年）"),
        ("档案工作要点", "全国", "档案工作要点"),
    ],
)
def test_titles_name_the_place_and_put_the_year_behind(made: str, region: str, titled: str) -> None:
    assert placed(made, region) == titled
