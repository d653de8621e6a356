"""line -> changes: take out a pinyin reading in brackets after its character, 衛(wèi)生 → 衛生."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from build_scripts.clean.gaps import before
from build_scripts.clean.rule import Change
from build_scripts.clean.script import simplify
from build_scripts.tables import DATA, Row, load
from build_scripts.zh import HAN_CHAR


class LookAlike(Row, frozen=True):
    """The characters that stand for one Latin letter."""

    letter: str
    alike: str
    matches: tuple[str, ...] = ()
    rejects: tuple[str, ...] = ()


LATIN = {ord(twin): row.letter for row in load(DATA / "look_alikes.yml", tuple[LookAlike, ...]) for twin in row.alike}

# A bracket that may hold a reading: (wèi), （wei4）, ( nu:3 ); not (所), not (World Health), not ().
BRACKET = re.compile(r"[(（]\s*([^\s()（）\u2e80-\ufeff\U00010000-\U0010ffff]{1,14})\s*[)）]")
SYLLABLE = re.compile(r"([a-z]{1,6})[0-5]?")  # wei, wei4; not wei45, not world2000
TONE_MARK = re.compile("[\u0300\u0301\u0304\u0306\u030c]")  # grave, acute, macron, breve, caron; not diaeresis


def strip_glosses(line: str) -> Iterator[Change]:
    """A change for each bracket that holds a reading of the Han before it.

    The syllable decides, not its tone: dictionaries differ in tones (企 qǐ, qì), and a character's own syllable
    right behind it is nothing but its reading. Several glosses may follow one character.
    """
    han, end = "", 0
    for found in BRACKET.finditer(line):
        at = before(line, found.start())
        if at != end or not han:
            han = line[at - 1 : at]
        if is_reading(found[1], han):
            yield Change(found.start(), found[0], "")
            end = found.end()
        else:
            han = ""


def is_reading(text: str, han: str) -> bool:
    """Is this a way to write, in pinyin, a syllable that this character is read as? (`WEI` in capitals is a name.)"""
    return bool(HAN_CHAR.match(han)) and not text.isupper() and fold(text) in readings(han)


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """Pinyin as bare ASCII letters, `wèi4` → `wei`, `nǚ` and `nu:` → `nu`; empty when it is no such thing."""
    bare = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    found = SYLLABLE.fullmatch(bare.lower().replace("u:", "u").translate(LATIN))
    return found[1] if found else ""


@lru_cache(maxsize=8192)
def readings(han: str) -> frozenset[str]:
    """The folded syllables this Han, or its Simplified form, is read as; from pypinyin, heteronyms included."""
    from pypinyin import Style, pinyin  # noqa: PLC0415 (a third of a second, which a text without glosses saves)

    known = (pinyin(each, style=Style.NORMAL, heteronym=True, errors="ignore") for each in {han, simplify(han)})
    return frozenset(fold(reading) for found in known for each in found for reading in each) - {""}


@lru_cache(maxsize=8192)
def looks_read(text: str) -> bool:
    """Is this written like a reading with its tone mark, `shù`? After a Han that is read otherwise it means damage."""
    return bool(TONE_MARK.search(unicodedata.normalize("NFD", text)) and fold(text))
