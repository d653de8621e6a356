"""Zones -> genre: weigh the marks of form; the highest total decides when it leads by a margin."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from build_scripts.annotate.rows import OTHER, GenreRow, Knowledge
from build_scripts.annotate.zones import Zones, evidence
from build_scripts.model import Annotation, CleanText, Document, Evidence, Finding, Proposal

MARGIN = 1  # by how much the best must lead
LEAST = 2  # below this total a paper has shown nothing
QUOTED = 4  # so many clues, the heaviest first, stand as evidence


class _Clue(NamedTuple):
    row: GenreRow
    evidence: Evidence


def genre(
    text: CleanText, document: Document, parts: Zones, known: Knowledge
) -> tuple[Annotation, tuple[Finding, ...]]:
    """What kind of paper its form makes it; 其他 and a finding when the form says nothing or two things."""
    clues = tuple(_clues(text, parts, known))
    totals: dict[str, int] = {}
    for clue in clues:
        totals[clue.row.genre] = totals.get(clue.row.genre, 0) + clue.row.weight
    ranked = sorted(totals.items(), key=lambda each: -each[1])
    if not ranked or ranked[0][1] < LEAST:
        message = "看不出文体：没有称呼、题目、套语或其他形式上的线索，暂归“其他”。请核对。"
        return Annotation("genre", OTHER, "inferred", ()), (Finding("A001", "warning", document.place, message),)
    if len(ranked) > 1 and ranked[0][1] - ranked[1][1] < MARGIN:
        named = "、".join(f"{name}（{total} 分）" for name, total in ranked[:3])
        message = f"文体线索相持：{named}，暂归“其他”。请核对。"
        likely = tuple(_proposal(name, total, clues) for name, total in ranked[:3])
        found = Finding("A002", "warning", document.place, message, likely)
        return Annotation("genre", OTHER, "inferred", ()), (found,)
    return _decided(ranked, clues), ()


def _decided(ranked: list[tuple[str, int]], clues: tuple[_Clue, ...]) -> Annotation:
    name = ranked[0][0]
    mine = sorted((clue for clue in clues if clue.row.genre == name), key=lambda clue: -clue.row.weight)
    stated = any(clue.row.where == "title" for clue in mine)
    quotes = tuple(clue.evidence for clue in mine[:QUOTED])
    return Annotation("genre", name, "stated" if stated else "inferred", quotes, _note(ranked, len(mine)))


def _proposal(name: str, total: int, clues: tuple[_Clue, ...]) -> Proposal:
    mine = sorted((clue for clue in clues if clue.row.genre == name), key=lambda clue: -clue.row.weight)
    return Proposal(name, f"{total} 分", tuple(clue.evidence for clue in mine[:QUOTED]))


def _note(ranked: list[tuple[str, int]], count: int) -> str:
    """How the totals compare, in Chinese."""
    (name, total), *others = ranked
    ours = f"{count}项形式上的线索合于{name}，计{total}分"
    theirs = "、".join(f"{other}{points}分" for other, points in others[:2])
    return f"{ours}；其次{theirs}；故归入{name}。" if theirs else f"{ours}，没有线索合于别的文种；故归入{name}。"


def _clues(text: CleanText, parts: Zones, known: Knowledge) -> Iterator[_Clue]:
    length = len(parts["anywhere"].text)
    for row, pattern in known.genres:
        zone = parts[row.where]
        needed = max(row.times, -int(-row.per_thousand * length // 1000))
        hits = [found.span() for found in islice(pattern.finditer(zone.text), needed)] if zone.text else []
        if len(hits) >= needed:
            yield _Clue(row, evidence(text, zone, hits[0], row.rule, row.says))
