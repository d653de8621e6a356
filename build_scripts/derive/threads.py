"""Yearly lists, events -> threads: which stays on the lists are one unit under its changing names and codes."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

CHONGQING, SICHUAN = "500000", "510000"  # the one was made of parts of the other in 1997
DISSOLVED = "撤销"
COUNTY = 3  # the level of counties in the events
SUCCESSION = frozenset({"更名", "撤县设市", "撤县设区", "撤市设区", "撤旗设区"})
PEOPLES = (
    "土家族|苗族|回族|藏族|维吾尔|彝族|壮族|布依族|朝鲜族|满族|侗族|瑶族|白族|哈尼族|哈萨克族|哈萨克|傣族|黎族|傈僳族|佤族|畲族"
    "|拉祜族|水族|东乡族|纳西族|景颇族|柯尔克孜|土族|达斡尔族|仫佬族|羌族|布朗族|撒拉族|毛南族|仡佬族|锡伯|普米族|塔吉克|怒族"
    "|鄂温克族|保安族|裕固族|独龙族|蒙古族|蒙古|各族"
)
# 恩施土家族苗族, 博尔塔拉蒙古, 管城回族: the peoples at the end of a name; not 东乡族 alone, whose name it is
PEOPLE = re.compile(rf"(?<=[一-鿿])(?:{PEOPLES})+$")
CLASS = re.compile(r"(?:特别行政区|自治[区州县旗]|地区|林区|特区|[省市县区州盟旗])$")  # of 沾化县; not of 井冈山


class Stay(NamedTuple):
    """A county under a name, a code and a prefecture: province, prefecture's id ('' for none), name, code."""

    province: str
    city: str
    name: str
    code: str


@dataclass
class Threads:
    """Stays that are one unit through its changes of name and code (union-find), and the years of each thread."""

    years: dict[Stay, set[int]]
    head: dict[Stay, Stay] = field(default_factory=dict)

    def find(self, stay: Stay) -> Stay:
        """The stay that stands for this one's thread."""
        while (above := self.head.setdefault(stay, stay)) != stay:
            stay = above
        return stay

    def join(self, one: Stay, other: Stay) -> None:
        """They are one unit, unless both were on the list of one year: 新泰市 and 莱芜市 bore one code in turn."""
        first, second = self.find(one), self.find(other)
        if first != second and not self.years[first] & self.years[second]:
            self.head[second] = first
            self.years[first] |= self.years[second]


def short(name: str) -> str:
    """The name without its class and peoples: 无棣 of 无棣县, 恩施 of 恩施土家族苗族自治州, 和县 of itself."""
    if name in {"东乡族自治县", "鄂伦春自治旗", "鄂温克族自治旗"}:
        return {"东": "东乡", "鄂": name.removesuffix("自治旗").removesuffix("族")}[name[0]]
    stem = CLASS.sub("", name)
    if "自治" in name or name.endswith("族区") or stem.endswith("族"):
        stem = PEOPLE.sub("", stem)
    return stem if len(stem) > 1 else name


def spin(found: dict[Stay, set[int]], events: list[dict[str, Any]]) -> Threads:
    """Join the stays that follow one another: same name, same stem under one prefecture, or a recorded succession."""
    threads = Threads({stay: set(years) for stay, years in found.items()})
    by_name: defaultdict[tuple[str, str], list[Stay]] = defaultdict(list)
    by_stem: defaultdict[tuple[str, str, str], list[Stay]] = defaultdict(list)
    for stay in found:
        by_name[stay.province, stay.name].append(stay)
        by_stem[stay.province, stay.city, short(stay.name)].append(stay)
    for same in by_name.values():
        _join_in_turn(threads, found, same)
    heirs = Counter(_heir(event) for event in events if event["type"] == DISSOLVED)
    for event in events:  # before the stems: 庐山区 became 濂溪区 when 星子县 became 庐山市
        if event["type"] in SUCCESSION or (event["type"] == DISSOLVED and heirs[_heir(event)] == 1):
            _join_event(threads, found, by_name, event)
    for same in by_stem.values():
        _join_in_turn(threads, found, same)
    for (province, name), same in tuple(by_name.items()):
        if province == CHONGQING:
            _join_in_turn(threads, found, [*by_name[SICHUAN, name], *same])
    _join_codes(threads, found)
    return threads


def _heir(event: dict[str, Any]) -> tuple[int, str]:
    """What took a unit over, and when; nothing where that is not told."""
    return event["year"], (event["new"] or {}).get("code") or ""


def dissolved(events: list[dict[str, Any]]) -> Iterator[tuple[str, str, str]]:
    """Name and code of each county that another took over, and the code of that other."""
    for event in events:
        old, new = event["old"], event["new"]
        if event["type"] == DISSOLVED and event["level"] == COUNTY and old["code"] and new and new["code"]:
            yield old["name"], old["code"][:6], new["code"][:6]


def _join_codes(threads: Threads, found: dict[Stay, set[int]]) -> None:
    """A code that passes on at once, under one prefecture, to a name with no elder of its own: 东陵区 became 浑南区."""
    by_code: defaultdict[tuple[str, str], list[Stay]] = defaultdict(list)
    for stay in found:
        by_code[stay.city, stay.code].append(stay)
    for same in by_code.values():
        for one in same:
            for other in same:
                if max(found[one]) + 1 == min(found[other]) and not _has_other_elder(one, other, found):
                    threads.join(one, other)


def _join_in_turn(threads: Threads, found: dict[Stay, set[int]], same: list[Stay]) -> None:
    """Join each stay to the one that follows it next, where only one does and it follows only one."""
    for stay in same:
        after = _nearest(stay, {other: min(found[other]) - max(found[stay]) for other in same})
        if len(after) == 1:
            before = _nearest(after[0], {other: min(found[after[0]]) - max(found[other]) for other in same})
            if before == [stay]:
                threads.join(stay, after[0])


def _nearest(stay: Stay, gaps: dict[Stay, int]) -> list[Stay]:
    """Those at the least distance in years, 1 or 2; of several the ones under the same prefecture."""
    least = min((gap for gap in gaps.values() if 0 < gap <= 2), default=0)
    near = [other for other, gap in gaps.items() if least and gap == least]
    return [other for other in near if other.city == stay.city] or near


def _join_event(
    threads: Threads, found: dict[Stay, set[int]], by_name: dict[tuple[str, str], list[Stay]], event: dict[str, Any]
) -> None:
    old, new, year = event["old"], event["new"], event["year"]
    if event["level"] != COUNTY or not (old and new and old["code"] and new["code"]):
        return
    before = [s for s in by_name.get((old["code"][:2] + "0000", old["name"]), ()) if s.code == old["code"][:6]]
    after = [s for s in by_name.get((new["code"][:2] + "0000", new["name"]), ()) if s.code == new["code"][:6]]
    for one in before:
        for other in after:
            ends, begins = max(found[one]) + 1, min(found[other])
            follows = one.name != other.name and abs(ends - year) <= 1 and abs(begins - year) <= 1
            if follows and not _has_other_elder(one, other, found):
                threads.join(one, other)


def _has_other_elder(one: Stay, other: Stay, found: dict[Stay, set[int]]) -> bool:
    """Does another unit's name live on in this one's: 大足区, of 大足县 and 双桥区, is 大足县?"""
    stem = short(other.name)
    begins = min(found[other])
    return short(one.name) != stem and any(
        stay.city == other.city and stay.province == other.province and short(stay.name) == stem
        and max(found[stay]) + 1 == begins
        for stay in found
    )  # fmt: skip
