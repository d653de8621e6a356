"""Marks of a document -> its HTML: words wrapped and none added, whatever they run across; notes between the blocks."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_scripts.render.markdown import attribute_list, escape_inline, escape_line
from tests.hostile import HOSTILE
from tests.test_markdown import Texts, rendered

H1 = '# 题 {: #d000-1 data-doc="000-1" }\n\n'
MARK = re.compile(r'<span class="mark mark-(\w+)"( tabindex="0")? title="([^"]*)">')

Spans = list[tuple[str, int, int, str, int]]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("data")


def shown(data: Path, markdown: str, spans: Spans, notes: Any = (), tips: tuple[str, ...] = ("年份隐去。",)) -> str:
    """The page of document 000-1 with these marks."""
    path = data / "marks" / "000" / "1.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"tips": tips, "spans": spans, "notes": notes}), encoding="utf-8")
    return rendered(H1 + markdown, data)


def wrapped(html: str) -> list[str]:
    """The words in each wrapper, tags inside it left out."""
    return [re.sub("<[^>]*>", "", words) for words in re.findall(r'<span class="mark[^>]*>(.*?)</span>', html)]


def test_words_are_wrapped_with_what_is_said_of_them(data: Path) -> None:
    html = shown(data, "总结20xx年\n{: #L5 }\n", [("L5", 2, 6, "redaction", 0)])
    mark = '<span class="mark mark-redaction" tabindex="0" title="年份隐去。">20xx</span>'
    assert f'<p id="L5">总结{mark}年<a ' in html


def test_marks_side_by_side_and_inside_each_other_keep_the_text(data: Path) -> None:
    spans = [("L5", 0, 2, "loss", 0), ("L5", 2, 4, "redaction", 0), ("L5", 3, 6, "damage", 0)]
    html = shown(data, "甲乙丙丁戊己\n{: #L5 }\n", spans)
    assert Texts(html).texts["L5"] == "甲乙丙丁戊己"
    assert [kind for kind, *_ in MARK.findall(html)] == ["loss", "redaction", "damage", "damage"]
    assert html.count('tabindex="0"') == 3


def test_a_mark_across_an_anchor_stops_the_keyboard_once(data: Path) -> None:
    html = shown(data, '甲乙丙丁\n{: #L5 data-lines="5@0 6@2" }\n', [("L5", 1, 3, "redaction", 0)])
    assert '</span><span id="L6"></span><span class="mark' in html
    assert wrapped(html) == ["乙", "丙"]
    assert [bool(tab) for _, tab, _ in MARK.findall(html)] == [True, False]


def test_escaped_characters_count_as_one(data: Path) -> None:
    html = shown(data, escape_line("*&#1;<b>__*局长") + "\n{: #L5 }\n", [("L5", 8, 11, "redaction", 0)])
    assert wrapped(html) == ["__*"]


def test_a_heading_is_marked_and_its_entry_in_the_contents_is_not(data: Path) -> None:
    html = shown(data, "## 20xx年 {: #L5 }\n", [("L5", 0, 4, "redaction", 0)])
    assert Texts(html).texts["L5"] == "20xx年"
    assert wrapped(html) == ["20xx"]


def test_what_is_said_is_an_attribute_whatever_it_holds(data: Path) -> None:
    html = shown(data, "甲乙\n{: #L5 }\n", [("L5", 0, 1, "loss", 0)], tips=('"><script>alert(1)</script>&amp;',))
    assert "<script" not in html
    assert 'title="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;' in html


def test_notes_stand_before_and_after_blocks_and_hold_no_text(data: Path) -> None:
    markdown = "## 二、甲 {: #L5 }\n\n乙\n{: #L6 }\n"
    html = shown(data, markdown, [], [("L5", False, 0), ("L6", True, 1)], ("篇首残缺。", "篇末残缺。"))
    note = '<p aria-label="{}" class="lacuna" role="note"></p>'
    assert html.index(note.format("篇首残缺。")) < html.index('<h2 id="L5"')
    assert html.index(note.format("篇末残缺。")) > html.index('<p id="L6"')
    assert Texts(html).texts == {"d000-1": "题", "L5": "二、甲", "L6": "乙"}


@pytest.mark.parametrize("span", [("L9", 0, 1, "loss", 0), ("L5", 1, 3, "loss", 0)])
def test_marks_of_another_text_stop_the_build(data: Path, span: tuple[str, int, int, str, int]) -> None:
    with pytest.raises(ValueError, match="build the pages again"):
        shown(data, "甲乙\n{: #L5 }\n", [span])


def test_a_page_without_marks_is_left_alone(data: Path) -> None:
    assert "mark" not in rendered('# 题 {: #d000-2 data-doc="000-2" }\n\n甲\n{: #L2 }\n', data)


PIECES = st.sampled_from(["甲", "乙丙", "20xx", "__*", "**", "“”", "（）", "<b>", "&amp;", "&#35;", "\\", "`", "[x](y)", "{#id}", "😀", "~~~", "# ", "1. ", *HOSTILE[:30]])  # fmt: skip


@given(st.lists(PIECES, min_size=1, max_size=8).map("".join), st.data())
def test_any_marks_on_any_text_leave_it_as_it_is(data: Path, text: str, draw: st.DataObject) -> None:
    edges = st.integers(0, len(text))
    spans = [
        ("L5", min(pair), max(pair), "redaction", 0)
        for pair in draw.draw(st.lists(st.tuples(edges, edges), max_size=5))
        if pair[0] != pair[1]
    ]
    seams = "".join(
        f" {6 + at}@{offset}" for at, offset in enumerate(sorted(set(draw.draw(st.lists(edges, max_size=2)))))
    )
    lines = attribute_list("L5", lines=f"5@0{seams}" if seams else "")
    heading = f"## {escape_inline(text)} {lines}\n"
    for markdown in (f"{escape_line(text)}\n{lines}\n", heading):
        html = shown(data, markdown, spans)
        assert Texts(html).texts["L5"] == text
        words = "".join(wrapped(html)) if len(spans) == 1 else None
        assert words is None or Texts(f'<p id="w">{words}</p>').texts["w"] == text[spans[0][1] : spans[0][2]]
