"""The shape of a cleaning rule: what it is given, what it yields, and when it applies."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple


class Script(Enum):
    """The script a source is written in, on the balance of all its characters."""

    SIMPLIFIED = "simplified"
    TRADITIONAL = "traditional"


class Facts(NamedTuple):
    """What is known of a whole source before a rule goes over it. Cleaning it again must not turn a rule on.

    `mixed`: a Simplified source with Traditional lines. `mainland`: a Traditional or mixed one that speaks of offices
    of the mainland.
    """

    script: Script
    mixed: bool = False
    mainland: bool = False


class Change(NamedTuple):
    """`before` at `start` of the line becomes `after`. `start` counts code points in the line the rule was given."""

    start: int
    before: str
    after: str


class Unsettled(NamedTuple):
    """What a rule saw at `start` of the line it was given and left as it is: the fields are those of `model.Doubt`."""

    start: int
    length: int
    kind: str
    candidates: tuple[str, ...]
    message: str


Finder = Callable[[str], Iterable[Change | Unsettled]]


def always(_: Facts) -> bool:
    """Does a rule apply that applies everywhere?"""
    return True


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of change.

    `find` yields a line's changes, rising and not overlapping, in time linear in the line, and among them, in any
    place, what it did not settle. It must be total over any Unicode string, and find no change in a line that all
    rules have been through. Most lines need nothing, so it should see that from one search. `when` asks the whole
    source; `learn`, where there is one, makes the finder for a source from what is known of it, and `study` makes it
    from the lines themselves, as the source has them. `afresh`: this rule and those after it are told the facts of the
    source as the rules before it left it.
    """

    name: str
    find: Finder
    when: Callable[[Facts], bool] = always
    learn: Callable[[Facts], Finder] | None = None
    study: Callable[[Sequence[str]], Finder] | None = None
    afresh: bool = False

    @property
    def asks(self) -> bool:
        """Does the rule want to know anything of the source?"""
        return self.learn is not None or self.when is not always

    def finder(self, facts: Facts, lines: Sequence[str]) -> Finder:
        """What finds this rule's changes in the lines of one source."""
        if self.study:
            return self.study(lines)
        return self.learn(facts) if self.learn else self.find
