"""data/chronology/*.yml -> Chronology: what happened when, as rows that a mention in a paper can be held against."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from operator import add
from typing import Annotated, Literal

import msgspec

from build_scripts.tables import DATA, Examples, Row, TableError, Text, load

CHRONOLOGY = DATA / "chronology"
FIRST, LAST = 1980, 2030  # years outside are not told apart: a bound there is an open end

Kind = Literal[
    "law", "regulation", "plan", "institution", "event", "census", "campaign", "congress", "plenum",
    "five-year-plan", "turn", "ordinal", "anniversary", "subsidy",
]  # fmt: skip
# How a mention bears on the year of the paper; `clues.py` holds one function for each.
#   since    not before `first`
#   span     not before `first`; softly not after `last`, when it is the newest of its `series` that the paper names
#   event    as span; with 今年, 去年, 明年 before it, the year follows from `years`
#   newest   as the newest of a series whose number was lost: one of `years`, or the year after
#   turn     it places a year in a plan: one of `years`, shifted by 今年, 去年, 明年
#   opening  what is wished or told of the first year (`years`): that year, or one before or after
#   draft    work on a plan to come: `first` to `last`
#   ordinal  the group `n` times `step` plus `base` is the year
#   amount   a sum of money of `years`
#   in-force a law's first day, told without its year: one of `years`; a day early in the year is told the year before
Way = Literal["since", "span", "event", "newest", "turn", "opening", "draft", "ordinal", "amount", "in-force"]
EARLY = "03-31"  # a law that comes into force by this day is spoken of as near in papers of the year before
Year = Annotated[int, msgspec.Meta(ge=1850, le=LAST)]


class ChronologyRow(Row, frozen=True, kw_only=True):
    """A dated fact: found by `pattern` in a paper that holds one of `words`; verified when a second text agrees."""

    id: Text
    kind: Kind
    way: Way
    what: Text
    words: Annotated[tuple[Text, ...], msgspec.Meta(min_length=1)]
    pattern: Text
    first: Year | None = None
    last: Year | None = None
    years: tuple[Year, ...] = ()
    series: str = ""
    day: Annotated[str, msgspec.Meta(pattern=r"^(\d\d-\d\d)?$")] = ""
    base: Year | None = None
    step: Annotated[int, msgspec.Meta(ge=1)] = 1
    source: Text
    verified: bool
    matches: Examples
    rejects: Examples

    @property
    def early(self) -> bool:
        """Does the law come into force in the first months, so that papers of the year before speak of it as near?"""
        return self.day <= EARLY


@dataclass(frozen=True, slots=True)
class Chronology:
    """All rows, and for each word the rows that it may lead to."""

    rows: tuple[ChronologyRow, ...]
    words: dict[str, tuple[ChronologyRow, ...]]

    def candidates(self, text: str) -> Iterator[tuple[ChronologyRow, tuple[str, ...]]]:
        """The rows of which the text holds words, in the order of the tables, with those words."""
        pairs = set(map(add, text, text[1:]))  # most words fail on their first two characters already
        near: dict[str, list[str]] = {}
        for word, rows in self.words.items():
            if (len(word) < 2 or word[:2] in pairs) and word in text:
                for row in rows:
                    near.setdefault(row.id, []).append(word)
        return ((row, tuple(near[row.id])) for row in self.rows if row.id in near)


@cache
def chronology() -> Chronology:
    """Every row of the chronology; raise `TableError` for the first file or row that is wrong."""
    rows = tuple(row for file in sorted(CHRONOLOGY.glob("*.yml")) for row in load(file, tuple[ChronologyRow, ...]))
    ids = [row.id for row in rows]
    if twice := sorted({name for name in ids if ids.count(name) > 1}):
        raise TableError(f"{CHRONOLOGY}: {', '.join(twice)} stands twice. Give each row an id of its own.")
    words: dict[str, list[ChronologyRow]] = {}
    for row in rows:
        for word in row.words:
            words.setdefault(word, []).append(row)
    return Chronology(rows, {word: tuple(found) for word, found in words.items()})


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """A row's pattern; compiled when first asked for, since a paper asks for few of them."""
    try:
        return re.compile(pattern, re.MULTILINE)
    except re.error as trouble:
        raise TableError(f"{CHRONOLOGY}: {pattern!r} is not a regular expression: {trouble}. Mend it.") from trouble
