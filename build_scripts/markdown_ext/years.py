"""Dating clues -> a picture of the years that each allows, one bar below the other, and of those that all allow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from build_scripts.render.signs import visible

BEYOND = 2  # years shown before the first bound and after the last
LEAST = 2  # so many clues make a picture
TICKS = (1, 2, 5, 10, 20)  # years between two ticks
MOST_TICKS = 6

_Interval = Sequence[int | None]


class _Axis(NamedTuple):
    first: int
    last: int

    def share(self, year: int) -> float:
        """Where a year begins, in hundredths of the axis."""
        return round(100 * (year - self.first) / (self.last + 1 - self.first), 2)


def years_chart(clues: Iterable[Mapping[str, Any]], left: Sequence[_Interval]) -> str:
    """The picture; nothing where fewer than two clues date the paper. It tells nothing that the clues' words do not."""
    dated = [(_label(clue), clue["years"]) for clue in clues if clue.get("years")]
    bounds = [year for _, years in dated for pair in years for year in pair if year is not None]
    if len(dated) < LEAST or not bounds:
        return ""
    axis = _Axis(min(bounds) - BEYOND, max(bounds) + BEYOND)
    rows = (_row(label, years, axis, "row") for label, years in dated)
    lines = "\n".join((*rows, _row("合", left, axis, "row sum"), _ticks(axis)))
    return f'<div class="years" aria-hidden="true">\n{lines}\n</div>'


def _label(clue: Mapping[str, Any]) -> str:
    return visible("".join(clue["quote"][1::2]))


def _row(label: str, years: Sequence[_Interval], axis: _Axis, kind: str) -> str:
    bars = "".join(_bar(first, last, axis) for first, last in years)
    return f'<div class="{kind}"><span class="label">{label}</span><span class="line">{bars}</span></div>'


def _bar(first: int | None, last: int | None, axis: _Axis) -> str:
    """A bar from the beginning of the first year to the end of the last; one without a bound fades out there."""
    start, end = axis.share(first or axis.first), axis.share((last or axis.last) + 1)
    ends = " ".join(name for name, year in (("no-first", first), ("no-last", last)) if year is None)
    opened = f' class="{ends}"' if ends else ""
    return f'<i{opened} style="left:{start}%;width:{round(end - start, 2)}%"></i>'


def _ticks(axis: _Axis) -> str:
    step = next((each for each in TICKS if (axis.last - axis.first) // each < MOST_TICKS), TICKS[-1])
    marks = "".join(_tick(year, axis) for year in _multiples(axis, step))
    return f'<div class="row axis"><span class="label"></span><span class="line">{marks}</span></div>'


def _tick(year: int, axis: _Axis) -> str:
    middle = round((axis.share(year) + axis.share(year + 1)) / 2, 2)
    return f'<b style="left:{middle}%">{year}</b>'


def _multiples(axis: _Axis, step: int) -> Iterator[int]:
    return (year for year in range(axis.first, axis.last + 1) if year % step == 0)
