"""Damage by the glossing converter: the real places of source 001, through the whole chain of rules."""

from __future__ import annotations

import pytest

from build_scripts.check import prove
from build_scripts.clean import clean
from build_scripts.model import Source, Volume
from tests.gold_labels import seed

PLACES = [
    (17, "摄"),
    (33, "。卡介苗接种"),
    (37, "的生活补"),
    (41, "校”“家长"),
    (49, "传达"),
    (77, "在每年的“以奖"),
    (83, "咨询日当天"),
    (97, "处长"),
    (129, "。基本实"),
    (171, "。现"),
    (247, "。现"),
    (253, "在怀柔区"),
    (261, "。基层上报"),
    (277, "实施关"),
]


@pytest.mark.parametrize(("line", "words"), PLACES)
def test_damaged_places_come_out_right(line: int, words: str) -> None:
    assert words in seed("001").line(line)


def test_no_damage_is_left_and_none_is_seen_where_there_is_none() -> None:
    left = [line for line in seed("001").lines if "?" in line or "\ue30a" in line or "\ue2a2" in line]
    assert left == []
    for source in ("000", "001", "002", "003", "004"):
        assert not [doubt for doubt in seed(source).doubts if doubt.kind == "damage"]
    assert not [edit for edits in seed("003").edits.values() for edit in edits if edit.rule == "damage"]


@pytest.mark.parametrize(
    "line", ["如何看病?這是群眾關心的問題。", "(a) 選項? (b) 其他", "衛(wèi)生局怎么辦?要靠大家。", "What? 是的。"]
)
def test_a_question_is_no_damage(line: str) -> None:
    text = clean(Source("000", "made.txt", "", "utf-8", (line,)))
    assert not [edit for edit in text.edits.get(1, ()) if edit.rule == "damage"]
    assert not [finding for finding in prove(Volume(text, (), ()), clean) if finding.code == "T002"]
