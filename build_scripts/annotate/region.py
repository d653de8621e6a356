"""Zones -> region: the unit of government that speaks in the paper, from what its names of places do together."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from build_scripts.annotate.argue import Case, evidence_of, finding, note
from build_scripts.annotate.decide import Decision, decide
from build_scripts.annotate.gazetteer import Gazetteer, Unit, gazetteer
from build_scripts.annotate.mentions import Mention, mentions
from build_scripts.annotate.rows import Knowledge
from build_scripts.annotate.speaker import Speaker, speaker
from build_scripts.annotate.stated import OPENING, stated, whole
from build_scripts.annotate.weigh import Scales, weigh
from build_scripts.annotate.zones import Zone, Zones, evidence
from build_scripts.model import Annotation, Certainty, CleanText, Document, Evidence, Finding

Years = tuple[int, int]
Made = tuple[tuple[Annotation, ...], tuple[Finding, ...]]

OLDEST = 1990  # a name that ended before says nothing of a paper


class PlaceYears(NamedTuple):
    """A name in the text and the years in which a paper can use it; None: no bound on that side."""

    first: int | None
    last: int | None
    evidence: Evidence
    reason: str


def region(
    text: CleanText, document: Document, parts: Zones, _known: Knowledge | None = None, years: Years | None = None
) -> Made:
    """Region, code and level with their arguments, and a finding for what stays open.

    `years`: the bounds of the year of issue, where they are known; they choose among the names a unit has had.
    """
    zone, known = whole(document), gazetteer()
    who = speaker(zone.text, min(OPENING, len(parts["title"].text) + len(parts["opening"].text)))
    if who.kind == "国":
        return _national(text, zone, who), ()
    found = stated(zone, mentions(zone.text))
    scales = weigh(zone.text, found, known, who.kind if who.level == "乡镇" else "")
    case = Case(text, document, zone, who, found, scales, decide(scales, who, known))
    return tuple(_claims(case, known, years)), tuple(finding(case))


def _national(text: CleanText, zone: Zone, who: Speaker) -> tuple[Annotation, ...]:
    clues = tuple(evidence(text, zone, span, "region: national") for span in who.spans[:3])
    said = "文件对全国或各省、自治区、直辖市而言，发文者为全国性机关。"
    first = zone.blocks[0]
    sure: Certainty = "stated" if first.kind == "title" and who.spans[0][0] < len(first.text) else "inferred"
    return (Annotation("region", "全国", sure, clues, note=said), Annotation("level", "全国", sure, clues))


def _claims(case: Case, known: Gazetteer, years: Years | None) -> Iterator[Annotation]:
    made, who = case.made, case.who
    clues = evidence_of(case)
    if made.unit is not None:
        sure: Certainty = "stated" if made.speaks and _is_written_out(made.unit, case.scales) else "inferred"
        rows = path(made.unit, known, years, {name.name for name in case.found})
        yield Annotation("region", "".join(row.name for row in rows), sure, clues, note=note(case))
        yield Annotation("region_code", made.unit.split(":")[0], sure, clues)
    if level := level_of(who, made, known):
        spans = tuple(evidence(case.text, case.zone, span, "level: self-reference") for span in who.spans[:3])
        yield Annotation("level", level, "stated" if spans else "inferred", spans or clues)


def _is_written_out(unit: str, scales: Scales) -> bool:
    return any(clue.mention.role == "self" and clue.mention.form == "full" for clue in scales.own.get(unit, ()))


def level_of(who: Speaker, made: Decision, known: Gazetteer) -> str:
    """全国, 省, 市, 县 or 乡镇: that of the unit that speaks, else that of the speaker's word for itself."""
    if made.unit is not None and made.speaks and who.level != "乡镇":
        return known.latest(made.unit).rank
    return who.level


def path(unit: str, known: Gazetteer, years: Years | None, named: set[str]) -> tuple[Unit, ...]:
    """The rows from the province down, under the names of the time: of all the years, of the text, or the latest."""
    rows = known.units[unit]
    fit = [row for row in rows if years and row.lives(*years)] or [row for row in rows if _is_named(row, named)] or rows
    row = max(fit, key=lambda row: (row.last or 9999, row.first))
    if not row.parent:
        return (row,)
    until = row.last or (years[1] if years else None)
    span = (until, until) if until else (9999, 9999)
    return (*path(row.parent, known, span, named), row)


def _is_named(row: Unit, named: set[str]) -> bool:
    return any(name.endswith(row.name) for name in named)


def place_years(text: CleanText, document: Document) -> tuple[PlaceYears, ...]:
    """The years in which the full names in the text were in use: 沾化区 since 2014; for the engine that dates papers.

    A name that was given up is still found in papers of the year after, so much is allowed for; names that have
    existed throughout say nothing and are left out.
    """
    zone, known = whole(document), gazetteer()
    return tuple(_bounds(text, zone, name, known) for name in _datable(mentions(zone.text), known))


def _datable(found: tuple[Mention, ...], known: Gazetteer) -> Iterator[Mention]:
    seen = set()
    for name in found:
        if name.form == "full" and name.name not in seen and any(_rows(name, known)):
            seen.add(name.name)
            first, last = _life(name, known)
            if first > OLDEST or last is not None:
                yield name


def _rows(name: Mention, known: Gazetteer) -> list[Unit]:
    return [row for unit in name.ids for row in known.units[unit] if name.name.endswith(row.name)]


def _life(name: Mention, known: Gazetteer) -> tuple[int, int | None]:
    rows = _rows(name, known)
    lasts = [row.last for row in rows]
    return min(row.first for row in rows), None if None in lasts else max(last for last in lasts if last is not None)


def _bounds(text: CleanText, zone: Zone, name: Mention, known: Gazetteer) -> PlaceYears:
    first, last = _life(name, known)
    said = f"{name.name}之名" + (f"始于{first}年" if first > OLDEST else "") + (f"止于{last}年" if last else "")
    clue = evidence(text, zone, (name.start, name.end), "place-years")
    return PlaceYears(first if first > OLDEST else None, last + 1 if last else None, clue, said)
