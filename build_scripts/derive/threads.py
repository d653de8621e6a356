"""Yearly lists, events -> threads: which stays on the lists are one unit under its changing names and codes."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any, NamedTuple

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
    """Stays that are one unit through its changes of name and code (union-find)."""

    head: dict[Stay, Stay] = field(default_factory=dict)

    def find(self, stay: Stay) -> Stay:
        """The stay that stands for this one's thread."""
        while (above := self.head.setdefault(stay, stay)) != stay:
            stay = above
        return stay

    def join(self, one: Stay, other: Stay) -> None:
        """They are one unit."""
        self.head[self.find(other)] = self.find(one)


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
    threads = Threads()
    by_name: defaultdict[tuple[str, str], list[Stay]] = defaultdict(list)
    by_stem: defaultdict[tuple[str, str, str], list[Stay]] = defaultdict(list)
    for stay in found:
        by_name[stay.province, stay.name].append(stay)
        by_stem[stay.province, stay.city, short(stay.name)].append(stay)
    for same in (*by_name.values(), *by_stem.values()):
        _join_in_turn(threads, found, same)
    for event in events:
        _join_event(threads, found, by_name, event)
    return threads


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
    if event["type"] not in SUCCESSION or event["level"] != 3 or not (old and new and old["code"] and new["code"]):
        return
    before = [s for s in by_name.get((old["code"][:2] + "0000", old["name"]), ()) if s.code == old["code"][:6]]
    after = [s for s in by_name.get((new["code"][:2] + "0000", new["name"]), ()) if s.code == new["code"][:6]]
    for one in before:
        for other in after:
            if one.name != other.name and abs(max(found[one]) + 1 - year) <= 1 and abs(min(found[other]) - year) <= 1:
                threads.join(one, other)
