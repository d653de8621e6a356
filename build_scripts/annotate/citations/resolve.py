"""Title, name or number -> Resolution: which law of the table it means, as far as that can be told, and why."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from build_scripts.annotate.citations.law_index import LawIndex, keys, law_index, lessened, number_key, title_key
from build_scripts.annotate.citations.law_notes import When, those_of
from build_scripts.annotate.citations.official_numbers import OfficialNumber
from build_scripts.knowledge.laws import Law
from build_scripts.knowledge.title_forms import Scope
from build_scripts.model import Certainty

YEARS = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
# Kinds whose titles offices of every level give to papers of their own
COMMON = frozenset({"中央文件", "国务院文件", "部门文件", "规划纲要", "地方文件"})
NEAR_LEAST = 8  # characters of a title that is held against others for a slip
SLIPS = re.compile(r"(?:法|条例|规定|办法|细则|准则|意见|规划)$")  # whose near namesakes are mostly the same; not 通知


@dataclass(frozen=True, slots=True)
class Resolution:
    """The law, or None; the rule that says so; what is to be said of it; `doubt` is a finding's code and words."""

    law: Law | None
    rule: str
    certainty: Certainty = "stated"
    remark: str = ""
    doubt: tuple[str, str] | None = None


UNLISTED = Resolution(None, "citation: title")


def by_title(title: str, scope: Scope, when: When, rule: str = "citation: title") -> Resolution:
    """The law of this title; which of those that share it, by the years in it or those of the paper."""
    index = law_index()
    for key in keys(title):
        if key in index.titles:
            fit = _of_years(title, [index.laws[each] for each in index.titles[key]])
            if fit:
                return _one_of(fit, title, scope, when, rule)
        if wrong := index.wrong.get(key):
            law = index.laws[wrong]
            return Resolution(law, "citation: misquoted", "inferred", f"原文作“{title}”，当作“{law.short}”。")
    return _near(title, scope, index)


def by_number(number: OfficialNumber, words: str, when: When, beside: Law | None) -> Resolution:
    """The law with this number; `words` is the paper, and `beside` the law whose title stands before the number."""
    index, rule = law_index(), "citation: number"
    found = [index.laws[each] for each in index.numbers.get(number_key(number), ())]
    if beside is not None and (beside in found or beside.id in _possible(number, index)):
        return Resolution(beside, rule)
    if len(found) == 1:
        return _beside(found[0], beside, number, rule)
    unsaid = [] if found or beside else _unsaid(number, words, when, index)
    if len(unsaid) == 1:
        return Resolution(unsaid[0], rule, "inferred", f"原文只作“{_written(number)}”，据文意推定。")
    return Resolution(None, rule)


def _beside(law: Law, beside: Law | None, number: OfficialNumber, rule: str) -> Resolution:
    if beside is None or number.series == "主席令":  # its numbers begin again with each congress
        return Resolution(law if beside is None else None, rule)
    message = f"题名是《{beside.short}》，文号{number}却属于《{law.short}》，其一有误。请核对。"
    return Resolution(None, rule, "inferred", message, ("A041", message))


def _unsaid(number: OfficialNumber, words: str, when: When, index: LawIndex) -> list[Law]:
    """Laws of which a paper says no more than 51号令, 国发23号 or 国发〔20xx〕23号, and of whose matter it speaks."""
    found = [index.laws[each] for each in _possible(number, index)]
    latest = when.last
    return [
        law
        for law in found
        if any(word in words for word in law.row.context) and (latest is None or law.year is None or law.year <= latest)
    ]


def _possible(number: OfficialNumber, index: LawIndex) -> dict[str, None]:
    """The laws with this number in any series that the words leave open: an order's series, or a file's year."""
    if number.number is None or number.kind == "standard" or (number.kind == "file" and number.year is not None):
        return {}
    open_series = number.series or "令"
    same = (
        law
        for series, law in index.unsaid.get((number.kind, number.number), ())
        if series == number.series or (number.kind == "order" and series.endswith(open_series))
    )
    return dict.fromkeys(same)


def _written(number: OfficialNumber) -> str:
    return f"{number.number}号令" if number.kind == "order" and not number.series else str(number)


def _of_years(title: str, found: list[Law]) -> list[Law]:
    """Without the laws whose own years are others than those in the title."""
    told = set(YEARS.findall(title))
    if not told:
        return found
    return [law for law in found if not (own := set(YEARS.findall(law.name))) or told & own]


def _one_of(found: Sequence[Law], title: str, scope: Scope, when: When, rule: str) -> Resolution:
    if scope in ("local", "hidden", "own") and all(law.row.kind in COMMON and law.name not in title for law in found):
        return Resolution(None, rule, "inferred", f"与《{found[0].name}》同题，从上下文看是地方或本单位的文件。")
    first, last, day = when
    left = found if len(found) == 1 or first is None or last is None else those_of(found, first, last, day)
    if len(left) == 1:
        return Resolution(left[0], rule, "stated" if len(found) == 1 else "inferred")
    named = "、".join(f"《{law.name}》（{law.year}）" for law in (left or found))
    message = f"《{title}》可能指{named}，本文年份不足以断定。"
    return Resolution(None, rule, "inferred", message, ("A042", f"{message}请核对年份，或在原文中找依据。"))


def _near(title: str, scope: Scope, index: LawIndex) -> Resolution:
    """Suspect a slip where one title of the table differs by a character or by one word of two."""
    key = title_key(title)
    if len(key) < NEAR_LEAST or scope in ("local", "hidden", "own"):
        return UNLISTED
    alike = {near for less in lessened(key) for near in index.near.get(less, ()) if SLIPS.search(near)}
    found = {near for near in alike if _slip(key, near)}
    laws = {each for near in found for each in index.titles[near]}
    if len(laws) != 1:
        return UNLISTED
    law = index.laws[laws.pop()]
    message = f"《{title}》疑即《{law.short}》，未能断定。"
    remedy = f"如是误引，请在 data/laws/ 的 {law.id} 一行 misquoted 中加上此名；如是另一文件，请另加一行。"
    return Resolution(None, "citation: title", "inferred", message, ("A041", message + remedy))


def _slip(key: str, near: str) -> bool:
    """Is one the other with a character wrong, missing or too many, or with one word of two missing or too many?"""
    if len(key) == len(near):
        return sum(a != b for a, b in zip(key, near, strict=True)) == 1
    longer, shorter = (key, near) if len(key) > len(near) else (near, key)
    return len(shorter) >= NEAR_LEAST - 1 and shorter in set(lessened(longer))
