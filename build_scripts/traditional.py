"""Simplified text -> what each of its characters becomes in Traditional writing: OpenCC's answer, word by word.

OpenCC takes the longest of its words wherever one stands, across the bounds of others too, and writes 衛生髮展 for
卫生|发展, since it knows 生发. An answer that needs a word which cuts another one in two is not taken.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from itertools import accumulate, pairwise

from opencc import OpenCC

from build_scripts.words import cut

CONFIG = "s2tw"  # the forms in use: 為, 群, 裡; `s2t` has the dictionary's: 爲, 羣, 裏; neither changes words
COMMON = "".join(map(chr, range(0x3400, 0xA000)))  # the Han of all modern texts
CLAUSES = re.compile("[，。；：！？]+|[^，。；：！？]+")  # 要干净， is 要干净 and ，; 、 is inside a clause
STRANGE = re.compile("[\0\ud800-\udfff]")  # what OpenCC ends at or refuses: NUL, half a character; not U+0001, 𠀀
COMMONER = str.maketrans("箇", "個")  # 个中 is written either way, and 50个|中医 may not look as it should
LONGEST = 6  # characters of the words that decide about one of theirs

Convert = Callable[[str], str]


@cache
def _converter() -> OpenCC:
    return OpenCC(CONFIG)


def converted(text: str) -> str:
    """The text as OpenCC converts it, in the commoner characters."""
    parts = map(_converter().convert, STRANGE.split(text))
    joined = "".join(part + strange for part, strange in zip(parts, [*STRANGE.findall(text), ""], strict=True))
    return joined.translate(COMMONER)


@cache
def alone() -> Mapping[str, str]:
    """Each common character that has another form by itself, and that form."""
    forms = converted("\n".join(COMMON)).split("\n")  # one call: a dictionary word never spans lines
    return {char: form for char, form in zip(COMMON, forms, strict=True) if char != form}


@cache
def _table() -> dict[int, str]:
    return str.maketrans(dict(alone()))


def traditional(text: str) -> list[str]:
    """What each character of the text becomes: one character, unless a word changes its length."""
    found = forms(text)
    by_itself = alone()
    if found == list(text.translate(_table())):
        return found
    for clause in CLAUSES.finditer(text):
        for at in range(*clause.span()):
            if by_itself.get(text[at], text[at]) != found[at]:
                for other, form in _otherwise(clause[0], at - clause.start(), found[at]):
                    found[clause.start() + other] = form
    return found


def _otherwise(clause: str, at: int, form: str) -> Iterator[tuple[int, str]]:
    """Where OpenCC's word cuts others: the characters of those, and the forms that they have in their own words."""
    start, end = _word(clause, at, form)
    edges = [0, *accumulate(map(len, cut(clause, {clause[start:end]})))]
    own = [(first, last) for first, last in pairwise(edges) if first < end and start < last]
    is_whole = start in edges and end in edges
    if is_whole or len(own) == 1:
        return
    for first, last in own:
        yield from enumerate(forms(clause[first:last]), first)


def _word(clause: str, at: int, form: str) -> tuple[int, int]:
    """Where the shortest stretch that gives a character this form begins and ends."""
    for size in range(2, LONGEST + 1):
        for start in range(max(0, at - size + 1), min(at, len(clause) - size) + 1):
            if forms(clause[start : start + size])[at - start] == form:
                return start, start + size
    return at, at + 1


def forms(text: str, convert: Convert = converted) -> list[str]:
    """What OpenCC makes of each character."""
    after = convert(text)
    if len(after) == len(text):
        return list(after)
    return [form for clause in CLAUSES.findall(text) for form in _clause(clause, convert(clause))]


def _clause(before: str, after: str) -> Iterator[str]:
    """Where lengths differ, the first character of what is not alike at either end becomes all of it."""
    if len(before) == len(after):
        return iter(after)
    by_itself = alone()
    alike = [by_itself.get(char, char) for char in before]
    room = min(len(before), len(after))
    start = next((at for at in range(room) if alike[at] != after[at]), max(room - 1, 0))
    most = min(len(before) - 1, len(after)) - start
    end = next((at for at in range(most) if alike[-1 - at] != after[-1 - at]), max(most, 0))
    middle = after[start : len(after) - end]
    return iter([*after[:start], middle, *[""] * (len(before) - start - end - 1), *after[len(after) - end :]])
