"""The public interface of the exports: its version and schemas, where the files of a document lie, on what terms."""

from __future__ import annotations

import json

import msgspec

from build_scripts.model import Document

# The version is FORMAT.ADDITIONS. FORMAT rises when a field, column, table, path or value is removed, renamed or comes
# to mean something else; ADDITIONS rises when one is added, and begins again at 0 with each FORMAT. Mending the
# *content* of a field raises neither: that is a new edition. A test holds the schemas to this.
FORMAT = 2
ADDITIONS = 0
VERSION = f"{FORMAT}.{ADDITIONS}"

DRAFT = "https://json-schema.org/draft/2020-12/schema"
RIGHTS = (
    "文稿权利属于各自的作者，本站不主张任何权利；分篇、校订、拟题、判断和注释可以自由使用，"
    "引用请注明处所。详见本站“权利声明”（about/rights.html）。"
)


def file_of(document: Document, suffix: str) -> str:
    """Where a file of one document lies below `docs/`: `data/papers/000/43.json`."""
    return f"data/papers/{document.source}/{document.place.local}{suffix}"


def schema_bytes(kind: type[msgspec.Struct]) -> bytes:
    """The JSON Schema of a record."""
    made = {"$schema": DRAFT, **msgspec.json.schema(kind)}
    return json.dumps(made, ensure_ascii=False, indent=2).encode() + b"\n"
