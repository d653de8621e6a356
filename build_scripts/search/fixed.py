"""Tables -> the pieces that are the same in every index: how to fold, and the words of the text code."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from build_scripts.model import Page
from build_scripts.search.coding import as_json, column, steps, varint
from build_scripts.search.fold import Table, table
from build_scripts.search.piece import piece
from build_scripts.search.text_code import COMMON, HAN_LEAD, THREE_BYTES, WORD_LEAD
from build_scripts.tables import CODE_WORDS, code_words


class Fixed(NamedTuple):
    """The pieces whose names the engine knows, so that it need not wait for the boot file to ask for them."""

    fold: Page
    words: Page


@cache
def fixed_pieces() -> Fixed:
    """Both, made once."""
    return Fixed(piece("fold", fold_data(table())), piece("words", words_data(code_words(CODE_WORDS))))


def fold_data(known: Table) -> bytes:
    """The fold table for the browser: what stands for one character each in planes, all else as JSON before it."""
    single = sorted((ord(char), ord(target)) for char, target in known.chars.items() if len(target) == 1)
    several = {char: target for char, target in known.chars.items() if len(target) != 1}
    rest = as_json({"han": known.han, "gap": known.gap, "stop": known.stop, "several": several, "single": len(single)})
    columns = column(steps([point for point, _ in single])), column([target for _, target in single])
    return varint(len(rest)) + rest + b"".join(columns)


def words_data(pairs: Sequence[str]) -> bytes:
    """What the browser needs to read texts: the characters and words of the code, and how its bytes are shared out."""
    first, second = zip(*pairs, strict=True)
    layout = {"common": COMMON, "han": HAN_LEAD, "words": WORD_LEAD, "three": THREE_BYTES}
    rest = as_json({**layout, "count": len(pairs)})
    columns = column(list(map(ord, first))), column(list(map(ord, second)))
    return varint(len(rest)) + rest + b"".join(columns)
