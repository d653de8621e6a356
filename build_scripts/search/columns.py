"""Documents -> columns: what filters, facet counts and results need of every document, loaded once by a search.

Each field is a list with one value for each document; values that recur stand in a list of their own, and the column
has their numbers in it, -1 for nothing. `places` are pieces of their own: the blocks of many documents, for whoever
wants the id of every block that was found.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from build_scripts.knowledge.places import line_of
from build_scripts.model import Annotation, Document, Page
from build_scripts.search.coding import steps, varints
from build_scripts.search.piece import piece, stem
from build_scripts.search.texts import where
from build_scripts.search.units import Entry

PLACES = "places"
PLACES_BLOCKS = 16_000  # blocks in one piece of places: some 15 KB
ONE_BYTE = 0x7F  # the greatest number that is a varint of one byte
NATION = "全国"
GROUNDED = ("region", "year", "genre", "issuer")  # the fields whose certainty is told, in this order
CERTAINTIES = ("stated", "inferred", "curated")

Value = str | tuple[str, ...]


class Listed:
    """Values that recur, numbered in the order in which they first come."""

    def __init__(self) -> None:
        self._numbers: dict[Value, int] = {}

    def number(self, value: Value | None) -> int:
        return self._numbers.setdefault(value, len(self._numbers)) if value else -1

    @property
    def values(self) -> tuple[Value, ...]:
        return tuple(self._numbers)


class Columns:
    """The columns, row by row, and the places of all blocks."""

    def __init__(self) -> None:
        self._listed = {
            name: Listed() for name in ("source", "region", "genre", "issuer", "topic", "certainty", "witness")
        }
        self._rows: dict[str, list[Any]] = {}
        self._places: list[str] = []
        self._firsts: list[int] = []

    def add(self, batch: Iterable[Entry]) -> Iterator[Page]:
        """Take some documents in, and give the files of their places."""
        for group in grouped(batch):
            for entry in group:
                for name, value in self._row(entry):
                    self._rows.setdefault(name, []).append(value)
            made = piece(PLACES, place_piece(group))
            self._places.append(stem(made))
            self._firsts.append(group[0].number)
            yield made

    @property
    def directory(self) -> dict[str, Any]:
        """`lists`, the values that recur; `columns`, each field; the places' names and the first document of each."""
        lists = {name: each.values for name, each in self._listed.items()}
        places = {"names": "".join(self._places), "steps": steps(self._firsts).tolist()}
        return {"lists": lists, "columns": self._rows, "places": places}

    def _row(self, entry: Entry) -> Iterator[tuple[str, Any]]:
        document = entry.document
        first, last = years_of(document)
        yield "source", self._listed["source"].number(document.source)
        yield "line", document.place.line
        yield "offset", document.place.offset
        yield "lines", document.span[1] - document.place.line
        yield "blocks", len(entry.blocks)
        yield "headings", entry.headings
        yield "first", first
        yield "last", last
        yield "region", self._listed["region"].number(region_of(document))
        yield "genre", self._listed["genre"].number(_said(document.claim("genre")))
        yield "issuer", self._listed["issuer"].number(_said(document.claim("issuer")))
        topics = (each for each in document.annotations if each.kind == "topics" and each.span is None)
        yield "topics", [self._listed["topic"].number(said) for each in topics if (said := _said(each))]
        yield "witness", self._listed["witness"].number(_said(document.claim("witness_of")))
        yield "certainty", self._listed["certainty"].number(tuple(_certainties(document)))


def years_of(document: Document) -> tuple[int, int]:
    """The first and last year that a document may be of; 0 where that side is open or nothing is known."""
    year, bounds = document.claim("year"), document.claim("year_range")
    if year and isinstance(year.value, int):
        return year.value, year.value
    first, last = bounds.value if bounds and isinstance(bounds.value, tuple) else (None, None)
    return first or 0, last or 0


def region_of(document: Document) -> tuple[str, ...] | None:
    """A code, and the names from the province down, the document's own last: 320400, 江苏省, 常州市."""
    named, coded = _said(document.claim("region")), _said(document.claim("region_code"))
    if not named:
        return None
    path = [unit.name for unit in line_of(coded)] if coded else []
    rest = named.removeprefix("".join(path))
    return (coded, *path, *([rest] if rest != named and rest else [] if path else [named]))


def place_piece(entries: Sequence[Entry]) -> bytes:
    """The place of each block of these documents, in the order of the units."""
    made = bytearray()
    for entry in entries:
        home = entry.document.place
        for block in entry.blocks:
            line, offset = where(block, home)
            if line | offset <= ONE_BYTE:  # as nearly always
                made += bytes((line, offset))
            else:
                made += varints((line, offset))
    return bytes(made)


def _certainties(document: Document) -> Iterator[str]:
    """Of a year that is not known, but between which others it lies, the word is that of these."""
    for field in GROUNDED:
        claims = (document.claim(name) for name in ((field, "year_range") if field == "year" else (field,)))
        yield next((claim.certainty for claim in claims if claim and claim.value is not None), "")


def _said(claim: Annotation | None) -> str:
    return "" if claim is None or claim.value is None else str(claim.value)


def grouped(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    """Documents, as many as have `PLACES_BLOCKS` blocks together."""
    held, blocks = list[Entry](), 0
    for entry in entries:
        held.append(entry)
        blocks += len(entry.blocks)
        if blocks >= PLACES_BLOCKS:
            yield held
            held, blocks = [], 0
    if held:
        yield held
