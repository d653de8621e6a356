"""Volume -> Pages: for each document a script with its blocks in the source's own characters, `data/layers/000/43.js`.

The document page loads it when its reader asks for the layer 原文 (`theme/assets/layers.js`); a classic script loads
from disk too. A block is a list of stretches, one for each of its pieces: the line, the offset in the source line,
and the characters from there on. Put together in order, a line's stretches are the line.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from build_scripts.align import Stretch
from build_scripts.model import Block, Document, Page, Piece, Volume
from build_scripts.render.literals import script_bytes

NAME = "ARCHIVE_LAYER"
CONVERSION = "t2s"  # the rule that runs over Traditional sources, and over no others

Row = tuple[int, int, str]


def layer_pages(volume: Volume, stretches: Mapping[Piece, Stretch]) -> Iterator[Page]:
    """The scripts of a volume's documents."""
    language = _language(volume)
    for document in volume.documents:
        path = f"data/layers/{document.source}/{document.place.local}.js"
        content = {"document": document.id, "lang": language, "blocks": layer(volume, document, stretches)}
        yield Page(path, script_bytes(NAME, content), committed=False)


def layer(volume: Volume, document: Document, stretches: Mapping[Piece, Stretch]) -> dict[str, tuple[Row, ...]]:
    """The document's blocks, by their ids, in the source's own characters."""
    return {block.place.anchor: tuple(_rows(volume, block, stretches)) for block in document.blocks}


def _rows(volume: Volume, block: Block, stretches: Mapping[Piece, Stretch]) -> Iterator[Row]:
    for piece in block.pieces:
        start, end = stretches[piece]
        yield piece.line, start, volume.source.lines[piece.line - 1][start:end]


def _language(volume: Volume) -> str:
    """The source's language where the page's own, zh-Hans, is wrong."""
    traditional = any(edit.rule == CONVERSION for edits in volume.text.edits.values() for edit in edits)
    return "zh-Hant" if traditional else ""
