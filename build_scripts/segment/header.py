"""The first units of a paper -> its own title, salutation, date and speaker, where it has them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from build_scripts.model import BlockKind
from build_scripts.segment.units import Unit
from build_scripts.zh import SENTENCE_END

REACH = 8  # header lines stand among the first units of a paper
LONGEST = 60  # and are no longer than this

SALUTATION = re.compile(
    r"(?:尊敬的|敬爱的)?[^。，；]{0,40}(?:同志们|同志|代表|领导|来宾|委员|朋友们|同仁|女士们|先生们|各位|大家)[^。；]{0,12}[:：!！]"
    r"|[^。，；]{0,40}(?:单位|科室|部门|局|政府|委员会|医院|中心|公司)[）)]?[:：]"
    r"|[一-鿿]{0,6}各(?!项|种|类|方面)[^。；：]{0,60}(?:[乡镇县市区州盟旗省院所站局办委组校司处科室队社村场厂会]|街道|部门|单位|企业|政府|机关|机构|团体|中心)"
    r"[）)]?[:：]"
)  # 同志们：, 各位领导、同志们：, 各县区卫生局：, 各乡镇：; not 要做到以下几点：, 我局主要做法：
DATE = re.compile(
    r"[（(]?\s*(?:(?:19|20)[\dxX×_*〇○零]{2}|(?:一九|二[〇○零])[〇○零一二三四五六七八九十]{2})\s*年"
    r"(?:\s*[\dxX×_*一二三四五六七八九十]{1,3}\s*月(?:\s*[\dxX×_*一二三四五六七八九十]{1,3}\s*日)?)?\s*"
    r"(?:[）)]|(?<=日)[^。；]{2,40}(?:通过|公布|发布|批准|修订|会议上?)[）)])?"
)  # （2012年3月5日）, 一九九三年, （2010年3月5日市政府常务会议通过）; not 2012年工作总结
SPEAKER = re.compile(
    r"[（(]?(?:[^。，；：]{0,24}(?:书记|局长|厅长|主任|市长|县长|区长|镇长|乡长|省长|主席|院长|部长|副主任|副局长|委员)\s*[一-鿿×xX*]{1,4})[）)]?"
)  # 市卫生局局长张三; not 局长要亲自抓
NAME = re.compile(r"[一-鿿×]{2,4}")  # 张三, over 同志们：; not 前言 over a sentence
NUMBER = re.compile(
    r"[^。，；：\s]{1,12}[〔\[（(［【](?:19|20)[\dxX×_*]{2}[〕\]）)］】]\s*第?[\dxX×_*]{1,5}号"
)  # ×卫发〔2012〕15号; not 15号文件
TITLE_END = re.compile(
    r"(?:讲话|讲话稿|发言|致辞|报告|汇报|汇报材料|总结|计划|要点|方案|意见|通知|办法|规划|安排|打算|公告|通报|决定|纪要|倡议书|材料|预案|通告|公报|决议|章程|制度|规定|细则|条例|请示|批复|简报|自查报告|建议)(?:提纲|稿)?(?:[（(][^）)]{1,20}[）)])?$"
)  # 在全市卫生工作会议上的讲话, 实施方案（试行）; not 讲话精神要落实


def header(units: Sequence[Unit]) -> dict[int, BlockKind]:
    """Which of the first units are header lines, and of what kind. Header lines stand before the first other one."""
    kinds: dict[int, BlockKind] = {}
    for index, unit in enumerate(units[:REACH]):
        kind = _kind(unit, kinds) or _beside(units, index, kinds)
        if kind is None:
            break
        kinds[index] = kind
    return kinds if len(kinds) < len(units) else {}


def title_above(units: Sequence[Unit], at: int) -> int:
    """Where the header begins whose last line is right above unit `at`: at its title, or at `at` if it has none."""
    for near in range(at - 1, max(-1, at - REACH), -1):
        unit = units[near]
        if unit.mark is not None or unit.role or len(unit.text) > LONGEST:
            break
        if is_title(unit.text):
            return near
        if not any(shape.fullmatch(unit.text) for shape in (DATE, SPEAKER, NAME, NUMBER)):
            break
    return at


def is_headerlike(unit: Unit) -> bool:
    """Could this line stand in a header: short, without a number, no sentence?"""
    return (
        unit.mark is None
        and len(unit.text) <= LONGEST
        and (bool(SALUTATION.fullmatch(unit.text)) or unit.text[-1] not in SENTENCE_END + "，、：")
    )


def _kind(unit: Unit, before: dict[int, BlockKind]) -> BlockKind | None:
    seen = set(before.values())
    if unit.mark is not None or unit.role or len(unit.text) > LONGEST:
        return None
    if DATE.fullmatch(unit.text):
        return "date"
    if SALUTATION.fullmatch(unit.text):
        return "salutation"
    if seen & {"title", "date"} and "salutation" not in seen and SPEAKER.fullmatch(unit.text):
        return "speaker"
    return "title" if not seen & {"salutation", "title"} and is_title(unit.text) else None


def _beside(units: Sequence[Unit], index: int, before: dict[int, BlockKind]) -> BlockKind | None:
    """What a line is by where it stands: the document's number below its title, a speaker's bare name."""
    words, after = units[index].text, units[index + 1].text if index + 1 < len(units) else ""
    if not before or units[index].mark or units[index].role:
        return None
    if NUMBER.fullmatch(words):
        return "paragraph"
    return "speaker" if NAME.fullmatch(words) and (SALUTATION.fullmatch(after) or DATE.fullmatch(after)) else None


def is_title(words: str) -> bool:
    """Does it end as titles do, and is no sentence?"""
    return bool(TITLE_END.search(words[-24:])) and words[-1] not in "。，；：！？"
