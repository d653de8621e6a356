"""Archive -> rows of the tables, in the order in which they are numbered."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import count

from build_scripts.exports.interface import RIGHTS, VERSION
from build_scripts.exports.records import (
    BlockRecord,
    DocumentRecord,
    EvidenceRecord,
    Value,
    record,
    writable,
)
from build_scripts.exports.spans import SpanRecord
from build_scripts.exports.sqlite.bigrams import QUERIES, class_rows, fold_rows, words
from build_scripts.model import Archive, Document, Parallel, Span, Volume, Withdrawn
from build_scripts.render.names import characters, one_line

Cell = str | int | None
Row = tuple[Cell, ...]
Rows = Iterator[tuple[str, Row]]  # table, row


def rows(archive: Archive) -> Rows:
    """Every row of every table, with the name of its table."""
    yield from (("about", each) for each in _about(archive))
    yield from (("queries", (query.name, query.says, query.sql)) for query in QUERIES)
    yield from (("fold", each) for each in fold_rows())
    yield from (("classes", each) for each in class_rows())
    made = _Rows()
    for volume in archive.volumes:
        source = volume.source
        yield "sources", (source.id, one_line(source.file), source.sha256, source.encoding, len(source.lines))
        yield from (("withdrawn", _withdrawn(each)) for each in volume.withdrawn)
        for document in volume.documents:
            yield from made.document(volume, document, archive.edition.number)
    yield from _parallels(archive.parallels, {document.place: document.id for document in archive.documents})


def _about(archive: Archive) -> Iterator[Row]:
    yield "name", archive.site.name
    yield "address", archive.site.address
    yield "edition", archive.edition.number
    yield "date", archive.edition.date
    yield "format", VERSION
    yield "rights", RIGHTS


def _withdrawn(gone: Withdrawn) -> Row:
    return str(gone.place), gone.place.line, gone.last, gone.why, gone.by, f"{gone.path}.html"


class _Rows:
    """Rows of documents, each table's numbered from 1 through the archive."""

    def __init__(self) -> None:
        self._numbers = Counter[str]()

    def _next(self, table: str) -> int:
        self._numbers[table] += 1
        return self._numbers[table]

    def document(self, volume: Volume, document: Document, edition: str) -> Rows:
        """The rows of one document, its own first."""
        made = writable(record(volume, document, edition))
        number = self._next("documents")
        yield "documents", (*_document(made, document), number)
        yield "titles", (number, words(one_line(made.title)))
        for number, block in enumerate(made.blocks, 1):
            yield from self._block(made, block, number)
        for number, edit in enumerate(made.edits, 1):
            known = edit.line, edit.order, edit.rule, edit.start, edit.before, edit.after
            yield "edits", (made.id, number, *known)
        yield from self._annotations(made)
        yield from self._figures(made)
        yield from self._findings(made)

    def _block(self, made: DocumentRecord, block: BlockRecord, number: int) -> Rows:
        row, anchor = self._next("blocks"), block.place.partition(":")[2]
        page = f"{made.path}#L{anchor}"
        yield "blocks", (row, made.id, number, block.place, block.kind, block.level, block.text, page)
        yield "passages", (row, words(block.text))
        for at, piece in enumerate(block.pieces, 1):
            yield "pieces", (row, at, piece.line, piece.start, piece.end, piece.place)

    def _annotations(self, made: DocumentRecord) -> Rows:
        for claim in made.annotations:
            row = self._next("annotations")
            value = (row, made.id, claim.kind, *_value(claim.value), claim.certainty, claim.note, *_span(claim.span))
            yield "annotations", value
            yield from self._evidence(claim.evidence, row, None, None)

    def _figures(self, made: DocumentRecord) -> Rows:
        for figure in made.figures:
            row = self._next("figures")
            yield "figures", (
                row, made.id, figure.indicator, figure.about, figure.value, figure.unit, figure.bound, figure.status,
                figure.year, figure.period, *_span(figure.span),
            )  # fmt: skip
            yield from self._evidence((figure.evidence,), None, row, None)

    def _findings(self, made: DocumentRecord) -> Rows:
        for finding in made.findings:
            row = self._next("findings")
            yield "findings", (row, made.id, finding.code, finding.severity, finding.place, finding.message)
            for candidate in finding.candidates:
                number = self._next("candidates")
                yield "candidates", (number, row, candidate.value, candidate.why)
                yield from self._evidence(candidate.evidence, None, None, number)

    def _evidence(
        self, found: Iterable[EvidenceRecord], annotation: int | None, figure: int | None, candidate: int | None
    ) -> Rows:
        for each in found:
            owner = annotation, figure, candidate
            words_of = each.rule, each.place, each.quote, each.says, json.dumps(each.years)
            yield "evidence", (self._next("evidence"), *owner, *words_of)


def _document(made: DocumentRecord, document: Document) -> Row:
    fields = made.fields
    _, *years = _value(fields["year_range"])
    _, *covers = _value(fields["covers"])
    region, code, year, genre, issuer, level, occasion = (
        _value(fields[name])[0] for name in ("region", "region_code", "year", "genre", "issuer", "level", "occasion")
    )
    return (
        made.id, str(document.place), made.source, *made.lines, made.title, region, code, year, *years, genre, issuer,
        level, occasion, *covers, json.dumps(made.topics, ensure_ascii=False), characters(document.blocks), made.path,
    )  # fmt: skip


def _value(value: Value) -> tuple[str | int | None, int | None, int | None]:
    """A value that is no range, then the two ends of one that is."""
    return (None, *value) if isinstance(value, tuple) else (value, None, None)


def _span(span: SpanRecord | None) -> tuple[str | None, int | None, int | None]:
    return (span.block, span.start, span.end) if span else (None, None, None)


def _parallels(found: Iterable[Parallel], ids: dict[object, str]) -> Rows:
    parts, variants = count(1), count(1)
    for number, each in enumerate(found, 1):
        about = each.kind, each.common, *each.lengths, each.why
        yield "parallels", (number, ids[each.here], ids[each.there], *about)
        for passage, held in enumerate(each.passages, 1):
            for part in held:
                row = next(parts)
                yield "parallel_parts", (row, number, passage, *_stretch(part.here), *_stretch(part.there))
                for variant in part.variants:
                    where = *_stretch(variant.here), *_stretch(variant.there)
                    yield "parallel_variants", (next(variants), row, variant.kind, *where)


def _stretch(span: Span) -> tuple[str, int, int]:
    return str(span.block), span.start, span.end
