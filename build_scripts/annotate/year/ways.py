"""A mention of a dated fact -> claims on the paper's year: by each way of bearing on it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from build_scripts.annotate.year.constraints import FIRM, HARD, SOFT, interval, those
from build_scripts.annotate.year.seen import PLANS, SHIFTS, Claim, Seen
from build_scripts.annotate.year.tense import word_within
from build_scripts.annotate.year.time_passed import ANNIVERSARY, LONG, WISH, WISHED, anniversary, soon_after, years_ago
from build_scripts.zh import numeral

# What is done about a thing in later years too: 贯彻十九大精神, 继续防控甲流, 汶川地震十周年; not 十九大胜利召开
MARKS = re.compile("[“”《》]")  # of 第十一个“安全生产月, whose hit ends before the closing one
AFTERWARDS = re.compile(
    r"(?:贯彻|学习|落实|领会|宣传|吸取|汲取|纪念|围绕|巩固|根据|按照|继续|做好|抓好|加强"
    r"|防范|预防|防控|整治|打击|治理|严防|推进)[^。；，\n]{0,16}$"
)
AFTERMATH = re.compile(r"^后|^[^。；，\n]{0,8}(?:精神|周年|以来|之后|[^以]后|教训|灾区|灾后|重建|援建)")
FOR = re.compile(r"为(?:庆祝|迎接|纪念)?$")
SETTING = re.compile(r"^[^。；\n]{0,30}?(?:创造|营造|献礼)")  # 为建党90周年创造良好环境
SUDDEN = re.compile(r"(?:突如其来|突发|突然袭来)的?[“《]?$")  # 面对突如其来的非典疫情
TAUGHT = re.compile(r"(?:吸取|汲取)[^。；\n]{0,40}$")  # 为深刻吸取天津港事故教训
OCCURRED = re.compile(r"^[^。；\n]{0,20}(?:发生|召开)(?:以?后|以来)?")  # 动车事故发生后
LESSONS = 2  # for so many years a disaster is still held up as a lesson
# 制定好“六五”普法规划, 谋划“十三五”; not 制定了“六五”普法规划, 根据“六五”普法规划制定
DRAFTED = re.compile(r"(?:制[定订]好?|编制好?|编好|谋划好?|起草|研究制定)[^。；，\n了]{0,4}$")
NTH_AFTER = re.compile(r"^后的?第(?P<n>[一二三四五])(?:个完整)?年")  # 入世后的第一年
MADE = re.compile(r"印发|颁布|公布|出台|通过|下发|发布|制定")
MADE_AFTER = re.compile(
    r"》(?:正式)?(?:印发|颁布|公布|出台|下发|发布)(?![^。；，\n]{0,8}(?:周年|后|以来))"
)  # 今年6月，《…的意见》下发
MADE_BEFORE = re.compile(r"(?:印发|颁布|公布|出台|下发|发布)的?[《“]$")  # 今年6月国务院颁布《粮食收购条例》以来
# What may stand between 《 and what a row calls a paper; the match ends at the mention
OPENED = re.compile(r"《(?:中华人民共和国|国务院|国家|中共中央|中央|办公厅|关于|、)*$")
MEETING = re.compile(
    r"^[^。，；\n]{0,10}(?:大会|座谈会|纪念会|茶话会|表彰会|活动|晚会|仪式)"
)  # 建党90周年座谈会上的讲话
NEXT = "明年"
WILL = re.compile(r"将[于从自]?|即将")  # 将于12月1日起施行
SOME_YEAR = re.compile(r"(?:19|20)\d\d年")

# Why a row's `last` year bounds a paper, by the kind of row.
ENDED = {"institution": "此后改名或撤并", "campaign": "此后结束", "five-year-plan": "此后期满"}


def _since(seen: Seen) -> Iterator[Claim]:
    row = seen.row
    yield from anniversary(seen)
    yield from years_ago(seen)
    if row.first and _is_drafted(seen):
        yield interval(row.first - 1, None), SOFT, f"{row.what}将至"
    elif row.first and not seen.how.foretold:
        yield interval(row.first, None), HARD if row.verified else FIRM, row.what
        if seen.how.year in {"this", "last"} and _is_made(seen):
            shift, word = (0, "今年") if seen.how.year == "this" else (1, "去年")
            yield those((row.first + shift,)), FIRM, f"{word}印发{row.what}"


def _is_drafted(seen: Seen) -> bool:
    """Is a programme spoken of as one to be drawn up: 制定好“六五”普法规划?"""
    before, _ = seen.around
    return seen.row.kind in {"campaign", "five-year-plan"} and bool(DRAFTED.search(before))


def _is_made(seen: Seen) -> bool:
    """Does the sentence tell that this very paper, by its whole title, was made: 今年2月颁布了《食品安全法》?"""
    text, (start, end) = seen.hit.string, seen.hit.span()
    opened = bool(OPENED.search(text, max(0, start - 24), start))
    titled = opened and text.startswith("》", end)
    begun = max(start - 40, *(text.rfind(mark, max(0, start - 40), start) for mark in "。；\n"), 0)
    made = MADE.search(text, begun, start) or MADE_AFTER.match(text, end)
    return titled and seen.row.way == "since" and bool(made)


def _span(seen: Seen) -> Iterator[Claim]:
    """A plan speaks of a campaign while it lasts: the year that `last` leaves for reviews of it does not count.

    Nor does it count in a review that is told from inside its own year.
    """
    yield from _since(seen)
    row = seen.row
    if row.last and seen.newest and not (seen.how.gone or seen.how.quoted or seen.how.foretold):
        spent = row.kind in {"campaign", "five-year-plan"} and seen.genre in PLANS
        spent = spent or (row.kind == "campaign" and seen.own)
        yield interval(None, row.last - spent), SOFT, f"{row.what}{ENDED.get(row.kind, '此后少有提及')}"


def _counted(seen: Seen) -> Iterator[Claim]:
    """A title names a census: its review is of its last year or the next, what prepares it of a year before."""
    years, in_title = seen.row.years, seen.hit.start() < seen.hit.string.find("\n")
    if seen.row.kind == "census" and years and in_title:
        review = seen.genre == "总结汇报"
        span = (max(years), max(years) + 1) if review else (min(years) - 1, max(years))
        yield interval(*span), SOFT, f"{seen.row.what}之{'后' if review else '时'}"


def _event(seen: Seen) -> Iterator[Claim]:
    row, years = seen.row, seen.row.years
    before, after = seen.around
    past = bool(AFTERWARDS.search(before) or AFTERMATH.search(after)) and not MADE_BEFORE.search(before)
    word_for_year = word_within(seen.hit[0]) or seen.how.year
    shifts = SHIFTS.get(word_for_year, ()) if years and (not past or word_for_year == "next") else ()
    if years and (nth := NTH_AFTER.match(after)) and (count := numeral(nth["n"])):
        yield those(year + count for year in years), FIRM, f"{row.what}后第{nth['n']}年"
    elif shifts:
        word = {"this": "今年", "last": "去年", "before": "前年", "next": "明年"}[word_for_year]
        yield those(year + shift for year in years for shift in shifts), FIRM, f"{word}有{row.what}"
        yield from _since(seen)
    elif seen.how.foretold and years and not ANNIVERSARY.match(after):
        # a congress is looked forward to in its year and the year before, games for many years
        first = min(years) - (not seen.midyear) if row.kind == "congress" else None
        yield interval(first, max(years)), SOFT, f"{row.what}尚未举行"
    elif years and SUDDEN.search(before) and not LONG.search(before):
        yield interval(min(years), max(years) + 1), SOFT, f"{row.what}为新近之事"
        yield from _since(seen)
    else:
        yield from _span(seen)
        yield from soon_after(seen)
        yield from _counted(seen)
        after_it = OCCURRED.match(after) or ("发生" in seen.hit[0] and after.startswith("后"))
        if years and seen.genre == "意见通知" and (TAUGHT.search(before) or after_it):
            yield those((max(years), max(years) + 1)), SOFT, f"因{row.what}发文"
        elif years and TAUGHT.search(before):
            yield interval(min(years), max(years) + LESSONS), SOFT, f"新近吸取{row.what}的教训"


def _turn(seen: Seen) -> Iterator[Claim]:
    if SOME_YEAR.search(seen.hit.string, max(0, seen.hit.start() - 12), seen.hit.start()):
        return  # 2011年是“十二五”开局之年 says nothing that its figures do not
    if _is_drafted(seen):
        return  # 谋划“十五五”的关键之年 is a year before that plan
    shifts = (-1, 0) if seen.how.foretold and seen.row.kind == "anniversary" else seen.shifts
    yield those(year + shift for year in seen.row.years for shift in shifts), FIRM, seen.row.what


def _newest_of_a_lost_number(seen: Seen) -> Iterator[Claim]:
    yield those(year + shift for year in seen.row.years for shift in (0, 1)), SOFT, seen.row.what


def _opening(seen: Seen) -> Iterator[Claim]:
    yield those(year + shift for year in seen.row.years for shift in (-1, 0, 1)), SOFT, seen.row.what


def _draft(seen: Seen) -> Iterator[Claim]:
    yield interval(seen.row.first, seen.row.last), SOFT, seen.row.what


def _ordinal(seen: Seen) -> Iterator[Claim]:
    count = numeral(seen.hit["n"])
    if count and seen.row.base and not seen.how.quoted:
        year = seen.row.base + count * seen.row.step
        shifts = SHIFTS.get(seen.how.year) or _days_around(seen)
        yield those(year + shift for shift in shifts), FIRM, f"{MARKS.sub('', seen.hit[0])}在{year}年"


def _days_around(seen: Seen) -> tuple[int, ...]:
    """How many years after the day the paper may be, when no 今年 or 去年 says: a wish, a meeting for it, a plan."""
    before, after = seen.around
    if seen.hit.start() < seen.hit.string.find("\n") and WISHED.search(before) and MEETING.match(after):
        return (0,)  # its title says that it was held for the day
    wished = (WISHED.search(before) and WISH.search(before)) or (FOR.search(before) and SETTING.match(after))
    if seen.row.kind == "anniversary" and wished and not seen.how.told:
        return (0,)
    return (-1, 0) if seen.how.foretold else seen.shifts


def _in_force(seen: Seen) -> Iterator[Claim]:
    """A law comes into force on a day without a year: 该法于12月1日起施行."""
    for year in seen.row.years:
        to_come = (-1, 0) if seen.row.early else (0,)
        shifts = (
            (-1,)
            if NEXT in seen.hit[0]
            else SHIFTS.get(seen.how.year)
            or (to_come if seen.how.foretold or WILL.search(seen.hit[0]) else (0,) if seen.own else (0, 1))
        )
        yield those(year + shift for shift in shifts), FIRM, seen.row.what
        yield interval(year - 1, None), HARD if seen.row.verified else FIRM, seen.row.what


def _amount(seen: Seen) -> Iterator[Claim]:
    """Some places paid a sum a year before it was paid everywhere."""
    shifts = {"this": (-1, 0), "last": (0, 1)}.get(seen.how.year, (-1, 0, 1))
    yield those(year + shift for year in seen.row.years for shift in shifts), SOFT, seen.row.what


READINGS: dict[str, Callable[[Seen], Iterator[Claim]]] = {
    "since": _since,
    "span": _span,
    "event": _event,
    "newest": _newest_of_a_lost_number,
    "turn": _turn,
    "opening": _opening,
    "draft": _draft,
    "ordinal": _ordinal,
    "amount": _amount,
    "in-force": _in_force,
}
