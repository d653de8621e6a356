"""Text -> the words that the full-text index holds of it, and the SQL that makes the same of a query.

The index must find a term wherever the folded term is contained in the folded text, as the site's own search does. So
each folded text is written as its pairs of neighbouring characters, `职业 业卫 卫生 生`: a phrase of pairs is found
where the term stands, and nowhere else; a single character begins a pair, or stands alone at the end. The tokenizer
`ascii` parts words at ASCII signs only, so those of the text are written in their full width, its spaces as U+3000.

The query folds as `search/fold.py` does, from two tables of the database: `fold` for each character, and `classes` for
what a run of punctuation and spaces becomes by what stands on either side of it. Tests hold the one to the other.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from string import punctuation
from typing import NamedTuple

from build_scripts.search.fold import folder, table

WIDE = {ord(sign): ord(sign) + 0xFEE0 for sign in punctuation} | {ord(" "): 0x3000}

# `letters` folds each character; `runs` reads the outcome sign by sign and settles what stands between two letters.
TERM = """\
WITH RECURSIVE
  letters(at, folded) AS (
    SELECT 0, ''
    UNION ALL
    SELECT at + 1, folded || coalesce((SELECT fold.folded FROM fold WHERE char = substr(:q, at + 1, 1)),
                                      substr(:q, at + 1, 1))
    FROM letters WHERE at < length(:q)
  ),
  plain(text) AS (SELECT folded FROM letters ORDER BY at DESC LIMIT 1),
  points(at) AS (SELECT 1 UNION ALL SELECT at + 1 FROM points, plain WHERE at <= length(text)),
  signs(at, char, class) AS MATERIALIZED (
    SELECT at, substr(text, at, 1), CASE
      WHEN at > length(text) THEN 'edge'
      ELSE coalesce((SELECT class FROM classes WHERE substr(text, at, 1) BETWEEN first AND last), 'other')
    END
    FROM points, plain
  ),
  runs(at, folded, run, before) AS (
    SELECT 0, '', '', 'edge'
    UNION ALL
    SELECT signs.at,
      CASE
        WHEN class IN ('gap', 'stop', 'space') THEN folded
        WHEN before = 'han' AND class = 'han'
          AND EXISTS (SELECT 1 FROM classes WHERE class = 'stop' AND instr(run, first)) THEN folded || '。' || char
        WHEN before <> 'other' AND class <> 'other' THEN folded || char
        WHEN trim(run, '　') = '' AND run <> '' AND before = class THEN folded || '　' || char
        ELSE folded || replace(run, '　', '') || char
      END,
      iif(class IN ('gap', 'stop', 'space'), run || char, ''),
      iif(class IN ('gap', 'stop', 'space'), before, class)
    FROM runs JOIN signs ON signs.at = runs.at + 1
  ),
  term(folded) AS (SELECT folded FROM runs ORDER BY at DESC LIMIT 1)"""

QUERY = """,
  pairs(at, phrase) AS (
    SELECT 1, substr(folded, 1, 2) FROM term
    UNION ALL
    SELECT at + 1, phrase || ' ' || substr(folded, at + 1, 2) FROM pairs, term WHERE at + 1 < length(folded)
  ),
  query(phrase) AS (
    SELECT '"' || phrase || '"' || iif(length(folded) = 1, ' *', '') FROM pairs, term ORDER BY at DESC LIMIT 1
  ),
  site(address) AS (SELECT value FROM about WHERE name = 'address')
"""

# A row for each paragraph that contains the term, and for each paper whose title does.
SEARCH = f"""\
{TERM}{QUERY}\
SELECT documents.title, blocks.place, blocks.text, address || blocks.page AS page
FROM passages
JOIN blocks ON blocks.id = passages.rowid
JOIN documents ON documents.id = blocks.document
JOIN site
WHERE passages MATCH (SELECT phrase FROM query)
ORDER BY blocks.id"""  # noqa: S608 (only words of ours)

TITLES = f"""\
{TERM}{QUERY}\
SELECT documents.title, documents.place, region, year, year_from, year_to, genre, address || documents.page AS page
FROM titles
JOIN documents ON documents.number = titles.rowid
JOIN site
WHERE titles MATCH (SELECT phrase FROM query)
ORDER BY documents.number"""  # noqa: S608


class Query(NamedTuple):
    """A query that is kept in the database: its name and heading, what it gives, and its SQL; `:q` is what is asked."""

    name: str
    heading: str
    says: str
    sql: str


QUERIES = (
    Query("search", "检索", "含所查的词的各段，每段一行；简繁、全半角不分，汉字之间的标点不计。", SEARCH),
    Query("search_titles", "检索题名", "题名含所查的词的各篇，每篇一行；简繁、全半角不分。", TITLES),
)


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


def class_rows() -> Iterator[tuple[str, str, str]]:
    """The classes of the folding as ranges of characters, as the index writes them; of no class are other letters."""
    known = table()
    found = [(chr(first), chr(last), "han") for first, last in known.han]
    found += [(sign, sign, "gap") for sign in written(known.gap)]
    found += [(sign, sign, "stop") for sign in written(known.stop)]
    yield from sorted((*found, (written(" "), written(" "), "space")))
