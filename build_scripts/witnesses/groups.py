"""Parallels -> groups: the papers that are witnesses of one, each group under the place of its first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from build_scripts.model import Parallel, Place


def groups(found: Iterable[Parallel]) -> Mapping[Place, tuple[Place, ...]]:
    """Each paper that has another witness -> all of its group, itself too, in order; an excerpt is no witness here."""
    first: dict[Place, Place] = {}

    def leader(place: Place) -> Place:
        while first.setdefault(place, place) != place:
            first[place] = first[first[place]]
            place = first[place]
        return place

    for each in found:
        if each.kind == "same":
            low, high = sorted((leader(each.here), leader(each.there)))
            first[high] = low
    held: dict[Place, list[Place]] = defaultdict(list)
    for place in sorted(first):
        held[leader(place)].append(place)
    return {place: tuple(members) for members in held.values() for place in members}
