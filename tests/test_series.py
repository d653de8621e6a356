"""Long paragraph -> the places where members of a series begin, and empty elements there that change no text."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TypedDict

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from build_scripts.render.markdown import escape_line
from build_scripts.series import LONG, members
from tests.hostile import HOSTILE
from tests.test_markdown import rendered


class Case(TypedDict):
    name: str
    text: str
    begins: list[str]


CASES: Sequence[Case] = yaml.safe_load((Path(__file__).parent / "cases" / "series.yml").read_text(encoding="utf-8"))
TAIL = "。" + "各级各部门务必高度重视此项工作" * 9
HEADING = '# 题 {: #d000-1 data-doc="000-1" }\n\n'


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_the_members_of_a_series(case: Case) -> None:
    text = case["text"] + TAIL
    found = members(text)
    assert len(found) == len(case["begins"])
    for at, words in zip(found, case["begins"], strict=True):
        assert text.startswith(words, at)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_short_paragraph_has_no_members_to_set_apart(case: Case) -> None:
    assert members(case["text"][: LONG - 1]) == ()


@given(st.text(st.sampled_from("一二三是要首先其次第（）1.、；。①②"), min_size=LONG, max_size=LONG + 40))
def test_places_lie_inside_and_rise(text: str) -> None:
    found = members(text)
    assert list(found) == sorted(set(found))
    assert all(0 < at < len(text) for at in found)


@pytest.mark.parametrize("words", [text for text in HOSTILE if text.strip() == text and text])
def test_the_text_of_the_paragraph_stays_its_text(words: str) -> None:
    text = f"{words}抓好工作：一是加强领导，落实责任{words}；二是加强宣传，统一认识" + TAIL
    marked = rendered(f"{HEADING}{escape_line(text)}\n{{: #L2 }}\n")
    plain = rendered(f"# 页 {{: #page }}\n\n{escape_line(text)}\n{{: #L2 }}\n")
    assert marked.count('<span class="series"></span>') == 2
    assert '<span class="series"></span>一是' in marked
    bare = marked.replace('<span class="series"></span>', "").partition("<p")[2].rpartition("<a ")[0]
    assert bare == plain.partition("<p")[2].rpartition("<a ")[0]


def test_other_pages_and_headings_are_left_alone() -> None:
    text = "抓好工作：一是加强领导，落实责任；二是加强宣传，统一认识" + TAIL
    assert "series" not in rendered(f"# 页 {{: #page }}\n\n{text}\n{{: #L2 }}\n")
    assert "series" not in rendered(f"{HEADING}## {text} {{: #L2 }}\n")
