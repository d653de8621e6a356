"""line -> changes: Traditional characters to Simplified ones, by OpenCC; and which script a source or line is in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import groupby, islice
from typing import NamedTuple

from opencc import OpenCC

from build_scripts.clean.rule import Change, Facts, Finder, Script, Unsettled

PASSES = 3  # OpenCC needs two for a handful of rare characters (薴 → 苧 → 苎); more would be a loop
STRONG = 4  # characters that make a line Traditional by itself, whatever the source is written in
PLURAL = 2  # lines of the other script that make a source mixed
COMPATIBILITY = re.compile("[\uf900-\ufaff]")  # 豈 U+F900, which NFC makes 豈 U+8C48
COMMON = "".join(map(chr, range(0x3400, 0xA000)))  # the Han of all modern texts


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
    text = "\n".join(lines)
    if COMPATIBILITY.search(text):
        text = unicodedata.normalize("NFC", text)
    traditional, simplified = _exclusive()
    found = sum(1 for _ in traditional.finditer(text))
    as_many = sum(1 for _ in islice(simplified.finditer(text), found))
    return Script.SIMPLIFIED if as_many == found else Script.TRADITIONAL


def _kinds(chars: str) -> dict[str, Script]:
    """The script that each of these characters belongs to exclusively, where there is one."""
    table = "\n".join(chars)  # one call: a dictionary word never spans lines
    columns = (_converter(config).convert(table).split("\n") for config in ("t2s", "s2t"))
    return {
        char: Script.TRADITIONAL if char != simplified else Script.SIMPLIFIED
        for char, simplified, traditional in zip(chars, *columns, strict=True)
        if char != simplified or char != traditional
    }


@cache
def _folding() -> dict[int, str]:
    """Each common Traditional character, and its Simplified form where it stands alone."""
    simple = _converter("t2s").convert("\n".join(COMMON)).split("\n")
    return {ord(char): other for char, other in zip(COMMON, simple, strict=True) if char != other and len(other) == 1}


def fold(line: str) -> str:
    """The line with each character by itself in its Simplified form: as long as the line, and only to search in."""
    return line.translate(_folding())


def unfold(chars: str) -> str:
    """These characters and all that `fold` makes one of them."""
    return chars + "".join(chr(code) for code, other in _folding().items() if other in chars)


# ---- lines


class Balance(NamedTuple):
    """How many characters of a line belong to one script exclusively."""

    traditional: int
    simplified: int

    @property
    def strong(self) -> bool:
        """Is the line Traditional for sure, whatever stands around it? A quoted 乾隆 or 於氏 makes none."""
        return self.traditional >= STRONG and self.traditional > 3 * self.simplified


@cache
def _exclusive() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """One character of the Traditional script, and one of the Simplified."""
    kinds = _kinds(COMMON)
    return _any_of(kinds, Script.TRADITIONAL), _any_of(kinds, Script.SIMPLIFIED)


def _any_of(kinds: dict[str, Script], script: Script) -> re.Pattern[str]:
    return re.compile("[" + "".join(char for char, kind in kinds.items() if kind is script) + "]")


def balance(line: str) -> Balance:
    """The evidence of one line for either script."""
    traditional, simplified = _exclusive()
    found = len(traditional.findall(line))
    return Balance(found, len(simplified.findall(line)) if found else 0)


def is_mixed(lines: Iterable[str]) -> bool:
    """Do several lines of a Simplified text stand there in Traditional characters?"""
    return sum(1 for _ in islice((line for line in lines if balance(line).strong), PLURAL)) == PLURAL


def is_traditional(facts: Facts) -> Callable[[str], bool]:
    """What tells whether a line of this source is Traditional: its own characters, with the source's as prior.

    In a Traditional source every line is, unless Simplified characters outweigh; in a mixed one a line is what its
    characters are; in a Simplified one only a line is that speaks for itself.
    """
    if facts.script is Script.TRADITIONAL:
        return _is_not_simplified
    return _leans if facts.mixed else _is_strong


def _is_not_simplified(line: str) -> bool:
    traditional, simplified = _exclusive()
    return len(simplified.findall(line)) <= len(traditional.findall(line))


def _leans(line: str) -> bool:
    seen = balance(line)
    return seen.traditional > seen.simplified


def _is_strong(line: str) -> bool:
    return balance(line).strong


def where_traditional(find: Finder) -> Callable[[Facts], Finder]:
    """Make `find` a rule's `learn`: it sees the Traditional lines of a source and no others."""

    def learn(facts: Facts) -> Finder:
        wanted = is_traditional(facts)
        return lambda line: find(line) if wanted(line) else ()

    return learn


# ---- conversion


def to_simplified(line: str) -> Iterator[Change | Unsettled]:
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
