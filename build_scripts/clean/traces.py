"""Line -> Traces: signs that a character was lost, in places that no rule repairs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from build_scripts.clean.days import DAY
from build_scripts.clean.gloss import is_reading
from build_scripts.clean.readings import BROKEN_GLOSS, LETTERS, TONES, bearers
from build_scripts.zh import HAN, HAN_CHAR

TONED = re.compile(rf"\([{LETTERS}]{{0,5}}[{TONES}][{LETTERS}]{{0,5}}\)")  # (wèi); not (men), (A), (所)
# A half-width question mark inside a sentence: 五?一, 制度?;的; not 好嗎? at its end, 突破?我們 to another person.
STRAY = re.compile(rf"(?<=[{HAN}])\?(?![我你您他她它咱])(?=[{HAN},;:，；：、])")
# What makes a clause a question: 為什麼, 是否, 困不困難, 好嗎; not 工作制度
ASKS = re.compile(
    r"[谁誰哪吗嗎呢吧啊怎何几幾岂豈]|什[么麼]|甚[麼么]|多[少大高远遠久]|是否|能否|可否|有[没沒無无]|难道|難道|([一-鿿])[不没沒]\1"
)
CLAUSE = re.compile(r"[^。！？!?；;]*$")  # the clause before a mark: 萬市困不困難; not the one before that
CLAUSE_LENGTH = 40
NUMERAL = re.compile("[一二三四五六七八九十]")  # between two of them stood a dot: 五·一


class Trace(NamedTuple):
    """A stretch of a line, `start` to `end`, half open, what it may have said, and the reason to think so."""

    start: int
    end: int
    candidates: tuple[str, ...]
    message: str


def traces(line: str, judged: Sequence[tuple[int, int]]) -> Iterator[Trace]:
    """The traces of a line in rising order, outside the judged stretches and the glosses right behind them."""
    rest = iter((*judged, (len(line) + 1, len(line) + 1)))
    start, end = next(rest)
    for trace in _all(line):
        while trace.start > end:
            start, end = next(rest)
        if trace.end <= start or trace.start > end:
            yield trace


def _all(line: str) -> Iterator[Trace]:
    found: list[Trace] = []
    if "?" in line or "？" in line:
        found += (*_torn(line), *_stray(line))
    if TONED.search(line):
        found += _astray(line)
    return iter(sorted(found))


def _torn(line: str) -> Iterator[Trace]:
    """The end of a gloss that lost its bracket together with half a character: 當?shù)."""
    for found in BROKEN_GLOSS.finditer(line):
        if len(found[1]) > 1 and bearers(found[1]):
            yield Trace(*found.span(), (), f"“{found[0]}”是残缺的注音，其前后的字已损坏，未能复原。")


def _astray(line: str) -> Iterator[Trace]:
    """A gloss behind a character that is not read so: a(bǔ)."""
    for found in TONED.finditer(line):
        before, reading = line[found.start() - 1 : found.start()], found[0][1:-1]
        if _is_letter(before) and not is_reading(reading, before):
            message = f"“{before}”不读{reading}，原字恐已损坏，未能复原。"
            yield Trace(found.start() - 1, found.end(), (), message)


def _is_letter(char: str) -> bool:
    """Is this a Han, or what remains of one, such as the `a` of a(bǔ), the `_` of _(dá)?"""
    return bool(HAN_CHAR.match(char)) or "@" <= char <= "~"


def _stray(line: str) -> Iterator[Trace]:
    """A `?` inside a sentence that asks nothing: 五?一."""
    settled = {found.start() for found in DAY.finditer(line)}
    for found in STRAY.finditer(line):
        at = found.start()
        if at in settled:
            continue
        clause = CLAUSE.search(line[max(0, at - CLAUSE_LENGTH) : at])
        if clause and not ASKS.search(clause[0]):
            dot = NUMERAL.match(line[at - 1]) and NUMERAL.match(line[at + 1])
            around = line[max(0, at - 2) : at + 3]
            yield Trace(at, at + 1, ("·",) if dot else (), f"“{around}”中的问号不像提问，恐有一个字符丢失。")
