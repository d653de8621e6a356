"""line -> changes: the dot that a question mark stands for in the name of a day, 五?一 → 五·一."""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_scripts.clean.rule import Change

# What stands behind such a name; 假 of 五?一假期, 期 of 十?一期间, the mark of “五?一”; not the 点 of 五?一点不多
BEHIND = r"(?=\s*(?:[、，。；,;）)”’\"]|[节節假期前后後长長黄黃小国國劳勞和与與至到]|$))"
# A number, the lost dot, a number, as a day of the year is called; not 二十?一个
DAY = re.compile(
    rf"(?<![一二三四五六七八九十][五十七八])(?<=[五十七八])[?？](?=一{BEHIND})"  # 五·一, 十·一, 七·一, 八·一
    r"|(?<=三)[?？](?=八[妇婦节節”\"])"
    r"|(?<=六)[?？](?=一[儿兒国國”\"])"
    r"|(?<=五)[?？](?=四[青运運”\"])"
    r"|(?<=九)[?？](?=一八[”\"事])"
    r"|(?<=五)[?？](?=一二[汶大地护護”\"])"
)


def dot_days(line: str) -> Iterator[Change]:
    """A change for each question mark that a machine put where it had no dot."""
    if "?" in line or "？" in line:
        yield from (Change(found.start(), found[0], "·") for found in DAY.finditer(line))
