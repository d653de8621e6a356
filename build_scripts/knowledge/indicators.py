"""data/indicators.yml -> indicators(): the quantities that papers report, and the words by which they are known."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Annotated, NamedTuple

import msgspec

from build_scripts.tables import DATA, Row, TableError, Text, load

INDICATORS = DATA / "indicators.yml"
ANY = "*"  # among objects: whatever stands there

Slug = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=40)]  # fiscal-revenue; not Revenue
Word = Annotated[str, msgspec.Meta(min_length=2)]
Amount = Annotated[str, msgspec.Meta(pattern=r"^\d+(\.\d+)?$")]  # 3125100, 0.27; not 312万


class Read(Row, frozen=True, kw_only=True):
    """A stretch of text, and the value and unit that are read from it."""

    text: Text
    value: Amount
    unit: Text


class IndicatorRow(Row, frozen=True, kw_only=True):
    """An indicator: its `names` lead to a number, or one of its `acts` does with one of its `objects`.

    `unless` are longer words that hold one of them and are something else; so is a name behind one of `not_after` in
    its sentence.
    """

    id: Slug
    name: Text
    group: Text
    about: Text
    units: Annotated[tuple[Text, ...], msgspec.Meta(min_length=1)]
    names: Annotated[tuple[Word, ...], msgspec.Meta(min_length=1)]
    acts: tuple[Word, ...] = ()
    objects: tuple[Text, ...] = ()
    unless: tuple[Word, ...] = ()
    not_after: tuple[Word, ...] = ()
    matches: Annotated[tuple[Read, ...], msgspec.Meta(min_length=1)]
    rejects: Annotated[tuple[Text, ...], msgspec.Meta(min_length=1)]


class Indicators(NamedTuple):
    """The indicators by their ids, in the order of the table, and by each of their names with each of their units.

    A name with a unit that leads nowhere (None) is one of the words that are something else. `longest` is the length of
    the longest name.
    """

    rows: Mapping[str, IndicatorRow]
    named: Mapping[tuple[str, str], IndicatorRow | None]
    longest: int


@cache
def indicators() -> Indicators:
    """The whole table; raise `TableError` for the first row that is wrong, or for what stands in it twice."""
    return gathered(INDICATORS)


def gathered(path: Path) -> Indicators:
    """The table in this file."""
    rows = load(path, tuple[IndicatorRow, ...])
    found: dict[str, IndicatorRow] = {}
    named: dict[tuple[str, str], IndicatorRow | None] = {}
    for row in rows:
        if row.id in found:
            raise TableError(f"{path}: the id {row.id} stands twice. Give one of the rows another id.")
        found[row.id] = row
        for name, unit in ((name, unit) for name in row.names for unit in row.units):
            if (name, unit) in named:
                raise TableError(f"{path}: the name {name} stands twice with the unit {unit}. Remove one of them.")
            named[name, unit] = row
    others = {(name, unit): None for row in rows for name in row.unless for unit in row.units}
    return Indicators(found, others | named, max((len(name) for name, _ in others | named), default=0))
