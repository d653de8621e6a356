"""Composed papers -> papers made from them as copyists do: cut, masked, converted, glossed, laid out anew, rewritten.

What is planted is known, so that what is found can be counted: `planted(papers)` gives all papers and the kind of
each pair that was made. Among the others are phrases that many of them share.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby

import opencc
from pypinyin import Style, pinyin

from build_scripts.model import Block, Document, Piece, Place
from build_scripts.witnesses import parallels

SENTENCE = re.compile(r"[^。；]+[。；]?")
NUMBER = re.compile(r"\d+")
NAME = re.compile(r"[^，。；]{2}(?=[市县区局])")  # 绵阳 in 绵阳市; not 市
STOCK = (
    "在市委、市政府的正确领导下，在上级主管部门的大力支持和精心指导下，经过全体干部职工的共同努力，各项工作取得了明显成效。",
    "同志们，让我们更加紧密地团结起来，振奋精神，扎实工作，为实现全年各项目标任务而努力奋斗！",
    "要切实加强组织领导，主要领导亲自抓，分管领导具体抓，一级抓一级，层层抓落实，确保各项措施落到实处。",
)
EVERY = 7  # of so many papers one has a given phrase

Texts = tuple[str, ...]
Change = Callable[[Texts, random.Random], Texts]


@dataclass(frozen=True)
class Planted:
    """All papers, and of each pair that was made, by the papers' numbers, how it was and what it is to be called."""

    papers: tuple[Document, ...]
    pairs: dict[tuple[int, int], tuple[str, str]]


def document(source: str, texts: Sequence[str], line: int = 1) -> Document:
    """A paper of these paragraphs, in lines of their own."""
    blocks = tuple(
        Block("paragraph", Place(source, line + at), text, (Piece(line + at, 0, len(text)),))
        for at, text in enumerate(texts)
    )
    return Document(source, blocks, texts[0][:20])


def copied(texts: Texts, chance: random.Random) -> Texts:  # noqa: ARG001 - every change is called alike
    return texts


def cut(texts: Texts, chance: random.Random) -> Texts:
    """A third of the paper, from anywhere."""
    size = max(2, len(texts) // 3)
    start = chance.randrange(len(texts) - size + 1)
    return texts[start : start + size]


def masked(texts: Texts, chance: random.Random) -> Texts:
    """Without figures and names."""
    sign = chance.choice(("××", "XX", "**", "__"))
    return tuple(NAME.sub(sign, NUMBER.sub("xx", text)) for text in texts)


def converted(texts: Texts, chance: random.Random) -> Texts:  # noqa: ARG001 - as above
    return tuple(_traditional().convert(text) for text in texts)


def glossed(texts: Texts, chance: random.Random) -> Texts:
    """With the sound behind every twelfth character or so."""
    return tuple("".join(char + _sound(char) if chance.random() < 1 / 12 else char for char in text) for text in texts)


def laid_out(texts: Texts, chance: random.Random) -> Texts:
    """The same sentences in other paragraphs."""
    sentences = [found for text in texts for found in SENTENCE.findall(text)]
    ends = sorted(chance.sample(range(1, len(sentences)), min(len(sentences) - 1, len(texts))))
    starts = [0, *ends]
    return tuple("".join(sentences[a:b]) for a, b in zip(starts, [*ends, len(sentences)], strict=True))


def rewritten(texts: Texts, chance: random.Random) -> Texts:
    """With every fourth sentence replaced by words of its own."""
    return tuple(
        "".join(_own(chance, found) if chance.random() < 1 / 4 else found for found in SENTENCE.findall(text))
        for text in texts
    )


def updated(texts: Texts, chance: random.Random) -> Texts:
    """The same office's next report: half of the sentences are others, the rest has other figures."""
    return tuple(
        "".join(
            _own(chance, found)
            if chance.random() < 1 / 2
            else NUMBER.sub(lambda _: str(chance.randrange(10, 9999)), found)
            for found in SENTENCE.findall(text)
        )
        for text in texts
    )


def combined(texts: Texts, chance: random.Random) -> Texts:
    """Masked, converted, laid out anew, and a sentence here and there replaced."""
    return converted(laid_out(masked(rewritten(texts, chance), chance), chance), chance)


WHOLE: tuple[Change, ...] = (copied, masked, converted, glossed, laid_out, rewritten, combined)


def planted(papers: Sequence[Document], seed: int = 1) -> Planted:
    """These papers, phrases among them, and one made from every tenth, in all ways by turns; then all in new order."""
    chance = random.Random(seed)  # noqa: S311 (a repeatable draw, not a secret)
    texts = [_with_phrases(tuple(block.text for block in paper.blocks), chance) for paper in papers]
    made: list[tuple[int, Texts, str, str]] = []
    for turn, number in enumerate(range(0, len(papers), 10)):
        way = turn % (len(WHOLE) + 3)
        if way < len(WHOLE):
            made.append((number, WHOLE[way](texts[number], chance), WHOLE[way].__name__, "same"))
        elif way == len(WHOLE):
            made.append(
                (number, chance.choice((converted, masked))(cut(texts[number], chance), chance), "cut", "excerpt")
            )
        elif way == len(WHOLE) + 1:
            made.append((number, updated(texts[number], chance), "updated", "shared"))
        else:
            other = number + 5
            texts[other] = _borrowing(texts[other], texts[number], chance)
            made.append((number, (), str(other), "shared"))
    return _mixed(texts, made, chance)


def _mixed(texts: list[Texts], made: list[tuple[int, Texts, str, str]], chance: random.Random) -> Planted:
    new = {at: len(texts) + n for n, at in enumerate(at for at, each in enumerate(made) if each[1])}
    everything = texts + [each[1] for each in made if each[1]]
    order = list(range(len(everything)))
    chance.shuffle(order)
    spot = {old: at for at, old in enumerate(order)}
    papers = tuple(document(f"{at:05}", everything[old]) for at, old in enumerate(order))
    pairs = {}
    for at, (number, words, how, kind) in enumerate(made):
        other = new[at] if words else int(how)
        one, two = sorted((spot[number], spot[other]))
        pairs[one, two] = (how if words else "borrowed", kind)
    return Planted(papers, pairs)


def _with_phrases(texts: Texts, chance: random.Random) -> Texts:
    """With set phrases at the end of some paragraphs."""
    said = [phrase for phrase in STOCK if chance.randrange(EVERY) == 0]
    at = chance.randrange(len(texts))
    return tuple(text + "".join(said) if number == at else text for number, text in enumerate(texts))


def _borrowing(texts: Texts, other: Texts, chance: random.Random) -> Texts:
    """The paper with three passages of some fifty characters out of another."""
    for _ in range(3):
        source = max(chance.sample(other, min(6, len(other))), key=len)
        start = chance.randrange(max(1, len(source) - 50))
        at = chance.randrange(len(texts))
        texts = (*texts[: at + 1], source[start : start + 50], *texts[at + 1 :])
    return texts


def _own(chance: random.Random, sentence: str) -> str:
    """So many Han that no other paper has in this order."""
    size = max(4, len(sentence))
    return "".join(chr(chance.randrange(0x4E00, 0x9FA0)) for _ in range(size)) + "。"


def _sound(char: str) -> str:
    return f"({pinyin(char, style=Style.TONE)[0][0]})" if "\u4e00" <= char <= "\u9fa5" else ""


@cache
def _traditional() -> opencc.OpenCC:
    return opencc.OpenCC("s2t")


def found_in(made: Planted) -> dict[tuple[int, int], str]:
    """The kind of each pair that is found, by the papers' numbers."""
    numbers = {paper.place: number for number, paper in enumerate(made.papers)}
    return {(numbers[each.here], numbers[each.there]): each.kind for each in parallels(made.papers)}


def counted(made: Planted, found: dict[tuple[int, int], str]) -> dict[str, tuple[int, int]]:
    """Of each way of planting, how many pairs were found under their kind, and how many there are."""
    right = sorted((how, found.get(pair) == kind) for pair, (how, kind) in made.pairs.items())
    groups = ((how, [yes for _, yes in held]) for how, held in groupby(right, key=lambda each: each[0]))
    return {how: (sum(held), len(held)) for how, held in groups}


def strays(made: Planted, found: dict[tuple[int, int], str]) -> dict[tuple[int, int], str]:
    """What was found and is not there, or not so."""
    return {pair: kind for pair, kind in found.items() if pair not in made.pairs or made.pairs[pair][1] != kind}
