"""Papers by province -> a map of equal tiles: one for each province-level unit, about where it lies, with its count."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from build_scripts.render.pictures.svg import Drawing, Row, element, link, percent, text

# Column and row of each unit by the first two figures of its code. A tile tells no border and no size.
TILES = {
    "23": (8, 0), "15": (6, 1), "22": (8, 1), "65": (0, 2), "62": (3, 2), "64": (4, 2), "11": (6, 2), "12": (7, 2),
    "21": (8, 2), "63": (2, 3), "61": (4, 3), "14": (5, 3), "13": (6, 3), "37": (7, 3), "54": (1, 4), "51": (3, 4),
    "50": (4, 4), "41": (5, 4), "34": (6, 4), "32": (7, 4), "31": (8, 4), "53": (3, 5), "52": (4, 5), "42": (5, 5),
    "36": (6, 5), "33": (7, 5), "45": (4, 6), "43": (5, 6), "35": (7, 6), "71": (8, 6), "46": (4, 7), "44": (5, 7),
    "82": (6, 7), "81": (7, 7),
}  # fmt: skip
COLUMNS, ROWS, HIGH = 9, 8, 42
STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)  # a tile is as dark as the steps that its count has taken


def tile_map(counts: Mapping[str, int], names: Mapping[str, str], href: Callable[[str], str]) -> Drawing:
    """`counts` and short `names` by province code (`370000`); `href` leads to a province's papers."""
    most = max(counts.values(), default=0)
    shapes = tuple(_tile(code, names[code], counts.get(code, 0), most, href(code)) for code in sorted(names))
    listed = sorted((code for code in counts if counts[code]), key=lambda code: (-counts[code], code))
    rows = tuple(Row(names[code], f"{counts[code]:,} 篇", href(code)) for code in listed)
    said = "每格是一个省级单位，按大致方位排列，不表示面积和界线；数字是篇数，颜色越深，篇数越多。"
    return Drawing("tile-map", "各省篇数", said, ROWS * HIGH, shapes, rows)


def _tile(code: str, name: str, count: int, most: int, href: str) -> str:
    column, row = TILES[code[:2]]
    box = element("rect", x="2%", y=1, width="96%", height=HIGH - 2, rx=3, fill_opacity=_shade(count, most))
    label = text(name, x="50%", y=HIGH // 2 - 2 if count else HIGH // 2 + 4)
    if count:
        number = text(f"{count:,}", x="50%", y=HIGH // 2 + 14, class_="count")
        inside = link(href, f"{name}，{count:,} 篇", box, label, number)
    else:
        inside = element("g", element("title", f"{name}，还没有"), box, label, class_="empty")
    return element("svg", inside, x=percent(100 * column / COLUMNS), y=row * HIGH, width=percent(100 / COLUMNS),
                   height=HIGH)  # fmt: skip


def _shade(count: int, most: int) -> float:
    if not count:
        return 0.0
    taken = sum(count >= step for step in STEPS)
    return 0.1 + 0.4 * taken / max(1, sum(most >= step for step in STEPS))
