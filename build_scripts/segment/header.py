"""The first units of a paper -> its own title, salutation, date and speaker, where it has them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from build_scripts.model import BlockKind
from build_scripts.segment.units import Unit

REACH = 6  # header lines stand among the first units of a paper
LONGEST = 60  # and are no longer than this

SALUTATION = re.compile(
    r"(?:尊敬的|敬爱的)?[^。，；]{0,40}(?:同志们|同志|代表|领导|来宾|委员|朋友们|同仁|女士们|先生们|各位|大家|各?单位|科室|部门|局|政府|委员会|医院|中心|公司)"
    r"[^。；]{0,12}[:：!！]"
)  # 同志们：, 各位领导、同志们：, 各县区卫生局：; not 要做到以下几点：
DATE = re.compile(
    r"[（(]?\s*(?:(?:19|20)[\dxX×_*〇○零]{2}|二[〇○零][〇○零一二三四五六七八九十]{2})\s*年"
    r"(?:\s*[\dxX×_*一二三四五六七八九十]{1,3}\s*月(?:\s*[\dxX×_*一二三四五六七八九十]{1,3}\s*日)?)?\s*[）)]?"
)  # （2012年3月5日）, 二〇一二年三月; not 2012年工作总结
SPEAKER = re.compile(
    r"[（(]?(?:[^。，；：]{0,24}(?:书记|局长|厅长|主任|市长|县长|区长|镇长|乡长|省长|主席|院长|部长|副主任|副局长|委员)\s*[一-鿿×xX*]{1,4})[）)]?"
)  # 市卫生局局长张三; not 局长要亲自抓
TITLE_END = re.compile(
    r"(?:讲话|讲话稿|发言|致辞|报告|汇报|汇报材料|总结|计划|要点|方案|意见|通知|办法|规划|安排|打算|公告|通报|决定|纪要|倡议书|材料|预案|通告|公报|决议|章程|制度|规定|细则|条例|请示|批复|简报|自查报告|建议)(?:提纲|稿)?(?:[（(][^）)]{1,20}[）)])?$"
)  # 在全市卫生工作会议上的讲话, 实施方案（试行）; not 讲话精神要落实


def header(units: Sequence[Unit]) -> dict[int, BlockKind]:
    """Which of the first units are header lines, and of what kind. Header lines stand before the first other one."""
    kinds: dict[int, BlockKind] = {}
    for index, unit in enumerate(units[:REACH]):
        kind = _kind(unit, kinds)
        if kind is None:
            break
        kinds[index] = kind
    return kinds if len(kinds) < len(units) else {}


def _kind(unit: Unit, before: dict[int, BlockKind]) -> BlockKind | None:
    seen = set(before.values())
    if unit.mark is not None or len(unit.text) > LONGEST:
        return None
    if DATE.fullmatch(unit.text):
        return "date"
    if SALUTATION.fullmatch(unit.text):
        return "salutation"
    if seen & {"title", "date"} and "salutation" not in seen and SPEAKER.fullmatch(unit.text):
        return "speaker"
    return "title" if not seen & {"salutation", "title"} and _is_title(unit.text) else None


def _is_title(words: str) -> bool:
    return bool(TITLE_END.search(words[-24:])) and words[-1] not in "。，；：！？"
