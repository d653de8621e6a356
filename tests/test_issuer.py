"""Papers -> issuer, level, occasion: composed ones of many offices, the seeds against a reader's labels, the tables."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from build_scripts.annotate import annotate
from build_scripts.annotate.issuer.bodies import area_of, bodies, full, is_national
from build_scripts.annotate.wordings import LevelRow, NamingRow, generic, issuers, levels, occasions
from build_scripts.model import Document
from tests.gold_labels import SEEDS, rows, seed
from tests.test_annotate import claimed, documents_of, holds, text_of

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "issuers.yml").read_text(encoding="utf-8"))
FIELDS = ("issuer", "level", "occasion")
LEAST = {"issuer": (1.0, 0.9), "level": (1.0, 0.95), "occasion": (1.0, 0.95)}  # precision and recall on the seeds


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_composed_paper_is_told_right(case: dict[str, Any]) -> None:
    text = text_of(case["lines"])
    (plain,) = documents_of(text)
    made = annotate(text, plain)
    assert holds(text, made)
    for field in FIELDS:
        if field in case:
            assert claimed(made, field) == case[field], (field, made.claim(field))


@pytest.mark.parametrize("field", FIELDS)
def test_the_seeds_are_told_as_a_reader_tells_them(field: str) -> None:
    counts = Counter(verdict for verdict, _ in _verdicts(field))
    wrong = [words for verdict, words in _verdicts(field) if verdict in {"wrong", "missed"}]
    said, due = counts["right"] + counts["wrong"], counts["right"] + counts["missed"]
    precision, recall = LEAST[field]
    assert counts["right"] / said >= precision, wrong
    assert counts["right"] / due >= recall, wrong


def _verdicts(field: str) -> Iterator[tuple[str, str]]:
    at = 1 + FIELDS.index(field)
    for row in rows("issuers.tsv"):
        wanted, said = (*row, "", "", "")[at], claimed(_seeds()[row[0]], field)
        words = f"{row[0]}: {said} for {wanted or 'nothing'}"
        if said is not None:
            yield "right" if said in wanted.rstrip("?").split("|") else "wrong", words
        elif wanted and not wanted.endswith("?"):
            yield "missed", words


@cache
def _seeds() -> dict[str, Document]:
    return {each.id: annotate(seed(source), each) for source in SEEDS for each in documents_of(seed(source))}


# ---- the tables


@pytest.mark.parametrize("table", [issuers(), occasions()], ids=["issuers", "occasions"])
def test_each_naming_matches_and_rejects_its_examples(table: tuple[tuple[NamingRow, re.Pattern[str]], ...]) -> None:
    for row, pattern in table:
        for example, wanted in row.matches.items():
            found = pattern.search(example)
            assert found, (row.rule, example)
            groups = found.groupdict()
            said = row.value.format_map(groups | {"scope": ""}) if "own" not in groups else groups["own"]
            plain = (groups.get("name") or groups.get("what"), said, said.removesuffix("会议"))
            assert wanted in plain, (row.rule, example, plain)
        for example in row.rejects:
            assert not pattern.search(example), (row.rule, example)


@pytest.mark.parametrize("row", levels(), ids=lambda row: row[0].rule)
def test_each_level_matches_and_rejects_its_examples(row: tuple[LevelRow, re.Pattern[str]]) -> None:
    assert all(row[1].search(example) for example in row[0].matches)
    assert not any(row[1].search(example) for example in row[0].rejects)


def test_what_names_no_meeting_is_known() -> None:
    table = yaml.safe_load(Path("build_scripts/data/occasions.yml").read_text(encoding="utf-8"))["generic"]
    assert all(generic().search(each) for each in table["matches"])
    assert not any(generic().search(each) for each in table["rejects"])


def test_rules_are_unique() -> None:
    for table in (issuers(), occasions(), levels()):
        names = [row.rule for row, _ in table]
        assert len(names) == len(set(names))


# ---- names


@pytest.mark.parametrize(
    ("name", "unit", "wanted"),
    [
        ("市卫生局", "衡水市", "衡水市卫生局"),
        ("市安监局", "衡水市", "衡水市安全生产监督管理局"),
        ("衡水市卫计委", "衡水市", "衡水市卫生和计划生育委员会"),
        ("县委、县政府", "盐津县", "中共盐津县委员会、盐津县人民政府"),
        ("区委区政府", "桃城区", "中共桃城区委员会桃城区人民政府"),
        ("市政协", "衡水市", "中国人民政治协商会议衡水市委员会"),
        ("团县委", "盐津县", "团县委"),
        ("市卫生局工会", "汉川市", "汉川市卫生局工会"),
        ("省卫生厅", "衡水市", "省卫生厅"),
        ("市城乡规划局", "张家口市", "张家口市城乡规划局"),
        ("江南机械集团公司", "衡水市", "江南机械集团公司"),
        ("卫生部", "衡水市", "卫生部"),
        ("邢台市卫生局", "衡水市", "邢台市卫生局"),
    ],
)
def test_a_body_of_the_unit_gets_its_full_name(name: str, unit: str, wanted: str) -> None:
    assert full(name, unit) == wanted


def test_where_a_body_stands_in_its_name() -> None:
    names = ("市卫生局", "镇雄县卫生局", "市城乡规划局", "卫生局", "卫生部")
    assert [area_of(name) for name in names] == ["市", "镇雄县", "市", "", ""]
    assert is_national("卫生部")
    assert not is_national("卫生局")


WORDS = st.sampled_from([
    "我代表", "县委", "、", "县政府", "市卫生局", "我局", "省局", "，", "。", "今天召开", "全市", "卫生工作", "会议", "这次", "高度重视", "各", "在", "领导下",
    "《", "关于", "》", "受", "委托", "20xx年", "××", "同志们：", "衛(wèi)生局", "本院", "总结", "工作",
])  # fmt: skip


@given(st.lists(st.lists(WORDS, max_size=14).map("".join), min_size=1, max_size=6))
def test_any_text_is_read_without_harm_and_quoted_rightly(lines: list[str]) -> None:
    text = text_of(lines)
    for document in documents_of(text):
        made = annotate(text, document)
        assert holds(text, made)
        for field in FIELDS:
            value = claimed(made, field)
            assert value is None or (value and not re.search(r"[xX×_*\n]", value))


def test_the_forms_of_bodies_lead_to_their_names() -> None:
    assert bodies().forms["安监局"].name == "安全生产监督管理局"
    assert bodies().forms["委"].before == "中共"
