"""Source lines -> Markdown -> MkDocs -> DOM: each line's text is the line, whatever it says."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown
from playwright.sync_api import Page

from build_scripts.render.source import source_pages
from tests.small_archive import LINES, small_archive, volume_of
from tests.small_site import build_site
from tests.test_markdown import extensions

HOSTILE = (
    "</li></ol>", "</ol>", "<ol>", "<!--", "-->", "<![CDATA[ ]]>", "]]>", "<?php echo 1 ?>", "?>", "</script>", "<script>alert(1)</script>", "<style>",
    "<textarea>", "</title>", "<plaintext>", '<li id="L1">', "&amp;", "&amp;amp;", "&#60;", "&#x3c;b&#x3e;", "&nbsp", "&copy=1", "&", "a & b", "",
    "", "   ", "\t", "    code", "{{ 7*7 }}", "{% raw %}", "{#id}", "{: #L1 }", '{: .x onclick="alert(1)" }', "[x](javascript:alert(1))", "![x](y)",
    "[x]: http://a.b", "*a*", "__b__", "# h", "1. x", "- x", "> q", "~~~", "```", "---", "***", "| a | b |", "|---|---|", "\\*", "`x`", "[TOC]",
    "\\", "wzxhzdk:0", "\x02wzxhzdk:0\x03", "\x02amp\x03", "\x02\x03", "klzzwxh:0000", "\x0b", "\x0c", "\x1c\x1d\x1e\x1f", "\x7f", "\x80\x85\x9f", "\u2028\u2029",
    "a\tb", "　　甲", "甲\u00a0乙", "\ufeff甲", "\u200b\u200b\u200c\u200d", "\u202e甲乙\u202c", "\ue30a钛", "\U000f0000", "\ufffe\uffff\ufdd0", "\U000e0041\ufe0f",
    "e\u0301", "甲", "😀👨‍👩‍👧", "甲  乙   ", "\"'", '--8<-- "x"', "x" * 70_000, "<" * 3000, "&lt;" * 3000, "\t" * 3000, "\t\u00a0" * 3000,
)  # fmt: skip
LOST = ("\x00", "甲\x00\x00乙", "\ud800", "\udfff\ud800甲")


class Lines(HTMLParser):
    """The text content of each source line, and the tags inside."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=False)
        self.parts: dict[str, list[str]] = {}
        self.tags: set[str] = set()
        self.depth = 0
        self.feed(html)
        self.close()

    @property
    def texts(self) -> dict[str, str]:
        return {name: "".join(parts) for name, parts in self.parts.items()}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        identity = dict(attrs).get("id") or ""
        if tag == "li" and identity and not self.depth:
            self.now = identity
            self.parts[identity] = []
        if self.depth or (tag == "li" and identity):
            self.tags.add(tag)
            self.depth += 1

    def handle_endtag(self, tag: str) -> None:
        if tag and self.depth:
            self.depth -= 1

    def handle_data(self, data: str) -> None:
        if self.depth:
            self.parts[self.now].append(data)

    def handle_charref(self, name: str) -> None:
        """Exactly the reference: `html.unescape` would drop some controls, which browsers keep."""
        self.handle_data(chr(int(name)))

    def handle_entityref(self, name: str) -> None:
        assert not self.depth, f"a named reference: {name}"


def markdown_of(lines: list[str] | tuple[str, ...]) -> str:
    return source_pages(volume_of(lines), b"")[0].content.decode()


def rendered(markdown: str, *more: str) -> str:
    names, configs = extensions()
    return Markdown(extensions=[*names, *more], extension_configs=configs).convert(markdown.partition("\n---\n")[2])


def shown(lines: list[str] | tuple[str, ...], *more: str) -> Lines:
    return Lines(rendered(markdown_of(lines), *more))


def numbered(lines: list[str] | tuple[str, ...]) -> dict[str, str]:
    return {f"L{number}": line for number, line in enumerate(lines, 1)}


@pytest.mark.parametrize("more", [(), ("md_in_html",), ("extra", "admonition", "smarty", "nl2br", "sane_lists")])
def test_every_line_is_itself(more: tuple[str, ...]) -> None:
    found = shown(HOSTILE, *more)
    assert found.texts == numbered(HOSTILE)
    assert found.tags == {"li", "a", "i", "span"}


LINE = st.text(st.characters(exclude_characters="\r\n\x00", exclude_categories=["Cs"]))


@given(
    st.lists(LINE | st.sampled_from(HOSTILE[:60]) | st.lists(st.sampled_from(HOSTILE[:60])).map("".join), max_size=8)
)
def test_any_line_is_itself(lines: list[str]) -> None:
    assert shown(lines).texts == numbered(lines)


@pytest.mark.parametrize("line", LOST)
def test_what_html_cannot_carry_has_a_stand_in_and_a_label(line: str) -> None:
    html = rendered(markdown_of([line]))
    assert Lines(html).texts["L1"] == "".join(
        "\ufffd" if mark == "\x00" or "\ud800" <= mark <= "\udfff" else mark for mark in line
    )
    assert "以 U+FFFD 代之" in html


@pytest.mark.parametrize(
    ("line", "label", "title"),
    [
        ("甲\u200b乙", "零宽空格", "U+200B 零宽空格"),
        ("\t\t甲", "制表符×2", "U+0009 制表符"),
        ("\u3000甲", "全角空格", "U+3000 全角空格"),
        ("\u00a0", "不换行空格", "U+00A0 不换行空格"),
        ("\ue30a钛", "U+E30A", "U+E30A 私用区字符"),
        ("\x01", "U+0001", "U+0001 控制字符"),
        ("\u202e甲", "右至左强制", "U+202E 右至左强制"),
        ("\U000e0101", "U+E0101", "U+E0101 异体选择符"),
        ("\U000f0000", "U+F0000", "U+F0000 私用区字符"),
        ("\u115f", "U+115F", "U+115F 不可见字符"),
    ],
)
def test_unseen_characters_are_labelled(line: str, label: str, title: str) -> None:
    assert f'<i class="sign" data-sign="{label}" title="{title}">' in markdown_of([line])


@pytest.mark.parametrize("line", ["甲 乙", "……——“”", "𠀀〇", "e\u0301", "😀", "ａ１", "3.5%"])
def test_seen_characters_are_not_labelled(line: str) -> None:
    assert "data-sign" not in markdown_of([line])


def test_lines_lead_to_their_documents_and_say_why_not() -> None:
    page, original = source_pages(small_archive().volumes[0], b"\xff\x00raw")
    html = rendered(page.content.decode())
    rows = {row.partition('"')[0]: row for row in html.split('<li id="')[1:]}
    assert original.path == "sources/000.txt"
    assert original.content == b"\xff\x00raw"
    assert not page.committed
    assert not original.committed
    assert Lines(html).texts == numbered(LINES)
    assert [rows[name].count('class="way"') for name in rows] == [0, 0, 0, 1, 1, 1, 0, 0, 1, 1, 0]
    assert 'href="../archive/000/4.html#L6"' in rows["L6"]
    assert 'href="../archive/000/9-2.html#L9-2"' in rows["L9"]
    assert '一、提高认识。<span id="L5-7"></span>会议' in rows["L5"]
    assert 'data-label="来源署名"' in rows["L7"]
    assert 'data-label="自拟"' in rows["L11"]
    assert "data-label" not in rows["L2"]


def test_file_names_are_text() -> None:
    volume = volume_of(["甲"], file="../a\nb\x1b\udcff</li><script> {: #x }[y](z).txt")
    html = rendered(source_pages(volume, b"")[0].content.decode())
    assert "<script" not in html
    assert "../a b\ufffd\ufffd&lt;/li&gt;&lt;script&gt; {: #x }[y](z).txt" in html


@pytest.mark.parametrize("unit", ["卫生", "<", "&amp;", "\u200b", "\t\u00a0", "甲<b>乙&"])
def test_time_grows_with_the_line_and_no_faster(unit: str) -> None:
    small, large = (_seconds([unit * (count // len(unit))]) for count in (25_000, 200_000))
    assert large < 8 * 4 * small + 0.5


def test_time_grows_with_the_number_of_lines_and_no_faster() -> None:
    small, large = (_seconds(["卫生<b>"] * count) for count in (1_000, 8_000))
    assert large < 8 * 4 * small + 0.5


def _seconds(lines: list[str]) -> float:
    begun = process_time()
    rendered(markdown_of(lines))
    return process_time() - begun


@pytest.fixture(scope="module")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of one source page, built by MkDocs in strict mode."""
    pages = source_pages(volume_of(HOSTILE), b"\xff")
    others = {"browse/source.md": "# 篇目 {: #x }\n\n## 000 {: #s000 }\n", "index.md": "# 首页 {: #x }\n"}
    return build_site(tmp_path_factory.mktemp("hostile"), {page.path: page.content for page in pages}, others)


def test_in_the_browser_every_line_is_itself(hostile_site: Path, page: Page) -> None:
    page.goto((hostile_site / "sources" / "000.html").as_uri())
    texts = page.evaluate(
        "() => [...document.querySelectorAll('ol.lines > li')].map((line) => [line.id, line.textContent])"
    )
    assert dict(texts) == numbered(HOSTILE)
    assert (
        page.evaluate("() => document.querySelectorAll('ol.lines script, ol.lines style, ol.lines [onclick]').length")
        == 0
    )


def test_copying_gives_the_characters_of_the_source(hostile_site: Path, page: Page) -> None:
    page.goto((hostile_site / "sources" / "000.html").as_uri())
    copied = page.evaluate(COPY, [1, len(HOSTILE)])
    assert copied == "\n".join(HOSTILE)
    number = HOSTILE.index("甲\u00a0乙") + 1
    assert page.evaluate(COPY, [number, number]) == "甲\u00a0乙"


COPY = """([first, last]) => {
  const range = document.createRange();
  range.setStart(document.getElementById(`L${first}`), 0);
  const end = document.getElementById(`L${last}`);
  range.setEnd(end, end.childNodes.length);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
  const event = new ClipboardEvent("copy", { clipboardData: new DataTransfer(), bubbles: true, cancelable: true });
  document.dispatchEvent(event);
  return event.clipboardData.getData("text/plain");
}"""


@pytest.mark.parametrize(("length", "runs"), [(10_000, 0), (10_001, 2), (35_000, 4)])
def test_long_lines_stand_in_runs(length: int, runs: int) -> None:
    assert markdown_of(["卫" * length]).count('<span class="run">') == runs


def test_a_line_of_five_megabytes_is_shown() -> None:
    line = "职业卫生<b>&" * 250_000
    assert shown([line]).texts == {"L1": line}
