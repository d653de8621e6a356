"""line -> doubts: a rate that has lost its per cent sign, 建卡率100. It is said, and nothing is put in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_scripts.clean.rule import Unsettled

# A rate or share and a bare number that ends there: 合格率99.3，满意率达85。 占全县总人口的59.4，; not 合格率95%,
# 率48.94/十万, 率提高3个百分点, 占地80亩
RATE = re.compile(
    r"(?:率(?:必[须須]|均|都|已)?(?:[达達为為在]|[达達]到)?|[占佔](?![地道])[^，。；、,;\d]{2,16}的)"
    r"(?P<number>\d{1,3}(?:\.\d{1,2})?)"
    r"(?=以[上下]|[，。；、）,;)“”]|$)"
)
# What of a goal was done: 实现市下目标的236.76，; not 目标的30项, 完成目标的时间
OF_GOAL = re.compile(
    r"(?:目[标標]|任[务務]|[计計]划|[计計]劃|指[标標])[数數]?的(?P<number>\d{1,3}(?:\.\d{1,2})?)(?=[，。；、）,;)“”]|$)"
)
# A number without a unit that goes on with such a rate in its sentence: 报告率达100，乡医疗单位达95以上; not 达98分
GOVERNED = re.compile(
    r"(?:[达達]到?|不低[于於])(?P<number>\d{2,3}(?:\.\d{1,2})?)(?=以[上下](?:[，、）,)]|$)|[，、,]|$)"
)
SENTENCE = re.compile(r"[^。；！？;!?]+")
PERCENT = re.compile(r"[%％‰]|百分")  # where a line writes one, its other numbers have lost none
SIGN = re.compile("[率占佔]|[标標务務划劃][数數]?的\\d")  # in every hit
WHOLE = 100.0  # per cent, which what such a number tells of a part cannot pass
HIGHEST = 300.0  # per cent; a greater number counts something else


def rates(line: str) -> Iterator[Unsettled]:
    """A doubt for each number that tells a rate without saying of what."""
    if SIGN.search(line):
        hits = {each.start("number"): each["number"] for each in (*RATE.finditer(line), *OF_GOAL.finditer(line))}
        for start, number in sorted((hits | dict(_governed(line))).items()):
            if float(number) <= HIGHEST:
                sign = (number + "%",)
                yield Unsettled(start, len(number), "lost-percent", sign, "比率后似失去“%”，未予补入。")


def _governed(line: str) -> Iterator[tuple[int, str]]:
    """Where a number stands that goes on with a rate of its sentence, in a line that writes no per cent sign at all."""
    for sentence in SENTENCE.finditer(line) if not PERCENT.search(line) else ():
        if first := RATE.search(line, *sentence.span()):
            for found in GOVERNED.finditer(line, first.end(), sentence.end()):
                if float(found["number"]) <= WHOLE:
                    yield found.start("number"), found["number"]
