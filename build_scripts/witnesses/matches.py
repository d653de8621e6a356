"""Two texts -> Matches: the stretches that are the same in both, character for character, none of them overlapping."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

import numpy as np

from build_scripts.witnesses.fingerprints import Digests, run_digests
from build_scripts.witnesses.reading import Codes, Indices

LEAST = 8  # characters of a match
STRONG = 16  # characters from which a match stands by itself
NEAR, FAR = 16, 80  # characters between matches of one passage: between any, and between strong ones
REPEATS = 8  # places of a run in one paper that are looked at


class Match(NamedTuple):
    """`length` characters from `here` on in one text are those from `there` on in the other."""

    here: int
    there: int
    length: int


def matches(here: Codes, there: Codes) -> list[Match]:
    """The matches in the order of `here`: of those that overlap the longer one is kept, and what is left of the other.

    A short one is kept where it stands in line with a strong one and near it: elsewhere it is a turn of phrase.
    """
    found = sorted(_common(here, there), key=lambda each: (-each.length, each.here, each.there))
    taken_here, taken_there = bytearray(len(here)), bytearray(len(there))
    kept: list[Match] = []
    for each in found:
        for part in _free(each, taken_here, taken_there):
            taken_here[part.here : part.here + part.length] = b"\1" * part.length
            taken_there[part.there : part.there + part.length] = b"\1" * part.length
            kept.append(part)
    return _in_line(sorted(kept))


def follows(one: Match, other: Match) -> bool:
    """Does the second continue the first: in both texts behind it, and near?"""
    gap = other.here - one.here - one.length, other.there - one.there - one.length
    reach = FAR if min(one.length, other.length) >= STRONG else NEAR
    return min(gap) >= 0 and max(gap) <= reach


def _common(here: Codes, there: Codes) -> Iterator[Match]:
    """All maximal common stretches, but for runs that one paper repeats too often.

    Runs with one digest are neighbours on a diagonal; that the characters are the same is looked at in the end.
    """
    starts, others = _hits(run_digests(here, LEAST), run_digests(there, LEAST))
    diagonal = starts - others
    order = np.lexsort((starts, diagonal))
    starts, diagonal = starts[order], diagonal[order]
    breaks = np.flatnonzero((np.diff(diagonal) != 0) | (np.diff(starts) != 1)) + 1
    firsts = np.concatenate([[0], breaks]) if starts.size else breaks
    lasts = np.concatenate([breaks, [starts.size]]) - 1 if starts.size else breaks
    for first, last in zip(firsts.tolist(), lasts.tolist(), strict=True):
        at, length = int(starts[first]), int(starts[last] - starts[first]) + LEAST
        other = at - int(diagonal[first])
        if np.array_equal(here[at : at + length], there[other : other + length]):
            yield Match(at, other, length)


def _hits(here: Digests, there: Digests) -> tuple[Indices, Indices]:
    """Where a run of one text stands in the other: its place here, and each of the first few there."""
    order = np.argsort(there, kind="stable")
    known = there[order]
    first = np.searchsorted(known, here, "left")
    count = np.minimum(np.searchsorted(known, here, "right") - first, REPEATS)
    starts = np.repeat(np.arange(here.size), count)
    nth = np.arange(starts.size) - np.repeat(np.cumsum(count) - count, count)
    return starts, order[np.repeat(first, count) + nth]


def _free(match: Match, taken_here: bytearray, taken_there: bytearray) -> Iterator[Match]:
    """The parts of a match that are free in both texts and long enough."""
    here = taken_here[match.here : match.here + match.length]
    there = taken_there[match.there : match.there + match.length]
    if not any(here) and not any(there):
        yield match
        return
    start = 0
    for at in range(match.length + 1):
        if at == match.length or here[at] or there[at]:
            if at - start >= LEAST:
                yield Match(match.here + start, match.there + start, at - start)
            start = at + 1


def _in_line(found: list[Match]) -> list[Match]:
    """Without the short ones that follow no kept one and that none follows."""
    forth = _kept(found, follows)
    back = _kept(reversed(found), lambda after, before: follows(before, after))
    return sorted(forth | back)


def _kept(found: Iterable[Match], joins: Callable[[Match, Match], bool]) -> set[Match]:
    kept: set[Match] = set()
    last: Match | None = None
    for each in found:
        if each.length >= STRONG or (last is not None and joins(last, each)):
            kept.add(each)
            last = each
    return kept
