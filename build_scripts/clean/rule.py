"""The shape of a cleaning rule: what it is given, what it yields, and when it applies."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple


class Script(Enum):
    """The script a source is written in, on the balance of all its characters."""

    SIMPLIFIED = "simplified"
    TRADITIONAL = "traditional"


class Facts(NamedTuple):
    """What is known of a whole source before cleaning. Cleaning it again must not turn a rule on."""

    script: Script


class Change(NamedTuple):
    """`before` at `start` of the line becomes `after`. `start` counts code points in the line the rule was given."""

    start: int
    before: str
    after: str


def always(_: Facts) -> bool:
    """Does a rule apply that applies everywhere?"""
    return True


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of change.

    `find` yields a line's changes, rising and not overlapping, in time linear in the line. It must be total
    over any Unicode string, and find nothing in a line that all rules have been through. Most lines need nothing,
    so it should see that from one search. `when` asks the whole source.
    """

    name: str
    find: Callable[[str], Iterable[Change]]
    when: Callable[[Facts], bool] = always
