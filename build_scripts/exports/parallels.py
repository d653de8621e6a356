"""Archive -> Pages, Downloads: `data/parallels.jsonl`, a line for each pair with words in common, and its schema.

Each of the two papers' own records tells the same from its side, without where the words differ.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Literal

import msgspec

from build_scripts.exports.interface import FORMAT, schema_bytes
from build_scripts.exports.spans import SpanRecord, span_record
from build_scripts.model import Archive, Document, Download, Page, Parallel, Part, Place
from build_scripts.render.literals import json_bytes

Kind = Literal["same", "excerpt", "shared"]


class VariantRecord(msgspec.Struct, frozen=True):
    """Where the two differ: `hidden` (signs here, words there), `told` (words here, signs there) or `words`."""

    kind: Literal["words", "hidden", "told"]
    here: SpanRecord
    there: SpanRecord


class PartRecord(msgspec.Struct, frozen=True):
    """A stretch of one block beside one of the other paper's."""

    here: SpanRecord
    there: SpanRecord
    variants: tuple[VariantRecord, ...]


class ParallelRecord(msgspec.Struct, frozen=True):
    """Two papers by their ids: `same` (one paper), `excerpt` (the shorter of the other) or `shared` (passages).

    `common` counts the Han that are in both, `lengths` those of either. `why` is the curator's word.
    """

    format: int
    here: str
    there: str
    kind: Kind
    common: int
    lengths: tuple[int, int]
    passages: tuple[tuple[PartRecord, ...], ...]
    why: str


class AlignedRecord(msgspec.Struct, frozen=True):
    """A stretch of one of the paper's blocks, and the other paper's that says the same."""

    here: SpanRecord
    there: SpanRecord


class BesideRecord(msgspec.Struct, frozen=True):
    """Another paper, by its id, that has words in common with this one: see `ParallelRecord`.

    `lengths` are the paper's own Han and the other's: of an `excerpt` the one with fewer is a part of the other. The
    passages stand in the order of the paper that stands first in the archive. Where the words differ is told in
    `parallels.jsonl` alone.
    """

    other: str
    kind: Kind
    common: int
    lengths: tuple[int, int]
    passages: tuple[tuple[AlignedRecord, ...], ...]
    why: str


Besides = Callable[[Document], tuple[BesideRecord, ...]]


def parallel_pages(archive: Archive) -> Iterator[Page | Download]:
    """The lines in the order of the archive, and what describes them."""
    ids = {document.place: document.id for document in archive.documents}
    yield Page("data/parallels.schema.json", schema_bytes(ParallelRecord), committed=False)
    yield Download(
        "data/parallels.jsonl",
        lambda: (json_bytes(_record(each, ids)) + b"\n" for each in archive.parallels),
    )


def besides(archive: Archive) -> Besides:
    """What gives the papers beside any paper of the archive, in the order of the archive's parallels."""
    ids = {document.place: document.id for document in archive.documents}
    found: dict[Place, list[Parallel]] = defaultdict(list)
    for each in archive.parallels:
        found[each.here].append(each)
        found[each.there].append(each)
    return lambda document: tuple(_beside(each, document.place, ids) for each in found.get(document.place, ()))


def _record(parallel: Parallel, ids: dict[Place, str]) -> ParallelRecord:
    passages = tuple(
        tuple(
            PartRecord(
                span_record(part.here),
                span_record(part.there),
                tuple(
                    VariantRecord(each.kind, span_record(each.here), span_record(each.there)) for each in part.variants
                ),
            )
            for part in passage
        )
        for passage in parallel.passages
    )
    told = parallel.kind, parallel.common, parallel.lengths, passages, parallel.why
    return ParallelRecord(FORMAT, ids[parallel.here], ids[parallel.there], *told)


def _beside(parallel: Parallel, place: Place, ids: dict[Place, str]) -> BesideRecord:
    """The pair from the side of the paper that begins at `place`."""
    mine, other = parallel.lengths
    if place == parallel.here:
        passages = tuple(tuple(_aligned(part) for part in passage) for passage in parallel.passages)
        return BesideRecord(ids[parallel.there], parallel.kind, parallel.common, (mine, other), passages, parallel.why)
    passages = tuple(tuple(_turned(part) for part in passage) for passage in parallel.passages)
    return BesideRecord(ids[parallel.here], parallel.kind, parallel.common, (other, mine), passages, parallel.why)


def _aligned(part: Part) -> AlignedRecord:
    return AlignedRecord(span_record(part.here), span_record(part.there))


def _turned(part: Part) -> AlignedRecord:
    return AlignedRecord(span_record(part.there), span_record(part.here))
