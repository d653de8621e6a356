"""Zones, genre, year -> title: the paper's own, or one composed of occasion, place, subject and genre."""

from __future__ import annotations

import re

from build_scripts.annotate.occasion import YEAR, is_meeting
from build_scripts.annotate.rows import Knowledge
from build_scripts.annotate.title.subject import About, about, mentions, shares, works
from build_scripts.annotate.zones import Zones, evidence
from build_scripts.model import Annotation, CleanText, Document

LONGEST = 60  # code points of any title
SHORT = 24  # what a composed title should stay within
MADE = "来源没有本篇自己的题目，或只有不能自明的题目；此题由其会议、地区、内容、文种和年份拟成，不是原文。"

# 现将卫生局信息工作(情况)汇报如下: what the report is of; not 现将情况汇报如下
OBJECT = re.compile(
    r"(?:将|就|把)(?P<name>[^，。；：\n]{4,36}?)的?(?:有关|主要|简要|具体|进展|开展)*(?:情况)?"
    r"(?:向[^，。；：\n]{1,20})?(?:(?<!工)作|做)?(?:如下|简要|一个?|以下)*(?:汇报|总结|报告)(?=如下|[：:。])"
)
# 主旨：为落实登革热防治工作，请于: what a letter is about; not 主旨演讲
MATTER = re.compile(r"^(?:主旨|事由|案由)[:：]\s*(?:为|关于|有关)?(?P<name>[^，。；：\n]{4,40})", re.MULTILINE)
OURS = re.compile(r"[我本]([省市州县区旗镇乡])")
OUR_OFFICE = re.compile(r"[我本](?:局|委|院|校|站|所|中心|厅|办)")
PERIOD = re.compile(r"(?<=[年度期])的")  # 上半年的防汛工作; not 全市的防汛工作
# 为切实做好2017年老旧小区电梯加装工作，: what a plan or a circular is for; not 为做好工作，, 为加强领导，
PURPOSE = re.compile(
    r"^为(?:了)?(?:切实|进一步|扎实|全面|认真|深入|更好地?|有效|有力)*"
    r"(?:做好|抓好|搞好|开展|推进|推动|加快|规范|组织实施|实施|落实|加强|强化)(?:好)?(?P<name>[^，。；：、\n]{6,24}?)(?:工作)?，",
    re.MULTILINE,
)
# The number before a heading, and the verbs that make it a task: 一、组织开展专题调研, （二）切实加强宣传, 第三章 卫生
TASK = re.compile(
    r"^(?:第?[（(]?[〇零一二三四五六七八九十\d①-⑳]{1,4}(?:[）)、．.：]|部分|阶段|[编章节篇])+\s*)?"
    r"(?:切实|扎实|全面|进一步|大力|积极|认真|深入|继续|组织|开展|做好|加强)*"
)
GIST_END = re.compile(r"[。；：！？，\n]")
REDACTED = re.compile(r"[xX×*_＊]{2,}|“”")
# 2015年全市…, 市卫生局…; what is made from the text itself opens so; not 市场监管工作要点
LEAD = re.compile(r"(?:(?P<year>\d{4})年)?(?P<all>全?)(?P<area>[省市县区州](?=[^场区县容政]))?")
UNIT = re.compile(
    r"(?:[^省市县区州旗]|州(?=[市县区])){1,9}(?:自治[州县旗]|[省市县区州旗])$"
)  # 衡水市 of 河北省衡水市, 滨州市; not 全国
NOUNS = {
    "总结汇报": (
        ("汇报", re.compile(r"汇报(?:如下|完毕|[：:。])|[作做][^。\n]{0,8}汇报")),
        ("报告", re.compile(r"报告如下|特此报告")),
    ),
    "工作计划": (("思路", re.compile(r"工作思路[^。\n]{0,16}是")), ("安排", re.compile(r"安排如下"))),
    "意见通知": (("通知", re.compile(r"通知[^。\n]{0,8}如下|特此通知")), ("通报", re.compile(r"通报如下|特此通报"))),
}
USUAL = {"总结汇报": "总结", "工作计划": "计划", "工作要点": "要点", "意见通知": "意见", "其他": ""}


def title(text: CleanText, document: Document, parts: Zones, known: Knowledge, year: int | None) -> Annotation:
    """The title, `stated` when the paper has one of its own, else `inferred`; never empty."""
    own = parts["title"]
    if own.text and _is_informative(own.text, known):
        words = own.text.split("\n")[0]
        clue = evidence(text, own, (0, len(words)), "own-title", "原文的题目")
        return Annotation("title", fitted(words), "stated", (clue,), "题目是原文自己的。")
    if matter := MATTER.search(parts["anywhere"].text):
        clue = evidence(text, parts["anywhere"], matter.span("name"), "matter", "正文自述所为何事")
        words = "：".join(filter(None, (own.text.split("\n")[0], matter["name"])))
        return Annotation("title", fitted(words), "inferred", (clue,), MADE)
    claim = document.claim("genre")
    genre = str(claim.value) if claim else ""
    if genre == "讲话":
        return _speech(document, parts, about(parts, known), year)
    return _paper(text, parts, known, genre, year)


def placed(words: str, region: str) -> str:
    """A made title with its year behind and its place by name: 衡水市卫生工作会议讲话（2015年）, from 2015年全市….

    The place is named only where the title's area and the region are of one level: 全市 is no county.
    """
    found = LEAD.match(words)
    if found is None:
        return words
    unit = UNIT.search(region)
    rest = words[found.end() :]
    said = found["all"] + (found["area"] or "")
    area = unit[0] if unit and found["area"] and unit[0].endswith(found["area"]) else said
    dated = f"（{found['year']}年）" if found["year"] else ""
    return f"{area}{rest}{dated}" if len(area + rest + dated) <= LONGEST else words


def fitted(words: str) -> str:
    """The words as a title of at most `LONGEST` code points."""
    words = words.strip()
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…"


def gist(words: str) -> str:
    """The first clause of a heading or paragraph, without its number, the verbs that call to it, and redactions."""
    clause = GIST_END.split(TASK.sub("", words, count=1), maxsplit=1)[0]
    return REDACTED.sub("", YEAR.sub("", clause)).strip()


def _gist(parts: Zones) -> str:
    """What the first heading is about, else the first words of the paper: enough to tell a paper without a subject."""
    first = parts["headings"].blocks or parts["anywhere"].blocks
    words = gist(first[0].text) if first else ""
    return words if len(words) <= SHORT else words[:SHORT] + "…"


def _is_informative(own: str, known: Knowledge) -> bool:
    return len(own) >= 8 or any(mentions(own, known))


def _speech(document: Document, parts: Zones, told: About, year: int | None) -> Annotation:
    held = document.claim("occasion")
    dated = f"{year}年" if year else ""
    if held and isinstance(held.value, str):
        scope = "" if held.value.startswith(("全", "“", told.scope or "全")) else told.scope
        name = REDACTED.sub("", held.value)
        return Annotation("title", fitted(f"{dated}{scope}{name}讲话"), "inferred", held.evidence, MADE)
    what = f"{told.subject}工作" if told.subject else ""
    if what and is_meeting(parts):
        what += "会议"
    words = f"{dated}{told.scope}{what}讲话" if what else f"{dated}{told.scope}讲话：{_gist(parts)}"
    return Annotation("title", fitted(words), "inferred", (), MADE)


def _paper(text: CleanText, parts: Zones, known: Knowledge, genre: str, year: int | None) -> Annotation:
    told = about(parts, known)
    noun = _noun(genre, parts)
    if genre == "总结汇报" and (found := OBJECT.search(parts["opening"].text)):
        name = _object(found["name"], told)
        name = f"{year}年{name}" if year else name
        if len(name) + len(noun) <= LONGEST and _names_something(name, known):
            clue = evidence(text, parts["opening"], found.span("name"), "object", "正文自述所写何事")
            return Annotation("title", fitted(f"{name}{noun}"), "inferred", (clue,), MADE)
    if not told.subject:
        told = told._replace(subject=_purpose(parts) or _gist(parts))
    words = _composed(told, noun, genre, year)
    return Annotation("title", fitted(words), "inferred", (), MADE)


def _purpose(parts: Zones) -> str:
    """What the paper says at its beginning that it is for: 老旧小区电梯加装; empty where it does not."""
    found = PURPOSE.search(parts["opening"].text)
    words = LEAD.sub("", OURS.sub("", REDACTED.sub("", YEAR.sub("", found["name"]))), count=1) if found else ""
    return words.strip()


def _noun(genre: str, parts: Zones) -> str:
    shown = f"{parts['opening'].text}\n{parts['closing'].text}"
    return next((noun for noun, sign in NOUNS.get(genre, ()) if sign.search(shown)), USUAL.get(genre, ""))


def _object(name: str, told: About) -> str:
    name = PERIOD.sub("", OURS.sub(r"全\1", REDACTED.sub("", YEAR.sub("", name))))
    return OUR_OFFICE.sub(told.office, name).strip()


def _names_something(name: str, known: Knowledge) -> bool:
    return any(mentions(name, known)) or any(works(name))


def _composed(told: About, noun: str, genre: str, year: int | None) -> str:
    subject, who = told.subject, told.scope or told.office
    if told.office and not shares(told.subject, told.office):
        who = told.office
    elif subject and not told.scope and subject in told.office:
        subject = ""
    dated = f"{year}年" if year else ""
    lead = f"{dated}{who}" if who == told.scope else f"{who}{dated}"
    if genre == "实施方案":
        return f"{lead}{subject}实施方案"
    return f"{lead}{subject}{'' if subject.endswith('工作') else '工作'}{noun}"
