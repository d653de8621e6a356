"""A source's lines -> finder: repairs of characters that were cut in two, and a doubt where one cannot be repaired.

The stretches and their readings are found in `gloss_bytes`. Where all but a few characters of a stretch are sure,
they are put back, and the few are `□`, the sign by which Chinese editors mark a lost character.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial

from build_scripts.clean.gloss_bytes import GAP, SITE, Verdict, examine
from build_scripts.clean.habits import UNKNOWN, Habits, habits_of
from build_scripts.clean.rule import Change, Finder, Unsettled
from build_scripts.clean.traces import TONED, traces

KIND = "damage"
TOLD = 4  # readings named to the curator
QUESTION = re.compile("[?？]")  # what stands for a lost byte, or else it is a question; one search sees a sound text


def find(line: str) -> Iterator[Change | Unsettled]:
    """The repairs and doubts of one line, of whose source nothing is known."""
    return _find(UNKNOWN, line)


def study(lines: Sequence[str]) -> Finder:
    """What finds the damage in the lines of one source, from what it shows of its converter where it is sound."""
    text = "\n".join(lines)
    if not QUESTION.search(text) and not TONED.search(text):
        return _nothing
    return partial(_find, habits_of(text) if SITE.search(text) else None)


def _nothing(_: str) -> Iterator[Change | Unsettled]:
    return iter(())


def _find(habits: Habits | None, line: str) -> Iterator[Change | Unsettled]:
    verdicts = list(examine(line, habits)) if habits and QUESTION.search(line) else []
    for verdict in verdicts:
        if verdict.repaired:
            yield Change(verdict.start, verdict.before, verdict.mended)
        if not verdict.settled:
            yield _doubt(verdict)
    for trace in traces(line, [(each.start, each.end) for each in verdicts]):
        yield Unsettled(trace.start, trace.end - trace.start, KIND, trace.candidates, trace.message)


def _doubt(verdict: Verdict) -> Unsettled:
    told = verdict.readings[:TOLD]
    if verdict.repaired:
        message = f"字节受损的一段已复原为“{verdict.mended}”，其中“{GAP}”处几种读法难以取舍。"
    else:
        message = f"“{verdict.before}”似是受损的字节，几种读法难以取舍，未改。"
    return Unsettled(verdict.start, len(verdict.before), KIND, told, message)
