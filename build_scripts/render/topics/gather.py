"""Documents -> topics: for each topic the papers that speak of it, and in each paper the sections."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from build_scripts import model
from build_scripts.knowledge.topics import TopicRow, topics
from build_scripts.model import Document
from build_scripts.render.names import one_line
from build_scripts.sections import Section, sections

FIRST_WORDS = 24  # characters that stand for a section without a heading
STOPS = "。：:；;，,"  # what a heading may end with and a link need not
HEADERS = frozenset({"title", "salutation", "date", "speaker"})


class Place(NamedTuple):
    """A section that speaks of a topic: where it begins, what it is called, the topic or sub-topic that it treats.

    `why` is the curator's reason, where he has assigned it.
    """

    anchor: str
    words: str
    value: str
    why: str = ""


class Paper(NamedTuple):
    """A paper with its sections that treat a topic, and those that touch it, in the order of the text."""

    document: Document
    primary: Sequence[Place]
    touched: Sequence[Place]


class Topic(NamedTuple):
    """A topic and its papers: those that treat it, in the order of the archive, then those that only touch it."""

    row: TopicRow
    papers: Sequence[Paper]

    @property
    def treating(self) -> Sequence[Paper]:
        return [paper for paper in self.papers if paper.primary]

    @property
    def touching(self) -> Sequence[Paper]:
        return [paper for paper in self.papers if not paper.primary]

    @property
    def sections(self) -> int:
        """In how many sections it is treated."""
        return sum(len(paper.primary) for paper in self.papers)


def gathered(documents: Iterable[Document]) -> Mapping[str, Topic]:
    """Every topic of the table by its id, in the order of the table."""
    papers: defaultdict[str, list[Paper]] = defaultdict(list)
    for document in documents:
        for topic, paper in _of_paper(document).items():
            papers[topic].append(paper)
    return {topic: Topic(row, _ordered(papers[topic])) for topic, row in topics().rows.items()}


def _of_paper(document: Document) -> Mapping[str, Paper]:
    names = _names(document)
    found: defaultdict[str, tuple[list[Place], list[Place]]] = defaultdict(lambda: ([], []))
    for claim in document.annotations:
        if claim.kind in ("topic", "touched") and claim.span and isinstance(claim.value, str):
            why = one_line(claim.note) if claim.certainty == "curated" else ""
            place = Place(claim.span.block.anchor, names[claim.span.block], claim.value, why)
            found[topics().topic_of(claim.value).id][claim.kind == "touched"].append(place)
    return {topic: Paper(document, *places) for topic, places in found.items()}


def _names(document: Document) -> Mapping[model.Place, str]:
    """What each section is called, and each paragraph of it: by its heading, or by its first words."""
    named = {block.place: _name(Section((block,))) for block in document.blocks}
    return named | {section.place: _name(section) for section in sections(document)}


def _name(section: Section) -> str:
    if section.heading:
        return one_line(section.heading.text).rstrip(STOPS) or one_line(section.heading.text)
    body = next((block for block in section.blocks if block.kind not in HEADERS), section.blocks[0])
    words = one_line(body.text)
    return f"{words[:FIRST_WORDS]}…" if len(words) > FIRST_WORDS else words


def _ordered(papers: Sequence[Paper]) -> Sequence[Paper]:
    return sorted(papers, key=lambda paper: not paper.primary)
