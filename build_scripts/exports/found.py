"""Evidence -> the paper, the block and the stretch that are its words, for every export that leads to them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property
from typing import NamedTuple

from build_scripts.align import Alignment, to_clean
from build_scripts.model import Archive, Block, CleanText, Document, Evidence, Place, Run, Span
from build_scripts.render.clues import Homes


class Home(NamedTuple):
    """Where the words of a clue are: a block of a paper, and the stretch of it (none where they run on beyond it)."""

    document: Document
    block: Block
    span: Span | None


class Library:
    """All papers of an archive, by the places that they hold."""

    def __init__(self, archive: Archive) -> None:
        self.texts: Mapping[str, CleanText] = {volume.source.id: volume.text for volume in archive.volumes}
        self.homes = Homes(archive.documents)

    def written(self, clue: Evidence) -> tuple[str, int, int] | None:
        """The line of the source that the clue is on, and the stretch of it that its words were made from."""
        text, line = self.texts[clue.place.source], clue.place.line
        start = to_clean(text, line, clue.place.offset)
        if not text.line(line).startswith(clue.quote, start):
            return None
        stretch = Alignment(text.edits.get(line, ())).to_source((start, start + len(clue.quote)))
        return text.source.lines[line - 1], *stretch


class Finder:
    """Where the words of a document's clues stand."""

    def __init__(self, document: Document, library: Library) -> None:
        """The library tells of words that stand in other papers: what witnesses tell is quoted from there."""
        self.document, self._library = document, library

    @cached_property
    def texts(self) -> dict[Place, str]:
        """The text of each block of the document."""
        return {block.place: block.text for block in self.document.blocks}

    def home(self, clue: Evidence) -> Home | None:
        """Where the clue's words are; None where they are on a line that is in no block."""
        if clue.place.source == self.document.source:
            return self._at(clue, self.document, self._lines)
        if not (found := self._library.homes.block(clue.place)):
            return None
        return self._at(clue, found[1], _lines(found[1], clue.place.line))

    @cached_property
    def _lines(self) -> dict[int, list[Run]]:
        return _lines(self.document)

    def _at(self, clue: Evidence, document: Document, lines: Mapping[int, list[Run]]) -> Home | None:
        held = lines.get(clue.place.line, [])
        offset = to_clean(self._library.texts[clue.place.source], clue.place.line, clue.place.offset)
        for block, piece, at in held:
            start = at + offset - piece.start
            if piece.start <= offset < piece.end and block.text.startswith(clue.quote, start):
                return Home(document, block, Span(block.place, start, start + len(clue.quote)))
        told = [each.block for each in held if clue.quote in each.block.text]
        before = [block for block in told if block.place <= clue.place]
        return Home(document, (before or told)[-1], None) if told else None


def _lines(document: Document, only: int | None = None) -> dict[int, list[Run]]:
    """What the paper's blocks take from each line, or from that one line, in the order of the text."""
    found: dict[int, list[Run]] = defaultdict(list)
    for each in (run for block in document.blocks for run in block.runs):
        if only in (None, each.piece.line):
            found[each.piece.line].append(each)
    return found
