"""Document, zones -> issuer: the body that signs, speaks or acts in a paper, as it calls itself or is named there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from build_scripts.annotate.issuer.bodies import AREA, area_of, full, is_local
from build_scripts.annotate.issuer.self_names import OWN, Office, office
from build_scripts.annotate.region.gazetteer import gazetteer
from build_scripts.annotate.rows import Knowledge
from build_scripts.annotate.title.subject import about
from build_scripts.annotate.wordings import NamingRow, hits, issuers
from build_scripts.annotate.zones import Zones, evidence
from build_scripts.model import Annotation, CleanText, Document, Evidence

UNNAMED = re.compile(r"^(?:各|有关|相关|上级|基层|我|本|全|其他|所有|本单位)")
HIDDEN = re.compile(r"(?<![A-Za-z])[xX×_*＊○]+(?![A-Za-z])")  # ×× of 中共××县委, XX区; not the X of TX集团
LAST_AREA = re.compile(rf".*(?P<area>{AREA})")  # 县 of 我县, 全县; 区 of 区城管办
VISITS = ("赴", "前往", "考察", "参观", "走访")  # 赴苏州高新区: whose doings a report on a visit tells of
PLACE = 2  # characters by which a body's place is known again
SHOWN = 3  # quotes of one wording

RANKS = {"省": "0000", "市": "00"}  # how the codes of provinces and prefectures end


class _Paper(NamedTuple):
    """A paper's text and zones, and what it calls its own area: 县, 市 … ('' unknown)."""

    text: CleanText
    parts: Zones
    area: str


class _Found(NamedTuple):
    row: NamingRow
    name: str
    clues: tuple[Evidence, ...]
    note: str


def issuer(text: CleanText, document: Document, parts: Zones, known: Knowledge) -> Annotation | None:
    """The issuer, under its full name where the paper's region is the body's own; None where nothing tells.

    The document's claims of genre, region and level are taken into account.
    """
    paper = _Paper(text, parts, own_area(document, parts, known))
    found = next(_found(paper, _value(document, "genre")), None)
    if found is None:
        return None
    name = _full(found.name, document)
    more = f"；{_unit(document)}由地区推定，故写全称" if name != found.name else ""
    note = f"{found.note}{more}。"
    return Annotation("issuer", name, found.row.certainty, found.clues, note)


def own_area(document: Document, parts: Zones, known: Knowledge) -> str:
    """What the paper calls its own area: 县 of 我县; from the claim of its level, else from the words themselves."""
    level = document.claim("level")
    for clue in level.evidence if level else ():
        if not clue.rule.startswith("level: to-") and (found := LAST_AREA.match(clue.quote)):
            return found["area"]
    scope = about(parts, known).scope
    return scope.removeprefix("全")


def _found(paper: _Paper, genre: str) -> Iterator[_Found]:
    for row, pattern in issuers():
        held = [hit for hit in hits(row, pattern, paper.parts, genre) if not _is_nobody(hit)]
        if held:
            yield from (_own if "own" in pattern.groupindex else _named)(paper, row, held)


def _is_nobody(hit: re.Match[str]) -> bool:
    """Is it any office (各局), or is no more than its class left beside what was hidden (局 of XX局)?"""
    name = hit.groupdict().get("name")
    return name is not None and (bool(UNNAMED.search(name)) or len(HIDDEN.sub("", name)) == 1)


def _named(paper: _Paper, row: NamingRow, held: list[re.Match[str]]) -> Iterator[_Found]:
    """The body that the wording names most, the first of equals; with the paper's own area where it has none."""
    (name, times), *_ = Counter(_name(row, hit) for hit in held).most_common(1)
    area, zone = paper.area, paper.parts[row.where]
    if row.certainty == "inferred" and area and area_of(name)[-1:] not in {"", area[-1:]}:
        return  # a body above or below the one that speaks
    if row.certainty == "inferred" and _is_visited(name, paper):
        return
    mine = [hit for hit in held if _name(row, hit) == name]
    group = "name" if "name" in mine[0].groupdict() else "area"
    clues = (evidence(paper.text, zone, hit.span(group), f"issuer: {row.rule}", row.says) for hit in mine[:SHOWN])
    told = f"{row.says}（{times}处）" if times > 1 else row.says
    if area and is_local(name):
        name, told = f"{area}{name}", f"{told}；文中自称“{area}”"
    yield _Found(row, name, tuple(clues), f"{told}，故以{name}为发文机关")


def _is_visited(name: str, paper: _Paper) -> bool:
    """Does the paper say that one went to where this body is?"""
    texts = (paper.parts["title"].text, paper.parts["anywhere"].text)
    return any(f"{word}{name[:PLACE]}" in text for word in VISITS for text in texts)


def _own(paper: _Paper, row: NamingRow, held: list[re.Match[str]]) -> Iterator[_Found]:
    """The office that calls itself so most; what it is, the whole paper tells."""
    (own, times), *_ = Counter(hit["own"] for hit in held).most_common(1)
    whole = paper.parts["anywhere"]
    told = office(own, whole, paper.area)
    if told is None:
        return
    mine = [hit.span() for hit in held if hit["own"] == own][: SHOWN - 1]
    zone = paper.parts[row.where]
    clues = [evidence(paper.text, zone, span, f"issuer: {row.rule}", row.says) for span in mine]
    clues.append(evidence(paper.text, whole, told.span, "issuer: named", told.says))
    yield _Found(row, told.name, tuple(clues), _argument(own, times, told))


def _argument(own: str, times: int, told: Office) -> str:
    called = OWN.fullmatch(own)
    word = f"“我{own}”" if called and not called["area"] else f"“{own}”"
    return f"文中自称{word}{times}次；{told.says}是{told.name}，故以{told.name}为发文机关"


def _name(row: NamingRow, hit: re.Match[str]) -> str:
    return HIDDEN.sub("", row.value.format_map(hit.groupdict()))


def _full(name: str, document: Document) -> str:
    unit = _unit(document)
    return full(name, unit) if unit else name


def _unit(document: Document) -> str:
    """The last part of the region's name, where the region is of the paper's own level: 衡水市; else empty."""
    region, code = _value(document, "region"), _value(document, "region_code")
    rank = next((rank for rank, end in RANKS.items() if code.endswith(end)), "县")
    if not code or rank != _value(document, "level"):
        return ""
    names = (row.name for row in gazetteer().units.get(code, ()))
    return max((name for name in names if region.endswith(name)), key=len, default="")


def _value(document: Document, kind: str) -> str:
    claim = document.claim(kind)
    return str(claim.value) if claim and claim.value is not None else ""
