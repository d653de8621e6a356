"""data/places/ -> Gazetteer: every unit since 1980 under each of its names, and the names by which papers call it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from build_scripts.knowledge.places import RANKS, Unit, lines_of, uncoded, units_of_all_years, zones

Form = Literal["full", "short", "township"]

SINCE = 1990  # no paper since 1995 goes by a name given up before
CHONGQING, SICHUAN = "50", "51"
RAISED = 2002  # by then prefectures had been made of the county-level cities whose names they took over
TOWNSHIP_CLASS = re.compile(r"(?:镇|乡|街道|苏木|公社)$")  # of 石龙镇; not of 镇海
ETHNIC = re.compile(r"自治(?=[州县旗]$)")  # 恩施土家族苗族自治州, called 恩施州; not 内蒙古自治区


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """`units`: id -> its rows, the latest last; `above`: id -> every unit it has lain in, nearest first.

    `full`, `short`: a name -> the ids of the units that go by it. `lengths`: a name's first two characters -> the
    lengths of the names that begin so, the longest first. `words`: names that are common words too. `lives`: a full
    name -> the first and last year in which any unit bore it (None: to this day).
    """

    units: Mapping[str, tuple[Unit, ...]]
    above: Mapping[str, tuple[str, ...]]
    full: Mapping[str, tuple[str, ...]]
    short: Mapping[str, tuple[str, ...]]
    lengths: Mapping[str, tuple[int, ...]]
    words: frozenset[str]
    lives: Mapping[str, tuple[int, int | None]]

    def latest(self, unit: str) -> Unit:
        """The unit under the last name it had."""
        return self.units[unit][-1]

    def met(self, unit: str, years: tuple[int, int] | None) -> bool:
        """Was there such a unit in any of these years, or in the one before them?"""
        return years is None or any(row.meets(years[0] - 1, years[1]) for row in self.units.get(unit, ()))

    def within(self, unit: str, other: str) -> bool:
        """Is the unit the other, or has it lain in it?"""
        return unit == other or other in self.above[unit]


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer, loaded once in each process, when first a paper is placed."""
    units = _by_id((*units_of_all_years(), *uncoded(), *zones()))
    above = _above(units)
    full, short = _names(units)
    lengths: defaultdict[str, set[int]] = defaultdict(set)
    for name in (*full, *short):
        lengths[name[:2]].add(len(name))
    words = frozenset(word for line in lines_of("words.txt") for word in line.split())
    ordered = {head: tuple(sorted(found, reverse=True)) for head, found in lengths.items()}
    return Gazetteer(units, above, full, short, ordered, words, _lives(units))


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


def _lives(units: Mapping[str, tuple[Unit, ...]]) -> dict[str, tuple[int, int | None]]:
    rows: defaultdict[str, list[Unit]] = defaultdict(list)
    for row in (row for held in units.values() for row in held):
        rows[row.name].append(row)
    return {name: (min(row.first for row in held), _latest_end(held)) for name, held in rows.items()}


def _latest_end(rows: Iterable[Unit]) -> int | None:
    ends = [row.last for row in rows]
    return None if None in ends else max(end for end in ends if end is not None)


Names = dict[str, tuple[str, ...]]


def _names(units: Mapping[str, tuple[Unit, ...]]) -> tuple[Names, Names]:
    """Full and short names. A short name means the units of the highest rank that bear it: 吉林 is the province."""
    full: defaultdict[str, dict[str, None]] = defaultdict(dict)
    short: defaultdict[str, dict[str, bool]] = defaultdict(dict)
    for rows in units.values():
        for row in rows:
            if (row.last or 9999) >= SINCE:
                full[row.name][row.id] = None
                if not row.short:
                    continue
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
    for line in lines_of("aliases.tsv"):
        name, unit = line.split("\t")
        yield name, unit
    for line in lines_of("zones.tsv"):
        name, others, parent, _ = line.split("\t")
        yield from ((other, f"{parent}:{name}") for other in others.split())


@cache
def counties_of() -> Mapping[str, tuple[Unit, ...]]:
    """A prefecture's id -> the rows of the counties that have lain in it; zones are not among them."""
    found: defaultdict[str, list[Unit]] = defaultdict(list)
    for row in (row for rows in gazetteer().units.values() for row in rows):
        if row.rank == "县" and ":" not in row.id:
            found[row.parent].append(row)
    return {unit: tuple(rows) for unit, rows in found.items()}


@cache
def townships_of() -> Mapping[str, tuple[str, ...]]:
    """A county's id -> the names of its townships of today; loaded when first a text names one."""
    found = {}
    for line in (*lines_of("townships.txt"), *lines_of("uncoded_townships.txt")):
        county, *parts = line.split("\t")
        kinds = zip(("镇", "乡", "街道", ""), parts, strict=False)
        found[county] = tuple(name + kind for kind, names in kinds for name in names.split())
    return found


@cache
def taken_over() -> Mapping[str, tuple[str, ...]]:
    """A county's id -> the ids of the counties whose townships it took over when they were dissolved."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for line in lines_of("heirs.tsv"):
        unit, heir = line.split("\t")
        found[heir].append(unit)
    return {heir: tuple(units) for heir, units in found.items()}


@cache
def regiments() -> Mapping[int, str]:
    """The number of a farm of the corps in Xinjiang -> the id of its division's city."""
    found: dict[int, str] = {}
    for line in lines_of("regiments.tsv"):
        city, numbers = line.split("\t")
        for first, _, last in (part.partition("-") for part in numbers.split()):
            found |= dict.fromkeys(range(int(first), int(last or first) + 1), city)
    return found


@cache
def township_stems() -> Mapping[str, tuple[str, ...]]:
    """A township's name without its class -> the ids of the counties that have one of that name, of any class."""
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for name, counties in townships().items():
        found[TOWNSHIP_CLASS.sub("", name)] |= dict.fromkeys(counties)
    return {stem: tuple(counties) for stem, counties in found.items() if len(stem) > 1}


@cache
def townships() -> Mapping[str, tuple[str, ...]]:
    """A township's name, with its class -> the ids of the counties that have one."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for county, names in townships_of().items():
        for name in names:
            found[name].append(county)
    return {name: tuple(counties) for name, counties in found.items()}
