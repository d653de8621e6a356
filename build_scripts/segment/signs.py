"""units -> signs: everything that speaks for a paper beginning at a unit, and how strongly."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from build_scripts.numbering import MIDDLE, TOP, Mark
from build_scripts.segment.footer import signed_below
from build_scripts.segment.header import DATE, LONGEST, SALUTATION, SIGNED_DATE, heads, is_title
from build_scripts.segment.units import Unit
from build_scripts.tables import FormulaRow
from build_scripts.zh import HAN_CHAR

# How strongly each sign speaks for a paper beginning at a unit. A formula brings its row's weight.
TOP_RESTART = 3.0  # 一、 again
INNER_RESTART = 2.5  # 1、 again under the same heading
JUMP = 2.5  # a heading's first number is 2 or more
INVERSION = 2.0  # a middle style appears that earlier sections did without
LOST_FIRST = 2.0  # a bare paragraph before a first 二、: what is left of 一、
LEAD_IN = 2.0  # a bare paragraph that ends in a colon, before 一、
BARE_HEADING = 1.0  # the unit before is a heading, and this is not about what it announces
PREAMBLE = 1.5  # the bare paragraph right before 一、 again
AFTER_PREAMBLE = 1.0  # 一、 again, after such a paragraph
SUSPECT = 1.0  # top numbers skip around here
TITLED = 1.5  # a line that ends as titles do
ADDRESSED = 3.0  # a title, and below it who is addressed
OFFICE = 3.0  # who is addressed, right below the end of a paper: 区政府：
SIGNED = 2.0  # a title right below a date, or below who signs with the date
RULED = 2.0  # a line of strokes was drawn above
SHIFT = 2.0  # the words before and after have nothing in common
PREAMBLE_LENGTH = 5  # a preamble has at most so many paragraphs
WINDOW = 400  # characters on either side that are compared for a change of subject
ALIKE = 0.12  # cosine from which on two windows share a subject
ABOUT = 0.04  # cosine from which on a paragraph is about its heading


class Signs:
    """What speaks for a paper beginning at each unit; computed when asked, each unit's window once.

    `ruled` are the units above which a line of strokes was drawn.
    """

    def __init__(self, stretch: Sequence[Unit], formulas: Iterable[FormulaRow], ruled: Collection[int] = ()) -> None:
        self._units, self._ruled = stretch, ruled
        self._formulas = tuple((row, re.compile(row.pattern)) for row in formulas)
        self._numbering: dict[int, str] = {}
        self._suspect: set[int] = set()
        self._all: dict[int, dict[str, float]] = {}
        self._rarity = _rarity(stretch)
        self._closed = self._closings()

    def note(self, index: int, trouble: str) -> None:
        if trouble and trouble != self._numbering.get(index):
            self._numbering[index] = trouble
            self._all.pop(index, None)
            self._all.pop(index - 1, None)  # whose sign it may be that the next number breaks

    def forget(self, index: int) -> None:
        """The numbering starts anew here, so that its breaks from here on are to be read again."""
        for later in [each for each in self._numbering if each > index]:
            del self._numbering[later]
            self._all.pop(later, None)

    def suspect(self, low: int, high: int) -> None:
        for index in range(low, high + 1):
            self._suspect.add(index)
            self._all.pop(index, None)

    def marked(self) -> list[int]:
        """Units with some sign besides a mere change of words."""
        return [index for index in range(1, len(self._units)) if self._plain(index)]

    def opens(self, index: int) -> bool:
        return any(sign.startswith("opening") for sign in self._plain(index))

    def score(self, index: int) -> float:
        return sum(self._signs(index).values())

    def why(self, index: int) -> str:
        return ", ".join(sorted(self._signs(index)))

    def _signs(self, index: int) -> dict[str, float]:
        if index not in self._all:
            signs = self._plain(index)
            if signs and (shift := self._shift(index)) > 0:
                signs = {**signs, "shift": shift}
            self._all[index] = signs
        return self._all[index]

    def _plain(self, index: int) -> dict[str, float]:
        if self._units[index].role:
            return {}
        unit, before = self._units[index], self._units[index - 1] if index else None
        signs = self._opening(unit) | self._closed.get(index, {}) | self._number(index) | self._title(index)
        if index in self._closed and unit.mark is None and SALUTATION.fullmatch(unit.text):
            signs["addressee"] = OFFICE
        if unit.mark is None and self._is_open(index) and not _is_whole_head(signs):
            signs = {sign: weight for sign, weight in signs.items() if sign == "lost-first"}
        if index in self._suspect:
            signs["numbers-skip"] = SUSPECT
        if signs and before is not None and _is_bare_heading(before) and not self._is_about(before, unit):
            signs["bare-heading-before"] = BARE_HEADING
        return signs

    def _title(self, index: int) -> dict[str, float]:
        """Signs of a title: what stands above it, and who is addressed below."""
        units = self._units
        if units[index].mark is not None or units[index].role:
            return {}
        ruled = {"ruled": RULED} if index in self._ruled else {}
        if len(units[index].text) > LONGEST or not is_title(units[index].text):
            return ruled
        below = heads(units, index)
        addressed = below < len(units) and SALUTATION.fullmatch(units[below].text)
        above = units[index - 1].text if index else ""
        signed = DATE.fullmatch(above) or SIGNED_DATE.fullmatch(above)
        return (
            {"title": TITLED}
            | ruled
            | ({"addressed": ADDRESSED} if addressed else {})
            | ({"signed": SIGNED} if signed else {})
        )

    def _is_open(self, index: int) -> bool:
        """Has one of the bare paragraphs right before this one opened a paper already?"""
        for near in range(index - 1, max(-1, index - 1 - PREAMBLE_LENGTH), -1):
            if self._units[near].mark is not None:
                return False
            if self._opening(self._units[near]):
                return True
        return False

    def _number(self, index: int) -> dict[str, float]:
        """Signs from the numbering here and right after."""
        unit, trouble = self._units[index], self._numbering.get(index, "")
        if unit.mark is not None:
            weight = _NUMBERING_WEIGHT.get(trouble, 0.0)
            if trouble == "top-restart" and index and self._units[index - 1].mark is None:
                weight = AFTER_PREAMBLE
            return {trouble: weight} if weight else {}
        after = self._units[index + 1].mark if index + 1 < len(self._units) else None
        if after is None or not self._breaks(index + 1):
            return {"lead-in": LEAD_IN} if after and _leads_in(unit, after) else {}
        if after.number > 1:
            return {"lost-first": LOST_FIRST}
        return {"preamble": PREAMBLE} | ({"lead-in": LEAD_IN} if _leads_in(unit, after) else {})

    def _is_about(self, heading: Unit, unit: Unit) -> bool:
        left, right = Counter(_bigrams(heading.text)), Counter(_bigrams(unit.text[:WINDOW]))
        return _cosine(left, right, self._rarity) > ABOUT

    def _breaks(self, index: int) -> bool:
        return self._numbering.get(index, "").startswith("top")

    def _opening(self, unit: Unit) -> dict[str, float]:
        if unit.mark is not None:
            return {}
        return {
            f"opening {row.rule}": float(row.weight)
            for row, pattern in self._formulas
            if row.side == "opening" and pattern.match(unit.text)
        }

    def _closings(self) -> dict[int, dict[str, float]]:
        """Units before which a paper has closed: right below its last words, or below those who sign it."""
        rows = [each for each in self._formulas if each[0].side == "closing"]
        closed: dict[int, dict[str, float]] = {}
        for index, unit in enumerate(self._units):
            if found := {f"closing {row.rule}": float(row.weight) for row, shape in rows if shape.search(unit.text)}:
                signed = signed_below(self._units, index + 1)
                ends = {"signed": SIGNED} if signed else {}
                closed.setdefault(index + 1 + signed, {}).update(found | ends)
        return closed

    def _shift(self, index: int) -> float:
        left = self._window(reversed(self._units[max(0, index - 12) : index]))
        right = self._window(self._units[index : index + 12])
        cosine = _cosine(left, right, self._rarity)
        return SHIFT * max(0.0, 1 - cosine / ALIKE)

    def _window(self, units: Iterable[Unit]) -> Counter[str]:
        words: Counter[str] = Counter()
        length = 0
        for unit in units:
            words.update(_bigrams(unit.text[:WINDOW]))
            length += len(unit.text)
            if length > WINDOW:
                break
        return words


def _is_whole_head(signs: Iterable[str]) -> bool:
    """A title over who is addressed, below the end of a paper: a short one may have opened right above."""
    found = set(signs)
    return "addressed" in found and any(sign in {"signed", "ruled"} or sign.startswith("closing") for sign in found)


_NUMBERING_WEIGHT = {
    "top-restart": TOP_RESTART,
    "restart": INNER_RESTART,
    "regress": INNER_RESTART,
    "jump": JUMP,
    "inversion": INVERSION,
}


def _is_bare_heading(unit: Unit) -> bool:
    return unit.mark is not None and unit.mark.style <= MIDDLE and len(unit.text) <= 40 and unit.text[-1] not in "。；"


def _leads_in(unit: Unit, after: Mark) -> bool:
    return after.style <= TOP and after.number == 1 and unit.text.endswith(("：", ":"))


def _bigrams(text: str) -> list[str]:
    return [text[i : i + 2] for i in range(len(text) - 1) if HAN_CHAR.match(text, i) and HAN_CHAR.match(text, i + 1)]


def _rarity(stretch: Sequence[Unit]) -> dict[str, float]:
    """By bigram, how little it is worth to share: the logarithm of how few units hold it."""
    spread: Counter[str] = Counter()
    for unit in stretch:
        spread.update(set(_bigrams(unit.text)))
    return {bigram: math.log((1 + len(stretch)) / count) for bigram, count in spread.items()}


def _cosine(left: Counter[str], right: Counter[str], rarity: dict[str, float]) -> float:
    def length(words: Counter[str]) -> float:
        return math.sqrt(sum((count * rarity.get(word, 0.0)) ** 2 for word, count in words.items())) or 1.0

    shared = sum(count * right[word] * rarity.get(word, 0.0) ** 2 for word, count in left.items() if word in right)
    return shared / (length(left) * length(right))
