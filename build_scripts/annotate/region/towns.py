"""Mentions of townships -> scales: the counties that they speak for, alone or by what several of them share."""

from __future__ import annotations

import re
from collections import Counter
from math import prod

from build_scripts.annotate.region.gazetteer import TOWNSHIP_CLASS, Gazetteer, taken_over, townships_of
from build_scripts.annotate.region.mention import Mention
from build_scripts.annotate.region.scales import Clue, Scales

SPEAKS = 1.1  # more, where a township is what speaks,
OPENS = 2.5  # and so much more, where the title begins with it: no other township is then the one that speaks
TOWNSHIP = {2: 1.5, 3: 2.0}  # by the length of its name without the class; longer ones weigh LONG_TOWNSHIP
LONG_TOWNSHIP = 2.5
SHORTEST = 2
LEADS = 2  # characters before the name that opens a title: 关于
SURE = 1.5  # a township that weighs so much may be corroborated by others of its county that stand without class
CORROBORATES = 0.5
TOGETHER = 2  # so many of them, where no township is named in full
BOUND = 1.5  # what must be said of a province, so that townships in others do not count
MANY = 5  # a township's name that more counties have says nothing alone,
COMMON = 120  # and one that so many have not even beside others
COUNTIES = 2850
TWICE = 2  # so many times more of the names must one county have than any other
CHANCES = ((0.002, 1.3), (0.02, 1.0))  # below such a chance of coincidence each weighs so much


def corroborate(scales: Scales, text: str, known: Gazetteer) -> None:
    """Where a township or its own name speaks for a county, listed names without class may be its townships."""
    for county in dict.fromkeys((*scales.below, *scales.own)):
        clues = scales.below.get(county, {})
        towns = [clue for clue in clues.values() if clue.how == "township" and clue.weight >= SURE]
        if known.latest(county).rank != "县" or not (towns or scales.own_weight(county) >= SURE):
            continue
        said = {clue.mention.name for clue in clues.values()}
        more: dict[str, Clue] = {}
        for name in sorted(townships_of().get(county, ())):
            stem = TOWNSHIP_CLASS.sub("", name)
            if len(stem) < 2 or stem not in text or name in said:
                continue
            if hit := re.search(
                rf"(?<=[、，。；：（成和在由对及]){stem}(?=、|卫生院|中心|中学|派出所|司法所|等|两)", text
            ):
                extra = Mention(hit.start(), hit.end(), stem, (county,), "township", "plain", 0)
                more[name] = Clue(extra, "township", CORROBORATES)
        if towns or len(more) >= TOGETHER:
            scales.below[county] |= more


def _least_telling(town: Mention) -> tuple[int, int]:
    """Of the mentions of one name the first with its class comes last."""
    return -len(town.ids), -town.start


def _joint(towns: list[Mention]) -> dict[str, tuple[str, float]]:
    """Names that many counties have, with the one county that has several of them, and what each then weighs.

    Chance alone would give some county of the country two names, that n and m counties have, n * m / COUNTIES times.
    """
    held: dict[str, tuple[str, ...]] = {}
    for town in towns:
        stem = _stem(town)
        if len(town.ids) < min(COMMON, len(held.get(stem, range(COMMON)))):
            held[stem] = town.ids
    counts = Counter(county for ids in held.values() for county in ids)
    best, most = max(counts.items(), key=lambda each: each[1], default=("", 0))
    second = max((count for county, count in counts.items() if county != best), default=0)
    if most < TWICE * max(1, second):
        return {}
    chance = COUNTIES * prod(len(ids) / COUNTIES for ids in held.values() if best in ids)
    weight = next((weight for limit, weight in CHANCES if chance < limit), 0.0)
    return {name: (best, weight) for name, ids in held.items() if best in ids and weight}


def lay_townships(scales: Scales, towns: list[Mention], known: Gazetteer, township: str, text: str) -> None:
    """A township speaks for its county; of several counties only those in the provinces that other names bound."""
    towns = [_of_old(town, scales) for town in towns if town.role != "elsewhere"]
    jointly = _joint(towns)
    openers = [town.name for town in towns if township and town.start <= LEADS and town.name.endswith(township)]
    opener = openers[0] if openers else ""
    held = {unit for unit in (*scales.above, *scales.below) if scales.inside(unit) >= BOUND}
    provinces = {unit for unit in held if unit.endswith("0000")}
    for name in {_stem(town): town for town in sorted(towns, key=_least_telling)}.values():
        bounded = [county for county in name.ids if county in known.above and set(known.above[county]) & provinces]
        counties = bounded or ([] if provinces else [county for county in name.ids if county in known.above])
        agreed = jointly.get(_stem(name))
        if agreed and agreed[0] in counties and len(counties) > 1:
            _lay_town(scales, name, agreed[0], agreed[1], known)
        elif 0 < len(counties) < MANY:
            weight = TOWNSHIP.get(len(_stem(name)), LONG_TOWNSHIP) / len(counties) ** 1.5
            if len(counties) == 1:
                weight += _voice(name, township, opener, towns, text)
                _lay_town(scales, name, counties[0], weight, known)
            else:
                for county in counties:
                    scales.below[county][name.name] = Clue(name, "township", weight)


def _of_old(town: Mention, scales: Scales) -> Mention:
    """The township, in the county of old that the paper names, where today's has taken that one over: 南汇区."""
    old = {heir: unit for heir in town.ids for unit in taken_over().get(heir, ()) if unit in scales.own}
    return town._replace(ids=tuple(old.get(unit, unit) for unit in town.ids)) if old else town


def _lay_town(scales: Scales, name: Mention, county: str, weight: float, known: Gazetteer) -> None:
    scales.below[county][name.name] = Clue(name, "township", weight)
    for high in known.above[county]:
        scales.below[high].setdefault(county, Clue(name, "township", min(1.0, weight / 2)))


def _voice(name: Mention, township: str, opener: str, towns: list[Mention], text: str) -> float:
    """What a township weighs more for being the one that speaks."""
    if opener:
        return OPENS if name.name == opener else 0.0
    return SPEAKS if township and _speaks(name, township, towns, text) else 0.0


def _speaks(name: Mention, township: str, towns: list[Mention], text: str) -> bool:
    """Is this the township that speaks: of its class, and named at length, in the title or more than once?"""
    again = name.start < text.find("\n") or sum(town.name == name.name for town in towns) > 1
    return name.name.endswith(township) and (len(_stem(name)) > SHORTEST or again)


def _stem(town: Mention) -> str:
    return TOWNSHIP_CLASS.sub("", town.name)
