"""Two papers with most of their words in common -> are they yet two: one form filled in twice, or one office's next?

A copy masks names and figures, or slips in one; a form that two offices fill in, and a report that is written every
year, have other figures in the same sentences. Where less is the same, it also counts what the papers state of
themselves, and whether they begin and end alike: a plan and a circular with one table between them are not one paper.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from build_scripts.model import Document
from build_scripts.witnesses.passages import Passage
from build_scripts.witnesses.reading import Reading

NUMERAL = "0-9〇零一二三四五六七八九十百千万亿"
FIGURE = re.compile(f"[{NUMERAL}]{{2,}}")  # 35, 一百二十; not the 1 of a list's first item
FIGURES = re.compile(f"[{NUMERAL}]*")
FIELDS = ("region", "year", "genre")
MANY = 3  # figures that differ
EDGE, SENTENCE = 0.15, 50  # of a paper, at either end; characters of it, at least
LARGELY = 0.7  # of the words are the same: wherever they stand
NEARLY = 0.9  # of the words are the same: what the papers state may be a copyist's change


def are_two(here: Reading, there: Reading, passages: Sequence[Passage], share: float) -> bool:
    """Are these two papers, though so large a share of their words is the same?"""
    if share < NEARLY and any(_disagree(here.document, there.document, field) for field in FIELDS):
        return True
    return (share < LARGELY and not _run_through(here, there, passages)) or _are_filled_in(here, there, passages)


def _run_through(here: Reading, there: Reading, passages: Sequence[Passage]) -> bool:
    """Do the same words begin and end both papers, or nearly so?"""
    ours = [(passage[0].here, passage[-1].here_end) for passage in passages]
    theirs = [(passage[0].there, passage[-1].there_end) for passage in passages]
    return all(
        min(side)[0] <= max(EDGE * size, SENTENCE) and size - max(end for _, end in side) <= max(EDGE * size, SENTENCE)
        for side, size in ((ours, here.codes.size), (theirs, there.codes.size))
    )


def _are_filled_in(here: Reading, there: Reading, passages: Iterable[Passage]) -> bool:
    """Do many figures differ, and more than are the same? One that comes back counts once."""
    same, other = set[str](), set[tuple[str, str]]()
    for passage in passages:
        for ours, theirs in _figures(here, there, passage):
            if ours == theirs:
                same.add(ours)
            else:
                other.add((ours, theirs))
    return len(other) >= MANY and len(other) > len(same)


def _disagree(one: Document, other: Document, field: str) -> bool:
    """Does either state this field, and each otherwise? A province is no other place than its town."""
    ours, theirs = one.claim(field), other.claim(field)
    if ours is None or theirs is None or "inferred" in (ours.certainty, theirs.certainty):
        return False
    if ours.value is None or theirs.value is None:
        return False
    shorter, longer = sorted((str(ours.value), str(theirs.value)), key=len)
    return not longer.startswith(shorter)


def _figures(here: Reading, there: Reading, passage: Passage) -> Iterator[tuple[str, str]]:
    """Each figure of a passage and the one beside it; none that a sign or a word stands beside."""
    begins = [step.here for step in passage]
    first, end = passage[0].here, passage[-1].here_end
    for found in FIGURE.finditer(here.words(first, end)):
        start, stop = first + found.start(), first + found.end()
        at = max(0, bisect_left(begins, start + 1) - 1)
        beside = []
        while at < len(passage) and passage[at].here <= stop:
            step = passage[at]
            if step.same:
                low, high = max(step.here, start), min(step.here_end, stop)
                beside.append(
                    there.words(step.there + low - step.here, step.there + high - step.here) if low < high else ""
                )
            elif FIGURES.fullmatch(here.words(step.here, step.here_end)):
                beside.append(there.words(step.there, step.there_end))
            elif step.here < stop:
                beside.append(" ")
            at += 1
        words = "".join(beside)
        if words and FIGURES.fullmatch(words):
            yield found[0], words
