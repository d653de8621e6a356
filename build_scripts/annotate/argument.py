"""Verdict -> words: how the constraints combine, in Chinese, as the page and the exports show it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from build_scripts.annotate.chronology import FIRST, LAST
from build_scripts.annotate.constraints import ALL, Constraint, Verdict, binding, bounds, interval

LISTED = 3  # reasons for one bound


def note(verdict: Verdict) -> str:
    """`不早于2009（新医改意见）；不晚于2010（“十一五”最后一年）；故为2010`."""
    used = binding(verdict)
    parts = [*_lower(used), *_upper(used), *_sets(used)]
    return "；".join((*parts, f"故{_years(verdict.years)}")) if parts else ""


def against(verdict: Verdict) -> str:
    """What the constraints that were set aside would have had."""
    return "；".join(f"{each.reason}（{each.evidence.place.local}）当{_years(each.years)}" for each in verdict.aside)


def _years(years: int) -> str:
    first, last = bounds(years)
    if first == last:
        return f"为{first}"
    if interval(first, last) != years:
        return "为" + "、".join(map(str, _listed(years))) + "之一"
    if last >= LAST:
        return f"不早于{first}"
    return f"不晚于{last}" if first <= FIRST else f"在{first}—{last}"


def _listed(years: int) -> Iterator[int]:
    return (year for year in range(FIRST, LAST + 1) if years & interval(year, year))


def _lower(used: Iterable[Constraint]) -> Iterator[str]:
    low = [each for each in used if _is_lower(each.years)]
    for first in sorted({bounds(each.years)[0] for each in low}):
        yield f"不早于{first}（{_reasons(each for each in low if bounds(each.years)[0] == first)}）"


def _upper(used: Iterable[Constraint]) -> Iterator[str]:
    high = [each for each in used if _is_upper(each.years)]
    for last in sorted({bounds(each.years)[1] for each in high}):
        yield f"不晚于{last}（{_reasons(each for each in high if bounds(each.years)[1] == last)}）"


def _sets(used: Iterable[Constraint]) -> Iterator[str]:
    for each in used:
        if not (_is_lower(each.years) or _is_upper(each.years)) and each.years != ALL:
            yield f"{_years(each.years)}（{each.reason}）"


def _is_lower(years: int) -> bool:
    return years == interval(bounds(years)[0], None)


def _is_upper(years: int) -> bool:
    return years == interval(None, bounds(years)[1])


def _reasons(each: Iterable[Constraint]) -> str:
    return "、".join(list(dict.fromkeys(one.reason for one in each))[:LISTED])
