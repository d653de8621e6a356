"""A character and what stands before it -> how likely the one is after the other, in Chinese prose."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from opencc import OpenCC

from build_scripts.tables import WORDS, words

HAN_SHARE = 0.86  # the rest of a running text is marks and digits
ALONE = 1 / 3  # administrative prose has so many one-character words where prose in general has one
STRANGER = 1e-9  # a character no word list has
OTHER_SCRIPT = 1 / 20  # a Simplified character in a Traditional text, or the other way round
HISTORY = 4  # characters: no word of the table is longer
SIGNS = {
    "，": 0.045, "。": 0.022, "、": 0.022, "；": 0.004, "：": 0.003, "“": 0.0045, "”": 0.0045, "《": 0.001, "》": 0.001,
    "（": 0.0025, "）": 0.0025, "—": 0.0002, "！": 0.0003, "？": 0.0001, "％": 0.0003, "…": 0.00005, "·": 0.00005,
    "‘": 0.00005, "’": 0.00005, "×": 0.00005, "℃": 0.00002, "〇": 0.0001, "○": 0.00005, "①": 0.0001, "②": 0.0001,
    "③": 0.0001, "④": 0.00005, "⑤": 0.00005, "‰": 0.00005, "　": 0.00005, "～": 0.00005, "㎡": 0.00002, "＋": 0.00002,
} | dict.fromkeys("0123456789", 0.004)  # fmt: skip
HALF_WIDTH = {chr(ord(sign) - 0xFEE0): sign for sign in SIGNS if "！" <= sign <= "～"}
OPENS = {"“": "”", "《": "》", "（": "）", "‘": "’"}
CLOSES = {closing: opening for opening, closing in OPENS.items()}
STOPS = {*"，。、；：！？"}
FINAL = {*"。！？"}
CLOSED = 8.0  # how much likelier a quotation closes while one is open
CLASH = 1 / 200  # two signs that do not stand side by side, a quotation closed before it opens
ENDS = dict.fromkeys("、“《（‘", CLASH) | {"，": 1 / 10}  # how likely these end a line, against other characters


class State(NamedTuple):
    """A text so far: its last characters, and how likely a word ends behind each of the last four places.

    `score` is the natural logarithm of the whole text's likelihood; `ends` is relative to it.
    """

    score: float = 0.0
    recent: str = ""
    ends: tuple[float, ...] = (1.0,)


def step(state: State, char: str) -> State:
    """The state with one character more: the forward recursion of a model in which words follow one another freely."""
    plain = simplified(char)
    text = state.recent + plain
    shares = _shares()
    end = state.ends[-1] * shares.get(plain, STRANGER)
    for size in range(2, len(state.ends) + 1):
        if text[-size:] in shares:
            end += state.ends[-size] * shares[text[-size:]]
    if plain in SIGNS and _clash(text[-2:-1], plain):
        end *= CLASH
    kept = (*state.ends[1 - HISTORY :], end)
    scale = max(kept)
    return State(state.score + math.log(scale), text[1 - HISTORY :], tuple([each / scale for each in kept]))


def commonness(char: str) -> float:
    """A character's share of a text, where it stands alone or in words that the table does not have."""
    return _shares().get(simplified(char), STRANGER)


def score(state: State) -> float:
    """The natural logarithm of the likelihood that the text ran so and a word ended here."""
    return state.score + math.log(state.ends[-1])


def run_on(text: str, state: State | None = None) -> State:
    """The state after a text."""
    state = state or State()
    for char in text:
        state = step(state, char)
    return state


@cache
def simplified(char: str) -> str:
    """The Simplified form of one character, full-width when it is a mark."""
    return HALF_WIDTH.get(char) or str(_converter("t2s").convert(char))


@cache
def script(char: str) -> int:
    """1 for a character that only Traditional texts have, -1 for one that only Simplified texts have, else 0."""
    if _converter("t2s").convert(char) != char:
        return 1
    return -1 if _converter("s2t").convert(char) != char else 0


def _clash(left: str, sign: str) -> bool:
    """Do these two signs never stand side by side? ，。 and “， and ，” do not; 。” and ”， do."""
    if left in OPENS:
        return sign in STOPS or sign in CLOSES
    return left in STOPS and (sign in STOPS or (sign in CLOSES and left not in FINAL))


@cache
def _shares() -> Mapping[str, float]:
    """Each word's share of a text."""
    found = {word: 2.0**order * (ALONE if len(word) == 1 else 1.0) for word, order in words(WORDS).items()}
    total = sum(found.values())
    return {word: HAN_SHARE * weight / total for word, weight in found.items()} | SIGNS


@cache
def _converter(name: str) -> OpenCC:
    return OpenCC(name)
