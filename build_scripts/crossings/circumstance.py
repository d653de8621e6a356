"""Documents -> the papers of the same place, the same meeting and the same year, those nearest in time first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from build_scripts.crossings.reasons import Reason, around, listed, spots
from build_scripts.knowledge.places import line_of
from build_scripts.model import Document

NATION = "000000"
FEW = 4  # papers of the same unit; where there are fewer, those of the unit above are taken too
UNTOLD = 9999  # sorts after every year

# What a meeting's name says of its year, or of whose it is: 2015年全市…; not 十九届
DATED = re.compile(r"(?:19|20)[\dxX×_*＊]{2}年(?:度)?的?|^全[省市县区州旗镇乡]")


def of_place(documents: Sequence[Document], most: int) -> list[dict[int, tuple[Reason, ...]]]:
    """For each paper that is placed, those of its own unit nearest in time; then those of the units above."""
    codes = [_code(document) for document in documents]
    order = sorted(range(len(documents)), key=lambda number: (_time(documents[number]), number))
    own = listed((codes[number], number) for number in order if codes[number])
    wide = listed((above, number) for number in order for above in _above(codes[number]))
    meetings = [_meeting(document) for document in documents]
    at = spots(own), spots(wide)
    made = []
    for number, code in enumerate(codes):
        found: dict[int, tuple[Reason, ...]] = {}
        for other in around(own[code], at[0][code, number], most) if code else ():
            found[other] = (_reason(documents, meetings, number, other, code),)
        for above in _above(code) if len(found) < FEW else ():
            for other in around(wide[above], at[1][above, number], most):
                if len(found) < FEW:
                    found.setdefault(other, (Reason("within", above),))
        made.append(found)
    return made


def of_year(documents: Sequence[Document], most: int) -> list[dict[int, tuple[Reason, ...]]]:
    """For each paper whose year is known, those of its year: with the same main topic, else of the same genre."""
    keys = [tuple(_kinds(document)) for document in documents]
    index = listed((key, number) for number, held in enumerate(keys) for key in held)
    at = spots(index)
    made = []
    for number, held in enumerate(keys):
        found: dict[int, tuple[Reason, ...]] = {}
        for key in held:
            for other in around(index[key], at[key, number], most):
                if len(found) < most:
                    found.setdefault(other, (Reason("year"), *([Reason(key[1], key[2])] if key[1] else ())))
        made.append(found)
    return made


def _reason(documents: Sequence[Document], meetings: Sequence[str], number: int, other: int, code: str) -> Reason:
    """The same meeting where both name it alike; of the same year, where both years are known."""
    if not meetings[number] or meetings[number] != meetings[other]:
        return Reason("region", code)
    here, there = _year(documents[number]), _year(documents[other])
    return Reason("meeting" if here and here == there else "series", meetings[number])


def _code(document: Document) -> str:
    """The code of the unit that the paper is of; empty when it is not known."""
    region, code = document.claim("region"), document.claim("region_code")
    if region is None or region.value is None:
        return ""
    return NATION if region.value == "全国" else str(code.value) if code and code.value else ""


def _above(code: str) -> tuple[str, ...]:
    """The unit and those over it, the narrowest first."""
    return tuple(unit.id for unit in reversed(line_of(code)))


def _year(document: Document) -> int | None:
    claim = document.claim("year")
    return claim.value if claim and isinstance(claim.value, int) else None


def _time(document: Document) -> int:
    """When it was issued, or may have been at the earliest."""
    claim = document.claim("year_range")
    first, last = claim.value if claim and isinstance(claim.value, tuple) else (None, None)
    return _year(document) or first or last or UNTOLD


def _meeting(document: Document) -> str:
    claim = document.claim("occasion")
    return DATED.sub("", DATED.sub("", str(claim.value))) if claim and claim.value else ""


def _kinds(document: Document) -> Iterator[tuple[int, Literal["main", "genre", ""], str]]:
    """The lists of its year that a paper stands in, the most telling first."""
    if year := _year(document):
        for each in document.annotations:
            if each.kind == "topics" and each.value:
                yield year, "main", str(each.value)
        if (genre := document.claim("genre")) and genre.value:
            yield year, "genre", str(genre.value)
        yield year, "", ""
