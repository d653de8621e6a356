"""How many planted witnesses are found among composed papers, and at what cost: `make bench-witnesses`."""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from collections import Counter

from tests.bench.search.archive import paper
from tests.planted import counted, found_in, planted, strays

COUNT = 2000
MEGA = 1024  # kilobytes, which is how Linux tells a process's memory


def main(*counts: str) -> None:
    """Print a table for each number of papers, each in a process of its own, for its memory."""
    for count in counts or (str(COUNT),):
        subprocess.run([sys.executable, "-m", "tests.bench.witnesses", "one", count], check=True)


def one(count: int) -> None:
    """Plant, find, count."""
    made = planted([paper(number) for number in range(count)])
    before, begin = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    found = found_in(made)
    seconds, after = time.process_time() - begin, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"{len(made.papers):,} papers: {seconds:.1f} s of one core, {(after - before) / MEGA:.0f} MB", flush=True)
    for how, (right, all_of) in counted(made, found).items():
        print(f"  {how:12}{right:5} of {all_of:5}")
    wrong = strays(made, found)
    pairs, kinds = sum(pair in made.pairs for pair in found), len(found) - len(wrong)
    planted_pairs = sum(pair in found for pair in made.pairs)
    print(f"  pairs: recall {planted_pairs / len(made.pairs):.3f}, precision {pairs / len(found):.3f}")
    print(f"  kinds: recall {kinds / len(made.pairs):.3f}, precision {kinds / len(found):.3f}")
    wanted, told = Counter(kind for _, kind in made.pairs.values()), Counter(found.values())
    rights = Counter(kind for pair, kind in found.items() if pair not in wrong)
    for kind in wanted:
        recall, precision = rights[kind] / wanted[kind], rights[kind] / max(1, told[kind])
        print(f"    {kind:10} recall {recall:.3f}, precision {precision:.3f}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["one"]:
        one(int(sys.argv[2]))
    else:
        main(*sys.argv[1:])
