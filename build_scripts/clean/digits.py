"""line -> changes: letters that stand for digits inside a number, as scanners read them: 2O18.l2.28, 304起 as 3O4起."""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_scripts.clean.rule import Change

DIGIT = str.maketrans("OolI", "0011")
MEASURE = "[人次篇起个名户件元万亿千百岁年月日号时分秒米吨斤公亩家所间处项条辆台套本份期届周天倍余种类场组批支只株%％‰]"
LETTER = re.compile("[OolI]")
# A number with a letter in it, before what is counted or of several parts with dots: l86起, 8,7O6人, 2O18.l2.28
# Not O2O模式, O2时, B2O, ISO, lO, v1.O, 5l水
NUMBER = re.compile(
    r"(?<![A-Za-z0-9@_/\\.\-])(?!O[23](?!\d))(?=[OolI.,]*\d)(?=[\d.,]*[OolI])"
    rf"(?:[\dOolI]+(?:[.,][\dOolI]+)*(?=\s*{MEASURE})|[\dOolI]{{1,4}}(?:\.[\dOolI]{{1,4}}){{1,2}}(?![\w/@\-]|[.,，][0-9A-Za-z]))"
)
YEAR = re.compile(
    r"(?<![一-鿿])[一二](?:\s*[OoＯ〇○零一二三四五六七八九]){3}(?=\s*年)"
)  # 二O一八年; not 二〇一八年, which stands as it should
WRITTEN = str.maketrans("OoＯ", "〇〇〇")


def read_digits(line: str) -> Iterator[Change]:
    """A change for each number that holds letters for digits."""
    if not LETTER.search(line) and "Ｏ" not in line:
        return
    changes = [Change(found.start(), found[0], found[0].translate(DIGIT)) for found in NUMBER.finditer(line)]
    changes += [Change(found.start(), found[0], found[0].translate(WRITTEN)) for found in YEAR.finditer(line)]
    yield from sorted(change for change in changes if change.before != change.after)
