"""Parallel -> Page: `browse/parallels/<a>_<b>.md`, two witnesses side by side, place by place, every difference marked.

A difference is an element (`<del>` on the left, `<ins>` on the right) that the style sheet shows by lines and frames;
beside a redaction stands, for whoever asks, what the other witness has. What is shown needs no script.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape

from build_scripts.model import Block, Document, Page, Parallel, Place
from build_scripts.render.front_matter import front_matter
from build_scripts.render.markdown import attribute_list, escape_inline
from build_scripts.render.names import title_of
from build_scripts.render.signs import visible
from build_scripts.render.witnesses.facing import Cell, Row, facing
from build_scripts.render.witnesses.named import KINDS, Papers, compared, excerpt_of, shares

ROOT = "../../"

Blocks = Mapping[Place, tuple[Block, str]]  # each block of both papers, and the page on which it stands

LEGEND = (
    "左栏是先列的一篇，右栏是另一篇；小屏上两篇上下相间。文字不同之处，左栏加虚线，右栏加双线；"
    "一篇隐去而另一篇写明的，加方框。繁简、全半角、标点和空白的不同不算。处所都通向原篇。"
)


def compare_page(parallel: Parallel, papers: Papers) -> Page:
    """The page of one pair."""
    here, there = papers[parallel.here], papers[parallel.there]
    title = f"对读：{here.place} 与 {there.place}"
    blocks = {block.place: (block, paper.path) for paper in (here, there) for block in paper.blocks}
    rows = "\n".join(_row(row, number, blocks) for number, row in enumerate(facing(parallel, here, there), 1))
    parts = (
        front_matter({"title": title, "parallels": True}),
        f"# {escape_inline(title)} {attribute_list('facing')}",
        _about(parallel, here, there),
        LEGEND,
        f'<div class="facing" role="table" aria-label="对读">\n{_head(here, there)}\n{rows}\n</div>',
        "[全部异文与相同文句](../parallels.md)",
    )
    return Page(f"{compared(parallel, papers)}.md", ("\n\n".join(parts) + "\n").encode())


def _about(parallel: Parallel, here: Document, there: Document) -> str:
    first, second = shares(parallel)
    kind = KINDS[parallel.kind]
    if parallel.kind == "excerpt":
        kind = f"{excerpt_of(parallel)} 是{'后' if excerpt_of(parallel) == here.place else '前'}者的节录"
    why = f"人工认定：{escape_inline(parallel.why)}。" if parallel.why else ""
    links = "；".join(
        f"[{escape_inline(title_of(each))}]({ROOT}{each.path}.md)（{each.place}）" for each in (here, there)
    )
    counted = f"相同 {parallel.common:,} 字，占前者 {first}%、后者 {second}%"
    return f"{links}。{kind}，{counted}。{why}{_hidden(parallel)}"


def _hidden(parallel: Parallel) -> str:
    """How many differences there are, and how many redactions one of the two fills."""
    kinds = [each.kind for passage in parallel.passages for part in passage for each in part.variants]
    told = sum(kind != "words" for kind in kinds)
    said = f"文字有异 {len(kinds):,} 处" if kinds else "文字全同"
    return f"{said}，其中 {told:,} 处一篇隐去、一篇写明。" if told else f"{said}。"


def _head(here: Document, there: Document) -> str:
    cells = "".join(f'<div role="columnheader">{visible(title_of(each))}</div>' for each in (here, there))
    return f'<div class="pair head" role="row">{cells}</div>'


def _row(row: Row, number: int, blocks: Blocks) -> str:
    here, there = (_cell(cell, blocks, tag) for cell, tag in zip(row, ("del", "ins"), strict=True))
    alone = "" if row.here and row.there else " alone"
    return f'<div class="pair{alone}" role="row" id="p{number}">{here}{there}</div>'


def _cell(cell: Cell | None, blocks: Blocks, tag: str) -> str:
    if cell is None:
        return '<div role="cell" class="none" aria-label="此处没有对应的文字"></div>'
    block, page = blocks[cell.span.block]
    address = f"{ROOT}{page}.html#{block.place.anchor}"
    place = f'<a class="place" href="{escape(address)}">{escape(str(block.place))}</a>'
    kind = ' class="heading"' if block.kind == "heading" else ""
    return f'<div role="cell">{place}<p{kind}>{"".join(_words(cell, blocks, tag))}</p></div>'


def _words(cell: Cell, blocks: Blocks, tag: str) -> Iterator[str]:
    """The words of a cell; where the other paper has more of them, an empty element keeps the place."""
    text, at = blocks[cell.span.block][0].text, cell.span.start
    for start, end, kind, other in cell.differences:
        words = visible(blocks[other.block][0].text[other.start : other.end])
        said = f' title="另一篇作“{words}”"' if kind == "hidden" and "<" not in words else ""
        yield f'{visible(text[at:start])}<{tag} class="{kind}"{said}>{visible(text[start:end])}</{tag}>'
        at = max(at, end)
    yield visible(text[at : cell.span.end])
