"""Paper -> blocks: headings, run-in headings, list items and paragraphs, with torn paragraphs mended."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from build_scripts.curation import Curation
from build_scripts.model import Block, BlockKind, CleanText, Piece
from build_scripts.numbering import CLAUSE, LABEL
from build_scripts.segment.footer import footer
from build_scripts.segment.header import header
from build_scripts.segment.headings import entry_end, heading_end, label_end, ordinal
from build_scripts.segment.lines import indents, is_indented
from build_scripts.segment.lists import Habits, habits, is_bare_heading
from build_scripts.segment.units import Unit, place_of
from build_scripts.zh import HAN_CHAR, ends_sentence

DEEPEST = 4  # headings nest no deeper than this
ANNEX = -1  # the style of a line that opens an annex: above all others, and numbering begins anew below it
PLAIN_TEXT = -2  # the style of what is no heading
ROLES: dict[str, tuple[BlockKind, int]] = {
    "annex": ("heading", ANNEX),
    "item": ("item", PLAIN_TEXT),
    "row": ("paragraph", PLAIN_TEXT),
}
TORN = 8  # what a page break tears is longer than this
LABELLED = re.compile(r"[一-鿿]{2,6}：")  # 主持人：县长张三; not 会议指出，要做到：
BULLET = re.compile(r"[—–●•◆■★▲△□○※·]{1,2}\s*(?=[一-鿿“])")  # ——通过努力; not -5

Attested = Callable[[str], bool]


@dataclass(slots=True)
class _Part:
    """A block in the making, which torn-off pieces join; `style` is its number's style when it is a heading."""

    kind: BlockKind
    pieces: list[Piece]
    words: list[str]
    style: int = PLAIN_TEXT


def blocks(text: CleanText, units: Sequence[Unit], curated: Curation, attested: Attested) -> tuple[Block, ...]:
    """The paper's blocks in order. `attested` says whether two characters are known to stand side by side."""
    kinds, of_list, runs_on = header(units) | footer(units), habits(units), indents(text)
    fits: Attested = (lambda _: True) if runs_on else attested
    parts: list[_Part] = []
    for index, unit in enumerate(units):
        if kinds.get(index) == kinds.get(index - 1) == "title":
            parts[-1].pieces += unit.pieces
            parts[-1].words.append(unit.text)
        elif index in kinds:
            parts.append(_whole(unit, kinds[index]))
        elif parts and not units[index - 1].role and _joins(text, parts[-1], unit, curated, fits):
            parts[-1].pieces += unit.pieces
            parts[-1].words.append(unit.text)
        else:
            parts.extend(_parts(text, units, index, of_list[index]))
    return tuple(_levelled(text, parts))


def _joins(text: CleanText, before: _Part, unit: Unit, curated: Curation, attested: Attested) -> bool:
    """Did a page break tear this unit from the paragraph before it? The characters at the seam must go together."""
    local = place_of(text, unit.piece).local
    if any(row.join == local for row in curated.paragraphs):
        return True
    if any(row.split == local for row in curated.paragraphs):
        return False
    if (
        unit.mark
        or unit.role
        or LABELLED.match(unit.text)
        or before.kind not in ("paragraph", "item")
        or before.pieces[-1].line == unit.line
    ):
        return False
    words = before.words[-1]
    if ends_sentence(words) or words[-1] in "：:" or len("".join(before.words[-2:])) < TORN:
        return False
    return not (unit.piece.start == 0 and is_indented(text, unit.line)) and _fits(words, unit.text, attested)


def _fits(before: str, after: str, attested: Attested) -> bool:
    """Can a paragraph go on from the one's last character to the other's first?"""
    seam = before[-1] + after[0]
    return before[-1] in "，、" or (all(HAN_CHAR.match(char) for char in seam) and attested(seam))


def _parts(text: CleanText, units: Sequence[Unit], index: int, of_list: Habits) -> Iterator[_Part]:
    unit = units[index]
    if unit.role:
        yield _whole(unit, *ROLES[unit.role])
        return
    if (mark := unit.mark or ordinal(units, index)) is not None:
        end = heading_end(text, units, index, mark, of_list)
        yield from (
            _opened(unit, end, mark.style) if end else (_whole(unit, "item" if mark.style > CLAUSE else "paragraph"),)
        )
    elif end := label_end(units, index) or entry_end(text, units, index):
        yield from _opened(unit, end, LABEL)
    elif is_bare_heading(units, index):
        yield _whole(unit, "heading", LABEL)
    else:
        yield _whole(unit, "item" if BULLET.match(unit.text) else "paragraph")


def _whole(unit: Unit, kind: BlockKind, style: int = PLAIN_TEXT) -> _Part:
    return _Part(kind, list(unit.pieces), [unit.text], style)


def _opened(unit: Unit, end: int, style: int) -> Iterator[_Part]:
    """A heading of `end` characters and, when more follows, the paragraph that it opens."""
    yield _Part("heading", _stretch(unit.pieces, 0, end), [unit.text[:end]], style)
    rest = unit.text[end:].lstrip()
    if rest:
        length = len(unit.text)
        yield _Part("paragraph", _stretch(unit.pieces, length - len(rest), length), [rest])


def _stretch(pieces: Sequence[Piece], start: int, end: int) -> list[Piece]:
    """The pieces, or parts of them, that hold these characters of their joined text."""
    found, at = [], 0
    for line, low, high in pieces:
        first, last = max(start - at, 0), min(end - at, high - low)
        if first < last:
            found.append(Piece(line, low + first, low + last))
        at += high - low
    return found


def _levelled(text: CleanText, parts: Sequence[_Part]) -> Iterator[Block]:
    """Blocks with each heading's nesting: 1 for the highest style that this paper uses."""
    styles = [part.style for part in parts if part.kind == "heading" and part.style != ANNEX]
    stack = [min(styles)] if styles else []
    for part in parts:
        level = 0
        if part.style == ANNEX:
            stack, level = [ANNEX], 1
        elif part.kind == "heading":
            while stack[-1] > part.style:
                stack.pop()
            if stack[-1] != part.style:
                stack.append(part.style)
            level = min(len(stack), DEEPEST)
        yield Block(part.kind, place_of(text, part.pieces[0]), "".join(part.words), tuple(part.pieces), level)
