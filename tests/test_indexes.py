"""Archive -> index pages and home page: every document is listed, counted and linked to; titles are only words."""

from __future__ import annotations

import ast
import re
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest
from markdown import Markdown

from build_scripts import clean
from build_scripts.model import Annotation, Archive, Document, Finding, Genre, Place
from build_scripts.render.anchors import GENRES, genre_anchor
from build_scripts.render.home import home_page
from build_scripts.render.indexes import index_pages
from build_scripts.render.indexes.genre import genres
from build_scripts.render.names import characters, doubt_name, edit_name, facts, rule_name, title_of
from tests.facts import Facts, archive, within
from tests.small_archive import archive_of, small_archive
from tests.small_site import build_small_site
from tests.test_markdown import Texts, extensions


def pages(made: Archive) -> dict[str, str]:
    return {page.path: page.content.decode() for page in (*index_pages(made), home_page(made))}


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
    assert "](../archive/000/4.md)<br><small>讲话\xa0· 年份待考\xa0· 地区待考\xa0· 第\xa04—6\xa0行</small>\n" in text
    assert (
        "- [关于工作的通知](../archive/000/9-2.md)<br><small>意见通知\xa0· 2013\xa0年\xa0· 山东省滨州市\xa0· 第\xa09—10\xa0行</small>\n"
        in text
    )
    assert "## 来源 001（0 篇） {: #s001 }" in text
    assert text.index("/000/4.md") < text.index("/000/9-2.md")


def test_by_genre() -> None:
    text = pages(small_archive())["browse/genre.md"]
    assert (
        "## 意见通知（1 篇） {: #g-circular }\n\n- [关于工作的通知](../archive/000/9-2.md)<br><small>000:9-2\xa0· 2013\xa0年\xa0· 山东省滨州市</small>\n"
        in text
    )


def test_by_year() -> None:
    papers = (
        Facts(years=(2012, 2012)),
        Facts(years=(2009, 2012)),
        Facts(years=(2009, None)),
        Facts(years=(None, 2012)),
        Facts(),
    )
    text = pages(archive(*papers))["browse/year.md"]
    assert "### 2012 年（1 篇） {: #y2012 }\n\n- [甲1]" in text
    assert "### 起于 2005—2009 年（2 篇） {: #y-from-2005 }" in text
    assert "- **2009—2012 年间**{: #y2009-2012 } 1 篇\n    - [甲2]" in text
    assert "- **2009 年以后**{: #y2009- } 1 篇\n    - [甲3]" in text
    assert "### 不知起于何年（1 篇） {: #y-from }\n\n- **2012 年以前**{: #y-2012 } 1 篇\n    - [甲4]" in text
    assert "## 待考（1 篇） {: #y-unknown }\n\n- [甲5]" in text
    assert '<a href="#y2009-2012"><title>2009—2012 年间，1 篇</title>' in text


def test_home() -> None:
    text = pages(small_archive())["index.md"]
    assert '<a href="browse/source.html"><strong>2</strong> 篇<small>2 个来源，2 段，44 字</small></a>' in text
    assert '<a href="browse/year.html"><strong>2013</strong> 年<small>年份已定 1 篇</small></a>' in text
    assert '<a href="browse/open.html"><strong>2</strong> 处待考' in text
    assert '<a href="browse/genre.html#g-speech"><title>讲话，1 篇</title>' in text
    assert '<a href="browse/region.html#r370000"><title>山东，1 篇</title>' in text
    assert "`000:5-7` 指来源 000 的第 5 行（从第 8 字起），即[这一段](archive/000/4.md#L5-7)" in text


def test_home_leads_to_pages_that_there_are() -> None:
    both = ("occupational-health", "occupational-diseases", "work-safety")  # the second is a part of the first
    made = archive(Facts(treats=both), Facts(treats=both[1:2]), Facts(topics=("职业卫生",)))
    there = {"browse/topics.md", "browse/topics/occupational-health.md", "browse/topics/occupational-health/1.md"}
    text = home_page(made, there).content.decode()
    assert '<a href="browse/topics.html"><strong>1</strong> 个主题</a>' in text
    assert '<a href="browse/topics/occupational-health.html"><title>职业卫生，2 篇</title>' in text
    assert '<a href="browse/topics/work-safety.html"' not in text
    assert "laws" not in text
    assert "topics" not in home_page(made).content.decode()


def test_home_tells_how_many_papers_are_placed_for_sure() -> None:
    papers = (
        Facts(region="河北省衡水市", code="131100"),
        Facts(region="河北省", code="130000", findings=(within(2),)),
        Facts(region="全国", code="000000"),
        Facts(),
        Facts(),
    )
    text = pages(archive(*papers))["index.md"]
    assert "<strong>1</strong> 个省级地区<small>已定 2 篇，只知省市 1 篇，待考 2 篇</small>" in text
    assert "[全国](browse/region.md#r000000) 1 篇 · [待考](browse/region.md#r-unknown) 2 篇" in text


def test_what_there_is_none_of_is_not_told_at_home_and_is_told_on_its_page() -> None:
    made = pages(archive(Facts(region="河北省", code="130000", years=(2012, 2012))))
    assert "0 篇" not in made["index.md"]
    assert made["browse/year.md"].endswith("## 待考（0 篇） {: #y-unknown }\n\n（没有。）\n")


def test_no_id_stands_twice_on_the_page_of_open_questions() -> None:
    codes = ("A001", "A012", "A020", "A031", "A041", "A050", "A060", "A070")
    found = tuple(Finding(code, "note", Place("000", 1), "待考。") for code in codes)
    ids = re.findall(r'(?:id="|\{: #)([^" ]+)', pages(archive(Facts(findings=found)))["browse/open.md"])
    assert len(ids) == len(set(ids)) > len(codes)


def test_an_empty_archive_has_its_pages() -> None:
    made = pages(archive_of())
    assert "<strong>0</strong> 篇<small>0 个来源，0 段，0 字</small>" in made["index.md"]
    assert sorted(made) == [
        *(f"browse/{name}.md" for name in ("genre", "issuer", "open", "region", "source", "year")),
        "index.md",
    ]
    for text in made.values():
        rendered(text)


def test_titles_show_as_words() -> None:
    for path in ("browse/source.md", "browse/genre.md"):
        text = pages(small_archive())[path]
        shown = rendered(text)
        assert not {"script", "em"} & set(shown.tags)
        assert shown.tags.count("title") == text.count("<title")  # those of pictures
        assert shown.tags.count("li") == 2 + text.count("<li>")


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
        ("讲话", "g-speech"),
        ("待考", "g-unknown"),
        ("a b}", "g-3010f89b"),
        ("", "g-e3b0c442"),
        ("讲话 }", "g-74433af4"),
    ],
)
def test_anchor_of_a_genre(genre: str, anchor: str) -> None:
    assert genre_anchor(genre) == anchor


def test_every_genre_of_the_model_has_an_id() -> None:
    assert list(GENRES) == list(get_args(Genre))


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


DOUBTING = {"rates", "slips"}  # rules that change nothing


def kinds_of_doubt(code: str) -> set[str]:
    """The kinds that `Unsettled(start, length, kind, …)` is called with as they stand."""
    calls = (node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Call) and len(node.args) == 5)
    return {str(node.args[2].value) for node in calls if isinstance(node.args[2], ast.Constant)}


def test_every_rule_of_cleaning_and_every_doubt_has_a_name_for_readers() -> None:
    modules = Path(clean.__file__).parent.glob("*.py")
    kinds = {kind for path in modules for kind in kinds_of_doubt(path.read_text(encoding="utf-8"))}
    assert kinds >= {"conversion", "lost-percent", "private-use"}
    assert [kind for kind in (*kinds, "damage") if doubt_name(kind) == kind] == []
    assert {rule.name for rule in clean.RULES if edit_name(rule.name) == rule.name} == DOUBTING


def test_characters_are_counted_without_white_space() -> None:
    block = circular().blocks[0]
    assert characters([block._replace(text="甲 乙　丙\u00a0丁\n"), block._replace(text="a1")]) == 6
    assert block.place == Place("000", 9, 2)


def test_mkdocs_finds_every_link_good(tmp_path: Path) -> None:
    small_site = build_small_site(tmp_path)
    assert (small_site / "browse" / "genre.html").is_file()
    assert (small_site / "sources" / "000.txt").read_bytes() == b"\xff"
