"""TSV files -> row types: the columns of the registers in seeds/ and of the tables of places, told to schemas.

A schema speaks of the rows as objects: the keys are the names in the head of the file (of a table of places, whose
head is a comment, those given here, in their order), the values are the cells, which are text. What code reads a
register checks more than a schema can say.
"""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from build_scripts.tables import Row

Id = Annotated[str, msgspec.Meta(pattern=r"^\d{3,}$", description="a source: 000, 001 …")]
Local = Annotated[str, msgspec.Meta(pattern=r"^[1-9]\d*(-\d+)?$", description="a line, or line-offset: 59, 59-18")]
Number = Annotated[str, msgspec.Meta(pattern=r"^\d+(\.\d+)*$", description="an edition's number")]
Digest = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]*$", description="a digest; empty where there is none")]
Day = Annotated[str, msgspec.Meta(pattern=r"^\d{4}-\d{2}-\d{2}$", description="an ISO date")]
Unit = Annotated[str, msgspec.Meta(pattern=r"^\d{6}(:\S+)?$", description="a code of GB/T 2260, or code:name")]
Year = Annotated[str, msgspec.Meta(pattern=r"^\d{4}$")]


class SourceCells(Row, frozen=True):
    """seeds/sources.tsv: a registered source. The build adds rows; no row is ever changed."""

    id: Id
    file: Annotated[str, msgspec.Meta(pattern=r"^[^\t\n\r/]+$", description="its name in this folder")]
    sha256: Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{64}$")]
    encoding: Literal["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "cp950", "big5hkscs"]


class LinkCells(Row, frozen=True):
    """seeds/links.tsv: a document as an edition offered it. Only `publish` adds rows."""

    source: Id
    first: Local
    last: Local
    edition: Number
    inside: Annotated[str, msgspec.Meta(description="every place that was an anchor, with spaces between")]


class ChangeCells(Row, frozen=True):
    """seeds/editions.tsv: an edition, or what it did to a document. Only `publish` adds rows."""

    edition: Number
    date: Day
    change: Literal["edition", "added", "changed", "gone", "withdrawn", "restored"]
    document: str
    other: str
    last: str
    text: Digest
    facts: Digest
    marks: Digest
    note: str


class OpenCells(Row, frozen=True):
    """seeds/open.tsv: a question that was open in the last edition. Only `publish` writes it."""

    question: Annotated[str, msgspec.Meta(pattern=r"^q-\S+$", description="its id on the page of open questions")]


class UnitCells(Row, frozen=True):
    """data/places/units.tsv (derived) and uncoded.tsv: a unit under one name and one parent."""

    id: Unit
    name: str
    short: Annotated[str, msgspec.Meta(description="its name without the class; empty where no paper says so")]
    parent: str
    first: Year
    last: Annotated[str, msgspec.Meta(pattern=r"^(\d{4})?$", description="empty: to this day")]


class HeirCells(Row, frozen=True):
    """data/places/heirs.tsv: a county that was dissolved, and the one that took it over. Derived."""

    id: Unit
    heir: Unit


class AliasCells(Row, frozen=True):
    """data/places/aliases.tsv: an abbreviation that no rule gives."""

    alias: str
    id: Unit


class ZoneCells(Row, frozen=True):
    """data/places/zones.tsv: a zone with a government of its own and no code."""

    name: str
    short: Annotated[str, msgspec.Meta(description="other names, with spaces between")]
    parent: Unit
    first: Year


class RegimentCells(Row, frozen=True):
    """data/places/regiments.tsv: a city of the corps, and the numbers of the farms of its division."""

    id: Unit
    numbers: Annotated[str, msgspec.Meta(pattern=r"^\d+(-\d+)?( \d+(-\d+)?)*$")]


REGISTERS = {
    "sources": tuple[SourceCells, ...],
    "links": tuple[LinkCells, ...],
    "editions": tuple[ChangeCells, ...],
    "open": tuple[OpenCells, ...],
}
PLACES = {
    "places-units": tuple[UnitCells, ...],
    "places-heirs": tuple[HeirCells, ...],
    "places-aliases": tuple[AliasCells, ...],
    "places-zones": tuple[ZoneCells, ...],
    "places-regiments": tuple[RegimentCells, ...],
}
