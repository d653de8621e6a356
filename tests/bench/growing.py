"""The seeds' clauses -> papers most of whose clauses are their own, so that an archive's words grow with it.

A real archive of five times the papers has about five times the sentences; only set phrases come back in each. One that
draws every clause from the same few thousand, as `search/archive.py` does for the index's sake, has more and more
neighbours in common by chance, as the square of its papers. Here a clause is either one of the seeds', some far more often than
others, or begins as one and ends as another, joined at a character that both have.
"""

from __future__ import annotations

import random
from bisect import bisect
from collections import defaultdict
from functools import cache
from itertools import accumulate

from build_scripts.model import Document
from tests.bench.search.archive import CLAUSES, IN_ONE, LENGTH, material
from tests.planted import document

SET = 1 / 4  # of the clauses are the seeds' own
FLAT = 20  # of the ranks: the commonest clause stands in four papers of ten (Zipf and Mandelbrot)

Spots = dict[str, list[tuple[int, int]]]


def paper(number: int) -> Document:
    """The paper with this number: always the same."""
    chance = random.Random(f"growing {number}")  # noqa: S311 (a repeatable draw, not a secret)
    headings, _ = material()
    texts, length = list[str](), 0
    while length < LENGTH:
        texts += [chance.choice(headings), *("".join(_clause(chance) for _ in range(CLAUSES)) for _ in range(3))]
        length += sum(map(len, texts[-4:]))
    return document(f"{number // IN_ONE:04}", texts, number % IN_ONE * 1000 + 1)


def _clause(chance: random.Random) -> str:
    clauses, ranks, spots = _drawn()
    if chance.random() < SET:
        return clauses[bisect(ranks, chance.random() * ranks[-1])]
    one = chance.choice(clauses)
    at = chance.randrange(len(one) - 1)
    other, behind = chance.choice(spots[one[at]])
    return one[:at] + clauses[other][behind:]


@cache
def _drawn() -> tuple[list[str], list[float], Spots]:
    """The clauses in an order of their own, the sums of how often each comes, and where in them each character stands."""
    clauses = sorted(set(material()[1]))
    random.Random(1).shuffle(clauses)  # noqa: S311 (as above)
    spots: Spots = defaultdict(list)
    for number, clause in enumerate(clauses):
        for at, char in enumerate(clause[:-1]):
            spots[char].append((number, at))
    return clauses, list(accumulate(1 / (rank + FLAT) for rank in range(1, len(clauses) + 1))), spots
