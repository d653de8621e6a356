"""Scales: for each unit, the clues that it speaks or that the paper is from inside it, and what they weigh together."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import NamedTuple

from build_scripts.annotate.region.gazetteer import Gazetteer
from build_scripts.annotate.region.mention import Mention

AGAIN = 0.5  # a further mention counts half
OWN_MOST = 5.0
BELOW_MOST = 6.0
SIBLING = 0.5  # what a unit below says of its unit's being the one the paper is from inside of


class Clue(NamedTuple):
    """A mention that speaks for a unit, how (own, below, above, township), and how much."""

    mention: Mention
    how: str
    weight: float


@dataclass(slots=True)
class Scales:
    """Unit -> its clues: of its own name, of the units below it, of those above it."""

    own: defaultdict[str, list[Clue]] = field(default_factory=lambda: defaultdict(list))
    below: defaultdict[str, dict[str, Clue]] = field(default_factory=lambda: defaultdict(dict))
    above: defaultdict[str, list[Clue]] = field(default_factory=lambda: defaultdict(list))

    def own_weight(self, unit: str) -> float:
        """The heaviest clue whole, each further one a part, up to a limit."""
        weights = sorted((clue.weight for clue in self.own.get(unit, ())), reverse=True)
        return min(OWN_MOST, weights[0] + AGAIN * sum(weights[1:])) if weights else 0.0

    def below_weight(self, unit: str) -> float:
        """Each different unit below counts once, by its heaviest clue."""
        return min(BELOW_MOST, sum(clue.weight for clue in self.below.get(unit, {}).values()))

    def above_weight(self, unit: str, known: Gazetteer) -> float:
        """What names the units over it: the prefecture and the province each count once, up to 1."""
        return sum(min(1.0, self.bound(high)) for high in known.above[unit])

    def bound(self, unit: str) -> float:
        """How much says that the paper is from inside this unit, by the unit's own name."""
        weights = sorted((clue.weight for clue in self.above.get(unit, ())), reverse=True)
        return weights[0] + AGAIN * sum(weights[1:3]) if weights else 0.0

    def inside(self, unit: str) -> float:
        """The same, by its name and, for less since neighbours are named too, by the names of units below it."""
        return self.bound(unit) + SIBLING * self.below_weight(unit)
