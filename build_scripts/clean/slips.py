"""line -> doubts: a character that was written for another, a word written twice (data/slips.yml). Nothing changes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated, Literal

import msgspec

from build_scripts.clean.rule import Unsettled
from build_scripts.tables import DATA, PatternRow, TableError, Text, load

TABLE = DATA / "slips.yml"
SAYS = {"wrong-word": "疑是误字", "doubled-word": "疑是衍字"}


class Slip(PatternRow, frozen=True, kw_only=True):
    """A wording that no text of today means: what of it is in doubt, and what was meant."""

    kind: Literal["wrong-word", "doubled-word"]
    sign: Text
    reads: Annotated[tuple[Text, ...], msgspec.Meta(min_length=1)]


def _compiled(row: Slip) -> re.Pattern[str]:
    try:
        return re.compile(row.pattern)
    except re.error as trouble:
        raise TableError(f"{TABLE}: rule {row.rule!r}: not a regular expression: {trouble}. Mend it.") from trouble


SLIPS = load(TABLE, tuple[Slip, ...])
SOUGHT = tuple((row, _compiled(row)) for row in SLIPS)


def slips(line: str) -> Iterator[Unsettled]:
    """A doubt for each hit of a row, with what was meant as its candidates; the line's Han are Simplified."""
    for row, pattern in SOUGHT:
        for found in pattern.finditer(line) if row.sign in line else ():
            why = f"“{found[0]}”{SAYS[row.kind]}，照录未改。"
            yield Unsettled(found.start(), len(found[0]), row.kind, row.reads, why)
