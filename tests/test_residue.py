"""Web residue: the table's own examples, lost per cent signs, private-use characters, and what must hold for any text."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from build_scripts.align import replay
from build_scripts.clean import clean
from build_scripts.clean.rates import rates
from build_scripts.clean.residue import RESIDUE, Residue, strip_residue
from build_scripts.clean.rule import Change, Unsettled
from build_scripts.clean.slips import SLIPS, Slip, slips
from build_scripts.model import Edit, Source
from build_scripts.render.names import DOUBTS


def stripped(line: str) -> str:
    changes = [change for change in strip_residue(line) if isinstance(change, Change)]
    return replay(line, [Edit(1, 0, "residue", *change) for change in changes])


def open_of(line: str) -> list[Unsettled]:
    return [each for each in strip_residue(line) if isinstance(each, Unsettled)]


@pytest.mark.parametrize("row", RESIDUE.rows, ids=lambda row: row.rule)
def test_row(row: Residue) -> None:
    assert row.rejects
    assert {line: stripped(line) for line in row.matches} == row.matches
    assert [stripped(line) for line in row.rejects] == list(row.rejects)


@pytest.mark.parametrize(
    ("line", "numbers"),
    [
        ("建卡率100、建证率84、卡证符合率99.5，四苗全程接种覆盖率91；", ["100", "84", "99.5", "91"]),  # 002:921
        ("群眾就醫滿意率達85。", ["85"]),  # 002:551
        ("报告率和报告及时率必须达到100，", ["100"]),  # 002:981
        ("占全县农业总人口的59.41，农民个人", ["59.41"]),  # 002:549
        ("各类食品合格率均在82以上", ["82"]),  # 002:553
        ("参合率79.05%，比提高3.53个百分点", []),
        ("发病率为108.78/十万", []),
        ("效率2倍，频率50赫兹，率20xx年", []),
        ("占地80亩，占职工的90.95%", []),
        ("率先启动12个项目", []),
        ("实现市下目标的236.76，献血总量", ["236.76"]),  # 002:895
        ("报告率必须达到100，县级医疗单位达98以上、乡（镇）医疗单位达95以上。", ["100", "98", "95"]),  # 002:981
        ("卡證率達95以上、單苗接種率達90以上，新生兒城鎮必須達90、鄉達70以上", ["95", "90", "90", "70"]),
        ("合格率达95%，总分达98以上", []),
        ("考核得分达98以上，满意率很高", []),
        ("报告率达95分，总分达98以上", []),
        ("完成目标的30项，计划的时间", []),
        ("合格率1500，", []),
    ],
)
def test_rates(line: str, numbers: list[str]) -> None:
    found = list(rates(line))
    assert [line[each.start : each.start + each.length] for each in found] == numbers
    assert [each.candidates for each in found] == [(number + "%",) for number in numbers]
    assert {each.kind for each in found} <= {"lost-percent"}


@pytest.mark.parametrize("row", SLIPS, ids=lambda row: row.rule)
def test_slips_row(row: Slip) -> None:
    for line in row.matches:
        (found,) = slips(line)
        assert (found.kind, found.candidates) == (row.kind, row.reads)
        assert row.sign in line
    assert [list(slips(line)) for line in row.rejects] == [[] for _ in row.rejects]


def test_a_slip_of_a_traditional_text_is_told_at_its_place_in_the_source() -> None:
    text = clean(Source("000", "made.txt", "", "utf-8", ("衛(wèi)生監(jiān)督員設(shè)立意見薄、投訴電話。" * 3,)))
    assert [(doubt.place.offset, doubt.kind, doubt.candidates) for doubt in text.doubts][:1] == [
        (text.source.lines[0].index("薄"), "wrong-word", ("簿",))
    ]


def test_every_kind_of_doubt_has_a_name_for_readers() -> None:
    lines = ("结案率100。", "水平提高，，中央", "卫\ue30a\ue30b生", "设意见薄、电话", "无关的的物品")
    kinds = {doubt.kind for doubt in clean(Source("000", "made.txt", "", "utf-8", lines)).doubts}
    assert kinds == {"lost-percent", "doubled-mark", "private-use", "wrong-word", "doubled-word"}
    assert kinds | {"damage", "conversion"} == set(DOUBTS)


def test_a_private_use_character_that_nobody_knows_is_a_doubt() -> None:
    (doubt,) = open_of("卫\ue30a\ue30b生")
    assert (doubt.start, doubt.length, doubt.kind) == (1, 2, "private-use")
    assert "U+E30A U+E30B" in doubt.message
    assert open_of("\uf0b7加强领导") == []


def test_doubled_commas_are_one_and_a_doubt() -> None:
    text = clean(Source("000", "made.txt", "", "utf-8", ("水平不断提高，，中央和省级财政补助",)))
    assert text.lines == ("水平不断提高，中央和省级财政补助",)
    assert [(doubt.place.offset, doubt.kind) for doubt in text.doubts] == [(6, "doubled-mark")]


PIECES = [
    "（",
    "(",
    "来源",
    "：",
    ":",
    "文秘站",
    "）",
    ")",
    "本站",
    "。",
    "一、加强领导",
    "公务员之家",
    "欲查看更多文章请访问",
    "衛",
    "(wèi)",
    "?",
    "？",
]
PIECES += [
    "www.fanwen.com",
    "http://",
    "，",
    "五?一",
    "（精选17篇）",
    "卫生工作会议讲话",
    "“",
    "”",
    '"',
    "率达95",
    "\ue5e5",
    "\uf0b7",
    " ",
    "\u0301",
]


@given(st.lists(st.lists(st.sampled_from(PIECES), max_size=16).map("".join), max_size=3))
@example(['www.fanwen.com"http://来源', "www.fanwen.comhttp://来源"])
def test_total_replayable_and_idempotent(lines: list[str]) -> None:
    text = clean(Source("000", "made.txt", "", "utf-8", tuple(lines)))
    for number, line in enumerate(lines, start=1):
        assert replay(line, text.edits.get(number, ())) == text.line(number)
    assert clean(replace(text.source, lines=text.lines)).edits == {}
