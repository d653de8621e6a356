"""Mentions -> scales: for each unit, what speaks for its being the one that speaks, or the one it lies in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from build_scripts.annotate.region.bare_towns import bare_towns
from build_scripts.annotate.region.context import Role
from build_scripts.annotate.region.gazetteer import Gazetteer, taken_over
from build_scripts.annotate.region.mention import Mention
from build_scripts.annotate.region.scales import Clue, Scales
from build_scripts.annotate.region.towns import corroborate, lay_townships

# What a mention says of the unit it names: that it speaks
OWN: Mapping[Role, float] = {
    "self": 4.0, "organ": 2.0, "slogan": 3.0, "topic": 2.2, "binding": 2.0, "cited": 0.8, "plain": 1.0,
    "example": 0.4, "venue": 0.4, "firm": 0.3, "superior": 0.2, "elsewhere": 0.0,
}  # fmt: skip
# What it says of the units above: that one of them speaks and this lies below it
BELOW: Mapping[Role, float] = {
    "self": 1.0, "organ": 1.0, "slogan": 1.0, "topic": 1.0, "binding": 0.6, "cited": 0.6, "plain": 1.0,
    "example": 0.7, "venue": 0.7, "firm": 0.4, "superior": 0.4, "elsewhere": 0.0,
}  # fmt: skip
# What it says of the units below: that one of them speaks, and this is over it
ABOVE: Mapping[Role, float] = {
    "self": 2.5, "organ": 1.5, "slogan": 2.5, "topic": 1.5, "binding": 2.2, "cited": 1.2, "plain": 0.8,
    "example": 0.2, "venue": 0.2, "firm": 0.3, "superior": 2.5, "elsewhere": 0.0,
}  # fmt: skip
SHORT = 0.7  # a short name says so much less,
LISTED = 3  # unless it stands in a list of so many names
SPEAKERS: frozenset[Role] = frozenset({"self", "organ", "slogan"})
LATEST = 9999  # the last year of what still is
SETTLES = 0.7  # what must be said of the units over one of several namesakes


def weigh(
    text: str, found: Iterable[Mention], known: Gazetteer, township: str = "", years: tuple[int, int] | None = None
) -> Scales:
    """Lay each mention into the scales; names of several units only where those above decide which.

    `township`: the class of the township that speaks (镇, 乡, 街道), if one does. `years`: those of the paper, where
    known; they tell the units apart that bore one name in turn.
    """
    scales, unsure = Scales(), []
    towns: list[Mention] = []
    found = tuple(_of_the_time(name, known, years) for name in _without_visited(tuple(found)))
    lists = Counter(name.group for name in found)
    for name in found:
        if name.form == "township":
            towns.append(name)
        elif len(name.ids) == 1:
            _lay(scales, name, name.ids[0], known, lists[name.group])
        else:
            unsure.append(name)
    held = {at for town in towns for at in range(town.start, town.end)}
    towns += (town for town in bare_towns(text) if town.start not in held)
    for name, unit in _settled(unsure, scales, known):
        _lay(scales, name, unit, known, lists[name.group])
    lay_townships(scales, [_of_its_county(town, known, years) for town in towns], known, township, text)
    corroborate(scales, text, known)
    return scales


def _without_visited(found: tuple[Mention, ...]) -> Iterator[Mention]:
    """A place that one went to, and that nowhere speaks, is an example wherever it is named."""
    visited = {unit for name in found if name.role == "elsewhere" for unit in name.ids if len(name.ids) == 1}
    visited -= {unit for name in found if name.role in SPEAKERS for unit in name.ids}
    for name in found:
        away = name.form != "township" and name.role in {"plain", "topic"} and visited & set(name.ids)
        yield name._replace(role="example") if away else name


def _of_the_time(name: Mention, known: Gazetteer, years: tuple[int, int] | None) -> Mention:
    """The mention, of units of one province that bore the name in turn the one that bears it in these years or last."""
    if name.form != "full" or len(name.ids) == 1 or len({unit[:2] for unit in name.ids}) > 1:
        return name
    rows = [row for unit in name.ids for row in known.units[unit] if name.name.endswith(row.name)]
    if any(one.meets(two.first, two.last or LATEST) for one in rows for two in rows if one.id != two.id):
        return name
    fit = {row.id for row in rows if years is None or row.meets(years[0] - 1, years[1])}
    last = max(rows, key=lambda row: row.first).id
    return name._replace(ids=(last if last in fit or not fit else max(fit),))


def _of_its_county(town: Mention, known: Gazetteer, years: tuple[int, int] | None) -> Mention:
    """The township, in the one county of these years whose place today's county took: 南郊区 before 云冈区."""
    if years is None:
        return town
    ids: dict[str, None] = {}
    for unit in town.ids:
        held = (
            [unit] if known.met(unit, years) else [old for old in taken_over().get(unit, ()) if known.met(old, years)]
        )
        ids |= dict.fromkeys(held if len(held) == 1 else ())
    return town._replace(ids=tuple(ids))


def _lay(scales: Scales, name: Mention, unit: str, known: Gazetteer, listed: int) -> None:
    part = SHORT if name.form == "short" and name.role not in {"slogan", "topic"} and listed < LISTED else 1.0
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
