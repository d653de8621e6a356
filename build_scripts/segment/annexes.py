"""units -> units: which lines open an annex, and which only name what is attached."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from build_scripts.numbering import LOW, PLAIN
from build_scripts.segment.footer import signed_below
from build_scripts.segment.header import DATE
from build_scripts.segment.units import Unit
from build_scripts.zh import numeral

_N = "[一二三四五六七八九十]{1,2}"

# 附件, 附件1：, 附件2任务分解表, 附件一：实施方案; not 附件：实施方案 (it names), 附件一并报送, 附件3份
ANNEX = re.compile(
    rf"附[件录表]\s*(?:(?P<n>{_N})(?:\s*[:：\s].{{0,40}})?|(?P<d>\d{{1,2}})(?![\d.、．份个张页册种至和])[^。；！？]{{0,40}}|)"
)
# The first line of a list of what is attached: 附件：1.方案, 附件：; not 附件1：方案
ATTACHED = re.compile(r"附[件录表]\s*[:：]\s*(?:[1１]\s*[、．.：]?\s*(?P<words>[^\d].*))?")
# The line over what is attached at the end, by its name: 附：成员名单, 附表：重点项目表; not 附：1.方案, 附：有关单位
NAMED = re.compile(
    r"附[件录表图]?\s*[:：]\s*[^。；，:：\d][^。；，:：]{1,40}"
    r"(?:名单|名册|[一览明细任务分解项目情况]表|方案|办法|摘要|目录|简介|说明|标准|清单|图)(?:[（(][^）)]{1,16}[）)])?"
)
TRIAL = re.compile(r"[（(](?:试行|暂行|草案|修订|修订稿)[）)]$")  # 办法（试行）; not 办法（市区）
# The title of what a notice carries: 印发公路养护办法的通知, 印发《办法（试行）》的通知; not 关于召开会议的通知
CARRIES = re.compile(
    r"(?:印发|发布|公布|转发|颁布)(?:《(?P<quoted>[^《》]{4,50})》|(?P<plain>[^《》，。]{6,50}))的(?:通知|决定|公告|令)"
)
PLACES_APART = 120  # units between the notice and what it carries
NAME = 60  # what is attached is named in no more than so many characters


def annexed(units: Sequence[Unit]) -> tuple[Unit, ...]:
    """The units with their roles: `annex` for a line that opens an annex, `item` in a list of attachments.

    An item of such a list has no mark: its number says nothing of the paper's own numbering.
    """
    found = list(_carried(units))
    index = 0
    while index < len(found):
        unit = found[index]
        if opening := ATTACHED.fullmatch(unit.text):
            index = _attachments(found, index, 1 if opening["words"] else 0)
            continue
        if _is_annex(units, index):
            role = "item" if _is_listed(units, index) else "annex"
            found[index] = unit._replace(role=role, mark=None)
        elif NAMED.fullmatch(unit.text) and _is_followed(units, index):
            found[index] = unit._replace(role="annex")
        index += 1
    return tuple(found)


def _carried(units: Sequence[Unit]) -> Iterator[Unit]:
    """The units, a line that is no more than the title of what a notice above carries with the role `annex`."""
    promised: dict[str, int] = {}
    for index, unit in enumerate(units):
        if promised.get(_bare(unit.text), -1 - PLACES_APART) + PLACES_APART >= index and not unit.mark:
            promised.pop(_bare(unit.text))
            yield unit._replace(role="annex")
            continue
        if carries := CARRIES.search(unit.text) if len(unit.text) <= 2 * NAME else None:
            promised[_bare(carries["quoted"] or carries["plain"])] = index
        yield unit


def _bare(title: str) -> str:
    """A title without its marks, and without what says that it is on trial."""
    return TRIAL.sub("", title.strip("《》"))


def _attachments(found: list[Unit], first: int, seen: int) -> int:
    """Give the items of a list that opens at `first` their role; return where the list is over."""
    if seen:
        found[first] = found[first]._replace(role="item")
    index = first + 1
    while index < len(found) and _is_next_name(found[index], seen + 1):
        found[index] = found[index]._replace(role="item", mark=None)
        index, seen = index + 1, seen + 1
    return index


def _is_next_name(unit: Unit, number: int) -> bool:
    known = PLAIN.match(unit.text)
    if known is None or len(unit.text) > NAME or "。" in unit.text[:-1]:
        return False
    return numeral(known[1]) == number


def _is_annex(units: Sequence[Unit], index: int) -> bool:
    return bool(ANNEX.fullmatch(units[index].text)) and index + 1 < len(units)


def _is_followed(units: Sequence[Unit], index: int) -> bool:
    """Does what is attached follow, and nothing of the paper after it: no number above a list's, nobody who signs?"""
    below = units[index + 1 :]
    signs = below and (DATE.fullmatch(below[0].text) or signed_below(units, index + 1))
    return bool(below) and not signs and not any(unit.mark and unit.mark.style < LOW for unit in below)


def _is_listed(units: Sequence[Unit], index: int) -> bool:
    """Is this a name in a list, beside others or over the signature, and no annex that follows?"""
    beside = [units[near].text for near in (index - 1, index + 1) if 0 <= near < len(units)]
    below = [unit.text for unit in units[index + 1 : index + 3]]
    return any(ANNEX.fullmatch(words) for words in beside) or any(DATE.fullmatch(words) for words in below)
