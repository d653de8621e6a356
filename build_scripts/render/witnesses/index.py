"""Archive -> Pages: `browse/parallels.md`, all papers that have another witness, an excerpt, or shared passages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from build_scripts.model import Document, Page, Parallel
from build_scripts.render.indexes.shelves import ROOT, Entry, Index, Item, Label, shelve
from build_scripts.render.markdown import escape_inline
from build_scripts.render.names import title_of
from build_scripts.render.witnesses.named import KINDS, Papers, compared, excerpt_of, shares

PATH = "browse/parallels"
HEAD = (
    "同一篇文字在文集里可能不止一见：繁简不同，注音、排版不同，或一处隐去姓名年份而另一处照录。"
    "这里列出同一篇的各个传本、节录，以及有成段相同文句的篇目；套语不算。怎样比对，见[凡例](../about/principles.md#witnesses)。\n"
)
LABELS = {"same": "同一篇的传本", "excerpt": "节录", "shared": "有相同文句"}


def index_page(found: Sequence[Parallel], papers: Papers) -> tuple[Page, ...]:
    """The index; more than one page where it is long."""
    return shelve(Index(PATH, "异文", "parallels", HEAD, "对"), _items(found, papers))


def _items(found: Sequence[Parallel], papers: Papers) -> Iterator[Item]:
    for kind in KINDS:
        mine = [each for each in found if each.kind == kind]
        if mine:
            yield Label(LABELS[kind], f"parallels-{kind}", len(mine), level=2)
            ordered = mine if kind != "shared" else sorted(mine, key=lambda each: (-each.common, each.here, each.there))
            yield from (Entry(_entry(each, papers)) for each in ordered)


def _entry(parallel: Parallel, papers: Papers) -> str:
    here, there = papers[parallel.here], papers[parallel.there]
    if parallel.kind == "excerpt" and excerpt_of(parallel) == parallel.there:
        here, there = there, here
    relation = {"same": " 与 ", "excerpt": "，节录自 ", "shared": " 与 "}[parallel.kind]
    first, second = shares(parallel)
    counted = f"相同 {parallel.common:,} 字（{parallel.here} 的 {first}%，{parallel.there} 的 {second}%）"
    return f"{_link(here)}{relation}{_link(there)}<br><small>{counted} · {_way(parallel, papers)}</small>"


def _link(document: Document) -> str:
    return f"[{escape_inline(title_of(document))}]({ROOT}{document.path}.md) <small>{document.place}</small>"


def _way(parallel: Parallel, papers: Papers) -> str:
    """To the comparison, or to where the first passages begin in both papers."""
    if page := compared(parallel, papers):
        return f"[对读]({ROOT}{page}.md)"
    ways = []
    for passage in parallel.passages[:3]:
        ends = ((passage[0].here.block, papers[parallel.here]), (passage[0].there.block, papers[parallel.there]))
        ways.append("—".join(f"[{place}]({ROOT}{paper.path}.md#{place.anchor})" for place, paper in ends))
    rest = f"等 {len(parallel.passages)} 段" if len(parallel.passages) > len(ways) else ""
    return "，".join(ways) + rest
