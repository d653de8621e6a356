"""Papers by year and by range of years -> a timeline: columns for known years, bars for ranges, open ends open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from build_scripts.render.pictures.svg import Drawing, Row, element, link, percent, text

Range = tuple[int | None, int | None]

LEFT, RIGHT = 2.0, 98.0  # per cent of the width that the years take
HIGHEST, BASE, AXIS = 66, 84, 100  # the tallest column, where columns stand, where years are written
LANE, BAR = 13, 7  # height of a range with the space around it, and its own
MOST = 36  # so many ranges are drawn one by one; more are put together by periods of `PERIOD` years
PERIOD = 5


class Years(NamedTuple):
    """How many papers are of each year, and of each range of years; None is an open end."""

    known: Mapping[int, int]
    ranges: Mapping[Range, int]


class Ways(NamedTuple):
    """Where the papers are listed: of a year, of a range, and of the ranges that begin in the period from a year on."""

    year: Callable[[int], str]
    range: Callable[[Range], str]
    start: Callable[[int | None], str]


@dataclass(frozen=True, slots=True)
class _Lane:
    """A bar: its years, how many papers they are of, and where these are listed."""

    years: Range
    count: int
    href: str


class _Scale(NamedTuple):
    """The years drawn, the first and the last among them, with a year more where an end is open."""

    first: int
    last: int

    def left(self, year: int) -> float:
        """Where a year begins, in per cent."""
        return LEFT + (RIGHT - LEFT) * (year - self.first) / (self.last - self.first + 1)

    def middle(self, year: int) -> float:
        return (self.left(year) + self.left(year + 1)) / 2


def timeline(years: Years, ways: Ways) -> Drawing:
    """Every paper of which a year or one end of its range is known; the others are not drawn."""
    lanes = _lanes(years.ranges, ways)
    scale = _scale(years.known, lanes)
    height = AXIS + 8 + LANE * len(lanes)
    most = max(years.known.values(), default=1)
    shapes = (
        _fades(),
        *_grid(scale, height),
        *(_column(scale, year, years.known[year], most, ways.year(year)) for year in sorted(years.known)),
        *(_lane(scale, lane, row) for row, lane in enumerate(lanes)),
    )
    rows = (
        *(Row(f"{year} 年", f"{count:,} 篇", ways.year(year)) for year, count in sorted(years.known.items())),
        *(Row(words_of(lane.years), f"{lane.count:,} 篇", lane.href) for lane in lanes),
    )
    return Drawing("timeline", "年份", _said(lanes, len(years.ranges)), height, shapes, rows)


def period(year: int) -> tuple[int, int]:
    """The years put together with this one: 2005—2009."""
    first = year - year % PERIOD
    return first, first + PERIOD - 1


def words_of(held: Range) -> str:
    """`2012 年`, `2009—2012 年间`, `2009 年以后`, `2012 年以前`."""
    first, last = held
    if first and last:
        return f"{first} 年" if first == last else f"{first}—{last} 年间"
    return f"{first} 年以后" if first else f"{last} 年以前"


def _lanes(ranges: Mapping[Range, int], ways: Ways) -> list[_Lane]:
    """The ranges in order of their beginnings, those without one first; put together where they are too many."""
    if len(ranges) <= MOST:
        held, href = Counter(ranges), ways.range
    else:
        held, href = Counter[Range](), lambda years: ways.start(years[0])
        for (first, last), count in ranges.items():
            held[first and period(first)[0], last and period(last)[1]] += count
    ordered = sorted(held, key=lambda years: (years[0] or 0, years[1] or 9999))
    return [_Lane(years, held[years], href(years)) for years in ordered]


def _scale(known: Mapping[int, int], lanes: Sequence[_Lane]) -> _Scale:
    bounds = [*known, *(year for lane in lanes for year in lane.years if year)] or [2000]
    before, after = (any(lane.years[end] is None for lane in lanes) for end in (0, 1))
    return _Scale(min(bounds) - before, max(bounds) + after)


def _said(lanes: Sequence[_Lane], ranges: int) -> str:
    columns = "竖条是年份已定的篇数。"
    if not lanes:
        return columns
    joined = f"年段太多，两端按 {PERIOD} 年归并。" if len(lanes) < ranges else ""
    return f"{columns}横条是只知年段的：两端都知道的有边，一端不知道的渐淡；条旁的数字是篇数。{joined}"


def _fades() -> str:
    """What the bars of ranges with an open end are filled with."""
    ends = (("before", 0.06, 0.6), ("after", 0.6, 0.06))
    return element("defs", *(
        element("linearGradient", *(
            element("stop", offset=offset, stop_opacity=opacity, class_="fade")
            for offset, opacity in ((0, start), (1, end))
        ), id=f"timeline-{name}") for name, start, end in ends
    ))  # fmt: skip


def _grid(scale: _Scale, height: int) -> Iterator[str]:
    count = scale.last - scale.first + 1
    step = 1 if count <= 9 else 2 if count <= 18 else 5
    for year in range(scale.first, scale.last + 1):
        if year % step == 0:
            x = percent(scale.middle(year))
            yield element("line", x1=x, x2=x, y1=10, y2=height, class_="grid")
            yield text(str(year), x=x, y=AXIS, class_="year")
    yield element("line", x1="0%", x2="100%", y1=BASE, y2=BASE, class_="axis")


def _column(scale: _Scale, year: int, count: int, most: int, href: str) -> str:
    width = scale.left(year + 1) - scale.left(year)
    high = max(2.0, HIGHEST * count / most)
    inside = [
        element("rect", x=percent(scale.left(year)), y=0, width=percent(width), height=AXIS, class_="touch"),
        element("rect", x=percent(scale.left(year) + width * 0.12), y=BASE - high, width=percent(width * 0.76),
                height=high, class_="bar"),
    ]  # fmt: skip
    if most < 100 or count == most:  # longer numbers would stand in each other's way on a small screen
        inside.append(text(str(count), x=percent(scale.middle(year)), y=BASE - high - 4, class_="count middle"))
    return link(href, f"{year} 年，{count:,} 篇", *inside)


def _lane(scale: _Scale, lane: _Lane, row: int) -> str:
    first, last = lane.years
    left, right = scale.left(first) if first else 0.0, scale.left(last + 1) if last else 100.0
    top = AXIS + 10 + LANE * row
    fill = {} if first and last else {"style": f"fill: url(#timeline-{'after' if first else 'before'})"}
    box = {"x": percent(left), "width": percent(right - left)}
    inside = [
        element("rect", **box, y=top - 3, height=LANE, class_="touch"),
        element("rect", **box, y=top, height=BAR, class_="range", **fill),
        *(element("line", x1=percent(x), x2=percent(x), y1=top - 1, y2=top + BAR + 1, class_="end")
          for x, known in ((left, first), (right, last)) if known),
    ]  # fmt: skip
    if lane.count > 1:
        inside.append(_number(f"{lane.count:,}", left, right, top + BAR))
    return link(lane.href, f"{words_of(lane.years)}，{lane.count:,} 篇", *inside)


def _number(words: str, left: float, right: float, y: int) -> str:
    """Behind the bar, else before it, else on it."""
    if right < 93:
        return text(words, x=percent(right + 0.8), y=y, class_="count")
    if left > 7:
        return text(words, x=percent(left - 0.8), y=y, class_="count end")
    return text(words, x=percent((left + right) / 2), y=y, class_="count middle")
