"""line -> changes: Traditional characters to Simplified ones, by OpenCC; and which script a source is in."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby

from opencc import OpenCC

from build_scripts.clean.rule import Change, Script
from build_scripts.zh import HAN_CHAR

PASSES = 3  # OpenCC needs two for a handful of rare characters (薴 → 苧 → 苎); more would be a loop


@cache
def _converter(config: str) -> OpenCC:
    return OpenCC(config)


def simplify(text: str) -> str:
    """The text in Simplified characters: OpenCC `t2s`, repeated until it has nothing left to do."""
    for _ in range(PASSES):
        text, before = _converter("t2s").convert(text), text
        if text == before:
            break
    return text


def script_of(lines: Iterable[str]) -> Script:
    """The script that more of the text's characters belong to exclusively; Simplified when they are even.

    A character is Traditional when OpenCC's `t2s` would change it, and Simplified when only `s2t` would. That
    counts 后, 里, 台 as Simplified, which they need not be, but a Traditional text has far more of the others.
    """
    counts = Counter("\n".join(lines))
    han = {char: unicodedata.normalize("NFC", char) for char in counts if HAN_CHAR.match(char)}
    table = "\n".join(han.values())  # one call: a dictionary word never spans lines
    traditional = simplified = 0
    columns = table, _converter("t2s").convert(table), _converter("s2t").convert(table)
    for char, own, as_simplified, as_traditional in zip(han, *(each.split("\n") for each in columns), strict=False):
        if own != as_simplified:
            traditional += counts[char]
        elif own != as_traditional:
            simplified += counts[char]
    return Script.TRADITIONAL if traditional > simplified else Script.SIMPLIFIED


def to_simplified(line: str) -> Iterator[Change]:
    """A change for each unbroken run of characters that have another Simplified form where they stand."""
    after = simplify(line)
    if len(after) == len(line):
        yield from _runs(line, after)
    else:  # no word of OpenCC's tables changes its length today; if one ever does, the change is still exact
        yield _whole(line, after)


def _runs(line: str, after: str) -> Iterator[Change]:
    differing = (at for at, (one, other) in enumerate(zip(line, after, strict=True)) if one != other)
    for _, run in groupby(enumerate(differing), key=lambda each: each[1] - each[0]):
        start, *more = (at for _, at in run)
        end = start + len(more) + 1
        yield Change(start, line[start:end], after[start:end])


def _whole(line: str, after: str) -> Change:
    """One change, without what the two have in common at either end."""
    start = next((at for at, (one, other) in enumerate(zip(line, after, strict=False)) if one != other), 0)
    most = min(len(line), len(after)) - start
    end = next((at for at in range(most) if line[-1 - at] != after[-1 - at]), most)
    return Change(start, line[start : len(line) - end], after[start : len(after) - end])
