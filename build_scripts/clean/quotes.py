"""line -> changes: quotation marks that stand straight or the wrong way round, and a mark that stands twice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from build_scripts.clean.rule import Change, Unsettled
from build_scripts.zh import HAN_CHAR

QUOTE = re.compile('["“”]')
TURNS = ["“", "”"]  # what a well-paired line has, again and again
LONGEST = 40  # characters between marks that may be turned round; a longer quotation may have lost one instead
SENTENCE = re.compile("[。！？；：!?;:]")  # no short quotation holds one
AFTER = re.compile(
    r"\s*(?:[、，。；：！？）》,.;:!?)]|$)"
)  # what stands behind a closing mark, and never behind an opening one
INCHES = re.compile(r"\d$")  # 29" is a length

DOUBLED = re.compile("，，|、、|；；|：：|。。")
TWICE = re.compile(r"(?<![，、；：。])(?:(，)，+|(、)、+|(；)；+|(：)：+|(。)。)(?![，、；：。])")  # ，，; not 。。。


def pair_quotes(line: str) -> Iterator[Change]:
    """A change for each double quotation mark whose place among the line's others shows what it is.

    Marks that open and close by turns are right. Where every mark that breaks the turns belongs to a short stretch
    between two marks, these are a pair that was typed straight or with one shape; where not, a mark is missing.
    """
    if not out_of_turn(line):
        return
    marks = [found.start() for found in QUOTE.finditer(line)]
    pairs = zip(marks[::2], marks[1::2], strict=True)
    wrong = [pair for pair in pairs if [line[pair[0]], line[pair[1]]] != TURNS]
    if all(_is_pair(line, *pair) for pair in wrong) and _is_certain(line, wrong):
        for first, second in wrong:
            yield from (Change(at, line[at], mark) for at, mark in ((first, "“"), (second, "”")) if line[at] != mark)


def out_of_turn(line: str) -> bool:
    """Are there marks that may be put right: as many as pairs have, but not opening and closing by turns?"""
    kinds = QUOTE.findall(line)
    return len(kinds) % 2 == 0 and kinds != TURNS * (len(kinds) // 2)


def _is_pair(line: str, first: int, second: int) -> bool:
    """Is what stands between these marks a quotation, Chinese and short?"""
    inside = "".join(line[first + 1 : second].split())
    if line[first] == line[second] == '"':
        return bool(HAN_CHAR.search(inside)) and not INCHES.search(line[max(0, first - 1) : first])
    if len(inside) > LONGEST or SENTENCE.search(inside):
        return False
    return bool(HAN_CHAR.match(inside[:1]) and HAN_CHAR.match(inside[-1:]))


def _is_certain(line: str, wrong: Sequence[tuple[int, int]]) -> bool:
    """Does a mark of each kind of pair show by what stands behind it which way it goes?

    ”两节“、 is one pair turned round, for no quotation opens before 、; in ”和“ two pairs have lost a mark each.
    """
    turned = [pair for pair in wrong if line[pair[0]] == "”" and line[pair[1]] == "“"]
    return not turned or any(AFTER.match(line, second + 1) for _, second in turned)


def single_marks(line: str) -> Iterator[Change | Unsettled]:
    """A change for each mark that stands twice. Between two commas a word may have been taken out: that is said."""
    for found in TWICE.finditer(line) if DOUBLED.search(line) else ():
        mark = found[0][0]
        yield Change(found.start() + 1, found[0][1:], "")
        if mark == "，":
            yield Unsettled(found.start(), 1, "doubled-mark", (), "逗号重出，其间或失去年份等字样。")
