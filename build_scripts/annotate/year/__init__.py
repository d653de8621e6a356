"""Zones, constraints -> year, range and years covered: the year of issue or delivery, from all that bears on it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate

from build_scripts.annotate.rows import Knowledge
from build_scripts.annotate.year.argument import against, grounds, note, proposals
from build_scripts.annotate.year.chronology import chronology
from build_scripts.annotate.year.clues import clues
from build_scripts.annotate.year.constraints import (
    FIRM,
    STATED,
    Constraint,
    Verdict,
    binding,
    combine,
    interval,
    those,
)
from build_scripts.annotate.year.covers import covers
from build_scripts.annotate.year.dates import FIGURES, dates, plain_figures, reviewed, year_of
from build_scripts.annotate.year.planned import Written, is_planned, issued, written_before
from build_scripts.annotate.year.planned import finding as of_year_before
from build_scripts.annotate.year.standpoint import REPORTS
from build_scripts.annotate.zones import Zone, Zones, evidence
from build_scripts.model import Annotation, Certainty, CleanText, Document, Evidence, Finding, Proposal

# What holds years that are not the paper's: 《2016年方案》, 〔2014〕, [2014]5号, 2016-2020年, 2011—2015年
OTHERS_YEARS = re.compile(
    r"《[^》\n]{0,80}》|[〔\[【（(]\d{4}[〕\]】）)]|\d{4}年?(?:[-—–~～至到]|－)+(?:\d{4}|\d{2}(?=年))年?|[到至](?=\d{4}年)\d{4}"
)
QUOTED = 8  # so many clues stand as evidence

Interval = tuple[int | None, int | None, Evidence]
Made = tuple[tuple[Annotation, ...], tuple[Finding, ...]]


def year(
    text: CleanText,
    document: Document,
    parts: Zones,
    known: Knowledge,
    others: Sequence[Interval] = (),
) -> Made:
    """`year` where one year is left, `year_range` where anything is known, `covers`; and what remains in doubt.

    The document's claim of a genre tells plans from reviews. `others` are intervals found elsewhere, such as the
    life of a place's name.
    """
    kind = document.claim("genre")
    genre = str(kind.value) if kind else ""
    stated = issued(_stated(text, parts, known), known)
    whole = _whole(document)
    inferred = [
        *clues(text, whole, chronology(), genre),
        *dates(text, whole),
        *filter(None, (reviewed(text, parts[where]) for where in ("title", "headings"))),
        *(Constraint(interval(first, last), FIRM, clue.says, clue._replace(says="")) for first, last, clue in others),
    ]
    verdict = combine([*_weighed(stated), *inferred])
    before = written_before(text, whole, stated, known, verdict)
    if before and genre in REPORTS:  # a review that ends with next year's plan is of the year it tells of
        verdict, stated, before = combine([*inferred, *before.clues]), {}, None
    planned = len(stated) == 1 and is_planned(next(iter(stated.values())), known)
    claims = tuple(_claims(verdict, stated, "inferred" if planned else "stated", before))
    told = covers(text, parts, verdict, genre)
    findings = tuple(_findings(document, verdict, stated, whole, before))
    return (*claims, *((told,) if told else ())), findings


def plain_years(text: str) -> str:
    """The text, no longer and no shorter, with years in ASCII figures and without those that are not the paper's."""
    return OTHERS_YEARS.sub(lambda found: "□" * len(found[0]), plain_figures(text))


def _whole(document: Document) -> Zone:
    blocks = document.blocks
    starts = accumulate((len(block.text) + 1 for block in blocks), initial=0)
    return Zone(blocks, "\n".join(block.text for block in blocks), tuple(starts)[: len(blocks)])


def _stated(text: CleanText, parts: Zones, known: Knowledge) -> dict[int, list[Evidence]]:
    """The years that the paper states as its own or its plan's, with the words that state them."""
    shown = {where: plain_years(zone.text) for where, zone in parts.items()}
    found: dict[int, list[Evidence]] = {}
    for row, pattern in known.years:
        for hit in pattern.finditer(shown[row.where]):
            found.setdefault(year_of(hit["year"]), []).append(
                evidence(text, parts[row.where], hit.span(), row.rule, row.says)
            )
    return found


def _weighed(stated: dict[int, list[Evidence]]) -> Iterator[Constraint]:
    """One stated year decides; of several, the paper's own is one."""
    if len(stated) == 1:
        ((value, words),) = stated.items()
        yield from (Constraint(those((value,)), STATED, each.says, each) for each in dict.fromkeys(words))
    elif stated:
        named = "、".join(map(str, sorted(stated)))
        first = next(iter(stated.values()))[0]
        yield Constraint(those(stated), FIRM, f"明载者有{named}年", first)


def _claims(
    verdict: Verdict, stated: dict[int, list[Evidence]], given: Certainty, before: Written | None
) -> Iterator[Annotation]:
    """The claims; `given`: how sure the year is that the paper states, `before`: what tells that it plans that year."""
    first, last = verdict.range
    if first is None and last is None:
        return
    sure: Certainty = given if len(stated) == 1 else "inferred"
    words = grounds(binding(verdict))
    if len(stated) == 1:
        ((value, quotes),) = stated.items()
        words = tuple(each._replace(years=((value, value),)) for each in dict.fromkeys(quotes))[:3]
    argument = note(verdict)
    if before:
        words, argument = (*words, *before.grounds), f"{argument}；{before.note}"
    if first == last and first is not None:
        yield Annotation("year", first, sure, words[:QUOTED], argument)
    yield Annotation("year_range", (first, last), sure, words[:QUOTED], argument)


def _findings(
    document: Document, verdict: Verdict, stated: dict[int, list[Evidence]], whole: Zone, before: Written | None
) -> Iterator[Finding]:
    heavy = tuple(each for each in verdict.aside if each.weight >= FIRM)
    if before:
        yield of_year_before(before, stated)
    elif heavy:
        kept = note(verdict) or "无从定年"
        message = f"定年线索互相矛盾：{kept}；而{against(verdict._replace(aside=heavy))}。请核对。"
        yield Finding("A013", "warning", heavy[0].evidence.place, message, tuple(proposals(verdict, heavy)))
    first, last = verdict.range
    if first is not None and first == last:
        return
    if len(stated) > 1:
        shown_at = ((value, words[0]) for value, words in sorted(stated.items()))
        named = "；".join(f"{value}（{clue.place}“{clue.quote}”）" for value, clue in shown_at)
        message = f"年份互相冲突：{named}。未定年份，请核对。"
        likely = tuple(Proposal(str(value), "明载", tuple(words[:2])) for value, words in sorted(stated.items()))
        yield Finding("A011", "warning", document.place, message, likely)
    elif (first, last) != (None, None):
        light = tuple(each for each in verdict.aside if each.weight < FIRM)
        other = f"；另有{against(verdict._replace(aside=light))}，从轻未取" if light else ""
        message = f"年份只能定到一段：{note(verdict)}{other}。未定年份。"
        yield Finding("A012", "note", document.place, message, tuple(proposals(verdict, light)) if light else ())
    elif years := sorted({str(year_of(hit["year"])) for hit in FIGURES.finditer(plain_figures(whole.text))}):
        message = f"文中提到 {'、'.join(years)} 年，但都不是明载的成文或施行之年。未定年份，请核对。"
        yield Finding("A012", "note", document.place, message)
    else:
        yield Finding("A010", "note", document.place, "文中没有可以定年的年份或线索。未定年份。")
