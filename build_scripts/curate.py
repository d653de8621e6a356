"""Curation rows -> nothing, or `TableError`: every row of seeds/<id>.yml must do something."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import msgspec

from build_scripts.curation import Curation, Override, misfit
from build_scripts.knowledge.topics import topics
from build_scripts.model import Document, Dropped
from build_scripts.sections import sections

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
    for checks in (_boundaries, _paragraphs, _lines, _fields, _topics, _notes, _withdrawn, _witnesses):
        for row, trouble in checks(curated, made):
            raise misfit(file, *row, f"{trouble} Mend the row, or remove it.")
    for row, other in _without(curated):
        if segmented(other) == documents:
            raise misfit(file, *row, "the rules come to the same without it. Remove the row.")


def unsettling(curated: Curation, documents: Documents, file: str, trouble_of: Callable[[Override], str]) -> None:
    """Raise `TableError` for the first row whose value cannot be, or that says what the paper tells by itself.

    `documents` are annotated: the engine's own claim stands behind the curator's. `trouble_of` judges a value.
    """
    by_place = {document.place.local: document for document in documents}
    for number, row in enumerate(curated.fields, start=1):
        if trouble := trouble_of(row):
            raise misfit(file, "fields", number, f"{trouble} Mend the value, or remove the row.")
        own = [each for each in by_place[row.document].annotations if each.kind == row.kind and each.span is None]
        if any(each.certainty == "stated" and each.value == row.value for each in own):
            raise misfit(file, "fields", number, f"the paper itself states its {row.kind} so. Remove the row.")
    heard = frozenset(_topics_heard(documents))
    for number, word in enumerate(curated.topics, start=1):
        kind, value = ("topic", word.topic) if word.topic else ("refused", word.no_topic)
        if (kind, word.section, topics().topic_of(value or "").id) not in heard:
            raise misfit(file, "topics", number, "the words of the section tell so already. Remove the row.")


def _topics_heard(documents: Documents) -> Iterator[tuple[str, str, str]]:
    """What the curator's word has put in or taken out: the kind of claim, the section, the topic."""
    for document in documents:
        for claim in document.annotations:
            if claim.kind in ("topic", "refused") and claim.certainty == "curated" and claim.span:
                yield claim.kind, claim.span.block.local, topics().topic_of(str(claim.value)).id


def _without(curated: Curation) -> Iterator[tuple[_Row, Curation]]:
    """The curation less each of its rows on boundaries and paragraphs."""
    for name, rows in (("boundaries", curated.boundaries), ("paragraphs", curated.paragraphs)):
        for index in range(len(rows)):
            fewer = {name: (*rows[:index], *rows[index + 1 :])}
            yield _Row(name, index + 1), msgspec.structs.replace(curated, **fewer)


@dataclass(frozen=True, slots=True)
class _Made:
    """What the segmenter made, as places: where documents and blocks begin, and lines inside blocks."""

    documents: Mapping[str, int]  # and their last lines
    blocks: frozenset[str]
    joined: frozenset[str]
    dropped: frozenset[int]
    texts: Mapping[str, str]
    sections: frozenset[str]


class _Row(NamedTuple):
    """A row of the curation file: its section, and its number there from 1."""

    section: str
    number: int


_Troubles = Iterator[tuple[_Row, str]]

# Fields that follow from one another: only one of them may be given.
EXCLUDES = {"year": {"year", "year_range"}, "year_range": {"year", "year_range"}}


def _made(documents: tuple[Document, ...], dropped: tuple[Dropped, ...]) -> _Made:
    blocks = [block for document in documents for block in document.blocks]
    return _Made(
        documents={document.place.local: document.span[1] for document in documents},
        blocks=frozenset(block.place.local for block in blocks),
        joined=frozenset(str(piece.line) for block in blocks for piece in block.pieces[1:]),
        dropped=frozenset(each.piece.line for each in dropped if each.rule == "curated"),
        texts={block.place.local: block.text for block in blocks},
        sections=frozenset(each.place.local for document in documents for each in sections(document)),
    )


def _boundaries(curated: Curation, made: _Made) -> _Troubles:
    for number, row in enumerate(curated.boundaries, start=1):
        name = _Row("boundaries", number)
        if (row.begin is None) == (row.no_begin is None):
            yield name, "it must say either begin or no_begin."
        if row.begin and row.begin not in made.documents:
            yield name, f"no document begins at {row.begin}: it is blank, dropped, or no place where words begin."
        if row.no_begin and row.no_begin not in made.blocks:
            yield name, f"no words begin at {row.no_begin}."


def _paragraphs(curated: Curation, made: _Made) -> _Troubles:
    for number, row in enumerate(curated.paragraphs, start=1):
        name = _Row("paragraphs", number)
        if (row.join is None) == (row.split is None):
            yield name, "it must say either join or split."
        if row.join and row.join not in made.joined:
            yield name, f"nothing was joined at {row.join}: it must be the line where a paragraph's second part begins."
        if row.split and row.split not in made.blocks:
            yield name, f"no paragraph begins at {row.split}: it is not a place inside a paragraph."


def _lines(curated: Curation, made: _Made) -> _Troubles:
    for number, row in enumerate(curated.lines, start=1):
        if row.line not in made.dropped:
            yield _Row("lines", number), f"line {row.line} is blank or not there."


def _fields(curated: Curation, made: _Made) -> _Troubles:
    given: dict[str, set[str]] = {}
    for number, row in enumerate(curated.fields, start=1):
        name = _Row("fields", number)
        if row.document not in made.documents:
            known = " ".join(sorted(made.documents))
            yield name, f"no document begins at {row.document} (there are: {known})."
        before = given.setdefault(row.document, set())
        if other := before & EXCLUDES.get(row.kind, {row.kind}):
            yield name, f"{other.pop()} of {row.document} is given already, and {row.kind} follows from it."
        before.add(row.kind)


def _topics(curated: Curation, made: _Made) -> _Troubles:
    given: set[tuple[str, str]] = set()
    for number, row in enumerate(curated.topics, start=1):
        name, value = _Row("topics", number), row.topic or row.no_topic or ""
        if (row.topic is None) == (row.no_topic is None):
            yield name, "it must say either topic or no_topic."
        elif value not in topics().rows and value not in topics().subtopics:
            yield name, f"{value} is no id of a topic or sub-topic in topics.yml."
        elif row.section not in made.sections:
            yield name, f"no section begins at {row.section}: name the place of a heading, or of a paper's beginning."
        elif (pair := (row.section, topics().topic_of(value).id)) in given:
            yield name, f"{pair[1]} is spoken of already at {row.section}."
        else:
            given.add(pair)


def _notes(curated: Curation, made: _Made) -> _Troubles:
    for number, row in enumerate(curated.notes, start=1):
        words = made.texts.get(row.at)
        if words is None:
            yield _Row("notes", number), f"no words begin at {row.at}."
        elif (times := words.count(row.quote)) != 1:
            stands = f"stands {times} times" if times else "does not stand"
            yield _Row("notes", number), f"{row.quote!r} {stands} in the block at {row.at}: {words[:24]!r} …"


def _withdrawn(curated: Curation, made: _Made) -> _Troubles:
    known = " ".join(made.documents)
    for number, row in enumerate(curated.withdrawn, start=1):
        name = _Row("withdrawn", number)
        if row.document == "all":
            if not made.documents:
                yield name, "there is no document in the source."
            if row.last or len(curated.withdrawn) > 1:
                yield name, "all is everything in the source: it needs no last line, and no row beside it."
        elif row.document not in made.documents:
            yield name, f"no document begins at {row.document} (there are: {known})."
        elif row.last != (last := made.documents[row.document]):
            yield name, f"the document at {row.document} ends in line {last}: say last: {last}, if that is all of it."


def _witnesses(curated: Curation, made: _Made) -> _Troubles:
    """Whether the other paper is there, and whether the row is needed, only all sources together tell (`witnesses`)."""
    given: set[tuple[str, str]] = set()
    for number, row in enumerate(curated.witnesses, start=1):
        name, other = _Row("witnesses", number), row.of or row.not_of or ""
        if (row.of is None) == (row.not_of is None):
            yield name, "it must say either of or not_of."
        elif row.document not in made.documents:
            known = " ".join(made.documents)
            yield name, f"no document begins at {row.document} (there are: {known})."
        elif (row.document, other) in given:
            yield name, f"{row.document} and {other} are spoken of already."
        given.add((row.document, other))
