"""Segmentation: rows of lines and the blocks they become, gold labels, and properties over glued and random text."""

from __future__ import annotations

import random
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from build_scripts import numbering
from build_scripts.check import prove
from build_scripts.clean import clean
from build_scripts.curation import Curation
from build_scripts.model import Block, CleanText, Document, Source, Volume
from build_scripts.segment import segment
from build_scripts.segment.units import separator
from build_scripts.tables import load, tables
from tests.gold_labels import SEEDS, gold, seed

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "segment.yml").read_text(encoding="utf-8"))


def as_text(lines: list[str]) -> CleanText:
    return CleanText(Source("999", "case.txt", "", "utf-8", tuple(lines)), tuple(lines), {})


def read(case: dict[str, Any]) -> CleanText:
    """The case's cleaned `lines`, or what cleaning makes of its `source`."""
    if "source" in case:
        return clean(Source("999", "case.txt", "", "utf-8", tuple(case["source"])))
    return as_text(case["lines"])


def shown(block: Block) -> str:
    return f"{block.kind}{block.level or ''} {block.place.local} {block.text}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_lines_become_blocks(case: dict[str, Any], tmp_path: Path) -> None:
    curated = tmp_path / "999.yml"
    curated.write_text(yaml.safe_dump(case.get("curation", {})), encoding="utf-8")
    documents, dropped, findings = segment(read(case), tables(), load(curated, Curation))
    assert [[shown(block) for block in document.blocks] for document in documents] == case["documents"]
    rules = {each.piece.line: each.rule for each in reversed(dropped)}
    assert rules == case.get("dropped", {})
    found = {finding.place.line: finding.code for finding in findings if finding.place}
    assert found == case.get("findings", {})


@pytest.mark.parametrize(
    ("line", "style", "number"),
    [
        ("一、提高认识", numbering.LETTERED, 1),
        ("十二．加强领导", numbering.LETTERED, 12),
        ("（三）抓落实", numbering.BRACKETED, 3),
        ("(三) 抓落实", numbering.BRACKETED, 3),
        ("第一部分 总则", numbering.PART, 1),
        ("第二章 监督", numbering.CHAPTER, 2),
        ("第三节 程序", numbering.SECTION, 3),
        ("第一百二十三条 本办法", numbering.ARTICLE, 123),
        ("12、组织好培训", numbering.PLAIN, 12),
        ("3.健全制度", numbering.PLAIN, 3),
        ("（2）明确人员", numbering.DIGIT_BRACKETED, 2),
        ("③计划免疫", numbering.RING, 3),
        ("第二阶段：自查自纠", numbering.STAGE, 2),
    ],
)
def test_numbers_are_read(line: str, style: re.Pattern[str], number: int) -> None:
    found = numbering.mark(line)
    assert found is not None
    assert (numbering.STYLES[found.style], found.number) == (style, number)


@pytest.mark.parametrize(
    "line",
    [
        "一是领导重视",
        "一百余人参加",
        "1.5万元",
        "20家企业",
        "（一期）工程",
        "（2014）111号",
        "第一产业增长",
        "二、",
        "3月份协同",
        "1.2依据",
        "II.存在问题",
        "第三条的规定",
        "第二章的规定",
    ],
)
def test_what_is_no_number_is_left(line: str) -> None:
    assert numbering.mark(line) is None


@pytest.mark.parametrize(
    "line",
    ["篇1", "讲话 篇１０", "第一篇", "【篇一】", "工作总结（第3篇）：", "范文二", "篇贰", "卫生局2024工会工作计划 篇1"],
)
def test_separators_are_seen(line: str) -> None:
    assert separator(line) is not None


@pytest.mark.parametrize(
    "line", ["篇章", "发表论文10篇", "第一篇章", "我们评出了优秀论文，其中一等奖的是第3篇", "一篇", "篇幅1页"]
)
def test_other_lines_are_no_separators(line: str) -> None:
    assert separator(line) is None


@given(
    st.lists(
        st.text(alphabet="一二三四、（）()12.①篇第章条附件年月日，。；： 同志们会议工作abcIV\u3000", max_size=60),
        max_size=25,
    )
)
def test_every_character_is_placed_whatever_the_text(lines: list[str]) -> None:
    text = clean(Source("999", "case.txt", "", "utf-8", tuple(lines)))
    documents, dropped, findings = segment(text, tables(), Curation())
    assert prove(Volume(text, documents, dropped, findings), clean) == ()


@pytest.mark.parametrize("source", SEEDS)
def test_papers_of_the_seeds_begin_and_end_where_a_reader_says(source: str) -> None:
    documents, _, _ = segment(seed(source), tables(), Curation())
    assert [document.span for document in documents] == gold(source).documents


def test_headings_agree_with_a_careful_reader() -> None:
    agreed = Counter({False: 0, True: 0})
    for source in SEEDS:
        documents, _, _ = segment(seed(source), tables(), Curation())
        found = {place: level for document in documents for place, level in headings(document)}
        wanted = gold(source).headings
        agreed.update(found.get(place) == wanted.get(place) for place in found.keys() | wanted.keys())
    assert agreed[True] / agreed.total() >= 0.97, dict(agreed)


def headings(document: Document) -> list[tuple[str, int]]:
    return [(block.place.local, block.level) for block in document.blocks if block.kind == "heading"]


@pytest.mark.parametrize("turn", range(3))
def test_papers_glued_without_separators_come_apart_again(turn: int) -> None:
    """Twenty compilations a turn, eight papers each, of papers that stand in the seeds with separators."""
    chance = random.Random(turn)  # noqa: S311 (a repeatable draw, not a secret)
    pool = list(whole_papers())
    counts: Counter[str] = Counter()
    for _ in range(20):
        lines: list[str] = []
        begins: set[int] = set()
        for paper in chance.sample(pool, 8):
            begins.add(len(lines) + 1)
            lines += paper
        documents, _, _ = segment(as_text(lines), tables(), Curation())
        found = {document.place.line for document in documents}
        counts.update(right=len(found & begins) - 1, wrong=len(found - begins), missed=len(begins - found))
    assert counts["right"] / (counts["right"] + counts["wrong"]) >= 0.88, counts
    assert counts["right"] / (counts["right"] + counts["missed"]) >= 0.80, counts


def whole_papers() -> list[list[str]]:
    found = []
    for source in SEEDS:
        text = seed(source)
        for first, last in gold(source).documents:
            lines = [text.line(number) for number in range(first, last + 1)]
            found.append([line for line in lines if line and "精选" not in line])
    return [paper for paper in found if len(paper) >= 5]
