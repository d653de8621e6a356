"""Text -> Markdown -> DOM: whatever the words are, they come out as themselves, under the ids they were given."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from markdown import Markdown

from build_scripts.render.markdown import attribute_list, escape_inline, escape_line
from tests.hostile import HOSTILE

ROOT = Path(__file__).parent.parent
ALWAYS_ON = ("toc", "tables", "fenced_code")  # MkDocs's own, whatever mkdocs.yml says
VOID = {"br", "hr", "img", "input", "meta", "link"}

BROKEN = ("a\nb", "a\r\nb", "\n# h", "甲\n---\n乙")  # a line break can only be in a title


class Texts(HTMLParser):
    """The text content of every element that has an id, and every tag there is."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, str | None]] = []
        self.texts: dict[str, str] = {}
        self.tags: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        identity = dict(attrs).get("id")
        if identity is not None:
            assert identity not in self.texts, f"two elements with the id {identity}"
            self.texts[identity] = ""
        if tag not in VOID:
            self.open.append((tag, identity))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        for _, identity in self.open:
            if identity is not None:
                self.texts[identity] += data


@cache
def settings() -> dict[str, Any]:
    """What `mkdocs.yml` says."""

    class Loader(yaml.SafeLoader):
        """Knows MkDocs's `!ENV`, whose value does not matter here."""

    Loader.add_constructor("!ENV", lambda _, node: node.value)
    loaded: dict[str, Any] = yaml.load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"), Loader=Loader)  # noqa: S506 - safe, see above
    return loaded


@cache
def extensions() -> tuple[list[str], dict[str, Any]]:
    """Exactly the extensions that `mkdocs.yml` switches on."""
    configs: dict[str, Any] = settings()["markdown_extensions"]
    return [*dict.fromkeys((*ALWAYS_ON, *configs))], configs


def rendered(markdown: str, data: Path = ROOT / "no such folder") -> str:
    names, configs = extensions()
    ours = {"build_scripts.markdown_ext": {"data": str(data)}}
    return Markdown(extensions=names, extension_configs={**configs, **ours}).convert(markdown)


def toc_names(markdown: str) -> list[str]:
    names, configs = extensions()
    ours = {"build_scripts.markdown_ext": {"data": str(ROOT / "no such folder")}}
    processor = Markdown(extensions=names, extension_configs={**configs, **ours})
    processor.convert(markdown)

    def walk(tokens: list[dict[str, Any]]) -> Iterator[str]:
        for token in tokens:
            yield token["name"]
            yield from walk(token["children"])

    return list(walk(processor.toc_tokens))  # type: ignore[attr-defined]


def page(texts: list[str]) -> tuple[str, dict[str, str]]:
    """Markdown with each text as title, heading, paragraph, item, cell and link; and what must be under each id."""
    parts: list[str] = []
    expected: dict[str, str] = {}
    for number, text in enumerate(texts):
        inline, line = escape_inline(text), escape_line(text)
        parts += [
            f"## {inline} {attribute_list(f'h{number}')}",
            f"{line}\n{attribute_list(f'p{number}', 'item', lines=_lines(number))}",
            f"甲{inline}[{inline}](x){attribute_list(f'a{number}')}",
        ]
        expected |= {f"h{number}": text, f"p{number}": text, f"a{number}": text}
    return "\n\n".join(parts) + "\n", expected


def _lines(number: int) -> str:
    return f"{2 * number + 1}@0 {2 * number + 2}@1"


def shown(markdown: str) -> Texts:
    return Texts(rendered(markdown))


@pytest.mark.parametrize("text", [*HOSTILE, *BROKEN], ids=lambda text: ascii(text)[:30])
def test_hostile_words_show_as_themselves(text: str) -> None:
    markdown = (
        f"# {escape_inline(text)} {{: #h }}\n\n{escape_line(text)}\n{{: #p }}\n\n## {escape_inline(text)} {{: #g }}\n"
    )
    found = shown(markdown)
    assert found.texts == {"h": text, "p": text, "g": text}
    assert [tag for tag in found.tags if tag != "a"] == ["h1", "p", "h2"]


@pytest.mark.parametrize("text", [*HOSTILE, *BROKEN], ids=lambda text: ascii(text)[:30])
def test_hostile_words_show_as_themselves_in_tables_lists_and_links(text: str) -> None:
    inline = escape_inline(text)
    table = f"甲 | 乙\n---|---\n[{inline}](x){{: #a }} | 文{inline}[丙](y)\n"
    items = f"- {escape_line(text)}\n- [{inline}](x)（{inline}）{{: #b }}\n"
    found = shown(f"{table}\n{items}")
    assert found.texts["a"] == text
    assert found.tags.count("td") == 2
    assert found.tags.count("li") == 2
    assert "img" not in found.tags


def test_neighbours_leave_each_other_alone() -> None:
    markdown, expected = page([*HOSTILE, *BROKEN])
    assert {key: value for key, value in shown(markdown).texts.items() if key in expected} == expected


# Cleaning leaves no control characters, and no surrogates can be in UTF-8.
ANY = st.text(st.characters(exclude_categories=("Cc", "Cs")))
MIXED = (
    st.lists(
        st.sampled_from((*HOSTILE, *BROKEN))
        | ANY
        | st.sampled_from(list("\\`*_{}[]()<>#+-.!&;:~|^=$@\"' \t\n1一、。　"))
    )
    .map("".join)
    .filter(bool)
)


@given(st.lists(MIXED, min_size=1, max_size=4))
@example(["&", "#60;"])
@example(["\\", "`x`"])
def test_any_words_show_as_themselves(texts: list[str]) -> None:
    markdown, expected = page(texts)
    found = shown(markdown).texts
    assert {key: found[key] for key in expected} == expected


@given(MIXED)
def test_joined_words_have_an_anchor_at_every_offset(text: str) -> None:
    offsets = sorted({0, len(text) // 3, len(text) // 2, len(text)})
    pairs = " ".join(f"{9 + at}@{at}" for at in offsets)
    html = rendered(f"{escape_line(text)}\n{attribute_list('L5', lines=pairs)}\n")
    assert shown_until(html) == {f"L{9 + at}": text[:at] for at in offsets}


def shown_until(html: str) -> dict[str, str]:
    """For each empty anchor, the text before it."""
    found: dict[str, str] = {}

    class Until(HTMLParser):
        text = ""

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            if tag == "span":
                found[str(dict(attrs)["id"])] = self.text

        def handle_data(self, data: str) -> None:
            self.text += data

    Until(convert_charrefs=True).feed(html.removeprefix("\n"))
    return found


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("20__年，全市职业健康工作", "20\\_\\_年，全市职业健康工作"),
        ("一、总体要求", "一、总体要求"),
        ("(一)加强领导。", "(一)加强领导。"),
        ("1.加强领导", "1.加强领导"),
        ("增长3.5%，达1,000万元！", "增长3.5%，达1,000万元！"),
        ("A & B、R&D", "A & B、R&amp;D"),
        ("3 < 5 > 2", "3 &lt; 5 > 2"),
        ("皖卫〔2011〕5号[附件1]", "皖卫〔2011〕5号\\[附件1\\]"),
        ("1. 加强领导", "1\\. 加强领导"),
        ("-5℃", "-5℃"),
        ("- 甲", "\\- 甲"),
        ("#1楼、2#楼", "\\#1楼、2#楼"),
        ("~~~", "&#126;~~"),
    ],
)
def test_escapes_are_few(text: str, markdown: str) -> None:
    assert escape_line(text) == markdown


def test_headings_show_in_the_table_of_contents_as_text() -> None:
    names = toc_names(f'# {escape_inline("<script>alert(1)</script> &amp; *甲*")} {{: #d000-43 data-doc="000-43" }}\n')
    assert names == ["&lt;script&gt;alert(1)&lt;/script&gt; &amp;amp; *甲*"]


def test_anchors_are_never_numbered_by_the_toc() -> None:
    html = rendered("## 一 {: #L45 }\n\n## 一 {: #L46 }\n")
    assert Texts(html).texts == {"L45": "一", "L46": "一"}


def test_permanent_links_name_the_place_and_add_no_text() -> None:
    html = rendered('# 甲 {: #d000-43 data-doc="000-43" }\n\n## 一 {: #L45 }\n\n乙\n{: #L59-18 }\n')
    assert 'aria-label="本篇永久链接 000:43" class="permalink" data-place="000:43" href="#d000-43"></a></h1>' in html
    assert 'aria-label="本节永久链接 000:45" class="permalink" data-place="000:45" href="#L45"></a></h2>' in html
    assert (
        'aria-label="本段永久链接 000:59-18" class="permalink" data-place="000:59-18" href="#L59-18"></a></p>' in html
    )


def test_permanent_links_outside_documents_have_no_place() -> None:
    assert 'aria-label="本节永久链接" class="permalink" href="#text"></a></h2>' in rendered("## 正文 {: #text }\n")


def test_places_inside_a_block_become_empty_anchors() -> None:
    html = rendered('甲乙\\*丙丁\n{: #L56 .item data-lines="56@0 58@3" data-places="56-9@4" }\n')
    assert html.startswith('<p class="item" data-lines="56@0 58@3" data-places="56-9@4" id="L56">')
    assert '甲乙*<span id="L58"></span>丙<span id="L56-9"></span>丁<a' in html


def test_a_place_beyond_the_text_stops_the_build() -> None:
    with pytest.raises(ValueError, match="the text of #L56 is shorter than 9 characters"):
        rendered('甲乙\n{: #L56 data-lines="58@9" }\n')
