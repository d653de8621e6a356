"""The first units of a paper -> its own title, salutation, date and speaker, where it has them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from build_scripts.model import BlockKind
from build_scripts.segment.units import Unit
from build_scripts.zh import DISTRIBUTION, SENTENCE_END

REACH = 8  # header lines stand among the first units of a paper
LONGEST = 60  # and are no longer than this

SALUTATION = re.compile(
    r"(?:尊敬的|敬爱的)?[^。，；]{0,40}(?:同志们|同志|代表|领导|来宾|委员|朋友们|同仁|女士们|先生们|各位|大家)[^。；]{0,12}[:：!！]"
    r"|[^。，；]{0,40}(?:单位|科室|部门|局|厅|政府|党委|委员会|村委会|居委会|办事处|法院|检察院|医院|学校|学院|中心|公司|公所)[）)]?[:：]"
    r"|[一-鿿]{0,6}各(?!项|种|类|方面)[^。；：]{0,60}(?:[乡镇县市区州盟旗省院所站局办委组校司处科室队社村场厂会]|街道|部门|单位|企业|政府|机关|机构|团体|中心)"
    r"[）)]?[:：]"
)  # 同志们：, 各位领导、同志们：, 各县区卫生局：, 各乡镇：; not 要做到以下几点：, 我局主要做法：
DATE = re.compile(
    r"[（(]?\s*(?:(?:[1１][9９]|[2２][0０])[\dxX×_*〇○零]{2}|(?:一九|二[〇○零0０])[〇○零0０一二三四五六七八九十]{2})\s*年"
    r"(?:\s*[\dxX×_*一二三四五六七八九十]{1,3}\s*月(?:\s*[\dxX×_*一二三四五六七八九十]{1,3}\s*日)?)?\s*"
    r"(?:[）)]|(?<=日)[^。；]{2,40}(?:通过|公布|发布|批准|修订|会议上?)[）)])?"
    r"|[（(]?(?:19|20)\d\d([.．/\-])(?:1[0-2]|0?[1-9])\1(?:3[01]|[12]\d|0?[1-9])[）)]?"
)  # （2012年3月5日）, 一九九三年, 2012.1.10, （2010年3月5日市政府常务会议通过）; not 2012年工作总结
# 某县卫生局2012年3月5日; not 2012年3月5日, 2012年工作总结
SIGNED_DATE = re.compile(rf"[^。，；：]{{2,30}}?\u3000?(?:{DATE.pattern})")
SPEAKER = re.compile(
    r"[（(]?(?:[^。，；：]{0,24}(?:书记|局长|厅长|主任|市长|县长|区长|镇长|乡长|省长|主席|院长|部长|副主任|副局长|委员)\s*[一-鿿×xX*]{1,4})[）)]?"
)  # 市卫生局局长张三; not 局长要亲自抓
NAME = re.compile(r"[一-鿿×]{2,4}")  # 张三, over 同志们：; not 前言 over a sentence
NUMBER = re.compile(
    r"[^。，；：\s]{1,12}[〔\[（(［【](?:19|20)[\dxX×_*]{2}[〕\]）)］】]\s*第?[\dxX×_*]{1,5}号"
    r"|[^。，；：]{0,20}第\s*[A-Z]{0,8}\s*\d{1,4}/(?:19|20)?\d{2}\s*[号號]"
    r"|[（(〔\[](?:19|20)\d\d[）)〕\]][一-鿿\d]{1,12}第?\s*[\d×]{1,6}(?:-\d{1,3})?[号號](?:之[一二三四五六七八九十])?"
    r"|[（(]?第\s*[\d一二三四五六七八九十]{1,4}\s*[期次][）)]?(?:[（(]总第?\d{1,4}期[）)])?"
)  # （2014）高民初字第1123号, ×卫发〔2012〕15号, 文件第IDC 48/2011号, 第7期（总第31期）, （第5次）; not 15号文件
LETTERHEAD = re.compile(r"[^。，；：《》、\d]{2,26}文件")  # 某县人民政府文件, 资料文件; not 学习文件、材料
ORGAN = re.compile(
    r"(?!关于|各)[^。，；：《》\s]{2,40}(?:局|厅|委|部|处|署|办|政府|委员会|办公室|[法检]?院|公司|集团|中心|站|所|会)"
)  # 某县人民政府; not 关于成立委员会, 各镇人民政府
AREA = re.compile(r"[一-鿿]{2,10}[省市县区州盟旗镇乡村]")  # 澳门特别行政区, above who issues the notice; not 全县
# What stands over a letterhead or a title: 类别：A, 签发人：张三, 公开属性：主动公开; not 同志们：, 要求：一是…
FIELD = re.compile(r"[一-鿿]{2,8}：[^。，；：]{1,24}")
# 内部资料　注意保存, 特急, 秘密★1年; not 秘密工作
MARKING = re.compile(
    r"(?:内部(?:资料|材料|文件|刊物|明电)|注意保存|仅供参考|不得外传|特急|加急|平急|急件|明传|[绝机]?密|秘密)(?:[★☆].{0,8})?"
)
ISSUE = re.compile(r"[（(]?(?:总)?第\s*[\d一二三四五六七八九十]{1,4}\s*期.{0,12}")  # （第9期）; not 第九次会议
# The name of a kind of paper by itself, below who issues it: 民事判决书, 公告, 会议纪要; not 关于召开会议的通知
KIND = re.compile(
    r"(?:民事|刑事|行政|执行)?(?:附带民事)?(?:判决|裁定|调解|决定|起诉|处罚决定)书|(?:会议|工作)?(?:纪要|简报)"
    r"|招标公告|公告|通告|通知|通报|公报|决定|决议|批复"
)
CLOSES = re.compile(r"特此|此致|现(?:将|予)|以上")  # 特此报告, which closes a paper and is no title; not 特别报告
# A first line that may name the paper: 在线访谈：局长谈防灭火; not 招标编号：12, 今年以来，全县…, 同志们
NAMED = re.compile(
    r"(?![^：]{0,6}(?:编号|时间|地点|日期|单位|部门|来源|作者|索引号|文号|类别|电话|地址|签发人|主题词|关键词)[：:]|[^：]{2,3}人：)"
    r"(?=.{0,60}[一-鿿])[^。，；！？|\u3000]{7,40}(?<![：:、])"
)
TITLE_OPENS = re.compile(r"(?:关于|印发|转发|批转)")  # 关于印发办法的通知, below who issues it; not 对于
TITLE_END = re.compile(
    r"(?:讲话|讲话稿|发言|致辞|报告|汇报|汇报材料|总结|计划|要点|方案|意见|通知|办法|规划|安排|打算|思路|公告|通报|决定|纪要|倡议书|材料|预案|通告|公报|决议|章程|制度|规定|细则|条例|请示|批复|简报|自查报告|建议|公开|公示|须知|公约|守则|公开信|函|标准|规程|规范|指南|说明|通知书|告知书|(?:判决|裁定|调解|决定|起诉)书|答复|复函|公开栏|公示栏|公告栏|对照检查|述职述廉|访谈实录|承诺书|责任书|意见书|建议书|申请书|申请|议案|提案|(?:工作|进展|落实|完成|执行)情况|贺信|贺词|慰问信)(?:提纲|稿)?(?:[（(][^）)]{1,20}[）)])?$"
)  # 在全市卫生工作会议上的讲话, 实施方案（试行）; not 讲话精神要落实


def header(units: Sequence[Unit]) -> dict[int, BlockKind]:
    """Which of the first units are header lines, and of what kind. Header lines stand before the first other one."""
    kinds: dict[int, BlockKind] = {}
    for index, unit in enumerate(units[:REACH]):
        kind = _kind(unit, kinds) or _beside(units, index, kinds) or _over(units, index, kinds)
        if kind == "title" and _is_masthead(units, index):
            kind = "paragraph"
        kind = kind or _named(units, index)
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
            return near - (near > 0 and is_adjoined(units, near - 1))
        if not any(shape.fullmatch(unit.text) for shape in (DATE, SPEAKER, NAME, NUMBER)):
            break
    return at


def heads(units: Sequence[Unit], title: int) -> int:
    """The first unit below a title that is no date, number or speaker."""
    for below in range(title + 1, min(title + 4, len(units))):
        if not any(shape.fullmatch(units[below].text) for shape in (DATE, SIGNED_DATE, SPEAKER, NUMBER)):
            return below
    return len(units)


def is_adjoined(units: Sequence[Unit], at: int) -> bool:
    """Does this line open the title that the next one closes: who issues it, or the first half of 关于…的通知?"""
    if at + 1 >= len(units):
        return False
    words, after = units[at].text, units[at + 1]
    if units[at].mark or units[at].role or after.mark or len(words) > LONGEST or not is_title(after.text):
        return False
    if units[at].pieces[-1].line + 1 != after.line or is_title(words):
        return False
    if TITLE_OPENS.match(after.text) or KIND.fullmatch(after.text):
        return bool(ORGAN.fullmatch(words))
    return words.startswith("关于") and words[-1] not in SENTENCE_END + "，：、"


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
    if DATE.fullmatch(unit.text) or ("title" in seen and SIGNED_DATE.fullmatch(unit.text)):
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


def _over(units: Sequence[Unit], index: int, before: dict[int, BlockKind]) -> BlockKind | None:
    """A line over the title: its first half, or the letterhead and the number, where a title follows below them."""
    if "title" in before.values():
        return "title" if index and before.get(index - 1) == "title" and is_adjoined(units, index - 1) else None
    if is_adjoined(units, index):
        return "title"
    return "paragraph" if _is_over_title(units, index) else None


def _named(units: Sequence[Unit], index: int) -> BlockKind | None:
    """The first line of all, a short one over the first sentence, that names the paper in words of its own."""
    unit, after = units[index], units[index + 1 : index + 2]
    if index or unit.mark or unit.role or unit.piece.start or not after:
        return None
    below = after[0]
    fields = _stands_over(below.text)
    over = fields or (not below.role and (below.mark is not None or len(below.text) > len(unit.text)))
    named = NAMED.fullmatch(unit.text) and not (ORGAN.fullmatch(unit.text) or DISTRIBUTION.fullmatch(unit.text))
    return "title" if named and over else None


def _is_masthead(units: Sequence[Unit], index: int) -> bool:
    """Is this the name of a bulletin: below it stand the number of the issue, who issues it, and then a title?"""
    issue = False
    for near in range(index + 1, min(index + REACH, len(units))):
        unit = units[near]
        if unit.mark or unit.role or len(unit.text) > LONGEST:
            return False
        if ISSUE.fullmatch(unit.text):
            issue = True
        elif is_title(unit.text) and near > index + 1:
            return issue
        elif not (KIND.fullmatch(unit.text) or _stands_over(unit.text)):
            return False
    return False


def _stands_over(words: str) -> bool:
    """Are these, cell by cell, what stands over a title: a letterhead, a number, who issues it, a date, a field?"""
    shapes = (LETTERHEAD, NUMBER, ORGAN, DATE, SIGNED_DATE, AREA, FIELD, MARKING)
    return all(any(shape.fullmatch(cell) for shape in shapes) for cell in words.split("\u3000"))


def _is_over_title(units: Sequence[Unit], index: int) -> bool:
    for near in range(index, min(index + REACH, len(units))):
        unit = units[near]
        if unit.mark or unit.role or len(unit.text) > LONGEST:
            return False
        if is_title(unit.text) or is_adjoined(units, near):
            return near > index
        if not _stands_over(unit.text):
            return False
    return False


def is_title(words: str) -> bool:
    """Does it end as titles do, and is no sentence?"""
    if CLOSES.match(words) or ("\u3000" in words and _stands_over(words)):
        return False
    return bool(TITLE_END.search(words[-24:])) and words[-1] not in "。，；：！？"
