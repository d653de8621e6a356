"""A document's parallels -> a section behind its text: 异文, its other witnesses, excerpts and shared passages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from typing import Any, Final

from build_scripts.render.signs import visible

NAME: Final = "witnesses"
TITLE: Final = "异文"
ROOT: Final = "../../"  # from archive/000/43.html

_Other = Mapping[str, Any]  # the fields of `render.witnesses.section.Other`; what has its default is left out


def witnesses(_source: str, found: Mapping[str, Any]) -> str:
    """The section's body, from a file of `docs/data/witnesses`."""
    return "\n".join(_body(found))


def _body(found: Mapping[str, Any]) -> Iterator[str]:
    stretches = " ".join(f"{anchor}:{start}-{end}" for anchor, start, end in found["stretches"])
    yield (
        f'<p class="shared-words" hidden data-stretches="{escape(stretches)}">'
        '<button type="button" aria-pressed="false">标出他篇也有的文字</button></p>'
    )
    yield f'<ul class="others">\n{"".join(map(_other, found["others"]))}</ul>'
    more = f"另有 {found['more']} 篇，见" if found.get("more") else "参看"
    yield f'<p class="all">{more}<a href="{ROOT}browse/parallels.html">异文总表</a></p>'


def _other(other: _Other) -> str:
    older = '<span class="older">旧本</span> ' if other.get("older") else ""
    title = f'<a href="{ROOT}{escape(other["to"])}">{visible(other["title"])}</a>'
    place = f'<span class="place">{escape(other["place"])}</span>'
    return f'<li>{older}{title} {place}\n<span class="told">{"；".join(_said(other))}</span>{_passages(other)}</li>\n'


def _said(other: _Other) -> Iterator[str]:
    """What it is, how much is the same, what is hidden in one of the two, and the way to the comparison."""
    mine, theirs = other["shares"]
    yield f"<b>{escape(other['kind'])}</b>，相同 {other['same']:,} 字，占本篇 {mine}%、彼篇 {theirs}%"
    if why := other.get("why"):
        yield f"人工认定：{visible(why)}"
    if hidden := other.get("hidden"):
        yield f"本篇隐去而彼篇写明 {hidden} 处"
    if told := other.get("told"):
        yield f"彼篇隐去而本篇写明 {told} 处"
    if page := other.get("compare"):
        yield f'<a href="{ROOT}{escape(page)}">逐段对读</a>'


def _passages(other: _Other) -> str:
    items = "".join(map(_passage, other.get("passages", ())))
    more = f"<li>等 {other['more'] + len(other['passages'])} 段</li>\n" if other.get("more") else ""
    return f'\n<ul class="passages">\n{items}{more}</ul>' if items else ""


def _passage(passage: Mapping[str, str]) -> str:
    here = f'<a class="place" href="#{escape(passage["at"])}">{escape(passage["here"])}</a>'
    there = f'<a class="place" href="{ROOT}{escape(passage["to"])}">{escape(passage["there"])}</a>'
    return f"<li>{here}—{there} 「{visible(passage['words'])}」</li>\n"
