"""Paragraphs -> what a glossing site makes of them, and how well cleaning gives them back."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache

from opencc import OpenCC

from build_scripts.align import to_clean
from build_scripts.clean import clean
from build_scripts.clean.converter import CODEC, MARKS, damage
from build_scripts.clean.gloss_bytes import GAP
from build_scripts.clean.readings import LETTERS, default
from build_scripts.model import CleanText, Source
from tests.gold_labels import FOLDER

HALF = {ord(mark.decode(CODEC)): half for mark, half in MARKS.items()}
WIDE = {ord(half): mark.decode(CODEC) for mark, half in MARKS.items()}
UNREAD = re.compile(rf"(?<={GAP})[(（][{LETTERS}]+[)）]")  # the gloss of a lost character
DOUBTED = "\0"  # stands for a stretch that was left as it is, with a doubt


@dataclass
class Result:
    """What came of a text: its characters, doubts, and the errors that cleaning owned up to or did not."""

    chars: int = 0
    damaged: int = 0  # lines that the converter cut
    doubts: int = 0
    gaps: int = 0  # characters given as lost
    doubted: int = 0  # characters wrong inside a doubt
    wrong: int = 0  # characters wrong without a doubt

    @property
    def rate(self) -> float:
        """The character error rate: what a reader does not get, for whatever reason."""
        return (self.gaps + self.doubted + self.wrong) / max(self.chars, 1)

    def __add__(self, other: Result) -> Result:
        return Result(*(mine + theirs for mine, theirs in zip(vars(self).values(), vars(other).values(), strict=True)))


def traditional(text: str) -> str:
    """The text in Traditional characters."""
    return str(_opencc("s2t").convert(text))


def changes_script(char: str) -> bool:
    """Is this a Traditional character with another Simplified form?"""
    return bool(_opencc("t2s").convert(char) != char)


@cache
def _opencc(config: str) -> OpenCC:
    return OpenCC(config)


def glosses(chars: Iterable[str], share: float, seed: int) -> dict[str, str]:
    """A converter's list: some of these characters, in an order of its own, with their commonest readings."""
    chance = random.Random(seed)  # noqa: S311 (a repeatable draw, not a secret)
    some = [char for char in sorted(set(chars)) if chance.random() < share]
    chance.shuffle(some)
    return {char: reading for char in some if (reading := default(char))}


def paragraphs(*sources: str) -> Iterator[str]:
    """The undamaged lines of seeds, with all their marks full-width."""
    for source in sources:
        path = next(FOLDER.glob(f"{source}_*.txt"))
        for line in path.read_text(encoding="utf-8").split("\n"):
            if line.strip() and "?" not in line:
                yield line.strip().translate(WIDE)


def trip(lines: Sequence[str], readings: Mapping[str, str]) -> Result:
    """Gloss the lines of a source, clean it, and compare with the cleaned lines themselves."""
    whole, broken = cleaned(lines), cleaned([damage(line, readings) for line in lines])
    result = Result(doubts=sum(doubt.kind == "damage" for doubt in broken.doubts))
    for number, line in enumerate(whole.lines, start=1):
        result += _compare(line.translate(HALF), _marked(broken, number))
    return result


def cleaned(lines: Sequence[str]) -> CleanText:
    """A source of these lines, cleaned."""
    return clean(Source("000", "made.txt", "", "utf-8", tuple(lines)))


def _marked(text: CleanText, number: int) -> str:
    """A cleaned line with its doubts as single signs, gaps without their glosses, and half-width marks."""
    line = text.line(number)
    spans = [
        (to_clean(text, number, doubt.place.offset), to_clean(text, number, doubt.place.offset + doubt.length))
        for doubt in text.doubts
        if doubt.kind == "damage" and doubt.place.line == number
    ]
    for start, end in reversed(spans):
        if GAP not in line[start:end]:
            line = line[:start] + DOUBTED + line[end:]
    return UNREAD.sub("", line).translate(HALF)


def _compare(want: str, got: str) -> Result:
    result = Result(chars=len(want), damaged=int(want != got))
    for kind, start, end, begin, stop in SequenceMatcher(None, got, want, autojunk=False).get_opcodes():
        if kind != "equal":
            size = max(end - start, stop - begin)
            gaps = got[start:end].count(GAP)
            if DOUBTED in got[max(0, start - 1) : end + 1]:
                result.doubted += size
            else:
                result += Result(gaps=gaps, wrong=size - gaps)
    return result
