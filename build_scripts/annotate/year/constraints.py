"""Constraints -> Verdict: sets of years, intersected from the weightiest to the lightest; contradictions set aside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from operator import and_
from typing import NamedTuple

from build_scripts.annotate.year.chronology import FIRST, LAST
from build_scripts.model import Evidence

STATED = 4  # the paper says so in so many words
HARD = 3  # a thing cannot be spoken of before it exists
FIRM = 2  # the wording places the year, or a hard fact that nobody has verified
SOFT = 1  # what is usual: talk dies away, offices are renamed, sums are national

ALL = (1 << (LAST - FIRST + 1)) - 1


class Constraint(NamedTuple):
    """What one clue allows: `years` has a bit for each year from `FIRST`; `reason` names the clue in Chinese."""

    years: int
    weight: int
    reason: str
    evidence: Evidence


class Verdict(NamedTuple):
    """The years that are left, the constraints that agree with them, and those set aside, with a contradiction."""

    years: int
    agreed: tuple[Constraint, ...]
    aside: tuple[Constraint, ...]

    @property
    def range(self) -> tuple[int | None, int | None]:
        """The first and last year left; None where that end is open."""
        first, last = bounds(self.years)
        return (None if first <= FIRST else first), (None if last >= LAST else last)


def interval(first: int | None, last: int | None) -> int:
    """The years from `first` to `last`; None is an open end."""
    low, high = max(first or FIRST, FIRST), min(last or LAST, LAST)
    return ((1 << (high - low + 1)) - 1) << (low - FIRST) if low <= high else 0


def those(years: Iterable[int]) -> int:
    """Exactly these years."""
    return reduce(lambda held, year: held | interval(year, year), years, 0)


def bounds(years: int) -> tuple[int, int]:
    """The first and the last year of a set that is not empty."""
    return FIRST + (years & -years).bit_length() - 1, FIRST + years.bit_length() - 1


def combine(constraints: Sequence[Constraint]) -> Verdict:
    """Intersect by weight. Where equals contradict each other, or what is weightier, all of those stand aside."""
    left, agreed, aside = ALL, [], []
    for weight in (STATED, HARD, FIRM, SOFT):
        tier = [each for each in constraints if each.weight == weight]
        kept = tier if _common(tier, left) else list(_undisputed(tier, left))
        if not _common(kept, left):
            kept = []
        left = _common(kept, left)
        agreed += kept
        aside += [each for each in tier if each not in kept]
    return Verdict(left, tuple(agreed), tuple(aside))


def binding(verdict: Verdict) -> tuple[Constraint, ...]:
    """So few constraints as suffice for the verdict, the weightiest and narrowest first."""
    left, used = ALL, list[Constraint]()
    while left != verdict.years:
        telling = [each for each in verdict.agreed if left & each.years != left]
        used.append(min(telling, key=lambda each: (-each.weight, (left & each.years).bit_count())))
        left &= used[-1].years
    for each in tuple(reversed(used)):
        others = [one for one in used if one is not each]
        if _common(others, ALL) == verdict.years:
            used = others
    return tuple(used)


def _common(tier: Iterable[Constraint], left: int) -> int:
    return reduce(and_, (each.years for each in tier), left)


def _undisputed(tier: Sequence[Constraint], left: int) -> Iterator[Constraint]:
    possible = [each for each in tier if each.years & left]
    return (each for each in possible if all(each.years & other.years & left for other in possible))
