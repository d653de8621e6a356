"""Paper -> blocks: headings, run-in headings, list items and paragraphs, with torn paragraphs mended."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from build_scripts.model import Block, BlockKind, CleanText, Piece
from build_scripts.segment.header import header
from build_scripts.segment.headings import heading_end, is_bare_heading, label_end, ordinal, shares
from build_scripts.segment.marks import LABEL
from build_scripts.segment.units import Unit, place_of
from build_scripts.tables import Curation
from build_scripts.zh import ends_sentence

DEEPEST = 4  # headings nest no deeper than this
TORN = 8  # what a page break tears is longer than this
BULLET = re.compile(r"[—–●•◆■★▲△□○※·]{1,2}\s*(?=[一-鿿“])")  # ——通过努力; not -5

Attested = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class _Part:
    """A block in the making; `style` is its number's style when it is a heading."""

    kind: BlockKind
    pieces: tuple[Piece, ...]
    words: str
    style: int = -1


def blocks(text: CleanText, units: Sequence[Unit], curated: Curation, attested: Attested) -> tuple[Block, ...]:
    """The paper's blocks in order. `attested` says whether two characters are known to stand side by side."""
    kinds, share = header(units), shares(units)
    parts: list[_Part] = []
    for index, unit in enumerate(units):
        if index in kinds:
            parts.append(_Part(kinds[index], (unit.piece,), unit.text))
        elif parts and _joins(text, parts[-1], unit, curated, attested):
            torn = parts[-1]
            parts[-1] = replace(torn, pieces=(*torn.pieces, unit.piece), words=torn.words + unit.text)
        else:
            parts.extend(_parts(text, units, index, share[index]))
    return tuple(_levelled(text, parts))


def _joins(text: CleanText, before: _Part, unit: Unit, curated: Curation, attested: Attested) -> bool:
    """Did a page break tear this unit from the paragraph before it? The characters at the seam must go together."""
    local = place_of(text, unit.piece).local
    if any(row.join == local for row in curated.paragraphs):
        return True
    if any(row.split == local for row in curated.paragraphs):
        return False
    if unit.mark is not None or before.kind not in ("paragraph", "item") or before.pieces[-1].line == unit.line:
        return False
    if ends_sentence(before.words) or before.words.endswith(("：", ":")) or len(before.words) < TORN:
        return False
    return before.words[-1] in "，、" or attested(before.words[-1] + unit.text[0])


def _parts(text: CleanText, units: Sequence[Unit], index: int, share: float) -> Iterator[_Part]:
    unit = units[index]
    if (mark := unit.mark or ordinal(units, index)) is not None:
        end = heading_end(text, units, index, mark, share)
        yield from _opened(unit, end, mark.style) if end else (_whole(unit, "item" if mark.style else "paragraph"),)
    elif end := label_end(units, index):
        yield from _opened(unit, end, LABEL)
    elif is_bare_heading(units, index):
        yield _Part("heading", (unit.piece,), unit.text, LABEL)
    else:
        yield _whole(unit, "item" if BULLET.match(unit.text) else "paragraph")


def _whole(unit: Unit, kind: BlockKind) -> _Part:
    return _Part(kind, (unit.piece,), unit.text)


def _opened(unit: Unit, end: int, style: int) -> Iterator[_Part]:
    """A heading of `end` characters and, when more follows, the paragraph that it opens."""
    line, start, stop = unit.piece
    yield _Part("heading", (Piece(line, start, start + end),), unit.text[:end], style)
    rest = unit.text[end:].lstrip()
    if rest:
        yield _Part("paragraph", (Piece(line, stop - len(rest), stop),), rest)


def _levelled(text: CleanText, parts: Sequence[_Part]) -> Iterator[Block]:
    """Blocks with each heading's nesting: 1 for the highest style that this paper uses."""
    styles = [part.style for part in parts if part.kind == "heading"]
    stack = [min(styles)] if styles else []
    for part in parts:
        level = 0
        if part.kind == "heading":
            while stack[-1] > part.style:
                stack.pop()
            if stack[-1] != part.style:
                stack.append(part.style)
            level = min(len(stack), DEEPEST)
        yield Block(part.kind, place_of(text, part.pieces[0]), part.words, part.pieces, level)
