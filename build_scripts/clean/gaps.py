"""line -> gaps: the stretches between letters that hold punctuation, and whether Chinese stands beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from build_scripts.tables import DATA, Row, load
from build_scripts.zh import HAN_CHAR


class Mark(Row, frozen=True):
    """A half-width mark and its full-width form; `matches` and `rejects` are whole lines."""

    half: str
    full: str
    matches: dict[str, str] = msgspec.field(default_factory=dict)
    rejects: tuple[str, ...] = ()


FULL = {row.half: row.full for row in load(DATA / "punctuation.yml", tuple[Mark, ...])}
HALF = re.compile("[" + "".join(map(re.escape, FULL)) + "]")

# No evidence of a language: marks, spaces, digits, list numbers, the x of 20xx, XX and ××. Letters are what remains.
NEUTRAL = re.compile(r"[\W\d_xX①-⓿㈀-㋿Ⅰ-ⅿ]+")  # `100%,20` of 达100%,20xx年; not `Hello, `
# A mark right between two Han, most marks of a paper: 议,大; not 100%,大, and not ? or . which want a closer look.
PLAIN = re.compile("(?<=[一-鿿])[,;:!](?=[一-鿿])")
# What is not so plain: the , of 100%,大 and all of ? . ( ) （ ）; not the , of 议,大.
PUNCTUATION = re.compile("(?<![一-鿿])[,;:!]|[,;:!](?![一-鿿])|[?.()（）]")


class Gap(NamedTuple):
    """A stretch without letters, `start` to `end`. Is the letter on its `left`, on its `right`, a Han?"""

    start: int
    end: int
    left: bool
    right: bool


def gaps_of(line: str) -> Iterator[Gap]:
    """The stretches between letters in which a bracket, or a mark that is not plain, stands."""
    end = 0
    for found in PUNCTUATION.finditer(line):
        start = found.start()
        if start < end:
            continue
        while start > end and NEUTRAL.match(line[start - 1]):
            start -= 1
        end = _neutral_end(line, found.end())
        yield Gap(start, end, _is_han(line[start - 1 : start]), _is_han(line[end : end + 1]))


def _neutral_end(line: str, at: int) -> int:
    found = NEUTRAL.match(line, at)
    return found.end() if found else at


def before(line: str, at: int, idle: str = "") -> int:
    """The end of what stands before `at`, white space and `idle` characters left out."""
    while at and (line[at - 1].isspace() or line[at - 1] in idle):
        at -= 1
    return at


def behind(line: str, at: int, idle: str = "") -> int:
    """The start of what stands at `at` or after, white space and `idle` characters left out."""
    while at < len(line) and (line[at].isspace() or line[at] in idle):
        at += 1
    return at


def _is_han(char: str) -> bool:
    return "一" <= char <= "鿿" or bool(HAN_CHAR.match(char))
