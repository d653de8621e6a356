"""Zone -> constraints: what years, deadlines, document numbers and weekdays in the text say of its own year."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from build_scripts.annotate.year.calendars import CALENDARS, Clue
from build_scripts.annotate.year.constraints import FIRM, HARD, SOFT, Constraint, interval, those
from build_scripts.annotate.year.tense import mention
from build_scripts.annotate.zones import Zone, evidence
from build_scripts.model import CleanText
from build_scripts.zh import DIGITS

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
    *CALENDARS,
    ("told", _told),
    ("months", _months),
)
