"""Figures of one indicator -> a plot for each unit: values over the years, those without a year apart.

A rate in per cent stands on an axis from 0 to 100, other values on one from 0, or on a logarithmic one where they
differ a hundredfold. No line joins the points: they are of different places and bases.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from math import ceil, floor, log10
from typing import NamedTuple

from build_scripts.render.figures.gather import STATUS, Reported, shown
from build_scripts.render.pictures.svg import Drawing, Row, element, figure, link, percent, text

LEFT, RIGHT = 15.0, 86.0  # per cent of the width that the years take; those without a year stand right of them
APART = 93.0  # where figures without a year stand
TOP, BASE, HEIGHT = 14, 176, 200  # pixels: the highest value, the lowest, the whole picture
FAR = 100  # values that differ by this factor stand on a logarithmic axis
SMALL = 4.5  # radius of a point
STEPS = (1, 2, 2.5, 5, 10)
SAID = {
    "achieved": "实心圆点是实际",
    "targeted": "空心圆点是目标",
    "": "灰色方点未明",
}


class Axis(NamedTuple):
    """Where a value stands, in pixels, and the values at which lines are drawn."""

    at: Callable[[float], float]
    ticks: Sequence[float]
    words: str


def plots(found: Sequence[Reported], up: str) -> str:
    """A plot for each unit of which the years of two figures are known, the most frequent unit first."""
    units = Counter(each.figure.unit for each in found if each.figure.year)
    drawn = (
        figure(_plot([each for each in found if each.figure.unit == unit], unit, number, up))
        for number, (unit, count) in enumerate(units.most_common())
        if count > 1
    )
    return "\n".join(drawn)


def _plot(found: Sequence[Reported], unit: str, number: int, up: str) -> Drawing:
    years = sorted({each.figure.year for each in found if each.figure.year})
    axis = _axis([float(each.figure.value) for each in found], unit)
    shapes = (*_grid(axis, unit), *_years(years), *(_point(each, years, axis, up) for each in found))
    statuses = [words for status, words in SAID.items() if any(each.figure.status == status for each in found)]
    alone = "最右一列年份未明；" if any(not each.figure.year for each in found) else ""
    said = f"{'，'.join(statuses)}。{alone}{axis.words}各点出自不同地区和口径，不宜直接相比。"
    rows = tuple(Row(_named(each), each.limited, f"{up}{each.address}") for each in found)
    return Drawing(f"plot plot-{number}", f"历年数值（{unit}）", said, HEIGHT, shapes, rows)


def _axis(values: Sequence[float], unit: str) -> Axis:
    low, high = min(values), max(values)
    if unit == "%" and high <= 100:
        return _linear(100.0, "纵轴从 0 到 100%。")
    if low > 0 and high / low >= FAR:
        first, last = floor(log10(low)), ceil(log10(high))
        ticks = [10.0**power for power in range(first, last + 1)]
        return Axis(lambda value: _y((log10(value) - first) / (last - first)), ticks, "纵轴是对数刻度。")
    return _linear(high, "纵轴从 0 起。")


def _linear(high: float, words: str) -> Axis:
    """From 0 to the first round number that is not below `high`, in four or five steps."""
    rough = (high or 1.0) / 4
    power = 10.0 ** floor(log10(rough))
    step = next(each * power for each in STEPS if each * power >= rough * 0.999)
    count = ceil((high or 1.0) / step - 1e-9)
    return Axis(lambda value: _y(value / (step * count)), [step * number for number in range(count + 1)], words)


def _y(share: float) -> float:
    return BASE - (BASE - TOP) * share


def _x(year: int | None, years: Sequence[int]) -> float:
    if year is None:
        return APART
    first, last = years[0], years[-1]
    return (LEFT + RIGHT) / 2 if first == last else LEFT + 4 + (RIGHT - LEFT - 8) * (year - first) / (last - first)


def _grid(axis: Axis, unit: str) -> Iterator[str]:
    for tick in axis.ticks:
        y = round(axis.at(tick), 1)
        yield element("line", x1=percent(LEFT), x2="100%", y1=y, y2=y, class_="grid")
        yield text(shown(Decimal(f"{tick:.10g}"), unit), x=percent(LEFT - 1), y=y + 4, class_="count end")


def _years(years: Sequence[int]) -> Iterator[str]:
    step = 1 if not years or years[-1] - years[0] <= 9 else 2 if years[-1] - years[0] <= 18 else 5
    for year in range(years[0], years[-1] + 1) if years else ():
        if year % step == 0 or len(years) == 1:
            yield text(str(year), x=percent(_x(year, years)), y=HEIGHT - 6, class_="year")
    yield element("line", x1=percent(RIGHT + 1), x2=percent(RIGHT + 1), y1=TOP, y2=BASE, class_="grid")
    yield text("未明", x=percent(APART), y=HEIGHT - 6, class_="year")


def _point(each: Reported, years: Sequence[int], axis: Axis, up: str) -> str:
    x, y = percent(_x(each.figure.year, years)), round(axis.at(float(each.figure.value)), 1)
    touch = element("circle", cx=x, cy=y, r=11, class_="touch")
    if each.figure.status:
        mark = element("circle", cx=x, cy=y, r=SMALL, class_=f"point {each.figure.status}")
    else:
        mark = element(
            "svg", element("rect", x=-4, y=-4, width=8, height=8, class_="point unknown"), x=x, y=y, overflow="visible"
        )
    return link(f"{up}{each.address}", f"{_named(each)}：{each.limited}", touch, mark)


def _named(each: Reported) -> str:
    """Of what, of which place and year, and whether achieved."""
    words = (each.figure.about, each.region or "地区待考", each.when or "年份未明", STATUS[each.figure.status])
    return "，".join(filter(None, words))
