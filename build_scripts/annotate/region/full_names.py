"""Full name -> units: those that have gone by it, from the province down, and what follows from their being named."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from build_scripts.annotate.region.gazetteer import Gazetteer, gazetteer
from build_scripts.knowledge.places import Unit
from build_scripts.model import Level

NATION: Level = "全国"
NATION_CODE = "000000"  # no unit of GB/T 2260 bears it: its provinces begin at 110000


class Named(NamedTuple):
    """What a full name stands for: the code of GB/T 2260 (of the unit a zone lies in) and the level."""

    code: str
    level: Level


def named(name: str) -> Named | None:
    """The unit that goes, or has gone, by this full name (河北省衡水市, 全国); None when there is none."""
    if name == NATION:
        return Named(NATION_CODE, NATION)
    known = gazetteer()
    rows = [row for row in _rows(name, known) if name in full_names(row, known)]
    if not rows:
        return None
    row = max(rows, key=lambda row: (row.last or 9999, row.first))
    return Named(row.id.split(":")[0], row.rank)


def likely(name: str) -> tuple[str, ...]:
    """The full names of today that end as this name does: what a curator may have meant."""
    known = gazetteer()
    return tuple(sorted({next(full_names(row, known)) for row in _rows(name, known) if row.last is None}))


def full_names(row: Unit, known: Gazetteer) -> Iterator[str]:
    """Each name that the unit, called so, has had from the province down, the latest first."""
    if not row.parent:
        yield row.name
        return
    for parent in reversed(known.units[row.parent]):
        for above in full_names(parent, known):
            yield above + row.name


def _rows(name: str, known: Gazetteer) -> Iterator[Unit]:
    return (row for rows in known.units.values() for row in rows if name.endswith(row.name) or row.name == name)
