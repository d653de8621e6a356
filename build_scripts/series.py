"""Text -> offsets: where in a long paragraph the members of its series begin (一是 … 二是 …, 首先 … 其次 …)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from build_scripts.zh import CIRCLED, numeral

LONG = 120  # characters from which a paragraph tires the eye
SHORT = 8  # characters that a member has at the least on average: 一是早，二是快，三是准 stays a line

_HAN = "[一二三四五六七八九十]{1,3}"
_OPENS = "(?:^|(?<=[。；;：:，,！!？?…”’》）)\\s]))"  # where a clause begins

# The words that number a member; those of one kind make a series. A hit and a near miss for each.
_VERBS = "(是|要|抓|靠|看|查)"
VERB = re.compile(f"{_OPENS}({_HAN}){_VERBS}")  # ；二是加强; not 统一是, 进一步要求
LOOSE = re.compile(
    f"(?<![一二三四五六七八九十统进唯之单同万第])(一){_VERBS}"
)  # 主要表现在一是, before ；二是; not 统一是
ORDINAL = re.compile(f"{_OPENS}第({_HAN})(?=[，,、：:是要])")  # 。第二，抓好; not 第二季度, 第三产业
AMONG = re.compile(f"{_OPENS}其({_HAN})(?=[，,、：:是])")  # 其一，认识; not 其一生
RINGED = re.compile(f"([{''.join(CIRCLED)}])")  # ①加强; not 1
BRACKETED = re.compile(f"{_OPENS}[（(]({_HAN})[）)]")  # 。（二）加强; not 事项（二）
DIGITS = re.compile(f"{_OPENS}[（(](\\d{{1,2}})[）)]")  # ；(2)完善; not (2013)
PLAIN = re.compile(f"{_OPENS}(\\d{{1,2}})(?:[、．]|\\.(?!\\d))")  # 。2、完善; not 2.5, 12月
# Words that number without a numeral, and which they are: 首先 … 其次 … 再次 … 最后; not 最后一公里
FIRST = re.compile(f"{_OPENS}(首先|其次|再次|再者|最后)(?!一)")
RANKS = {"首先": 1, "其次": 2, "再次": 3, "再者": 3, "最后": 4}
KINDS = (ORDINAL, AMONG, RINGED, BRACKETED, DIGITS, PLAIN)


class _Member(NamedTuple):
    number: int
    at: int


def members(text: str) -> tuple[int, ...]:
    """The offsets at which a member of a series begins, in order; none in a short text, nor at its very beginning."""
    if len(text) < LONG:
        return ()
    found = {each.at for run in _runs(text) for each in run}
    return tuple(sorted(found - {0}))


def _runs(text: str) -> Iterator[list[_Member]]:
    verbs = [_verb(verb, text) for verb in dict.fromkeys(found[2] for found in VERB.finditer(text))]
    kinds = ([_Member(_value(found[1]), found.start()) for found in kind.finditer(text)] for kind in KINDS)
    ranks = [_Member(RANKS[found[1]], found.start()) for found in FIRST.finditer(text)]
    for hits in (*verbs, *kinds):
        yield from (run for run in _counted(hits) if _tells(run, text))
    yield from (run for run in _ranked(ranks) if _tells(run, text))


def _verb(verb: str, text: str) -> list[_Member]:
    """The members with this verb; a first one may stand anywhere, if the second follows."""
    firm = {found.start(): _value(found[1]) for found in VERB.finditer(text) if found[2] == verb}
    loose = {found.start(): 1 for found in LOOSE.finditer(text) if found[2] == verb}
    hits = [_Member(number, at) for at, number in sorted((loose | firm).items())]
    nexts = (*(each.number for each in hits[1:]), 0)
    return [each for each, number in zip(hits, nexts, strict=True) if each.at in firm or number == 2]


def _counted(hits: Iterable[_Member]) -> Iterator[list[_Member]]:
    """Runs that count from one without a gap; what does not continue the count is no member."""
    run: list[_Member] = []
    for hit in hits:
        if hit.number == 1:
            yield run
            run = [hit]
        elif run and hit.number == run[-1].number + 1:
            run.append(hit)
    yield run


def _ranked(hits: Iterable[_Member]) -> Iterator[list[_Member]]:
    """Runs from 首先 on; a rank may be left out, for 最后 follows 其次 as well."""
    run: list[_Member] = []
    for hit in hits:
        if hit.number == 1:
            yield run
            run = [hit]
        elif run and hit.number > run[-1].number:
            run.append(hit)
    yield run


def _tells(run: list[_Member], text: str) -> bool:
    """Does setting these apart help the eye: are there two at least, and not mere words?"""
    if len(run) < 2:
        return False
    gaps = [after.at - before.at for before, after in pairwise(run)]
    return sum(gaps) >= SHORT * len(gaps) and len(text) - run[-1].at >= SHORT


def _value(words: str) -> int:
    return CIRCLED.get(words) or numeral(words) or 0
