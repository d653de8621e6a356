"""Document -> Page: the contract of a page, word for word, and front-matter that survives any title."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from mkdocs.utils.meta import get_data

from build_scripts.model import (
    Annotation,
    Block,
    BlockKind,
    CleanText,
    Document,
    Edit,
    Evidence,
    Page,
    Piece,
    Place,
    Source,
)
from build_scripts.render.document import document_page, metadata
from build_scripts.render.front_matter import front_matter
from tests.hostile import HOSTILE
from tests.small_archive import block, volume_of

VOLUME = volume_of(
    [
        "合集",
        "张局长在全市会议上的讲话",
        "同志们：",
        "一、提高认识。这次会议，是经请示市政府决定召开的，我们还邀请市",
        "安监局张处长参加。",
        "1. 请把20__年的工作抓好",
    ]
)
TEXT = VOLUME.text


def paper() -> Document:
    blocks = (
        block(VOLUME, "title", Piece(2, 0, 12)),
        block(VOLUME, "salutation", Piece(3, 0, 4)),
        block(VOLUME, "heading", Piece(4, 0, 7), level=1),
        block(VOLUME, "paragraph", Piece(4, 7, 31), Piece(5, 0, 9)),
        block(VOLUME, "item", Piece(6, 0, 15)),
    )
    claims = (
        Annotation("genre", "讲话", "stated", (Evidence("title", Place("000", 2, 10), "讲话"),)),
        Annotation("year", None, "inferred", ()),
        Annotation("covers", (2010, 2011), "curated", (), "据下文"),
        Annotation("topics", "职业卫生", "inferred", ()),
    )
    return Document("000", blocks, "张局长在全市会议上的讲话", claims)


@pytest.mark.parametrize(
    ("lines", "signed"),
    [
        (("p各村要安排专人值班。", "p县护林防火办", "d2008年10月28日"), "23"),
        (("p各村要安排专人值班。", "p县护林防火办", "p县林业局", "d2008年10月28日", "p附件", "p一、名单"), "234"),
        (("p各村要安排专人值班。", "d2008年10月28日"), "2"),
        (("h一、加强值班", "p各村主任、书记要到位", "d2008年10月28日"), "3"),  # no name
        (("t护林工作要点", "d2008年10月28日", "p各村要安排专人值班。"), ""),  # the date below the title
        (("t护林工作要点", "p县护林防火办"), ""),  # no date
    ],
)
def test_who_signs_and_when_stand_at_the_right(lines: tuple[str, ...], signed: str) -> None:
    kinds: dict[str, BlockKind] = {"p": "paragraph", "d": "date", "h": "heading", "t": "title"}
    volume = volume_of([line[1:] for line in lines])
    blocks = (block(volume, kinds[line[0]], Piece(at, 0, len(line) - 1)) for at, line in enumerate(lines, start=1))
    made = document_page(Document("000", tuple(blocks), "题"), volume.text).content.decode()
    assert re.findall(r"#L(\d+)[^}]* \.signed", made) == list(signed)


PAGE = """\
---
title: 张局长在全市会议上的讲话
source: "000"
lines: [2, 6]
region: null
region_code: null
year: null
year_range: null
genre: 讲话
issuer: null
level: null
occasion: null
covers: [2010, 2011]
topics:
  职业卫生: "occupational-health"
certainty:
  genre: [stated, "000:2-10 讲话"]
  covers: [curated, 据下文]
---

# 张局长在全市会议上的讲话 {: #d000-2 data-doc="000-2" }

张局长在全市会议上的讲话
{: #L2 .title }

同志们：
{: #L3 .salutation }

## 一、提高认识。 {: #L4 }

这次会议，是经请示市政府决定召开的，我们还邀请市安监局张处长参加。
{: #L4-7 data-lines="4-7@0 5@24" }

1\\. 请把20\\_\\_年的工作抓好
{: #L6 .item }
"""


def words(page: Page) -> str:
    return page.content.decode()


def test_a_page_is_markdown_that_a_person_can_read() -> None:
    page = document_page(paper(), TEXT)
    assert words(page) == PAGE
    assert page.path == "archive/000/2.md"
    assert page.committed


def test_what_ends_the_page_and_what_a_block_carries_come_from_outside() -> None:
    page = document_page(
        paper(), TEXT, "<div>去向</div>\n", lambda each: 'data-places="6-3@3"' if each.kind == "item" else ""
    )
    assert words(page).endswith('抓好\n{: #L6 .item data-places="6-3@3" }\n\n<div>去向</div>\n')


def test_a_later_piece_that_begins_inside_its_line_says_where_in_the_source() -> None:
    source = Source("000", "甲.txt", "", "utf-8", ("甲乙，", "\u200b丙。丁戊。"))
    text = CleanText(source, ("甲乙，", "丙。丁戊。"), {2: (Edit(2, 0, "invisible", 0, "\u200b", ""),)})
    joined = Block("paragraph", Place("000", 1), "甲乙，丁戊。", (Piece(1, 0, 3), Piece(2, 2, 5)))
    page = document_page(Document("000", (joined,)), text)
    assert '{: #L1 data-lines="1@0 2-3@3" }' in words(page)


def test_a_document_without_a_title_is_called_by_its_place() -> None:
    page = document_page(replace(paper(), title=""), TEXT)
    assert words(page).startswith('---\ntitle: "无题（000:2）"\n')
    assert '# 无题（000:2） {: #d000-2 data-doc="000-2" }' in words(page)


@pytest.mark.parametrize("title", [*HOSTILE, "甲\n---\n乙", "甲\n\n# 乙"], ids=lambda title: ascii(title)[:30])
def test_hostile_titles_stay_one_field_of_the_front_matter(title: str) -> None:
    document = replace(paper(), title=title)
    markdown, meta = get_data(words(document_page(document, TEXT)))
    assert meta == metadata(document)
    assert meta["title"].split() == (title.split() or ["无题（000:2）"])
    assert markdown.startswith("# ")


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_front_matter_says_what_it_was_given(text: str) -> None:
    written = front_matter({"title": text, "lines": [1, 2], "certainty": {"year": ["stated", text]}})
    assert "\n---\n" not in written[:-4]
    body = written.removeprefix("---\n").removesuffix("---")
    assert yaml.safe_load(body) == {"title": text, "lines": [1, 2], "certainty": {"year": ["stated", text]}}
