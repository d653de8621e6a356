"""Zones -> subject, scope, office: what a paper is about, for which area, and whose it is, as it says itself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from build_scripts.annotate.issuer.bodies import bodies
from build_scripts.annotate.rows import Knowledge, Where
from build_scripts.annotate.zones import Zones

# How much a mention weighs beyond its one in the body.
WEIGHTS: tuple[tuple[Where, int], ...] = (("title", 12), ("opening", 3), ("headings", 2), ("anywhere", 1))
RARE = 4  # a subject of the table that weighs less than this yields to what the text itself calls its work
LONGEST = 8  # Han before 工作 that may name it
EARLY = 60  # code points within which a paper names the campaign that it serves

AREAS = "省市州盟县区旗镇乡"
# 我市, 全县, 区委、区政府; not 我区域, 全市长
SELF = re.compile(rf"[我全]([{AREAS}])(?![{AREAS}域级长])|([{AREAS}])委、?\2政府")
# 市卫生局, 市安全生产监督管理局; not 县区卫生局, 市各部门局, 市长局势
OFFICE = re.compile(
    rf"(?<![{AREAS}各、])([{AREAS}][^省市州县区旗各与及的了在是关到长委内直级\W\d]{{2,9}}?(?:局|委员会|厅))(?![面部势长限域])"
)
# ，卫生局, 2014年安监局; not 我局, 大局, 各县区卫生局, 。成立了以局长为组长的
BARE_OFFICE = re.compile(
    r"(?:^|[，。；年将])((?:(?![各我本全大格布结省市县区州乡镇了以由为在是])[一-鿿]){2,4}局)(?![面部势限域长])",
    re.MULTILINE,
)
# What stands before 工作 when it is a noun: 防汛工作, 语言文字工作; not 工作会议, 工作人员
WORK = re.compile(r"(?<=[一-鿿”])工作(?!会|人员|者|日|组|站|室|制度|要求|目标|任务)")
# Where a name before 工作 cannot reach back over: 的防汛工作, 做好防汛工作, 全市防汛工作
BREAK = re.compile(
    r"[^一-鿿“”]|[的了和与及在对将把为是做好抓搞强进视展实行步力前后上中下各项等有就以年月]"
    r"|[我全本]?[省市州县区镇乡局院校]"
)
# “三提升”活动, “打非治违”专项行动; not “三提升”要求
CAMPAIGN = re.compile(r"“[^”\n]{2,10}”[一-鿿]{0,6}?(?:活动|行动|工程)")
EMPTY = re.compile(
    "其他|重点|主要|基础|日常|具体|中心|相关|有关|实际|本职|业务|全面|今后|当前|准备|领导|组织|思想|一切|年度|常规"
)


class About(NamedTuple):
    """What a title is made of; each is empty when the paper does not say it."""

    subject: str
    scope: str
    office: str


def about(parts: Zones, known: Knowledge) -> About:
    """The most salient subject, the area (全县) and the office (市卫生局) that the paper names as its own."""
    scope = _scope(parts)
    return About(_subject(parts, known), scope, _office(parts, scope))


def shares(subject: str, office: str) -> bool:
    """Do the office's full name and the subject share a word of two characters? 市安监局, 安全生产监管 do."""
    full = _spelt_out(office)
    return any(subject[at : at + 2] in full for at in range(len(subject) - 1))


def _spelt_out(office: str) -> str:
    """The office by its full name, which a short one hides: 市安全生产监督管理局 of 市安监局."""
    forms = bodies().forms
    short = next((office[at:] for at in range(len(office)) if office[at:] in forms), "")
    return office.removesuffix(short) + forms[short].name if short else office


def mentions(text: str, known: Knowledge) -> Iterator[str]:
    """The subject of the table at each place that names one, the longest word taking it."""
    return (known.subjects[hit[0]] for hit in known.subject_words.finditer(text))


def works(text: str) -> Iterator[str]:
    """What the text calls a work, by its own words: 防汛 of 防汛工作."""
    for hit in WORK.finditer(text):
        before = text[max(0, hit.start() - LONGEST) : hit.start()]
        last = max((found.end() for found in BREAK.finditer(before)), default=0)
        name = before[last:].strip("“”")
        if len(name) > 1 and not EMPTY.fullmatch(name):
            yield name


def _subject(parts: Zones, known: Knowledge) -> str:
    first = parts["opening"].blocks[:1]
    if first and first[0].kind != "heading" and (found := CAMPAIGN.search(first[0].text[:EARLY])):
        return found[0]
    weights: Counter[str] = Counter()
    for where, weight in WEIGHTS:
        for name in mentions(parts[where].text, known):
            weights[name] += weight
    (best, weight), *_ = weights.most_common(1) or [("", 0)]
    (called, times), *_ = Counter(works(parts["anywhere"].text)).most_common(1) or [("", 0)]
    if best and weight > max(RARE, times):
        return max((name for name in weights if name.startswith(best) and weights[name] * 2 >= weight), key=len)
    if times > 1:
        return called
    return "" if parts["headings"].blocks else best  # where there are headings, they tell more than one mention


def _scope(parts: Zones) -> str:
    """全县, from 我县, 全县 and 县委、县政府: the area that is named most, where the opening counts more."""
    counts: Counter[str] = Counter()
    zones: tuple[tuple[Where, int], ...] = (("title", 5), ("opening", 3), ("anywhere", 1))
    for where, weight in zones:
        for hit in SELF.finditer(parts[where].text):
            counts[hit[1] or hit[2]] += weight
    (area, times), *_ = counts.most_common(1) or [("", 0)]
    return f"全{area}" if times > 1 else ""


def _office(parts: Zones, scope: str) -> str:
    """The office of that area which is named most; twice at least where the area is unknown."""
    opening = parts["opening"].text
    counts = Counter(hit[1] for hit in OFFICE.finditer(parts["anywhere"].text))
    for name, times in counts.most_common():
        if scope.endswith(name[0]) or (not scope and times > 1):
            return name
    found = BARE_OFFICE.search(opening)
    return found[1] if found else ""
