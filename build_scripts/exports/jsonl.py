"""Archive -> Downloads: each document as JSON, all of them as `data/documents.jsonl`, and their JSON Schema."""

from __future__ import annotations

import json
from collections.abc import Iterator

import msgspec

from build_scripts.exports.interface import file_of
from build_scripts.exports.records import DocumentRecord, record
from build_scripts.model import Archive, Document, Download, Page, Volume
from build_scripts.render.literals import json_bytes

DRAFT = "https://json-schema.org/draft/2020-12/schema"


def json_pages(archive: Archive) -> Iterator[Page | Download]:
    """A line of `documents.jsonl` is, byte for byte, what the file of that document holds."""
    yield Page("data/documents.schema.json", schema_bytes(DocumentRecord), committed=False)
    yield Download("data/documents.jsonl", lambda: _lines(archive))
    for volume in archive.volumes:
        for document in volume.documents:
            yield _page(volume, document, archive.edition.number)


def schema_bytes(kind: type[msgspec.Struct]) -> bytes:
    """The JSON Schema of a record."""
    made = {"$schema": DRAFT, **msgspec.json.schema(kind)}
    return json.dumps(made, ensure_ascii=False, indent=2).encode() + b"\n"


def _lines(archive: Archive) -> Iterator[bytes]:
    for volume in archive.volumes:
        for document in volume.documents:
            yield _line(volume, document, archive.edition.number)


def _page(volume: Volume, document: Document, edition: str) -> Download:
    return Download(file_of(document, ".json"), lambda: (_line(volume, document, edition),))


def _line(volume: Volume, document: Document, edition: str) -> bytes:
    return json_bytes(record(volume, document, edition)) + b"\n"
