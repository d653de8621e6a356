"""Text -> titles: what stands between title marks, and who issued it as far as its words and those before it show."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from build_scripts.annotate.region.gazetteer import gazetteer
from build_scripts.knowledge.title_forms import Scope
from build_scripts.zh import HAN

LONGEST = 100  # characters of a title; what is longer has lost its closing mark
QUOTED = re.compile(
    r"《([^《》]*(?:《[^《》]*》[^《》]*)*)》"
)  # 《湖北省〈工会法〉实施办法》, 《关于《药品管理法》的通知》; not 《工会法
INNER = re.compile(r"[《〈]([^《》〈〉]{2,60})[》〉]")  # 〈工会法〉 in a title
OTHER_QUOTED = re.compile(
    r"〈([^《》〈〉]{2,60})〉|<<([^<>《》]{2,60})>>|＜＜?([^＜＞《》]{2,60})＞＞?"
)  # title marks of a poorer typist

# A place blanked out at the head of a title: __市, ××县, XX省, 某区; not 一市
HIDDEN = re.compile(r"^[“\"]?(?:(?:19|20)[\dxX×_]{2}年?)?(?:[_＿]{1,8}|[XxＸｘ×*＊○]{1,6}|某+)")
# A title that begins with the unit it is of: 省安全生产…, 全市用人单位…, 县职业病…; not 市场, 区域, 县域, 州际, 乡村
UNIT = re.compile(
    r"^(?:[我本全该]|某)?(?:省|自治区|市|县|区|州|盟|旗|镇|乡|街道)(?![场容域级块间划村际直辖政情委境])|^(?:省|市|县|区)(?:委|政府)"
)
# Whose document it is, right before it: 省政府《, 市委市政府联合印发的《, 根据我县《; not 我市认真贯彻《
LOCAL_BEFORE = re.compile(
    rf"(?:[我本全]|[省市县区州镇乡])(?:[省市县区州镇乡]|委|政府|人大|政协|[{HAN}、]{{0,8}}(?:局|厅|办|委|会|院))?"
    r"(?:(?:联合)?(?:印发|制定|制订|出台|下发|转发|批转|颁布|发布|提出|编制|颁发|印制)了?)?(?:的|关于)*$"
)
CENTRAL_BEFORE = re.compile(
    rf"(?:国家|中央|国务院|中办|国办|全国|[{HAN}]{{1,6}}部|总局|总署|两办)[^，。；：！？《》]{{0,12}}$"
)
CENTRAL = re.compile(
    r"^(?:中共中央|中央|国务院|全国|国家|中华人民共和国|中国|卫生部|公安部|[一-龥]{1,8}部(?:办公厅)?关于)"
)
# The paper's own office makes it: 制定了《, 研究出台《, 建立和完善《; not 新修订的《
OWN_BEFORE = re.compile(
    rf"(?:制定|制订|出台|印发|下发|起草|编制|拟定|拟订|草拟|完善|建立|健全|推行)(?:了|完善|实施|并|和|并实施|出)*[{HAN}]{{0,4}}$"
)
BEFORE = 20  # characters before a title that may name its issuer


class Title(NamedTuple):
    """A title without its marks: where it stands, where its marks do, and whether it stands inside another."""

    text: str
    start: int
    end: int
    marked: tuple[int, int]
    inner: bool


def titles(text: str) -> Iterator[Title]:
    """Every title in the text, each before those inside it."""
    for found in QUOTED.finditer(text):
        if not (found[1].strip() and len(found[1]) <= LONGEST):
            continue
        yield Title(found[1], *found.span(1), found.span(), inner=False)
        for nested in INNER.finditer(text, *found.span(1)):
            yield Title(nested[1], *nested.span(1), nested.span(), inner=True)
    if "〈" in text or "<<" in text or "＜" in text:
        inside = [found.span() for found in QUOTED.finditer(text)]
        for found in OTHER_QUOTED.finditer(text):
            if not any(start < found.end() and found.start() < end for start, end in inside):
                group = found.lastindex or 0
                yield Title(found[group], *found.span(group), found.span(), inner=False)


def scope(title: str, before: str) -> Scope:
    """Who issued a document of this title, by its own words first, then by those that stand before it."""
    if HIDDEN.match(title):
        return "hidden"
    if place(title) or UNIT.match(title):
        return "local"
    if CENTRAL.match(title) or CENTRAL_BEFORE.search(before):
        return "central"
    if LOCAL_BEFORE.search(before):
        return "local"
    return "own" if OWN_BEFORE.search(before) else "any"


def place(title: str) -> str:
    """The place whose name a title begins with: 江苏省, or 江苏 for a province."""
    known = gazetteer()
    for length in known.lengths.get(title[:2], ()):
        name = title[:length]
        if name in known.full and len(name) > 2:
            return name
        if name in known.short and known.short[name][0].endswith("0000"):
            return name
    return ""
