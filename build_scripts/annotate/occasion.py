"""Document, zones -> occasion: the meeting at which this paper was delivered, by the name that it gives it."""

from __future__ import annotations

import re

from build_scripts.annotate.rows import Knowledge, Where
from build_scripts.annotate.title.subject import about
from build_scripts.annotate.wordings import NamingRow, generic, hits, occasions
from build_scripts.annotate.zones import Zones, evidence
from build_scripts.model import Annotation, CleanText, Document

LONGEST = 30  # code points of a meeting's name

SPOKEN: tuple[Where, ...] = ("opening", "closing")
MEETING = re.compile(r"会议|大会|今天[^。]{0,20}会|会后|散会|在座|与会")
YEAR = re.compile(r"(?:(?:19|20)[\dxX×_*＊—]{1,2}|[xX×*_]{2,4}|二[〇○零][〇○零一二三四五六七八九十]{2})年度?的?")
HIDDEN = re.compile(r"(?<![A-Za-z])[xX×_*＊○]+(?![A-Za-z])|“”")  # ×× of ××县卫生工作会议; not the X of TX项目推进会
OURS = re.compile(r"^(?:我|全)([省市州县区旗镇乡])的?")  # 我县的卫生工作大会; not 我国


def occasion(text: CleanText, document: Document, parts: Zones, known: Knowledge) -> Annotation | None:
    """The meeting, if the paper names it or tells its agenda; the document's claim of a genre is taken into account."""
    claim = document.claim("genre")
    for row, pattern in occasions():
        for hit in hits(row, pattern, parts, str(claim.value) if claim else ""):
            if name := _name(row, hit, parts, known):
                group = "name" if "name" in hit.groupdict() else "what"
                clue = evidence(text, parts[row.where], hit.span(group), f"occasion: {row.rule}", row.says)
                return Annotation("occasion", name, row.certainty, (clue,), f"{row.says}，故知是{name}。")
    return None


def _name(row: NamingRow, hit: re.Match[str], parts: Zones, known: Knowledge) -> str:
    """The meeting's name as a title writes it, without a year and with 全市 for 我市; empty when it names none."""
    scope = about(parts, known).scope if "{scope}" in row.value else ""
    if "{scope}" in row.value and not scope:
        return ""
    said = row.value.format_map({**hit.groupdict(), "scope": scope})
    name = OURS.sub(r"全\1", HIDDEN.sub("", YEAR.sub("", said)).strip())
    return name if len(name) <= LONGEST and not generic().search(name) else ""


def is_meeting(parts: Zones) -> bool:
    """Does the paper show that it was spoken at a meeting, named or not?"""
    return any(MEETING.search(parts[where].text) for where in SPOKEN)
