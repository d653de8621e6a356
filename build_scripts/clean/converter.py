"""str -> str: what a byte-blind glossing converter does to Chinese text; the model that the repair inverts.

Such a converter works on GBK bytes. It looks for the two bytes of each character of its list, *wherever* they stand,
and puts the reading behind them; it looks for the two bytes of a full-width mark in the same way. When the two bytes
are the last of one character and the first of the next, the text is cut in the middle of a character:

    當的  AE 94|B5 C4   數 is 94 B5, so `(shù)` goes behind B5: the byte B5 has lost its other half
    。現  A1 A3|AC 46   ， is A3 AC, so A1 and 46 are left alone

Each stretch between two cuts is then decoded by itself. A first byte without its second becomes `?`, and before a
gloss it takes the gloss's `(` with it; a second byte without its first begins a run of wrong characters.

>>> damage("適當的生活補助。現將", {"數": "shù", "補": "bǔ", "現": "xiàn"})
'適當?shù)纳\ue30a钛a(bǔ)助?,F(xiàn)將'
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from itertools import groupby
from typing import NamedTuple

CODEC = "gb18030"  # `gbk` refuses the private-use characters that such damage makes
MARKS = {mark.encode(CODEC): chr(ord(mark) - 0xFEE0) for mark in "，；：！？（）"}
FOLDED = {half: data for data, half in MARKS.items()}
TOKEN = re.compile(rb"[\x81-\xfe][\x40-\x7e\x80-\xfe]|[\0-\xff]")  # 當, or one byte of `a`; not all of `B5 (`
LONE = 0x80  # no first byte, yet a second byte: code page 936 shows it as €


class Cut(NamedTuple):
    """Where the converter cut: `text` stands there instead of the `skip` bytes (2 for a mark, 0 for a gloss)."""

    at: int
    text: str
    skip: int = 0


def encoded(char: str) -> bytes:
    """Its one (ASCII) or two bytes in GBK; none for any other character, which a converter passes over."""
    found = char.encode(CODEC, "ignore")
    return found if len(found) <= 2 else b""


def damage(text: str, readings: Mapping[str, str]) -> str:
    """Gloss the characters of `readings`, in its order, and make full-width marks half-width, byte by byte."""
    ranks = {encoded(char): (rank, f"({reading})") for rank, (char, reading) in enumerate(readings.items())}
    parts = []
    for known, chars in groupby(text, key=lambda char: bool(encoded(char))):
        data = "".join(chars)
        parts.append(_damage(data.encode(CODEC), ranks) if known else data)
    return "".join(parts)


def _damage(data: bytes, ranks: Mapping[bytes, tuple[int, str]]) -> str:
    glosses: dict[int, str] = {}
    hits = (at for at in range(len(data) - 1) if data[at : at + 2] in ranks)
    for at in sorted(hits, key=lambda at: (ranks[data[at : at + 2]][0], at)):
        if at + 1 not in glosses:  # else its two bytes are no neighbours any more
            glosses[at + 2] = ranks[data[at : at + 2]][1]
    cuts = [*(Cut(at, gloss) for at, gloss in glosses.items()), *_marks(data, glosses)]
    return render(data, sorted(cuts, key=lambda cut: (cut.at, cut.skip)))


def _marks(data: bytes, glosses: Container[int]) -> Iterator[Cut]:
    at = 0
    while at < len(data) - 1:
        mark = "" if at + 1 in glosses else MARKS.get(data[at : at + 2])
        if mark:
            yield Cut(at, mark, 2)
        at += 2 if mark else 1


def render(data: bytes, cuts: Iterable[Cut]) -> str:
    """What a reader sees of `data` when it is cut in these places, given from left to right."""
    parts: list[str] = []
    at = 0
    for cut in cuts:
        piece, orphan = _decoded(data[at : cut.at])
        parts += piece, cut.text[1:] if orphan and not cut.skip else cut.text
        at = cut.at + cut.skip
    return "".join((*parts, _decoded(data[at:])[0]))


def _decoded(piece: bytes) -> tuple[str, bool]:
    """The text of one stretch, and whether it ends in a first byte without its second."""
    tokens = TOKEN.findall(piece)
    orphan = bool(tokens) and len(tokens[-1]) == 1 and tokens[-1][0] > LONE
    return "".join(_char(token) for token in tokens), orphan


def _char(token: bytes) -> str:
    if len(token) == 2:
        return token.decode(CODEC)
    return chr(token[0]) if token[0] < LONE else "€" if token[0] == LONE else "?"
