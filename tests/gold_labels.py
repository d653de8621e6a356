"""The labels in tests/gold that a careful reader gave the seeds, and the seeds' cleaned text."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

from build_scripts.clean import clean
from build_scripts.model import CleanText
from build_scripts.read import read

GOLD = Path(__file__).parent / "gold"
FOLDER = Path(__file__).parent.parent / "seeds"
SEEDS = ("000", "001", "002", "003", "004")


class Gold(NamedTuple):
    """What the reader says of one source: spans of papers, and headings by place with their levels."""

    documents: list[tuple[int, int]]
    headings: dict[str, int]


@cache
def seed(source: str) -> CleanText:
    return clean(next(each for each in read(FOLDER).sources if each.id == source))


def rows(name: str) -> list[list[str]]:
    lines = (GOLD / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines[2:]]


@cache
def gold(source: str) -> Gold:
    spans = [(int(row[1]), int(row[2])) for row in rows("documents.tsv") if row[0] == source]
    labels = [row for row in rows("structure.tsv") if row[0] == source and row[2] in ("heading", "run-in")]
    return Gold(spans, {row[1]: int(row[3]) for row in labels})
