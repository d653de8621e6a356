"""Evidence -> the paper and the block that hold its words, for every export that leads to them."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property

from build_scripts.model import Document, Evidence, Place
from build_scripts.render.clues import Homes


class Finder:
    """Where the words of a document's clues stand."""

    def __init__(self, document: Document, homes: Homes) -> None:
        """`homes` tells of words that stand in other papers: what witnesses tell is quoted from there."""
        self.document, self._homes = document, homes

    def home(self, clue: Evidence) -> tuple[Document, Place] | None:
        """The paper and the place of its block; None where the words are on a line that is in no block."""
        if clue.place.source == self.document.source:
            held = [place for place in self._lines.get(clue.place.line, ()) if clue.quote in self.texts[place]]
            inside = [place for place in held if place <= clue.place]
            return (self.document, (inside or held)[-1]) if held else None
        if not (found := self._homes.block(clue.place)):
            return None
        at, paper = found
        told = any(clue.quote in block.text for block in paper.blocks if block.place == at)
        return (paper, at) if told else None

    @cached_property
    def texts(self) -> dict[Place, str]:
        """The text of each block of the document."""
        return {block.place: block.text for block in self.document.blocks}

    @cached_property
    def _lines(self) -> dict[int, list[Place]]:
        found: dict[int, list[Place]] = defaultdict(list)
        for block in self.document.blocks:
            for line in {piece.line for piece in block.pieces}:
                found[line].append(block.place)
        return found
