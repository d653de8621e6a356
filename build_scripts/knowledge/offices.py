"""data/offices.yml, an issuer's name -> the kind of office it is, whatever place and time it belongs to."""

from __future__ import annotations

import re
from functools import cache
from typing import Annotated

import msgspec

from build_scripts.tables import DATA, Examples, Row, TableError, Text, load

TABLE = DATA / "offices.yml"


class OfficeRow(Row, frozen=True, kw_only=True):
    """A kind of office: found by `pattern` in the name of an issuer; `id` stands in URLs."""

    id: Annotated[str, msgspec.Meta(pattern=r"^[a-z]+(-[a-z]+)*$")]
    name: Text
    pattern: Text
    matches: Examples
    rejects: Examples


OTHER = OfficeRow(id="other", name="其他机关", pattern=r"(?!)", matches=("",), rejects=("",))


@cache
def offices() -> tuple[OfficeRow, ...]:
    """Every kind, in the order in which they are tried; raise `TableError` for a table that cannot be used."""
    rows = load(TABLE, tuple[OfficeRow, ...])
    ids = [row.id for row in rows]
    if twice := sorted({name for name in ids if ids.count(name) > 1} | ({OTHER.id} & {*ids})):
        raise TableError(f"{TABLE}: {', '.join(twice)} stands twice. Give each row an id of its own.")
    return rows


def office_of(issuer: str) -> OfficeRow:
    """The first kind that fits the name, or `OTHER`."""
    return next((row for row, pattern in _compiled() if pattern.search(issuer)), OTHER)


@cache
def _compiled() -> tuple[tuple[OfficeRow, re.Pattern[str]], ...]:
    try:
        return tuple((row, re.compile(row.pattern)) for row in offices())
    except re.error as trouble:
        raise TableError(f"{TABLE}: {trouble.pattern!r} is not a regular expression: {trouble}. Mend it.") from trouble
