"""Volume -> Pages: a source's lines, verbatim and numbered, with ways into the text; and its bytes to download."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import pairwise

from build_scripts.align import to_source
from build_scripts.model import Page, Place, Volume
from build_scripts.render.markdown import escape_inline
from build_scripts.render.names import encoding_name, one_line, rule_name
from build_scripts.render.signs import visible
from build_scripts.withdraw import SIGN

Ways = Mapping[int, Sequence[tuple[int, str]]]  # line -> (offset in the source line, address of the block there)

LEGEND = (
    "以下逐行照录，一字不改。行号是固定地址，行末箭头通往校订后的正文，“未收”后是不入正文的缘故。"
    "看不见的字符加框标名；框中名称不属于原文，复制所得仍是原字符。"
)
WITHDRAWN = "其中已经撤回的文字不再照录，原始文件因此也不提供下载；行号不变。"
CHUNK = 200  # lines in one `<ol>`; the browser lays out only the chunks in view
RUN = 10_000  # characters in one box; the time a browser needs for one grows with the square of its length


def source_pages(volume: Volume, original: bytes) -> tuple[Page, ...]:
    """The page `sources/000.md` and, untouched, the file it shows as `sources/000.txt`, if all of it may be shown."""
    name = volume.source.id
    page = Page(f"sources/{name}.md", f"{_head(volume)}\n{_body(volume)}\n".encode(), committed=False)
    return (page,) if volume.withdrawn else (page, Page(f"sources/{name}.txt", original, committed=False))


def _head(volume: Volume) -> str:
    source = volume.source
    file = "" if volume.withdrawn else f'[下载原始文件]({source.id}.txt){{: download="{source.id}.txt" }} · '
    return f"""---
title: 来源 {source.id}
template: source.html
---

# 来源 {source.id} {{: #source-{source.id} }}

- 文件：{escape_inline(one_line(source.file))}
- 编码：{escape_inline(encoding_name(source.encoding))}
- 行数：{len(source.lines)}
- SHA-256：`{source.sha256}`

{file}[本来源的各篇](../browse/source.md#s{source.id})

{LEGEND}{WITHDRAWN if volume.withdrawn else ""}
"""


def _body(volume: Volume) -> str:
    lines = volume.source.lines
    ways, reasons = _ways(volume), _reasons(volume)
    shown = _shown if volume.withdrawn else visible
    rows = [
        _row(number, _words(number, text, {offset for offset, _ in ways.get(number, ())}, shown), ways.get(number, ()),
             reasons.get(number, ()))
        for number, text in enumerate(lines, 1)
    ]  # fmt: skip
    chunks = (rows[start : start + CHUNK] for start in range(0, len(rows), CHUNK))
    return "\n\n".join("\n".join(('<ol class="lines">', *chunk, "</ol>")) for chunk in chunks)


def _shown(text: str) -> str:
    """What is left of words that were withdrawn: nothing."""
    return visible(text.replace(SIGN, ""))


def _row(number: int, words: str, ways: Sequence[tuple[int, str]], reasons: Sequence[str]) -> str:
    """One line as a list item whose text content is the line; numbers, arrows and labels are attributes only."""
    pages = dict.fromkeys(address.partition("#")[0] for _, address in ways)
    firsts = (next(each for _, each in ways if each.startswith(page)) for page in pages)
    marks = "".join(f'<a class="way" href="{address}" aria-label="到正文"></a>' for address in firsts)
    labels = "".join(f'<i class="reason" data-label="{visible(reason)}"></i>' for reason in reasons)
    number_link = f'<a class="number" href="#L{number}" data-number="{number}" aria-label="第 {number} 行"></a>'
    return f'<li id="L{number}">{number_link}{words}{marks}{labels}</li>'


def _words(number: int, text: str, offsets: Collection[int], shown: Callable[[str], str]) -> str:
    """The line's text, with an empty anchor `L59-18` where a block begins inside it, and in runs when it is long."""
    inside = {offset for offset in offsets if 0 < offset < len(text)}
    cuts = sorted({0, *inside, *range(RUN, len(text), RUN), len(text)})
    parts = ((start, shown(text[start:end])) for start, end in pairwise(cuts))
    runs = ((start, f'<span class="run">{part}</span>' if len(text) > RUN else part) for start, part in parts)
    return "".join(f'<span id="L{number}-{start}"></span>{run}' if start in inside else run for start, run in runs)


def _ways(volume: Volume) -> Ways:
    """For each line, the blocks that begin there or go on there."""
    found: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for document in volume.documents:
        for block in document.blocks:
            for place in _places(volume, block.place, [(piece.line, piece.start) for piece in block.pieces[1:]]):
                found[place.line].append((place.offset, f"../{document.path}.html#{place.anchor}"))
    for gone in volume.withdrawn:
        for line in {piece.line for piece in gone.pieces}:
            found[line].append((0, f"../{gone.path}.html"))
    return {line: sorted(ways) for line, ways in found.items()}


def _places(volume: Volume, first: Place, later: Sequence[tuple[int, int]]) -> Iterator[Place]:
    yield first
    for line, start in later:
        yield Place(volume.source.id, line, to_source(volume.text, line, start) if start else 0)


def _reasons(volume: Volume) -> Mapping[int, Sequence[str]]:
    """For each line, why something of it is in no document."""
    found: dict[int, list[str]] = defaultdict(list)
    for dropped in volume.dropped:
        if dropped.piece.start < dropped.piece.end:
            found[dropped.piece.line].append(rule_name(dropped.rule))
    return found
