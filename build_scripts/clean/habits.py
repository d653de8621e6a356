"""A source's text -> Habits: which characters its converter glossed, and what the text itself likes to say."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import pairwise

from build_scripts.clean.converter import CODEC, MARKS, encoded
from build_scripts.clean.gaps import PLAIN
from build_scripts.clean.readings import GLOSS, bearers, default
from build_scripts.zh import HAN

GLOSSED = re.compile(rf"([{HAN}]){GLOSS.pattern}")  # 衛(wèi); not L(zhǎng), not 衛(所)
UNSEEN = 0.5  # how many sightings the share of glosses in the whole text is worth for one character
SUREST = 0.99  # no habit is surer: a source can be glued from papers of several sites
USUAL = 0.9  # the share of glosses that give a character's commonest reading, where the source does not tell
SHARES = 0.02, 0.9  # the least and the greatest share of glossed characters that is believed
MARK_KEPT = 0.05  # the share of full-width marks that a converter leaves which leaves none in plain sight
ONCE = 0.5  # what is deducted from the sightings of a pair: one sighting is hardly a habit
FEW = 2.0  # sightings of a character that tell little of what follows it


@dataclass(frozen=True, eq=False)
class Habits:
    """What a text shows of its converter and of itself.

    `glossed` and `total`: how often a character stands there with a gloss, and at all; `readings`: what its glosses
    say; `share`: the part of all Han that have one; `kept`: the part of all marks that are full-width.
    """

    text: str = ""
    glossed: Mapping[str, int] = field(default_factory=dict)
    total: Mapping[str, int] = field(default_factory=dict)
    readings: Mapping[str, str] = field(default_factory=dict)
    share: float = 0.2
    kept: float = MARK_KEPT
    _odds: dict[tuple[str, str], float] = field(default_factory=dict, repr=False)

    def gloss(self, char: str, reading: str) -> float:
        """The logarithm of how much likelier than behind any Han this gloss is here; or none, when it is empty."""
        if (char, reading) not in self._odds:
            self._odds[char, reading] = math.log(self._likelier(char, reading))
        return self._odds[char, reading]

    def uncut(self, pair: bytes) -> float:
        """The logarithm of how much likelier than any two bytes these two were left together."""
        if pair in MARKS:
            return math.log(self.kept)
        char = _han(pair)
        return self.gloss(char, "") if char else 0.0

    def follows(self, left: str, char: str, again: int = 0, sightings: int = 0) -> float:
        """In what part of the places where `left` stands `char` follows; besides, it did so `again` times."""
        seen = again + self._pairs[left, char] - ONCE
        return max(0.0, seen) / (sightings + self.total.get(left, 0) + FEW)

    @cached_property
    def _pairs(self) -> Counter[tuple[str, str]]:
        return Counter(pairwise(GLOSS.sub("", self.text)))

    def _likelier(self, char: str, reading: str) -> float:
        sightings, glossed = self.total.get(char, 0), self.glossed.get(char, 0)
        chance = min(SUREST, max(1 - SUREST, (glossed + UNSEEN * self.share) / (sightings + UNSEEN)))
        if not reading:
            return (1 - chance) / (1 - self.share)
        told = self.readings.get(char)
        usual, known = (SUREST, told) if told else (USUAL, default(char))
        return chance / self.share * (usual if reading == known else 1 - usual)


UNKNOWN = Habits()


def habits_of(text: str) -> Habits | None:
    """The habits that a source's text shows; None when nothing shows that a converter went over it.

    What shows it is such as cleaning takes away, a gloss or a half-width mark between two Han: so a cleaned text is
    never repaired again, whatever damage was left in it.
    """
    found = [(char, reading) for char, reading in GLOSSED.findall(text) if encoded(char) in bearers(reading)]
    if not found and not PLAIN.search(text):
        return None
    total = Counter(text)
    han = sum(count for char, count in total.items() if default(char))
    least, most = SHARES
    share = min(most, max(least, len(found) / max(han, 1)))
    full = sum(total[mark.decode(CODEC)] for mark in MARKS)
    half = sum(total[mark] for mark in MARKS.values())
    kept = min(SUREST, max(MARK_KEPT, full / max(full + half, 1)))
    readings = {char: reading for (char, reading), _ in reversed(Counter(found).most_common())}
    return Habits(text, Counter(char for char, _ in found), total, readings, share, kept)


@cache
def _han(pair: bytes) -> str:
    """The Han that two bytes are; empty when they are none."""
    char = pair.decode(CODEC, "ignore")
    return char if len(pair) == 2 and len(char) == 1 and default(char) else ""
