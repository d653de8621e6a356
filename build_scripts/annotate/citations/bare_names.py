"""Text -> the names of laws that stand in it without quotation marks, the longest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from build_scripts.annotate.citations.law_index import LawIndex, law_index
from build_scripts.knowledge.laws import STATE
from build_scripts.zh import HAN_CHAR, NUMERAL

# What may not follow a name that ends in 法: 安全生产法律法规, 执业医师法制, 监督法院; not 职业病防治法的
GOES_ON = "律规制学庭院人定治令医官典盲"
# What may not stand before the name of a central rule, for then it is a local one's: 我市城市供水条例
LOCAL = "省市县区州盟旗"
# What may stand before a law's short name: 违反统计法; after other words it may be a method: 零基预算法
SHORT = 4  # characters
LEADS = "的和与及或依按照据彻实行习传执守反违新以对了在国从合将把如由于向用懂知学普讲宣等释遵循订过据《“"
Stretch = tuple[int, int]


def bare_names(text: str, taken: Sequence[Stretch]) -> Iterator[tuple[Stretch, str]]:
    """Where a name stands outside the stretches that are taken, and the name itself, from left to right."""
    index, end = law_index(), 0
    for start, stop in sorted(_hits(text, index), key=lambda hit: (hit[0], -hit[1])):
        if start >= end and not any(first < stop and start < last for first, last in taken):
            end = stop
            whole = start - len(STATE) if text.endswith(STATE, 0, start) else start
            yield (whole, stop), text[start:stop]


def _hits(text: str, index: LawIndex) -> Iterator[Stretch]:
    last, endings, names = index.last, index.endings, index.bare
    for at, mark in enumerate(text):
        if mark in last and (lengths := endings.get(text[at - 1 : at + 1])):
            for length in lengths:
                start = at + 1 - length
                if start >= 0 and text[start : at + 1] in names and _sound(text, start, at + 1):
                    yield start, at + 1
                    break


def _sound(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    if before and before in NUMERAL and text[start] in NUMERAL:  # 十八项规定 is not 八项规定
        return False
    if text[end - 1] != "法":
        return not before or before not in LOCAL
    if after and after in GOES_ON:
        return False
    return end - start > SHORT or not HAN_CHAR.match(before) or before in LEADS
