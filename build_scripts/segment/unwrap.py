"""units -> units: lines that were wrapped at a column are one unit again."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from build_scripts.curation import Curation
from build_scripts.model import CleanText
from build_scripts.numbering import mark
from build_scripts.segment.lines import INDENT, is_indented
from build_scripts.segment.units import Unit
from build_scripts.zh import HAN_CHAR, ends_sentence

NARROWEST, WIDEST = 40, 130  # columns of a wrapped line, a Han counting two
SLACK = 4  # columns by which rules for punctuation at the edge and Latin words move a line's end
MANY = 3  # full lines that run on into the next, at the least
FULL_SHARE = 0.4  # so many of all lines are full
OPEN_SHARE = 0.6  # so many of the full lines stop in the middle of a sentence


def unwrapped(text: CleanText, units: Sequence[Unit], curated: Curation) -> Iterator[Unit]:
    """The units, those of wrapped lines joined to the one they go on from, unless the curator says otherwise."""
    width = column(text)
    if width is None:
        yield from units
        return
    dropped = {row.line for row in curated.lines}
    begins = {row.begin for row in curated.boundaries} | {row.split for row in curated.paragraphs}
    held: list[Unit] = []
    for unit in units:
        settled = str(unit.line) in begins or unit.line in dropped
        if held and not (settled or held[-1].line in dropped) and _goes_on_in(text, held[-1], unit, width):
            held.append(unit)
            continue
        yield from _joined(held)
        held = [unit]
    yield from _joined(held)


def _joined(units: Sequence[Unit]) -> Iterator[Unit]:
    if len(units) > 1:
        words = "".join(unit.text for unit in units)
        yield Unit(units[0].piece, words, mark(words), tuple(unit.piece for unit in units[1:]))
    else:
        yield from units


def _goes_on_in(text: CleanText, held: Unit, unit: Unit, width: int) -> bool:
    whole = held.piece.end == len(text.line(held.line)) and unit.piece.start == 0 and unit.line == held.line + 1
    return whole and unit.mark is None and _runs_on(text, held.line, width)


def column(text: CleanText) -> int | None:
    """The column at which the source's lines were wrapped; None unless the evidence is strong.

    Wrapped text has no line longer than a page is wide; many of its lines reach that width; most of these stop where
    no sentence ends, and what follows them begins without an indent; and shorter lines close a paragraph. Lines that
    are paragraphs of their own differ in length.
    """
    lines = [line.rstrip() for line in text.source.lines if line.strip()]
    if max(map(len, lines), default=0) > WIDEST:
        return None
    widths = [_width(line) for line in lines]
    widest = max(widths, default=0)
    full = [index for index, width in enumerate(widths) if width >= widest - SLACK]
    open_ends = [index for index in full if not ends_sentence(lines[index])]
    run_on = [index for index in open_ends if index + 1 < len(lines) and not INDENT.match(lines[index + 1])]
    if not NARROWEST <= widest <= WIDEST or len(run_on) < MANY:
        return None
    even = len(full) >= FULL_SHARE * len(lines) and len(run_on) >= OPEN_SHARE * len(full)
    closed = any(ends_sentence(line) for line, width in zip(lines, widths, strict=True) if width < widest - SLACK)
    return widest if even and closed else None


def _runs_on(text: CleanText, line: int, width: int) -> bool:
    """Does this line go on in the next one, because it was full?"""
    lines: Sequence[str] = text.source.lines
    if line >= len(lines) or not lines[line].strip() or is_indented(text, line + 1):
        return False
    words = lines[line - 1].rstrip()
    seam = bool(words) and (HAN_CHAR.match(words[-1]) or HAN_CHAR.match(lines[line][0]))
    return bool(seam) and not ends_sentence(words) and _width(words) >= width - SLACK


def _width(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in line)
