"""Law, papers -> `browse/laws/<id>.md`: what is known of it, and each paragraph that cites it, in context."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from build_scripts.knowledge.laws import STATE, Law, laws
from build_scripts.model import Page
from build_scripts.render.anchors import LAWS, law_path
from build_scripts.render.indexes.shelves import ROOT, Entry, Index, Item, Label, shelve
from build_scripts.render.markdown import escape_inline
from build_scripts.render.passages import Naming, listed


def law_page(law: Law, papers: Sequence[Naming], held: Mapping[str, Sequence[Naming]]) -> tuple[Page, ...]:
    """The page of one law; more than one where very many papers cite it. `held` are the laws that have a page."""
    lines = "\n".join(f"- **{name}**：{words}" for name, words in _facts(law, held) if words)
    head = f"{law.row.kind} · [法规与文件]({ROOT}{LAWS})\n\n{lines}\n"
    return shelve(Index(law_path(law.id), escape_inline(law.name), f"law-{law.id}", head), _items(papers))


def _facts(law: Law, held: Mapping[str, Sequence[Naming]]) -> Iterator[tuple[str, str]]:
    row = law.row
    yield "制定机关", escape_inline(row.issuer)
    yield "公布", escape_inline(law.source) or "法规表未载"
    yield "施行", escape_inline(row.in_force)
    yield "修改", escape_inline("；".join(row.revised))
    yield "废止", escape_inline(row.ended)
    yield "被取代", _linked(row.replaced_by, held)
    yield "取代", _linked(law.replaces, held)
    yield "上位法", _linked((row.implements,) if row.implements else (), held)
    yield "实施规定", _linked(tuple(each.id for each in laws().values() if each.row.implements == law.id), held)
    yield "又称", "、".join(map(escape_inline, _other_names(law)))
    yield "误作", "、".join(map(escape_inline, row.misquoted))
    yield "说明", escape_inline(row.remark)
    yield "核对", _checked(law) if law.source else ""


def _checked(law: Law) -> str:
    if not law.verified:
        return "凭一般知识记下，尚未与另一文本核对。"
    return f"{escape_inline(law.checked) or '已与另一文本核对'}。"


def _other_names(law: Law) -> tuple[str, ...]:
    return ((law.short,) if STATE in law.name else ()) + law.row.variants


def _linked(ids: Sequence[str], held: Mapping[str, Sequence[Naming]]) -> str:
    """The laws' names, each linked to its page where it has one."""
    return "、".join(
        f"[{escape_inline(laws()[each].short)}]({ROOT}{law_path(each)}.md)"
        if each in held
        else escape_inline(laws()[each].short)
        for each in ids
    )


def _items(papers: Sequence[Naming]) -> Iterator[Item]:
    yield Label("引用它的段落", "cited", len(papers), level=2)
    yield from (Entry(listed(paper)) for paper in papers)
