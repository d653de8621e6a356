"""Units -> pieces of text: what passages are shown from and candidates proved on, some documents' blocks in each.

A piece holds whole units, of about `LENGTH` characters, and with each document's part of it the title. The code of the
characters never changes with the archive (text_code.py), so a piece stays the same while its texts do.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from build_scripts.model import Block, Page, Place
from build_scripts.search.coding import column, steps, varint, varints
from build_scripts.search.piece import Series, deflated
from build_scripts.search.text_code import encoded
from build_scripts.search.units import Entry

LENGTH = 2_500  # characters
FOLDER = "texts"
KINDS = ("paragraph", "heading", "item", "title", "salutation", "date", "speaker")


class Part(NamedTuple):
    """A stretch of one document's units, from the ordinal `start` on; ordinal 0 is the title, which every part has."""

    entry: Entry
    start: int
    end: int


class Texts:
    """The pieces, batch by batch."""

    def __init__(self) -> None:
        self._series = Series(FOLDER)
        self._firsts: list[int] = []

    def add(self, batch: Sequence[Entry]) -> Iterator[Page]:
        """Take some documents in, and give what files that completes."""
        codes = encoded([text for entry in batch for text in entry.texts])
        ends = accumulate((1 + len(entry.blocks) for entry in batch), initial=0)
        starts = {entry.number: start for entry, start in zip(batch, ends, strict=False)}
        for parts in _packed(batch):
            first = parts[0]
            self._firsts.append(first.entry.first + (first.start if first.start > 1 else 0))
            yield from self._series.add(deflated(_piece(parts, codes, starts)))

    def finish(self) -> Iterator[Page]:
        """The last files."""
        return self._series.finish()

    @property
    def directory(self) -> dict[str, object]:
        """The groups' names, and the steps of each piece's first unit."""
        return {"names": self._series.names, "steps": steps(self._firsts).tolist()}


def _packed(entries: Sequence[Entry]) -> Iterator[list[Part]]:
    """Parts of documents, as many as make up a piece; a document is not cut where the rest of it is short."""
    held, length = list[Part](), 0
    for entry in entries:
        lengths = [len(block.text) for block in entry.blocks]
        left, start = sum(lengths), 1
        if held and length + min(left, LENGTH) > LENGTH * 3 // 2:
            yield held
            held, length = [], 0
        for ordinal, size in enumerate(lengths, 1):
            length, left = length + size, left - size
            if length >= LENGTH and left >= LENGTH // 2:
                yield [*held, Part(entry, start, ordinal + 1)]
                held, length, start = [], 0, ordinal + 1
        held.append(Part(entry, start, len(lengths) + 1))
    if held:
        yield held


def _piece(parts: Sequence[Part], codes: Sequence[bytes], starts: dict[int, int]) -> bytes:
    """What is known of all parts, then of all units, then their texts; README.md gives the layout."""
    heads, rows, texts = bytearray(varint(len(parts))), list[tuple[int, int, int, int]](), list[bytes]()
    for entry, start, end in parts:
        at, home = starts[entry.number], entry.document.place
        heads += varints((entry.number, start, end - start, len(codes[at])))
        texts += codes[at], *codes[at + start : at + end]
        line = 0
        for block, code in zip(entry.blocks[start - 1 : end - 1], codes[at + start : at + end], strict=True):
            below, offset = where(block, home)
            step, line = below - line, below
            rows.append((abs(2 * step) - (step < 0), offset, KINDS.index(block.kind) * 8 + block.level, len(code)))
    columns = map(column, zip(*rows, strict=True)) if rows else ()
    return bytes(heads) + b"".join(columns) + b"".join(texts)


def where(block: Block, home: Place) -> tuple[int, int]:
    """A block's place: lines after its document's first, and the offset in the line."""
    return block.place.line - home.line, block.place.offset
