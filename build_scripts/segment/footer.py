"""The last units of a paper, or of what stands before its annexes -> its signature, date and distribution lines."""

from __future__ import annotations

import re
from collections.abc import Sequence

from build_scripts.model import BlockKind
from build_scripts.segment.header import DATE, SIGNED_DATE, is_title
from build_scripts.segment.units import Unit
from build_scripts.zh import DISTRIBUTION, SENTENCE_END

SIGNER = re.compile(r"[一-鿿]{2,4}人：[^。，；：]{2,16}")  # 述职人：张三; not 联系人：张三，电话…
LONGEST = 40  # a line of a signature is no longer than this
REACH = 8  # so many lines stand from the signature on, at the most


def footer(units: Sequence[Unit]) -> dict[int, BlockKind]:
    """Which units sign the paper (or a part of it before an annex), and of what kind: `date` or plain paragraph."""
    kinds: dict[int, BlockKind] = {}
    ends = [index for index, unit in enumerate(units) if index and unit.role == "annex"]
    for end in (*ends, len(units)):
        kinds |= _signature(units, end)
    return kinds


def signed_below(units: Sequence[Unit], at: int) -> int:
    """How many units from `at` on sign and date what stands above them; 0 when it is something else that stands there.

    Read from above, where the paper may not end yet: a title with its date would look alike, and is none.
    """
    end, dated = at, False
    for index, unit in enumerate(units[at : at + REACH], start=at):
        if unit.mark is not None or unit.role:
            break
        dates = not dated and bool(DATE.fullmatch(unit.text) or SIGNED_DATE.fullmatch(unit.text))
        if dates or DISTRIBUTION.fullmatch(unit.text):
            end, dated = index + 1, dated or dates
        elif dated or not _is_name(unit) or is_title(unit.text):
            break
    return end - at


def _signature(units: Sequence[Unit], end: int) -> dict[int, BlockKind]:
    kinds: dict[int, BlockKind] = {}
    for index in range(end - 1, max(0, end - 1 - REACH), -1):
        kind = _kind(units[index], dated="date" in kinds.values())
        if kind is None:
            break
        kinds[index] = kind
    return kinds if "date" in kinds.values() or any(DISTRIBUTION.fullmatch(units[at].text) for at in kinds) else {}


def _kind(unit: Unit, *, dated: bool) -> BlockKind | None:
    """What this line is, read from below; `dated` when the date stands below it already: then it is who signs."""
    if unit.mark is not None or unit.role:
        return None
    if DISTRIBUTION.fullmatch(unit.text):
        return "paragraph"
    if DATE.fullmatch(unit.text):
        return None if dated else "date"
    return "paragraph" if dated and _is_name(unit) else None


def _is_name(unit: Unit) -> bool:
    """Could this line be who signs: short, and no sentence?"""
    if SIGNER.fullmatch(unit.text):
        return True
    return len(unit.text) <= LONGEST and not any(mark in unit.text for mark in SENTENCE_END + "：，")
