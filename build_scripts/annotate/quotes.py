"""CleanText, block, span -> Evidence: the paper's own words, at their place in the source."""

from __future__ import annotations

from build_scripts.align import Alignment
from build_scripts.model import Block, CleanText, Evidence, Place

LONGEST = 60  # code points of a quote


def quoted(text: CleanText, block: Block, span: tuple[int, int], rule: str, says: str = "") -> Evidence:
    """One quote; see `Quotes`, which is for many."""
    return Quotes(text).quote(block, span, rule, says)


class Quotes:
    """Quotes of one text: each line's edits are made ready once, then a quote takes time in their logarithm."""

    def __init__(self, text: CleanText) -> None:
        self._text = text
        self._lines: dict[int, Alignment] = {}

    def quote(self, block: Block, span: tuple[int, int], rule: str, says: str = "") -> Evidence:
        """A quote of `block.text[slice(*span)]`, cut where its line ends, at its place in the source."""
        for _, piece, at in block.runs:
            start = piece.start + span[0] - at
            if start < piece.end:
                end = min(piece.start + span[1] - at, start + LONGEST, piece.end)
                return self._of_line(piece.line, (start, end), rule, says)
        raise ValueError(f"the span {span} lies outside its block {block.place}")

    def _of_line(self, line: int, span: tuple[int, int], rule: str, says: str) -> Evidence:
        """A replaced stretch has one place only, its beginning; the quote then begins where that place leads."""
        known = self._lines.get(line) or self._ready(line)
        offset = known.origin(span[0])
        start, _ = known.to_clean((offset, offset + 1))
        words = self._text.line(line)[start : max(span[1], start + 1)]
        return Evidence(rule, Place(self._text.source.id, line, offset), words, says)

    def _ready(self, line: int) -> Alignment:
        self._lines[line] = made = Alignment(self._text.edits.get(line, ()))
        return made
