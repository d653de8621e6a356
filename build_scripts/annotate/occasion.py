"""Zones -> occasion: the meeting at which a speech was given, by the name that the opening gives it."""

from __future__ import annotations

import re
from typing import NamedTuple

from build_scripts.annotate.rows import Where
from build_scripts.annotate.zones import Zones

LONGEST = 30  # code points of a meeting's name

_KIND = "(?:会议|大会|(?:动员|推进|座谈|现场|调度|培训|促进|专题|表彰|部署|总结)会(?!议)|例会(?!议)|启动仪式|培训班)"
# 召开20xx年全县卫生工作会议, 这次全市卫生工作会议; not 传达全国会议精神, 这次会议是重要的会议
CONVENED = re.compile(
    rf"(?:召开|举行|举办|这次|此次|本次|今天的|参加)(?:[了的在]|这次|此次|本次|一次)*"
    rf"(?P<name>(?:(?!精神|召开|这次)[^，。；：？！\n]){{2,40}}?{_KIND})(?!精神|后|的精神)"
)
# 一次重要会议, 全县工作会议; not 全县卫生工作会议
NO_NAME = re.compile(r"是|了|一次|重要|十分|非常|同志|各种|(?:^|[省市县区镇])(?:工作|专题|有关|这个|这样)*会议?$")
SPOKEN: tuple[Where, ...] = ("opening", "closing")
MEETING = re.compile(r"会议|大会|今天[^。]{0,20}会|会后|散会|在座|与会")
YEAR = re.compile(r"(?:(?:19|20)[\dxX×_*＊—]{1,2}|[xX×*_]{2,4}|二[〇○零][〇○零一二三四五六七八九十]{2})年度?的?")
OURS = re.compile(r"^(?:我|全)([省市州县区旗镇乡])的?")  # 我县的卫生工作大会; not 我国


class Occasion(NamedTuple):
    """A meeting's name as a title writes it, and where the opening names it."""

    name: str
    span: tuple[int, int]


def occasion(parts: Zones) -> Occasion | None:
    """The first meeting that the opening says is being held, if it gives its name."""
    for found in CONVENED.finditer(parts["opening"].text):
        name = OURS.sub(r"全\1", YEAR.sub("", found["name"]).strip())
        if not NO_NAME.search(name) and len(name) <= LONGEST:
            return Occasion(name, found.span("name"))
    return None


def is_meeting(parts: Zones) -> bool:
    """Does the paper show that it was spoken at a meeting, named or not?"""
    return any(MEETING.search(parts[where].text) for where in SPOKEN)
