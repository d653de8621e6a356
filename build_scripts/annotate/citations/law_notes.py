"""Law, years of the paper -> words: what a reader is told of a citation, and which version the paper can mean."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeVar

from build_scripts.annotate.citations.law_index import law_index
from build_scripts.knowledge.laws import Law, year

T = TypeVar("T")

# The day of a statement: 2011年12月31日修正; not 1993年10月修改
DAY = re.compile(r"(?P<year>(?:19|20)\d\d)年(?P<month>\d{1,2})月(?P<day>\d{1,2})日")


class When(NamedTuple):
    """Between which years the paper was issued (None: an open end); its day, as an ISO date, where it states one."""

    first: int | None
    last: int | None
    day: str = ""


def note(law: Law, when: When, *remarks: str) -> str:
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


def _version(law: Law, when: When) -> str:
    """Which of its versions was the newest when the paper was issued, where that is one and the same."""
    first, last, day = when
    if not law.row.revised:
        return ""
    if first is None or last is None:
        return f"此后{_listed(law.row.revised)}。"
    possible = versions(law, first, last, day)
    if possible == (law.source,):
        return f"本文写于{_span(first, last, day)}，所引是最初公布的文本。"
    if len(possible) == 1:
        return f"本文写于{_span(first, last, day)}，当时最新的文本是{possible[0]}的。"
    between = "或" if len(possible) == 2 else "至"
    return f"本文写于{_span(first, last, day)}，所引是{possible[0]}{between}{possible[-1]}的文本。" if possible else ""


def versions(law: Law, first: int, last: int, day: str = "") -> tuple[str, ...]:
    """The statements of those versions that may have been the newest between the two years, or on the day."""
    made = [(each, each) for each in (law.source, *law.row.revised)]
    return tuple(words for words in _newest(made, first, last, day) if words)


def those_of(laws: Sequence[Law], first: int, last: int, day: str = "") -> tuple[Law, ...]:
    """Of laws that share a title, those that may have been the newest between the two years, or on the day."""
    made = sorted(((law.year or 0, law.id), (law.source, law)) for law in laws)
    return tuple(_newest([pair for _, pair in made], first, last, day))


def _newest(made: Sequence[tuple[str, T]], first: int, last: int, day: str) -> Iterator[T]:
    """Of things made public as their statements say, in this order, the last one before, and those within."""
    known = [(year(words) or 0, _day(words), thing) for words, thing in made]
    before = [thing for made_in, on, thing in known if made_in < first or (day and on and on <= day)]
    yield from before[-1:]
    within = (
        (on, thing)
        for made_in, on, thing in known
        if first <= made_in <= last and not any(thing is each for each in before)
    )
    yield from (thing for on, thing in within if not (day and on and on > day))


def _day(words: str) -> str:
    """The ISO date of a statement that gives a whole day; empty otherwise."""
    found = DAY.search(words)
    return f"{found['year']}-{int(found['month']):02}-{int(found['day']):02}" if found else ""


def _listed(revised: Sequence[str]) -> str:
    return "，".join(revised)


def _span(first: int, last: int, day: str) -> str:
    if day:
        return "{}年{}月{}日".format(*map(int, day.split("-")))
    return f"{first}年" if first == last else f"{first}—{last}年间"
