"""How many planted witnesses are found among composed papers, and at what cost: `make bench-witnesses`.

Two archives are composed. In the first an archive's sentences grow with it (`growing.py`); in the second all papers draw
on the same nine thousand clauses, of which ten thousand papers hold each two hundred times, so that whatever is
borrowed is made of set phrases, and papers meet by chance as no real ones do. What is found though nobody planted it is
looked up: do both papers hold the words, in one piece, and who else does?
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from collections import Counter
from difflib import SequenceMatcher

from build_scripts.witnesses.reading import decoded, letters
from tests.bench import growing
from tests.bench.search import archive
from tests.planted import Planted, counted, found_in, planted, strays

COUNT = 2000
MEGA = 1024  # kilobytes, which is how Linux tells a process's memory
ARCHIVES = {"growing": growing.paper, "fixed": archive.paper}
STRETCH = 20  # Han in one piece that two papers share
COMMON = 100  # one in so many papers has a set phrase

Pairs = dict[tuple[int, int], str]


def main(*counts: str) -> None:
    """Print a table for each number of papers, each in a process of its own, for its memory."""
    for count in counts or (str(COUNT),):
        for name in ARCHIVES:
            subprocess.run([sys.executable, "-m", "tests.bench.witnesses", "one", count, name], check=True)


def one(count: int, name: str) -> None:
    """Plant, find, count."""
    made = planted([ARCHIVES[name](number) for number in range(count)])
    before, begin = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    found = found_in(made)
    seconds, after = time.process_time() - begin, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    size = f"{len(made.papers):,} papers ({name}): {seconds:.1f} s of one core, {(after - before) / MEGA:.0f} MB"
    print(size, flush=True)
    for how, (right, all_of) in counted(made, found).items():
        print(f"  {how:12}{right:5} of {all_of:5}")
    _score(made, found)
    _look_up(made, found)


def _score(made: Planted, found: Pairs) -> None:
    """Print recall and precision: of the pairs, of the pairs with their kinds, and of each kind."""
    wrong = strays(made, found)
    both, kinds = sum(pair in made.pairs for pair in found), len(found) - len(wrong)
    print(f"  pairs: recall {both / len(made.pairs):.3f}, precision {both / len(found):.3f}")
    print(f"  kinds: recall {kinds / len(made.pairs):.3f}, precision {kinds / len(found):.3f}")
    wanted, told = Counter(kind for _, kind in made.pairs.values()), Counter(found.values())
    rights = Counter(kind for pair, kind in found.items() if pair not in wrong)
    for kind in wanted:
        recall, precision = rights[kind] / wanted[kind], rights[kind] / max(1, told[kind])
        print(f"    {kind:10} recall {recall:.3f}, precision {precision:.3f}")


def _look_up(made: Planted, found: Pairs) -> None:
    """Print of how many pairs that nobody planted both papers hold the same words, and how many set phrases are among them."""
    new = [pair for pair in strays(made, found) if pair not in made.pairs]
    texts = [decoded(letters(paper)) for paper in made.papers]
    stretches = [_longest(texts[one], texts[other]) for one, other in new]
    true = [words for words in stretches if len(words) >= STRETCH]
    rare = [words for words in true if sum(words in text for text in texts) * COMMON <= len(texts)]
    print(
        f"  not planted: {len(new)} pairs; {len(true)} share {STRETCH} Han or more in one piece, "
        f"{len(rare)} of these what at most one paper in {COMMON} has"
    )


def _longest(one: str, other: str) -> str:
    """The longest stretch that both hold."""
    found = SequenceMatcher(None, one, other, autojunk=False).find_longest_match()
    return one[found.a : found.a + found.size]


if __name__ == "__main__":
    if sys.argv[1:2] == ["one"]:
        one(int(sys.argv[2]), sys.argv[3])
    else:
        main(*sys.argv[1:])
