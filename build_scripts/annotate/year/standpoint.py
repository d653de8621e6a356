"""Text, genre -> standpoint: does a paper tell of a year from inside it, and from where on does it look ahead?"""

from __future__ import annotations

import re
from typing import NamedTuple

OPENING = 320  # characters in which a paper says of what time it tells
# 上半年工作总结, 1—9月份工作情况, 一季度安全生产情况通报: told before the year is over; not 下半年工作计划
PART_OF_YEAR = re.compile(
    r"(?:上半年|前?[一二三]个?季度|前三季度|(?<!\d)[1１一元][-—–~～至到]{1,2}(?:[2-9]|1[01]|[二三四五六七八九]|十一?)月份?)"
    r"[^，。；\n]{0,20}?(?:总结|汇报|情况|报告|小结|回顾|通报|分析|进展)"
)
# The word by which it calls the year it tells of: 今年以来, 20xx年以来; not 去年, 过去的一年
OWN_YEAR = re.compile(
    r"(?P<own>今年(?!初|底|[^，。；]{0,6}(?:工作)?(?:安排|计划|打算|任务))|本年度?(?!初)|20[\dxX×_*＊]{2}年以来)"
    r"|去年|上一?年(?:度|工作)|过去的?(?:一|20)|明年|新的一年|下一?年度"
)
# A heading under which a report looks ahead: 四、明年工作打算, 下一步工作; not 目标任务完成情况
AHEAD = re.compile(
    r"^(?![^\n]{0,40}(?:完成|落实|进展|执行)情况)[^。；\n]{0,24}(?:打算|计划(?!生育|免疫)|安排|思路|下一?步|明年|来年|下一?年|下半年|今后)[^。\n]{0,20}$",
    re.MULTILINE,
)
# A heading that looks ahead to the rest of the year: 五、下半年计划; not 二、下半年工作情况
SECOND_HALF = re.compile(r"^[^。；\n]{0,8}下半年[^。；\n]{0,8}(?:打算|计划|安排|思路|重点|任务)", re.MULTILINE)
REPORTS = frozenset({"总结汇报"})


class Standpoint(NamedTuple):
    """What stands before `until` is told of the paper's own year; 0 where nothing says so.

    `midyear`: the paper tells of a part of the year, so that what it looks ahead to is of that year too.
    """

    until: int
    midyear: bool = False

    def own(self, at: int) -> bool:
        """Is what stands here told of the year in which the paper was written?"""
        return at < self.until

    def ahead(self, at: int) -> bool:
        """Does it stand where such a paper looks ahead?"""
        return 0 < self.until <= at


def standpoint(text: str, genre: str) -> Standpoint:
    """Where a report tells of its own year: one on part of a year, or one that calls the year 今年."""
    title = text.find("\n") + 1
    called = OWN_YEAR.search(text, title, title + OPENING)
    inside = genre in REPORTS and called is not None and called["own"] is not None
    if PART_OF_YEAR.search(text, 0, title) or (inside and SECOND_HALF.search(text, title)):
        return Standpoint(len(text), midyear=True)
    if not inside:
        return Standpoint(0)
    ahead = AHEAD.search(text, title)
    return Standpoint(ahead.start() if ahead else len(text))
