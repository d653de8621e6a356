"""Text -> the unit in which a development zone lies that speaks: 威海火炬高技术产业开发区管理委员会, in 威海市."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from build_scripts.annotate.region.gazetteer import Gazetteer
from build_scripts.annotate.region.mention import Mention

HEAD = 3  # so many lines open a paper: letterhead, number, title
FOOT = 4  # and so many close it: signature, date
LONGEST = 40  # characters of a line that names who issues
PLACE = range(9, 1, -1)  # characters of a place's name, the longest first
# Behind the place: 火炬高技术产业开发区管理委员会文件, 经济技术开发区安监局工作总结; not 开发区建设经验, 新区规划
ZONE = re.compile(
    r"(?P<zone>(?:国家级?|省级)?(?:[一-鿿]{0,8}(?:产业|技术|经济|工业|科技|综合|旅游度假|农业)[一-鿿]{0,4})?(?:开发区|高新区|经开区|园区|保税区|度假区|示范区))"
    r"(?:管理?委员?会|党工委|工委|[一-鿿]{2,12}?(?:局|办公室|办事处|中心|委员会|大队)|(?:20[\dxX×_*]{2}年)?[一-鿿]{0,10}?工作(?:总结|要点|计划|报告|汇报))"
)
# What may stand behind the name of who signs: 办公室, 2022年7月6日; not 来访。
SIGNED = re.compile(r"(?:[一-鿿]{0,6}(?:办公室|局|部))?[\s　]*(?:[（(]?(?:19|20|二)[^，。；]{2,12}日?[）)]?)?$")
NARRATES = re.compile(r"[，。；]")


class ZoneSpeaker(NamedTuple):
    """`unit`: the id of what the zone lies in; `span`: the words that say so; `name`: the zone's own name."""

    unit: str
    span: tuple[int, int]
    name: str


def zone_speaker(text: str, found: tuple[Mention, ...], known: Gazetteer) -> ZoneSpeaker | None:
    """The zone that heads or signs the paper, by the place before its name; zones of the gazetteer are mentions."""
    named = {name.start for name in found if name.form == "full" and any(":" in unit for unit in name.ids)}
    for start, line, signs in _edges(text):
        if start in named or len(line) > LONGEST or NARRATES.search(line):
            continue
        for length in PLACE:
            place = line[:length]
            units = known.full.get(place) or known.short.get(place) or ()
            zone = ZONE.match(line, length)
            sound = zone and (not signs or SIGNED.match(line, zone.end()))
            if zone and sound and len(units) == 1 and not units[0].endswith("0000"):
                return ZoneSpeaker(units[0], (start, start + zone.end()), line[: zone.end("zone")])
    return None


def _edges(text: str) -> Iterator[tuple[int, str, bool]]:
    """The first lines and the last, each with its offset; is it one that may sign?"""
    starts, at = [], 0
    for line in text.split("\n"):
        starts.append((at, line))
        at += len(line) + 1
    yield from ((start, line, False) for start, line in starts[:HEAD])
    yield from ((start, line, True) for start, line in starts[max(HEAD, len(starts) - FOOT) :])
