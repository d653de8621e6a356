"""data/stock.txt -> where in a text set phrases stand, which any paper may share with any other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from build_scripts.tables import DATA
from build_scripts.witnesses.reading import decoded, encoded, plain

TABLE = DATA / "stock.txt"
CHOICE = re.compile("〔([^〔〕]+)〕")  # 〔市县〕: one of these; not （市县）


def stock(letters: str) -> Iterator[tuple[int, int]]:
    """The stretches of a text of Han alone that are set phrases."""
    return (found.span() for found in _phrases().finditer(letters))


@cache
def _phrases() -> re.Pattern[str]:
    """The phrases of the table as Han alone, each as its representative; the longest that fits is taken."""
    rows = (row for row in TABLE.read_text(encoding="utf-8").split("\n") if row and not row.startswith("#"))
    return re.compile("|".join(sorted({_pattern(row) for row in rows}, key=lambda row: (-len(row), row))) or "(?!)")


def _pattern(row: str) -> str:
    """The phrase as a pattern: of its parts those with an odd number are choices."""
    parts = (decoded(plain(encoded(part))) for part in CHOICE.split(row))
    return "".join(f"[{part}]" if at % 2 else part for at, part in enumerate(parts))
