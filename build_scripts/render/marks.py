"""Document -> Page: what its marks say and where they stand, `data/marks/000/43.json`.

The Markdown extension shows them (`markdown_ext/marks.py`); both name the fields of `Marks`.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from build_scripts.model import Document, Page, Volume
from build_scripts.render.literals import json_bytes

KINDS = ("redaction", "loss", "damage", "conversion")


class SpanMark(msgspec.Struct, frozen=True, array_like=True):
    """A stretch of a block's text, in code points, what is the matter with it, and which of the tips says so."""

    anchor: str
    start: int
    end: int
    kind: str
    tip: int


class NoteMark(msgspec.Struct, frozen=True, array_like=True):
    """Something that is missing before or after a block, and which of the tips says so."""

    anchor: str
    after: bool
    tip: int


class Marks(msgspec.Struct, frozen=True):
    """The marks of one document, in the order of its annotations, and what is said of them, each wording once."""

    tips: tuple[str, ...]
    spans: tuple[SpanMark, ...]
    notes: tuple[NoteMark, ...]


def mark_pages(volume: Volume) -> Iterator[Page]:
    """A page of data for each of the volume's documents that has a mark."""
    for document in volume.documents:
        found = marks(document)
        if found.tips:
            path = f"data/marks/{document.source}/{document.place.local}.json"
            yield Page(path, json_bytes(msgspec.to_builtins(found)), committed=False)


def marks(document: Document) -> Marks:
    """The marks of one document: a claim with an empty span is a note beside its block."""
    tips: dict[str, int] = {}
    spans: list[SpanMark] = []
    notes: list[NoteMark] = []
    for claim in document.annotations:
        if claim.span and claim.kind in KINDS:
            anchor, start, end = claim.span.block.anchor, claim.span.start, claim.span.end
            tip = tips.setdefault(claim.note, len(tips))
            if start < end:
                spans.append(SpanMark(anchor, start, end, claim.kind, tip))
            else:
                notes.append(NoteMark(anchor, start > 0, tip))
    return Marks(tuple(tips), tuple(spans), tuple(notes))
