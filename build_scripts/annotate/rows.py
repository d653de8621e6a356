"""data/*.yml -> Knowledge: the typed tables that annotate reads, loaded once in each process."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Literal

import msgspec

from build_scripts.model import Genre
from build_scripts.tables import DATA, PatternRow, Row, TableError, Text, load

Where = Literal["title", "date", "salutation", "opening", "closing", "headings", "aims", "anywhere"]

OTHER: Genre = "其他"


class GenreRow(PatternRow, frozen=True, kw_only=True):
    """A mark of form. It speaks when `where` has `times` hits or more, and `per_thousand` characters of the paper.

    `says` tells a reader what the mark is.
    """

    says: Text
    genre: Genre
    where: Where
    weight: Annotated[int, msgspec.Meta(ge=1, le=9)]
    times: Annotated[int, msgspec.Meta(ge=1)] = 1
    per_thousand: Annotated[float, msgspec.Meta(ge=0)] = 0.0


class YearRow(PatternRow, frozen=True, kw_only=True):
    """A wording that states the year of issue or delivery, or (`of` a plan) the one planned, in the group `year`.

    `of` a date: the wording is the date that the paper bears itself. `says` tells a reader what the wording does.
    """

    says: Text
    where: Where
    of: Literal["date", "issue", "plan"] = "issue"


class SubjectRow(Row, frozen=True, kw_only=True):
    """A subject of administration as titles write it, and the words by which texts name it."""

    subject: Text
    words: Annotated[tuple[Annotated[str, msgspec.Meta(min_length=2)], ...], msgspec.Meta(min_length=1)]


@dataclass(frozen=True, slots=True)
class Knowledge:
    """The tables, with their patterns compiled; `^` and `$` are the edges of a paragraph.

    `subjects` leads from each word to its subject; `subject_words` finds them, the longest first.
    """

    genres: tuple[tuple[GenreRow, re.Pattern[str]], ...]
    years: tuple[tuple[YearRow, re.Pattern[str]], ...]
    subjects: Mapping[str, str]
    subject_words: re.Pattern[str]


@cache
def knowledge() -> Knowledge:
    """Everything annotate knows; raise `TableError` for the first table that is wrong."""
    genres = load(DATA / "genres.yml", tuple[GenreRow, ...])
    years = load(DATA / "years.yml", tuple[YearRow, ...])
    subjects = {word: row.subject for row in load(DATA / "subjects.yml", tuple[SubjectRow, ...]) for word in row.words}
    return Knowledge(
        genres=tuple((row, _compiled("genres.yml", row)) for row in genres),
        years=tuple((row, _compiled("years.yml", row)) for row in years),
        subjects=subjects,
        subject_words=re.compile("|".join(map(re.escape, sorted(subjects, key=lambda word: (-len(word), word))))),
    )


def _compiled(file: str, row: PatternRow) -> re.Pattern[str]:
    try:
        return re.compile(row.pattern, re.MULTILINE)
    except re.error as trouble:
        raise TableError(
            f"{DATA / file}: rule {row.rule!r}: not a regular expression: {trouble}. Mend it."
        ) from trouble
