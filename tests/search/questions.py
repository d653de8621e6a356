"""Papers, a draw -> questions of every kind about them: substrings, words one character off, combinations."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from build_scripts.zh import HAN_CHAR
from tests.search.oracle import All, Any, Near, Not, Paper, Question, Quoted, Spelled, Unit, Wild, Word, fold

LONGEST = 12
# What a query would read otherwise than as it stands: signs at the start, a wildcard, a space, a field, a place.
SIGNS = re.compile(r"[-－=＝~～\"＂“„「『|｜]|.*[?？|｜\s]|OR$|[\u4e00-\u9fff]{1,4}[:：]|[a-z]+[:：]|[^:：]+[:：]\d")


def is_plain(words: str) -> bool:
    """Does a query that is only these words ask for nothing but them?"""
    return not SIGNS.match(words) and bool(fold(words))


class Draw:
    """Repeatable chance over the units of some papers."""

    def __init__(self, papers: Sequence[Paper], seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311 (a repeatable draw, not a secret)
        self.units = [unit for paper in papers for unit in paper.units if unit.text]
        self.chars = sorted({char for unit in self.units for char in unit.text if HAN_CHAR.match(char)})

    def unit(self) -> Unit:
        return self.chance.choice(self.units)

    def stretch(self, longest: int = LONGEST, shortest: int = 1) -> str:
        """A stretch of some unit's text, wherever it begins and ends."""
        text, length = self.unit().text, self.chance.randint(shortest, longest)
        start = self.chance.randrange(max(1, len(text) - length + 1))
        return text[start : start + length]

    def plain(self, longest: int = LONGEST, shortest: int = 1) -> Word:
        """A stretch that a query takes as it stands."""
        while not is_plain(words := self.stretch(longest, shortest)):
            pass
        return Word(words)

    def off(self) -> Word:
        """A stretch with one character changed for another of the archive."""
        words = self.plain(8, 2).text
        at = self.chance.randrange(len(words))
        return Word(words[:at] + self.chance.choice(self.chars) + words[at + 1 :])

    def wild(self) -> Wild:
        """A stretch of Han with one or two characters in doubt, at any place."""
        while not re.fullmatch(f"{HAN_CHAR.pattern}+", words := self.stretch(6, 3)):
            pass
        chars = list(words)
        for at in self.chance.sample(range(len(chars)), self.chance.randint(1, 2)):
            chars[at] = "?"
        return Wild("".join(chars))

    def quoted(self) -> Quoted:
        while not fold(words := self.stretch(10, 2).strip()) or '"' in words:
            pass
        return Quoted(words)

    def spelled(self) -> Spelled:
        return Spelled(self.quoted().text)

    def near(self) -> Near:
        """Two stretches of one unit, or now and then of two."""
        text = self.unit().text
        pick = [text[at : at + self.chance.randint(1, 3)] for at in self.chance.choices(range(len(text)), k=2)]
        left, right = (Word(words) if is_plain(words) else self.plain(3) for words in pick)
        return Near(left, right, self.chance.choice((0, 1, 5, 10, 40)))

    def leaf(self) -> Question:
        words = partial(self.plain, shortest=2)  # single characters side by side would be one word
        kinds: tuple[Callable[[], Question], ...] = (
            words, words, words, self.wild, self.quoted, self.spelled, self.near,
        )  # fmt: skip
        return self.chance.choice(kinds)()

    def question(self) -> Question:
        """Terms joined, some of them by OR, some left out."""
        parts: list[Question] = []
        for _ in range(self.chance.randint(1, 3)):
            part: Question = self.leaf()
            if self.chance.random() < 0.2:
                part = Any((part, self.leaf()))
            elif parts and self.chance.random() < 0.2 and not isinstance(part, Near):
                part = Not(part)
            parts.append(part)
        return All(tuple(parts))


def many(draw: Draw, kind: str, count: int) -> Mapping[str, Question]:
    """So many questions of one kind, each query once."""
    found: dict[str, Question] = {}
    for question in _endless(draw, kind):
        found[question.query] = question
        if len(found) == count:
            return found
    return found


def _endless(draw: Draw, kind: str) -> Iterator[Question]:
    while True:
        yield getattr(draw, kind)()
