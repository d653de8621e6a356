"""CleanText -> units: the stretches of lines that separators, inner headings and the curator set apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from build_scripts.align import to_clean, to_source
from build_scripts.curation import Curation
from build_scripts.model import CleanText, Piece, Place
from build_scripts.numbering import DIGITS, LOW, MIDDLE, TOP, Mark, mark
from build_scripts.zh import NUMERAL, numeral

_N = f"[{NUMERAL}]{{1,4}}"

# 篇1, 讲话 篇１０, 第一篇, 【篇一】, 工作总结（第3篇）：, 范文二; not 篇章, 发表论文10篇, 第一篇章
PIECE = re.compile(
    rf"(?P<title>[^。，；！？]{{0,60}}?)[\s　]*[【\[（(《]?[\s　]*"
    rf"(?:第\s*(?P<a>{_N})\s*篇|(?:篇|范文|例文)\s*(?P<b>{_N}))"
    r"[\s　]*[】\]）)》]?[\s　]*(?:[:：、.．][\s　]*(?P<own>.*))?"
)
# The same inside a line: the collection's title again before each number.
INNER_PIECE = re.compile(rf"(?P<title>[^\s。！？；，：、“”（）]{{4,40}}?)\s*篇\s*(?P<b>{_N})(?=[\s　]|[^\s\d])")


class Unit(NamedTuple):
    """A stretch of one cleaned line that is a paragraph, a heading, a separator or boilerplate of its own.

    `more` are the lines it goes on in where the source was wrapped at a column; `role` is `annex`, `item` (of a list
    of attachments), `row` (of a table or a list of contents) or nothing.
    """

    piece: Piece
    text: str
    mark: Mark | None = None
    more: tuple[Piece, ...] = ()
    role: str = ""

    @property
    def line(self) -> int:
        return self.piece.line

    @property
    def pieces(self) -> tuple[Piece, ...]:
        return (self.piece, *self.more)


class Separator(NamedTuple):
    """A `篇N` line: the collection's title, the number, and the paper's own title if the line goes on to give one."""

    title: str
    number: int
    own: str


def place_of(text: CleanText, piece: Piece) -> Place:
    """Where a piece begins, in the source's own code points; a piece that opens its line begins at offset 0."""
    return Place(text.source.id, piece.line, to_source(text, piece.line, piece.start) if piece.start else 0)


def separator(line: str) -> Separator | None:
    """Read a line that does nothing but number a paper of a compilation."""
    if len(line) > 120 or not (found := PIECE.fullmatch(line)):
        return None
    number = numeral(found["a"] or found["b"])
    return (
        None if number is None else Separator(found["title"].strip(" 　【[（(《"), number, (found["own"] or "").strip())
    )


def units(text: CleanText, curated: Curation) -> tuple[Unit, ...]:
    """Every unit of the text, in order; blank lines yield none."""
    titles = _inner_titles(text.lines)
    wanted = _curated_splits(text, curated)
    found: list[Unit] = []
    last: dict[int, int] = {}
    for number, line in enumerate(text.lines, start=1):
        if not line:
            continue
        cuts = {0, *wanted.get(number, ()), *_inner_pieces(line, titles), *_inner_headings(line, last)}
        found.extend(_cut(number, line, sorted(cuts)))
    return tuple(found)


def _cut(number: int, line: str, cuts: Sequence[int]) -> Iterator[Unit]:
    for start, end in zip(cuts, (*cuts[1:], len(line)), strict=True):
        words = line[start:end].strip()
        if words:
            begin = line.index(words, start)
            yield Unit(Piece(number, begin, begin + len(words)), words, mark(words))


def _curated_splits(text: CleanText, curated: Curation) -> dict[int, list[int]]:
    """Where the curator begins a document or a paragraph inside a line, in cleaned offsets."""
    splits: dict[int, list[int]] = {}
    for local in (*(row.begin for row in curated.boundaries), *(row.split for row in curated.paragraphs)):
        if local and "-" in local:
            place = Place.within(text.source.id, local)
            if place.line <= len(text.lines):
                splits.setdefault(place.line, []).append(to_clean(text, place.line, place.offset))
    return splits


def _inner_titles(lines: Sequence[str]) -> frozenset[str]:
    """Titles that stand at least twice before a rising number inside lines: a compilation without line breaks."""
    numbers: dict[str, list[int]] = {}
    for line in lines:
        if "篇" in line and len(line) > 120:
            for found in INNER_PIECE.finditer(line):
                numbers.setdefault(found["title"], []).append(numeral(found["b"]) or 0)
    counts = Counter({title: len(seen) for title, seen in numbers.items() if seen == sorted(seen)})
    return frozenset(title for title, count in counts.items() if count > 1)


def _inner_pieces(line: str, titles: frozenset[str]) -> Iterator[int]:
    if not titles or "篇" not in line or len(line) <= 120:
        return
    for found in INNER_PIECE.finditer(line):
        if found["title"] in titles:
            yield found.start()
            yield found.end()


def _inner_headings(line: str, last: dict[int, int]) -> Iterator[int]:
    """Where inside a line a number goes on from the numbers before it (`last` by style, kept up to date)."""
    if opening := mark(line):
        _count(last, opening)
    for at in _sentence_starts(line):
        found = mark(line, at)
        if found and found.style in (TOP, MIDDLE, LOW, DIGITS) and _goes_on(found, last, line):
            _count(last, found)
            yield at


def _count(last: dict[int, int], found: Mark) -> None:
    for style in [style for style in last if style > found.style]:
        del last[style]
    last[found.style] = found.number


def _goes_on(found: Mark, last: dict[int, int], line: str) -> bool:
    """Does the number follow the last of its style, or is it a first heading that ends the line without a full stop?"""
    if found.number == last.get(found.style, 0) + 1 and found.number > 1:
        return True
    rest = line[found.end :]
    return found.number == 1 and found.style == TOP and 4 <= len(rest) <= 40 and not re.search(r"[。；：！？]", rest)


# After the end of a sentence something that may be a number: 。一、 ；5、 ！（二）
AFTER_SENTENCE = re.compile(r"[。！？；”）][\s　]*(?=[（(]?[〇零一二三四五六七八九十\d])")


def _sentence_starts(line: str) -> Iterator[int]:
    return (found.end() for found in AFTER_SENTENCE.finditer(line))
