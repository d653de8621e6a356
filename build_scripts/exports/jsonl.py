"""Archive -> Downloads: each document as JSON, all of them as `data/documents.jsonl`, and their JSON Schema."""

from __future__ import annotations

from collections.abc import Iterator

from build_scripts.exports.interface import file_of, schema_bytes
from build_scripts.exports.parallels import Besides, besides
from build_scripts.exports.records import DocumentRecord, record
from build_scripts.model import Archive, Document, Download, Page, Volume
from build_scripts.render.literals import json_bytes


def json_pages(archive: Archive) -> Iterator[Page | Download]:
    """A line of `documents.jsonl` is, byte for byte, what the file of that document holds."""
    beside, edition = besides(archive), archive.edition.number
    yield Page("data/documents.schema.json", schema_bytes(DocumentRecord), committed=False)
    yield Download("data/documents.jsonl", lambda: _lines(archive, beside))
    for volume in archive.volumes:
        for document in volume.documents:
            yield _page(volume, document, edition, beside)


def _lines(archive: Archive, beside: Besides) -> Iterator[bytes]:
    for volume in archive.volumes:
        for document in volume.documents:
            yield _line(volume, document, archive.edition.number, beside)


def _page(volume: Volume, document: Document, edition: str, beside: Besides) -> Download:
    return Download(file_of(document, ".json"), lambda: (_line(volume, document, edition, beside),))


def _line(volume: Volume, document: Document, edition: str, beside: Besides) -> bytes:
    return json_bytes(record(volume, document, edition, beside(document))) + b"\n"
