"""A numbered unit among its neighbours -> how much of it is a heading."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from build_scripts.align import to_clean
from build_scripts.model import CleanText
from build_scripts.segment.marks import LABEL, LOW, ORDINAL, Mark
from build_scripts.segment.units import Unit
from build_scripts.zh import SENTENCE_END, ends_sentence, numeral

HEADING = 60  # a whole-line heading is no longer than this, its number included
HIGH_PHRASE = 50  # 一、 and （一）: the longest phrase that opens a paragraph as its heading
LOW_PHRASE = 34  # 1、 and lower: the same
LOW_PHRASE_AMONG_HEADINGS = 48  # the same, where most of its siblings are headings
COLON_PHRASE = 14  # a phrase before a colon is no longer than this
BARE = 22  # a heading without any number is no longer than this
AFTER_SPACE = 15  # a space ends a heading when at least so many characters of paragraph follow

FIRST_SENTENCE = re.compile(r"[^。！？；]*[。！？]")
COLON_LABEL = re.compile(r"[^。！？；，,：“”]{2,}：")  # 工作思路：; not 要做到，一是：
BARE_LABEL = re.compile(r"[一-鿿]{4,8}：(?=.{15})")  # 两个转变：一是…; not 同志们：, 要求：
STATEMENT = re.compile(
    r"^(?:应|须|对|凡|按照|根据)|(?:不得|必须|应当|是指)|\d[%％]|百分之|，[一二三四五六七八九十]是"
)  # 对违规的要处罚; not 完善对口支援
SHORT_OPENING = re.compile(rf"[^。！？；：]{{1,{LOW_PHRASE}}}[。：]")  # 加强宣传。要…; not a sentence of 40 characters
ENUMERATED = re.compile(r"[一二三四五六七八九十][是要]|第[一二三四五六七八九十]|首先")  # 一是…; not 一批


def heading_end(text: CleanText, units: Sequence[Unit], index: int, mark: Mark, share: float) -> int:
    """How many characters of this unit are its heading; 0 when it is a list item without a separable phrase.

    `share` is the part of its list that opens with short sentences (see `shares`).
    """
    unit = units[index]
    phrase = _phrase(text, unit, mark)
    if phrase < len(unit.text):
        return phrase if _names_what_follows(unit.text, mark, phrase, share) else 0
    if len(unit.text) > HEADING:
        return 0
    body = _has_body(units, index, mark)
    if unit.text[-1] in SENTENCE_END + "：:":
        single = not re.search(r"[。；].", unit.text)
        return len(unit.text) if single and (body or mark.style <= 1) else 0
    return len(unit.text) if body or mark.style < LOW else 0


def ordinal(units: Sequence[Unit], index: int) -> Mark | None:
    """`第三，…` on a line of its own, after `二、`: a heading whose number was written another way."""
    words = units[index].text
    found = ORDINAL.match(words)
    if not found or ends_sentence(words) or len(words) > HEADING:
        return None
    number = numeral(found[1]) or 0
    before = next((unit.mark for unit in reversed(units[:index]) if unit.mark and unit.mark.style == 1), None)
    return Mark(1, number, found.end()) if before and before.number == number - 1 else None


def is_bare_heading(units: Sequence[Unit], index: int) -> bool:
    """A short line without number or full stop, between whole sentences and over a paragraph or a number."""
    words = units[index].text
    if len(words) > BARE or index + 1 == len(units) or words[-1] in SENTENCE_END + "：:，、,）)":
        return False
    before, after = units[index - 1].text if index else "。", units[index + 1]
    over = after.mark is not None or len(after.text) > 2 * len(words) + 10
    return over and (ends_sentence(before) or len(before) <= HEADING)


def label_end(units: Sequence[Unit], index: int) -> int:
    """The length of an unnumbered label (`指导思想：`) where a neighbouring paragraph has one too; 0 otherwise."""
    found = BARE_LABEL.match(units[index].text)
    if not found or units[index].mark:
        return 0
    beside = [units[near] for near in (index - 1, index + 1) if 0 <= near < len(units)]
    return found.end() if any(not unit.mark and BARE_LABEL.match(unit.text) for unit in beside) else 0


def _phrase(text: CleanText, unit: Unit, mark: Mark) -> int:
    """Where the phrase after the number ends: at its colon, its full stop, or a space the source had after it."""
    words = unit.text
    label = COLON_LABEL.match(words, mark.end)
    if label and label.end() < len(words) and label.end() - mark.end <= COLON_PHRASE + 1:
        return label.end()
    sentence = FIRST_SENTENCE.match(words, mark.end)
    end = sentence.end() if sentence else len(words)
    for space in _spaces(text, unit) if sentence else ():
        if mark.end + 8 <= space < end and end - space >= AFTER_SPACE and ends_sentence(words):
            return space
    return end


def _spaces(text: CleanText, unit: Unit) -> Iterator[int]:
    """Where the source had white space inside this unit, in the unit's characters."""
    for found in re.finditer(r"\s+", text.source.lines[unit.line - 1]):
        at = to_clean(text, unit.line, found.end()) - unit.piece.start
        if 0 < at < len(unit.text):
            yield at


def _names_what_follows(words: str, mark: Mark, end: int, share: float) -> bool:
    """Is the first sentence a phrase that names what follows, and not a full statement of its own?"""
    phrase, rest = words[mark.end : end].rstrip("。：！？"), words[end:].lstrip()
    if mark.style < LOW:
        return len(phrase) <= HIGH_PHRASE and not ENUMERATED.match(phrase)
    if STATEMENT.search(phrase) or phrase.count("，") > 2:
        return False
    statement_like = "，" in phrase or words[end - 1] == "："
    if statement_like and share < 0.5 and not ENUMERATED.match(rest):
        return False
    limit = LOW_PHRASE_AMONG_HEADINGS if share > 0.5 or ENUMERATED.match(rest) else LOW_PHRASE
    return len(phrase) <= limit


def shares(units: Sequence[Unit]) -> list[float]:
    """For each unit, the part of its list's numbers that open with a short sentence which more follows."""
    found = [0.0] * len(units)
    open_lists: list[list[int]] = []  # lists that can still grow, highest style first
    for index, unit in enumerate(units):
        if unit.mark is None:
            continue
        while open_lists and _style(units, open_lists[-1]) > unit.mark.style:
            _close(units, open_lists.pop(), found)
        if not open_lists or _style(units, open_lists[-1]) < unit.mark.style:
            open_lists.append([])
        open_lists[-1].append(index)
    for siblings in open_lists:
        _close(units, siblings, found)
    return found


def _style(units: Sequence[Unit], siblings: list[int]) -> int:
    mark = units[siblings[0]].mark
    return mark.style if mark else LABEL


def _close(units: Sequence[Unit], siblings: list[int], found: list[float]) -> None:
    share = sum(_opens_short(units[index]) for index in siblings) / len(siblings)
    for index in siblings:
        found[index] = share


def _opens_short(unit: Unit) -> bool:
    opening = SHORT_OPENING.match(unit.text, unit.mark.end if unit.mark else 0)
    return bool(opening and opening.end() < len(unit.text))


def _has_body(units: Sequence[Unit], index: int, mark: Mark) -> bool:
    """Does something that this number can head come next: a bare paragraph, or a lower number?"""
    if index + 1 == len(units):
        return False
    after = units[index + 1]
    return after.mark is None or after.mark.style > mark.style
