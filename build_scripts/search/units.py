"""Documents -> units: what the index counts and finds: each document's title, headings, then its other blocks.

A document's units stand together: number 0 is its title, then come its headings, then all else, each in the order of
the paper. So one number for each document says which of its units are headings.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from build_scripts.model import Block, Document
from build_scripts.render.names import one_line

BATCH = 1_000_000  # characters


class Entry(NamedTuple):
    """A document as the index sees it: its number, its first unit's, its blocks in unit order, all units' texts."""

    document: Document
    number: int
    first: int
    blocks: tuple[Block, ...]
    texts: tuple[str, ...]

    @property
    def headings(self) -> int:
        return sum(block.kind == "heading" for block in self.blocks)


def entries(documents: Iterable[Document]) -> Iterator[Entry]:
    """Each document with its place among all units."""
    first = 0
    for number, document in enumerate(documents):
        blocks = tuple(sorted(document.blocks, key=_is_no_heading))
        yield Entry(document, number, first, blocks, (one_line(document.title), *(block.text for block in blocks)))
        first += 1 + len(blocks)


def batches(documents: Iterable[Document]) -> Iterator[list[Entry]]:
    """Documents, as many as have `BATCH` characters together: what is worked on at once."""
    held, length = list[Entry](), 0
    for entry in entries(documents):
        held.append(entry)
        length += sum(map(len, entry.texts))
        if length >= BATCH:
            yield held
            held, length = [], 0
    if held:
        yield held


def _is_no_heading(block: Block) -> bool:
    return block.kind != "heading"
