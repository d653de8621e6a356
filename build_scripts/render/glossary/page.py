"""Term, papers -> `browse/glossary/<id>.md`: what it means, and every place where it stands, in context."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from build_scripts.knowledge.glossary import Confidence, Domain, TermRow
from build_scripts.knowledge.laws import laws
from build_scripts.knowledge.topics import topics
from build_scripts.model import Page
from build_scripts.render.anchors import GLOSSARY, law_path, term_anchor, term_path, topic_path
from build_scripts.render.glossary.gather import Term
from build_scripts.render.indexes.shelves import ROOT, Entry, Index, Item, Label, shelve
from build_scripts.render.markdown import escape_inline
from build_scripts.render.passages import listed

BESIDE = 8  # so many terms, laws and topics that stand in its sections are named
CONFIDENCE: Mapping[Confidence, str] = {"high": "高", "medium": "中：字句或所指各处略有不同", "low": "低：各地所指不一"}
CHECKED = {True: "已与另一文本核对", False: "凭一般知识写下，尚未与另一文本核对"}


def term_page(term: Term, domain: Domain, held: Mapping[str, Term]) -> tuple[Page, ...]:
    """The page of one term; more than one where very many papers use it. `held` are the terms that have a page."""
    lines = "\n".join(f"- **{name}**：{words}" for name, words in _facts(term, held) if words)
    way = f"[{domain.name}]({ROOT}{GLOSSARY}#{term_anchor(term.row.id)}) · 术语"
    head = f"{way}\n\n{escape_inline(term.row.definition)}\n\n{lines}\n"
    return shelve(Index(term_path(term.row.id), escape_inline(term.row.term), term.row.id, head), _items(term))


def years(row: TermRow) -> str:
    """1973 年起, 2003—2018 年, 2013 年以前; empty when nothing is known."""
    if row.since and row.until:
        return f"{row.since} 年" if row.since == row.until else f"{row.since}—{row.until} 年"
    return f"{row.since} 年起" if row.since else f"{row.until} 年以前" if row.until else ""


def _facts(term: Term, held: Mapping[str, Term]) -> Iterator[tuple[str, str]]:
    row = term.row
    yield "全称" if row.stands_for and not row.items else "所指", escape_inline(row.means)
    yield "年代", years(row)
    yield "依据", escape_inline(row.source)
    yield "把握", f"{CONFIDENCE[row.confidence]}；{CHECKED[row.verified]}"
    yield "又作", "、".join(map(escape_inline, _other_forms(row)))
    yield "参见", _terms(row.see, held)
    yield "同节常见", _terms(_most(term.terms), held)
    yield "同节所引", _laws(_most(term.laws))
    yield (
        "所在主题",
        "、".join(
            f"[{escape_inline(topics().name_of(each))}]({ROOT}{topic_path(each)}.md)" for each in _most(term.topics)
        ),
    )


def _other_forms(row: TermRow) -> Iterator[str]:
    """What it is called besides; not the term in quotation marks, nor the phrases that stand for want of them."""
    quoted = f"“{row.term}”" in row.forms
    return (form for form in row.forms if not quoted or row.term not in form)


def _most(counts: Mapping[str, int]) -> list[str]:
    return sorted(counts, key=lambda name: (-counts[name], name))[:BESIDE]


def _terms(names: Iterable[str], held: Mapping[str, Term]) -> str:
    found = (held[name].row for name in names if name in held)
    return "、".join(f"[{escape_inline(row.term)}]({ROOT}{term_path(row.id)}.md)" for row in found)


def _laws(names: Iterable[str]) -> str:
    found = (laws()[name] for name in names if name in laws())
    return "、".join(f"[{escape_inline(law.short)}]({ROOT}{law_path(law.id)}.md)" for law in found)


def _items(term: Term) -> Iterator[Item]:
    yield Label(f"出现之处：{term.times:,} 处", "used", len(term.papers), level=2)
    yield from (Entry(listed(paper)) for paper in term.papers)
