"""Row types -> data/schemas/*.schema.json: what editors check tables and curation files against.

Run after a row type has changed: `python -m build_scripts.derive.schemas`. A test says when that is due.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import msgspec

from build_scripts.catalogue import SCHEMAS
from build_scripts.tables import SCHEMA_FOLDER

DRAFT = "https://json-schema.org/draft/2020-12/schema"


def schema(kind: Any) -> str:
    """The JSON Schema of a file of this type."""
    made = {"$schema": DRAFT, **msgspec.json.schema(kind)}
    return json.dumps(made, ensure_ascii=False, indent=2, sort_keys=False) + "\n"


def written() -> Iterable[tuple[str, str]]:
    """Each schema's file name and content."""
    return ((f"{name}.schema.json", schema(kind)) for name, kind in SCHEMAS)


if __name__ == "__main__":
    SCHEMA_FOLDER.mkdir(exist_ok=True)
    for name, content in written():
        (SCHEMA_FOLDER / name).write_text(content, encoding="utf-8")
