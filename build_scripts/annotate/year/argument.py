"""Verdict -> words: how the constraints combine, in Chinese, as the page and the exports show it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from build_scripts.annotate.year.chronology import FIRST, LAST
from build_scripts.annotate.year.constraints import ALL, Constraint, Verdict, binding, bounds, interval
from build_scripts.model import Evidence, Proposal

LISTED = 3  # reasons for one bound


def note(verdict: Verdict) -> str:
    """`不早于2009年（新医改意见）；不晚于2010年（“十一五”最后一年）；故为2010年`."""
    used = binding(verdict)
    parts = [*_lower(used), *_upper(used), *_sets(used)]
    if len(parts) == 1:
        return parts[0]
    return "；".join((*parts, f"故{_years(verdict.years)}")) if parts else ""


def grounds(used: Sequence[Constraint]) -> tuple[Evidence, ...]:
    """The words that these constraints rest on, each once, with the years it allows and why."""
    firsts = [each.evidence for each in used]
    ordered = sorted(used, key=lambda each: firsts.index(each.evidence))
    return tuple(_ground(clue, tuple(held)) for clue, held in groupby(ordered, key=lambda each: each.evidence))


def _ground(clue: Evidence, held: Sequence[Constraint]) -> Evidence:
    origin = f"（{clue.says}）" if clue.says else ""
    says = "；".join(f"{_years(each.years)}：{each.reason}" for each in held)
    allowed = ALL
    for each in held:
        allowed &= each.years
    return clue._replace(says=f"{says}{origin}", years=tuple(_intervals(allowed)))


def _intervals(years: int) -> Iterator[tuple[int | None, int | None]]:
    """The unbroken runs of a set of years; a run that reaches the edge of what is told apart is open there."""
    for _, run in groupby(enumerate(_listed(years)), key=lambda each: each[1] - each[0]):
        held = [year for _, year in run]
        yield (None if held[0] <= FIRST else held[0]), (None if held[-1] >= LAST else held[-1])


def against(verdict: Verdict) -> str:
    """What the constraints that were set aside would have had."""
    return "；".join(f"{each.reason}（{each.evidence.place}）当{_years(each.years)}" for each in verdict.aside)


def proposals(verdict: Verdict, aside: Iterable[Constraint]) -> Iterator[Proposal]:
    """The years that were kept, and those that each constraint which was set aside would have had."""
    if used := binding(verdict):
        yield Proposal(_value(verdict.years), "取", grounds(used)[:LISTED])
    for each in aside:
        yield Proposal(_value(each.years), "未取", grounds((each,)))


def _value(years: int) -> str:
    first, last = bounds(years)
    return str(first) if first == last else _years(years)


def _years(years: int) -> str:
    first, last = bounds(years)
    if first == last:
        return f"为{first}年"
    if interval(first, last) != years:
        return "为" + "、".join(map(str, _listed(years))) + "年之一"
    if last >= LAST:
        return f"不早于{first}年"
    return f"不晚于{last}年" if first <= FIRST else f"在{first}—{last}年"


def _listed(years: int) -> Iterator[int]:
    return (year for year in range(FIRST, LAST + 1) if years & interval(year, year))


def _lower(used: Iterable[Constraint]) -> Iterator[str]:
    low = [each for each in used if _is_lower(each.years)]
    for first in sorted({bounds(each.years)[0] for each in low}):
        yield f"不早于{first}年（{_reasons(each for each in low if bounds(each.years)[0] == first)}）"


def _upper(used: Iterable[Constraint]) -> Iterator[str]:
    high = [each for each in used if _is_upper(each.years)]
    for last in sorted({bounds(each.years)[1] for each in high}):
        yield f"不晚于{last}年（{_reasons(each for each in high if bounds(each.years)[1] == last)}）"


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
