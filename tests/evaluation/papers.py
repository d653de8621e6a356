"""YAML rows -> papers: labelled papers as the stages see them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from build_scripts.clean import clean
from build_scripts.curation import Curation
from build_scripts.model import CleanText, Document, Source
from build_scripts.segment import segment
from build_scripts.tables import tables

HERE = Path(__file__).parent


def rows(name: str) -> list[dict[str, Any]]:
    """The labelled papers of one file beside this one."""
    found: list[dict[str, Any]] = yaml.safe_load((HERE / name).read_text(encoding="utf-8"))
    return found


def paper(lines: list[str]) -> tuple[CleanText, Document]:
    """The paper that these lines are, cleaned and cut into blocks."""
    text = clean(Source("000", "000.txt", "", "utf-8", tuple(lines)))
    documents = segment(text, tables(), Curation())[0]
    return text, documents[0]
