"""Facts of Chinese text that several stages share: Han characters, numerals, sentence ends."""

from __future__ import annotations

import re

# Unicode's Han script as blocks (extensions and compatibility forms included) plus 〇, which is read as a numeral.
HAN = "〇\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # escaped: NFC would turn U+F900 into 豈 U+8C48
HAN_CHAR = re.compile(f"[{HAN}]")

SENTENCE_END = "。！？；!?;…"
CLOSING = "”’」』）》】〕)]"

# 主题词：卫生 通知, 抄送：市政府办公室。, （联系人：张三）, 市卫生局办公室2012年3月5日印发; not 抄送有关部门并督促落实
DISTRIBUTION = re.compile(
    r"[（(]?(?:主题词|关键词|抄送|抄报|主送|报送|分送|印数|共印|打字|校对|联系人|联系电话|签发人?|传真|[发报送]|(?:监督|举报|咨询|联系)电话|联系单位(?:及电话)?)\s*[:：].{0,200}"
    r"|书记员\s*[一-鿿×○]{2,4}|[（(]共印\d{1,4}份[）)]|.{0,40}(?:年|月|日)\s*印发|[（(](?:此件|本文).{2,20}[）)]"
)

DIGITS = {
    mark: value
    for value, marks in enumerate(
        (
            "零〇0０○",
            "一壹1１",
            "二贰貳两兩2２",
            "三叁參3３",
            "四肆4４",
            "五伍5５",
            "六陆陸6６",
            "七柒7７",
            "八捌8８",
            "九玖9９",
        )
    )
    for mark in marks
}
UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
NUMERAL = "".join(DIGITS) + "".join(UNITS) + "廿卅"
CIRCLED = (
    {chr(0x2460 + n): n + 1 for n in range(20)}
    | {chr(0x2474 + n): n + 1 for n in range(20)}
    | {chr(0x3220 + n): n + 1 for n in range(10)}
)


def numeral(text: str) -> int | None:
    """The value of a Chinese, full-width or ASCII cardinal below 10,000 (`十二`, `廿三`, `1２`); None if it is none."""
    text = text.replace("廿", "二十").replace("卅", "三十")
    if not text or any(mark not in DIGITS and mark not in UNITS for mark in text):
        return None
    if not any(mark in UNITS for mark in text):
        return int("".join(str(DIGITS[mark]) for mark in text))
    total, digit = 0, None
    for mark in text:
        if mark in DIGITS:
            digit = DIGITS[mark]
        else:
            total += (1 if digit is None else digit) * UNITS[mark]
            digit = None
    return total + (digit or 0)


def ends_sentence(text: str) -> bool:
    """Does this end as a sentence ends, closing quotation marks and brackets aside?"""
    return text.rstrip().rstrip(CLOSING).endswith(tuple(SENTENCE_END))
