"""Archive, Place -> Target: the block that begins there, else the one that contains it, else the source page."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, NamedTuple

from build_scripts.align import to_clean, to_source
from build_scripts.model import Archive, Block, CleanText, Document, Dropped, Piece, Place, Withdrawn

Reason = Literal["exact", "inside", "withdrawn", "dropped", "blank", "nowhere"]


class Spot(NamedTuple):
    """One piece of a block: the place where it begins, which is an anchor anyhow, and its offset in the text."""

    place: Place
    at: int
    piece: Piece
    block: Block
    document: Document


class Gone(NamedTuple):
    """One piece of a paper that was withdrawn."""

    piece: Piece
    paper: Withdrawn


class Target(NamedTuple):
    """Where a place is to be found: `page` (below `docs/`, without suffix) and `anchor` exist whenever it is somewhere.

    `exact`: a block begins there. `inside`: a block contains it, `at` code points into the text (0 when the line's
    own beginning has gone and its text begins later). `withdrawn`: the words were those of the paper `gone`.
    `dropped`: `rule` says that the words belong to no document. `blank`: no words are left there. `nowhere`: the
    archive has no such line.
    """

    place: Place
    reason: Reason
    anchor: str
    spot: Spot | None = None
    at: int = 0
    rule: str = ""
    gone: Withdrawn | None = None

    @property
    def page(self) -> str:
        """The page below `docs/`, without the suffix: `archive/000/43`, `sources/000`."""
        if self.spot:
            return self.spot.document.path
        return self.gone.path if self.gone else f"sources/{self.place.source}"


@dataclass(frozen=True, slots=True)
class Index:
    """An archive laid out for looking places up; `spots` and `dropped` are keyed by line and stand in its order."""

    texts: Mapping[str, CleanText]
    starts: Mapping[Place, Spot]
    spots: Mapping[Place, tuple[Spot | Gone, ...]]
    dropped: Mapping[Place, tuple[Dropped, ...]]
    registered: frozenset[Place]


def index(archive: Archive) -> Index:
    """Gather what `resolve` needs, in one pass over the archive."""
    starts: dict[Place, Spot] = {}
    spots: dict[Place, list[Spot | Gone]] = defaultdict(list)
    dropped: dict[Place, list[Dropped]] = defaultdict(list)
    for volume in archive.volumes:
        for document in volume.documents:
            for spot in _spots(volume.text, document):
                spots[Place(document.source, spot.piece.line)].append(spot)
                starts.setdefault(spot.block.place, spot)
        for gone in volume.withdrawn:
            for piece in gone.pieces:
                spots[Place(volume.source.id, piece.line)].append(Gone(piece, gone))
        for each in volume.dropped:
            dropped[Place(volume.source.id, each.piece.line)].append(each)
    return Index(
        texts={volume.source.id: volume.text for volume in archive.volumes},
        starts=starts,
        spots={line: tuple(sorted(found, key=lambda spot: spot.piece)) for line, found in spots.items()},
        dropped={line: tuple(sorted(found)) for line, found in dropped.items()},
        registered=frozenset(Place.within(row.source, local) for row in archive.links for local in row.inside),
    )


def resolve(known: Index, place: Place) -> Target:
    """Find where a place's words are now; total: any place whatever has an answer."""
    text = known.texts.get(place.source)
    if text is None or place.line > len(text.lines):
        return Target(place, "nowhere", "")
    if spot := known.starts.get(place):
        return Target(place, "exact", place.anchor, spot)
    line = Place(place.source, place.line)
    at = to_clean(text, place.line, place.offset)
    held = _holder(known.spots.get(line, ()), at, place)
    if isinstance(held, Gone):
        return Target(place, "withdrawn", place.anchor, gone=held.paper)
    if held:
        anchor = place.anchor if place in known.registered else held.place.anchor
        return Target(place, "inside", anchor, held, held.at + max(0, at - held.piece.start))
    rules = [each.rule for each in known.dropped.get(line, ()) if at < each.piece.end]
    return Target(place, "dropped" if rules else "blank", line.anchor, rule="".join(rules[:1]))


def seams(text: CleanText, block: Block) -> tuple[tuple[Place, int], ...]:
    """Where each piece of the block begins, and its offset in the block's text: 56 at 0, 58 at 37."""
    at = 0
    found = [(block.place, at)]
    for before, piece in pairwise(block.pieces):
        at += before.end - before.start
        offset = to_source(text, piece.line, piece.start) if piece.start else 0
        found.append((Place(text.source.id, piece.line, offset), at))
    return tuple(found)


def _holder(spots: tuple[Spot | Gone, ...], at: int, place: Place) -> Spot | Gone | None:
    """The piece that contains the cleaned offset; for a line as such, also the first that follows on the line.

    A line is a page number: whoever names it is content with the first words of it that are in a document. A place
    inside a line means the very words, and if they are gone the neighbour's words will not do.
    """
    after = bisect_right(spots, at, key=lambda spot: spot.piece.start)
    if after and at < spots[after - 1].piece.end:
        return spots[after - 1]
    return spots[after] if after < len(spots) and place.offset == 0 else None


def _spots(text: CleanText, document: Document) -> Iterator[Spot]:
    for block in document.blocks:
        for (place, at), piece in zip(seams(text, block), block.pieces, strict=True):
            yield Spot(place, at, piece, block, document)
