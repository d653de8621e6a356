"""Archive -> index pages and home page: every document is listed, counted and linked to; titles are only words."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from markdown import Markdown

from build_scripts.model import Annotation, Archive, Document, Finding, Place
from build_scripts.render.home import home_page
from build_scripts.render.indexes import genre_anchor, genres, index_pages
from build_scripts.render.names import characters, facts, findings, rule_name, title_of
from tests.small_archive import archive_of, small_archive
from tests.small_site import build_small_site
from tests.test_markdown import Texts, extensions


def pages(archive: Archive) -> dict[str, str]:
    return {page.path: page.content.decode() for page in (*index_pages(archive), home_page(archive))}


def rendered(markdown: str) -> Texts:
    names, configs = extensions()
    return Texts(Markdown(extensions=names, extension_configs=configs).convert(markdown.partition("\n---\n")[2]))


def circular() -> Document:
    return small_archive().documents[1]


def test_pages_are_part_of_the_reviewed_edition() -> None:
    assert all(page.committed for page in (*index_pages(small_archive()), home_page(small_archive())))


def test_by_source() -> None:
    text = pages(small_archive())["browse/source.md"]
    assert (
        "## 来源 000（2 篇） {: #s000 }\n\na b\\*&lt;i>.txt · GB18030 · 11 行 · [逐行照录](../sources/000.md)\n" in text
    )
    assert "](../archive/000/4.md)<br><small>讲话 · 年份待考 · 地区待考 · 第 4—6 行</small>\n" in text
    assert (
        "- [关于工作的通知](../archive/000/9-2.md)<br><small>意见通知 · 2013 年 · 山东省滨州市 · 第 9—10 行</small>\n"
        in text
    )
    assert "## 来源 001（0 篇） {: #s001 }" in text
    assert text.index("/000/4.md") < text.index("/000/9-2.md")


def test_by_genre() -> None:
    text = pages(small_archive())["browse/genre.md"]
    assert (
        "## 意见通知（1 篇） {: #意见通知 }\n\n- [关于工作的通知](../archive/000/9-2.md)<br><small>000:9-2 · 2013 年 · 山东省滨州市</small>\n"
        in text
    )


def test_home() -> None:
    text = pages(small_archive())["index.md"]
    assert "**2** 篇 · **2** 段 · **44** 字 · **2** 个来源 · **2** 处待考" in text
    assert "- [讲话](browse/genre.md#讲话) <small>1 篇</small>" in text
    assert "`000:5-7` 指来源 000 的第 5 行（从第 8 字起），即[这一段](archive/000/4.md#L5-7)" in text


def test_an_empty_archive_has_its_pages() -> None:
    assert "**0** 篇 · **0** 段 · **0** 字 · **0** 个来源 · **0** 处待考" in pages(archive_of())["index.md"]


def test_titles_show_as_words() -> None:
    for path in ("browse/source.md", "browse/genre.md"):
        shown = rendered(pages(small_archive())[path])
        assert not {"script", "title", "em"} & set(shown.tags)
        assert shown.tags.count("li") == 2


def test_every_heading_has_its_own_id() -> None:
    for text in pages(small_archive()).values():
        headings = [line for line in text.splitlines() if line.startswith("#")]
        assert headings
        assert all(" {: #" in line for line in headings)
        rendered(text)  # fails on an id that occurs twice


@pytest.mark.parametrize(
    ("counts", "order"),
    [
        ({"其他": 3, "讲话": 1, "意见通知": 2}, ["意见通知", "讲话", "其他"]),
        ({"待考": 5, "其他": 1, "讲话": 1}, ["讲话", "其他", "待考"]),
        ({"讲话": 1, "意见通知": 1}, ["意见通知", "讲话"]),
    ],
)
def test_genres_stand_by_size_and_the_vague_ones_last(counts: dict[str, int], order: list[str]) -> None:
    documents = tuple(_of_genre(genre) for genre, count in counts.items() for _ in range(count))
    volume = replace(small_archive().volumes[0], documents=documents)
    assert list(genres(archive_of(volume))) == order


def _of_genre(genre: str) -> Document:
    return replace(circular(), annotations=(Annotation("genre", genre, "stated", ()),))


@pytest.mark.parametrize(
    ("genre", "anchor"),
    [
        ("讲话", "讲话"),
        ("待考", "待考"),
        ("a b}", "genre-3010f89b"),
        ("", "genre-e3b0c442"),
        ("讲话 }", "genre-74433af4"),
    ],
)
def test_anchor_of_a_genre(genre: str, anchor: str) -> None:
    assert genre_anchor(genre) == anchor


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("通知", "通知"),
        (" 关于\n工作　的\t通知 ", "关于 工作 的 通知"),
        ("", "无题（000:9-2）"),
        ("甲\x1b\ud800", "甲\ufffd\ufffd"),
    ],
)
def test_title(title: str, shown: str) -> None:
    assert title_of(replace(circular(), title=title)) == shown


def test_unknown_facts_are_said_to_be_unknown() -> None:
    unknown = replace(circular(), annotations=(Annotation("year", None, "inferred", ()),))
    assert facts(unknown) == ("待考", "年份待考", "地区待考", "第 9—10 行")
    assert facts(replace(unknown, blocks=unknown.blocks[:1]))[3] == "第 9 行"


@pytest.mark.parametrize(("rule", "name"), [("source-credit", "来源署名"), ("blank", "空行"), ("自拟", "自拟")])
def test_names_of_rules(rule: str, name: str) -> None:
    assert rule_name(rule) == name


def test_each_finding_counts_once() -> None:
    archive = small_archive()
    general = Finding("R001", "warning", None, "一条")
    again = archive.documents[0].findings[0]
    found = findings(replace(archive, findings=(general, again)))
    assert [each.code for each in found] == ["R001", "A001", "S001"]


def test_characters_are_counted_without_white_space() -> None:
    block = circular().blocks[0]
    assert characters([block._replace(text="甲 乙　丙\u00a0丁\n"), block._replace(text="a1")]) == 6
    assert block.place == Place("000", 9, 2)


def test_mkdocs_finds_every_link_good(tmp_path: Path) -> None:
    small_site = build_small_site(tmp_path)
    assert (small_site / "browse" / "genre.html").is_file()
    assert (small_site / "sources" / "000.txt").read_bytes() == b"\xff"
