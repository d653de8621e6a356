"""Labels and entries in order -> pages: one page where the entries are few, else an overview and pages of entries.

Every label keeps its id on the index page itself; where the entries stand elsewhere it links to them there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest
from typing import NamedTuple

from build_scripts.model import Page

FEW = 400  # entries of a line or two that a page holds without becoming slow to load and long to scroll
# In links of what is shelved: the top of the site, and whatever has this id, wherever it is shelved. No text can forge
# `](~/` or `href="~#`, being escaped.
ROOT, HERE = "~/", "~#"
NOTHING = "（没有。）"  # below a heading that stands for its id's sake
TO_SHELF = re.compile(r'(\]\(|href=")~#([^)"\s]+)')  # ](~#q-000-43-A012), href="~#y2012"; not ](#y2012)


@dataclass(frozen=True, slots=True)
class Label:
    """A heading (`level` 2 to 4) or, with level 0, a node of a list at this depth.

    `words` and `note` are ready Markdown; `words` hold no link.
    """

    words: str
    anchor: str
    count: int
    level: int = 0
    depth: int = 0
    note: str = ""

    @property
    def rank(self) -> int:
        """What stands below a label has a higher rank."""
        return self.level or 10 + self.depth


class Entry(NamedTuple):
    """One thing that is listed, as ready Markdown; `depth` is that of the list that it stands in."""

    words: str
    depth: int = 0


class Block(NamedTuple):
    """One thing that is listed and is no item of a list: one element of raw HTML, and its id."""

    words: str
    anchor: str


Item = Label | Entry | Block


class Index(NamedTuple):
    """An index: its page's path without suffix, title, the title's id, what stands above the lists, what it counts."""

    path: str
    title: str
    anchor: str
    head: str
    unit: str = "篇"
    few: int = FEW


@dataclass(slots=True)
class _Leaf:
    """A page of entries while it is filled, with the labels in force at its end."""

    items: list[Item] = field(default_factory=list)
    entries: int = 0


def shelve(index: Index, items: Iterable[Item]) -> tuple[Page, ...]:
    """The index page, and pages of entries below its own path where there are more than the index's `few`."""
    held = tuple(items)
    if sum(not isinstance(item, Label) for item in held) <= index.few:
        return (_page(index.path, index.title, index.anchor, f"{index.head}\n{_listed(held, index, {})}", {}),)
    leaves = tuple(_cut(held, index.few))
    shelf = {
        item.anchor: f"{number}.md#{item.anchor}"
        for number, leaf in enumerate(leaves, 1)
        for item in leaf
        if not isinstance(item, Entry)
    }
    where = {anchor: f"{index.path.rpartition('/')[2]}/{path}" for anchor, path in shelf.items()}
    labels = tuple(item for item in held if isinstance(item, Label))
    overview = _page(index.path, index.title, index.anchor, f"{index.head}\n{_listed(labels, index, where)}", where)
    return (overview, *(_leaf(index, leaf, (number, len(leaves)), shelf) for number, leaf in enumerate(leaves, 1)))


def _cut(items: Sequence[Item], few: int) -> Iterator[tuple[Item, ...]]:
    """Pages of `few` entries; labels stand before their first entry, and again where a page goes on under them."""
    leaf, number, above, waiting = _Leaf(), 1, list[Label](), list[Label]()
    for item in items:
        if isinstance(item, Label):
            waiting.append(item)
            continue
        if leaf.entries == few:
            yield tuple(leaf.items)
            number += 1
            top = waiting[0].rank if waiting else 100
            leaf = _Leaf([_continued(label, number) for label in above if label.rank < top])
        for label in waiting:
            above = [*(each for each in above if each.rank < label.rank), label]
        leaf.items += [*waiting, item]
        leaf.entries += 1
        waiting = []
    yield (*leaf.items, *waiting)


def _continued(label: Label, number: int) -> Label:
    return replace(label, words=f"{label.words}（续）", anchor=f"{label.anchor}-{number}", note="")


def _leaf(index: Index, items: Sequence[Item], place: tuple[int, int], shelf: Mapping[str, str]) -> Page:
    number, of = place
    steps = [f"[总览](../{index.path.rpartition('/')[2]}.md)"]
    if number > 1:
        steps.insert(0, f"[上一页]({number - 1}.md)")
    if number < of:
        steps.append(f"[下一页]({number + 1}.md)")
    way = " · ".join(steps)
    title = f"{index.title}：第 {number} 页，共 {of} 页"
    body = f"{way}\n\n{_listed(items, index, {})}\n{way}\n"
    return _page(f"{index.path}/{number}", title, f"page-{number}", body, shelf)


def _page(path: str, title: str, anchor: str, body: str, where: Mapping[str, str]) -> Page:
    text = f"---\ntitle: {title}\n---\n\n# {title} {{: #{anchor} }}\n\n{body}"
    up = "../" * path.count("/")
    text = text.replace(f"]({ROOT}", f"]({up}").replace(f'href="{ROOT}', f'href="{up}')
    text = TO_SHELF.sub(lambda found: found[1] + _target(found[1], where.get(found[2], f"#{found[2]}")), text)
    return Page(f"{path}.md", text.encode())


def _target(opening: str, path: str) -> str:
    """In raw HTML, which MkDocs leaves as it is, a page has the name that it will have."""
    return path if opening == "](" else path.replace(".md#", ".html#")


def _listed(items: Sequence[Item], index: Index, where: Mapping[str, str]) -> str:
    """Lists are tight: a blank line stands only where one begins or ends."""
    lines, listing = list[str](), False
    for item, after in zip_longest(items, items[1:]):
        is_listed = isinstance(item, Entry) or (isinstance(item, Label) and not item.level)
        if not (is_listed and listing):
            lines.append("")
        lines.append(_written(item, index, where))
        if _stands_over_nothing(item, after):
            lines += ["", NOTHING]
        listing = is_listed
    return "\n".join([*lines[1:], ""])


def _stands_over_nothing(item: Item, after: Item | None) -> bool:
    """Is it a heading that counts nothing and has nothing below it?"""
    over = isinstance(item, Label) and bool(item.level) and not item.count and not item.note
    return over and (after is None or isinstance(after, Label))


def _written(item: Item, index: Index, where: Mapping[str, str]) -> str:
    if isinstance(item, Block):
        return item.words
    if isinstance(item, Entry):
        return f"{'    ' * item.depth}- {item.words}"
    words = f"[{item.words}]({where[item.anchor]})" if item.anchor in where else item.words
    if item.level:
        note = f"\n\n{item.note}" if item.note else ""
        return f"{'#' * item.level} {words}（{item.count:,} {index.unit}） {{: #{item.anchor} }}{note}"
    note = f" {item.note}" if item.note else ""
    return f"{'    ' * item.depth}- **{words}**{{: #{item.anchor} }} {item.count:,} {index.unit}{note}"
