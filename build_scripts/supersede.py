"""Archive -> Archive: papers of an older source say which paper of a better copy replaces them, and these say which.

They are told by their words, and by their titles where these have changed too much; the curator may pair them himself.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from build_scripts.curation import misfit
from build_scripts.model import Annotation, Archive, Document, Place, Supersession, Volume
from build_scripts.zh import HAN

OLDER, BETTER = "supersedes", "superseded_by"  # the kinds of the claims

LONG = 10  # Han that a sentence has at least to tell a paper from others
ENOUGH = 3  # so many sentences that only one paper of the better copy has, or half of those of a short paper

END = re.compile(r"[。；！？\n]")
OTHER = re.compile(f"[^{HAN}]+")  # what copies differ in without differing: figures, signs, redactions

Pairs = dict[Place, Place | None]  # old paper -> the one that replaces it, where there is one


def supersede(archive: Archive, seeds: Path, registered: Collection[str]) -> Archive:
    """The archive with these claims; raise `TableError` for a row that names no older source, or no paper of it.

    `registered` are the ids of all sources, those among them that could not be read this time.
    """
    volumes = {volume.source.id: volume for volume in archive.volumes}
    claims: dict[Place, list[Annotation]] = defaultdict(list)
    for volume in archive.volumes:
        for number, row in enumerate(volume.supersedes, start=1):
            file = str(seeds / f"{volume.source.id}.yml")
            if row.source not in registered or int(row.source) >= int(volume.source.id):
                raise misfit(file, "supersedes", number, f"there is no older source {row.source}. Mend the row.")
            if (older := volumes.get(row.source)) is None:
                continue
            if trouble := _misnamed(row, older, volume):
                raise misfit(file, "supersedes", number, f"{trouble} Mend the row.")
            for place, claim in _claims(row, volume, _pairs(older, volume, row)):
                claims[place].append(claim)
    made = (_claimed(volume, claims) for volume in archive.volumes)
    return replace(archive, volumes=tuple(made)) if claims else archive


def is_superseded(document: Document) -> bool:
    """Is there a better copy?"""
    return document.claim(BETTER) is not None


def _claimed(volume: Volume, claims: Mapping[Place, list[Annotation]]) -> Volume:
    documents = (
        replace(each, annotations=(*each.annotations, *claims[each.place])) if each.place in claims else each
        for each in volume.documents
    )
    return replace(volume, documents=tuple(documents))


def _claims(row: Supersession, better: Volume, pairs: Pairs) -> Iterator[tuple[Place, Annotation]]:
    """The claim on each paper; where none replaces an old one, it says which source is the better copy."""
    for old, new in pairs.items():
        yield old, Annotation(BETTER, str(new or better.source.id), "curated", (), row.why)
        if new:
            yield new, Annotation(OLDER, str(old), "curated", (), row.why)


def _misnamed(row: Supersession, older: Volume, better: Volume) -> str:
    """What is wrong with the papers that the row pairs; empty when nothing is."""
    for side, volume in enumerate((older, better)):
        begins = {each.place.local for each in volume.documents} | {each.place.local for each in volume.withdrawn}
        for pair in row.documents:
            if pair[side] not in begins:
                return f"no document of source {volume.source.id} begins at {pair[side]}."
    return ""


def _pairs(older: Volume, better: Volume, row: Supersession) -> Pairs:
    told = {old: Place.within(better.source.id, new) for old, new in row.documents}
    shown = {each.place for each in better.documents}
    homes = _homes(better)
    made: Pairs = {}
    for document in older.documents:
        said = told.get(document.place.local)
        new = said or _by_words(document, homes) or _by_title(document, better)
        made[document.place] = new if new in shown else None
    return made


def _homes(volume: Volume) -> Mapping[str, Place]:
    """The paper in which a sentence stands, for those that stand in one only."""
    found: dict[str, set[Place]] = defaultdict(set)
    for document in volume.documents:
        for sentence in _sentences(document):
            found[sentence].add(document.place)
    return {sentence: next(iter(places)) for sentence, places in found.items() if len(places) == 1}


def _by_words(document: Document, homes: Mapping[str, Place]) -> Place | None:
    sentences = _sentences(document)
    votes = Counter(homes[sentence] for sentence in sorted(sentences) if sentence in homes)
    if not votes:
        return None
    place, times = min(votes.items(), key=lambda each: (-each[1], each[0]))
    return place if times >= ENOUGH or 2 * times >= len(sentences) else None


def _by_title(document: Document, better: Volume) -> Place | None:
    found = [each.place for each in better.documents if each.title == document.title]
    return found[0] if len(found) == 1 else None


def _sentences(document: Document) -> set[str]:
    pieces = (OTHER.sub("", piece) for block in document.blocks for piece in END.split(block.text))
    return {piece for piece in pieces if len(piece) >= LONG}
