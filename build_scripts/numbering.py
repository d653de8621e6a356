"""Text -> Mark: read the number that opens a heading or a list item."""

from __future__ import annotations

import re
from typing import NamedTuple

from build_scripts.zh import CIRCLED, NUMERAL, numeral

_HAN_NUMERAL = "[〇零一二三四五六七八九十百廿卅]{1,5}"

# Styles from the highest to the lowest; a hit and a near miss for each.
_AFTER = "(?![的中里和与至])[、：:，,]?\\s*"
PART = re.compile(f"第({_HAN_NUMERAL}|\\d{{1,2}})(?:部分|编){_AFTER}")  # 第一部分 总则; not 第一产业
CHAPTER = re.compile(f"第({_HAN_NUMERAL}|\\d{{1,2}})章{_AFTER}")  # 第一章 总则; not 第二章的规定
SECTION = re.compile(f"第({_HAN_NUMERAL}|\\d{{1,2}})节{_AFTER}")  # 第二节 程序; not 第二季度
ARTICLE = re.compile(f"第({_HAN_NUMERAL}|\\d{{1,3}})条(?:\\s+|[：:、]\\s*)")  # 第三条 本办法; not 第三条的规定
ROMAN = re.compile(r"([IVX]{1,5}|[Ⅰ-Ⅻ])\s*[、．.]\s*")  # II.问题, Ⅳ、附录; not IT. (only in sequence)
LETTERED = re.compile(f"({_HAN_NUMERAL})\\s*[、．.]\\s*")  # 一、认识; not 一是, 一百余人
BRACKETED = re.compile(f"[（(]\\s*({_HAN_NUMERAL})\\s*[）)][、．.]?\\s*")  # （一）推进; not （一期）
STAGE = re.compile(f"第({_HAN_NUMERAL})(?:阶段|步)[：:，,、]\\s*")  # 第一阶段：宣传发动; not 第一阶段的工作
PLAIN = re.compile(r"([0-9０-９]{1,2})\s*(?:[、．]|[.](?!\d)|[，,](?=[一-鿿]))\s*")  # 1、 1. 1．; not 1.5, 20家
DIGIT_BRACKETED = re.compile(r"[（(]\s*([0-9０-９]{1,2})\s*[）)][、．.]?\s*")  # （1）; not （2014）
DECIMAL = re.compile(r"(\d{1,2}\.\d{1,2})(?![\d.])\s*")  # 1.2依据; not 1.2.1 (only in sequence)
DECIMAL_DEEP = re.compile(r"(\d{1,2}(?:\.\d{1,2}){2,3})(?![\d.])\s*")  # 1.2.1国家法律; not 1.2 (only in sequence)
RING = re.compile(f"([{''.join(CIRCLED)}])[、．.]?\\s*")  # ①; not 1

# A heading whose number was written as an ordinal; only a whole line without a full stop counts.
ORDINAL = re.compile(f"第({_HAN_NUMERAL})[，,、]\\s*")  # 第三，在保障上要过得硬; not 第三产业

STYLES = (
    *(PART, CHAPTER, SECTION, ARTICLE, ROMAN, LETTERED, BRACKETED, STAGE),
    *(PLAIN, DECIMAL, DECIMAL_DEEP, DIGIT_BRACKETED, RING),
)
CLAUSE = STYLES.index(ARTICLE)  # 第三条, which opens a paragraph and hardly ever a heading
TOP = STYLES.index(LETTERED)  # 一、
MIDDLE = STYLES.index(BRACKETED)  # （一）
LOW = STYLES.index(PLAIN)  # from here on a number stands before statements as often as before headings
DIGITS = STYLES.index(DIGIT_BRACKETED)  # （1）
SEQUENTIAL = frozenset({ROMAN, DECIMAL, DECIMAL_DEEP})  # no number by itself, only among others that it follows
LABEL = len(STYLES)  # the style of a heading that has no number


class Mark(NamedTuple):
    """The number before a heading or item: its place in `STYLES` (0 is highest), its value, where the words begin."""

    style: int
    number: int
    end: int


def mark(text: str, at: int = 0) -> Mark | None:
    """The mark that stands at `at`, if one does and words follow it."""
    for style, pattern in enumerate(STYLES):
        if pattern not in SEQUENTIAL and (found := pattern.match(text, at)) and found.end() < len(text):
            return Mark(style, _value(found[1]), found.end())
    return None


def _value(text: str) -> int:
    if text in CIRCLED:
        return CIRCLED[text]
    value = numeral(text)
    assert value is not None, f"the pattern lets only numerals of {NUMERAL!r} through"  # noqa: S101
    return value
