"""Law, years of the paper -> words: what a reader is told of a citation, and which version the paper can mean."""

from __future__ import annotations

from collections.abc import Sequence

from build_scripts.annotate.citations.law_index import law_index
from build_scripts.knowledge.laws import Law, year

Years = tuple[int | None, int | None]  # between which the paper was issued; None is an open end


def note(law: Law, when: Years, *remarks: str) -> str:
    """`《中华人民共和国职业病防治法》：主席令第六十号，2001年10月27日公布。本文写于2014年，当时施行2011年12月31日修正的文本。`"""
    name = law.name if law.name.startswith("《") else f"《{law.name}》"
    made = f"{name}：{law.source}。" if law.source else f"{name}。"
    return "".join((*remarks, made, _version(law, when), _end(law)))


def _end(law: Law) -> str:
    """What became of it."""
    others = "、".join(f"《{law_index().laws[each].short}》" for each in law.row.replaced_by)
    if law.row.ended and others:
        return f"{law.row.ended}，由{others}取代。"
    return f"{law.row.ended}。" if law.row.ended else f"后由{others}取代。" if others else ""


def _version(law: Law, when: Years) -> str:
    """Which of its versions was the newest when the paper was issued, where that is one and the same."""
    first, last = when
    if not law.row.revised:
        return ""
    if first is None or last is None:
        return f"此后{_listed(law.row.revised)}。"
    possible = versions(law, first, last)
    if possible == (law.source,):
        return f"本文写于{_span(first, last)}，所引是最初公布的文本。"
    if len(possible) == 1:
        return f"本文写于{_span(first, last)}，当时最新的文本是{possible[0]}的。"
    between = "或" if len(possible) == 2 else "至"
    return f"本文写于{_span(first, last)}，所引是{possible[0]}{between}{possible[-1]}的文本。" if possible else ""


def versions(law: Law, first: int, last: int) -> tuple[str, ...]:
    """The statements of those versions that may have been the newest between the two years."""
    made = [(year(each) or 0, each) for each in (law.source, *law.row.revised)]
    before = [each for each in made if each[0] < first]
    return tuple(words for _, words in (*before[-1:], *(each for each in made if first <= each[0] <= last)) if words)


def those_of(laws: Sequence[Law], first: int, last: int) -> tuple[Law, ...]:
    """Of laws that share a title, those that may have been the newest between the two years."""
    made = sorted(((law.year or 0), law.id, law) for law in laws)
    before = [law for since, _, law in made if since < first]
    return (*before[-1:], *(law for since, _, law in made if first <= since <= last))


def _listed(revised: Sequence[str]) -> str:
    return "，".join(revised)


def _span(first: int, last: int) -> str:
    return f"{first}年" if first == last else f"{first}—{last}年间"
