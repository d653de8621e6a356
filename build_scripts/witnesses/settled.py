"""Archive -> Parallels as the curator has them: a row may say that two papers are one, or that they are two."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from build_scripts.curation import misfit
from build_scripts.model import Archive, Parallel, Place, WitnessWord
from build_scripts.witnesses.gather import parallels

Pair = tuple[int, int]


class _Said(NamedTuple):
    """A row of a curation file, and which it is."""

    word: WitnessWord
    file: str
    number: int


def settled(archive: Archive, seeds: Path) -> tuple[Parallel, ...]:
    """All parallels; raise `TableError` for a row that names no paper, or says what is found without it."""
    documents = archive.documents
    numbers = {document.place: number for number, document in enumerate(documents)}
    said = dict(_said(archive, numbers, seeds))
    found = parallels(documents, said.keys())
    return tuple(_heard(each, said.get((numbers[each.here], numbers[each.there]))) for each in found)


def _said(archive: Archive, numbers: Mapping[Place, int], seeds: Path) -> Iterator[tuple[Pair, _Said]]:
    """The rows, by the pair of papers that each is about; those about a withdrawn paper, or an unread source, rest."""
    withdrawn = {each.place for volume in archive.volumes for each in volume.withdrawn}
    read = {volume.source.id for volume in archive.volumes}
    for volume in archive.volumes:
        for number, word in enumerate(volume.witnesses, start=1):
            file = str(seeds / f"{volume.source.id}.yml")
            own = Place.within(volume.source.id, word.document)
            if {own, word.other} & withdrawn or word.other.source not in read:
                continue
            if word.other not in numbers or own == word.other:
                raise misfit(file, "witnesses", number, f"no other paper begins at {word.other}. Mend the row.")
            one, other = sorted((numbers[own], numbers[word.other]))
            yield (one, other), _Said(word, file, number)


def _heard(found: Parallel, said: _Said | None) -> Parallel:
    if said is None:
        return found
    kind = "same" if said.word.same else "shared"
    if found.kind == kind:
        what = "one paper" if said.word.same else "two papers"
        raise misfit(said.file, "witnesses", said.number, f"by their words they are {what} already. Remove the row.")
    return found._replace(kind="same" if said.word.same else "shared", why=said.word.why)
