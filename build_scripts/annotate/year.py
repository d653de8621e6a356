"""Zones -> year: the year of issue, delivery or plan, where the text states it in so many words."""

from __future__ import annotations

import re

from build_scripts.annotate.rows import Knowledge
from build_scripts.annotate.zones import Zones, evidence
from build_scripts.model import Annotation, CleanText, Document, Evidence, Finding
from build_scripts.zh import DIGITS

# What holds years that are not the paper's: 《2016年方案》, 〔2014〕, [2014]5号, 2016-2020年, 2011—2015年
OTHERS_YEARS = re.compile(
    r"《[^》\n]{0,80}》|[〔\[【（(]\d{4}[〕\]】）)]|\d{4}年?(?:[-—–~～至到]|－)+(?:\d{4}|\d{2}(?=年))年?|[到至](?=\d{4}年)\d{4}"
)
# A year in Chinese or full-width figures: 二〇一二年, ２０１２年; not 二十年, 一九九几年
WRITTEN_YEAR = re.compile(r"[一二１２][九〇○零０][〇○零一二三四五六七八九０-９]{2}(?=年)")
ANY_YEAR = re.compile(r"(?<!\d)(?:19[5-9]|20[0-4])\d(?=年)")


def year(
    text: CleanText, document: Document, parts: Zones, known: Knowledge
) -> tuple[Annotation | None, tuple[Finding, ...]]:
    """The one year that the rows find, as stated; else a finding with what years there are."""
    shown = {where: plain_years(zone.text) for where, zone in parts.items()}
    found: dict[int, list[Evidence]] = {}
    for row, pattern in known.years:
        for hit in pattern.finditer(shown[row.where]):
            clue = evidence(text, parts[row.where], hit.span(), row.rule)
            found.setdefault(int(hit["year"]), []).append(clue)
    if len(found) == 1:
        ((value, clues),) = found.items()
        return Annotation("year", value, "stated", tuple(dict.fromkeys(clues))[:3]), ()
    return None, (_finding(document, found, shown["anywhere"]),)


def plain_years(text: str) -> str:
    """The text, no longer and no shorter, with years in ASCII figures and without those that are not the paper's."""
    figures = WRITTEN_YEAR.sub(lambda found: "".join(str(DIGITS[mark]) for mark in found[0]), text)
    return OTHERS_YEARS.sub(lambda found: "□" * len(found[0]), figures)


def _finding(document: Document, found: dict[int, list[Evidence]], shown: str) -> Finding:
    if found:
        shown_at = ((value, clues[0]) for value, clues in sorted(found.items()))
        named = "；".join(f"{value}（{clue.place.local}：“{clue.quote}”）" for value, clue in shown_at)
        message = f"年份互相冲突：{named}。未定年份，请核对。"
        return Finding("A011", "warning", document.place, message)
    years = sorted(set(ANY_YEAR.findall(shown)))
    if years:
        message = f"文中提到 {'、'.join(years)} 年，但都不是明载的成文或施行之年。未定年份，请核对。"
        return Finding("A012", "note", document.place, message)
    return Finding("A010", "note", document.place, "文中没有可以定年的年份。未定年份。")
