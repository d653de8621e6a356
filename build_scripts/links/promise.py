"""Archive -> what each published page must still offer, and the rows that publishing it now would add."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from build_scripts.links.resolve import Target, index, resolve, seams
from build_scripts.model import Archive, CleanText, Document, Edition, LinkRow, Place, Withdrawn


class PagePromise(NamedTuple):
    """A published page, the document that still begins there (if one does), and where its places are now.

    `withdrawn` is the document that began there and is not shown any more.
    """

    place: Place
    document: Document | None
    targets: tuple[Target, ...]
    withdrawn: Withdrawn | None = None

    @property
    def path(self) -> str:
        """The page below `docs/`, without the suffix: `archive/000/43`."""
        return f"archive/{self.place.source}/{self.place.local}"

    @property
    def onward(self) -> tuple[Target, ...]:
        """The places that have left this page, in the source's order."""
        return tuple(target for target in self.targets if target.page != self.path)


@dataclass(frozen=True, slots=True)
class Ledger:
    """All promises: pages by path, and by block the places inside it that need an empty anchor of their own.

    `inside` maps a block's place to (place, offset in its text) pairs in the text's order. The beginnings of
    the block's own pieces are not among them: `data-lines` makes anchors of those (see `seams`).
    `taken` are the places whose words were withdrawn, by the page that tells why.
    """

    pages: Mapping[str, PagePromise]
    inside: Mapping[Place, tuple[tuple[Place, int], ...]]
    taken: Mapping[str, tuple[Place, ...]]


def ledger(archive: Archive) -> Ledger:
    """Resolve every registered place once."""
    if not archive.links:
        return Ledger({}, {}, {})
    known = index(archive)
    targets = {place: resolve(known, place) for place in sorted(known.registered)}
    documents = {document.place: document for document in archive.documents}
    withdrawn = {gone.place: gone for volume in archive.volumes for gone in volume.withdrawn}
    pages: dict[Place, set[Place]] = defaultdict(set)
    for row in archive.links:
        pages[Place.within(row.source, row.first)] |= _places(row)
    promises = (
        PagePromise(page, documents.get(page), tuple(targets[place] for place in sorted(places)), withdrawn.get(page))
        for page, places in sorted(pages.items())
    )
    return Ledger({promise.path: promise for promise in promises}, _inside(targets), _taken(targets))


def anchors(text: CleanText, document: Document, promised: Ledger) -> tuple[Place, ...]:
    """Every place that the document's page offers as an anchor inside its text, in the source's order."""
    own = {place for block in document.blocks for place, _ in seams(text, block)}
    older = {place for block in document.blocks for place, _ in promised.inside.get(block.place, ())}
    return tuple(sorted(own | older))


def publish(archive: Archive, edition: Edition) -> tuple[LinkRow, ...]:
    """The rows to append: one for each document whose page offers a place that no row of that page has promised."""
    promised = ledger(archive)
    covered: dict[Place, set[Place]] = defaultdict(set)
    for row in archive.links:
        covered[Place.within(row.source, row.first)] |= _places(row)
    rows = []
    for volume in archive.volumes:
        for document in volume.documents:
            places = anchors(volume.text, document, promised)
            if not covered[document.place].issuperset(places):
                last = seams(volume.text, document.blocks[-1])[-1][0]
                inside = tuple(place.local for place in places)
                rows.append(LinkRow(document.source, document.place.local, last.local, edition.number, inside))
    return tuple(rows)


def _places(row: LinkRow) -> set[Place]:
    return {Place.within(row.source, local) for local in row.inside}


def _inside(targets: Mapping[Place, Target]) -> dict[Place, tuple[tuple[Place, int], ...]]:
    found: dict[Place, list[tuple[int, Place]]] = defaultdict(list)
    for place, target in targets.items():
        if target.reason == "inside" and target.spot and place != target.spot.place:
            found[target.spot.block.place].append((target.at, place))
    return {block: tuple((place, at) for at, place in sorted(pairs)) for block, pairs in found.items()}


def _taken(targets: Mapping[Place, Target]) -> dict[str, tuple[Place, ...]]:
    found: dict[str, list[Place]] = defaultdict(list)
    for place, target in targets.items():
        if target.gone:
            found[target.gone.path].append(place)
    return {path: tuple(places) for path, places in found.items()}
