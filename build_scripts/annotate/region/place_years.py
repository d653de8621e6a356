"""Text -> place years: in which years a paper can use the names of places that it uses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from build_scripts.annotate.region.gazetteer import Gazetteer, gazetteer
from build_scripts.annotate.region.mention import Mention
from build_scripts.annotate.region.mentions import mentions
from build_scripts.annotate.region.stated import whole
from build_scripts.annotate.year import tense
from build_scripts.annotate.zones import Zone, evidence
from build_scripts.model import CleanText, Document, Evidence
from build_scripts.zh import numeral

# 撤地设市, 正式撤县设区, 挂牌成立; not 撤销机构
CHANGED = re.compile(r"[市县地区]?(?:正式|顺利|成功)?(?:撤[市县地区]设[市区]|更名|挂牌成立|设立地级市)")
# 撤市设区刚满一年, 撤县设市已两年; not 撤市设区一年多来
SINCE = re.compile(r"[市县地区]?撤[市县地区]设[市区](?:以来)?(?:刚|已|整|即将)*满?(?P<n>[一两二三四五])年(?!多)")
BEARING = re.compile(r"[东西南北中城郊矿]区")  # 南区, in many cities a part without a code; not 城关区
RULE = "place-years"
OLDEST = 1990  # a name that began before says nothing of a paper
SLACK = 1  # a name that was given up is still found in papers of the year after


class PlaceYears(NamedTuple):
    """The years in which a paper can use a name (None: no bound on that side); the evidence says why."""

    first: int | None
    last: int | None
    evidence: Evidence


def place_years(text: CleanText, document: Document) -> tuple[PlaceYears, ...]:
    """The years in which the full names in the text were in use, such as 沾化区 since 2014.

    Names that have existed throughout say nothing. What is spoken of as gone (撤销六安地区), dated (1992年的襄樊市), in
    the title of another paper, or beside the name that followed, may be older than the paper; what is to come, younger.
    南区 and its like, without the city before them, are names that any city may give to a part.
    """
    zone, known = whole(document), gazetteer()
    found = tuple(name for name in mentions(zone.text) if name.form == "full")
    return tuple(_bounds(text, zone, found, known))


def _bounds(text: CleanText, zone: Zone, found: tuple[Mention, ...], known: Gazetteer) -> Iterator[PlaceYears]:
    newest = _newest(found, known)
    yield from _changes(text, zone, known)
    begun: dict[str, None] = {}
    ended: dict[str, None] = {}
    for name in found:
        own = _own_name(name, known)
        if own is None or (BEARING.fullmatch(own) and not name.chained):
            continue
        first, last = known.lives[own]
        how = tense.mention(zone.text, name.start, name.end)
        span = (name.start, name.end)
        if first > OLDEST and own not in begun and not how.foretold:
            begun[own] = None
            yield PlaceYears(first, None, evidence(text, zone, span, RULE, f"{own}之名始于{first}年"))
        past = how.gone or how.quoted or how.named or any(newest.get(unit, 0) > last for unit in name.ids if last)
        if last is not None and last > OLDEST and own not in ended and not past:
            ended[own] = None
            yield PlaceYears(None, last + SLACK, evidence(text, zone, span, RULE, f"{own}之名止于{last}年"))


def _changes(text: CleanText, zone: Zone, known: Gazetteer) -> Iterator[PlaceYears]:
    """今年5月，那曲撤地设市: told as this year's or last year's, the change has the year of the unit's last name."""
    for name in mentions(zone.text):
        if len(name.ids) != 1 or not CHANGED.match(zone.text[name.end : name.end + 8]):
            continue
        row = known.latest(name.ids[0])
        shift = {"this": 0, "last": 1}.get(tense.mention(zone.text, name.start, name.end).year)
        if since := SINCE.match(zone.text[name.end : name.end + 16]):
            shift = numeral(since["n"].replace("两", "二"))
        if shift is not None and row.first > OLDEST:
            clue = evidence(text, zone, (name.start, name.end), RULE, f"{row.name}设立于{row.first}年")
            yield PlaceYears(row.first + shift, row.first + shift + SLACK, clue)


def _own_name(name: Mention, known: Gazetteer) -> str | None:
    """The last unit's own full name in a chain of names; None for what no row calls so: an ethnic name cut short."""
    rows = (row.name for unit in name.ids for row in known.units[unit] if name.name.endswith(row.name))
    return max(rows, key=len, default=None)


def _newest(found: tuple[Mention, ...], known: Gazetteer) -> dict[str, int]:
    """Each unit with the first year of the newest name by which the paper calls it."""
    newest: dict[str, int] = {}
    for name in found:
        for unit in name.ids:
            begun = [row.first for row in known.units[unit] if name.name.endswith(row.name)]
            newest[unit] = max(newest.get(unit, 0), *begun, 0)
    return newest
