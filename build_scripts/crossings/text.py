"""Documents -> pairs that share whole sentences: copies of one paper, and papers made from one another."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence

from build_scripts.crossings.reasons import Reason, around, listed
from build_scripts.model import Document, Place
from build_scripts.zh import HAN

LEAST = 3  # so many sentences make a pair
LONG = 16  # Han that a sentence has at least: shorter ones are common property
MOST = 12  # papers that are looked at for one sentence

END = re.compile(r"[。；！？\n]")
OTHER = re.compile(f"[^{HAN}]+")  # what copies differ in without differing: figures, signs, redactions

Sentences = Mapping[str, Place]


def copies(documents: Sequence[Document]) -> list[dict[int, Reason]]:
    """For each paper, those that share sentences with it, and from where."""
    held = [_sentences(document) for document in documents]
    index = listed((sentence, number) for number, found in enumerate(held) for sentence in found)
    shared = {sentence: papers for sentence, papers in index.items() if len(papers) > 1}
    return [_pairs(number, held, shared) for number in range(len(documents))]


def _sentences(document: Document) -> Sentences:
    """Each sentence, in the order of the text, with the block where it first stands."""
    found: dict[str, Place] = {}
    for block in document.blocks:
        for sentence in END.split(block.text):
            if len(plain := OTHER.sub("", sentence)) >= LONG:
                found.setdefault(plain, block.place)
    return found


def _pairs(number: int, held: Sequence[Sentences], index: Mapping[str, Sequence[int]]) -> dict[int, Reason]:
    shared: dict[int, list[str]] = {}
    for sentence in held[number]:
        if papers := index.get(sentence):
            for other in around(papers, bisect_left(papers, number), MOST):
                shared.setdefault(other, []).append(sentence)
    found = sorted(shared.items(), key=lambda each: (-len(each[1]), each[0]))
    return {
        other: Reason("text", times=len(both), here=held[number][both[0]], there=held[other][both[0]])
        for other, both in found
        if len(both) >= LEAST
    }
