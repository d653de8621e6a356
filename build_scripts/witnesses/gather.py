"""Documents -> Parallels: every pair of papers with words in common that few others have, its kind, place by place."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

import numpy as np

from build_scripts.model import Document, Parallel
from build_scripts.witnesses.candidates import Candidates, Pair, candidates
from build_scripts.witnesses.fingerprints import fingerprints
from build_scripts.witnesses.matches import Match, matches
from build_scripts.witnesses.passages import Passage, passages
from build_scripts.witnesses.reading import Reading, letters, reading
from build_scripts.witnesses.siblings import are_two
from build_scripts.witnesses.variants import parts
from build_scripts.witnesses.weight import PASSAGE, WHOLE, least, weight

HALF = 0.5  # of the longer paper: they are one
ALIKE = 0.75  # of the longer one's length: two witnesses; a shorter one is an excerpt
KEPT = 128  # readings

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
    found = candidates(fingerprints(letters(document)) for document in documents)

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
    enough = bool(weighty) and sum(each.weight for each in weighty) >= int(least(np.array(min(lengths))))
    kind = _kind(here, there, held) if enough else "shared"
    told = (weighty if kind == "shared" else held) if enough else ()
    common = sum(each.size for each in told)
    places = here.document.place, there.document.place
    return Parallel(*places, kind, common, lengths, tuple(parts(here, there, each.passage) for each in told))


def _kind(here: Reading, there: Reading, held: Sequence[_Held]) -> Kind:
    """The kind of a pair that has these passages, the weighty ones and others."""
    lengths = here.han.size, there.han.size
    common = sum(each.size for each in held)
    kind = kind_of(common, lengths)
    share = common / (max(lengths) if kind == "same" else min(lengths))
    apart = kind != "shared" and are_two(here, there, [each.passage for each in held], share)
    return "shared" if apart else kind


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
            chain, passage, sum(weight(ours[each.here : each.here + each.length], each, runs) for each in chain)
        )
