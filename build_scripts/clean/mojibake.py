"""line -> changes: UTF-8 that was once read as GB18030 (鍏ㄥ幙 for 全县), put back; a doubt where bytes were lost."""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_scripts.clean.rule import Change, Unsettled
from build_scripts.zh import HAN_CHAR

CODEC = "gb18030"
KIND = "damage"
LOST = "\ufffd"
ENOUGH = 4  # Han that must come out: no ordinary text gives so many by chance
LOST_SHARE = 0.34  # so many of the characters may be lost at the most, for the rest to be told
TAIL = 3  # characters that the last Han may take up, and a mark behind it
# What GB18030 makes of the first two bytes of a Han in UTF-8 (E4 to E9, then 80 to BF): rare characters, 鍏, 鐨, 涓.
PAIRS = (bytes((lead, trail)) for lead in range(0xE4, 0xEA) for trail in range(0x80, 0xC0))
FIRST = "".join(pair.decode(CODEC, "ignore") for pair in PAIRS)
# Two of them near each other, and all up to the last: 鍏ㄥ幙鐨; not 涓, which may be a name's
RUN = re.compile(f"[{FIRST}][^\x00-\x7f]{{1,3}}[{FIRST}](?:[^\x00-\x7f]{{0,6}}[{FIRST}])*[^\x00-\x7f]{{0,{TAIL}}}")


def restore(line: str) -> Iterator[Change | Unsettled]:
    """A change for each run that is UTF-8 throughout; a doubt, with what can still be read, for one that lost bytes."""
    for found in RUN.finditer(line):
        yield from _restored(found)


def _restored(found: re.Match[str]) -> Iterator[Change | Unsettled]:
    words = found[0]
    for end in range(len(words), len(words) - TAIL - 1, -1):
        read = _read(words[:end])
        if LOST not in read and len(HAN_CHAR.findall(read)) >= ENOUGH:
            yield Change(found.start(), words[:end], read)
            return
    shown = re.sub(f"{LOST}+", "□", _read(words))
    if len(HAN_CHAR.findall(shown)) >= ENOUGH and shown.count("□") <= LOST_SHARE * len(shown):
        message = f"此处是误以他码读入的文字，有字节失去，未能全部复原；可读出“{shown[:40]}”。"
        yield Unsettled(found.start(), len(words), KIND, (shown,), message)


def _read(words: str) -> str:
    """The words as UTF-8, with U+FFFD for what is none."""
    data = b"".join(b"\xff" if char == LOST else char.encode(CODEC, "replace") for char in words)
    return data.decode("utf-8", "replace")
