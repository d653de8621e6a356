"""units without separators -> cuts: where numbering breaks, a paper opens or closes, or the subject changes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from build_scripts.curation import Curation
from build_scripts.model import CleanText
from build_scripts.numbering import Mark
from build_scripts.segment.header import is_headerlike, title_above
from build_scripts.segment.lines import STROKES
from build_scripts.segment.signs import Signs
from build_scripts.segment.units import Unit, place_of
from build_scripts.tables import Tables

ENOUGH = 4.5  # signs that justify a cut which no numbering demands
REOPENED = 2.5  # signs that justify one in a paper that opened properly and whose first number is 2 or more
SENTENCE = re.compile(r"[。；！？]")
HEADER = 8  # a header has no more lines than this
LIKELY = 2.0  # signs that justify one while the page says that there are more papers


class Cut(NamedTuple):
    """A paper begins at unit number `at`; `why` names the signs."""

    at: int
    rule: str
    why: str


@dataclass(slots=True)
class _Numbering:
    """The numbers seen since the last cut: by style its last number, and whether a higher heading came since."""

    last: dict[int, int] = field(default_factory=dict)
    fresh: set[int] = field(default_factory=set)
    top_at: int = 0  # the unit of the last top-style number

    def step(self, mark: Mark) -> str:
        """Take in the next number; say how it breaks the numbering, or nothing."""
        trouble = self._trouble(mark)
        for style in self.last:
            if style > mark.style:
                self.fresh.add(style)
        self.fresh.discard(mark.style)
        self.last[mark.style] = mark.number
        return trouble

    def _trouble(self, mark: Mark) -> str:
        style, number, _ = mark
        before = self.last.get(style)
        top = style <= min(self.last, default=style)
        if before is None:
            if number > 1:
                return "top-jump" if top else "jump"
            return "inversion" if any(s < style for s in self.last) and any(s > style for s in self.last) else ""
        if number in (before + 1, before):
            return ""
        if top:
            return "top-restart" if number == 1 else "top-regress" if number < before else "top-skip"
        if style in self.fresh:
            return "" if number == 1 else "jump"
        return "restart" if number == 1 else "regress" if number < before else ""


def split(
    text: CleanText, stretch: Sequence[Unit], tables: Tables, curated: Curation, expected: int | None
) -> dict[int, Cut]:
    """Every unit (by index, never the first) at which a new paper begins.

    Numbering that no single paper can have (a second 一、, a 二、 after 三、) demands a cut since the last top
    number; the strongest signs say where. Other cuts need signs that are enough by themselves, or a
    count stated by the page.
    """
    signs = Signs(stretch, tables.formulas, _ruled(text, stretch))
    demanded = _demanded(stretch, signs)
    barred = {row.no_begin for row in curated.boundaries if row.no_begin}
    chosen = {cut.at: cut for cut in demanded}
    for index, cut in _voluntary(stretch, signs, set(chosen), expected).items():
        chosen.setdefault(index, cut)
    for index, unit in enumerate(stretch):
        local = place_of(text, unit.piece).local
        if local in barred:
            chosen.pop(index, None)
        if why := next((row.why for row in curated.boundaries if row.begin == local), ""):
            chosen[index] = Cut(index, "curated", why)
    chosen.pop(0, None)
    return chosen


def _ruled(text: CleanText, stretch: Sequence[Unit]) -> frozenset[int]:
    """The units above which a line of strokes stands, and nothing else but blanks."""
    ends = [unit.pieces[-1].line for unit in stretch]
    return frozenset(
        index
        for index, unit in enumerate(stretch)
        if index and any(STROKES.fullmatch(text.line(line)) for line in range(ends[index - 1] + 1, unit.line))
    )


def _demanded(stretch: Sequence[Unit], signs: Signs) -> list[Cut]:
    cuts: list[Cut] = []
    state, begin, index = _Numbering(), 0, 0
    while index < len(stretch):
        mark = stretch[index].mark
        if stretch[index].role == "annex":
            state = _Numbering(top_at=index)
        if mark is None:
            index += 1
            continue
        top = mark.style <= min(state.last, default=mark.style)
        trouble = state.step(mark)
        signs.note(index, trouble)
        low = (begin if trouble == "top-jump" else state.top_at) + 1
        at = max(range(low, index + 1), key=lambda each: (signs.score(each), each), default=index)
        opened = trouble == "top-jump" and at < index and signs.opens(begin) and signs.score(at) >= REOPENED
        if trouble in ("top-restart", "top-regress") or opened:
            why = signs.why(at)
            at = max(low, title_above(stretch, at))
            cuts.append(Cut(at, trouble, why))
            state, begin, index = _Numbering(top_at=at), at, at
            signs.forget(at)
            continue
        if trouble == "top-skip":
            signs.suspect(state.top_at + 1, index)
        if top:
            state.top_at = index
        index += 1
    return cuts


def _voluntary(stretch: Sequence[Unit], signs: Signs, chosen: set[int], expected: int | None) -> dict[int, Cut]:
    """Cuts that signs alone justify, strongest first, none directly beside another or right below a header."""
    ranked = sorted(((signs.score(index), -index) for index in signs.marked() if index not in chosen), reverse=True)
    found: dict[int, Cut] = {}
    begun = set(chosen)
    for score, minus in ranked:
        index = -minus
        room = expected is not None and len(begun) + 1 < expected
        if score < (LIKELY if room else ENOUGH):
            break
        at = title_above(stretch, index)
        if not {at - 1, at, index + 1} & begun and not _is_below_header(stretch, at, begun) and _says(stretch, at):
            found[at] = Cut(at, "signs", signs.why(index))
            begun.add(at)
    return found


def _says(stretch: Sequence[Unit], at: int) -> bool:
    """Does a sentence or a number follow? What signs a paper and what is said of the page are no paper."""
    return any(unit.mark or unit.role or SENTENCE.search(unit.text) for unit in stretch[at:])


def _is_below_header(stretch: Sequence[Unit], at: int, chosen: set[int]) -> bool:
    """Is everything header lines since the stretch, the paper or its annex began?"""
    for near in range(at - 1, max(-1, at - 1 - HEADER), -1):
        if not is_headerlike(stretch[near]):
            return False
        if near in chosen or stretch[near].role == "annex":
            return True
    return at <= HEADER
