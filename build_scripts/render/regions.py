"""Documents -> a tree of regions: province, prefecture, county, zone, by the codes of today; and what is not in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from build_scripts.knowledge.places import Unit, line_of, names_of
from build_scripts.model import Document
from build_scripts.render.anchors import region_anchor

NATION, NATIONAL = "000000", "全国"
WITHIN = "A023"  # the finding that says that a paper is known only to come from within its region


class Spot(NamedTuple):
    """Where a paper stands in the tree: a unit's code, a zone in it, and whether it may come from further inside."""

    code: str
    zone: str
    within: bool


@dataclass(slots=True)
class Region:
    """A unit with the papers that speak for it, those only known to lie within it, and the units below."""

    code: str
    zone: str
    name: str
    ended: int | None = None
    own: list[Document] = field(default_factory=list)
    within: list[Document] = field(default_factory=list)
    below: dict[str, Region] = field(default_factory=dict)

    @property
    def anchor(self) -> str:
        return region_anchor(self.code, self.zone)

    @property
    def count(self) -> int:
        return len(self.own) + len(self.within) + sum(each.count for each in self.below.values())

    @property
    def inside(self) -> int:
        """How many of them are only known to lie within it or within a unit below."""
        return len(self.within) + sum(each.inside for each in self.below.values())

    def children(self) -> Iterator[Region]:
        """In the order of their codes, zones last."""
        return (self.below[key] for key in sorted(self.below))


@dataclass(slots=True)
class Regions:
    """All papers: the nation's, each province's with what lies in it, and those that are not placed."""

    national: list[Document] = field(default_factory=list)
    provinces: dict[str, Region] = field(default_factory=dict)
    unplaced: list[Document] = field(default_factory=list)


def regions(documents: Iterable[Document]) -> Regions:
    """The tree of these papers; only units that hold some are in it."""
    made = Regions()
    for document in documents:
        spot = spot_of(document)
        if spot is None:
            made.unplaced.append(document)
        elif spot.code == NATION:
            made.national.append(document)
        else:
            node = _node(made, spot)
            (node.within if spot.within else node.own).append(document)
    made.provinces = dict(sorted(made.provinces.items()))
    return made


def spot_of(document: Document) -> Spot | None:
    """Where a paper stands; None when its region is not known, or known by a name that no list has."""
    claim = document.claim("region")
    if claim is None or not claim.value:
        return None
    if claim.value == NATIONAL:
        return Spot(NATION, "", within=False)
    coded = document.claim("region_code")
    code = str(coded.value) if coded and coded.value else _code_of(str(claim.value))
    if code not in names_of():
        return None
    within = claim.certainty != "curated" and any(finding.code == WITHIN for finding in document.findings)
    return Spot(code, _zone(code, str(claim.value)), within)


def _node(made: Regions, spot: Spot) -> Region:
    line = line_of(spot.code)
    node = made.provinces.setdefault(line[0].id, _region(line[0]))
    for unit in line[1:]:
        node = node.below.setdefault(unit.id, _region(unit))
    if spot.zone:
        node = node.below.setdefault(f"~{spot.zone}", Region(spot.code, spot.zone, spot.zone))
    return node


def _region(unit: Unit) -> Region:
    return Region(unit.id, "", unit.name, unit.last)


def _zone(code: str, value: str) -> str:
    """What a region's name says beyond the unit with its code: 苏州工业园区 of 江苏省苏州市苏州工业园区."""
    cuts = (value.rpartition(row.name) for row in names_of()[code] if row.name in value)
    return min((after for _, _, after in cuts), key=len, default="")


def _code_of(value: str) -> str:
    """The code of a unit by its full name of today, where the curator gave no code."""
    return _by_full_name().get(value, "")


def _by_full_name() -> dict[str, str]:
    held = defaultdict[str, str](str)
    for code in names_of():
        held["".join(unit.name for unit in line_of(code))] = code
    return held
