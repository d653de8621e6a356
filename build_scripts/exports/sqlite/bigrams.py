"""Text -> the words that the full-text index holds of it, and the SQL that makes the same of a query.

The index must find a term wherever the folded term is contained in the folded text, as the site's own search does. So
each folded text is written as its pairs of neighbouring characters, `职业 业卫 卫生 生`: a phrase of pairs is found
where the term stands, and nowhere else; a single character begins a pair, or stands alone at the end. The tokenizer
`ascii` parts words at ASCII signs only, so those of the text are written in their full width, its spaces as U+3000.

The folding of a single character is the table `fold` of the database. What folding does with runs of punctuation is
not in it: a query is to hold no punctuation, which between Han counts for nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from string import punctuation

from build_scripts.search.fold import folder, table

WIDE = {ord(sign): ord(sign) + 0xFEE0 for sign in punctuation} | {ord(" "): 0x3000}

SEARCH = """\
WITH RECURSIVE
  letters(at, folded) AS (
    SELECT 0, ''
    UNION ALL
    SELECT at + 1, folded || coalesce((SELECT fold.folded FROM fold WHERE char = substr(:q, at + 1, 1)),
                                      substr(:q, at + 1, 1))
    FROM letters WHERE at < length(:q)
  ),
  term(folded) AS (SELECT folded FROM letters ORDER BY at DESC LIMIT 1),
  pairs(at, phrase) AS (
    SELECT 1, substr(folded, 1, 2) FROM term
    UNION ALL
    SELECT at + 1, phrase || ' ' || substr(folded, at + 1, 2) FROM pairs, term WHERE at + 1 < length(folded)
  ),
  query(phrase) AS (
    SELECT '"' || phrase || '"' || iif(length(folded) = 1, ' *', '') FROM pairs, term ORDER BY at DESC LIMIT 1
  )
SELECT documents.title, blocks.place, blocks.text, blocks.page
FROM passages
JOIN blocks ON blocks.id = passages.rowid
JOIN documents ON documents.id = blocks.document
WHERE passages MATCH (SELECT phrase FROM query)
ORDER BY blocks.id"""


def words(text: str) -> str:
    """What the index holds of a text."""
    return paired(written(folder()(text)))


def written(folded: str) -> str:
    """A folded text without a character at which the tokenizer would part words."""
    return folded.translate(WIDE)


def paired(characters: str) -> str:
    """`职业卫生` as `职业 业卫 卫生 生`."""
    return " ".join((*map("".join, pairwise(characters)), characters[-1:]))


def fold_rows() -> Iterator[tuple[str, str]]:
    """Each character that does not stand for itself, and what it is folded to, as the index writes it."""
    known = table().chars
    plain = {chr(sign): chr(wide) for sign, wide in WIDE.items() if chr(sign) not in known}
    made = plain | {char: written(target) for char, target in known.items()}
    yield from sorted((char, target) for char, target in made.items() if char != "\0")
