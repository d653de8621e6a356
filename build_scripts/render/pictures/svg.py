"""Shapes -> SVG: x runs in per cent of the width, y in pixels, so that a picture fits any screen and its letters stay.

No picture has a `viewBox`: at 360 px and at 1,280 px the letters are of the size of the text around them.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import NamedTuple

Value = str | int | float


class Row(NamedTuple):
    """A line of a picture's text: what it is, how many, and where it is told of."""

    words: str
    number: str
    href: str = ""


class Drawing(NamedTuple):
    """What is drawn: its classes, the last its own; title, how to read it, height, shapes, and the same as text."""

    name: str
    title: str
    description: str
    height: int
    shapes: tuple[str, ...]
    rows: tuple[Row, ...] = ()


def element(tag: str, *inside: str, **attributes: Value) -> str:
    """`<rect x="1.5%" …/>`; `_` in a name stands for `-`, at its end for nothing (`class_`)."""
    said = "".join(f' {name.rstrip("_").replace("_", "-")}="{_value(value)}"' for name, value in attributes.items())
    return f"<{tag}{said}>{''.join(inside)}</{tag}>" if inside else f"<{tag}{said}/>"


def text(words: str, **attributes: Value) -> str:
    """Words, escaped."""
    return element("text", escape(words), **attributes)


def link(href: str, name: str, *inside: str) -> str:
    """Shapes that lead somewhere; `name`, a graphic's title, says to pointers and screen readers what is there."""
    return element("a", element("title", escape(name)), *inside, href=href)


def percent(value: float) -> str:
    """`12.5%`, in as few figures as do."""
    return f"{_value(round(value, 2))}%"


def figure(drawing: Drawing) -> str:
    """The picture as raw HTML for a Markdown page, with its name, its description and the same as text."""
    name = drawing.name.rpartition(" ")[2]
    about = (
        element("title", escape(drawing.title), id=f"{name}-title"),
        element("desc", escape(drawing.description), id=f"{name}-desc"),
    )
    drawn = element(
        "svg", *about, *drawing.shapes, class_=f"picture {drawing.name}", width="100%", height=drawing.height,
        role="group", aria_labelledby=f"{name}-title", aria_describedby=f"{name}-desc",
    )  # fmt: skip
    words = f"<figcaption>{escape(drawing.description)}</figcaption>"
    return f'<figure class="drawn">\n{drawn}\n{words}\n{_as_text(drawing.rows)}</figure>\n'


def _as_text(rows: Sequence[Row]) -> str:
    items = "".join(f"<li>{_linked(row)} {escape(row.number)}</li>\n" for row in rows)
    return f"<details><summary>以文字列出</summary>\n<ul>\n{items}</ul>\n</details>\n" if rows else ""


def _linked(row: Row) -> str:
    words = escape(row.words)
    return f'<a href="{escape(row.href)}">{words}</a>' if row.href else words


def _value(value: Value) -> str:
    if isinstance(value, float):
        return f"{value:.2f}".rstrip("0").rstrip(".")
    return escape(str(value))
