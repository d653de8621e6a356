"""Text -> amounts: numbers with their units, as exact decimals; what was blanked out, and what is a range, is none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from build_scripts.zh import NUMERAL, numeral

SCALES = {"百": 2, "千": 3, "万": 4, "十万": 5, "百万": 6, "千万": 7, "亿": 8, "万亿": 12}  # powers of ten
POINTS = "百分点"  # a difference of percentages, which no indicator counts
# The units as they are written -> as they are counted.
UNITS = {
    "%": "%", "％": "%", "‰": "‰", "/10万": "/10万", "/十万": "/10万", "／10万": "/10万", "/10万人": "/10万",
    "个百分点": POINTS, "百分点": POINTS, "个千分点": POINTS,
    "元": "元", "元人民币": "元", "元/人年": "元/人", "元/人": "元/人", "元/人·年": "元/人", "元/人次": "元/人次",
    "元/年·人": "元/人", "美元": "美元", "人": "人", "名": "人", "人次": "人次", "人份": "人份", "家": "家",
    "家次": "家次", "家（次）": "家次", "户": "户", "户次": "户次", "户（次）": "户次", "个次": "个次",
    "个（次）": "个次",
} | {
    unit: unit
    for unit in re.findall(
        r"\S+",
        "例 起 件 件次 宗 项 项次 条 处 个 所 张 份 册 台 台次 辆 辆次 期 班次 次 场 场次 亩 公顷 平方米 平方公里 "
        "公里 千米 吨 公斤 斤 毫升 单位 天 座 套 批次 批 立方米 方 对 幢 间 面 幅 瓶 粒 小时 学时 岁 年 月 "
        "日 号 层 级 类 种",
    )
}  # fmt: skip
_UNIT = "|".join(sorted(map(re.escape, UNITS), key=lambda unit: (-len(unit), unit)))
# What makes a number part of something else: 20xx, H1N1, 3-4, 1.2.3, a list of dates.
_ALONE = r"(?<![\dA-Za-z×*_＿.,/／~～—–\-])"
_SCALE = "|".join(sorted(SCALES, key=len, reverse=True))
_REST = rf"(?P<more>[余多几])?(?P<scale>{_SCALE})?(?P<still>[余多])?(?P<unit>{_UNIT})?"
# 480余万元, 312.51万人, 1,568人, 89.51%; not 20xx余个, 甲型H1N1, 3-4个
AMOUNT = re.compile(rf"{_ALONE}(?P<number>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)(?![\dA-Za-z×*_＿]){_REST}")
PERCENT = re.compile(rf"百分之([{NUMERAL}]+)(?:点([{NUMERAL}]+))?")  # 百分之九十五点五; not 百分点
RANGE = re.compile(r"(?:[-~～—–]|至|到)\d")  # 3 in 3-4个 goes on so
WIDE = str.maketrans("０１２３４５６７８９．，", "0123456789.,")


class Amount(NamedTuple):
    """A number with its unit where they stand: `value` is exact; `unit` is empty where none is written.

    `more` where it is written as somewhat more: 480余万.
    """

    start: int
    end: int
    value: Decimal
    unit: str
    more: bool


def amounts(text: str) -> Iterator[Amount]:
    """The amounts of a text, in order."""
    found = [*_written(text.translate(WIDE)), *_in_words(text)]
    yield from sorted(found)


def plain(value: Decimal) -> str:
    """The value in digits, without zeros that say nothing: 3125100, 0.27."""
    digits = f"{value:f}"
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def _written(text: str) -> Iterator[Amount]:
    for found in AMOUNT.finditer(text):
        scale, unit = found["scale"] or "", found["unit"] or ""
        if RANGE.match(text, found.end()) or RANGE.match(text, found.end("number")):
            continue
        value = Decimal(found["number"].replace(",", "")).scaleb(SCALES.get(scale, 0))
        if scale and not unit:
            continue  # 1387.12万以及: of what?
        yield Amount(found.start(), found.end(), value, UNITS.get(unit, ""), bool(found["more"] or found["still"]))


def _in_words(text: str) -> Iterator[Amount]:
    for found in PERCENT.finditer(text):
        whole, part = numeral(found[1]), found[2] or ""
        digits = [numeral(char) for char in part]
        if whole is not None and all(digit is not None and digit < 10 for digit in digits):
            value = Decimal(f"{whole}.{''.join(map(str, digits))}" if digits else whole)
            yield Amount(found.start(), found.end(), value, "%", more=False)
