"""Zones -> region: the unit of government that speaks in the paper, from what its names of places do together."""

from __future__ import annotations

from collections.abc import Iterator

from build_scripts.annotate.region.argue import Case, evidence_of, finding, level_note, note
from build_scripts.annotate.region.decide import Decision, decide
from build_scripts.annotate.region.gazetteer import Gazetteer, gazetteer
from build_scripts.annotate.region.mention import Mention
from build_scripts.annotate.region.mentions import mentions
from build_scripts.annotate.region.scales import Scales
from build_scripts.annotate.region.speaker import Speaker, speaker
from build_scripts.annotate.region.stated import OPENING, stated, whole
from build_scripts.annotate.region.weigh import weigh
from build_scripts.annotate.region.zone_speaker import ZoneSpeaker, zone_speaker
from build_scripts.annotate.rows import Knowledge
from build_scripts.annotate.zones import Zone, Zones, evidence
from build_scripts.knowledge.places import Unit
from build_scripts.model import Annotation, Certainty, CleanText, Document, Finding

Years = tuple[int, int]
Made = tuple[tuple[Annotation, ...], tuple[Finding, ...]]


ANYONE = Speaker("", ())
SLACK = 1  # the lists tell names at the end of a year: what ended with 1995 was in use for most of 1996


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
    if who.kind in {"区", ""} and (over := zone_speaker(zone.text, found, known)):
        return _zonal(text, zone, over, found, years), ()
    scales = weigh(zone.text, found, known, who.kind if who.level == "乡镇" else "", years)
    case = Case(text, document, zone, who, found, scales, decide(scales, who, known, years), years)
    return tuple(_claims(case, known, years)), tuple(finding(case))


def _national(text: CleanText, zone: Zone, who: Speaker) -> tuple[Annotation, ...]:
    clues = tuple(evidence(text, zone, span, "region: national", "对全国或各省而言") for span in who.spans[:3])
    said = "文件对全国或各省、自治区、直辖市而言，发文者为全国性机关。"
    first = zone.blocks[0]
    sure: Certainty = "stated" if first.kind == "title" and who.spans[0][0] < len(first.text) else "inferred"
    return (Annotation("region", "全国", sure, clues, said), Annotation("level", "全国", sure, clues, said))


def _zonal(
    text: CleanText, zone: Zone, over: ZoneSpeaker, found: tuple[Mention, ...], years: Years | None
) -> tuple[Annotation, ...]:
    """The unit in which the zone lies that speaks: the land below it is a district's, the zone has no code."""
    known = gazetteer()
    rows = path(over.unit, known, years, {name.name for name in found})
    said = f"文件以{over.name}的名义发出；开发区没有代码，在{rows[-1].name}之内，故定到{rows[-1].name}。"
    clues = (evidence(text, zone, over.span, "region: zone", f"开发区，在{rows[-1].name}"),)
    return (
        Annotation("region", "".join(row.name for row in rows), "inferred", clues, said),
        Annotation("region_code", over.unit.split(":")[0], "inferred", clues),
        Annotation("level", "县", "inferred", clues, f"文件以{over.name}的名义发出，属县一级。"),
    )


def _claims(case: Case, known: Gazetteer, years: Years | None) -> Iterator[Annotation]:
    made, who = case.made, case.who
    clues = evidence_of(case)
    sure: Certainty
    if made.unit is not None:
        sure = "stated" if made.speaks and _is_written_out(made.unit, case.scales) else "inferred"
        era = _era(made.unit, known, years, case.found)
        rows = path(made.unit, known, era, {name.name for name in case.found}, who if made.speaks else ANYONE)
        yield Annotation("region", "".join(row.name for row in rows), sure, clues, note=note(case))
        yield Annotation("region_code", made.unit.split(":")[0], sure, clues)
    if level := level_of(who, made, known):
        spans = tuple(evidence(case.text, case.zone, span, "level: self-reference", "自称") for span in who.spans[:3])
        # 全市 of a city that is a county's says 市; that its level is 县 follows from which city it is.
        sure = "stated" if spans and who.level == level else "inferred"
        yield Annotation("level", level, sure, spans or clues, level_note(case, level))


def _is_written_out(unit: str, scales: Scales) -> bool:
    return any(clue.mention.role == "self" and clue.mention.form == "full" for clue in scales.own.get(unit, ()))


def level_of(who: Speaker, made: Decision, known: Gazetteer) -> str:
    """全国, 省, 市, 县 or 乡镇: that of the unit that speaks, else that of the speaker's word for itself."""
    if made.unit is not None and made.speaks and who.level != "乡镇":
        return known.latest(made.unit).rank
    return who.level


def _era(unit: str, known: Gazetteer, years: Years | None, found: tuple[Mention, ...]) -> Years | None:
    """Of the years those in which the units below it bore the names that the text gives them, where there are such."""
    if years is None:
        return None
    first, last = years
    for name in found:
        if name.form == "full" and len(name.ids) == 1 and unit in known.above[name.ids[0]]:
            rows = [row for row in known.units[name.ids[0]] if name.name.endswith(row.name) and row.meets(first, last)]
            if rows:
                first = max(first, min(row.first for row in rows))
                last = min(last, max(row.last or last for row in rows))
    return (first, last) if first <= last else years


def path(unit: str, known: Gazetteer, years: Years | None, named: set[str], who: Speaker = ANYONE) -> tuple[Unit, ...]:
    """The rows from the province down, under the names of the time.

    Of the rows that the years allow those that the text names, then those that can call themselves as the speaker does
    (我县), then the latest.
    """
    rows = known.units[unit]
    fit = [row for row in rows if years and row.lives(years[0], years[1] - SLACK)]
    fit = fit or [row for row in rows if years and row.meets(*years)] or list(rows)
    fit = [row for row in fit if _is_named(row, rows, named)] or [row for row in fit if who.may_be(row)] or fit
    row = max(fit, key=lambda row: (row.last or 9999, row.first))
    if not row.parent:
        return (row,)
    until = row.last or (years[1] if years else None)
    span = (until, until) if until else (9999, 9999)
    return (*path(row.parent, known, span, named), row)


def _is_named(row: Unit, rows: tuple[Unit, ...], named: set[str]) -> bool:
    """Does the text give the unit this row's name, or a short name that no other of its rows has: 荆沙?"""
    own = all(other.short != row.short for other in rows if other.name != row.name)
    return any(name.endswith(row.name) or (own and name == row.short) for name in named)
