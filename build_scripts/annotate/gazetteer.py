"""data/places/ -> Gazetteer: every unit since 1980 under each of its names, and the names by which papers call it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal, NamedTuple

from build_scripts.tables import DATA

Rank = Literal["省", "市", "县"]
Form = Literal["full", "short", "township"]
RANKS: dict[Rank, int] = {"省": 0, "市": 1, "县": 2}

FOLDER = DATA / "places"
SINCE = 1990  # no paper since 1995 goes by a name given up before
CHONGQING, SICHUAN = "50", "51"
RAISED = 2002  # by then prefectures had been made of the county-level cities whose names they took over
ETHNIC = re.compile(r"自治(?=[州县旗]$)")  # 恩施土家族苗族自治州, called 恩施州; not 内蒙古自治区


class Unit(NamedTuple):
    """A unit under one name and one parent, from `first` to `last` (None: to this day); 1980 is `then or before`.

    `id` is its GB/T 2260 code of today or the last it had; that of a zone, which has none, is `parent:name`.
    """

    id: str
    name: str
    short: str
    parent: str
    first: int
    last: int | None

    @property
    def rank(self) -> Rank:
        """Province, prefecture or county, whatever its class is called."""
        if ":" in self.id:
            return "省" if self.name.endswith("兵团") else "市" if self.name.endswith("师") else "县"
        return "省" if self.id.endswith("0000") else "市" if self.id.endswith("00") else "县"

    @property
    def kind(self) -> str:
        """What it is called by those who speak in it: 我省, 我市, 我县 …; a 地区 and a 自治区 call themselves 区."""
        return "团" if self.name.endswith("兵团") else self.name[-1]

    def lasts(self, year: int) -> bool:
        """Did it still bear this name in this year, or in any after?"""
        return self.last is None or self.last >= year

    def lives(self, first: int, last: int) -> bool:
        """Did it bear this name in all these years?"""
        return self.first <= max(first, 1980) and (self.last is None or self.last >= last)


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """`units`: id -> its rows, the latest last; `above`: id -> every unit it has lain in, nearest first.

    `full`, `short`: a name -> the ids of the units that go by it. `lengths`: a name's first two characters -> the
    lengths of the names that begin so, the longest first. `words`: names that are common words too.
    """

    units: Mapping[str, tuple[Unit, ...]]
    above: Mapping[str, tuple[str, ...]]
    full: Mapping[str, tuple[str, ...]]
    short: Mapping[str, tuple[str, ...]]
    lengths: Mapping[str, tuple[int, ...]]
    words: frozenset[str]

    def latest(self, unit: str) -> Unit:
        """The unit under the last name it had."""
        return self.units[unit][-1]

    def within(self, unit: str, other: str) -> bool:
        """Is the unit the other, or has it lain in it?"""
        return unit == other or other in self.above[unit]


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer, loaded once in each process, when first a paper is placed."""
    units = _by_id((*_units(), *_zones()))
    above = _above(units)
    full, short = _names(units)
    lengths: defaultdict[str, set[int]] = defaultdict(set)
    for name in (*full, *short):
        lengths[name[:2]].add(len(name))
    words = frozenset(word for line in _lines("words.txt") for word in line.split())
    ordered = {head: tuple(sorted(found, reverse=True)) for head, found in lengths.items()}
    return Gazetteer(units, above, full, short, ordered, words)


def _lines(name: str) -> Iterator[str]:
    return (line for line in (FOLDER / name).read_text(encoding="utf-8").splitlines() if line[:1] != "#")


def _units() -> Iterator[Unit]:
    for line in _lines("units.tsv"):
        unit, name, short, parent, first, last = line.split("\t")
        yield Unit(unit, name, short, parent, int(first), int(last) if last else None)


def _zones() -> Iterator[Unit]:
    for line in _lines("zones.tsv"):
        name, _, parent, first = line.split("\t")
        yield Unit(f"{parent}:{name}", name, name, parent, int(first), None)


def _by_id(rows: Iterable[Unit]) -> dict[str, tuple[Unit, ...]]:
    units: defaultdict[str, list[Unit]] = defaultdict(list)
    for row in rows:
        units[row.id].append(row)
    return {unit: tuple(sorted(found, key=lambda row: (row.last or 9999, row.first))) for unit, found in units.items()}


def _above(units: Mapping[str, tuple[Unit, ...]]) -> dict[str, tuple[str, ...]]:
    above: dict[str, tuple[str, ...]] = {}
    for unit in sorted(units, key=lambda unit: RANKS[units[unit][0].rank]):
        rows = [row for row in units[unit] if (row.last or 9999) >= SINCE] or units[unit][-1:]
        parents = dict.fromkeys(row.parent for row in reversed(rows) if row.parent)
        higher = dict.fromkeys(high for parent in parents for high in above.get(parent, ()))
        above[unit] = tuple(parents | higher)
    return above


Names = dict[str, tuple[str, ...]]


def _names(units: Mapping[str, tuple[Unit, ...]]) -> tuple[Names, Names]:
    """Full and short names. A short name means the units of the highest rank that bear it: 吉林 is the province."""
    full: defaultdict[str, dict[str, None]] = defaultdict(dict)
    short: defaultdict[str, dict[str, bool]] = defaultdict(dict)
    for rows in units.values():
        for row in rows:
            if (row.last or 9999) >= SINCE:
                full[row.name][row.id] = None
                short[row.short][row.id] = row.last is None or short[row.short].get(row.id, False)
                if ETHNIC.search(row.name):
                    full[row.short + row.name[-1]][row.id] = None
    for name, unit in _aliases():
        full[name][unit] = None
    return {name: _living(name, found, units) for name, found in full.items()}, {
        name: _highest(found, units) for name, found in short.items() if name not in full
    }


def _living(name: str, found: Iterable[str], units: Mapping[str, tuple[Unit, ...]]) -> tuple[str, ...]:
    """Of two in one province the one called so today, where the other gave the name up long ago: 宿迁市 since 1996."""
    held = tuple(found)
    lasts = {unit: max((row.last or 9999 for row in units[unit] if row.name == name), default=9999) for unit in held}
    today = {_old_province(unit) for unit in held if lasts[unit] == 9999}
    return tuple(unit for unit in held if lasts[unit] > RAISED or _old_province(unit) not in today)


def _old_province(unit: str) -> str:
    """The first figures of its code; Chongqing was part of Sichuan."""
    return SICHUAN if unit[:2] == CHONGQING else unit[:2]


def _highest(found: Mapping[str, bool], units: Mapping[str, tuple[Unit, ...]]) -> tuple[str, ...]:
    """Those of the highest rank; of two in one province the one that is called so today: 柳州市, not 柳州地区."""
    top = min(RANKS[units[unit][-1].rank] for unit in found)
    held = [unit for unit in found if RANKS[units[unit][-1].rank] == top]
    today = {unit[:2] for unit in held if found[unit]}
    return tuple(unit for unit in held if found[unit] or unit[:2] not in today)


def _aliases() -> Iterator[tuple[str, str]]:
    for line in _lines("aliases.tsv"):
        name, unit = line.split("\t")
        yield name, unit
    for line in _lines("zones.tsv"):
        name, others, parent, _ = line.split("\t")
        yield from ((other, f"{parent}:{name}") for other in others.split())


@cache
def townships_of() -> Mapping[str, tuple[str, ...]]:
    """A county's id -> the names of its townships of today; loaded when first a text names one."""
    found = {}
    for line in _lines("townships.txt"):
        county, *parts = line.split("\t")
        kinds = zip(("镇", "乡", "街道", ""), parts, strict=False)
        found[county] = tuple(name + kind for kind, names in kinds for name in names.split())
    return found


@cache
def townships() -> Mapping[str, tuple[str, ...]]:
    """A township's name, with its class -> the ids of the counties that have one."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for county, names in townships_of().items():
        for name in names:
            found[name].append(county)
    return {name: tuple(counties) for name, counties in found.items()}
