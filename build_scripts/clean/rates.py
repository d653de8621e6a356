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
SIGN = re.compile("[率占佔]")  # in every hit
HIGHEST = 300.0  # per cent; a greater number counts something else


def rates(line: str) -> Iterator[Unsettled]:
    """A doubt for each number that tells a rate without saying of what."""
    if SIGN.search(line):
        for found in RATE.finditer(line):
            if float(found["number"]) <= HIGHEST:
                sign = (found["number"] + "%",)
                yield Unsettled(
                    found.start("number"), len(found["number"]), "lost-percent", sign, "比率后似失去“%”，未予补入。"
                )
