"""Topics -> `browse/topics.md`: every topic with what it is, how much there is of it, and its parts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from build_scripts.model import Page
from build_scripts.render.anchors import TOPICS, topic_path
from build_scripts.render.indexes.shelves import ROOT, Entry, Index, Item, Label, shelve
from build_scripts.render.markdown import escape_inline
from build_scripts.render.pictures.bars import Bar, bars
from build_scripts.render.pictures.svg import figure
from build_scripts.render.topics.gather import Topic

HEAD = (
    "主题按节判定：每节看其中哪些主题的用语最多、最专，标题里的加重；一节以一两个主题为主，其余算附带涉及。"
    "怎样判断，见[凡例](~/about/principles.md#topics)。\n\n{picture}"
)


def topics_index(held: Mapping[str, Topic]) -> tuple[Page, ...]:
    """The index of topics."""
    shown = sorted((each for each in held.values() if each.treating), key=lambda each: -len(each.treating))
    drawn = [Bar(each.row.name, len(each.treating), f"{ROOT}{topic_path(each.row.id)}.html") for each in shown]
    picture = figure(bars("topics", "各主题篇数", drawn)) if drawn else ""
    index = Index(TOPICS.removesuffix(".md"), "主题", "by-topic", HEAD.format(picture=picture))
    return shelve(index, _items(held))


def _items(held: Mapping[str, Topic]) -> Iterator[Item]:
    groups = dict.fromkeys(each.row.group for each in held.values())
    for number, group in enumerate(groups, 1):
        inside = [each for each in held.values() if each.row.group == group]
        papers = {paper.document.id for each in inside for paper in each.treating}
        yield Label(escape_inline(group), f"topics-{number}", len(papers), level=2)
        yield from (Entry(_entry(each)) for each in inside)


def _entry(topic: Topic) -> str:
    name = escape_inline(topic.row.name)
    title = f"[{name}]({ROOT}{topic_path(topic.row.id)}.md)" if topic.papers else name
    parts = "、".join(escape_inline(each.name) for each in topic.row.subtopics)
    return f"**{title}** {escape_inline(topic.row.about)}<br><small>{counted(topic)} · {parts}</small>"


def counted(topic: Topic) -> str:
    """How many papers and sections speak of it, in words."""
    treated = f"{len(topic.treating):,} 篇 {topic.sections:,} 节以此为主" if topic.treating else ""
    touched = f"{len(topic.touching):,} 篇附带涉及" if topic.touching else ""
    return "，".join(filter(None, (treated, touched))) or "还没有"
