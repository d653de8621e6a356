"""A document's crossings -> a section behind its text: 相关, the papers one may go on to, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from itertools import groupby
from typing import Any, Final

from build_scripts.render.signs import visible

NAME: Final = "crossings"
TITLE: Final = "相关"
CITED: Final = "引用"

_Link = Mapping[str, str]  # the fields of `render.crossings.Link`; what has its default is left out


def crossings(_source: str, found: Mapping[str, Any]) -> str:
    """The section's body, from a file of `docs/data/crossings`."""
    return "\n".join(_body(found))


def _body(found: Mapping[str, Any]) -> Iterator[str]:
    yield _neighbours(found)
    groups = [(each["name"], list(map(_entry, each["entries"])), each.get("all", ())) for each in found["groups"]]
    if cited := found.get("cited"):
        groups.append((CITED, [_law(each["links"]) for each in cited], ()))
    if groups:
        yield f'<dl class="sorts">\n{"".join(_group(*each) for each in groups)}</dl>'


def _neighbours(found: Mapping[str, Any]) -> str:
    """上一篇, 来源 000 的篇目, 下一篇."""
    sides = (("before", "prev", "上一篇"), ("after", "next", "下一篇"))
    before, after = (_neighbour(found.get(side), rel, name) for side, rel, name in sides)
    return (
        f'<nav class="neighbours" aria-label="同一来源">{before}<p class="up">{_link(found["source"])}</p>{after}</nav>'
    )


def _neighbour(link: _Link | None, rel: str, name: str) -> str:
    """The label stands inside the link: it is its words."""
    if link is None:
        return f'<p class="{rel}"></p>'
    words = f'<span class="label">{name}</span> <span class="title">{visible(link["words"])}</span>'
    return f'<p class="{rel}"><a rel="{rel}" href="{_address(link)}">{words}</a></p>'


def _group(name: str, entries: Sequence[str], all_of: Sequence[_Link]) -> str:
    items = "".join(f"<li>{entry}</li>\n" for entry in entries)
    listed = f"<ul>\n{items}</ul>" if items else ""
    more = "更多：" if items else ""
    more = f'<p class="all">{more}{"、".join(map(_link, all_of))}</p>' if all_of else ""
    return f"<div><dt>{escape(name)}</dt><dd>{listed}{more}</dd></div>\n"


def _entry(entry: Mapping[str, Any]) -> str:
    """The title, what the paper is, and below it the reasons, those that say the same put together."""
    facts = " · ".join(map(visible, entry["facts"]))
    why = "；".join(_why(words, list(held)) for words, held in groupby(entry["why"], key=lambda each: each["words"]))
    return f'{_link(entry["title"])} <span class="facts-of">{facts}</span><span class="reason">{why}</span>'


def _why(words: str, held: Sequence[Mapping[str, Any]]) -> str:
    links = [link for each in held for link in each.get("links", ())]
    return f"{visible(words)} {'、'.join(map(_link, links))}".rstrip()


def _law(links: Sequence[_Link]) -> str:
    """《职业病防治法》 000:59、000:61."""
    name, *places = links
    return f'{_link(name)} <span class="reason">{_listed(places)}</span>'


def _listed(links: Iterable[_Link]) -> str:
    return "、".join(f'<a class="place" href="{_address(link)}">{visible(link["words"])}</a>' for link in links)


def _link(link: _Link) -> str:
    words = visible(link["words"])
    return f'<a href="{_address(link)}">{words}</a>' if link.get("to") else words


def _address(link: _Link) -> str:
    """From a document's page; `#L59` is a place on it."""
    to = link["to"]
    return escape(to if to.startswith("#") else f"../../{to}")
