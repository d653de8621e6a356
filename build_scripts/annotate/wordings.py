"""data/issuers.yml, occasions.yml, levels.yml -> wordings: typed rows with their patterns compiled."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Annotated

import msgspec

from build_scripts.annotate.issuer.bodies import bodies
from build_scripts.annotate.rows import Where
from build_scripts.annotate.zones import Zones
from build_scripts.model import Certainty, Genre, Level
from build_scripts.tables import DATA, Examples, Row, TableError, Text, load

# A part that patterns share: <body>; not the name of a group, (?P<name>
PART = re.compile(r"(?<!\?P)<([a-z]+)>")

Definitions = Mapping[str, Text]


class WordingRow(Row, frozen=True, kw_only=True):
    """A wording, the zone of the paper in which it counts, and what it tells a reader.

    Where `signs` are given, one of them is in every hit, so that other papers need no search.
    """

    rule: Text
    where: Where
    genres: tuple[Genre, ...] = ()
    signs: tuple[Text, ...] = ()
    times: Annotated[int, msgspec.Meta(ge=1)] = 1
    certainty: Certainty = "inferred"
    says: Text
    pattern: Text
    rejects: Examples


class NamingRow(WordingRow, frozen=True, kw_only=True):
    """A wording that names something; `value` is made of the groups of its pattern, and of the paper's `scope`."""

    value: Text = "{name}"
    matches: Annotated[dict[str, str], msgspec.Meta(min_length=1)]


class LevelRow(WordingRow, frozen=True, kw_only=True):
    """A wording that shows the level of government."""

    level: Level
    matches: Examples


class Generic(Row, frozen=True, kw_only=True):
    """What is no name of a meeting."""

    pattern: Text
    matches: Examples
    rejects: Examples


class IssuerTable(Row, frozen=True, kw_only=True):
    """data/issuers.yml."""

    definitions: dict[str, Text]
    rows: tuple[NamingRow, ...]


class OccasionTable(Row, frozen=True, kw_only=True):
    """data/occasions.yml."""

    definitions: dict[str, Text]
    rows: tuple[NamingRow, ...]
    generic: Generic


class LevelTable(Row, frozen=True, kw_only=True):
    """data/levels.yml."""

    rows: tuple[LevelRow, ...]


Namings = tuple[tuple[NamingRow, re.Pattern[str]], ...]
Levels = tuple[tuple[LevelRow, re.Pattern[str]], ...]


@cache
def issuers() -> Namings:
    """The wordings that name an issuer; raise `TableError` for the first that is wrong."""
    table = load(DATA / "issuers.yml", IssuerTable)
    parts = {**table.definitions, "body": f"(?:{bodies().body})", "bureau": f"(?:{bodies().bureau})"}
    return tuple((row, _compiled("issuers.yml", row, parts)) for row in table.rows)


@cache
def occasions() -> Namings:
    """The wordings that name a meeting."""
    table = load(DATA / "occasions.yml", OccasionTable)
    return tuple((row, _compiled("occasions.yml", row, table.definitions)) for row in table.rows)


@cache
def generic() -> re.Pattern[str]:
    """What is found in a name that names no meeting."""
    return re.compile(load(DATA / "occasions.yml", OccasionTable).generic.pattern)


@cache
def levels() -> Levels:
    """The wordings that show a level."""
    return tuple((row, _compiled("levels.yml", row, {})) for row in load(DATA / "levels.yml", LevelTable).rows)


def hits(row: WordingRow, pattern: re.Pattern[str], parts: Zones, genre: str) -> Iterator[re.Match[str]]:
    """Where the wording stands in its zone; nowhere in papers of other genres, or when it stands there too seldom."""
    if row.genres and genre not in row.genres:
        return
    text = parts[row.where].text
    if row.signs and not any(sign in text for sign in row.signs):
        return
    found = list(pattern.finditer(text))
    if len(found) >= row.times:
        yield from found


def expanded(pattern: str, parts: Definitions) -> str:
    """The pattern with its parts written out, and those within them."""
    while PART.search(pattern):
        pattern = PART.sub(lambda found: parts[found[1]], pattern)
    return pattern


def _compiled(file: str, row: WordingRow, parts: Definitions) -> re.Pattern[str]:
    try:
        return re.compile(expanded(row.pattern, parts), re.MULTILINE)
    except (re.error, KeyError) as trouble:
        raise TableError(f"{DATA / file}: rule {row.rule!r}: {trouble} in its pattern. Mend it.") from trouble
