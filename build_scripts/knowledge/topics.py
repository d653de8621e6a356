"""data/topics.yml -> topics(): the topics of administration, their sub-topics, and the words that tell of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Annotated, NamedTuple

import msgspec

from build_scripts.tables import DATA, Examples, Row, TableError, Text, load

TOPICS = DATA / "topics.yml"
NAME, SIGN, HINT, NOTHING = 3, 2, 1, 0  # what a word of each rank weighs

Slug = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=40)]  # fire-safety; not Fire_safety
Word = Annotated[str, msgspec.Meta(min_length=2)]


class SubtopicRow(Row, frozen=True, kw_only=True):
    """A part of a topic, and its words: `names` say it by themselves, `signs` among others, `hints` only add."""

    id: Slug
    name: Text
    names: Annotated[tuple[Word, ...], msgspec.Meta(min_length=1)]
    signs: tuple[Word, ...] = ()
    hints: tuple[Word, ...] = ()

    @property
    def weights(self) -> Iterator[tuple[str, int]]:
        """Every word with what it weighs."""
        for words, weight in ((self.names, NAME), (self.signs, SIGN), (self.hints, HINT)):
            yield from ((word, weight) for word in words)


class TopicRow(Row, frozen=True, kw_only=True):
    """A topic. `unless` are longer words that hold one of its words and speak of something else.

    `matches` are stretches of which it is the main topic; `rejects` are those that do not even touch it.
    """

    id: Slug
    name: Text
    group: Text
    about: Text
    subtopics: Annotated[tuple[SubtopicRow, ...], msgspec.Meta(min_length=1)]
    unless: tuple[Word, ...] = ()
    matches: Examples
    rejects: Examples


class Term(NamedTuple):
    """What a word speaks of: a sub-topic and its topic, and how surely; both are empty where it speaks of none."""

    topic: str
    subtopic: str
    weight: int


class Topics(NamedTuple):
    """The topics by their ids, in the order of the table; the topic of each sub-topic; every word and what it tells."""

    rows: Mapping[str, TopicRow]
    subtopics: Mapping[str, tuple[TopicRow, SubtopicRow]]
    terms: Mapping[str, Term]

    def topic_of(self, value: str) -> TopicRow:
        """The topic that a claim speaks of, by its own id or by that of a sub-topic."""
        return self.rows[value] if value in self.rows else self.subtopics[value][0]

    def name_of(self, value: str) -> str:
        """What a topic or sub-topic is called."""
        return self.rows[value].name if value in self.rows else self.subtopics[value][1].name

    @property
    def ids(self) -> Mapping[str, str]:
        """Which topic a name is of."""
        return {row.name: row.id for row in self.rows.values()}


@cache
def topics() -> Topics:
    """The whole table; raise `TableError` for the first row that is wrong, or for what stands in it twice."""
    return gathered(TOPICS)


def gathered(path: Path) -> Topics:
    """The table in this file."""
    rows = load(path, tuple[TopicRow, ...])
    known = Topics({row.id: row for row in rows}, {}, {})
    subtopics = {each.id: (row, each) for row in rows for each in row.subtopics}
    ids = [row.id for row in rows] + [each.id for row in rows for each in row.subtopics]
    _unique(path, "id", ids)
    _unique(path, "name", [row.name for row in rows])
    words = [
        (word, Term(row.id, each.id, weight)) for row in rows for each in row.subtopics for word, weight in each.weights
    ]
    words += [(word, Term("", "", NOTHING)) for row in rows for word in row.unless]
    _unique(path, "word", [word for word, _ in words])
    return known._replace(subtopics=subtopics, terms=dict(words))


def _unique(path: Path, what: str, values: list[str]) -> None:
    seen: set[str] = set()
    for value in values:
        if value in seen:
            raise TableError(f"{path}: the {what} {value} stands twice. Remove one of them.")
        seen.add(value)
