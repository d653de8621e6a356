"""Marks of a document -> its HTML: words wrapped and none added, whatever they run across; notes between the blocks."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, SubElement

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from build_scripts.knowledge.glossary import glossary
from build_scripts.markdown_ext.offsets import Stretch, stacked, weave
from build_scripts.model import Annotation, Block, Document, Place, Span
from build_scripts.render.markdown import attribute_list, escape_inline, escape_line
from build_scripts.render.marks import SpanMark, Tip, marks
from tests.hostile import HOSTILE
from tests.test_markdown import Texts, rendered

H1 = '# 题 {: #d000-1 data-doc="000-1" }\n\n'
MARK = re.compile(r'<span class="mark mark-(\w+)"( tabindex="0")? title="([^"]*)">')

Spans = Sequence[tuple[str, int, int, str, int, bool]]
Tips = Sequence[tuple[str, str]]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("data")


def shown(data: Path, markdown: str, spans: Spans, notes: Any = (), tips: Tips = (("年份隐去。", ""),)) -> str:
    """The page of document 000-1 with these marks."""
    path = data / "marks" / "000" / "1.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"tips": tips, "spans": spans, "notes": notes}), encoding="utf-8")
    return rendered(H1 + markdown, data)


def wrapped(html: str) -> list[str]:
    """The words in each wrapper, tags inside it left out."""
    return [re.sub("<[^>]*>", "", words) for words in re.findall(r'<span class="mark[^>]*>(.*?)</span>', html)]


def test_words_are_wrapped_with_what_is_said_of_them(data: Path) -> None:
    html = shown(data, "总结20xx年\n{: #L5 }\n", [("L5", 2, 6, "redaction", 0, True)])
    mark = '<span class="mark mark-redaction" tabindex="0" title="年份隐去。">20xx</span>'
    assert f'<p id="L5">总结{mark}年<a ' in html


def test_the_keyboard_stops_where_it_is_told_to(data: Path) -> None:
    spans = [("L5", 0, 1, "redaction", 0, True), ("L5", 2, 3, "redaction", 0, False)]
    html = shown(data, "甲乙丙\n{: #L5 }\n", spans)
    assert [bool(tab) for _, tab, _ in MARK.findall(html)] == [True, False]


def test_marks_side_by_side_and_inside_each_other_keep_the_text(data: Path) -> None:
    spans = [("L5", 0, 2, "loss", 0, True), ("L5", 2, 4, "redaction", 0, True), ("L5", 3, 6, "damage", 0, True)]
    html = shown(data, "甲乙丙丁戊己\n{: #L5 }\n", spans)
    assert Texts(html).texts["L5"] == "甲乙丙丁戊己"
    assert [kind for kind, *_ in MARK.findall(html)] == ["loss", "redaction", "damage", "redaction"]
    assert html.count('tabindex="0"') == 3


def test_a_mark_goes_on_across_an_anchor(data: Path) -> None:
    html = shown(data, '甲乙丙丁\n{: #L5 data-lines="5@0 6@2" }\n', [("L5", 1, 3, "redaction", 0, True)])
    assert '乙<span id="L6"></span>丙</span>丁' in html
    assert html.count('class="mark') == 1


def test_an_anchor_at_its_edge_stands_outside(data: Path) -> None:
    html = shown(data, '甲乙丙丁\n{: #L5 data-lines="5@0 6@2" }\n', [("L5", 2, 4, "redaction", 0, True)])
    assert '甲乙<span id="L6"></span><span class="mark' in html
    html = shown(data, '甲乙丙丁\n{: #L5 data-lines="5@0 6@2" }\n', [("L5", 0, 2, "redaction", 0, True)])
    assert '甲乙</span><span id="L6"></span>丙' in html


def test_escaped_characters_count_as_one(data: Path) -> None:
    html = shown(data, escape_line("*&#1;<b>__*局长") + "\n{: #L5 }\n", [("L5", 8, 11, "redaction", 0, True)])
    assert wrapped(html) == ["__*"]


def test_a_heading_is_marked_and_its_entry_in_the_contents_is_not(data: Path) -> None:
    html = shown(data, "## 20xx年 {: #L5 }\n", [("L5", 0, 4, "redaction", 0, True)])
    assert Texts(html).texts["L5"] == "20xx年"
    assert wrapped(html) == ["20xx"]


def test_what_is_said_is_an_attribute_whatever_it_holds(data: Path) -> None:
    html = shown(
        data, "甲乙\n{: #L5 }\n", [("L5", 0, 1, "loss", 0, True)], tips=[('"><script>alert(1)</script>&amp;', "")]
    )
    assert "<script" not in html
    assert 'title="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;' in html


def test_a_mark_that_has_a_page_is_a_link(data: Path) -> None:
    tips = [
        ("三同时\n制度。", "browse/glossary/san-tong-shi.md"),
        ("", "browse/laws/a.md"),
        ("今已修订。", "browse/laws/b.md"),
    ]
    spans = [("L5", 0, 3, "term", 0, True), ("L5", 4, 6, "citation", 1, True), ("L5", 7, 9, "citation", 2, True)]
    html = shown(data, "三同时和甲法和乙法\n{: #L5 }\n", spans, tips=tips)
    term = '<a class="mark term" href="../../browse/glossary/san-tong-shi.md" title="三同时\n制度。">三同时</a>'
    assert term in html
    assert '<a class="citation" href="../../browse/laws/a.md">甲法</a>' in html
    assert '<a class="mark citation" href="../../browse/laws/b.md" title="今已修订。">乙法</a>' in html
    assert "tabindex" not in html


def test_a_redaction_stands_inside_a_citation(data: Path) -> None:
    spans = [("L5", 0, 6, "citation", 1, True), ("L5", 2, 4, "redaction", 0, False)]
    html = shown(data, "安监XX文件\n{: #L5 }\n", spans, tips=[("号数隐去。", ""), ("", "browse/laws/a.md")])
    inner = '<span class="mark mark-redaction" title="号数隐去。">XX</span>'
    assert f'<a class="citation" href="../../browse/laws/a.md">安监{inner}文件</a>' in html


def test_notes_stand_before_and_after_blocks_and_hold_no_text(data: Path) -> None:
    markdown = "## 二、甲 {: #L5 }\n\n乙\n{: #L6 }\n"
    tips = [("篇首残缺。", ""), ("篇末残缺。", "")]
    html = shown(data, markdown, [], [("L5", False, 0), ("L6", True, 1)], tips)
    note = '<p aria-label="{}" class="lacuna" role="note"></p>'
    assert html.index(note.format("篇首残缺。")) < html.index('<h2 id="L5"')
    assert html.index(note.format("篇末残缺。")) > html.index('<p id="L6"')
    assert Texts(html).texts == {"d000-1": "题", "L5": "二、甲", "L6": "乙"}


@pytest.mark.parametrize("span", [("L9", 0, 1, "loss", 0, True), ("L5", 1, 3, "loss", 0, True)])
def test_marks_of_another_text_stop_the_build(data: Path, span: tuple[str, int, int, str, int, bool]) -> None:
    with pytest.raises(ValueError, match="build the pages again"):
        shown(data, "甲乙\n{: #L5 }\n", [span])


def test_a_page_without_marks_is_left_alone(data: Path) -> None:
    assert "mark" not in rendered('# 题 {: #d000-2 data-doc="000-2" }\n\n甲\n{: #L2 }\n', data)


PIECES = st.sampled_from(["甲", "乙丙", "20xx", "__*", "**", "“”", "（）", "<b>", "&amp;", "&#35;", "\\", "`", "[x](y)", "{#id}", "😀", "~~~", "# ", "1. ", *HOSTILE[:30]])  # fmt: skip
KINDS = {"redaction": 0, "damage": 0, "term": 1, "citation": 2}
TIPS = [("年份隐去。", ""), ("甲", "browse/glossary/a.md"), ("", "browse/laws/b.md")]


@given(st.lists(PIECES, min_size=1, max_size=8).map("".join), st.data())
def test_any_marks_on_any_text_leave_it_as_it_is(data: Path, text: str, draw: st.DataObject) -> None:
    edges = st.integers(0, len(text))
    made = st.lists(st.tuples(edges, edges, st.sampled_from(sorted(KINDS))), max_size=6)
    spans = [
        ("L5", min(first, last), max(first, last), kind, KINDS[kind], True)
        for first, last, kind in draw.draw(made)
        if first != last
    ]
    seams = "".join(
        f" {6 + at}@{offset}" for at, offset in enumerate(sorted(set(draw.draw(st.lists(edges, max_size=2)))))
    )
    lines = attribute_list("L5", lines=f"5@0{seams}" if seams else "")
    heading = f"## {escape_inline(text)} {lines}\n"
    for markdown in (f"{escape_line(text)}\n{lines}\n", heading):
        html = shown(data, markdown, spans, tips=TIPS)
        assert Texts(html).texts["L5"] == text
        assert not re.search(r"<a [^>]*>(?:(?!</a>).)*<a ", html, re.DOTALL), "a link in a link"


# ---- the weft itself


def woven(text: str, stretches: Sequence[Stretch], anchors: Sequence[tuple[int, str]] = ()) -> Element:
    block = Element("p", {"id": "L5"})
    ends = [*(at for at, _ in anchors), len(text)]
    block.text = text[: ends[0]]
    for number, (at, tag) in enumerate(anchors):
        SubElement(block, tag, {"n": str(number)}).tail = text[at : ends[number + 1]]
    weave(block, stretches, lambda n: Element("a" if stretches[n].is_link else "b", {"s": str(n)}), [])
    return block


def covers(block: Element) -> list[list[int]]:
    """For each character of the block, the numbers of the stretches around it, the outermost first."""
    found: list[list[int]] = []

    def walk(element: Element, around: list[int]) -> None:
        found.extend([around] * len(element.text or ""))
        for child in element:
            walk(child, [*around, int(child.get("s", -1))] if child.get("s") else around)
            found.extend([around] * len(child.tail or ""))

    walk(block, [])
    return found


@st.composite
def weavings(draw: st.DrawFn) -> tuple[str, list[Stretch], list[tuple[int, str]]]:
    text = draw(st.text("甲乙丙丁\n ", min_size=1, max_size=12))
    edges = st.integers(0, len(text))
    pairs = draw(st.lists(st.tuples(edges, edges, st.booleans()), max_size=7))
    anchors = draw(st.lists(st.tuples(edges, st.sampled_from(["i", "a"])), max_size=3))
    return text, [Stretch(min(a, b), max(a, b), link) for a, b, link in pairs if a != b], sorted(anchors)


@given(weavings())
@example(("甲乙丙", [Stretch(0, 2, is_link=False), Stretch(1, 3, is_link=False)], [(1, "i")]))
@example(("甲乙丙", [Stretch(0, 3, is_link=True)], [(1, "a")]))
def test_every_stretch_is_covered_and_the_text_stays(woof: tuple[str, list[Stretch], list[tuple[int, str]]]) -> None:
    text, stretches, anchors = woof
    block = woven(text, stretches, anchors)
    assert "".join(block.itertext()) == text
    assert covers(block) == [stacked(stretches, at) for at in range(len(text))]
    for number, each in enumerate(stretches):
        over = {at for at, around in enumerate(covers(block)) if number in around}
        free = {at for at in range(each.start, each.end) if not _linked(stretches, number, at)}
        assert over == free, "only what another link holds is missing"
    assert [each.get("n") for each in block.iter() if each.get("n")] == [str(n) for n in range(len(anchors))]
    assert not any(inner is not outer for outer in block.iter("a") for inner in outer.iter("a")), "a link in a link"


def _linked(stretches: Sequence[Stretch], number: int, at: int) -> bool:
    """Is this a link, in a place that another link has taken?"""
    if not stretches[number].is_link:
        return False
    links = [n for n, each in enumerate(stretches) if each.is_link and each.start <= at < each.end]
    return stacked(stretches, at)[0] != number and number in links


# ---- what a document's data says


def block_of(line: int, text: str, kind: Any = "paragraph", level: int = 0) -> Block:
    return Block(kind, Place("000", line), text, (), level)


def claim(kind: str, value: str | None, line: int, start: int, end: int, note: str = "") -> Annotation:
    return Annotation(kind, value, "stated", (), note, Span(Place("000", line), start, end))


BLOCKS = (
    block_of(1, "一、三同时", "heading", 1),
    block_of(2, "三同时和三同时。20xx年，20xx年。"),
    block_of(3, "二、其他", "heading", 1),
    block_of(4, "《三同时办法》的三同时。20xx年。"),
)
PAPER = Document("000", BLOCKS)
TERM = "san-tong-shi"


def spans_of(*claims: Annotation) -> list[tuple[str, int, int, str, bool]]:
    found = marks(replace(PAPER, annotations=claims)).spans
    return [(each.anchor, each.start, each.end, each.kind, each.stop) for each in found]


def test_a_term_is_shown_once_a_section_and_never_in_a_heading() -> None:
    everywhere = [(1, 2, 5), (2, 0, 3), (2, 4, 7), (4, 8, 11)]
    found = spans_of(*(claim("term", TERM, *each) for each in everywhere))
    assert found == [("L2", 0, 3, "term", True), ("L4", 8, 11, "term", True)]


def test_a_term_inside_a_citation_is_not_shown() -> None:
    found = spans_of(claim("citation", "a-law", 4, 1, 6), claim("term", TERM, 4, 1, 4), claim("term", TERM, 4, 8, 11))
    assert found == [("L4", 1, 6, "citation", True), ("L4", 8, 11, "term", True)]


def test_a_citation_that_no_table_knows_is_not_shown() -> None:
    assert spans_of(claim("citation", None, 4, 1, 6, "法规表未收。")) == []


def test_the_keyboard_stops_once_a_section_at_what_says_the_same() -> None:
    hidden = [claim("redaction", "year", *each, "年份隐去。") for each in ((2, 8, 12), (2, 14, 18), (4, 12, 16))]
    assert [stop for *_, stop in spans_of(*hidden)] == [True, False, True]
    other = claim("redaction", "year", 2, 14, 18, "另一种隐去。")
    assert [stop for *_, stop in spans_of(hidden[0], other)] == [True, True]


def test_the_keyboard_stops_at_a_link_and_not_inside_it() -> None:
    inside = claim("redaction", "year", 4, 2, 4, "年份隐去。")
    after = claim("redaction", "year", 4, 12, 16, "年份隐去。")
    found = spans_of(claim("citation", "a-law", 4, 1, 6), inside, after)
    assert [(kind, stop) for *_, kind, stop in found] == [("citation", True), ("redaction", False), ("redaction", True)]


def test_a_tip_says_what_a_term_stands_for_and_leads_to_its_page() -> None:
    found = marks(replace(PAPER, annotations=(claim("term", TERM, 2, 0, 3),)))
    row = glossary().terms[TERM]
    said = f"三同时\n同时设计；同时施工；同时投入生产和使用\n{row.definition}"
    assert found.tips == (Tip(said, "browse/glossary/san-tong-shi.md"),)
    assert found.spans == (SpanMark("L2", 0, 3, "term", 0, stop=True),)
