"""Documents -> Crossings: all ways from each paper, those that lead back to it among them, each paper named once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from build_scripts.crossings.circumstance import of_place, of_year
from build_scripts.crossings.reasons import Reason
from build_scripts.crossings.subject import nearest
from build_scripts.model import Document, Parallel

SHOWN = 6  # ways of one sort
BACK = 8  # ways that lead back

Found = Mapping[int, tuple[Reason, ...]]


class Way(NamedTuple):
    """Another paper, and why one might go there."""

    document: Document
    why: tuple[Reason, ...]


class Crossing(NamedTuple):
    """The ways from one paper.

    `before` and `after` are its neighbours in the source; `back` are papers that lead here and are not named otherwise.
    """

    document: Document
    before: Document | None
    after: Document | None
    place: tuple[Way, ...]
    year: tuple[Way, ...]
    subject: tuple[Way, ...]
    back: tuple[Way, ...]


def crossings(documents: Sequence[Document], parallels: Iterable[Parallel] = ()) -> tuple[Crossing, ...]:
    """One for each document, in their order; papers that share words (`parallels`) are named elsewhere."""
    sorts = (of_place(documents, SHOWN), of_year(documents, SHOWN), nearest(documents, 2 * SHOWN))
    elsewhere = _elsewhere(documents, parallels)
    ways = [_once(found, apart) for *found, apart in zip(*sorts, elsewhere, strict=True)]
    backs = _backs(ways)
    sides = _sides(documents)
    return tuple(
        Crossing(document, *beside, *(_ways(documents, found) for found in (*mine, back)))
        for document, beside, mine, back in zip(documents, sides, ways, backs, strict=True)
    )


def _elsewhere(documents: Sequence[Document], parallels: Iterable[Parallel]) -> Sequence[set[int]]:
    """For each paper, the numbers of those that share its words."""
    numbers = {document.place: number for number, document in enumerate(documents)}
    made: list[set[int]] = [set() for _ in documents]
    for each in parallels:
        here, there = numbers[each.here], numbers[each.there]
        made[here].add(there)
        made[there].add(here)
    return made


def _once(found: Iterable[Found], elsewhere: set[int]) -> tuple[Found, ...]:
    """So many of each sort, and none that an earlier sort, or another section, has already."""
    seen = set(elsewhere)
    made = []
    for each in found:
        kept = dict([(other, why) for other, why in each.items() if other not in seen][:SHOWN])
        seen |= kept.keys()
        made.append(kept)
    return tuple(made)


def _backs(ways: Sequence[Sequence[Found]]) -> Sequence[Found]:
    """For each paper, those that lead to it and to which it does not lead."""
    named = [{other for found in each for other in found} for each in ways]
    backs: list[dict[int, tuple[Reason, ...]]] = [{} for _ in ways]
    for number, each in enumerate(ways):
        for found in each:
            for other, why in found.items():
                if number not in named[other] and len(backs[other]) < BACK:
                    backs[other][number] = tuple(
                        reason._replace(here=reason.there, there=reason.here) for reason in why
                    )
    return backs


def _sides(documents: Sequence[Document]) -> list[tuple[Document | None, Document | None]]:
    """The neighbours of each document in its source."""
    made: list[tuple[Document | None, Document | None]] = []
    for _, group in groupby(documents, key=lambda each: each.source):
        held = [None, *group, None]
        made += [(held[at - 1], held[at + 1]) for at in range(1, len(held) - 1)]
    return made


def _ways(documents: Sequence[Document], found: Found) -> tuple[Way, ...]:
    return tuple(Way(documents[other], why) for other, why in found.items())
