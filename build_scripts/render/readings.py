"""Volume -> what was done to the text of each document: routine edits counted, all others as readings."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

from build_scripts.align import Alignment, Stretch, Trace, to_source
from build_scripts.model import Block, Doubt, Edit, Piece, Place, Volume
from build_scripts.render.names import ROUTINE

REACH = 6  # characters of the text that a reading quotes on either side
NOBODY = -1

Quote = tuple[str, str, str]  # the words in question between what stands before and after them


class Holding(NamedTuple):
    """A piece of a cleaned line, its stretch of the source line, and whose it is.

    `document` counts from 0 in the volume; `name` is the anchor of the words, or the rule that dropped them.
    """

    piece: Piece
    source: Stretch
    document: int
    name: str


class Reading(NamedTuple):
    """A departure from the source, or a doubt about it: the words there, the words now, the rules in their order."""

    anchor: str
    line: int
    offset: int
    source: Quote
    text: Quote
    rules: tuple[str, ...]
    doubt: Doubt | None = None


@dataclass(slots=True)
class Changes:
    """What was done to one document."""

    routine: Counter[str] = field(default_factory=Counter)
    readings: list[Reading] = field(default_factory=list)
    dropped: list[tuple[str, Holding]] = field(default_factory=list)  # with the anchor of the words before


def changes(volume: Volume, stretches: Mapping[Piece, Stretch]) -> tuple[Changes, ...]:
    """For each document of the volume, what was done to its text and inside its bounds."""
    made = tuple(Changes() for _ in volume.documents)
    held = sorted(_holdings(volume, stretches))
    doubts: dict[int, list[Doubt]] = defaultdict(list)
    for doubt in volume.text.doubts:
        doubts[doubt.place.line].append(doubt)
    for line, group in groupby(held, key=lambda holding: holding.piece.line):
        edits = volume.text.edits.get(line, ())
        if edits or line in doubts:
            _sort(_Line(volume, line, edits, tuple(group)), doubts.get(line, ()), made)
    _note_drops(held, made)
    return made


def _holdings(volume: Volume, stretches: Mapping[Piece, Stretch]) -> Iterator[Holding]:
    for number, document in enumerate(volume.documents):
        for block in document.blocks:
            for at, piece in enumerate(block.pieces):
                yield Holding(piece, stretches[piece], number, anchor_of(volume, block, at))
    for dropped in volume.dropped:
        if dropped.piece in stretches:
            yield Holding(dropped.piece, stretches[dropped.piece], NOBODY, dropped.rule)


def anchor_of(volume: Volume, block: Block, at: int) -> str:
    """The id of the block, or of the anchor where a later piece of it begins."""
    piece = block.pieces[at]
    offset = to_source(volume.text, piece.line, piece.start) if at and piece.start else 0
    return Place(volume.source.id, piece.line, offset).anchor if at else block.place.anchor


class _Line(NamedTuple):
    """A line, its edits and the pieces it was cut into, in order."""

    volume: Volume
    number: int
    edits: tuple[Edit, ...]
    held: tuple[Holding, ...]

    def holder(self, offset: int) -> Holding:
        """Whose the source character at this offset is."""
        return self.held[max(bisect_right(self.held, offset, key=lambda each: each.source[0]) - 1, 0)]


def _sort(line: _Line, doubts: Sequence[Doubt], made: Sequence[Changes]) -> None:
    """Add the line's edits and doubts to the documents whose words they touch."""
    owner, *others = {holding.document for holding in line.held}
    if others:
        alignment = Alignment(line.edits)
        for trace in alignment.traces(is_routine):
            if (document := line.holder(trace.source[0]).document) != NOBODY:
                made[document].routine[trace.edit.rule] += 1
    elif owner != NOBODY:
        made[owner].routine.update(edit.rule for edit in line.edits if is_routine(edit))
    if doubts or not all(map(is_routine, line.edits)):
        for holding, reading in _readings(line, doubts):
            if holding.document != NOBODY:
                made[holding.document].readings.append(reading)


def is_routine(edit: Edit) -> bool:
    """Is this one of the thousands that change no word?"""
    return edit.rule in ROUTINE


_Found = tuple[Stretch, Stretch, tuple[str, ...], Doubt | None]  # in the source line, in the cleaned one, by what


def _readings(line: _Line, doubts: Iterable[Doubt]) -> Iterator[tuple[Holding, Reading]]:
    alignment = Alignment(line.edits)
    traces = alignment.traces(lambda edit: not is_routine(edit))
    found = [*map(_merged, _groups(sorted(traces, key=lambda each: (each.source, each.clean))))]
    for source, clean, rules, doubt in _with_doubts(found, doubts, alignment):
        holding = line.holder(source[0])
        quotes = _quotes(line, alignment, holding, source, clean)
        if doubt or quotes[0][1] != quotes[1][1]:  # one rule may undo what another did
            yield holding, Reading(holding.name, line.number, source[0], *quotes, rules, doubt)


def _groups(traces: Iterable[Trace]) -> Iterator[list[Trace]]:
    """Traces that share a character, or follow one another by the same rule, are one reading."""
    group: list[Trace] = []
    source = clean = 0  # where the group ends
    for trace in traces:
        overlaps = trace.source[0] < source or trace.clean[0] < clean
        beside = group and (source, clean, group[-1].edit.rule) == (trace.source[0], trace.clean[0], trace.edit.rule)
        if group and not overlaps and not beside:
            yield group
            group = []
        group.append(trace)
        source, clean = max(source, trace.source[1]), max(clean, trace.clean[1])
    if group:
        yield group


def _with_doubts(found: Sequence[_Found], doubts: Iterable[Doubt], alignment: Alignment) -> list[_Found]:
    """The readings and the doubts in the order of the source; a doubt about words that a reading changed joins it."""
    made = list(found)
    starts = [source[0] for source, *_ in found]
    for doubt in doubts:
        first, last = doubt.place.offset, doubt.place.offset + doubt.length
        at = bisect_left(starts, last) - 1  # the last reading that begins before the doubt ends
        if at >= 0 and found[at][0][1] > first:
            made[at] = (*found[at][:3], doubt)
        else:
            made.append(((first, last), alignment.to_clean((first, last)), (), doubt))
    return sorted(made, key=lambda each: each[:3])


def _merged(group: Sequence[Trace]) -> _Found:
    edits = sorted((trace.edit for trace in group), key=lambda edit: edit.order)
    source = group[0].source[0], max(each.source[1] for each in group)
    clean = min(each.clean[0] for each in group), max(each.clean[1] for each in group)
    return source, clean, tuple(dict.fromkeys(edit.rule for edit in edits)), None


def _quotes(
    line: _Line, alignment: Alignment, holding: Holding, source: Stretch, clean: Stretch
) -> tuple[Quote, Quote]:
    """The words in the source's own characters and as they stand now, each in its context inside the piece."""
    first = max(min(holding.piece.start, clean[0]), clean[0] - REACH)
    last = min(max(holding.piece.end, clean[1]), clean[1] + REACH)
    before = min(alignment.to_source((first, clean[0]))[0], source[0]) if first < clean[0] else source[0]
    after = max(alignment.to_source((clean[1], last))[1], source[1]) if clean[1] < last else source[1]
    words, text = line.volume.source.lines[line.number - 1], line.volume.text.line(line.number)
    return (
        (words[before : source[0]], words[slice(*source)], words[source[1] : after]),
        (text[first : clean[0]], text[slice(*clean)], text[clean[1] : last]),
    )


def _note_drops(held: Sequence[Holding], made: Sequence[Changes]) -> None:
    """Stretches that belong to no document although they stand between two pieces of one."""
    before: Holding | None = None
    waiting: list[Holding] = []
    for holding in held:
        if holding.document == NOBODY:
            waiting.append(holding)
            continue
        if before and before.document == holding.document:
            made[holding.document].dropped += [(before.name, each) for each in waiting]
        before, waiting = holding, []
