"""Sections: every block in one, under the headings that stand over it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from build_scripts.model import Block, Document, Piece, Place
from build_scripts.sections import sections


def _document(levels: list[int]) -> Document:
    """Level 0 is a paragraph."""
    blocks = (
        Block("heading" if level else "paragraph", Place("000", line), f"第{line}段", (Piece(line, 0, 4),), level)
        for line, level in enumerate(levels, 1)
    )
    return Document("000", tuple(blocks))


def test_headings_begin_sections_and_stand_over_them() -> None:
    made = sections(_document([0, 1, 0, 2, 0, 0, 2, 1, 0]))
    assert [(each.place.line, len(each.blocks), [block.place.line for block in each.above]) for each in made] == [
        (1, 1, []),
        (2, 2, []),
        (4, 3, [2]),
        (7, 1, [2]),
        (8, 2, []),
    ]
    assert [each.heading is None for each in made] == [True, False, False, False, False]


@given(st.lists(st.integers(0, 4), min_size=1, max_size=30))
def test_sections_part_the_document(levels: list[int]) -> None:
    document = _document(levels)
    made = sections(document)
    assert tuple(block for each in made for block in each.blocks) == document.blocks
    for each in made:
        assert [block.level for block in each.above] == sorted({block.level for block in each.above})
        assert all(block.kind != "heading" for block in each.blocks[1:])
