"""Volume -> which characters of its source lines each piece of a cleaned line stands for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from build_scripts.align import Alignment, Stretch
from build_scripts.model import Piece, Volume


def stretches(volume: Volume) -> Mapping[Piece, Stretch]:
    """For each piece of a block, and each dropped one, its stretch of the source line.

    A line's stretches follow one another without a gap, from its start to its end: what cleaning took out goes with
    the piece before it, and at the start of the line with the first. A cut is where `align.to_source` puts it, and so
    where the place of the block points.
    """
    by_line: dict[int, list[Piece]] = defaultdict(list)
    for piece in _pieces(volume):
        by_line[piece.line].append(piece)
    return {piece: stretch for line, pieces in by_line.items() for piece, stretch in _cut(volume, line, pieces)}


def _pieces(volume: Volume) -> Iterator[Piece]:
    for document in volume.documents:
        for block in document.blocks:
            yield from block.pieces
    yield from (each.piece for each in volume.dropped if each.piece.start < each.piece.end)


def _cut(volume: Volume, line: int, pieces: list[Piece]) -> Iterator[tuple[Piece, Stretch]]:
    end = len(volume.source.lines[line - 1])
    if len(pieces) == 1:
        yield pieces[0], (0, end)
        return
    pieces.sort()
    alignment = Alignment(volume.text.edits.get(line, ()))
    cuts = (0, *(alignment.origin(piece.start) for piece in pieces[1:]), end)
    yield from ((piece, (cuts[at], cuts[at + 1])) for at, piece in enumerate(pieces))
