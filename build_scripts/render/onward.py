"""PagePromise -> Markdown: the links onward of places that left a page, and whole pages of them where one vanished.

A list is raw HTML without blank lines, one item for each document (or the source page) that places went to, and
reads without any script: `assets/onward.js` only spares the reader the click.
"""

from __future__ import annotations

import json
import posixpath
from collections.abc import Iterable
from html import escape

from build_scripts.links import Ledger, PagePromise, Target
from build_scripts.model import Block, Page
from build_scripts.render.names import rule_name, title_of

INTRODUCTION = {
    "moved": "以下各处现已移入《{name}》：",
    "withdrawn": "以下各处所在的一篇（{name}）已经撤回，缘由见该处：",
    "dropped": "以下各处现归入“{name}”，不属于任何一篇，可在原始文件中查看：",
    "blank": "以下各处整理后已无文字，可在原始文件中查看：",
    "nowhere": "以下各处在现有的原始文件中找不到：",
}
VANISHED = "---\ntitle: {title}\n---\n\n# {place} 已移走 {{: #d{id} }}\n\n{words}\n\n{onward}"
WORDS = "曾有一篇从 {place} 开始。重新整理后，此处不再是一篇的开头；原有链接仍然有效，各处的去向如下。"


def places_attribute(block: Block, promised: Ledger) -> str:
    """`data-places="58@37 59-18@12"` for places that no longer begin a block but lie in this one; else nothing."""
    pairs = " ".join(f"{place.local}@{at}" for place, at in promised.inside.get(block.place, ()))
    return f'data-places="{pairs}"' if pairs else ""


def onward_section(page: str, promised: Ledger) -> str:
    """What ends the page with this path (`archive/000/43`): its onward links; nothing when no place has left it."""
    promise = promised.pages.get(page)
    return _section(promise) if promise and promise.onward else ""


def vanished_pages(promised: Ledger) -> tuple[Page, ...]:
    """A page for each published document that no longer begins where it did."""
    return tuple(
        Page(f"{path}.md", _vanished(promise).encode())
        for path, promise in promised.pages.items()
        if promise.document is None and promise.withdrawn is None
    )


def _vanished(promise: PagePromise) -> str:
    place = promise.place
    title = json.dumps(f"{place} 已移走", ensure_ascii=False)
    doc = f"{place.source}-{place.local}"
    return VANISHED.format(
        title=title, place=place, id=doc, words=WORDS.format(place=place), onward=_section(promise, "vanished ")
    )


def _section(promise: PagePromise, kind: str = "") -> str:
    groups: dict[tuple[str, str, str], list[Target]] = {}
    for target in promise.onward:
        groups.setdefault((_way(target), target.page, target.rule), []).append(target)
    items = "\n".join(_item(promise.path, way, targets) for (way, _, _), targets in groups.items())
    script = posixpath.relpath("assets/onward.js", posixpath.dirname(promise.path))
    list_and_script = f'<ul>\n{items}\n</ul>\n<script src="{script}"></script>'
    return f'<div class="{kind}onward">\n{list_and_script}\n</div>\n'


def _way(target: Target) -> str:
    return "moved" if target.spot else target.reason


def _item(page: str, way: str, targets: Iterable[Target]) -> str:
    targets = tuple(targets)
    links = "、".join(_link(page, target) for target in targets)
    return f'<li class="{way}">{INTRODUCTION[way].format(name=_name(targets[0]))}{links}</li>'


def _link(page: str, target: Target) -> str:
    path = posixpath.relpath(f"{target.page}.html", posixpath.dirname(page))
    return f'<a id="{target.place.anchor}" href="{escape(f"{path}#{target.anchor}")}">{target.place}</a>'


def _name(target: Target) -> str:
    if target.spot:
        return escape(title_of(target.spot.document))
    return str(target.gone.place) if target.gone else escape(rule_name(target.rule))
