"""Passage -> Parts: the same place by place: which stretch of which block stands beside which, and every difference."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from build_scripts.model import Part, Variant
from build_scripts.witnesses.passages import Passage, Step
from build_scripts.witnesses.reading import Reading

# What stands for words that were taken out: xx in 20xx年, ××, 某某; not 9x. Beside a name, 某 is no word but a sign
SIGNS = re.compile(r"(?:[xX×✕*＊_＿□△○■█]|某)+")


def parts(here: Reading, there: Reading, passage: Passage) -> tuple[Part, ...]:
    """A part ends where a block ends on either side; each lies in one block here and one there."""
    cut = (piece for step in passage for piece in _cut(here, there, step))
    return tuple(
        _part(here, there, tuple(steps)) for _, steps in groupby(cut, key=lambda each: _blocks(here, there, each))
    )


def _cut(here: Reading, there: Reading, step: Step) -> Iterator[Step]:
    """A step, cut where a block begins on either side; what differs goes with the other side's first or last block."""
    if not step.same:
        yield from _sides(here, there, step)
        return
    at = 0
    length = step.here_end - step.here
    while at < length:
        ends = (_end(here, step.here + at) - step.here, _end(there, step.there + at) - step.there, length)
        end = min(ends)
        yield Step(step.here + at, step.here + end, step.there + at, step.there + end)
        at = end


def _sides(here: Reading, there: Reading, step: Step) -> Iterator[Step]:
    """Words that differ, block by block: the first block's beside the first, the rest beside what is left."""
    a, b = step.here, step.there
    while a < step.here_end or b < step.there_end:
        end = min(_end(here, a), step.here_end) if a < step.here_end else a
        stop = min(_end(there, b), step.there_end) if b < step.there_end else b
        yield Step(a, end, b, stop, same=False)
        a, b = end, stop


def _end(reading: Reading, number: int) -> int:
    """The number of the first character behind the block in which this one stands."""
    block = reading.block(number)
    if block + 1 == len(reading.starts):
        return reading.at.size
    return int(reading.at.searchsorted(reading.starts[block + 1]))


def _blocks(here: Reading, there: Reading, step: Step) -> tuple[int, int]:
    """The blocks that a step lies in; where it has no characters, that of the character before."""
    return (
        here.block(step.here if step.here < step.here_end else max(0, step.here - 1)),
        there.block(step.there if step.there < step.there_end else max(0, step.there - 1)),
    )


def _part(here: Reading, there: Reading, steps: tuple[Step, ...]) -> Part:
    first, last = steps[0], steps[-1]
    return Part(
        here.span(first.here, last.here_end),
        there.span(first.there, last.there_end),
        tuple(_variant(here, there, each) for each in steps if not each.same),
    )


def _variant(here: Reading, there: Reading, step: Step) -> Variant:
    ours, theirs = here.span(step.here, step.here_end), there.span(step.there, step.there_end)
    hidden, told = _is_hidden(here, step.here, step.here_end), _is_hidden(there, step.there, step.there_end)
    if hidden and not told and theirs.start < theirs.end:
        return Variant("hidden", ours, theirs)
    if told and not hidden and ours.start < ours.end:
        return Variant("told", ours, theirs)
    return Variant("words", ours, theirs)


def _is_hidden(reading: Reading, first: int, end: int) -> bool:
    """Are these nothing but signs, by their looks, or because a claim on the paper says so?"""
    if SIGNS.fullmatch(reading.words(first, end)):
        return True
    at = reading.span(first, end)
    return first < end and any(
        each.block == at.block and each.start <= at.start and at.end <= each.end for each in reading.redactions
    )
