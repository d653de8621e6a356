"""data/places/*.tsv -> units of government since 1980: codes, names, parents and years, as the lists give them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Literal, NamedTuple

from build_scripts.tables import DATA

Rank = Literal["省", "市", "县"]
RANKS: dict[Rank, int] = {"省": 0, "市": 1, "县": 2}

FOLDER = DATA / "places"
TAIWAN = "710000"


class Unit(NamedTuple):
    """A unit under one name and one parent, from `first` to `last` (None: to this day); 1980 is `then or before`.

    `id` is its GB/T 2260 code of today or the last it had; that of a zone or of what lies in Hong Kong, Macau or
    Taiwan, which have none, is `code of the unit above:name`, and that of a unit whose code another bears now is
    `code:name`.
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
            city = self.name.endswith("师") or (self.name.endswith("市") and self.parent == TAIWAN)
            return "省" if self.name.endswith("兵团") else "市" if city else "县"
        return "省" if self.id.endswith("0000") else "市" if self.id.endswith("00") else "县"

    @property
    def kind(self) -> str:
        """What it is called by those who speak in it: 我省, 我市, 我县 …; a 地区 and a 自治区 call themselves 区."""
        return "团" if self.name.endswith("兵团") else self.name[-1]

    def lasts(self, year: int) -> bool:
        """Did it still bear this name in this year, or in any after?"""
        return self.last is None or self.last >= year

    def lives(self, first: int, last: int) -> bool:
        """Did it bear this name in all these years? A span that ends before it begins is its first year."""
        return self.first <= max(first, 1980) and (self.last is None or self.last >= last)

    def meets(self, first: int, last: int) -> bool:
        """Did it bear this name in any of these years?"""
        return self.first <= last and self.lasts(first)


def lines_of(name: str) -> Iterator[str]:
    """The lines of a table of places, without its head."""
    return (line for line in (FOLDER / name).read_text(encoding="utf-8").splitlines() if line[:1] != "#")


def units_of_all_years() -> Iterator[Unit]:
    """Provinces, prefectures and counties, once for each name and parent that they had."""
    return _units("units.tsv")


def uncoded() -> Iterator[Unit]:
    """What lies in Hong Kong, Macau and Taiwan: districts, parishes, counties and cities, which have no codes."""
    return _units("uncoded.tsv")


def _units(table: str) -> Iterator[Unit]:
    for line in lines_of(table):
        unit, name, short, parent, first, last = line.split("\t")
        yield Unit(unit, name, short, parent, int(first), int(last) if last else None)


def zones() -> Iterator[Unit]:
    """Zones and new areas with a government of their own and no code."""
    for line in lines_of("zones.tsv"):
        name, _, parent, first = line.split("\t")
        yield Unit(f"{parent}:{name}", name, name, parent, int(first), None)


@cache
def names_of() -> Mapping[str, tuple[Unit, ...]]:
    """A unit's id -> its rows, the latest last; loaded once in each process."""
    held: defaultdict[str, list[Unit]] = defaultdict(list)
    for row in units_of_all_years():
        held[row.id].append(row)
    return {unit: tuple(sorted(found, key=lambda row: (row.last or 9999, row.first))) for unit, found in held.items()}


def today(code: str) -> Unit | None:
    """The unit under its name of today, or the last it had; None when no unit has this code."""
    found = names_of().get(code)
    return found[-1] if found else None


def line_of(code: str) -> tuple[Unit, ...]:
    """The unit and those it lies in today, from the province down; nothing when no unit has this code."""
    unit = today(code)
    return (*line_of(unit.parent), unit) if unit else ()


def provinces() -> tuple[Unit, ...]:
    """The units of province level of today, in the order of their codes."""
    found = (today(code) for code in sorted(names_of()) if code.endswith("0000"))
    return tuple(unit for unit in found if unit and unit.last is None)
