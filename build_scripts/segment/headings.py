"""A numbered unit among its neighbours -> how much of it is a heading."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from build_scripts.model import CleanText
from build_scripts.numbering import CLAUSE, LOW, ORDINAL, TOP, Mark
from build_scripts.segment.lines import spaces, wide_space
from build_scripts.segment.lists import COLON_LABEL, COLON_PHRASE, HEADING, LOW_PHRASE, RECITAL, Habits, has_body
from build_scripts.segment.units import Unit
from build_scripts.zh import SENTENCE_END, ends_sentence, numeral

HIGH_PHRASE = 50  # 一、 and （一）: the longest phrase that opens a paragraph as its heading
ENTRY = 40  # what is filled in behind a label is no longer than this
LOW_PHRASE_AMONG_HEADINGS = 48  # the same, where most of its siblings are headings
COMMAS = 2  # a sentence that heads nothing which follows has no more commas than this
CLAUSE_TITLE = 20  # 第三条 and the words that name it are no longer than this
SECTION_LENGTH = 60  # a section whose next heading is looked for has no more units than this
AFTER_SPACE = 15  # a space ends a heading when at least so many characters of paragraph follow

ENTRY_WORDS = re.compile(r"[一-鿿、（）]{2,14}")  # 县人民医院, 区、乡卫生院; not 各位领导，
NEAR = 4  # units around an entry of a gazetteer among which another stands
FIRST_SENTENCE = re.compile(r"[^。！？；]*[。！？]")
BARE_LABEL = re.compile(r"[一-鿿]{4,8}：(?=.{15})")  # 两个转变：一是…; not 同志们：, 要求：
STATEMENT = re.compile(
    r"^(?:应|须|对|凡|按照|根据)|(?:不得|必须|应当|是指)|\d[%％]|百分之|，[一二三四五六七八九十]是"
)  # 对违规的要处罚; not 完善对口支援
# What a label stands before in an account, and heads nothing: 12,550.40元；, 26人（三组）; not 26人参加了培训，取得
AMOUNT = re.compile(r"[约近]?\d[\d.,，]*[%％‰一-鿿]{0,3}(?:（[^（）]{1,30}）)?[；;。，]?")
# What a space parts that says one thing: 599 人, 10 %, GB 50016; not 的精神 20xx年, 到2015 年底各级
QUANTITY = re.compile(
    r"[\dxX×][余多]?(?:[%％‰℃万亿元人名户家个件例次份条亩吨米所台辆间套张项处座支倍年月日号届周岁天]|公[里斤顷]|平方|立方)|[\dA-Za-z][\dA-Za-z]"
)
ENUMERATED = re.compile(r"[一二三四五六七八九十][是要]|第[一二三四五六七八九十]|首先")  # 一是…; not 一批


def heading_end(text: CleanText, units: Sequence[Unit], index: int, mark: Mark, of_list: Habits) -> int:
    """How many characters of this unit are its heading; 0 when it is a list item without a separable phrase.

    `of_list` is how its list is written.
    """
    unit = units[index]
    if mark.style == CLAUSE and (len(unit.text) > CLAUSE_TITLE or unit.text[-1] in SENTENCE_END + "：:"):
        return 0
    phrase = _phrase(text, unit, mark)
    if phrase < len(unit.text):
        return phrase if _names_what_follows(unit.text, mark, phrase, of_list) else 0
    if len(unit.text) > HEADING:
        return 0
    body = has_body(units, index, mark)
    if unit.text[-1] in SENTENCE_END + "：:":
        if of_list.is_one_sentence or (of_list.is_bare and mark.style >= LOW) or _recites(unit, mark, of_list):
            return 0
        single = not re.search(r"[。；].", unit.text) and (body or unit.text.count("，") <= COMMAS)
        return len(unit.text) if single and (body or mark.style <= TOP) else 0
    return len(unit.text) if mark.style < LOW or (body and not of_list.is_bare) else 0


def _recites(unit: Unit, mark: Mark, of_list: Habits) -> bool:
    """Is it a sentence of an official letter? Beside one, another is no heading either, unless a list follows it."""
    return bool(RECITAL.match(unit.text, mark.end)) or (of_list.recites and unit.text[-1] == "。")


def ordinal(units: Sequence[Unit], index: int) -> Mark | None:
    """`第三，…` on a line of its own, after `二、`: a heading whose number was written another way."""
    words = units[index].text
    found = ORDINAL.match(words)
    if not found or ends_sentence(words) or len(words) > HEADING:
        return None
    number = numeral(found[1]) or 0
    above = (units[near].mark for near in range(index - 1, max(-1, index - 1 - SECTION_LENGTH), -1))
    before = next((mark for mark in above if mark and mark.style == TOP), None)
    return Mark(TOP, number, found.end()) if before and before.number == number - 1 else None


def label_end(units: Sequence[Unit], index: int) -> int:
    """The length of an unnumbered label (`指导思想：`) where a neighbouring paragraph has one too; 0 otherwise."""
    found = BARE_LABEL.match(units[index].text)
    if not found or units[index].mark or units[index].role or not ends_sentence(units[index].text):
        return 0
    beside = [units[near] for near in (index - 1, index + 1) if 0 <= near < len(units)]
    return found.end() if any(not unit.mark and BARE_LABEL.match(unit.text) for unit in beside) else 0


def entry_end(text: CleanText, units: Sequence[Unit], index: int) -> int:
    """The length of the words that head an entry of a gazetteer (县中医院　1982年建成…); 0 where they stand alone."""
    end = _entry(text, units[index])
    near = (*units[max(0, index - NEAR) : index], *units[index + 1 : index + 1 + NEAR])
    return end if end and any(_entry(text, unit) for unit in near) else 0


def _entry(text: CleanText, unit: Unit) -> int:
    if unit.mark or unit.role or unit.piece.start or unit.more or not ends_sentence(unit.text):
        return 0
    at = wide_space(text, unit.line)
    words = unit.text[:at].rstrip()
    return len(words) if ENTRY_WORDS.fullmatch(words) and len(unit.text) - at >= AFTER_SPACE else 0


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
    """Where the source had white space inside this unit, in the unit's characters, but for that inside a quantity."""
    line, start, end = unit.piece
    for at in (space - start for space in spaces(text, line, start, end - 1)):
        if not QUANTITY.match(unit.text[max(0, at - 2) : at].rstrip()[-1:] + unit.text[at : at + 2]):
            yield at


def _names_what_follows(words: str, mark: Mark, end: int, of_list: Habits) -> bool:
    """Is the first sentence a phrase that names what follows, and not a full statement of its own?"""
    phrase, rest = words[mark.end : end].rstrip("。：！？"), words[end:].lstrip()
    if words[end - 1] == "：" and (AMOUNT.fullmatch(rest) or _is_entry(rest)):
        return False
    if mark.style < LOW:
        return len(phrase) <= HIGH_PHRASE and not (ENUMERATED.match(phrase) or RECITAL.match(phrase))
    if STATEMENT.search(phrase) or phrase.count("，") > 2:
        return False
    share = of_list.short
    if words[end - 1] == "：" and of_list.labels < 0.5:
        return False
    statement_like = "，" in phrase or words[end - 1] == "："
    if statement_like and share < 0.5 and not ENUMERATED.match(rest):
        return False
    limit = LOW_PHRASE_AMONG_HEADINGS if share > 0.5 or ENUMERATED.match(rest) else LOW_PHRASE
    return len(phrase) <= limit


def _is_entry(words: str) -> bool:
    """Is this what a form fills in behind a label, and no sentence: the 恒口镇联合村 of 建设地点：恒口镇联合村?"""
    return len(words) <= ENTRY and not re.search("[。；]", words) and not ends_sentence(words)
