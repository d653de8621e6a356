"""Volume -> what each piece of a cleaned line is made of: stretches as they stood, and readings, with both texts."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import islice
from typing import NamedTuple

from build_scripts.align import Alignment, Stretch, Trace
from build_scripts.model import Edit, Piece, Volume
from build_scripts.stretches import stretches


class Segment(NamedTuple):
    """Some characters of the source, what stands for them now, and the rules that made the difference, in order."""

    source: str
    text: str
    rules: tuple[str, ...] = ()

    @property
    def changed(self) -> bool:
        return self.source != self.text


Segments = Callable[[Piece], tuple[Segment, ...]]


class _Group(NamedTuple):
    """Edits that share characters: where they stand in the source line and in the cleaned one, and their rules."""

    source: Stretch
    clean: Stretch
    rules: tuple[str, ...]


def segmented(volume: Volume) -> Segments:
    """Cut any piece of a block of this volume into segments.

    Their sources together are the piece's stretch of the source line, their texts are the piece's text.
    """
    held = stretches(volume)
    groups = cache(lambda line: tuple(_groups(Alignment(volume.text.edits.get(line, ())))))

    def segments(piece: Piece) -> tuple[Segment, ...]:
        source, text = volume.source.lines[piece.line - 1], volume.text.line(piece.line)
        return tuple(_cut(source, text, held[piece], piece, groups(piece.line)))

    return segments


def _groups(alignment: Alignment) -> Iterator[_Group]:
    """Every change of a line, in order; changes that share a character of either text are one."""
    held: list[Trace] = []
    source = clean = 0  # where the group ends
    for trace in sorted(alignment.traces(_any), key=_where):
        if held and trace.source[0] >= source and trace.clean[0] >= clean:
            yield _group(held)
            held, source, clean = [], 0, 0
        held.append(trace)
        source, clean = max(source, trace.source[1]), max(clean, trace.clean[1])
    if held:
        yield _group(held)


def _any(_: Edit) -> bool:
    return True


def _where(trace: Trace) -> tuple[Stretch, Stretch]:
    return trace.source, trace.clean


def _group(traces: Sequence[Trace]) -> _Group:
    if len(traces) == 1:
        (trace,) = traces
        return _Group(trace.source, trace.clean, (trace.edit.rule,))
    rules = dict.fromkeys(edit.rule for edit in sorted((each.edit for each in traces), key=lambda edit: edit.order))
    source, clean = [each.source for each in traces], [each.clean for each in traces]
    return _Group(_hull(source), _hull(clean), tuple(rules))


def _hull(stretches: Iterable[Stretch]) -> Stretch:
    starts, ends = zip(*stretches, strict=True)
    return min(starts), max(ends)


def _cut(source: str, text: str, stretch: Stretch, piece: Piece, groups: Sequence[_Group]) -> Iterator[Segment]:
    """The segments from the start of the piece to its end; what lies between two groups is as it was."""
    at, on = stretch[0], piece.start
    for group in islice(groups, bisect_left(groups, at, key=lambda each: each.source[1]), None):
        (first, last), (begin, end) = group.source, group.clean
        if first > stretch[1]:
            break
        if first < at or last > stretch[1] or begin < on or end > piece.end:  # it is of another piece, in part or whole
            first, last = _clipped(first, last, (at, stretch[1]))
            begin, end = _clipped(begin, end, (on, piece.end))
            if first == last and begin == end:
                continue
        if at < first or on < begin:
            yield Segment(source[at:first], text[on:begin])
        yield Segment(source[first:last], text[begin:end], group.rules)
        at, on = last, end
    if at < stretch[1] or on < piece.end:
        yield Segment(source[at : stretch[1]], text[on : piece.end])


def _clipped(first: int, last: int, bounds: Stretch) -> Stretch:
    """The part of a stretch that lies within the bounds; empty, at one of them, when none does."""
    return min(max(first, bounds[0]), bounds[1]), min(max(last, bounds[0]), bounds[1])
