"""Documents -> units: what the index counts and finds: each document's title, headings, then its other blocks.

A document's units stand together: number 0 is its title, then come its headings, then all else, each in the order of
the paper. So one number for each document says which of its units are headings.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from build_scripts.model import Block, Document
from build_scripts.render.names import one_line


class Entry(NamedTuple):
    """A document as the index sees it: its first unit's number, its title (or none), and its blocks in unit order."""

    document: Document
    first: int
    title: str
    blocks: tuple[Block, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """The text of each unit."""
        return (self.title, *(block.text for block in self.blocks))

    @property
    def headings(self) -> int:
        return sum(block.kind == "heading" for block in self.blocks)


def entries(documents: Iterable[Document]) -> Iterator[Entry]:
    """Each document with its place among all units."""
    first = 0
    for document in documents:
        blocks = tuple(sorted(document.blocks, key=_is_no_heading))
        yield Entry(document, first, one_line(document.title), blocks)
        first += 1 + len(blocks)


def _is_no_heading(block: Block) -> bool:
    return block.kind != "heading"
