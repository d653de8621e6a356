"""Offsets of a source line <-> offsets of its cleaned line, by way of the line's edits."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from build_scripts.model import CleanText, Edit

Stretch = tuple[int, int]  # start and end, half open, in code points


def replay(line: str, edits: Iterable[Edit]) -> str:
    """Apply a line's edits in order; raise `ValueError` when one does not find its `before` where it says."""
    for _, group in groupby(edits, key=lambda edit: edit.order):
        line = _apply(line, tuple(group))
    return line


def _apply(line: str, edits: tuple[Edit, ...]) -> str:
    parts: list[str] = []
    at = 0
    for edit in edits:
        if edit.start < at or not line.startswith(edit.before, edit.start):
            raise ValueError(f"edit does not fit: {edit}")
        parts += line[at : edit.start], edit.after
        at = edit.start + len(edit.before)
    return "".join((*parts, line[at:]))


def to_source(text: CleanText, line: int, offset: int) -> int:
    """Where in the source line the character at `offset` of the cleaned line begins.

    A character inside a replacement of equal length keeps its position there; in any other
    replacement it maps to the replacement's start. The end of the line maps to the end.
    """
    return origin(text.edits.get(line, ()), offset)


def origin(edits: Iterable[Edit], offset: int) -> int:
    """Where, before a line's edits were made, the character stood that they left at `offset`."""
    groups = [tuple(group) for _, group in groupby(edits, key=lambda edit: edit.order)]
    for group in reversed(groups):
        offset = _back(group, offset)
    return offset


def to_clean(text: CleanText, line: int, offset: int) -> int:
    """Where in the cleaned line the source character at `offset` ended up, or what follows it when it is gone."""
    for _, group in groupby(text.edits.get(line, ()), key=lambda edit: edit.order):
        offset = _forth(tuple(group), offset)
    return offset


def _back(edits: tuple[Edit, ...], offset: int) -> int:
    shift = 0  # received text minus produced text, left of `offset`
    for edit in edits:
        start = edit.start - shift  # in the produced text
        if offset < start:
            break
        inside = offset - start
        if inside < len(edit.after):
            return edit.start + (inside if len(edit.after) == len(edit.before) else 0)
        shift += len(edit.before) - len(edit.after)
    return offset + shift


def _forth(edits: tuple[Edit, ...], offset: int) -> int:
    shift = 0
    for edit in edits:
        if offset < edit.start:
            break
        inside = offset - edit.start
        if inside < len(edit.before):
            same = len(edit.after) == len(edit.before)
            return edit.start + shift + (inside if same else 0)
        shift += len(edit.after) - len(edit.before)
    return offset + shift


class Trace(NamedTuple):
    """Where an edit's words stand: the stretch of the source line it changed, and what became of it in the end."""

    edit: Edit
    source: Stretch
    clean: Stretch


class Alignment:
    """A line's edits, ready for many questions: each takes time in the logarithm of their number."""

    def __init__(self, edits: Iterable[Edit]) -> None:
        groups = (tuple(group) for _, group in groupby(edits, key=lambda edit: edit.order))
        self._steps = [_Step(group, *_sides(group)) for group in groups]

    def origin(self, offset: int) -> int:
        """What `to_source` says of the character at `offset` of the cleaned line."""
        for step in reversed(self._steps):
            offset = _start(offset, step.produced, step.received)
        return offset

    def outcome(self, offset: int) -> int:
        """What `to_clean` says of the character at `offset` of the source line."""
        for step in self._steps:
            offset = _start(offset, step.received, step.produced)
        return offset

    def to_source(self, stretch: Stretch) -> Stretch:
        """The source characters that a stretch of the cleaned line was made from, without deleted ones at its ends."""
        return self._back(stretch, len(self._steps))

    def to_clean(self, stretch: Stretch) -> Stretch:
        """What became of a stretch of the source line, without what was inserted at its ends."""
        return self._forth(stretch, 0)

    def traces(self, wanted: Callable[[Edit], bool]) -> Iterator[Trace]:
        """The wanted edits with their two stretches, in replay order.

        An edit that touches part of what another rule replaced by words of another length takes in the whole of it:
        nobody can say which of these characters became which.
        """
        for number, step in enumerate(self._steps):
            for edit, received, produced in zip(*step, strict=True):
                if wanted(edit):
                    yield Trace(edit, self._back(received, number), self._forth(produced, number + 1))

    def _back(self, stretch: Stretch, steps: int) -> Stretch:
        for step in reversed(self._steps[:steps]):
            stretch = _carry(stretch, step.produced, step.received)
        return stretch

    def _forth(self, stretch: Stretch, done: int) -> Stretch:
        for step in self._steps[done:]:
            stretch = _carry(stretch, step.received, step.produced)
        return stretch


class _Step(NamedTuple):
    """One rule's edits in a line, and where each stands in the text it received and in the text it produced."""

    edits: tuple[Edit, ...]
    received: list[Stretch]
    produced: list[Stretch]


def _sides(edits: tuple[Edit, ...]) -> tuple[list[Stretch], list[Stretch]]:
    received, produced, shift = [], [], 0
    for edit in edits:
        start = edit.start + shift
        received.append((edit.start, edit.start + len(edit.before)))
        produced.append((start, start + len(edit.after)))
        shift += len(edit.after) - len(edit.before)
    return received, produced


def _carry(stretch: Stretch, here: Sequence[Stretch], there: Sequence[Stretch]) -> Stretch:
    """Where a stretch of one text stands in the other; `here` and `there` are the same edits on the two sides.

    A point in the text where something was put in, or taken out, becomes all of that.
    """
    start, end = _start(stretch[0], here, there), _end(stretch[1], here, there)
    return min(start, end), max(start, end)


def _start(at: int, here: Sequence[Stretch], there: Sequence[Stretch]) -> int:
    """A start goes with the character after it."""
    found = bisect_right(here, at, key=_first) - 1
    return at if found < 0 else _across(at, here[found], there[found], there[found][0])


def _end(at: int, here: Sequence[Stretch], there: Sequence[Stretch]) -> int:
    """An end goes with the character before it."""
    found = bisect_left(here, at, key=_first) - 1
    return at if found < 0 else _across(at, here[found], there[found], there[found][1])


def _across(at: int, here: Stretch, there: Stretch, edge: int) -> int:
    """A position inside an edit or behind it; inside one that changed the length it becomes the edge."""
    if at >= here[1]:
        return at - here[1] + there[1]
    return at - here[0] + there[0] if here[1] - here[0] == there[1] - there[0] else edge


_first: Callable[[Stretch], int] = itemgetter(0)
