"""A word list with frequencies -> data/words.tsv: the commoner words of Simplified Chinese, by their first characters.

Run by hand when the word list changes: `python -m build_scripts.derive.words dict.txt`, where `dict.txt` is the
dictionary inside the package `jieba-next` (MIT licence; rows are `word count tag`); the package is not installed.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from build_scripts.tables import WORDS

LEAST = 40  # rarer words say little that single characters do not
LONGEST = 4  # characters
HEADER = (
    "# Words of Simplified Chinese and how often they occur, for the repair of byte-level damage.",
    "# Row: a character; its weight; the words that begin with it, without it, each with its weight.",
    "# A weight is a letter: a = 1, b = 2 to 3, c = 4 to 7, and so on. A character's is that of the word it is alone,",
    "# or, where it is none, a thirtieth of what the words it occurs in weigh.",
    "# Source: dict.txt of the package jieba-next 1.0.0rc1 (MIT licence), by derive/words.py; do not edit by hand.",
    f"# Left out: words of more than {LONGEST} characters or fewer than {LEAST} occurrences, and other characters.",
)


def is_han(word: str) -> bool:
    """Is a word written in common Han characters alone?"""
    return all("一" <= char <= "鿿" for char in word)


def letter(weight: int) -> str:
    """A weight's binary order of magnitude: 1 is `a`, 1000 is `j`."""
    return chr(ord("a") + weight.bit_length() - 1)


def table(rows: Iterable[str]) -> Iterator[str]:
    """The rows of the table, sorted by code point."""
    chars: Counter[str] = Counter()
    words: Counter[str] = Counter()
    for row in rows:
        word, weight = row.split(" ")[0], int(row.split(" ")[-2])
        if is_han(word):
            words[word] += weight
            chars.update(dict.fromkeys(word, weight))
    begun: defaultdict[str, list[str]] = defaultdict(list)
    for word, weight in sorted(words.items()):
        if 1 < len(word) <= LONGEST and weight >= LEAST:
            begun[word[0]].append(word[1:] + letter(weight))
    for char in sorted(chars):
        weight = max(words[char], chars[char] // 30, 1)
        yield f"{char}\t{letter(weight)}\t{''.join(begun[char])}"


if __name__ == "__main__":
    dictionary = Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()
    WORDS.write_text("\n".join((*HEADER, *table(dictionary), "")), encoding="utf-8")
