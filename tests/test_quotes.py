"""Quotes of blocks against the plain way from a cleaned line to its source and back."""

from __future__ import annotations

import pytest

from build_scripts.align import to_clean, to_source
from build_scripts.annotate.quotes import LONGEST, Quotes
from build_scripts.curation import Curation
from build_scripts.model import Block, CleanText, Place
from build_scripts.segment import segment
from build_scripts.tables import tables
from tests.gold_labels import SEEDS, seed

EVERY = 9  # characters from one quote to the next


def spot(block: Block, start: int) -> tuple[int, int, int]:
    """The line in which a character of the block stands, its offset there, and how much of the line is the block's."""
    for piece in block.pieces:
        if start < piece.end - piece.start:
            return piece.line, piece.start + start, piece.end
        start -= piece.end - piece.start
    raise AssertionError(start)


def plain(text: CleanText, block: Block, span: tuple[int, int]) -> tuple[Place, str]:
    line, start, last = spot(block, span[0])
    end = min(start + min(span[1] - span[0], LONGEST), last)
    offset = to_source(text, line, start)
    start = to_clean(text, line, offset)
    return Place(text.source.id, line, offset), text.line(line)[start : max(end, start + 1)]


@pytest.mark.parametrize("source", ["001", "003"])
def test_a_quote_is_the_words_at_its_place(source: str) -> None:
    text = seed(source)
    quotes = Quotes(text)
    for document in segment(text, tables(), Curation())[0]:
        for block in document.blocks:
            for start in range(0, len(block.text), EVERY):
                made = quotes.quote(block, (start, start + 4), "")
                assert (made.place, made.quote) == plain(text, block, (start, start + 4))


def test_what_lies_outside_its_block_is_an_error() -> None:
    text = seed(SEEDS[0])
    block = segment(text, tables(), Curation())[0][0].blocks[0]
    with pytest.raises(ValueError, match="outside its block"):
        Quotes(text).quote(block, (len(block.text), len(block.text) + 1), "")
