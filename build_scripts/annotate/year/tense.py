"""A place in a text -> Mention: is it spoken of as this year's, last year's, to come, gone, in another's title?"""

from __future__ import annotations

import re
from typing import NamedTuple

LONGEST = 90  # code points that a sentence is read back
TWO_SENTENCES = 160  # code points on in which the next sentence tells what is to be done
NEAR = 36  # between 今年 and what happened in it
STOP = "。；！？\n"

# The year that a clause speaks of: 今年, 去年, 刚刚过去的; not 比去年, 去年同期, 近年
RELATIVE = re.compile(
    r"(?P<this>今年|今[天日]|本年度?|当前|新的一年里?|今后一年)|(?P<before>前年)"
    r"|(?P<last>(?<![比较与同和超])去年(?!同期)|上一?年度?(?!同期|度)|(?:刚刚|已经|即将)?过去的(?=一年|[\dxX×_*＊]{2,4}年))"
    r"|(?P<next>明年|来年|下一?年度?|即将到来的|新一年)"
)
# A year in figures or blanked: 2011年, 20xx年, ××年; not 3年, 五年
SOME_YEAR = re.compile(r"(?:19|20)[\dxX×_*＊]{2}年|(?<![一-鿿\d])[xX×_*＊]{2,4}年")
FORETOLD = re.compile(
    r"(?:迎接?|喜迎|筹备|备战|即将|将[于要]?|拟|待|起草|草案|征求意见|尚未|呼吁)[^。；，\n]{0,8}$"
)  # 迎接党的十八大, 即将出台的《食品安全法》; not 迎接检查，
# 十八大即将召开, 《黄河保护法》立法调研, 《旅游法》将于10月1日起施行; not 《旅游法》宣传调研
SOON = re.compile(
    r"^[》”]?[^。；，\n]{0,6}(?:即将|将[于要在自从]|召开在即|开幕在即|草案|征求意见稿|送审稿|立法(?:调研|论证|工作|规划)|起草)"
)
PAST = re.compile(
    r"(?:原|原来的|前|时任|当时的?|曾任?|老|过去的?|历史上的?|撤销|撤并)(?:国家|[省市县区州]|地区)?$"
)  # 原市安监局, 当时的卫生部; not 市安监局
GONE = re.compile(r"^[^。；，\n]{0,4}(?:更名|改名|改为|撤销|并入|合并|重组|改组)")  # 卫生局更名为卫计局
# 做好今年的工作意义重大; not 将要, 必须, which reviews hold as well
PLAN_WORDS = re.compile(
    r"今年|总体要求是|指导思想是|工作思路是|责任重大|意义重大|至关重要|任务(?:艰巨|繁重)|做好[^。；，]{0,12}工作[^。；，]{0,6}意义"
)
# 20xx年是…的收官之年。全省工作要坚持…: the next sentence says what is to be done; not 工作取得了
THEN_PLANS = re.compile(
    r"^[^。！\n]{0,90}。[^。，\n]{0,24}(?:工作|我们|[全我各][省市县区州局]|总体)[^。，\n]{0,10}(?:要(?!求)(?:坚持|以|全面|继续|认真|紧紧|深入|高举|围绕)|要求是|思路是|任务是)"
)
IS_THE = re.compile(r"(?:19|20)[\dxX×_*＊]{2}年(?:，|既|又|也|更|还)*是[^。；\n]{0,40}$")  # 20xx年是; not 20xx年，我们
PAST_WORDS = re.compile(r"(?:一年来|取得了?|完成了|圆满完成|领导下|我们?(?:始终)?(?:坚持|紧紧围绕)|回顾)")


# 今年是A，也是B: whatever the sentence goes on to call the year; not 今年完成了A，也是
AND_IS = re.compile(r"[，、](?:又|也|更|还|同时|同样)*是[^，。；]{0,24}$")
IS = re.compile(r"(?:[（(][^）)]{0,8}[）)])?(?:，|既|又|正值|恰逢|不仅)*(?:是|逢)")
SINCE = re.compile(r"(?:以来|之后|以后|后)，")  # 去年10月更名以来，庆祝…: what follows is not last year's
# 营改增是今年的重大改革: the year stands behind; not 是今年以来
BEHIND = re.compile(
    r"^[”》）]?[^，。；\n]{0,6}(?:是|为|定于|将于)(?:(?P<this>今年|本年度?)|(?P<last>去年))(?!以来)"
    r"|^[^，。；\n]{0,12}(?P<month>已于(?:\d{1,2}|[一二三四五六七八九十]{1,2})月)"
)


class Mention(NamedTuple):
    """How the paper speaks of a thing: `year` is the word for its year (this, last, before, next), or nothing."""

    year: str = ""
    named: bool = False  # a year in figures or blanked stands between the sentence's start and the thing
    foretold: bool = False
    gone: bool = False
    quoted: bool = False  # inside 《》
    planned: bool = False
    told: bool = False


def mention(text: str, start: int, end: int) -> Mention:
    """Read the sentence around `text[start:end]`."""
    begin = max(start - LONGEST, 0, *(text.rfind(mark, max(0, start - LONGEST), start) + 1 for mark in STOP))
    before = text[begin:start]
    after = re.split(f"[{STOP}]", text[end : end + LONGEST], maxsplit=1)[0]
    year, named = _year(before)
    if not year and (behind := BEHIND.match(after)):
        year = "last" if behind["last"] else "this"
    return Mention(
        year=year,
        named=named,
        foretold=bool(FORETOLD.search(before.rstrip("《“"))) or bool(SOON.match(after)),
        gone=bool(PAST.search(before)) or bool(GONE.match(after)),
        quoted=text.rfind("《", max(0, start - LONGEST), start) > text.rfind("》", max(0, start - LONGEST), start),
        planned=bool(PLAN_WORDS.search(after))
        or bool(IS_THE.search(before) and THEN_PLANS.match(text[end : end + TWO_SENTENCES])),
        told=bool(PAST_WORDS.search(after)),
    )


def _reaches(word: re.Match[str], before: str) -> bool:
    """Does the word for a year still hold at the sentence's end?"""
    rest = before[word.end() :]
    if word.lastgroup != "this" and SINCE.search(rest):
        return False
    return len(rest) <= NEAR or bool(IS.match(rest) and AND_IS.search(rest))


def word_within(words: str) -> str:
    """The word for a year inside what is mentioned: 自由贸易区于今年1月1日建成."""
    found = RELATIVE.search(words)
    return (found.lastgroup or "") if found else ""


def _year(before: str) -> tuple[str, bool]:
    """The last word for a year, when it is near and no other year stands between; and is there some year at all?"""
    some = list(SOME_YEAR.finditer(before))
    words = list(RELATIVE.finditer(before))
    word = words[-1] if words else None
    if word is None or not _reaches(word, before):
        return "", bool(some)
    between = [year for year in some if year.start() >= word.end()]
    adjoining = [year for year in between if year.start() <= word.end() + 2]  # 今年（20xx年）, 刚刚过去的20xx年
    return (word.lastgroup or "", bool(some)) if len(adjoining) == len(between) else ("", True)
