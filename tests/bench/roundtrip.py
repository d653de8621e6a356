"""How much of a text comes back after a glossing site had it: `python -m tests.bench.roundtrip [TEXTS]`."""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable, Iterator, Sequence

from tests.glossing import Result, changes_script, glosses, paragraphs, traditional, trip

SEEDS = ("000", "003", "004")
TEXTS = 2000
IN_ONE = 20  # texts in one source
DENSITIES = (0.05, 0.3, 0.95)


def main(texts: int = TEXTS) -> None:
    """Print one line for each way to gloss: runs over the seeds' paragraphs, then over texts made from their clauses."""
    print(f"{'':44}{'chars':>8}{'doubts':>8}{'gaps':>7}{'doubted':>9}{'wrong':>7}{'CER':>9}{'time':>8}")
    lines = list(paragraphs(*SEEDS))
    for name, made, readings in _ways(lines):
        _row(f"seeds, {name}", lambda made=made, readings=readings: trip(made, readings))  # type: ignore[misc]
    clauses = [clause for line in lines for clause in line.split("。") if len(clause) > 5]
    _row(f"{texts} texts of clauses, in every way", lambda: _many(clauses, texts))


def _ways(lines: Sequence[str]) -> Iterator[tuple[str, list[str], dict[str, str]]]:
    """The ways in which sites gloss: Traditional or Simplified text, some characters or nearly all."""
    other = [traditional(line) for line in lines]
    only = {char for char in "".join(other) if changes_script(char)}
    for share in (0.25, 1.0):
        yield f"Traditional, {share:.0%} of Traditional-only", other, glosses(only, share, 1)
    for share in DENSITIES:
        yield f"Traditional, {share:.0%} of all characters", other, glosses("".join(other), share, 1)
        yield f"Simplified, {share:.0%} of all characters", list(lines), glosses("".join(lines), share, 1)


def _many(clauses: Sequence[str], texts: int) -> Result:
    chance = random.Random(texts)  # noqa: S311 (a repeatable draw, not a secret)
    result = Result()
    for number in range(0, texts, IN_ONE):
        made = ["。".join(chance.sample(clauses, 3)) + "。" for _ in range(min(IN_ONE, texts - number))]
        if number % 40:
            made = [traditional(line) for line in made]
        chars = "".join(made)
        listed = {char for char in chars if changes_script(char)} if number % 80 > 40 else set(chars)
        result += trip(made, glosses(listed, chance.choice((*DENSITIES, 1.0)), number))
    return result


def _row(name: str, work: Callable[[], Result]) -> None:
    begin = time.perf_counter()
    made = work()
    seconds = time.perf_counter() - begin
    figures = f"{made.chars:8}{made.doubts:8}{made.gaps:7}{made.doubted:9}{made.wrong:7}"
    print(f"{name:44}{figures}{made.rate:9.3%}{seconds:7.1f}s", flush=True)


if __name__ == "__main__":
    main(*(int(each) for each in sys.argv[1:]))
