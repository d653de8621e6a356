"""Zone -> constraints: what years, deadlines, document numbers and weekdays in the text say of its own year."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

from build_scripts.annotate.year.chronology import FIRST, LAST
from build_scripts.annotate.year.constraints import FIRM, HARD, SOFT, Constraint, interval, those
from build_scripts.annotate.year.tense import mention
from build_scripts.annotate.zones import Zone, evidence
from build_scripts.model import CleanText
from build_scripts.zh import DIGITS, NUMERAL, numeral

# A year in Chinese or full-width figures: 二〇一二年, ２０１２年; not 二十年, 一九九几年
WRITTEN_YEAR = re.compile(r"[一二１２][九〇○零０][〇○零一二三四五六七八九０-９]{2}(?=年)")
# 2011年, 2011—2015年, 09年; not 12011年, 2011个, 10年, 2.09年
FIGURES = re.compile(r"(?P<year>(?:19[89]\d|20[0-3]\d)(?<!\d{5})|(?<![\d.．·—–~～至-])0\d)年")
CENTURY = 2000  # of the years written 00 to 09; 10年 may be ten years
# What comes before a year that is an aim: 到2015年, 力争2012年; not 比2010年
AIMED = re.compile(r"(?:[到至]|力争|争取|预计|确保|计划|截[止至]|[—–-])$")
# What follows it then: 年底前, 年将; not 年，全市完成了
TO_COME = re.compile(
    r"^(?:年?(?:底|末|\d{1,2}月底?)(?:以?前|之前)|[^。；\n]{0,24}?(?:将|力争|要|必须|确保|争取|计划|全部达|有望))"
)
# What makes a year a past one: 年以来, 年颁布, 比2010年, 年完成了; not 年完成
GONE_BY = re.compile(
    r"^年?(?:度|底|初|末|[上下]半年|[一-鿿\d]{0,4}季度|\d{1,2}月(?:\d{1,2}日)?)?[，,]?[^，。；\n]{0,30}?"
    r"(?:以来|[^为]了|已|共(?!同|产|青|创|建)|累计|颁布|出台|印发|下发|成立|被评|荣获|获得|增长|增加|下降|提高到|达到?\d|同期|相比|启动|开始|召开|发生)"
)
COMPARED = re.compile(r"(?:比|较|与|同|自|从|截[止至])$")  # 比2010年, 自2009年, 截至2011年
UPTO = re.compile(r"截[止至]到?$")  # 截至2011年底; not 到2011年底
# 〔2014〕12号; not （2014）
NUMBERED = re.compile(r"[〔\[［【（(](?P<year>(?:19[89]|20[0-3])\d)[〕\]］】）)]\s*\d{1,4}\s*号")
# （2011—2015年）, 2016-2018年三年行动; not 2011.5—8
SPAN_OF_YEARS = re.compile(r"(?P<first>19[89]\d|20[0-3]\d)年?\s*[-—–~～至到－]{1,2}\s*(?P<last>20[0-4]\d)\s*年?")
DECADE = re.compile(r"(?P<decade>20[0-2])[xX×_*＊](?=年)")  # 201x年; not 20xx年
BLANK_YEAR = re.compile(r"20(?:[xX×_*＊]{2}|[—-]{2}|○○|□□)(?=年)")  # 20xx年, 20__年; not 20xx个
# 3月8日（星期四）, 3月8日，周四; not 3月8日四时
WEEKDAY = re.compile(
    r"(?P<month>1[0-2]|0?[1-9])月(?P<day>[12]\d|3[01]|0?[1-9])[日号][\s（(，,]{0,2}(?:星期|礼拜|周)(?P<weekday>[一二三四五六日天])"
)
# 发文日期：中华民国98年3月5日; not 民国三十八年, which is history
REPUBLIC = re.compile(r"(?P<own>(?:发文|发布|日)?日?期[:：]\s*)?(?:中华)?民国\s?(?P<year>\d{2,3})年(?=\d{1,2}月|度|$)")
# 本（103）年, 本(98)年度: how offices in Taiwan write this year; not 本（12）次
THIS_OF_REPUBLIC = re.compile(r"[本今][（(](?P<year>8\d|9\d|1[01]\d)[）)]年")
COUNTS_SO = re.compile(
    r"台湾|[一-鿿]{2}[县市]政府|[乡镇区]公所|立法院|行政院|大陆委员会|议长|贵会"
)  # papers of Taiwan's offices
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
# 2011年工作总结, 2011年工作回顾, 2011年主要工作完成情况: a review; not 2011年工作计划
REVIEWED = re.compile(
    r"(?P<year>19[89]\d|20[0-3]\d|(?<![\d.．·—–~～至-])0\d)年(?:度|来)?[^，。；：\n]{0,30}?(?:总结|回顾|完成情况|开展情况|进展情况|汇报|述职|小结|自查报告|工作报告|主要成绩|取得的成绩|情况报告)"
)
# 2011年1—9月, 2011年上半年, 2011年第三季度: the year itself; not 2011年下半年
MONTHS = re.compile(
    r"(?P<year>19[89]\d|20[0-3]\d)年(?:上半年|第?[一二三]季度|前三季度|(?:1|一|元)[-—–至到]+(?:\d{1,2}|[一-十]{1,2})月)"
)
# 去年（2011年）, 今年（2012年）, 去年是2011年; not 去年2月
TOLD = re.compile(r"(?P<word>去年|上年|今年|本年|明年)(?:[（(，即是]{1,2})(?P<year>(?:19[89]|20[0-3])\d)年?[）)，,。]")


class Clue(NamedTuple):
    """What a stretch of the text allows, and why."""

    years: int
    weight: int
    reason: str
    span: tuple[int, int]


def plain_figures(text: str) -> str:
    """The text, no longer and no shorter, with years in ASCII figures."""
    return WRITTEN_YEAR.sub(lambda found: "".join(str(DIGITS[mark]) for mark in found[0]), text)


def year_of(figures: str) -> int:
    """The year that four or two figures name: 2009, 09."""
    return int(figures) + (CENTURY if len(figures) < len("2009") else 0)


def dates(text: CleanText, zone: Zone) -> Iterator[Constraint]:
    """The constraints of the body's own dates, the strongest of each sort."""
    shown = plain_figures(zone.text)
    for name, read in READERS:
        for clue in read(shown):
            quote = evidence(text, zone, clue.span, f"dates: {name}")
            yield Constraint(clue.years, clue.weight, clue.reason, quote)


def reviewed(text: CleanText, zone: Zone) -> Constraint | None:
    """The year whose work a title, heading or opening says is told: issued in it, or at the turn of the next."""
    found = next(REVIEWED.finditer(plain_figures(zone.text)), None)
    if not found:
        return None
    year = year_of(found["year"])
    quote = evidence(text, zone, found.span(), "dates: reviewed")
    return Constraint(those((year, year + 1)), FIRM, f"回顾{year}年工作", quote)


def _past(text: str) -> Iterator[Clue]:
    """The latest year told as gone or current: the paper is no older."""
    gone = [(year_of(hit["year"]), hit.span()) for hit in FIGURES.finditer(text) if _is_past(text, hit)]
    if gone:
        year, span = max(gone, key=lambda each: each[0])
        yield Clue(interval(year, None), FIRM, f"述及{year}年", span)


def _is_past(text: str, hit: re.Match[str]) -> bool:
    before, after = text[max(0, hit.start() - 8) : hit.start()], text[hit.end() : hit.end() + 48]
    if mention(text, *hit.span()).quoted:
        return False
    if COMPARED.search(before):
        return True
    return not AIMED.search(before) and not TO_COME.match(after) and bool(GONE_BY.match(after))


def _aimed(text: str) -> Iterator[Clue]:
    """The nearest year that is an aim: the paper is no younger."""
    aims = [(year_of(hit["year"]), hit.span()) for hit in FIGURES.finditer(text) if _is_aim(text, hit)]
    if aims:
        year, span = min(aims, key=lambda each: each[0])
        yield Clue(interval(None, year), SOFT, f"以{year}年为期", span)


def _is_aim(text: str, hit: re.Match[str]) -> bool:
    before, after = text[max(0, hit.start() - 8) : hit.start()], text[hit.end() : hit.end() + 40]
    if UPTO.search(before) or mention(text, *hit.span()).quoted or re.search(r"以来|已|了", after.split("。")[0]):
        return False
    return bool(re.search(r"[到至]$", before) and TO_COME.match(after)) or bool(
        re.match(r"(?:底|末|\d{1,2}月底?)(?:以?前|之前)", after)
    )


def _numbers(text: str) -> Iterator[Clue]:
    found = [(int(hit["year"]), hit.span()) for hit in NUMBERED.finditer(text)]
    if found:
        year, span = max(found, key=lambda each: each[0])
        yield Clue(interval(year, None), HARD, f"引{year}年文号", span)


def _spans(text: str) -> Iterator[Clue]:
    """The latest beginning of a stretch of years: such programmes are made at most a year ahead."""
    found = [
        (int(hit["first"]), hit.span())
        for hit in SPAN_OF_YEARS.finditer(text)
        if 0 < int(hit["last"]) - int(hit["first"]) < 16
    ]
    if found:
        year, span = max(found, key=lambda each: each[0])
        yield Clue(interval(year - 1, None), FIRM, f"述及{year}年起的规划", span)


def _decades(text: str) -> Iterator[Clue]:
    for hit in DECADE.finditer(text):
        if not AIMED.search(text[max(0, hit.start() - 4) : hit.start()]):
            year = int(hit["decade"]) * 10
            yield Clue(interval(year, None), SOFT, f"年份作{hit[0]}年", hit.span())
            return


def _blanks(text: str) -> Iterator[Clue]:
    if hit := BLANK_YEAR.search(text):
        yield Clue(interval(2000, None), SOFT, "年份作20××年", hit.span())


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
    hits = list(THIS_OF_REPUBLIC.finditer(text)) if COUNTS_SO.search(text) else []
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


def _told(text: str) -> Iterator[Clue]:
    for hit in TOLD.finditer(text):
        shift = {"去年": 1, "上年": 1, "明年": -1}.get(hit["word"], 0)
        yield Clue(those((int(hit["year"]) + shift,)), FIRM, f"称{hit['year']}年为{hit['word']}", hit.span())


def _months(text: str) -> Iterator[Clue]:
    """The latest year of which only the first months are told, when no later year is: it is the paper's own."""
    years = [year_of(hit["year"]) for hit in FIGURES.finditer(text) if _is_past(text, hit)]
    found = [(int(hit["year"]), hit.span()) for hit in MONTHS.finditer(text)]
    if found:
        year, span = max(found, key=lambda each: each[0])
        if year >= max(years, default=0):
            yield Clue(those((year, year + 1)), SOFT, f"述及{year}年头几个月", span)


READERS: tuple[tuple[str, Callable[[str], Iterator[Clue]]], ...] = (
    ("past", _past),
    ("aimed", _aimed),
    ("numbers", _numbers),
    ("spans", _spans),
    ("decades", _decades),
    ("blanks", _blanks),
    ("republic", _republic),
    ("republic-this-year", _this_of_republic),
    ("lunar", _lunar),
    ("jubilees", _jubilees),
    ("weekdays", _weekdays),
    ("told", _told),
    ("months", _months),
)
