"""A mention of a dated fact -> claims on the paper's year: by each way of bearing on it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from build_scripts.annotate.chronology import ChronologyRow
from build_scripts.annotate.constraints import FIRM, HARD, SOFT, interval, those
from build_scripts.annotate.tense import Mention
from build_scripts.zh import numeral

PLANS = frozenset({"工作计划", "工作要点", "实施方案", "意见通知"})
SHIFTS = {"this": (0,), "last": (1,), "before": (2,), "next": (-1, 0)}  # at the turn of the year 明年 is planned for
# What is done about a thing in later years too: 贯彻十九大精神, 继续防控甲流, 汶川地震十周年; not 十九大胜利召开
AFTERWARDS = re.compile(
    r"(?:贯彻|学习|落实|领会|宣传|吸取|汲取|纪念|围绕|巩固|根据|按照|继续|做好|抓好|加强"
    r"|防范|预防|防控|整治|打击|治理|严防|推进)[^。；，\n]{0,16}$"
)
AFTERMATH = re.compile(r"^[^。；，\n]{0,8}(?:精神|周年|以来|之后|[^以]后|教训|灾区|灾后|重建|援建)")
TAUGHT = re.compile(r"(?:吸取|汲取)[^。；\n]{0,40}$")  # 为深刻吸取天津港事故教训
OCCURRED = re.compile(r"^[^。；\n]{0,20}发生(?:以?后|以来)?")  # 动车事故发生后
MADE = re.compile(r"印发|颁布|公布|出台|通过|下发|发布|制定")
SOME_YEAR = re.compile(r"(?:19|20)\d\d年")

Claim = tuple[int, int, str]  # years, weight, reason


@dataclass(frozen=True, slots=True)
class Seen:
    """A row, one place where the paper mentions it, and how; is it the newest of its series that the paper names?"""

    row: ChronologyRow
    hit: re.Match[str]
    how: Mention
    genre: str
    newest: bool = True

    @property
    def plans(self) -> bool:
        """Is this said of the time to come, by the paper's kind or by the sentence?"""
        return self.genre in PLANS or (self.how.planned and not self.how.told)


def _since(seen: Seen) -> Iterator[Claim]:
    row = seen.row
    if row.first and not seen.how.foretold:
        yield interval(row.first, None), HARD if row.verified else FIRM, row.what
        if seen.how.year in {"this", "last"} and _is_made(seen):
            shift, word = (0, "今年") if seen.how.year == "this" else (1, "去年")
            yield those((row.first + shift,)), FIRM, f"{word}印发{row.what}"


def _is_made(seen: Seen) -> bool:
    """Does the sentence tell that this very paper, by its whole title, was made: 今年2月颁布了《食品安全法》?"""
    text, (start, end) = seen.hit.string, seen.hit.span()
    opened = text[max(0, start - 12) : start].endswith(("《", "《中华人民共和国", "《国务院", "《国家"))
    titled = opened and text.startswith("》", end)
    return titled and seen.row.way == "since" and bool(MADE.search(text, max(0, start - 40), start))


def _span(seen: Seen) -> Iterator[Claim]:
    """A plan speaks of a campaign while it lasts: the year that `last` leaves for reviews of it does not count."""
    yield from _since(seen)
    row = seen.row
    if row.last and seen.newest and not (seen.how.gone or seen.how.quoted or seen.how.foretold):
        spent = row.kind in {"campaign", "five-year-plan"} and seen.genre in PLANS
        yield interval(None, row.last - spent), SOFT, row.what


def _event(seen: Seen) -> Iterator[Claim]:
    row, years = seen.row, seen.row.years
    before, after = _around(seen)
    past = bool(AFTERWARDS.search(before) or AFTERMATH.search(after))
    shifts = SHIFTS.get(seen.how.year, ()) if years and not past else ()
    if shifts:
        word = {"this": "今年", "last": "去年", "before": "前年", "next": "明年"}[seen.how.year]
        yield those(year + shift for year in years for shift in shifts), FIRM, f"{word}有{row.what}"
        yield from _since(seen)
    elif seen.how.foretold and years:
        yield interval(None, max(years)), SOFT, f"{row.what}尚未举行"
    else:
        yield from _span(seen)
        if years and seen.genre == "意见通知" and (TAUGHT.search(before) or OCCURRED.match(after)):
            yield those((max(years), max(years) + 1)), SOFT, f"因{row.what}发文"


def _around(seen: Seen) -> tuple[str, str]:
    text, (start, end) = seen.hit.string, seen.hit.span()
    return text[max(0, start - 48) : start], text[end : end + 32]


def _turn(seen: Seen) -> Iterator[Claim]:
    if SOME_YEAR.search(seen.hit.string, max(0, seen.hit.start() - 12), seen.hit.start()):
        return  # 2011年是“十二五”开局之年 says nothing that its figures do not
    shifts = SHIFTS.get(seen.how.year) or ((0,) if seen.plans else (0, 1))
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
        before = (-1, 0) if seen.how.foretold and not seen.how.year else (0,) if seen.plans else (0, 1)
        shifts = SHIFTS.get(seen.how.year, before)
        yield those(year + shift for shift in shifts), FIRM, f"{seen.hit[0].strip('“《')}在{year}年"


def _amount(seen: Seen) -> Iterator[Claim]:
    shifts = SHIFTS.get(seen.how.year, (-1, 0, 1))
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
}
