"""Archive -> Pages: `browse/figures.md`, a page for each indicator that several papers report, `data/figures.csv`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from build_scripts.knowledge.indicators import IndicatorRow, indicators
from build_scripts.model import Archive, Page
from build_scripts.render.anchors import FIGURES, figure_path
from build_scripts.render.figures.gather import Reported, papers, reported
from build_scripts.render.figures.plot import plots
from build_scripts.render.figures.table import table
from build_scripts.render.front_matter import front_matter
from build_scripts.render.markdown import escape_inline
from build_scripts.render.sheets import sheet

MOST = 1200  # rows that one page holds without becoming slow
SEVERAL = 2  # papers that an indicator must stand in to have a page of its own
COLUMNS = (
    "indicator", "name", "about", "value", "unit", "bound", "status", "year", "period", "region", "document", "title",
    "place", "quote", "page",
)  # fmt: skip

HEAD = (
    "各篇报告的数字，凡能确知是什么指标的，都列在这里：共 {count:,} 个数字，{indicators:,} 个指标，出自 {papers:,} 篇。"
    "宁缺毋滥：网站涂去的数字（`20xx余个`）、增减的幅度（`提高3个百分点`）、只作条件的数字（`5亿元以下的项目`）一概不收。"
    "“实际”是报告已经做到的，“目标”是要求或打算做到的。点数值回到原文那一段。[下载全部数字（CSV）](../data/figures.csv)"
)


def figure_pages(archive: Archive) -> tuple[Page, ...]:
    """The table of all figures, the indicators' own pages, and the sheet for download."""
    held = reported(archive)
    by_indicator = {row: found for row in indicators().rows.values() if (found := _of(row, held))}
    return (
        *_overview(held, by_indicator),
        *(page for row, found in by_indicator.items() if has_page(found, held) for page in _own(row, found)),
        Page("data/figures.csv", sheet(COLUMNS, map(_cells, held)), committed=False),
    )


def has_page(found: Sequence[Reported], held: Sequence[Reported]) -> bool:
    """Has an indicator a page of its own: where it stands in several papers, or where one table cannot hold all?"""
    return papers(found) >= SEVERAL or len(held) > MOST


def _of(row: IndicatorRow, held: Sequence[Reported]) -> list[Reported]:
    return [each for each in held if each.figure.indicator == row.id]


def _overview(held: Sequence[Reported], by_indicator: Mapping[IndicatorRow, Sequence[Reported]]) -> Iterator[Page]:
    head = HEAD.format(count=len(held), indicators=len(by_indicator), papers=papers(held))
    own = {row.id for row, found in by_indicator.items() if has_page(found, held)}
    listed = "\n".join(_groups(by_indicator, own))
    body = table(held, own, "../") if 0 < len(held) <= MOST else ""
    yield _page(FIGURES.removesuffix(".md"), "数据", "figures", f"{head}\n\n{listed}\n\n{body}")


def _groups(by_indicator: Mapping[IndicatorRow, Sequence[Reported]], own: set[str]) -> Iterator[str]:
    """The indicators by their groups, a line for each group."""
    for group in dict.fromkeys(row.group for row in by_indicator):
        inside = (
            f"{_link(row, own)} <small>{len(found):,}</small>"
            for row, found in by_indicator.items()
            if row.group == group
        )
        yield f"- **{escape_inline(group)}** {'、'.join(inside)}"


def _link(row: IndicatorRow, own: set[str]) -> str:
    name = escape_inline(row.name)
    return f"[{name}](figures/{row.id}.md)" if row.id in own else name


def _own(row: IndicatorRow, found: Sequence[Reported]) -> Iterator[Page]:
    """An indicator's page with its plots; more pages of rows where there are very many."""
    pages = [found[at : at + MOST] for at in range(0, len(found), MOST)]
    about = f"{escape_inline(row.about)}{papers(found):,} 篇报告了 {len(found):,} 个数字。[全部指标](../figures.md)"
    first = [about, _ways(row.id, 1, len(pages)), plots(found, "../../"), table(pages[0], set(), "../../", named=False)]
    yield _page(figure_path(row.id), row.name, f"figures-{row.id}", "\n\n".join(filter(None, first)))
    for number, rows in enumerate(pages[1:], 2):
        title = f"{row.name}：第 {number} 页，共 {len(pages)} 页"
        body = f"{_ways(row.id, number, len(pages))}\n\n{table(rows, set(), '../../../', named=False)}"
        yield _page(f"{figure_path(row.id)}/{number}", title, f"figures-{row.id}-{number}", body)


def _ways(indicator: str, here: int, pages: int) -> str:
    """Links from one page of an indicator to its others."""
    others = (number for number in range(1, pages + 1) if number != here)
    return " · ".join(f"[第 {number} 页]({_leaf(indicator, number, here)})" for number in others)


def _leaf(indicator: str, to: int, at: int) -> str:
    """The address of one page of an indicator from another."""
    if to == 1:
        return f"../{indicator}.md"
    return f"{indicator}/{to}.md" if at == 1 else f"{to}.md"


def _page(path: str, title: str, anchor: str, body: str) -> Page:
    head = front_matter({"title": title, "figures": True})
    text = f"{head}\n\n# {escape_inline(title)} {{: #{anchor} }}\n\n{body}\n"
    return Page(f"{path}.md", text.encode())


def _cells(each: Reported) -> tuple[str | int | None, ...]:
    figure = each.figure
    return (
        figure.indicator, indicators().rows[figure.indicator].name, figure.about, figure.value, figure.unit,
        figure.bound, figure.status, figure.year, figure.period, each.region, each.document.id, each.title,
        str(figure.span.block), each.quote, f"{each.document.path}.html#{figure.span.block.anchor}",
    )  # fmt: skip


__all__ = ["figure_pages"]
