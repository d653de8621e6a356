"""Topic -> `browse/topics/<id>.md`: what it is, its parts, years and neighbours, and its papers section by section."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from build_scripts.knowledge.topics import topics
from build_scripts.model import Page
from build_scripts.render.anchors import YEAR, topic_path
from build_scripts.render.indexes.entries import by_years
from build_scripts.render.indexes.shelves import ROOT, Entry, Index, Item, Label, shelve
from build_scripts.render.indexes.year import by_range, counts, ways
from build_scripts.render.markdown import escape_inline
from build_scripts.render.names import facts, title_of
from build_scripts.render.pictures.svg import figure
from build_scripts.render.pictures.timeline import timeline
from build_scripts.render.topics.gather import Paper, Place, Topic
from build_scripts.render.topics.index import counted

NEIGHBOURS = 8  # so many topics that stand beside this one are named


def topic_page(topic: Topic, held: Mapping[str, Topic]) -> tuple[Page, ...]:
    """The page of one topic; more than one where it has very many papers."""
    about = f"{escape_inline(topic.row.about)}{counted(topic)}。"
    head = "\n\n".join(filter(None, (about, _parts(topic), _near(topic, held), _picture(topic))))
    index = Index(topic_path(topic.row.id), topic.row.name, f"topic-{topic.row.id}", f"{head}\n")
    return shelve(index, _items(topic))


def _parts(topic: Topic) -> str:
    """The sub-topics, with how many sections treat each."""
    counts = Counter(place.value for paper in topic.papers for place in paper.primary)
    lines = (
        f"- **{escape_inline(each.name)}**{{: #{each.id} }} <small>{counts[each.id]:,} 节</small>"
        for each in topic.row.subtopics
    )
    return "\n".join(lines)


def _near(topic: Topic, held: Mapping[str, Topic]) -> str:
    """The topics that most of its papers treat as well."""
    mine = {paper.document.id for paper in topic.treating}
    shared = Counter(
        {
            other: len(mine & {paper.document.id for paper in each.treating})
            for other, each in held.items()
            if other != topic.row.id
        }
    )
    links = (
        f"[{escape_inline(held[other].row.name)}]({ROOT}{topic_path(other)}.md) <small>{times:,} 篇</small>"
        for other, times in shared.most_common(NEIGHBOURS)
        if times
    )
    words = "、".join(links)
    return f"同篇又谈到：{words}。" if words else ""


def _picture(topic: Topic) -> str:
    years = counts(by_range(paper.document for paper in topic.papers))
    if not years.known and not years.ranges:
        return ""
    drawn = timeline(years, ways(f"{ROOT}{YEAR.removesuffix('.md')}.html"))
    return figure(drawn)


def _items(topic: Topic) -> Iterator[Item]:
    for words, anchor, papers in (("以此为主", "treated", topic.treating), ("附带涉及", "touched", topic.touching)):
        if papers:
            yield Label(words, anchor, len(papers), level=2)
            ordered = sorted(papers, key=lambda paper: by_years(paper.document))
            yield from (Entry(_paper(paper, topic)) for paper in ordered)


def _paper(paper: Paper, topic: Topic) -> str:
    """The paper and what is known of it; below, a line for each section that treats the topic, one for the others."""
    genre, year, region, _ = facts(paper.document)
    title = f"[{escape_inline(title_of(paper.document))}]({ROOT}{paper.document.path}.md)"
    lines = [f"{title}<br><small>{region} · {year} · {genre}</small>"]
    lines += (f"    - {_section(paper, place, topic)}" for place in paper.primary)
    if paper.touched:
        others = "、".join(_link(paper, place) for place in paper.touched)
        lines.append(f"    - <small>涉及：{others}</small>")
    return "\n".join(lines)


def _section(paper: Paper, place: Place, topic: Topic) -> str:
    part = "" if place.value == topic.row.id else escape_inline(topics().name_of(place.value))
    why = f"人工考订：{escape_inline(place.why)}" if place.why else ""
    small = " · ".join(filter(None, (part, why)))
    return f"{_link(paper, place)} <small>{small}</small>" if small else _link(paper, place)


def _link(paper: Paper, place: Place) -> str:
    return f"[{escape_inline(place.words)}]({ROOT}{paper.document.path}.md#{place.anchor})"
