"""Archive, Ledger -> Pages: at the address of each withdrawn paper, why it is not there; nothing of the paper itself.

Every place that was published as the paper's is an empty anchor above these words: whoever follows a link to it reads
them. No title is given, for it may be what had to go.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from build_scripts.links import Ledger
from build_scripts.model import Archive, Page, Place, Withdrawn
from build_scripts.render.markdown import escape_inline
from build_scripts.render.names import one_line
from build_scripts.render.onward import onward_section

TOMBSTONE = """---
title: {title}
search:
  exclude: true
---

<div data-search-exclude>{anchors}</div>

# {place} 已撤回 {{: #d{place.source}-{place.local} }}

这里原有一篇，已经撤回，文字不再提供。

{facts}

[本来源的各篇](../../browse/source.md#s{place.source}) · [更新](../../browse/editions.md)

{onward}"""


def tombstone_pages(archive: Archive, promised: Ledger) -> Iterator[Page]:
    """A page for each withdrawn paper, published or not: someone may have seen it all the same."""
    dates = {row.document: (row.edition, row.date) for row in archive.history if row.change == "withdrawn"}
    for volume in archive.volumes:
        for gone in volume.withdrawn:
            yield Page(f"{gone.path}.md", _page(gone, promised, dates.get(str(gone.place))).encode())


def _page(gone: Withdrawn, promised: Ledger, since: tuple[str, str] | None) -> str:
    places = sorted({gone.place, *promised.taken.get(gone.path, ())})
    made = TOMBSTONE.format(
        title=json.dumps(f"{gone.place} 已撤回", ensure_ascii=False),
        place=gone.place,
        anchors="".join(map(_anchor, places)),
        facts="\n".join(_facts(gone, since)),
        onward=onward_section(gone.path, promised),
    )
    return f"{made.rstrip()}\n"


def _anchor(place: Place) -> str:
    return f'<span id="{place.anchor}"></span>'


def _facts(gone: Withdrawn, since: tuple[str, str] | None) -> Iterator[str]:
    """Where it stood, why it was withdrawn, by whom, and since which edition, as far as that is known."""
    first, last = gone.place.line, gone.last
    lines = f"第 {first}—{last} 行" if last > first else f"第 {first} 行"
    yield f"- 处所：`{gone.place}`（来源 {gone.place.source} {lines}）"
    yield f"- 缘由：{escape_inline(one_line(gone.why))}"
    if gone.by:
        yield f"- 经手：{escape_inline(one_line(gone.by))}"
    if since:
        yield f"- 时间：第 {since[0]} 版（{since[1]}）起"
