"""Zones, verdict -> covers: the year whose work a paper tells and the year whose work it plans."""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_scripts.annotate.year.constraints import Verdict
from build_scripts.annotate.year.dates import plain_figures
from build_scripts.annotate.year.seen import PLANS
from build_scripts.annotate.zones import Zones, evidence
from build_scripts.model import Annotation, CleanText, Evidence

# A heading or an opening that looks back on a whole year: 一、去年工作回顾, 总结20xx年工作; not 总结经验
LOOKS_BACK = re.compile(
    r"(?:去年|上年|过去(?:的)?一年|一年来|(?:19|20)[\dxX×_*＊]{2}年(?:度|来)?)[^，。；：\n]{0,20}?(?:工作)?(?:回顾|总结|成绩|成效|情况)"
    r"|(?:总结|回顾)(?:了)?(?:去年|上年|过去一年|一年来|(?:19|20)[\dxX×_*＊]{2}年)"
)
# One that looks forward to a year: 安排部署今年工作, 20xx年主要任务; not 今年工作总结, 2022年上半年重点工作情况
LOOKS_ON = re.compile(
    r"(?:今年|明年|下一?年度?|(?:19|20)[\dxX×_*＊]{2}年(?:度)?)(?!上半年|第?[一二三]季度)[^，。；：\n]{0,20}?(?:任务|安排|打算|计划|要点|思路|重点|部署|目标)"
    r"|(?:安排|部署|做好|抓好|布置)(?:好)?(?:今年|明年|下一?年度?|(?:19|20)[\dxX×_*＊]{2}年)"
)

YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?=年)")  # 2022年上半年; not 20xx年


def covers(text: CleanText, parts: Zones, verdict: Verdict, genre: str) -> Annotation | None:
    """(reviewed, planned) where both are told of, the planned year twice for a plan; only where the year is known."""
    first, last = verdict.range
    if first is None or first != last:
        return None
    back = _words(text, parts, LOOKS_BACK, first - 1, "回顾")
    on = _words(text, parts, LOOKS_ON, first, "部署")
    if back and on and genre != "总结汇报":
        return Annotation(
            "covers", (first - 1, first), "inferred", (*back, *on), f"本篇成于{first}年，回顾上年，部署当年。"
        )
    if genre in PLANS and on:
        return Annotation("covers", (first, first), "inferred", on, f"本篇部署{first}年的工作。")
    return None


def _words(text: CleanText, parts: Zones, pattern: re.Pattern[str], year: int, does: str) -> tuple[Evidence, ...]:
    return tuple(_found(text, parts, pattern, year, does))[:1]


def _found(text: CleanText, parts: Zones, pattern: re.Pattern[str], year: int, does: str) -> Iterator[Evidence]:
    """The first wording of each zone that does so for this year; one that writes out another year is none."""
    for zone in (parts["title"], parts["headings"], parts["opening"]):
        shown = plain_figures(zone.text)
        hits = (hit for hit in pattern.finditer(shown) if {*map(int, YEAR.findall(hit[0]))} <= {year})
        if hit := next(hits, None):
            yield evidence(text, zone, hit.span(), "covers", f"{does}{year}年")
