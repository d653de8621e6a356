"""Figures -> an HTML table: plain without a script, sorted and filtered with `theme/assets/figures.js`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from build_scripts.knowledge.indicators import indicators
from build_scripts.render.figures.gather import STATUS, Reported
from build_scripts.render.names import UNKNOWN

COLUMNS = ("指标", "所指", "数值", "年份", "性质", "地区", "篇目")
KINDS = ("text", "text", "number", "number", "text", "text", "text")  # how a column is put in order


def table(held: Sequence[Reported], own: set[str], up: str, *, named: bool = True) -> str:
    """The rows in the order given; `own` are the indicators with a page, `up` leads to the top of the site.

    `named`: with a column for the indicator.
    """
    heads = "".join(
        f'<th scope="col" data-sort="{kind}">{name}</th>' for name, kind in zip(COLUMNS, KINDS, strict=True)
        if named or name != COLUMNS[0]
    )  # fmt: skip
    rows = "\n".join(_row(each, own, up, named=named) for each in held)
    return (
        '<div class="figures">\n'
        f'<table class="figures-table">\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>\n</div>'
    )


def _row(each: Reported, own: set[str], up: str, *, named: bool) -> str:
    figure = each.figure
    name = escape(indicators().rows[figure.indicator].name)
    linked = f'<a href="{up}browse/figures/{figure.indicator}.html">{name}</a>' if figure.indicator in own else name
    cells = (
        ("", linked),
        ("", escape(figure.about)),
        (figure.value, f'<a href="{up}{escape(each.address)}" title="{escape(each.quote)}">{escape(each.limited)}</a>'),
        (str(figure.year or ""), escape(each.when)),
        ("", f'<span class="status-{figure.status or "unknown"}">{STATUS[figure.status]}</span>'),
        ("", escape(each.region) or UNKNOWN),
        ("", f'<a href="{up}{escape(each.document.path)}.html">{escape(each.title)}</a>'),
    )
    return f"<tr>{''.join(_cells(cells, named=named))}</tr>"


def _cells(cells: Sequence[tuple[str, str]], *, named: bool) -> Iterable[str]:
    for name, (value, words) in zip(COLUMNS, cells, strict=True):
        if named or name != COLUMNS[0]:
            data = f' data-value="{value}"' if value else ""
            yield f'<td data-label="{name}"{data}>{words}</td>'
