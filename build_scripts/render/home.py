"""Archive -> Page: `index.md`, at a glance what there is, where and when it comes from, and the ways in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from build_scripts.knowledge.topics import topics
from build_scripts.model import Archive, Page, Volume
from build_scripts.render.anchors import (
    GENRE,
    OPEN,
    REGION,
    YEAR,
    genre_anchor,
    region_anchor,
    topic_path,
    year_anchor,
)
from build_scripts.render.indexes.genre import genres
from build_scripts.render.indexes.open import open_bars
from build_scripts.render.indexes.region import region_map
from build_scripts.render.indexes.year import by_range, counts, ways
from build_scripts.render.markdown import escape_inline, escape_line
from build_scripts.render.names import UNKNOWN, one_line
from build_scripts.render.pictures.bars import Bar, bars
from build_scripts.render.pictures.svg import figure
from build_scripts.render.pictures.timeline import timeline
from build_scripts.render.regions import NATION, NATIONAL, Regions, regions
from build_scripts.render.ways import address, ways_in
from build_scripts.review import Question, queue

NO_PAPERS = "（还没有篇章。）"
FEW = 12  # sources that the home page lists itself

HOME = """---
title: 首页
---

# {name} {{: #home }}

{description}每处改动、每条判断都注明依据，并可回查原文；不能确定的标为“待考”，不作猜测。

{ways}

## 地区 {{: #regions }}

{regions}

## 文种 {{: #genres }}

{genres}

## 待考 {{: #open }}

{open}

## 年份 {{: #years }}

{years}
{topics}
## 来源 {{: #sources }}

{sources}

## 引用一处 {{: #cite }}

{cite}
"""

CITE = (
    "每个标题、每一段都有永久地址：鼠标移到段上，或用 Tab 键移到那里，段旁现出处所，点它可以复制链接、引文和出处。"
    "也可以只写处所：{example}。处所的写法见[使用说明](about/guide.md#places)。"
)


def home_page(archive: Archive, made: Collection[str] = ()) -> Page:
    """The home page; `made` are the paths of the other pages, so that it leads to those only that there are."""
    placed, asked = regions(archive.documents), queue(archive)
    text = HOME.format(
        name=escape_inline(one_line(archive.site.name)),
        description=escape_line(one_line(archive.site.description)),
        ways=ways_in(archive, placed, len(asked), made),
        regions=_regions(placed),
        genres=_bars("genres", "各文种篇数", [(name, len(held), address(GENRE, genre_anchor(name)))
                                              for name, held in genres(archive).items()]),
        open=_open(asked),
        years=_years(archive),
        topics=_topics(archive, made),
        sources=_sources(archive),
        cite=CITE.format(example=_example(archive)),
    )  # fmt: skip
    return Page("index.md", text.encode())


def _bars(name: str, title: str, held: list[tuple[str, int, str]]) -> str:
    drawn = [Bar(one_line(label), count, href) for label, count, href in held]
    return figure(bars(name, title, drawn)) if drawn else NO_PAPERS


# ---- pictures


def _regions(placed: Regions) -> str:
    drawn = figure(region_map(placed, lambda code: address(REGION, region_anchor(code))))
    others = ((NATIONAL, NATION, placed.national), (UNKNOWN, None, placed.unplaced))
    links = (f"[{name}]({REGION}#{region_anchor(code)}) {len(held):,} 篇" for name, code, held in others if held)
    return f"{drawn}\n{' · '.join(links)}"


def _years(archive: Archive) -> str:
    if not archive.documents:
        return NO_PAPERS
    held = by_range(archive.documents)
    if not any(any(years) for years in held):
        return f"（年份都{UNKNOWN}。）"
    drawn = timeline(counts(held), ways(address(YEAR)))
    unknown = len(held.get((None, None), ()))
    link = f"[{UNKNOWN}]({YEAR}#{year_anchor(None, None)}) {unknown:,} 篇" if unknown else ""
    return f"{figure(drawn)}\n{link}".rstrip()


def _open(asked: Sequence[Question]) -> str:
    return figure(open_bars(asked, lambda anchor: address(OPEN, anchor))) if asked else "（没有。）"


def _topics(archive: Archive, made: Collection[str]) -> str:
    """In how many papers a section treats each topic, as the index of topics counts them; those that have a page."""
    held: Counter[str] = Counter()
    for document in archive.documents:
        treated = (str(each.value) for each in document.annotations if each.kind == "topic")
        held.update({topics().topic_of(value).id for value in treated})
    shown = [topic for topic in topics().rows if held[topic] and f"{topic_path(topic)}.md" in made]
    if not shown:
        return ""
    names = {topic: topics().rows[topic].name for topic in shown}
    ordered = sorted(shown, key=lambda topic: -held[topic])
    drawn = _bars("topics", "各主题篇数", [(names[each], held[each], f"{topic_path(each)}.html") for each in ordered])
    note = "有一节以上以此为主的各篇；一篇可以有几个主题。"
    return f"\n## 主题 {{: #topics }}\n\n{note}\n\n{drawn}\n"


# ---- sources


def _sources(archive: Archive) -> str:
    if not archive.volumes:
        return "（还没有来源。）"
    shown = archive.volumes if len(archive.volumes) <= FEW else ()
    listed = "\n".join(map(_source_entry, shown))
    return listed or f"{len(archive.volumes):,} 个来源，见[篇目](browse/source.md)。"


def _source_entry(volume: Volume) -> str:
    source = volume.source
    words = f"{escape_inline(one_line(source.file))} · {len(source.lines)} 行 · {len(volume.documents)} 篇"
    return f"- [来源 {source.id}](browse/source.md#s{source.id}) <small>{words}</small>"


def _example(archive: Archive) -> str:
    """What a place is, by the first paragraph of the first document that has one."""
    for document in archive.documents:
        for block in document.blocks:
            if block.kind == "paragraph":
                place = block.place
                where = f"第 {place.line} 行" + (f"（从第 {place.offset + 1} 字起）" if place.offset else "")
                link = f"[这一段]({document.path}.md#{place.anchor})"
                return f"`{place}` 指来源 {place.source} 的{where}，即{link}"
    return "`000:59` 指来源 000 的第 59 行"
