"""Archive, ChangeRows -> the rows that publishing it now would add: what became of each document since."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from build_scripts.links import index, resolve
from build_scripts.model import Archive, ChangeRow, Document, Edition, Place

DIGEST = 12  # hexadecimal digits


class State(NamedTuple):
    """A document as an edition left it: its last line, and digests of its words, facts and marks; or withdrawn."""

    last: int
    text: str = ""
    facts: str = ""
    marks: str = ""
    withdrawn: bool = False


def state(rows: Iterable[ChangeRow], was: Mapping[Place, State] = MappingProxyType({})) -> dict[Place, State]:
    """The documents after these rows, from those that were before them."""
    found = dict(was)
    for row in rows:
        if row.change == "edition":
            continue
        place = Place.parse(row.document)
        if row.change == "gone":
            found.pop(place, None)
        elif row.change == "withdrawn":
            found[place] = State(int(row.last), withdrawn=True)
        else:
            found[place] = State(int(row.last), row.text, row.facts, row.marks)
    return found


def changes(archive: Archive, edition: Edition) -> tuple[ChangeRow, ...]:
    """What this edition would change in the documents, in the order of their places; nothing when all is the same."""
    was, now = state(archive.history), _now(archive)
    homes = dict(_homes(archive, was.keys() - now.keys()))
    blank = ChangeRow(edition.number, edition.date, "edition")
    rows = []
    for place in sorted(was.keys() | now.keys()):
        row = blank._replace(document=str(place))
        if place not in now:
            rows.append(row._replace(change="gone", other=_named(homes.get(place))))
        elif place not in was:
            made = _filled(row, now[place])
            rows.append(made if now[place].withdrawn else made._replace(other=_named(_origin(place, was, homes))))
        elif was[place] != now[place]:
            rows.append(_filled(row, now[place], was[place]))
    return tuple(rows)


def _filled(row: ChangeRow, now: State, was: State | None = None) -> ChangeRow:
    if now.withdrawn:
        return row._replace(change="withdrawn", last=str(now.last))
    change = "added" if was is None else "restored" if was.withdrawn else "changed"
    return row._replace(change=change, last=str(now.last), text=now.text, facts=now.facts, marks=now.marks)  # type: ignore[arg-type]


def _now(archive: Archive) -> dict[Place, State]:
    found = {document.place: _state(document) for document in archive.documents}
    for volume in archive.volumes:
        found |= {gone.place: State(gone.last, withdrawn=True) for gone in volume.withdrawn}
    return found


def _state(document: Document) -> State:
    whole = [each for each in document.annotations if each.span is None and each.kind != "boundary"]
    spans = [each for each in document.annotations if each.span]
    return State(
        document.span[1],
        _digest([(block.kind, block.level, block.place.local, block.text) for block in document.blocks]),
        _digest([document.title, *((each.kind, each.value, each.certainty) for each in whole)]),
        _digest([*((each.kind, each.value, each.certainty, each.span) for each in spans), *_figures(document)]),
    )


def _figures(document: Document) -> Iterator[object]:
    for each in document.figures:
        yield each._replace(evidence=None)  # type: ignore[arg-type]


def _digest(value: object) -> str:
    words = json.dumps(value, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(words.encode()).hexdigest()[:DIGEST]


def _homes(archive: Archive, places: Iterable[Place]) -> Iterator[tuple[Place, Place]]:
    """The document in which the words now are that began each of these, where there is one."""
    known = index(archive) if places else None
    for place in sorted(places):
        if known and (spot := resolve(known, place).spot):
            yield place, spot.document.place


def _origin(place: Place, was: Mapping[Place, State], homes: Mapping[Place, Place]) -> Place | None:
    """The document that a new one was part of, or that goes on in it under another beginning; None: all new."""
    moved = [old for old, home in homes.items() if home == place]
    before = [old for old in was if old.source == place.source and old < place and was[old].last >= place.line]
    found = moved or before[-1:]
    return found[0] if found else None


def _named(place: Place | None) -> str:
    return str(place) if place else ""
