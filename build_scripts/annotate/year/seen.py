"""Row, mention -> Seen: how a paper speaks of a dated fact, and of which year it tells there."""

from __future__ import annotations

import re
from dataclasses import dataclass

from build_scripts.annotate.year.chronology import ChronologyRow
from build_scripts.annotate.year.tense import Mention

PLANS = frozenset({"工作计划", "工作要点", "实施方案", "意见通知"})
SHIFTS = {"this": (0,), "last": (1,), "before": (2,), "next": (-1, 0)}  # at the turn of the year 明年 is planned for

Claim = tuple[int, int, str]  # years, weight, reason


@dataclass(frozen=True, slots=True)
class Seen:
    """A row, one place where the paper mentions it, and how; is it the newest of its series that the paper names?"""

    row: ChronologyRow
    hit: re.Match[str]
    how: Mention
    genre: str
    newest: bool = True
    own: bool = False  # told of the year in which the paper was written
    midyear: bool = False  # told by a report on a part of the year
    ahead: bool = False  # told where a paper that tells of its own year looks ahead

    @property
    def shifts(self) -> tuple[int, ...]:
        """How many years after a thing that happened in one year the paper may be."""
        if told := SHIFTS.get(self.how.year):
            return told
        if self.how.named:
            return (0,) if self.plans else (0, 1)
        if self.ahead:
            return (-1, 0)
        return (0,) if self.plans or self.own else (0, 1)

    @property
    def plans(self) -> bool:
        """Is this said of the time to come, by the paper's kind or by the sentence?"""
        return self.genre in PLANS or (self.how.planned and not self.how.told)

    @property
    def around(self) -> tuple[str, str]:
        """The words before the mention and after it, as many as matter."""
        text, (start, end) = self.hit.string, self.hit.span()
        return text[max(0, start - 48) : start], text[end : end + 32]
