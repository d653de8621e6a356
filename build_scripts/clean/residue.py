"""line -> changes: take out what a web page left inside a paper's line (data/residue.yml)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import product
from typing import NamedTuple

import msgspec

from build_scripts.align import replay
from build_scripts.clean.gaps import HALF
from build_scripts.clean.gloss import BRACKET, is_reading
from build_scripts.clean.quotes import out_of_turn, pair_quotes
from build_scripts.clean.rule import Change, Unsettled
from build_scripts.clean.script import fold, unfold
from build_scripts.model import Edit
from build_scripts.tables import DATA, Examples, Row, Text, load
from build_scripts.zh import HAN, HAN_CHAR

TABLE = DATA / "residue.yml"
SHARED = re.compile(r"<(site|address|mark)>")  # the place of a definition; not (?P<cut>
PASSES = 3  # what stood round a removed credit can be one itself: （来（来源：文秘站）源：文秘站）
PRIVATE = re.compile("[\ue000-\uf8ff]+|\ufffd+")  # U+E30A, U+FFFD; not 钛
# What may stand on either side, so that no rule before this one wants to see the two together: not ? . ( or an accent.
SAFE = re.compile(rf"[{HAN}0-9A-Za-z。，、；：！（）\"“”‘’《》—…【】]|$")
LETTER = re.compile(r"[^\W\d_xX]")  # what the rule `punctuation` looks for beside a mark
LOST = "\ufffd"  # what a program writes for bytes that it cannot read
FAR = 64  # characters to either side that are looked at for one


class Residue(Row, frozen=True, kw_only=True):
    """A pattern of what speaks of the page, and what becomes of it."""

    rule: Text
    signs: Examples
    pattern: Text
    becomes: str = ""
    matches: dict[str, str] = msgspec.field(default_factory=dict)
    rejects: tuple[str, ...] = ()


class Table(Row, frozen=True, kw_only=True):
    """The whole of residue.yml."""

    definitions: dict[str, str]
    rows: tuple[Residue, ...]


RESIDUE = load(TABLE, Table)


def _compiled(row: Residue) -> re.Pattern[str]:
    pattern = row.pattern
    for _ in RESIDUE.definitions:  # a definition may use another
        pattern = SHARED.sub(lambda found: RESIDUE.definitions[found[1]].strip(), pattern)
    return re.compile(pattern.strip())


def _spellings(sign: str) -> Iterator[str]:
    """The sign in each mixture of Simplified and Traditional characters."""
    return map("".join, product(*map(unfold, sign)))


PATTERNS = [(row.signs, _compiled(row), row.becomes) for row in RESIDUE.rows]
SPELT = {spelt for row in RESIDUE.rows for sign in row.signs for spelt in _spellings(sign)}
# One search sees a line without residue: matches 來源, (精选17篇); not 资源
SIGNS = re.compile("|".join(map(re.escape, sorted(SPELT))))
# A faster one sees most of them: the first two characters of some signs, 来站 as well as 来源.
BEGINNINGS = re.compile(
    "".join(f"[{re.escape(''.join({sign[at] for sign in SPELT if len(sign) > 1}))}]" for at in (0, 1))
)


class _Cell(NamedTuple):
    """A character of the text as it stands so far, and the stretch of the line that it stands for."""

    char: str
    start: int
    end: int


def strip_residue(line: str) -> Iterator[Change | Unsettled]:
    """A change for each stretch that speaks of the page, and a doubt for each private-use character that stays."""
    private = PRIVATE.search(line)
    if not private and not (BEGINNINGS.search(line) and SIGNS.search(line)):
        return
    # As the line will stand once its quotation marks are paired: else a second cleaning would find more.
    paired = replay(line, [Edit(0, 0, "", *each) for each in pair_quotes(line)])
    found = _changes(paired)
    changes = [each._replace(before=line[each.start : each.start + len(each.before)]) for each in found]
    yield from changes
    if private:
        gone = {at for change in changes for at in range(change.start, change.start + len(change.before))}
        yield from (_unknown(found) for found in PRIVATE.finditer(line) if found.start() not in gone)


def _unknown(found: re.Match[str]) -> Unsettled:
    if found[0][0] == LOST:
        message = "此处的字在来源里已经失去，只留下替代符（U+FFFD）。"
        return Unsettled(found.start(), len(found[0]), "damage", (), message)
    codes = " ".join(f"U+{ord(char):04X}" for char in found[0][:3])
    return Unsettled(found.start(), len(found[0]), "private-use", (), f"私用区字符（{codes}），字形不详。")


def _changes(line: str) -> Iterator[Change]:
    """What goes, and what comes to light only then; nothing where that has no end, for it is no web page's work."""
    found = [] if out_of_turn(line) else _found(line)  # what goes could make two of its marks a pair
    if not found or not _found(replay(line, [Edit(0, 0, "", *each) for each in found])):
        yield from found
        return
    cells = [_Cell(char, at, at + 1) for at, char in enumerate(line)]
    for _ in range(PASSES):
        cells = _without(cells, found)
        found = _found("".join(cell.char for cell in cells))
    if not found:
        yield from _difference(line, cells)


def _difference(line: str, cells: Sequence[_Cell]) -> Iterator[Change]:
    at = 0
    for char, start, end in (*cells, _Cell("", len(line), len(line))):
        if at < start:
            yield Change(at, line[at:start], "")
        if line[start:end] != char:
            yield Change(start, line[start:end], char)
        at = end


def _found(text: str) -> list[Change]:
    """The stretches that go, in order, without those that overlap an earlier one."""
    folded = fold(text)
    found = [
        _change(text, match, becomes)
        for signs, pattern, becomes in PATTERNS
        if any(sign in folded for sign in signs)
        for match in pattern.finditer(folded)
    ]
    kept: list[Change] = []
    for change in sorted(found):
        end = kept[-1].start + len(kept[-1].before) if kept else 0
        if change.start >= end and (change.after or _is_safe(text, change)):
            kept.append(change)
    return kept


def _change(text: str, match: re.Match[str], becomes: str) -> Change:
    start, end = match.span("cut" if "cut" in match.re.groupindex else 0)
    return Change(start, text[start:end], becomes)


def _is_safe(text: str, change: Change) -> bool:
    """May the words on both sides come together, for the rules before this one?

    Not Han and a reading in brackets; and no half-width mark may see another kind of letter beside it than before.
    """
    start, end = change.start, change.start + len(change.before)
    left, right = text[max(0, start - FAR) : start], text[end : end + FAR]
    if not SAFE.match(left[-1:]) or not SAFE.match(right):
        return False
    kinds = [bool(HAN_CHAR.match(letter)) for letter in LETTER.findall(change.before)] or [False]
    if (not kinds[0] and _half_width(left[::-1])) or (not kinds[-1] and _half_width(right)):
        return False
    bracket = BRACKET.match(text, end)
    return not (bracket and is_reading(bracket[1], left[-1:]))


def _half_width(text: str) -> bool:
    """Is there a half-width mark before the next letter, or no letter near?"""
    letter = LETTER.search(text)
    return bool(HALF.search(text[: letter.start() if letter else FAR])) or (letter is None and len(text) == FAR)


def _without(cells: Sequence[_Cell], found: Sequence[Change]) -> list[_Cell]:
    kept: list[_Cell] = []
    at = 0
    for change in found:
        end = change.start + len(change.before)
        kept += cells[at : change.start]
        if change.after:
            kept.append(_Cell(change.after, cells[change.start].start, cells[end - 1].end))
        at = end
    return [*kept, *cells[at:]]
