"""Papers -> queries of several classes, each with the papers that hold it by plain containment."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import opencc

from build_scripts.model import Document
from build_scripts.search.fold import END, folder

EACH = 8  # queries of each class
HAN = re.compile(r"[\u4e00-\u9fff]+")
RARE = 5  # papers at the most
WORDS = ("工作", "安全", "卫生", "医疗", "企业", "检查", "防治", "职业", "管理", "培训", "农村", "尘肺")
PHRASES = ("安全生产", "职业卫生", "医疗卫生", "新型农村合作医疗", "职业卫生监管工作", "三同时", "责任制", "用人单位")


class Asked(NamedTuple):
    """A query, its class, and the numbers of the papers that it should find."""

    kind: str
    query: str
    wanted: frozenset[int]


def queries(papers: Sequence[Document]) -> list[Asked]:
    """The same for the same papers."""
    fold = folder()
    texts = [fold.marked("".join(words + END for words in (each.title, *(block.text for block in each.blocks))))
             .replace("\x01", "") for each in papers]  # fmt: skip
    chance = random.Random(len(papers))  # noqa: S311 (a repeatable draw, not a secret)
    draw = _Draw(papers, texts, chance)
    made = []
    for kind, drawn in draw.kinds.items():
        for _ in range(EACH):
            query = drawn()
            words = [fold(word) for word in query.split(" ")]
            wanted = (number for number, text in enumerate(texts) if all(word in text for word in words))
            made.append(Asked(kind, query, frozenset(wanted)))
    return made


class _Draw:
    def __init__(self, papers: Sequence[Document], texts: list[str], chance: random.Random) -> None:
        self._papers, self._texts, self._chance = papers, texts, chance
        self._words, self._phrases = _endless(WORDS), _endless(PHRASES)
        self.kinds: dict[str, Callable[[], str]] = {
            "common word": lambda: next(self._words),
            "phrase": lambda: next(self._phrases),
            "any 2 characters": lambda: self._stretch(2, 2),
            "any 3 or 4": lambda: self._stretch(3, 4),
            "any 5 to 8": lambda: self._stretch(5, 8),
            "any 9 to 12": lambda: self._stretch(9, 12),
            "two words": lambda: f"{self._stretch(2, 3)} {self._stretch(2, 3)}",
            "Traditional": lambda: str(opencc.OpenCC("s2t").convert(self._stretch(3, 5))),
            "not there": self._absent,
            "1 character": lambda: self._stretch(1, 1),
        }

    def _stretch(self, shortest: int, longest: int) -> str:
        """Han that stand together somewhere, wherever words begin."""
        length = self._chance.randint(shortest, longest)
        while True:
            block = self._chance.choice(self._papers[self._chance.randrange(len(self._papers))].blocks)
            runs: list[str] = [run for run in HAN.findall(block.text) if len(run) >= length]
            if runs:
                run = self._chance.choice(runs)
                start = self._chance.randrange(len(run) - length + 1)
                return run[start : start + length]

    def _absent(self) -> str:
        """Four characters of which no paper holds all in a row, each pair of which is common."""
        while True:
            words = self._stretch(2, 2) + self._stretch(2, 2)
            if not any(words in text for text in self._texts):
                return words


def _endless(words: Sequence[str]) -> Iterator[str]:
    while True:
        yield from words
