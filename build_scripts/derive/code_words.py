"""data/words.tsv -> data/code_words.txt: the words of two characters that the code of the search's texts has.

Run by hand when that code is to change, and with it every text of every index:
`python -m build_scripts.derive.code_words`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from build_scripts.tables import CODE_WORDS, WORDS, words

LINES, IN_LINE = 16, 256  # first bytes that stand for words, and words that begin with each
HEADER = (
    "# Words of two characters that the search index writes texts with (search/text_code.py). See data/README.md.",
    "# Each line is 256 words, by their characters; a word's place is its code. The first lines hold the commonest.",
    "# By derive/code_words.py from words.tsv, once: with this table every text of every index changes.",
)


def table(weights: Mapping[str, int]) -> Iterator[str]:
    """The lines: the commonest words, and among those equally common the first by their characters."""
    pairs = sorted((word for word in weights if len(word) == 2), key=lambda word: (-weights[word], word))
    for start in range(0, LINES * IN_LINE, IN_LINE):
        yield "".join(sorted(pairs[start : start + IN_LINE]))


if __name__ == "__main__":
    CODE_WORDS.write_text("\n".join((*HEADER, *table(words(WORDS)), "")), encoding="utf-8")
