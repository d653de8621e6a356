"""Labels and entries -> pages: nothing is lost or moved, and every link finds its label, however few fit a page."""

from __future__ import annotations

import posixpath
import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_scripts.model import Page
from build_scripts.render.indexes.shelves import HERE, ROOT, Block, Entry, Index, Item, Label, shelve

ANCHOR = re.compile(r'\{: #([^ }]+) \}|id="([^"]+)"')  # {: #a1 }, id="a1"
LINK = re.compile(r'\]\(([^)]+)\)|href="([^"]+)"')  # [words](path#id), href="path#id"
ENTRY = re.compile(r"entry \d+")

INDEX = Index("browse/x", "索引", "x", "以下各条。")


def items(shape: str) -> tuple[Item, ...]:
    """`2` and `3` are headings of these levels, `a` and `b` nodes at depths 0 and 1, `.` an entry, `!` a block."""
    made: list[Item] = []
    for number, kind in enumerate(shape):
        name = f"n{number}"
        if kind in "23":
            made.append(Label(f"标题{number}", name, 1, level=int(kind)))
        elif kind in "ab":
            made.append(Label(f"节点{number}", name, 1, depth="ab".index(kind)))
        elif kind == "!":
            made.append(Block(f'<p id="{name}">entry {number} <a href="{ROOT}top.html">顶</a></p>', name))
        else:
            made.append(Entry(f"entry {number} [顶]({ROOT}top.md) [首]({HERE}n0)", depth=1))
    return tuple(made)


def texts(pages: tuple[Page, ...]) -> dict[str, str]:
    return {page.path: page.content.decode() for page in pages}


def anchors(text: str) -> list[str]:
    return [one or other for one, other in ANCHOR.findall(text)]


def test_a_heading_over_nothing_says_so() -> None:
    held = (Label("甲", "a", 0, level=2), Label("乙", "b", 0, level=2), Entry("entry 1"), Label("丙", "c", 0, level=2))
    (text,) = texts(shelve(INDEX, held)).values()
    assert "## 甲（0 篇） {: #a }\n\n（没有。）\n\n## 乙（0 篇） {: #b }\n\n- entry 1\n" in text
    assert text.endswith("## 丙（0 篇） {: #c }\n\n（没有。）\n")


@given(st.text("23ab..!", min_size=1, max_size=40), st.integers(1, 9))
def test_pages_hold_every_entry_once_in_order_under_its_labels(shape: str, few: int) -> None:
    made = texts(shelve(INDEX._replace(few=few), items("2" + shape)))
    entries = sum(kind in ".!" for kind in shape)
    shown = [each for path in made for each in ENTRY.findall(made[path])]
    assert shown == [f"entry {number}" for number, kind in enumerate("2" + shape) if kind in ".!"]
    assert len(made) == (1 if entries <= few else 1 + -(-entries // few))
    labels = [f"n{number}" for number, kind in enumerate("2" + shape) if kind in "23ab"]
    on_index = [name for name in anchors(made["browse/x.md"]) if name.startswith("n")]
    assert [name for name in on_index if name in labels] == labels
    for text in made.values():
        assert len(set(anchors(text))) == len(anchors(text))


@given(st.text("23ab..!", min_size=1, max_size=40), st.integers(1, 9))
def test_every_link_leads_to_a_page_and_an_id_that_are_there(shape: str, few: int) -> None:
    made = texts(shelve(INDEX._replace(few=few), items("2" + shape)))
    ids = {path: set(anchors(text)) for path, text in made.items()}
    for path, text in made.items():
        for one, other in LINK.findall(text):
            page, _, anchor = (one or other).replace(".html", ".md").partition("#")
            target = posixpath.normpath(posixpath.join(posixpath.dirname(path), page)) if page else path
            if target != "top.md":
                assert target in ids
                assert not anchor or anchor in ids[target]


def test_a_page_that_goes_on_repeats_its_labels() -> None:
    pages = texts(shelve(INDEX._replace(few=2), items("2a...b.3.")))
    assert list(pages) == ["browse/x.md", "browse/x/1.md", "browse/x/2.md", "browse/x/3.md"]
    assert "## [标题0](x/1.md#n0)（1 篇） {: #n0 }" in pages["browse/x.md"]
    assert "- **[节点1](x/1.md#n1)**{: #n1 } 1 篇" in pages["browse/x.md"]
    second = pages["browse/x/2.md"]
    assert "# 索引：第 2 页，共 3 页 {: #page-2 }" in second
    assert "[上一页](1.md) · [总览](../x.md) · [下一页](3.md)" in second
    assert "## 标题0（续）（1 篇） {: #n0-2 }\n\n- **节点1（续）**{: #n1-2 } 1 篇\n    - entry 4" in second
    assert "](../../top.md)" in second


@pytest.mark.parametrize("shape", ["2", "2a3", ""])
def test_an_index_without_entries_is_one_page(shape: str) -> None:
    (page,) = shelve(INDEX, items(shape))
    assert page.content.decode().startswith("---\ntitle: 索引\n---\n\n# 索引 {: #x }\n\n以下各条。\n")


@given(st.text("23ab.!", max_size=30))
def test_lists_are_tight_and_stand_between_blank_lines(shape: str) -> None:
    (page,) = shelve(INDEX, items(shape))
    lines = page.content.decode().partition("以下各条。\n")[2].splitlines()
    for before, after in pairwise(lines):
        if after.lstrip().startswith("- ") != before.lstrip().startswith("- "):
            assert not before.strip() or not after.strip()
