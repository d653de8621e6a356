"""Scales, speaker -> decision: the unit that speaks, or the narrowest that is sure to hold it, or none."""

from __future__ import annotations

from typing import NamedTuple

from build_scripts.annotate.region.gazetteer import Gazetteer, counties_of
from build_scripts.annotate.region.scales import Clue, Scales
from build_scripts.annotate.region.speaker import Speaker
from build_scripts.annotate.year.chronology import LAST
from build_scripts.knowledge.places import RANKS

ENOUGH = 2.5  # what a unit must weigh to be taken for the one that speaks
DIRECT = 1.9  # and what of it must come from its own name or from what lies below it
ENOUGH_OF_PROVINCE, DIRECT_OF_PROVINCE = 1.6, 1.3
SEVERAL = 2
MARGIN = 1.4  # by so much it must outweigh any other that could speak
TIMES = 1.6  # and by this factor
SINCE = 1995  # whether a prefecture has cities below it, is asked of this year and all after
HOLDS = 2.0  # what a unit must weigh to be taken for the one the paper is from inside of
BOUND = 1.2  # and what of it must come from its own name: neighbours are compared with
ALL_NAMED = 1.0  # what a prefecture weighs more when every county of it is named
NESTED = 0.6  # another unit of the same prefecture, so heavy, makes the prefecture speak rather than its city


class Candidate(NamedTuple):
    """A unit that could be the one that speaks, and what it weighs, alone and with what bounds it."""

    unit: str
    weight: float
    direct: float


class Decision(NamedTuple):
    """`unit`: its id, or None; `speaks`: it is the one that speaks, not only one that holds it."""

    unit: str | None
    speaks: bool
    candidates: tuple[Candidate, ...]
    why: str = ""


def decide(scales: Scales, who: Speaker, known: Gazetteer, years: tuple[int, int] | None = None) -> Decision:
    """The unit that speaks where one outweighs all others; else a unit that holds it, where one does.

    `years`: those of the paper, where known; a unit that there was not in any of them does not speak.
    """
    ranked = tuple(each for each in _candidates(scales, who, known, years) if known.met(each.unit, years))
    ranked = _without_nested(ranked, scales, who, known)
    if ranked and _is_clear(ranked, _enough(who, ranked[0], scales), known):
        said = bool(who.kind) or scales.own_weight(ranked[0].unit) > 0  # a railway names the cities along its line only
        return Decision(ranked[0].unit, speaks=said, candidates=ranked)
    holder = _holder(scales, who, known)
    alone = holder is not None and who.kind == "市" and _is_its_only_city(holder, known)
    return Decision(holder, speaks=alone, candidates=ranked)


def _is_its_only_city(unit: str, known: Gazetteer) -> bool:
    """Is it a prefecture-level city without cities below it, so that a city inside it can only be itself?"""
    if known.latest(unit).rank != "市" or known.latest(unit).kind != "市":
        return False
    below = (row for other in known.units if unit in known.above[other] for row in known.units[other])
    return not any(row.kind == "市" and row.name != known.latest(unit).name and row.lasts(SINCE) for row in below)


def _candidates(scales: Scales, who: Speaker, known: Gazetteer, years: tuple[int, int] | None) -> tuple[Candidate, ...]:
    found = []
    for unit in {*scales.own, *scales.below}:
        if who.may_be(known.latest(unit)) or any(who.may_be(row) for row in known.units[unit]):
            own = scales.bound(unit) if who.level == "乡镇" else scales.own_weight(unit)
            direct = own + scales.below_weight(unit) + _whole(unit, scales, years)
            if direct > 0:
                found.append(Candidate(unit, direct + scales.above_weight(unit, known), direct))
    return tuple(sorted(found, key=lambda each: (-each.weight, each.unit)))


def _whole(unit: str, scales: Scales, years: tuple[int, int] | None) -> float:
    """More for a prefecture of which the paper names every county."""
    named = scales.below.get(unit, {})
    if len(named) < SEVERAL or not unit.endswith("00") or unit.endswith("0000"):
        return 0.0
    first, last = years or (SINCE, LAST)
    counties = {row.id for row in counties_of().get(unit, ()) if row.lives(first, last)}
    return ALL_NAMED if len(counties) >= SEVERAL and counties <= named.keys() else 0.0


def _without_nested(
    ranked: tuple[Candidate, ...], scales: Scales, who: Speaker, known: Gazetteer
) -> tuple[Candidate, ...]:
    """Of a prefecture and a city in it, the one that the other names of the paper make speak."""
    if who.kind != "市" or not ranked:
        return ranked
    gone = set()
    for city in ranked:
        for high in ranked:
            if high.unit in known.above[city.unit]:
                gone.add(city.unit if _rules(high.unit, city.unit, scales) else high.unit)
    return tuple(each for each in ranked if each.unit not in gone)


def _rules(high: str, city: str, scales: Scales) -> bool:
    """Does the prefecture speak, so that the city is one of those below it?"""
    if _says_so(city, scales) and not _says_so(high, scales):  # its own office heads the paper
        return False
    others = sum(clue.weight for unit, clue in scales.below[high].items() if unit != city)
    if others >= NESTED:
        return True
    roles = [clue.mention.role for clue in scales.own.get(high, ())]
    governs = any(role in {"self", "slogan"} for role in roles)
    own = scales.own_weight(city) + scales.below_weight(city)
    return governs or (scales.own_weight(high) > 2 * own and "superior" not in roles)


def _says_so(unit: str, scales: Scales) -> bool:
    return any(clue.mention.role == "self" and clue.mention.form == "full" for clue in scales.own.get(unit, ()))


def _enough(who: Speaker, best: Candidate, scales: Scales) -> tuple[float, float]:
    """What it must weigh, and directly: less for a province, where several places in it are named and none outside."""
    several = len(scales.below.get(best.unit, ())) >= SEVERAL
    return (ENOUGH_OF_PROVINCE, DIRECT_OF_PROVINCE) if who.level == "省" and several else (ENOUGH, DIRECT)


def _is_clear(ranked: tuple[Candidate, ...], enough: tuple[float, float], known: Gazetteer) -> bool:
    best, *others = ranked
    if best.weight < enough[0] or best.direct < enough[1]:
        return False
    rivals = [other for other in others if not known.within(other.unit, best.unit)]
    return all(best.weight >= other.weight + MARGIN and best.direct >= TIMES * other.direct for other in rivals)


def _holder(scales: Scales, who: Speaker, known: Gazetteer) -> str | None:
    """The narrowest prefecture or province that the names bound: 湖北省 for a county that obeys its regulations."""
    if who.kind in {"", "国", "省", "自治区", "兵团"}:
        return None
    units = [unit for unit in {*scales.above, *scales.below} if known.latest(unit).rank != "县"]
    found = None
    for rank in ("省", "市"):
        level = [unit for unit in units if known.latest(unit).rank == rank]
        level.sort(key=lambda unit: (-scales.inside(unit), unit))
        if (
            not level
            or scales.inside(level[0]) < HOLDS
            or scales.bound(level[0]) < BOUND
            or (found and not known.within(level[0], found))
        ):
            break
        if len(level) > 1 and scales.inside(level[0]) < 2 * scales.inside(level[1]):
            break
        if RANKS[known.latest(level[0]).rank] >= RANKS["市"] and who.level == "市" and who.kind != "市":
            break
        found = level[0]
    return found


def clues_of(unit: str, scales: Scales, known: Gazetteer, *, speaks: bool) -> list[Clue]:
    """The clues that made the decision, the heaviest first: own, below, above."""
    own = sorted(scales.own.get(unit, ()) if speaks else scales.above.get(unit, ()), key=lambda clue: -clue.weight)
    below = sorted(scales.below.get(unit, {}).values(), key=lambda clue: -clue.weight)
    above = [
        max(scales.above[high], key=lambda clue: clue.weight) for high in known.above[unit] if scales.above.get(high)
    ]
    return [*own[:3], *below[:5], *above]
