"""Traditional line -> changes: the words that a converter, or a region's own spelling, keeps from OpenCC's t2s."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Literal, NamedTuple

import msgspec

from build_scripts.clean.rule import Change, Facts, Finder
from build_scripts.tables import DATA, Row, Text, load

TABLE = DATA / "conversions.yml"
# What a source says that was written on the mainland: 市委, 縣人民政府, 新农合; not 委員會, 國民政府
MAINLAND = re.compile(
    "[省市縣县區区鄉乡鎮镇黨党]委(?!託|托|员|員)|人民政府|新[農农]合|[黨党]支部|精神文明|科[學学][發发髮]展[觀观]"
)


class Conversion(Row, frozen=True, kw_only=True):
    """Words and what they stand for, both Traditional, where the lookarounds `behind` and `ahead` allow it."""

    rule: Text
    why: Text
    words: dict[str, str]
    behind: str = ""
    ahead: str = ""
    where: Literal["any", "mainland"] = "any"
    matches: dict[str, str] = msgspec.field(default_factory=dict)
    rejects: tuple[str, ...] = ()


class Open(Row, frozen=True, kw_only=True):
    """A Traditional character with several Simplified forms, the commonest first."""

    char: str
    readings: tuple[str, ...]


class Table(Row, frozen=True, kw_only=True):
    """The whole of conversions.yml."""

    rows: tuple[Conversion, ...]
    open: tuple[Open, ...]


CONVERSIONS = load(TABLE, Table)


class _Word(NamedTuple):
    word: str
    to: str
    behind: re.Pattern[str]
    ahead: re.Pattern[str]

    def stands(self, line: str, at: int) -> bool:
        """Does this word stand here, in a context where it is what the row says?"""
        if not line.startswith(self.word, at):
            return False
        return bool(self.behind.match(line, at) and self.ahead.match(line, at + len(self.word)))


class Mender:
    """The rows, ready to be looked up by a word's first character: a line takes time in proportion to its length."""

    def __init__(self, rows: Sequence[Conversion]) -> None:
        self._words: dict[str, list[_Word]] = {}
        for row in rows:
            behind, ahead = re.compile(row.behind), re.compile(row.ahead)
            for word, to in row.words.items():
                self._words.setdefault(word[0], []).append(_Word(word, to, behind, ahead))
        for words in self._words.values():
            words.sort(key=lambda each: -len(each.word))  # stable: of equal length the row that stands first

    @cached_property
    def _first(self) -> re.Pattern[str]:
        return re.compile(f"[{''.join(self._words)}]")

    def __call__(self, line: str) -> Iterator[Change]:
        """A change for each word that stands for another, the longest first."""
        end = 0
        for found in self._first.finditer(line):
            at = found.start()
            if at >= end and (word := next((each for each in self._words[found[0]] if each.stands(line, at)), None)):
                end = at + len(word.word)
                yield Change(at, word.word, word.to)


mend = Mender(CONVERSIONS.rows)
mend_anywhere = Mender([row for row in CONVERSIONS.rows if row.where == "any"])


def mender(facts: Facts) -> Finder:
    """The rows that hold in such a source."""
    return mend if facts.mainland else mend_anywhere
