"""The words around a name -> what the name does there: govern, be learnt from, suffer a disaster, name a firm."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from typing import Literal

from build_scripts.tables import DATA, PatternRow, Row, TableError, Text, load

Role = Literal[
    "plain", "self", "organ", "superior", "slogan", "topic", "binding", "cited", "example", "venue", "firm", "elsewhere"
]
# What a row's wording shows of the name beside it.
#   organ, represents    an organ of the unit; it speaks in the unit's name
#   sought, fetch        one goes there, unless `inspected` follows; fetched from there if `learnt` follows
#   learning, praised, disaster, event    it is learnt from, praised, struck, or lends its name
#   firm, held, example  it names a firm, is where one met, or an example
#   guided, heeding, above, addressed     it stands above: guides, is heeded, is written to
#   binding              its regulation binds the writer
#   slogan; named, namesake               it is what the writer wants to make flourish
#   is-a                 the sentence that it opens says what it is
Test = Literal[
    "organ", "represents", "sought", "inspected", "fetch", "learnt", "learning", "praised", "disaster", "event", "firm",
    "held", "example", "guided", "heeding", "above", "addressed", "binding", "slogan", "named", "namesake", "is-a",
]  # fmt: skip
Side = Literal["before", "after"]

NEAR = 26  # characters on each side that may say what a name does
CLAUSE = re.compile(r"[。；！？：\n]")
FILE = DATA / "contexts.yml"


class ContextRow(PatternRow, frozen=True, kw_only=True):
    """A wording on one side of a name; `pattern` may use the table's definitions as `{name}`."""

    test: Test
    side: Side


class Contexts(Row, frozen=True, kw_only=True):
    """data/contexts.yml: pieces of patterns, and the rows."""

    definitions: Mapping[str, Text]
    rows: tuple[ContextRow, ...]


@cache
def contexts() -> Contexts:
    """The table of wordings; raise `TableError` when it is wrong."""
    return load(FILE, Contexts)


@cache
def _wordings() -> Mapping[Test, re.Pattern[str]]:
    """One pattern for each test: any of its rows."""
    rows: defaultdict[Test, list[str]] = defaultdict(list)
    for row in contexts().rows:
        rows[row.test].append(spelt_out(row).pattern)
    return {test: re.compile("|".join(held)) for test, held in rows.items()}


def spelt_out(row: ContextRow) -> re.Pattern[str]:
    """The row's pattern, its definitions put in, tied to the name on its side."""
    pattern = row.pattern
    for name, piece in contexts().definitions.items():
        pattern = pattern.replace(f"{{{name}}}", piece)
    try:
        return re.compile(f"(?:{pattern})$" if row.side == "before" else f"^(?:{pattern})")
    except re.error as trouble:
        raise TableError(f"{FILE}: rule {row.rule!r}: not a regular expression: {trouble}. Mend it.") from trouble


def role(left: str, right: str, *, cited: bool, opens: bool) -> Role:
    """What a name does between the words before and after it; `cited`: in 《》; `opens`: nothing stands before it."""
    shows = _wordings()
    if cited:
        return "binding" if shows["binding"].search(left) else "cited"
    if opens and shows["addressed"].match(right):
        return "superior"
    if _is_elsewhere(left, right, shows):
        return "elsewhere"
    return _of_thing(left, right, shows) or _of_government(left, right, shows)


def _of_thing(left: str, right: str, shows: Mapping[Test, re.Pattern[str]]) -> Role | None:
    if left.endswith("在") and shows["held"].match(right):
        return "venue"
    if shows["firm"].match(right):
        return "firm"
    return "example" if shows["example"].search(left) else None


def _is_elsewhere(left: str, right: str, shows: Mapping[Test, re.Pattern[str]]) -> bool:
    return bool(
        (shows["sought"].search(left) and not shows["inspected"].match(right))
        or shows["learning"].match(right)
        or (shows["fetch"].search(left) and shows["learnt"].match(right))
        or shows["praised"].match(right)
        or shows["disaster"].match(right)
        or shows["event"].match(right)
    )


def _of_government(left: str, right: str, shows: Mapping[Test, re.Pattern[str]]) -> Role:
    organ = shows["organ"].match(right)
    if organ and shows["represents"].search(left):
        return "self"
    if organ and (shows["guided"].match(right) or shows["heeding"].search(left)):
        return "superior"
    if organ:
        return "organ"
    if shows["slogan"].search(left) or (shows["named"].search(left) and shows["namesake"].match(right)):
        return "slogan"
    if not left and shows["is-a"].match(right):
        return "topic"
    return "superior" if shows["heeding"].search(left) and shows["above"].match(right) else "plain"


def clause_before(text: str, at: int) -> str:
    """The words of the clause that stand before a place in the text, as many as matter."""
    return CLAUSE.split(text[max(0, at - NEAR) : at])[-1]


def clause_after(text: str, at: int) -> str:
    """The words of the clause that stand after it; a colon is kept, for it ends an address."""
    words = text[at : at + NEAR]
    found = CLAUSE.search(words)
    return words if found is None else words[: found.start() + (found[0] == "：")]
