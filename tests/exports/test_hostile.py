"""Hostile words in what the whole archive says of itself: sheet, feed, settings and page hold them as words."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from html.parser import HTMLParser

from lxml import etree
from markdown import Markdown

from build_scripts.exports.catalog import catalog_page
from build_scripts.exports.feed import feed_pages
from build_scripts.exports.overview import overview_page
from build_scripts.exports.sqlite.datasette import WELCOME, metadata
from build_scripts.model import ChangeRow, Site
from build_scripts.render.document import FIELDS
from build_scripts.render.names import one_line
from tests.exports.made import ADDRESS, archive, hostile
from tests.hostile import HOSTILE

ATOM = "{http://www.w3.org/2005/Atom}"
NAMES = ("feed", "id", "title", "updated", "author", "name", "link", "entry", "summary")
ELEMENTS = {f"{ATOM}{name}" for name in NAMES}


def named(word: str) -> Site:
    return Site(word, word, ADDRESS)


class Page(HTMLParser):
    """The words of a page, and its elements but for what Markdown makes of ours."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words, self.tags = "", set[str]()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        assert not any(name.startswith("on") or (value or "").startswith("javascript") for name, value in attrs)

    def handle_data(self, data: str) -> None:
        self.words += data


def shown(word: str) -> Page:
    """What the page 数据下载 begins with, up to its first table, in an archive of this name."""
    page = overview_page(replace(archive(), site=named(word))).content.decode()
    read = Page()
    read.feed(Markdown(extensions=["attr_list", "tables"]).convert(page.split("---\n", 2)[2].partition("\n| ")[0]))
    read.close()
    return read


def test_every_cell_of_the_sheet_comes_back() -> None:
    (document,) = hostile().documents
    content = catalog_page(hostile()).content.decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(content, newline=""))
    wanted = {kind: (claim.value if (claim := document.claim(kind)) else "") for kind in FIELDS}
    assert {kind: row[kind].removeprefix("'") for kind in FIELDS} == wanted
    assert row["title"].removeprefix("'") == document.title
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row.values())


def test_the_name_of_an_archive_stays_a_name_on_the_page() -> None:
    plain = shown("文集")
    for word in (*HOSTILE[:40], *(word for word in HOSTILE[40:] if not word[0].isalnum() and len(word) < 400)):
        page = shown(word)
        assert page.tags == plain.tags, word
        assert page.words == plain.words.replace("文集", one_line(word), 1), word


def test_notes_of_editions_stay_notes_in_the_feed() -> None:
    for word in HOSTILE:
        history = (ChangeRow("1", "2025-01-01", "edition", note=word),)
        (feed,) = feed_pages(replace(archive(), site=named(word), history=history))
        tree = etree.fromstring(feed.content)
        assert tree.findtext(f"{ATOM}author/{ATOM}name") == word
        assert (tree.findtext(f"{ATOM}entry/{ATOM}summary") or "").startswith(word.rstrip("。") or "第 1 版")
        assert {each.tag for each in tree.iter()} == ELEMENTS


def test_the_name_is_no_markup_in_the_settings_of_datasette() -> None:
    for word in HOSTILE:
        told = json.loads(metadata(replace(archive(), site=named(word))))
        assert told["title"] == one_line(word)
        assert told["description_html"] == WELCOME
