"""Text -> the amounts in it that an indicator names, each with what names it and what it is of.

A name of an indicator with this unit leads right up to the amount, or an act with its object does; what is a difference
(增长3%), a condition (5亿元以下的项目) or one of a range is not named.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from build_scripts.annotate.figures.amounts import Amount, amounts
from build_scripts.knowledge.indicators import ANY, IndicatorRow, indicators

NEAR = 64  # characters before a number that may name it
OBJECT = 14  # characters between an act and its object
LISTED = 8  # amounts that may stand behind one 分别
ABOUT = 18  # characters before a name that tell what it is of

_TO = "".join(
    f"{way}[到至]|{way}为|"
    for way in (
        "提高",
        "提升",
        "上升",
        "增加",
        "增长",
        "扩大",
        "调增",
        "调整",
        "下降",
        "降低",
        "减少",
        "压缩",
        "控制",
        "增",
        "升",
        "降",
    )
)
# Words between a name and its number: 达到, 稳定在, 由…提高到, 共, 约; not 提高, 增加, 不到
LINK = re.compile(
    rf"(?:{_TO}达到了|达到|达|为|是|[保稳维][持定]?在|控制在|保持|在|突破|超过|不低于|不少于|不高于|不超过|不得低于|不得少于|不得超过|高于|低于|大于|小于|接近|近|大?约|仅|只有"
    r"|共计|共有|共|总计|合计|累计|已|均|都|全部|平均|要|应|须|必须|力争|确保|争取|实现|有|了|原则上?|[：:\s])*$"
)
COUNT = re.compile(r"(?:人|总)?数$")  # 系统管理人数889人 names 系统管理
FROM = re.compile(
    r"(?:由|从)[^，。；：]{0,14}?\d[\d.,]*[^，。；：\d]{0,6}$"
)  # 由3万元 before 提高到4万元; not 由县卫生局
# What goes on like this qualifies another thing: 5亿元以下的建设项目; not 42%的目标
QUALIFIES = re.compile(r"(?:以上|以下|以内|左右)?的(?!目标|水平|要求|标准|比例|速度|任务)")
BEHIND = re.compile(r"以上|以下|以内|左右|之内")
# What an act is not done on: 培训班, 检查中发现, 培训率; not 培训人员
NO_OBJECT = "(?![中后时前率会班出]|情况|结束|工作|机构|基地|中心|发现|力度|合格)"
EACH = re.compile(r"(?:人均|次均|户均|每[人户村个年月期次])$")  # a mean, where the indicator counts the whole
DIFFERENCE = re.compile(r"(?:新增|增加|净增|减少|增长|提高|下降)的?$")  # 新增参合人数: not all of them
CLOSED = re.compile(r"[，。；、）)]|$|以上|以下|以内")  # what may follow a rate that lost its sign: 建卡率100、
RATE = re.compile(r"[率比]$")
SEVERAL = re.compile(r"分别")
CLAUSE = re.compile(r"[。；：！？\n]")
PARTS = re.compile(r"[、，]|以及|[和及与]")
MARKS = re.compile(r"[，。；：！？、（）()“”《》%‰.①-⑳]|以及|\s")
# What tells nothing by itself: 责令 before 停产整顿, 总 before 投资
COUNTED = re.compile(r"\d[万亿]?(?:平方米|元|亩|人|次|个)$")  # 实际完成2138平方米: another figure
VAIN = re.compile(
    r"(?:[总设拟年也实]|项目|责令|当场|停产|行政|提请|发放|各[类种]?|下达|参加|发生|实施|支出|规划|计划|设计|予以|举办|印制|配备|共|健康|为|给予|进行了?|安排|落实)+$"
)
LEADS = re.compile(
    r"^.*(?:[使将把让](?!用)|完成(?=.{2})|包括|办理)|^对(?![口外象策比])"
)  # 使全县 before 卫生知识普及率, 督促企业完成职工 before 培训1500人次
TAIL = re.compile(r"(?:共?配备|进行|举办|实施|完成|下达|按时|按期|如期|全面)$")
HALF = re.compile(r"[和与及或]$")  # 危害告知和 before 警示标识设置率: two names share the number
# What stands before a name and tells nothing of it: 全县, 确保20xx年, 其中
EMPTY = re.compile(
    r"^(?:.*?[使对将把让])?(?:其中|并|且|保证|督促|下达|举办|印发|但|而|为|全年|今年|去年|年内|年底|目前|确保|力争|争取|实现|保持|达到|以及|[和及与的共]|我[省市县区镇局]|全[省市县区镇州]|各地|完成|累计"
    r"|要求?|务必|(?:19|20)[\dxX_×*]{2}年度?|降低|提高|努力|进一步|有效|和|到)+"
)


class Found(NamedTuple):
    """An amount with its indicator; `start` is where what names it begins, `about` what it is of.

    `link` are the words between the name and the amount, `behind` those that limit it: 以上, 以内.
    """

    row: IndicatorRow
    amount: Amount
    start: int
    about: str
    link: str
    behind: str


def find(text: str) -> Iterator[Found]:
    """The figures of a paragraph, in order."""
    held = list(amounts(text))
    several = _several(text, held)
    for amount in held:
        if QUALIFIES.match(text, amount.end):
            continue
        found = several.get(amount.start) if amount.start in several else _named(text, amount)
        if found:
            yield found


def _named(text: str, amount: Amount) -> Found | None:
    """The indicator that the words right before the amount name."""
    before = text[max(0, amount.start - NEAR) : amount.start]
    before = before[max((each.end() for each in CLAUSE.finditer(before)), default=0) :]
    rest = LINK.sub("", before, count=1)
    if passed := FROM.search(rest):
        rest = LINK.sub("", rest[: passed.start()], count=1)
    found = _at(rest, amount, before, text)
    counted = COUNT.sub("", rest)
    return found if found or counted == rest else _at(counted, amount, before, text)


def _at(rest: str, amount: Amount, before: str, text: str) -> Found | None:
    """The indicator whose name, or act and object, `rest` ends with."""
    unit = amount.unit or ("%" if _lost_its_sign(rest, amount, text) else "")
    if not unit:
        return None
    told = amount._replace(unit=unit)
    shift, link = amount.start - len(before), before[len(rest) :]
    named, acted = _name(rest, unit), _act(rest, unit)
    if acted and (not named or acted[1] < named[1]):
        row, at, what = acted
        return Found(row, told, shift + at, "" if what in row.objects else what, link, _behind(text, amount))
    if not named or DIFFERENCE.search(rest[: named[1]]):
        return None
    if EACH.search(rest[: named[1]]) and "均" not in rest[named[1] :]:
        return None
    row, at = named
    if any(word in rest[:at] for word in row.not_after):
        return None
    return Found(row, told, shift + at, _about(rest[:at]), link, _behind(text, amount))


def _lost_its_sign(rest: str, amount: Amount, text: str) -> bool:
    """Is this a rate of which the web page lost the per cent sign?"""
    return bool(RATE.search(rest)) and 0 < amount.value <= 100 and bool(CLOSED.match(text, amount.end))


def _name(rest: str, unit: str) -> tuple[IndicatorRow, int] | None:
    """The longest name with this unit that `rest` ends with, and where it begins there."""
    known = indicators()
    for length in range(min(known.longest, len(rest)), 1, -1):
        key = rest[-length:], unit
        if key in known.named:
            row = known.named[key]
            return (row, len(rest) - length) if row else None
    return None


def _act(rest: str, unit: str) -> tuple[IndicatorRow, int, str] | None:
    """The act with its object that `rest` ends with, where it begins there, and on what it was done."""
    for row, pattern in _acts().get(unit, ()):
        if (found := pattern.search(rest)) and not any(_holds(rest, found.start(), word) for word in row.unless):
            return row, found.start(), EMPTY.sub("", found[1])
    return None


def _holds(rest: str, at: int, word: str) -> bool:
    """Does the longer word stand so that what begins at `at` is a part of it?"""
    found = rest.rfind(word, 0, at + len(word))
    return 0 <= found <= at < found + len(word)


@cache
def _acts() -> Mapping[str, Sequence[tuple[IndicatorRow, re.Pattern[str]]]]:
    """For each unit the indicators with acts."""
    found: dict[str, list[tuple[IndicatorRow, re.Pattern[str]]]] = {}
    for row in indicators().rows.values():
        if row.acts:
            acts = "|".join(map(re.escape, sorted(row.acts, key=len, reverse=True)))
            words = rf"[^，。；：！？、\d]{{0,{OBJECT}}}?"
            ends = "" if ANY in row.objects else f"(?:{'|'.join(map(re.escape, row.objects))})"
            pattern = re.compile(rf"(?:{acts})了?{NO_OBJECT}({words}{ends})$")
            for unit in row.units:
                found.setdefault(unit, []).append((row, pattern))
    return found


def _several(text: str, held: Sequence[Amount]) -> Mapping[int, Found | None]:
    """What stands behind 分别: each amount with the name in its turn, or none where names and amounts do not agree."""
    made: dict[int, Found | None] = {}
    starts = [each.start for each in held]
    for mark in SEVERAL.finditer(text):
        first = bisect_left(starts, mark.end())
        listed = _listed(text, mark.end(), held[first : first + LISTED])
        before = CLAUSE.split(text[max(0, mark.start() - LISTED * NEAR) : mark.start()])[-1]
        parts = _parts(text, mark.start() - len(before), mark.start())[-len(listed) :] if listed else []
        pairs = zip(parts, listed, strict=False)
        named = [(_name(words, each.unit), words, at, each) for (words, at), each in pairs]
        whole = 1 < len(listed) == len(parts) and all(name for name, *_ in named)
        link, behind = text[mark.end() : listed[0].start] if listed else "", _behind(text, listed[-1]) if listed else ""
        made |= dict.fromkeys(each.start for each in listed)
        made |= {
            each.start: Found(name[0], each, at + name[1], _about(words[: name[1]]), link, behind)
            for name, words, at, each in named
            if whole and name
        }
    return made


def _listed(text: str, start: int, behind: Sequence[Amount]) -> list[Amount]:
    """The amounts that follow one another from here: 达88.75%和76.86%."""
    listed: list[Amount] = []
    for each in behind:
        between = text[listed[-1].end if listed else start : each.start]
        if LINK.sub("", between, count=1).strip("、和及与，"):
            break
        listed.append(each)
    return listed


def _parts(text: str, start: int, end: int) -> list[tuple[str, int]]:
    """The members of a list, each with where it begins."""
    cuts = [found.span() for found in PARTS.finditer(text, start, end)]
    begins, ends = [start, *(cut[1] for cut in cuts)], [*(cut[0] for cut in cuts), end]
    return [(text[first:last], first) for first, last in zip(begins, ends, strict=True)]


def _about(before: str) -> str:
    """What the name is of, from the words right before it: 农村 of 确保农村住院分娩率."""
    words = MARKS.split(before)[-1][-ABOUT:]
    words = TAIL.sub("", EMPTY.sub("", LEADS.sub("", words)))
    return "" if VAIN.fullmatch(words) or COUNTED.search(words) or HALF.search(words) else words.rstrip("总年的")


def _behind(text: str, amount: Amount) -> str:
    found = BEHIND.match(text, amount.end)
    return found[0] if found else ""
