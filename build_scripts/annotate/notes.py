"""Document, the curator's notes -> claims of kind `editorial`: each a note on a stretch of a block's text."""

from __future__ import annotations

from collections.abc import Iterator

from build_scripts.annotate.quotes import quoted
from build_scripts.curation import Curation
from build_scripts.model import Annotation, CleanText, Document, Span

KIND = "editorial"
RULE = "curated"


def notes(text: CleanText, document: Document, curated: Curation) -> tuple[Annotation, ...]:
    """The notes on this document, in the order of the words they are on; `value` is who signs.

    Each quotation stands once in its block: `curate.unheeded` has stopped the build otherwise.
    """
    found = [claim for _, claim in sorted(_notes(text, document, curated), key=lambda each: each[0])]
    return tuple(found)


def _notes(text: CleanText, document: Document, curated: Curation) -> Iterator[tuple[tuple[int, int, int], Annotation]]:
    blocks = {block.place.local: (index, block) for index, block in enumerate(document.blocks)}
    for number, row in enumerate(curated.notes):
        if row.at in blocks:
            index, block = blocks[row.at]
            start = block.text.index(row.quote)
            end = start + len(row.quote)
            clue = quoted(text, block, (start, end), RULE)
            claim = Annotation(KIND, row.by or None, "curated", (clue,), row.note, Span(block.place, start, end))
            yield (index, end, number), claim
