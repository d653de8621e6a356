"""Text -> clues: what weekdays, years of the Republic, lunar years and jubilees say of the paper's own year."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

from build_scripts.annotate.year.chronology import FIRST, LAST
from build_scripts.annotate.year.constraints import FIRM, HARD, SOFT, interval, those
from build_scripts.annotate.year.tense import mention
from build_scripts.zh import NUMERAL, numeral

# 3月8日（星期四）, 3月8日，周四; not 3月8日四时
WEEKDAY = re.compile(
    r"(?P<month>1[0-2]|0?[1-9])月(?P<day>[12]\d|3[01]|0?[1-9])[日号][\s（(，,]{0,2}(?:星期|礼拜|周)(?P<weekday>[一二三四五六日天])"
)
# 发文日期：中华民国98年3月5日; not 民国三十八年, which is history
REPUBLIC = re.compile(r"(?P<own>(?:发文|发布|日)?日?期[:：]\s*)?(?:中华)?民国\s?(?P<year>\d{2,3})年(?=\d{1,2}月|度|$)")
# 本（103）年, 本(98)年度: how offices in Taiwan write this year; not 本（12）次
THIS_OF_REPUBLIC = re.compile(r"[本今][（(](?P<year>8\d|9\d|1[01]\d)[）)]年")
# Words of Taiwan's offices, without which 今（98）年 may be 1998
COUNTS_SO = re.compile(r"民国|[乡镇区]公所|立法院|行政院|议长|贵会")
# 创办于1909年, 始建于1958年; not 修订于2009年
FOUNDED = re.compile(r"(?:创[办建立]|始建|[成建]立|建[校院厂所县市])于(?P<year>(?:18|19|20)\d\d)年")
# 建校100周年, 建院六十周年; not 建党90周年, of which the chronology tells
JUBILEE = re.compile(rf"(?:创[办建立]|建[校院厂所县市])(?:的)?(?P<n>\d{{1,3}}|[{NUMERAL}百]{{1,4}})周年")
# 戊子年正月, 农历庚寅年; not 戊戌变法, 甲午战争
STEMS, BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
LUNAR = re.compile(
    rf"(?P<lunar>农历|夏历)?(?:岁次)?(?P<stem>[{STEMS}])(?P<branch>[{BRANCHES}])年(?P<month>(?:春节|新春|正月|腊月|[二三四五六七八九十冬]月|岁末|年末))?"
)
LATE = frozenset({"腊月", "岁末", "年末"})  # they may fall in the next year of the calendar
FIRST_OF_CYCLE = 1984  # 甲子
REPUBLIC_BEGAN = 1911  # the year before the first of the Republic's
WEEKDAYS = "一二三四五六日"
HUNDRED = 100  # so many years of the Republic are written in three figures


class Clue(NamedTuple):
    """What a stretch of the text allows, and why."""

    years: int
    weight: int
    reason: str
    span: tuple[int, int]


def _republic(text: str) -> Iterator[Clue]:
    """Years counted from the Republic's first: the date of issue is the paper's own, another is not after it."""
    found = [(int(hit["year"]) + REPUBLIC_BEGAN, hit) for hit in REPUBLIC.finditer(text)]
    found = [(year, hit) for year, hit in found if FIRST <= year <= LAST]
    if not found:
        return
    year, hit = max(found, key=lambda each: (bool(each[1]["own"]), each[0]))
    told = f"民国{year - REPUBLIC_BEGAN}年即{year}年"
    yield Clue(those((year,)) if hit["own"] else interval(year, None), HARD if hit["own"] else FIRM, told, hit.span())


def _this_of_republic(text: str) -> Iterator[Clue]:
    """本（103）年 in a paper of an office in Taiwan: its own year."""
    sure = COUNTS_SO.search(text) is not None
    hits = [hit for hit in THIS_OF_REPUBLIC.finditer(text) if sure or int(hit["year"]) >= HUNDRED]
    if hits:
        hit = max(hits, key=lambda each: int(each["year"]))
        year = int(hit["year"]) + REPUBLIC_BEGAN
        yield Clue(those((year,)), FIRM, f"称民国{hit['year']}年即{year}年为本年", hit.span())


def _jubilees(text: str) -> Iterator[Clue]:
    """So many years after its founding, where the paper tells one year of founding and one number of years."""
    founded = {int(hit["year"]) for hit in FOUNDED.finditer(text)}
    hits = [*JUBILEE.finditer(text)]
    counts = {numeral(hit["n"]) or 0 for hit in hits}
    if len(founded) == len(counts) == 1 and counts != {0}:
        year = founded.pop() + counts.pop()
        for hit in hits:
            shifts = {"this": (0,), "last": (1,), "next": (-1,)}.get(mention(text, *hit.span()).year, (-1, 0))
            yield Clue(those(year + shift for shift in shifts), FIRM, f"{hit[0]}在{year}年", hit.span())


def _lunar(text: str) -> Iterator[Clue]:
    """A year of the cycle of sixty, told with its month or as the lunar calendar's: it recurs after sixty years."""
    for hit in LUNAR.finditer(text):
        stem, branch = STEMS.index(hit["stem"]), BRANCHES.index(hit["branch"])
        if (hit["lunar"] or hit["month"]) and (stem - branch) % 2 == 0:
            place = next(n for n in range(60) if n % 10 == stem and n % 12 == branch)
            years = [year for year in range(FIRST, LAST + 1) if (year - FIRST_OF_CYCLE) % 60 == place]
            late = hit["month"] in LATE or hit["month"] is None
            span = hit.start("stem"), hit.end()
            yield Clue(those(year + lag for year in years for lag in range(1 + late)), SOFT, f"农历{hit[0]}", span)
            return


def _weekdays(text: str) -> Iterator[Clue]:
    for hit in WEEKDAY.finditer(text):
        month, day = int(hit["month"]), int(hit["day"])
        weekday = WEEKDAYS.index(hit["weekday"].replace("天", "日"))
        years = those(year for year in range(FIRST, LAST + 1) if _falls(year, month, day, weekday))
        if years and not mention(text, *hit.span()).year.replace("this", ""):
            yield Clue(years, FIRM, f"{month}月{day}日为星期{hit['weekday']}", hit.span())


def _falls(year: int, month: int, day: int, weekday: int) -> bool:
    try:
        return date(year, month, day).weekday() == weekday
    except ValueError:  # 29 February, 31 April
        return False


CALENDARS: tuple[tuple[str, Callable[[str], Iterator[Clue]]], ...] = (
    ("republic", _republic),
    ("republic-this-year", _this_of_republic),
    ("lunar", _lunar),
    ("jubilees", _jubilees),
    ("weekdays", _weekdays),
)
