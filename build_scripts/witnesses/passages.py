"""Matches -> passages: what two papers have in common, from end to end, and where inside they differ.

A passage is a run of operations over both readings: so many characters are the same, or these stand for those. Only the
small gaps between matches are compared character by character (`difflib`), figures whole: 3201 and 1926 have no digit
in common.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import accumulate, groupby
from typing import NamedTuple

import numpy as np

from build_scripts.witnesses.matches import Match, follows
from build_scripts.witnesses.reading import Reading

SMALL = 400  # characters of a gap, on both sides together, that are compared one by one
CHANCE = 2  # characters that are the same by chance between words that differ
WIDE = 4  # so many characters that differ on both sides of them

PIECE = re.compile(r"\d+|.", re.DOTALL)  # 3201 is one
CHARACTER = re.compile(".", re.DOTALL)
SIGN = re.compile("[xX×✕*＊_＿□△○■█某]")  # where a sign stands for digits, 20xx, these are compared one by one


class Step(NamedTuple):
    """Characters `here` to `here_end` of one reading beside those of the other; the same ones or not."""

    here: int
    here_end: int
    there: int
    there_end: int
    same: bool = True

    @property
    def size(self) -> int:
        """How many characters it has, on the longer side."""
        return max(self.here_end - self.here, self.there_end - self.there)


Passage = tuple[Step, ...]


def passages(here: Reading, there: Reading, found: Sequence[Match]) -> Iterator[tuple[tuple[Match, ...], Passage]]:
    """Each passage with its matches, in the order of the first paper."""
    for chain in _chains(found):
        yield chain, tuple(_steps(here, there, chain))


def _chains(found: Sequence[Match]) -> Iterator[tuple[Match, ...]]:
    chain: list[Match] = []
    for each in found:
        if chain and not follows(chain[-1], each):
            yield tuple(chain)
            chain = []
        chain.append(each)
    if chain:
        yield tuple(chain)


def _steps(here: Reading, there: Reading, chain: Sequence[Match]) -> Iterator[Step]:
    """The steps of one passage; neighbours of one sort are one step."""
    ours = np.concatenate([here.han[each.here : each.here + each.length] for each in chain])
    theirs = np.concatenate([there.han[each.there : each.there + each.length] for each in chain])
    ends = [*np.flatnonzero((np.diff(ours) != 1) | (np.diff(theirs) != 1)).tolist(), len(ours) - 1]
    found: list[Step] = []
    begin = 0
    for end in ends:
        step = Step(int(ours[begin]), int(ours[end]) + 1, int(theirs[begin]), int(theirs[end]) + 1)
        if found:
            last = found[-1]
            gap = Step(last.here_end, step.here, last.there_end, step.there, same=False)
            found += _gap(here, there, gap)
        found.append(step)
        begin = end + 1
    found[0] = _back(here, there, found[0])
    found[-1] = _on(here, there, found[-1])
    return _merged(_without_chance(list(_merged(found))))


def _back(here: Reading, there: Reading, step: Step) -> Step:
    """With the figures and signs before it that are the same: 20xx before 年."""
    most, size = min(step.here, step.there), 0
    while size < most and _is_same_sign(here, there, step.here - size - 1, step.there - size - 1):
        size += 1
    return step._replace(here=step.here - size, there=step.there - size)


def _on(here: Reading, there: Reading, step: Step) -> Step:
    """With the figures and signs behind it that are the same."""
    most, size = min(here.codes.size - step.here_end, there.codes.size - step.there_end), 0
    while size < most and _is_same_sign(here, there, step.here_end + size, step.there_end + size):
        size += 1
    return step._replace(here_end=step.here_end + size, there_end=step.there_end + size)


def _is_same_sign(here: Reading, there: Reading, one: int, other: int) -> bool:
    return bool(here.codes[one] == there.codes[other]) and not here.is_han(one)


def _gap(here: Reading, there: Reading, gap: Step) -> Iterator[Step]:
    """What stands between two matches."""
    ours, theirs = here.words(gap.here, gap.here_end), there.words(gap.there, gap.there_end)
    if ours == theirs:
        yield gap._replace(same=True)
    elif not ours or not theirs or len(ours) + len(theirs) > SMALL:
        yield gap
    else:
        pieces = CHARACTER if SIGN.search(ours + theirs) else PIECE
        here_pieces, there_pieces = pieces.findall(ours), pieces.findall(theirs)
        here_ends = list(accumulate(map(len, here_pieces), initial=gap.here))
        there_ends = list(accumulate(map(len, there_pieces), initial=gap.there))
        found = SequenceMatcher(None, here_pieces, there_pieces, autojunk=False).get_opcodes()
        for tag, start, end, begin, stop in found:
            yield Step(here_ends[start], here_ends[end], there_ends[begin], there_ends[stop], same=tag == "equal")


def _without_chance(found: list[Step]) -> Iterator[Step]:
    """Without the characters that are the same by chance where a sentence has been replaced: 的, 工作."""
    for at, step in enumerate(found):
        inner = 0 < at < len(found) - 1
        is_chance = step.same and step.size <= CHANCE and inner
        yield step._replace(same=False) if is_chance and _wide(found[at - 1]) and _wide(found[at + 1]) else step


def _wide(step: Step) -> bool:
    return step.size >= WIDE


def _merged(found: Iterable[Step]) -> Iterator[Step]:
    for same, group in groupby(found, key=lambda step: step.same):
        first, *rest = group
        last = rest[-1] if rest else first
        yield Step(first.here, last.here_end, first.there, last.there_end, same=same)
