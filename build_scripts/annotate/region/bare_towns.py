"""Text -> mentions of townships that a list names without their class, where they can be of one county only."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from build_scripts.annotate.region.context import clause_after, clause_before, role
from build_scripts.annotate.region.gazetteer import township_stems
from build_scripts.annotate.region.mention import Mention
from build_scripts.annotate.region.town_mentions import HAN, NO_TOWNSHIP

# 桂溪、陈家坝、坝底、白什、青片创文明单位; not 卫生、教育、文化, of which no county has all
LIST = re.compile(rf"[{HAN}]{{2,8}}(?:、[{HAN}]{{2,5}}){{0,20}}、[{HAN}]{{2,8}}")
ALONE = 2  # so many names of the list must one county have that no other has,
STRANGERS = 1  # and so many at most may be of another kind
LONGEST, SHORTEST = 5, 2  # characters of a name without its class


def bare_towns(text: str) -> Iterator[Mention]:
    """The names of each such list, with their county; the words before the first and behind the last are left out."""
    for hit in LIST.finditer(text):
        names = list(_names(hit[0], hit.start()))
        counties = Counter(county for _, _, held in names for county in held)
        county, most = max(counties.items(), key=lambda each: each[1], default=("", 0))
        alone = sum(held == (county,) for _, _, held in names)
        if alone < ALONE or hit[0].count("、") + 1 - most > STRANGERS:
            continue
        own = [(start, start + len(name), name) for start, name, held in names if county in held]
        kind = role(clause_before(text, own[0][0]), clause_after(text, own[-1][1]), cited=False, opens=False)
        for start, end, name in own:
            yield Mention(start, end, name, (county,), "township", "elsewhere" if kind == "elsewhere" else "plain", 0)


def _names(words: str, at: int) -> Iterator[tuple[int, str, tuple[str, ...]]]:
    """Each name of the list that some county has a township of; the first ends its words, the last begins them."""
    known, parts = township_stems(), words.split("、")
    for number, part in enumerate(parts):
        for name in _readings(part, first=number == 0, last=number == len(parts) - 1):
            if name in known and not NO_TOWNSHIP.match(name):
                yield at + (len(part) - len(name) if number == 0 else 0), name, known[name]
                break
        at += len(part) + 1


def _readings(part: str, *, first: bool, last: bool) -> Iterator[str]:
    """What of this part may be the name, the longest first."""
    if not (first or last):
        yield part
        return
    for length in range(min(LONGEST, len(part)), SHORTEST - 1, -1):
        yield part[-length:] if first else part[:length]
