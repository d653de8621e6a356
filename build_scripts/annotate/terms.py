"""data/glossary/*.yml, Document -> annotations: every place where a term, an abbreviation or a slogan stands.

The longest form wins. What stands in a title 《…》 or in a citation is no term, nor is a form inside a longer number
(二十三个代表), nor one that the paper itself spells out in another way: “三个一批”（即…）.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from operator import add
from typing import NamedTuple

from build_scripts.annotate.quotes import quoted
from build_scripts.knowledge.glossary import TermRow, glossary
from build_scripts.model import Annotation, Block, CleanText, Document, Place, Span

OPEN, CLOSE = "“‘「『", "”’」』"
QUOTES = frozenset(OPEN + CLOSE)
# Writers choose freely between these, and put quotation marks where they like; every other character stays one.
ALIKE = str.maketrans(
    dict.fromkeys(OPEN + CLOSE, "") | {"，": "、", ",": "、", "＋": "+", "／": "/"}
    | {chr(0xFF10 + n): str(n) for n in range(10)} | {chr(0xFF21 + n): chr(ord("A") + n) for n in range(26)}
)  # fmt: skip
NUMBER = frozenset("〇一二三四五六七八九十百千万第")
SLOGAN = frozenset("二三四五六七八九十两")  # what begins the second half of a slogan; 一 begins too many other words
TITLE = re.compile(r"《[^《》\n]{1,80}》")  # 《关于三同时的办法》; not 〈…〉 within it
# What the paper itself gives as the meaning: 三好一满意（服务好、质量好…）, 四个一工程、即…; not （见附件）
SPELT = re.compile(r"[^、。；：（）]{0,6}(?:（(?:即|指|是指)?|[、：]?(?:即|是指|指的是))[：、]?([^。；）]{4,160})")
AGREED = 0.5  # of what a paper counts is the row's: it means the same
EARLY = 1  # years by which a term may be older than the text that made it known
MEMBERS = re.compile(r"[、；]|以及|和|及|与")


class Form(NamedTuple):
    """A form as it is looked for, without quotation marks; whether it must stand in them; longer words it is not in."""

    words: str
    in_quotes: bool
    not_in: tuple[str, ...]
    row: TermRow


class Folded(NamedTuple):
    """A block's text as forms are looked for in it; `at` leads from each character back to the block's text."""

    block: Block
    words: str
    at: Sequence[int]


class Paper(NamedTuple):
    """What decides between senses: all words of the paper, and the year of its issue, when that is known."""

    words: str
    year: int | None


@cache
def sought() -> Mapping[str, tuple[Form, ...]]:
    """The forms by their first two characters, the longest first."""
    return by_head(glossary().terms.values())


def by_head(rows: Iterable[TermRow]) -> Mapping[str, tuple[Form, ...]]:
    """The forms of these rows by their first two characters, the longest first."""
    found: dict[str, list[Form]] = {}
    for row in rows:
        for written in row.written:
            words, others = fold(written), tuple(map(fold, row.not_in))
            in_quotes = written[0] == "“" and written[-1] == "”"
            found.setdefault(words[:2], []).append(Form(words, in_quotes, others, row))
    return {head: tuple(sorted(forms, key=lambda form: -len(form.words))) for head, forms in found.items()}


def fold(text: str) -> str:
    """`text` without quotation marks, and with one sign for all that writers use alike."""
    return text.translate(ALIKE)


def terms(text: CleanText, document: Document) -> Iterator[Annotation]:
    """A claim for each place where a term stands, in the order of the text."""
    cited = _cited(document)
    paper = [_folded(block) for block in document.blocks]
    known = Paper("\n".join(each.words for each in paper), _year(document))
    for each in paper:
        for start, end, row in _found(each, cited.get(each.block.place, ()), known):
            clue = quoted(text, each.block, (start, end), f"glossary: {row.id}")
            span = Span(each.block.place, start, end)
            yield Annotation("term", row.id, "inferred" if row.needs else "stated", (clue,), span=span)


def _year(document: Document) -> int | None:
    claim = document.claim("year")
    return claim.value if claim and isinstance(claim.value, int) else None


def _cited(document: Document) -> Mapping[Place, Sequence[tuple[int, int]]]:
    """Where the blocks of the paper cite something."""
    found: dict[Place, list[tuple[int, int]]] = {}
    for claim in document.annotations:
        if claim.kind == "citation" and claim.span:
            found.setdefault(claim.span.block, []).append((claim.span.start, claim.span.end))
    return found


def _folded(block: Block) -> Folded:
    at: Sequence[int] = range(len(block.text))
    if not QUOTES.isdisjoint(block.text):
        at = [index for index, char in enumerate(block.text) if char not in QUOTES]
    return Folded(block, fold(block.text), at)


def _found(folded: Folded, cited: Sequence[tuple[int, int]], paper: Paper) -> Iterator[tuple[int, int, TermRow]]:
    """The stretches of the block's text that are terms; none overlaps another, a citation or a title."""
    words, known = folded.words, sought()
    starts = [at for at, head in enumerate(map(add, words, words[1:])) if head in known]
    if not starts:
        return
    taken = sorted((*cited, *(each.span() for each in TITLE.finditer(folded.block.text))))
    done = 0
    for at in starts:
        if at < done:
            continue
        for length, rows in _candidates(folded, at, known[words[at : at + 2]]):
            row = _sense(rows, folded.words, at + length, paper)
            if row and not _overlaps(_stretch(folded, at, at + length), taken):
                yield (*_stretch(folded, at, at + length), row)
                done = at + length
                break


def _candidates(folded: Folded, at: int, forms: Sequence[Form]) -> Iterator[tuple[int, list[TermRow]]]:
    """The forms that stand at this place, the longest first: how long they are, and the rows that have them."""
    found: dict[int, list[TermRow]] = {}
    for form in forms:
        if folded.words.startswith(form.words, at) and _stands(folded, at, form):
            rows = found.setdefault(len(form.words), [])
            if form.row not in rows:
                rows.append(form.row)
    yield from found.items()


def _stands(folded: Folded, at: int, form: Form) -> bool:
    """Is the form a word of its own here?"""
    words, end = folded.words, at + len(form.words)
    before, after = words[at - 1 : at], words[end : end + 1]
    if form.in_quotes and not _in_quotes(folded, at, end):
        return False
    if form.words[0] in NUMBER | SLOGAN and (
        (before in NUMBER and _adjoins(folded, at)) or (after in SLOGAN and _adjoins(folded, end))
    ):
        return False
    if (_latin(form.words[0]) and _latin(before)) or (_latin(form.words[-1]) and _latin(after)):
        return False
    return not any(_inside(words, at, form.words, other) for other in form.not_in)


def _adjoins(folded: Folded, at: int) -> bool:
    """Does nothing part the characters before and after this place: 二十|三个代表, 三个必须|三个更加?"""
    return folded.at[at] == folded.at[at - 1] + 1


def _in_quotes(folded: Folded, at: int, end: int) -> bool:
    first, last = folded.at[at] - 1, folded.at[end - 1] + 1
    text = folded.block.text
    return first >= 0 and last < len(text) and text[first] in OPEN and text[last] in CLOSE


def _latin(char: str) -> bool:
    """Would a letter or digit here run on into a form that begins or ends with one?"""
    return char.isascii() and char.isalnum()


def _inside(words: str, at: int, form: str, other: str) -> bool:
    """Does the longer word `other` stand here, with the form in it?"""
    offset = other.find(form)
    while offset >= 0:
        if at >= offset and words.startswith(other, at - offset):
            return True
        offset = other.find(form, offset + 1)
    return False


def _sense(rows: Sequence[TermRow], words: str, end: int, paper: Paper) -> TermRow | None:
    """The one row that the paper can mean; none where it means something else, or could mean several."""
    meant = [row for row in rows if _possible(row, paper)]
    spelt = SPELT.match(words, end)
    members = [each for each in MEMBERS.split(spelt[1]) if len(each) > 1] if spelt else []
    if len(members) > 1:
        shares = [_agreement(row, members) for row in meant]
        meant = [row for row, share in zip(meant, shares, strict=True) if share == max(shares) >= AGREED]
    return meant[0] if len(meant) == 1 else None


def _possible(row: TermRow, paper: Paper) -> bool:
    """Is this a paper of the term's field, and no older than the term?"""
    if row.since and paper.year and paper.year < row.since - EARLY:
        return False
    return not row.needs or any(need in paper.words for need in row.needs)


def _agreement(row: TermRow, members: Sequence[str]) -> float:
    """What share of the things that the paper counts has two characters running in common with one of the row's.

    What all of the row's have (大病集中救治一批, 慢病签约服务管理一批) tells nothing.
    """
    counted = Counter(pair for item in row.items for pair in _pairs(fold(item)))
    telling = {pair for pair, times in counted.items() if times == 1} or counted.keys()
    if not telling:
        return 1.0
    return sum(not _pairs(each).isdisjoint(telling) for each in members) / len(members)


def _pairs(words: str) -> set[str]:
    return set(map(add, words, words[1:]))


def _stretch(folded: Folded, start: int, end: int) -> tuple[int, int]:
    """The same stretch in the block's own text; a quotation mark that stands inside takes its partner along."""
    text, first, last = folded.block.text, folded.at[start], folded.at[end - 1] + 1
    held = text[first:last]
    inner = sum(char in OPEN for char in held) - sum(char in CLOSE for char in held)
    if inner < 0 and first and text[first - 1] in OPEN:
        first -= 1
    if inner > 0 and last < len(text) and text[last] in CLOSE:
        last += 1
    return first, last


def _overlaps(stretch: tuple[int, int], taken: Sequence[tuple[int, int]]) -> bool:
    """Does the stretch share a character with one of those taken, which stand in order?"""
    upto = bisect_right(taken, stretch[1] - 1, key=lambda each: each[0])
    return any(end > stretch[0] for _, end in taken[:upto])
