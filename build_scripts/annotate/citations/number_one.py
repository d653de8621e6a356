"""Text -> the central document no. 1 of a year, which papers name by no more than that: 2012年中央一号文件."""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_scripts.annotate.citations.law_notes import When
from build_scripts.annotate.citations.official_numbers import OfficialNumber

# 2012年中央一号文件, 今年的中央1号文件, 去年中央“一号文件”; not 省委一号文件, 历年中央一号文件, 连续十个中央一号文件
NUMBER_ONE = re.compile(
    r"(?:(?<!\d)(?P<year>(?:19|20)\d\d)年?(?:度)?|(?P<word>[今去本]年|上年))(?:的)?(?:中共|党)?中央(?:、国务院)?(?:第)?[“‘]?[一1１]号[”’]?文件[”’]?"
)
BEFORE = {"去年": 1, "上年": 1}


def number_ones(text: str, when: When) -> Iterator[tuple[OfficialNumber, str]]:
    """Each with the number it stands for and its words; 今年 and 去年 only where the paper's own year is known."""
    for found in NUMBER_ONE.finditer(text):
        year = int(found["year"]) if found["year"] else None
        if year is None and when.first is not None and when.first == when.last:
            year = when.first - BEFORE.get(found["word"], 0)
        if year is not None:
            yield OfficialNumber(*found.span(), "file", "中发", year, "1"), found[0]
