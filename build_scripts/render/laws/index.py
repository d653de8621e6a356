"""Citations -> `browse/laws.md`: the cited laws by kind, what the table does not have, and titles that are no laws."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from build_scripts.knowledge.laws import KINDS, laws
from build_scripts.knowledge.title_forms import Group, title_forms
from build_scripts.model import Page
from build_scripts.render.anchors import LAWS, law_path
from build_scripts.render.indexes.shelves import ROOT, Entry, Index, Item, Label, shelve
from build_scripts.render.laws.gather import NUMBERS, Cited, Spot
from build_scripts.render.markdown import escape_inline
from build_scripts.render.passages import Naming

SHOWN = 3  # so many places of a title that has no page of its own
GROUPS: Mapping[Group, tuple[str, str]] = {
    "law": ("法规表未收的法规", "从题名看是法律、法规、规章或标准，法规表里还没有。地名隐去的，无从收录。"),
    "document": ("法规表未收的其他文件", "通知、意见、方案、制度之类，多是地方或本单位的文件；只有文号的也在这里。"),
    "other": ("不是法规文件的题名", "书名号里的报刊、书籍、证照、表册、责任书、活动名称等。"),
}


def laws_index(held: Cited) -> tuple[Page, ...]:
    """The index; more than one page where very many titles are cited."""
    times = sum(citing.times for papers in held.cited.values() for citing in papers)
    head = (
        f"各篇引用的法律、法规、文件和标准，凡法规表收录的各有一页，列出全称、文号、公布和修改的时间、由什么取代，"
        f"以及引用它的每一段。共引用 {len(held.cited):,} 种 {times:,} 处{_others(held)}。\n"
    )
    return shelve(Index(LAWS.removesuffix(".md"), "法规与文件", "laws", head, "种"), _items(held))


def _others(held: Cited) -> str:
    """How many titles and numbers the table does not have, and where they stand below."""
    times = sum(len(spots) for found in held.unlisted.values() for spots in found.values())
    first = next((group for group in GROUPS if _of_group(group, held)), None)
    if first is None:
        return ""
    return f"；另有 {times:,} 处题名或文号不在表中，见[{GROUPS[first][0]}](#unlisted-{first})起各节"


def _items(held: Cited) -> Iterator[Item]:
    known = laws()
    for number, kind in enumerate(KINDS, 1):
        papers = {law: found for law, found in held.cited.items() if known[law].row.kind == kind}
        if papers:
            yield Label(kind, f"kind-{number}", len(papers), level=2)
            ordered = sorted(papers.items(), key=_most_cited)
            yield from (Entry(_law(law, citing)) for law, citing in ordered)
    for group in GROUPS:
        yield from _unlisted(group, held)


def _most_cited(law: tuple[str, Sequence[Naming]]) -> tuple[int, int]:
    return -len(law[1]), -sum(each.times for each in law[1])


def _law(law: str, papers: Sequence[Naming]) -> str:
    row = laws()[law]
    link = f"[{escape_inline(row.short)}]({ROOT}{law_path(law)}.md)"
    made = [escape_inline(row.source)] if row.source else []
    counts = f"{len(papers):,} 篇 {sum(each.times for each in papers):,} 处"
    return f"{link}<br><small>{' · '.join((*made, counts))}</small>"


def _unlisted(group: Group, held: Cited) -> Iterator[Item]:
    """The titles of one group, form by form in the order of the table; numbers stand with the documents."""
    found = _of_group(group, held)
    words, note = GROUPS[group]
    if found:
        yield Label(words, f"unlisted-{group}", sum(map(len, found.values())), level=2, note=note)
    for rule, spots in found.items():
        yield Label(_form_name(rule), f"form-{rule}", len(spots), level=3)
        ordered = sorted(spots.items(), key=lambda each: (-len(each[1]), each[0]))
        yield from (Entry(_title(title, places, marks=rule != NUMBERS)) for title, places in ordered)


def _of_group(group: Group, held: Cited) -> Mapping[str, Mapping[str, Sequence[Spot]]]:
    """The titles by form; numbers stand with the documents."""
    forms = [rule for rule, each in title_forms().items() if each.row.group == group]
    forms += [NUMBERS] if group == "document" else []
    return {rule: held.unlisted[rule] for rule in forms if rule in held.unlisted}


def _form_name(rule: str) -> str:
    return "只有文号" if rule == NUMBERS else title_forms()[rule].row.name


def _title(title: str, spots: Sequence[Spot], *, marks: bool) -> str:
    words = f"《{escape_inline(title)}》" if marks else escape_inline(title)
    more = f" 等 {len(spots):,} 处" if len(spots) > SHOWN else ""
    return f"{words} <small>{'、'.join(_links(spots[:SHOWN]))}{more}</small>"


def _links(spots: Iterable[Spot]) -> Iterator[str]:
    for document, block in spots:
        yield f"[{block.place}]({ROOT}{document.path}.md#{block.place.anchor})"
