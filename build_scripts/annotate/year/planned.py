"""Stated years, verdict -> the clues that a plan was written in the year before the one that it is for."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from build_scripts.annotate.rows import Knowledge
from build_scripts.annotate.year.argument import grounds
from build_scripts.annotate.year.constraints import FIRM, Constraint, Verdict, those
from build_scripts.annotate.zones import Zone, evidence
from build_scripts.model import CleanText, Evidence, Finding, Proposal

# 明年重点加强, 明年要: what the plan is for is still to come; not 到明年底, 明年春节
AHEAD = re.compile(r"(?<![到至])明年(?:的)?(?:工作|重点|要(?!求)|将|继续|全面|着力|计划|拟)")

Stated = Mapping[int, Sequence[Evidence]]


class Written(NamedTuple):
    """A plan is for `year`; the clues tell that it was written in the year before."""

    year: int
    clues: tuple[Constraint, ...]

    @property
    def reasons(self) -> str:
        return "、".join(dict.fromkeys(each.reason for each in self.clues))

    @property
    def note(self) -> str:
        """What the argument for the year adds, in Chinese."""
        return f"按惯例取计划所定之年，成文当在上一年（{self.reasons}）"

    @property
    def grounds(self) -> tuple[Evidence, ...]:
        return grounds(self.clues)


def is_planned(words: Sequence[Evidence], known: Knowledge) -> bool:
    """Do all these words state the year of a plan, and none that of its issue?"""
    rules = {row.rule for row, _ in known.years if row.of == "plan"}
    return all(each.rule in rules for each in words)


def issued(stated: dict[int, list[Evidence]], known: Knowledge) -> dict[int, list[Evidence]]:
    """The year of the paper's date alone, else of its issue, where but for it only the next year is stated."""
    kinds = {row.rule: row.of for row, _ in known.years}
    for kind in ("date", "issue"):
        own = {year: words for year, words in stated.items() if any(kinds[each.rule] == kind for each in words)}
        if any(stated.keys() <= {year, year + 1} for year in own):
            return own
    return stated


def written_before(text: CleanText, zone: Zone, stated: Stated, known: Knowledge, verdict: Verdict) -> Written | None:
    """The clues, where the paper states only the year it plans and all that contradicts it is of the year before."""
    if len(stated) != 1 or not is_planned(next(iter(stated.values())), known):
        return None
    (year,) = stated
    before = those((year - 1,))
    heavy = [each for each in verdict.aside if each.weight >= FIRM]
    if not all(each.years & before for each in heavy):
        return None
    if ahead := AHEAD.search(zone.text):
        quote = evidence(text, zone, ahead.span(), "plan: next-year")
        heavy.append(Constraint(before, FIRM, f"称{year}年为明年", quote))
    return Written(year, tuple(heavy)) if heavy else None


def finding(written: Written, stated: Stated) -> Finding:
    """What the curator may want to settle: the year of the plan, or that of its writing."""
    message = (
        f"{written.year}年是计划所定之年；{written.note.removeprefix('按惯例取计划所定之年，')}。年份从惯例，请核对。"
    )
    likely = (
        Proposal(str(written.year), "计划所定之年", tuple(stated[written.year][:2])),
        Proposal(str(written.year - 1), "成文当在此年", written.grounds[:2]),
    )
    return Finding("A014", "note", written.clues[0].evidence.place, message, likely)
