"""Document id -> what the build wrote beside its page, for the processors that show it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any


def side(folder: str, kind: str, document: str | None) -> Any:
    """The JSON in `<folder>/<kind>/000/43.json` for document `000-43`; None when there is no such document or file."""
    if document is None:
        return None
    source, _, local = document.partition("-")
    path = Path(folder) / kind / source / f"{local}.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else None
