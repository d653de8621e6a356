"""seeds/ -> data/pairs.txt: which two Han characters stand side by side in administrative prose.

Run `python -m build_scripts.derive.pairs` when sources have been added. A pair counts when it stands at least twice
in the cleaned text of all sources; the seams at line ends are not counted, since they are what the table judges.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import pairwise
from pathlib import Path

from build_scripts.clean import clean
from build_scripts.read import read
from build_scripts.tables import PAIRS
from build_scripts.zh import HAN_CHAR

LEAST = 2
HEADER = "# Han characters that follow one another; each line is one character and all that follow it. See README.md.\n"


def derive(seeds: Path) -> str:
    """The table's text: a header, then a line for each first character, in order."""
    counts: Counter[tuple[str, str]] = Counter()
    for source in read(seeds).sources:
        for line in clean(source).lines:
            counts.update(pairwise(line))
    followers: defaultdict[str, list[str]] = defaultdict(list)
    for (first, second), count in sorted(counts.items()):
        if count >= LEAST and HAN_CHAR.match(first) and HAN_CHAR.match(second):
            followers[first].append(second)
    return HEADER + "".join(f"{first}{''.join(seconds)}\n" for first, seconds in followers.items())


if __name__ == "__main__":
    PAIRS.write_text(derive(Path("seeds")), encoding="utf-8")
