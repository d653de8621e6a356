"""Curation rows -> nothing, or `TableError`: every row of seeds/<id>.yml must do something."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import msgspec

from build_scripts.model import Document, Dropped
from build_scripts.tables import Curation, TableError

Documents = tuple[Document, ...]


def unheeded(
    curated: Curation,
    documents: Documents,
    dropped: tuple[Dropped, ...],
    file: str,
    segmented: Callable[[Curation], Documents],
) -> None:
    """Raise `TableError` for the first row that changed nothing, with file, row and remedy.

    `segmented` segments the same text under another curation; it is asked once for each row that moves boundaries.
    """
    made = _made(documents, dropped)
    for checks in (_boundaries, _paragraphs, _lines, _titles):
        for row, trouble in checks(curated, made):
            raise TableError(f"{file}: {row}: {trouble} Mend the place, or remove the row.")
    for row, other in _without(curated):
        if segmented(other) == documents:
            raise TableError(f"{file}: {row}: the rules come to the same without it. Remove the row.")


def _without(curated: Curation) -> Iterator[tuple[str, Curation]]:
    """The curation less each of its rows on boundaries and paragraphs."""
    for name, rows in (("boundaries", curated.boundaries), ("paragraphs", curated.paragraphs)):
        for index in range(len(rows)):
            fewer = {name: (*rows[:index], *rows[index + 1 :])}
            yield f"{name}, row {index + 1}", msgspec.structs.replace(curated, **fewer)


@dataclass(frozen=True, slots=True)
class _Made:
    """What the segmenter made, as places: where documents and blocks begin, and lines inside blocks."""

    documents: frozenset[str]
    blocks: frozenset[str]
    joined: frozenset[str]
    dropped: frozenset[int]


_Troubles = Iterator[tuple[str, str]]


def _made(documents: tuple[Document, ...], dropped: tuple[Dropped, ...]) -> _Made:
    blocks = [block for document in documents for block in document.blocks]
    return _Made(
        documents=frozenset(document.place.local for document in documents),
        blocks=frozenset(block.place.local for block in blocks),
        joined=frozenset(str(piece.line) for block in blocks for piece in block.pieces[1:]),
        dropped=frozenset(each.piece.line for each in dropped if each.rule == "curated"),
    )


def _boundaries(curated: Curation, made: _Made) -> _Troubles:
    for number, row in enumerate(curated.boundaries, start=1):
        name = f"boundaries, row {number}"
        if (row.begin is None) == (row.no_begin is None):
            yield name, "it must say either begin or no_begin."
        if row.begin and row.begin not in made.documents:
            yield name, f"no document begins at {row.begin}: it is blank, dropped, or no place where words begin."
        if row.no_begin and row.no_begin not in made.blocks:
            yield name, f"no words begin at {row.no_begin}."


def _paragraphs(curated: Curation, made: _Made) -> _Troubles:
    for number, row in enumerate(curated.paragraphs, start=1):
        name = f"paragraphs, row {number}"
        if (row.join is None) == (row.split is None):
            yield name, "it must say either join or split."
        if row.join and row.join not in made.joined:
            yield name, f"nothing was joined at {row.join}: it must be the line where a paragraph's second part begins."
        if row.split and row.split not in made.blocks:
            yield name, f"no paragraph begins at {row.split}: it is not a place inside a paragraph."


def _lines(curated: Curation, made: _Made) -> _Troubles:
    for number, row in enumerate(curated.lines, start=1):
        if row.line not in made.dropped:
            yield f"lines, row {number}", f"line {row.line} is blank or not there."


def _titles(curated: Curation, made: _Made) -> _Troubles:
    for number, row in enumerate(curated.titles, start=1):
        if row.document not in made.documents:
            known = " ".join(sorted(made.documents))
            yield f"titles, row {number}", f"no document begins at {row.document} (there are: {known})."
