"""Documents -> Parallels: every pair of papers with words in common that few others have, its kind, place by place."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

import numpy as np

from build_scripts.model import Document, Parallel
from build_scripts.witnesses.candidates import RARE, Candidates, Pair, candidates
from build_scripts.witnesses.fingerprints import RUN, WINDOW, fingerprints
from build_scripts.witnesses.matches import Match, matches
from build_scripts.witnesses.passages import Passage, passages
from build_scripts.witnesses.reading import Codes, Indices, Reading, decoded, letters, reading
from build_scripts.witnesses.stock import stock
from build_scripts.witnesses.variants import parts

# Han, each weighed by how rare the run is in which it stands; set phrases weigh nothing.
PASSAGE = 20 * RARE  # of a passage that is told
PAIR = 60 * RARE  # of all passages of a pair, or as much as `WHOLE` of a very short paper

HALF = 0.5  # of the longer paper: they are one
WHOLE = 0.7  # of the shorter paper: it is an excerpt, or the other's length
ALIKE = 0.75  # of the longer one's length: two witnesses; a shorter one is an excerpt
KEPT = 512  # readings

Kind = Literal["same", "excerpt", "shared"]


class _Held(NamedTuple):
    """A passage, its matches, and what it weighs."""

    chain: tuple[Match, ...]
    passage: Passage
    weight: int

    @property
    def size(self) -> int:
        return sum(each.length for each in self.chain)


def parallels(documents: Sequence[Document], asked: Collection[Pair] = ()) -> tuple[Parallel, ...]:
    """All parallels, in the order of the papers; and `asked` pairs of numbers, whatever little these have in common."""
    found = candidates([fingerprints(letters(document)) for document in documents])

    @lru_cache(KEPT)
    def read(number: int) -> Reading:
        return reading(documents[number])

    pairs = sorted({*found.pairs, *asked})
    made = ((pair, _parallel(read(pair[0]), read(pair[1]), found, pair[0])) for pair in pairs)
    return tuple(each for pair, each in made if each.passages or pair in asked)


def _parallel(here: Reading, there: Reading, found: Candidates, number: int) -> Parallel:
    """What two papers have in common; `shared`, and no passage, where that is too little."""
    held = tuple(_weighed(here, there, found, number))
    weighty = tuple(each for each in held if each.weight >= PASSAGE)
    lengths = here.han.size, there.han.size
    least = min(PAIR, int(WHOLE * RARE * min(lengths)))
    enough = bool(weighty) and sum(each.weight for each in weighty) >= least
    kind = kind_of(sum(each.size for each in held), lengths) if enough else "shared"
    told = (weighty if kind == "shared" else held) if enough else ()
    common = sum(each.size for each in told)
    places = here.document.place, there.document.place
    return Parallel(*places, kind, common, lengths, tuple(parts(here, there, each.passage) for each in told))


def kind_of(common: int, lengths: tuple[int, int]) -> Kind:
    """The kind of a pair of papers of these lengths, neither 0, of which so much is common."""
    low, high = common / max(lengths), common / min(lengths)
    if min(lengths) >= ALIKE * max(lengths):
        return "same" if low >= HALF else "shared"
    return "excerpt" if high >= WHOLE else "shared"


def _weighed(here: Reading, there: Reading, found: Candidates, number: int) -> Iterator[_Held]:
    ours, theirs = here.codes[here.han], there.codes[there.han]
    runs = found.rarities(number)
    for chain, passage in passages(here, there, matches(ours, theirs)):
        yield _Held(
            chain, passage, sum(_weight(ours[each.here : each.here + each.length], each, runs) for each in chain)
        )


def _weight(codes: Codes, match: Match, runs: tuple[Indices, Indices]) -> int:
    """What the characters of a match weigh: each as much as the rarest run around it, in a set phrase nothing.

    Of neighbouring runs one is known for all: it speaks for the characters that these reach, too.
    """
    at, rarity = runs
    within = slice(*np.searchsorted(at, (match.here, match.here + match.length - RUN + 1)))
    begins, rare = at[within] - match.here, rarity[within]
    weights = np.zeros(match.length, np.int64)
    for offset in range(1 - WINDOW, RUN + WINDOW - 1):
        reached = np.clip(begins + offset, 0, match.length - 1)
        np.maximum.at(weights, reached, rare)
    for first, end in stock(decoded(codes)):
        weights[first:end] = 0
    return int(weights.sum())
