"""Counts -> bars: one for each name, each a link."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from build_scripts.render.pictures.svg import Drawing, element, link, percent, text

HIGH = 24
FROM, TO = 38.0, 88.0  # per cent of the width: names before, counts behind


@dataclass(frozen=True, slots=True)
class Bar:
    """A name, how many, and where they are listed."""

    name: str
    count: int
    href: str


def bars(name: str, title: str, held: Sequence[Bar], unit: str = "篇") -> Drawing:
    """Bars in the order given, the longest over the whole width; their links are the text, so no list repeats them."""
    most = max((bar.count for bar in held), default=1)
    shapes = tuple(_bar(bar, row, most, unit) for row, bar in enumerate(held))
    said = f"横条的长短是{unit}数。"
    return Drawing(f"bars {name}", title, said, HIGH * len(held), shapes)


def _bar(bar: Bar, row: int, most: int, unit: str) -> str:
    top, length = row * HIGH, (TO - FROM) * bar.count / most
    return link(
        bar.href,
        f"{bar.name}，{bar.count:,} {unit}",
        element("rect", x=0, y=top, width="100%", height=HIGH, class_="touch"),
        text(bar.name, x=0, y=top + 17, class_="label"),
        element("rect", x=percent(FROM), y=top + 5, width=percent(length), height=HIGH - 10, rx=2, class_="bar"),
        text(f"{bar.count:,}", x=percent(FROM + length), dx=4, y=top + 17, class_="count"),
    )
