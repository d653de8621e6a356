"""Terms -> `browse/glossary.md`: by field, with what they mean and every place; by sound; those that stand nowhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from html import escape
from itertools import groupby

from build_scripts.knowledge.glossary import Domain, Glossary, TermRow
from build_scripts.model import Page
from build_scripts.render.anchors import GLOSSARY, term_anchor, term_path
from build_scripts.render.glossary.gather import Term
from build_scripts.render.glossary.page import CONFIDENCE, years
from build_scripts.render.indexes.shelves import ROOT, Block, Entry, Index, Item, Label, shelve
from build_scripts.render.markdown import escape_inline
from build_scripts.render.names import facts, title_of
from build_scripts.render.passages import Naming, Passage

SHOWN = 50  # so many places of a term are listed here; its own page has all
FEW = 2_000  # papers under their terms: lines that are mostly short


def glossary_index(known: Glossary, held: Mapping[str, Term]) -> tuple[Page, ...]:
    """The index; more than one page where very many papers use very many terms."""
    times = sum(term.times for term in held.values())
    head = (
        f"机关文稿里的术语、简称、口号和工程：指什么，从何时起，依据什么。术语表收 {len(known.terms):,} 条，"
        f"其中 {len(held):,} 条见于各篇，共 {times:,} 处；正文里每节第一次出现时加细点线，点按或移上去有解释。"
        f"同一说法在不同行业所指不同的，只在行文能断定时才标。\n\n{_by_sound(held.values())}\n"
    )
    items = (*(item for domain in known.domains for item in _domain(domain, held)), *_unused(known, held))
    return shelve(Index(GLOSSARY.removesuffix(".md"), "术语", "glossary", head, "处", FEW), items)


def _by_sound(terms: Iterable[Term]) -> str:
    """A line for each initial; the ids are the terms' sounds."""
    rows = sorted((term.row for term in terms), key=lambda row: row.id)
    lines = (
        f"- **{initial}** " + "、".join(f"[{escape_inline(row.term)}](~#{term_anchor(row.id)})" for row in found)
        for initial, found in groupby(rows, key=_initial)
    )
    return "\n".join(lines)


def _initial(row: TermRow) -> str:
    return row.id[0].upper() if row.id[0].isalpha() else "0—9"


def _domain(domain: Domain, held: Mapping[str, Term]) -> Iterator[Item]:
    found = [held[row.id] for row in domain.terms if row.id in held]
    if not found:
        return
    yield Label(domain.name, domain.id, sum(term.times for term in found), level=2)
    for term in found:
        note = f"<br>{_said(term.row)}<br><small>{_known(term)}</small>"
        yield Label(escape_inline(term.row.term), term_anchor(term.row.id), term.times, note=note)
        yield from (Entry(line, depth=1) for line in _places(term))


def _said(row: TermRow) -> str:
    return escape_inline("。".join(filter(None, (row.means, row.definition))))


def _known(term: Term) -> str:
    """Years, source, confidence, and the way to the term's page."""
    row = term.row
    checked = "，已核对" if row.verified else ""
    told = (years(row), escape_inline(row.source), f"把握{CONFIDENCE[row.confidence][0]}{checked}")
    return " · ".join((*filter(None, told), f"[上下文]({ROOT}{term_path(row.id)}.md)"))


def _places(term: Term) -> Iterator[str]:
    left = SHOWN
    for using in term.papers:
        if left <= 0:
            break
        passages = using.passages[:left]
        left -= len(passages)
        links = "、".join(_link(using, passage) for passage in passages)
        yield f"<small>{_paper(using)}：{links}</small>"
    paragraphs = sum(len(using.passages) for using in term.papers)
    if paragraphs > SHOWN:
        yield f"<small>[其余 {paragraphs - SHOWN:,} 段]({ROOT}{term_path(term.row.id)}.md)</small>"


def _link(using: Naming, passage: Passage) -> str:
    """A paragraph, and how often the term stands in it when that is more than once."""
    place, times = passage.block.place, len(passage.spans)
    return f"[{place.local}]({ROOT}{using.document.path}.md#{place.anchor})" + (f"×{times}" if times > 1 else "")


def _paper(using: Naming) -> str:
    _, year, region, _ = facts(using.document)
    return f"{escape_inline(title_of(using.document))}（{region}，{year}）{using.document.source}"


def _unused(known: Glossary, held: Mapping[str, Term]) -> Iterator[Item]:
    """The rest of the table, folded."""
    rows = [row for domain in known.domains for row in domain.terms if row.id not in held]
    if not rows:
        return
    lists = (
        f"<h3>{escape(domain.name)}</h3>\n<ul>\n{''.join(_unused_item(row) for row in found)}</ul>\n"
        for domain in known.domains
        if (found := [row for row in domain.terms if row.id not in held])
    )
    summary = f"<summary>术语表另有 {len(rows):,} 条，各篇还没有用到</summary>"
    yield Block(f'<details id="unused-terms">\n{summary}\n{"".join(lists)}</details>', "unused-terms")


def _unused_item(row: TermRow) -> str:
    said = "。".join(filter(None, (row.means, row.definition)))
    return f'<li id="{term_anchor(row.id)}"><strong>{escape(row.term)}</strong> {escape(said)}</li>\n'
