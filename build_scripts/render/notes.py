"""Document -> Page: its editorial notes and where they stand, `data/notes/000/43.json`.

The Markdown extension shows them (`markdown_ext/notes.py`); both name the fields of `Note`.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from build_scripts.model import Document, Page, Volume
from build_scripts.render.literals import json_bytes

KIND = "editorial"


class Note(msgspec.Struct, frozen=True):
    """A note on the words `quote`, which end at `end` (in code points) of the text of the block `anchor`."""

    anchor: str
    end: int
    quote: str
    note: str
    by: str


def note_pages(volume: Volume) -> Iterator[Page]:
    """A page of data for each of the volume's documents that has a note."""
    for document in volume.documents:
        if found := notes(document):
            path = f"data/notes/{document.source}/{document.place.local}.json"
            yield Page(path, json_bytes([msgspec.to_builtins(each) for each in found]), committed=False)


def notes(document: Document) -> tuple[Note, ...]:
    """The document's notes in the order of its text: their numbers are their places in this order."""
    texts = {block.place: block.text for block in document.blocks}
    return tuple(
        Note(span.block.anchor, span.end, texts[span.block][span.start : span.end], claim.note, str(claim.value or ""))
        for claim in document.annotations
        if claim.kind == KIND and (span := claim.span)
    )
