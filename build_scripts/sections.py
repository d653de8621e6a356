"""Document -> sections: each heading with the blocks up to the next heading, whatever its level."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from build_scripts.model import Block, Document, Place


class Section(NamedTuple):
    """A stretch of a document that one heading stands over.

    `blocks` begin with the heading itself; the first section of most papers has none, and so no `heading`.
    `above` are the headings that this one stands under, the outermost first.
    """

    blocks: tuple[Block, ...]
    heading: Block | None = None
    above: tuple[Block, ...] = ()

    @property
    def place(self) -> Place:
        """Where it begins: its permanent link."""
        return self.blocks[0].place


def sections(document: Document) -> tuple[Section, ...]:
    """The document's blocks, each in one section, in order; no section is empty."""
    return tuple(_sections(document.blocks))


def _sections(blocks: tuple[Block, ...]) -> Iterator[Section]:
    starts = sorted({0, *(index for index, block in enumerate(blocks) if block.kind == "heading")})
    path: tuple[Block, ...] = ()
    for start, end in zip(starts, [*starts[1:], len(blocks)], strict=True):
        first = blocks[start]
        if first.kind != "heading":
            yield Section(blocks[start:end])
            continue
        path = tuple(each for each in path if each.level < first.level)
        yield Section(blocks[start:end], first, path)
        path = (*path, first)
