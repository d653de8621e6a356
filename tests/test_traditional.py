"""Simplified text -> Traditional: word by word, character for character, and what the page's scripts get of it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from opencc import OpenCC

from build_scripts.model import Annotation, Evidence, Place, Span
from build_scripts.render.literals import script_bytes
from build_scripts.render.traditional import NAME, TABLE, characters_page, exceptions, traditional_pages
from build_scripts.traditional import CONFIG, alone, converted, forms, traditional
from build_scripts.words import cut
from tests.archives import volume
from tests.hostile import HOSTILE

CASES: Mapping[str, Mapping[str, str]] = yaml.safe_load(
    (Path(__file__).parent / "cases" / "traditional.yml").read_text(encoding="utf-8")
)
PROSE = st.text(st.sampled_from("卫生发展干部了解制度系统一个中医里布置，。：20x\U00020000\0<"), max_size=30)


@pytest.mark.parametrize(("text", "expected"), [row for group in CASES.values() for row in group.items()])
def test_each_word_takes_its_own_form(text: str, expected: str) -> None:
    assert "".join(traditional(text)) == expected


@pytest.mark.parametrize("text", CASES["bounds"])
def test_each_case_of_a_bound_is_one_that_opencc_alone_gets_wrong(text: str) -> None:
    assert OpenCC(CONFIG).convert(text) != CASES["bounds"][text]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("卫生发展规划", ["卫生", "发展", "规划"]),
        ("一家私人诊所", ["一家", "私人", "诊所"]),
        ("20xx年", ["2", "0", "x", "x", "年"]),
        ("", []),
    ],
)
def test_a_text_is_cut_into_its_likeliest_words(text: str, words: list[str]) -> None:
    assert cut(text) == words


def test_a_word_that_the_table_lacks_may_be_told() -> None:
    assert cut("甲乙丙") == ["甲", "乙", "丙"]
    assert cut("甲乙丙", {"乙丙"}) == ["甲", "乙丙"]


@given(PROSE)
def test_the_words_of_a_text_are_the_text(text: str) -> None:
    assert "".join(cut(text)) == text


@given(st.one_of(PROSE, st.sampled_from(HOSTILE), st.text(st.characters())))  # surrogates too
def test_every_character_has_its_form(text: str) -> None:
    found = traditional(text)
    assert len(found) == len(text)
    assert restored(text, exceptions(text)) == found


def test_what_opencc_refuses_or_ends_at_stays() -> None:
    assert "".join(traditional("卫\0生\ud800发展")) == "衛\0生\ud800發展"


def longer(text: str) -> str:
    """A conversion that changes lengths, as OpenCC's might one day."""
    return converted(text).replace("乾淨", "非常乾淨").replace("幹部", "官").replace("。", "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("要干净整洁", ["要", "非常乾", "淨", "整", "潔"]),
        ("卫生，领导干部。好", ["衛", "生", "，", "領", "導", "官", "", "", "好"]),
    ],
)
def test_a_word_that_changes_its_length_stands_where_it_began(text: str, expected: list[str]) -> None:
    assert forms(text, longer) == expected


@given(PROSE)
def test_a_change_of_length_loses_nothing(text: str) -> None:
    found = forms(text, longer)
    assert len(found) == len(text)
    if len(longer(text)) != len(text):
        assert "".join(found) == longer(text)


def restored(text: str, found: Iterable[int | str]) -> list[str]:
    """What the page's script makes of a text, with the table and these exceptions."""
    made = [alone().get(char, char) for char in text]
    parts = list(found)
    for at, form in zip(parts[::2], parts[1::2], strict=True):
        assert isinstance(at, int)
        made[at] = str(form)
    return made


def test_the_table_holds_single_characters_in_pairs() -> None:
    forms_of = alone()
    assert forms_of["卫"] == "衛"
    assert "卫" not in forms_of.values()
    assert {len(part) for pair in forms_of.items() for part in pair} == {1}


MADE = volume(["卫生发展", "做好干部工作", "环境干净"], ["‖卫生发展", "|做好干部工作", "|环境干净"], title="干预措施")


def test_a_document_has_a_script_with_its_exceptions_only() -> None:
    (page,) = traditional_pages(MADE)
    assert page.path == "data/layers/000/1.trad.js"
    assert not page.committed
    assert page.content == script_bytes(NAME, {"document": "000-1", "blocks": {"L3": [2, "乾"]}, "words": {}})


def test_what_is_said_about_a_paper_has_its_exceptions_too() -> None:
    (document,) = MADE.documents
    claims = (
        Annotation("issuer", "市容环境干净办", "stated", (Evidence("rule", Place("000", 3), "环境干净"),)),
        Annotation("redaction", None, "stated", (), "两行说明，\n受托方已隐去", Span(Place("000", 2), 0, 2)),
    )
    told = replace(MADE, documents=(replace(document, annotations=claims),))
    (page,) = traditional_pages(told)
    words = json.loads(page.content.decode().removeprefix(f"var {NAME} = ").removesuffix(";\n"))["words"]
    assert words["市容环境干净办"] == list(exceptions("市容环境干净办")) != []
    assert words["受托方已隐去"] == list(exceptions("受托方已隐去")) != []
    assert "两行说明，" not in words


def test_the_table_stands_in_one_script_for_all_with_the_titles() -> None:
    page = characters_page(MADE.documents)
    content = json.loads(page.content.decode().removeprefix(f"var {TABLE} = ").removesuffix(";\n"))
    assert page.path == "data/layers/characters.js"
    assert content["titles"] == {"干预措施": [0, "干"]}
    assert "卫衛" in content["forms"]
    assert len(content["forms"]) == 2 * len(alone())
