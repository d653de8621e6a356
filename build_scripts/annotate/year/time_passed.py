"""A mention of a dated fact -> claims on the paper's year: by how much time the words say has passed since."""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_scripts.annotate.year.constraints import FIRM, SOFT, those
from build_scripts.annotate.year.seen import Claim, Seen
from build_scripts.zh import numeral

# 以优异成绩庆祝建党90周年, 为迎接建国60周年; not 庆祝了
WISHED = re.compile(r"(?:以优异(?:的)?成绩|以实际行动|献礼|喜迎|迎接?|隆重庆祝|热烈庆祝|庆祝|纪念)[^。；，\n了]{0,8}$")
WISH = re.compile(r"以优异(?:的)?成绩|以实际行动|喜迎|迎接?|献礼")
LONG = re.compile(r"五年(?:来|间)|本?届政府|任期|期间|以来|换届以来|时期")  # a review of a term, not of a year
LEAD = 300  # characters in which a review says of how many years it tells
# 《献血法》颁布实施十周年, 汶川地震发生三周年; not 颁布实施以来
ANNIVERSARY = re.compile(
    r"^》?(?:正式|颁布|公布|发布|出台|印发|贯彻|实施|施行|发生|灾害|事件|事故|设立|成立|以来|即将|临近|[、和])*(?P<n>[一二三四五六七八九十\d]{1,3})周年"
)
# 五年前，习近平总书记首次提出: so many years after what is told; not 三年前启动、
YEARS_AGO = re.compile(r"(?<![一-鿿\d])(?P<n>[一二三四五六七八九十]{1,3})年前[^。；\n]{0,24}$")
PROPOSED = re.compile(r"(?:首次)?提出了?[“《]?$")
# 事件发生后，对辖区逐一检查: what a report tells was done in that year or the next; not 地震发生以来
ONCE_IT_WAS = re.compile(r"^[^。；，\n]{0,8}?(?:事件|事故|地震|火灾|灾害|疫情|爆炸)?(?:发生|爆发|暴发)(?:之|以)?后，")
# 掀起学习党的十八大精神热潮: soon after; not 深入学习十八大精神
ASTIR = re.compile(r"(?:掀起|兴起)[^。；，\n]{0,14}$")


def anniversary(seen: Seen) -> Iterator[Claim]:
    """So many years after an event, or after a law was made or, in the next year, came into force."""
    row, (before, after) = seen.row, seen.around
    law = row.kind in {"law", "regulation", "plan"} and (row.kind == "law" or after.startswith("》"))
    base = row.first if law else row.years[0] if row.way == "event" and len(row.years) == 1 else None
    if base and (found := ANNIVERSARY.match(after)) and (count := numeral(found["n"])):
        shifts = (0,) if WISHED.search(before) and WISH.search(before) else seen.shifts
        later = {shift + lag for shift in shifts for lag in ((0, 1) if law else (0,))}
        yield those(base + count + shift for shift in later), FIRM, f"{row.what}{found['n']}周年"


def years_ago(seen: Seen) -> Iterator[Claim]:
    """五年前首次提出精准扶贫: so many years after an event, or after a policy was put forward."""
    row, (before, _) = seen.row, seen.around
    event = row.years[0] if row.way == "event" and len(row.years) == 1 else None
    base = event or (row.first if PROPOSED.search(before) else None)
    if base and (ago := YEARS_AGO.search(before)) and (count := numeral(ago["n"])):
        yield those((base + count,)), FIRM, f"{row.what}在{ago['n']}年前"


def soon_after(seen: Seen) -> Iterator[Claim]:
    """What stirs people, or what they are told to look into, is told of in its year and the next."""
    what, years = seen.row.what, seen.row.years
    before, after = seen.around
    review = seen.hit.string[:LEAD]
    stirred = seen.row.kind == "congress" and ASTIR.search(before)
    told = (
        seen.genre == "总结汇报" and seen.row.kind == "event" and ONCE_IT_WAS.match(after) and not LONG.search(review)
    )
    if len(years) == 1 and seen.newest and (stirred or told):
        yield those((years[0], years[0] + 1)), SOFT, f"{what}为新近之事"
