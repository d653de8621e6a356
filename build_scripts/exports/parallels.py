"""Archive -> Pages, Downloads: `data/parallels.jsonl`, a line for each pair with words in common, and its schema."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from build_scripts.exports.interface import FORMAT
from build_scripts.exports.jsonl import schema_bytes
from build_scripts.exports.records import SpanRecord
from build_scripts.model import Document, Download, Page, Parallel, Span
from build_scripts.render.literals import json_bytes


class VariantRecord(msgspec.Struct, frozen=True):
    """Where the two differ: `hidden` (signs here, words there), `told` (words here, signs there) or `words`."""

    kind: str
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
    kind: str
    common: int
    lengths: tuple[int, int]
    passages: tuple[tuple[PartRecord, ...], ...]
    why: str


def parallel_pages(parallels: Sequence[Parallel], documents: Sequence[Document]) -> Iterator[Page | Download]:
    """The lines in the order of the archive, and what describes them."""
    ids = {document.place: document.id for document in documents}
    yield Page("data/parallels.schema.json", schema_bytes(ParallelRecord), committed=False)
    yield Download(
        "data/parallels.jsonl",
        lambda: (json_bytes(parallel_record(each, ids[each.here], ids[each.there])) + b"\n" for each in parallels),
    )


def parallel_record(parallel: Parallel, here: str, there: str) -> ParallelRecord:
    """Everything that is known of a pair; `here` and `there` are the papers' ids."""
    passages = tuple(
        tuple(
            PartRecord(
                _span(part.here),
                _span(part.there),
                tuple(VariantRecord(each.kind, _span(each.here), _span(each.there)) for each in part.variants),
            )
            for part in passage
        )
        for passage in parallel.passages
    )
    told = parallel.kind, parallel.common, parallel.lengths, passages, parallel.why
    return ParallelRecord(FORMAT, here, there, *told)


def _span(span: Span) -> SpanRecord:
    return SpanRecord(str(span.block), span.start, span.end)
