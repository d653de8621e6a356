"""Mentions -> scales: for each unit, what speaks for its being the one that speaks, or the one it lies in."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from build_scripts.annotate.context import Role
from build_scripts.annotate.gazetteer import Gazetteer, townships_of
from build_scripts.annotate.mentions import Mention

# What a mention says of the unit it names: that it speaks
OWN: Mapping[Role, float] = {
    "self": 4.0, "organ": 2.0, "slogan": 3.0, "binding": 2.0, "cited": 0.8, "plain": 1.0, "example": 0.4, "venue": 0.4,
    "firm": 0.3, "superior": 0.2, "elsewhere": 0.0,
}  # fmt: skip
AGAIN = 0.5  # a further mention counts half
OWN_MOST = 5.0
# What it says of the units above: that one of them speaks and this lies below it
BELOW: Mapping[Role, float] = {
    "self": 1.0, "organ": 1.0, "slogan": 1.0, "binding": 0.6, "cited": 0.6, "plain": 1.0, "example": 0.7, "venue": 0.7,
    "firm": 0.4, "superior": 0.4, "elsewhere": 0.0,
}  # fmt: skip
BELOW_MOST = 6.0
# What it says of the units below: that one of them speaks, and this is over it
SIBLING = 0.5
ABOVE: Mapping[Role, float] = {
    "self": 2.5, "organ": 1.5, "slogan": 2.5, "binding": 2.2, "cited": 1.2, "plain": 0.8, "example": 0.2, "venue": 0.2,
    "firm": 0.3, "superior": 2.5, "elsewhere": 0.0,
}  # fmt: skip
SHORT = 0.7  # a short name says so much less,
LISTED = 3  # unless it stands in a list of so many names
SPEAKS = 1.1  # more, where a township is what speaks
TOWNSHIP = {2: 1.5, 3: 2.0}  # by the length of its name without the class; longer ones weigh LONG_TOWNSHIP
LONG_TOWNSHIP = 2.5
SHORTEST = 2
SURE = 1.5  # a township that weighs so much may be corroborated by others of its county that stand without class
CORROBORATES = 0.5
CLASS = re.compile(r"(?:镇|乡|街道|苏木)$")
SETTLES = 0.7  # what must be said of the units over one of several namesakes
MANY = 5  # a township's name that more counties have says nothing


class Clue(NamedTuple):
    """A mention that speaks for a unit, how (own, below, above, township), and how much."""

    mention: Mention
    how: str
    weight: float


@dataclass(slots=True)
class Scales:
    """Unit -> its clues: of its own name, of the units below it, of those above it."""

    own: defaultdict[str, list[Clue]] = field(default_factory=lambda: defaultdict(list))
    below: defaultdict[str, dict[str, Clue]] = field(default_factory=lambda: defaultdict(dict))
    above: defaultdict[str, list[Clue]] = field(default_factory=lambda: defaultdict(list))

    def own_weight(self, unit: str) -> float:
        """The heaviest clue whole, each further one a part, up to a limit."""
        weights = sorted((clue.weight for clue in self.own.get(unit, ())), reverse=True)
        return min(OWN_MOST, weights[0] + AGAIN * sum(weights[1:])) if weights else 0.0

    def below_weight(self, unit: str) -> float:
        """Each different unit below counts once, by its heaviest clue."""
        return min(BELOW_MOST, sum(clue.weight for clue in self.below.get(unit, {}).values()))

    def above_weight(self, unit: str, known: Gazetteer) -> float:
        """What names the units over it: the prefecture and the province each count once, up to 1."""
        return sum(min(1.0, self.bound(high)) for high in known.above[unit])

    def bound(self, unit: str) -> float:
        """How much says that the paper is from inside this unit, by the unit's own name."""
        weights = sorted((clue.weight for clue in self.above.get(unit, ())), reverse=True)
        return weights[0] + AGAIN * sum(weights[1:3]) if weights else 0.0

    def inside(self, unit: str) -> float:
        """The same, by its name and, for less since neighbours are named too, by the names of units below it."""
        return self.bound(unit) + SIBLING * self.below_weight(unit)


def weigh(text: str, found: Iterable[Mention], known: Gazetteer, township: str = "") -> Scales:
    """Lay each mention into the scales; names of several units only where those above decide which.

    `township`: the class of the township that speaks (镇, 乡, 街道), if one does.
    """
    scales, unsure = Scales(), []
    towns: list[Mention] = []
    found = tuple(found)
    lists = Counter(name.group for name in found)
    for name in found:
        if name.form == "township":
            towns.append(name)
        elif len(name.ids) == 1:
            _lay(scales, name, name.ids[0], known, lists[name.group])
        else:
            unsure.append(name)
    for name, unit in _settled(unsure, scales, known):
        _lay(scales, name, unit, known, lists[name.group])
    _lay_townships(scales, towns, known, township)
    _corroborate(scales, text, known)
    return scales


def _lay(scales: Scales, name: Mention, unit: str, known: Gazetteer, listed: int) -> None:
    part = SHORT if name.form == "short" and name.role != "slogan" and listed < LISTED else 1.0
    if OWN[name.role]:
        scales.own[unit].append(Clue(name, "own", OWN[name.role] * part))
        scales.above[unit].append(Clue(name, "above", ABOVE[name.role] * part))
    clue = Clue(name, "below", BELOW[name.role] * part)
    for high in known.above[unit]:
        kept = scales.below[high].get(unit)
        if clue.weight and (kept is None or kept.weight < clue.weight):
            scales.below[high][unit] = clue
    for high in known.above[unit]:  # 河北省衡水市武强县 names the units above it, too; who obeys 杭州市 is in 浙江省
        if name.chained and OWN[name.role]:
            scales.above[high].append(Clue(name, "above", ABOVE["plain"]))
        elif name.role in {"self", "superior", "binding", "slogan"}:
            scales.above[high].append(Clue(name, "above", ABOVE[name.role] * part))


def _settled(unsure: list[Mention], scales: Scales, known: Gazetteer) -> Iterable[tuple[Mention, str]]:
    """Each name of several units with the one that lies where the paper's other names lie, and no other does."""
    hold = {unit: scales.inside(unit) for unit in (*scales.below, *scales.above)}
    for name in unsure:
        nested = [unit for unit in name.ids if any(known.within(other, unit) for other in name.ids if other != unit)]
        if nested and len(name.ids) == 2:  # 滨州市, the prefecture, and the city it was made of
            yield name, nested[0]
            continue
        shared = set.intersection(*(set(known.above[unit]) for unit in name.ids))
        weights = {
            unit: sum(hold.get(high, 0.0) for high in known.above[unit] if high not in shared) for unit in name.ids
        }
        best, most = max(weights.items(), key=lambda each: each[1])
        rivals = (unit for unit in name.ids if unit != best)
        if most >= SETTLES and all(_outweighs(best, other, hold, known) for other in rivals):
            yield name, best


def _outweighs(best: str, other: str, hold: Mapping[str, float], known: Gazetteer) -> bool:
    """Is what lies over the one, and not over both, named at least twice as much as what lies over the other?"""
    here = sum(hold.get(high, 0.0) for high in known.above[best] if high not in known.above[other])
    there = sum(hold.get(high, 0.0) for high in known.above[other] if high not in known.above[best])
    return here >= max(SETTLES, 2 * there)


def _corroborate(scales: Scales, text: str, known: Gazetteer) -> None:
    """Where a township speaks for a county, names without class in a list or before 卫生院 may be its townships too."""
    for county, clues in tuple(scales.below.items()):
        towns = [clue for clue in clues.values() if clue.how == "township" and clue.weight >= SURE]
        if not towns or known.latest(county).rank != "县":
            continue
        said = {clue.mention.name for clue in clues.values()}
        for name in sorted(townships_of().get(county, ())):
            stem = CLASS.sub("", name)
            if len(stem) < 2 or stem not in text or name in said:
                continue
            if hit := re.search(
                rf"(?<=[、，。；：（成和在由对及]){stem}(?=、|卫生院|中心|中学|派出所|司法所|等|两)", text
            ):
                extra = Mention(hit.start(), hit.end(), stem, (county,), "township", "plain", 0)
                scales.below[county][name] = Clue(extra, "township", CORROBORATES)


def _lay_townships(scales: Scales, towns: list[Mention], known: Gazetteer, township: str) -> None:
    """A township speaks for its county; of several counties only those in the provinces that other names bound."""
    held = {unit for unit in (*scales.above, *scales.below) if scales.inside(unit) >= 1.5}
    provinces = {unit for unit in held if unit.endswith("0000")}
    for name in {town.name: town for town in reversed(towns) if town.role != "elsewhere"}.values():
        bounded = [county for county in name.ids if county in known.above and set(known.above[county]) & provinces]
        counties = bounded or ([] if provinces else [county for county in name.ids if county in known.above])
        if not 0 < len(counties) < MANY:
            continue
        stem = len(name.name) - (2 if name.name.endswith(("街道", "苏木")) else 1)
        weight = TOWNSHIP.get(stem, LONG_TOWNSHIP) / len(counties) ** 1.5
        if township and name.name.endswith(township) and len(counties) == 1:
            weight += SPEAKS if stem > SHORTEST or sum(town.name == name.name for town in towns) > 1 else 0.0
        for county in counties:
            clue = Clue(name, "township", weight)
            scales.below[county][name.name] = clue
            for high in known.above[county]:
                if len(counties) == 1:
                    scales.below[high].setdefault(county, Clue(name, "township", min(1.0, weight / 2)))
