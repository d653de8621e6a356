"""The units between two separators -> those of papers, and the page's furniture with the rule that says so."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from build_scripts.model import CleanText, Finding
from build_scripts.segment.lines import STROKES, TABLE_RULE
from build_scripts.segment.units import Unit, place_of
from build_scripts.tables import BoilerplateRow, Tables

SENTENCE = re.compile(r"[。；！？]")
REPEATED = 16  # a line that a page gives twice is no shorter
LINK_LENGTH = 40  # a link's title after the last paper is no longer than this


class Sorted(NamedTuple):
    """What stays, and what goes by which rule; findings where something goes from between running text."""

    kept: tuple[Unit, ...]
    dropped: tuple[tuple[Unit, str], ...]
    findings: tuple[Finding, ...] = ()


def furniture(
    text: CleanText, units: Sequence[Unit], titles: frozenset[str], tables: Tables, named: frozenset[str]
) -> Sorted:
    """Sort one stretch. A row for the page's edge counts before the first and after the last running text only.

    `titles` are the collection's own; `named` are places where the curator has a paragraph or paper begin, which
    therefore is no furniture.
    """
    again = {at for at in range(1, len(units)) if _is_again(units[at - 1], units[at])}
    rows = dict.fromkeys(again, _AGAIN) | {
        index: row for index, unit in enumerate(units) if (row := _row(text, unit, titles, tables, named))
    }
    running = _running(units, rows)
    first, last = (running[0], running[-1]) if running else (len(units), -1)
    gone = {index: row.rule for index, row in rows.items() if row.where != "edge" or not first < index < last}
    inside = [index for index in gone if first < index < last and rows[index] is not _DRAWN]
    links_from = next((index + 1 for index, row in rows.items() if row.where == "tail" and index > last), len(units))
    gone |= {index: "related-links" for index in range(links_from, len(units)) if index not in rows}
    return Sorted(
        tuple(unit for index, unit in enumerate(units) if index not in gone),
        tuple((units[index], rule) for index, rule in gone.items()),
        tuple(_finding(text, units[index], gone[index]) for index in inside),
    )


def _row(
    text: CleanText, unit: Unit, titles: frozenset[str], tables: Tables, named: frozenset[str]
) -> BoilerplateRow | None:
    if unit.mark or unit.role in ("annex", "item") or (named and place_of(text, unit.piece).local in named):
        return None
    if unit.text in titles:
        return _TITLE
    if STROKES.fullmatch(unit.text) or TABLE_RULE.fullmatch(unit.text):
        return _DRAWN
    return next((row for row in tables.boilerplate if re.fullmatch(row.pattern, unit.text)), None)


def _is_again(before: Unit, unit: Unit) -> bool:
    """Does the page give the line above once more, number and all?"""
    return before.text == unit.text and len(unit.text) >= REPEATED and not unit.role and unit.piece.start == 0


_AGAIN = BoilerplateRow(rule="repeated-line", where="any", pattern=".", matches=(".",), rejects=("",))
_TITLE = BoilerplateRow(rule="compilation-title", where="any", pattern=".", matches=(".",), rejects=("",))
_DRAWN = BoilerplateRow(rule="drawn-line", where="any", pattern=".", matches=(".",), rejects=("",))


def _running(units: Sequence[Unit], rows: Mapping[int, BoilerplateRow]) -> list[int]:
    """The units that are certainly a paper's: numbered, or with a sentence, or longer than a link."""
    own = [index for index in range(len(units)) if index not in rows]
    sure = [index for index in own if _is_running(units[index])]
    tail = next((index for index, row in rows.items() if row.where == "tail"), len(units))
    return sure or [index for index in own if index < tail]


def _is_running(unit: Unit) -> bool:
    return bool(unit.mark or unit.role or len(unit.text) > LINK_LENGTH or SENTENCE.search(unit.text))


def _finding(text: CleanText, unit: Unit, rule: str) -> Finding:
    place = place_of(text, unit.piece)
    message = (
        f"“{unit.text[:20]}”依规则 {rule} 判为网页残余，未收入正文，但它前后都是正文。"
        f'若属正文，请在 seeds/{text.source.id}.yml 的 paragraphs 里加一行 split: "{place.local}"；'
        "若其后几行是链接，请在 lines 里逐行写明。"
    )
    return Finding("S004", "note", place, message)
