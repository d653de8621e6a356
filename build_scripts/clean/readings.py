"""Han character <-> the readings it can have, as glosses write them; and how a gloss looks in a text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from build_scripts.clean.converter import encoded

TONES = "āáǎàēéěèếềīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"
LETTERS = f"a-zɑɡêü{TONES}"
GLOSS = re.compile(rf"\(([{LETTERS}]{{1,6}})\)")  # (wèi), (men); not (A), (wèi shēng)
BROKEN_GLOSS = re.compile(rf"[?？]([{LETTERS}]{{1,6}})\)")  # ?shù) whose `(` went with the byte before; not ?(shù)
SAME_LETTER = str.maketrans("ɑɡ", "ag")


@cache
def _readings() -> Mapping[str, tuple[str, ...]]:
    from pypinyin.pinyin_dict import pinyin_dict  # noqa: PLC0415 (a third of a second, for damaged lines only)

    return {chr(code): tuple(found.split(",")) for code, found in pinyin_dict.items()}


@cache
def _bearers() -> Mapping[str, tuple[bytes, ...]]:
    found: defaultdict[str, list[bytes]] = defaultdict(list)
    for char, readings in _readings().items():
        if data := encoded(char):
            for reading in readings:
                found[reading].append(data)
    return {reading: tuple(chars) for reading, chars in found.items()}


def bearers(reading: str) -> tuple[bytes, ...]:
    """The GBK bytes of every character that can be read so; none when this is no Mandarin syllable."""
    return _bearers().get(reading.translate(SAME_LETTER), ())


def default(char: str) -> str | None:
    """The commonest reading of a character; None when it is no Han character."""
    return next(iter(_readings().get(char, ())), None)
