"""Text -> mentions: the names of places in it, the longest first, each with the units it may mean and what it does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from build_scripts.annotate.region.context import clause_after, clause_before, role
from build_scripts.annotate.region.gazetteer import Gazetteer, gazetteer
from build_scripts.annotate.region.mention import Mention
from build_scripts.annotate.region.town_mentions import communes, listed_townships, named_townships, regiment_farms
from build_scripts.annotate.rows import knowledge

HAN = "一-鿿"
CITED = re.compile(r"《[^《》\n]{1,60}》?")  # 《江苏省安全生产条例》; not “江苏省”
# Where a short name may begin: after a mark, and after words that lead to a name. 在启东, 推进衡水; not 山西安全
LED = re.compile(
    rf"(?:^|[^{HAN}]|[月日底初末在对由从到赴往向以将把是为给与和及同的了给按经让使即如像比全本]|我们|咱们|建设|健康|平安|美丽|和谐|幸福|推进|推动|促进|打造|构建|实现|加快|发展|振兴|生态|文明|法治|富裕|作为|关于"
    r"|欢迎|来到|(?:[的谐裕康福丽明强盛安]|建设|打造|构建)新|情系|聚焦|服务|立足|围绕|扎根|繁荣|文化|支持|热爱|魅力|诚信|数字|智慧|绿色|中共|诚信|法治|活力|开放|宜居|富强|全市|市区|市辖|考察|学习|支援|借鉴|参观|前往|组织|发生|莅临|光临)$"
)
# What a slogan says of its place; behind it a short name may end anywhere: 建设诚信盐津年
PRAISE = re.compile(r"(?:健康|平安|美丽|和谐|幸福|生态|文明|法治|富裕|诚信|魅力|数字|智慧|活力)$")
# Where a short name may end: before a mark, a conjunction, a number of units, and the things of government
ENDED = re.compile(
    rf"(?:$|[^{HAN}]|[和与及而等或至到比离距两三四五六七八九十各市县区州省的是在为也已被作有将均地人我]|以及|卫生|经济|社会|发展|安全|建设|教育|医|食药|安监|公安局|财政|民政|精神|试点|全境|境内|一带|率先|大地|百姓|群众|干部|儿女|实际|特色"
    r"|石化|油田|煤矿|机场|地震|大地震|发生|特大|爆炸|撤[市县地区]|合并|建市|建县|建区|考察|学习|模式|经验|奥运|世博|亚运|召开|会议|事业|旅游|工业|农业|大局|崛起|形象|品牌|检查|视察)"
)
# What a full name may not be followed by, when its name is a word too: 平安县城, 东方市场, 新华区域
CLIPPED = re.compile(r"^[场容值民级城域间别长直际属外政]")
# What makes a town of a county's or city's name: 芒市镇, 澄江县镇; not 大名县镇村, 昌吉市乡镇, 某县镇江路
OF_TOWN = re.compile(r"镇(?![村街海江区办域级属企政党长域乡南北东西平安宁远])")
OF_STREET = re.compile(r"[镇乡街村岸路]")  # 大朝山东镇, 河南岸; not 河南省
CELEBRATED = re.compile(r"(?<=重庆)祝")  # 隆重庆祝; not 在重庆祝
JOINED = re.compile(r"(?:[县市区州]?(?:、|，|和|与|及|以及|或))$")


@lru_cache(maxsize=8)
def mentions(text: str) -> tuple[Mention, ...]:
    """Every mention in the text, in its order. A chain (河北省衡水市武强县) is one mention of its last unit."""
    known = gazetteer()
    names = _chained(tuple(_names(text, known)), text, known)
    kept = tuple(_grouped(names, text, known))
    towns = tuple(named_townships(text, kept))
    ends = {at for town in towns for at in range(town.start, town.end)}
    towns = (*towns, *(town for town in listed_townships(text) if town.start not in ends), *regiment_farms(text))
    towns = (*towns, *communes(text))
    inside = {at for town in towns for at in range(town.start, town.end)}
    kept = tuple(name for name in kept if name.form == "full" or name.start not in inside)
    return tuple(sorted((*_with_roles(kept, text), *towns), key=lambda found: found.start))


def _names(text: str, known: Gazetteer) -> Iterator[Mention]:
    """The longest names, from left to right; a word that may be a name is kept here with the group -1."""
    at, lengths, end = 0, known.lengths, len(text) - 1
    while at < end:
        found = None
        for length in lengths.get(text[at : at + 2], ()):
            if (found := _name(text, at, text[at : at + length], known)) is not None:
                yield found
                break
        at = found.end if found else at + 1


def _name(text: str, at: int, name: str, known: Gazetteer) -> Mention | None:
    end = at + len(name)
    if name in known.full:
        word = f"={name}" in known.words
        sound = (len(name) > 2 or _leads(text, at, known)) and not (
            (word or name[:-1] in known.words) and CLIPPED.match(text[end : end + 1])
        )
        sound = sound and not (name[-1] in "市县" and OF_TOWN.match(text, end))
        return Mention(at, end, name, known.full[name], "full", "plain", -1 if word else 0) if sound else None
    if name not in known.short:
        return None
    if known.short[name][0].endswith("0000"):
        sound = (name[-1] not in "东西南北" or _leads(text, at, known)) and not OF_STREET.match(text[end : end + 1])
        sound = sound and not (CELEBRATED.match(text, end) and text[at - 1 : at] == "隆")
        return Mention(at, end, name, known.short[name], "short", "plain", 0) if sound else None
    word, after = name in known.words, text[end : end + 2]
    leads = _leads(text, at, known)
    ends = bool(ENDED.match(after)) or after in known.lengths or after in _fields()
    ends = ends or bool(PRAISE.search(text[max(0, at - 4) : at]))
    listed = text[max(0, at - 1) : at] == "、" or text[end : end + 1] == "、"
    sound = (leads and ends) or listed or (not word and len(name) > 2)
    return Mention(at, end, name, known.short[name], "short", "plain", -1 if word else 0) if sound else None


@cache
def _fields() -> frozenset[str]:
    """How the fields and tasks of government begin, which may stand behind a short name: 启东水利, 泗洪林业."""
    return frozenset(word[:2] for word in knowledge().subjects)


def _leads(text: str, at: int, known: Gazetteer) -> bool:
    """May a name begin here: after a mark, a word that leads to names, or another name?"""
    before = text[max(0, at - 4) : at]
    return bool(LED.search(before)) or any(
        before[-length:] in known.full or before[-length:] in known.short
        for length in (2, 3, 4)
        if length <= len(before)
    )


def _chained(found: tuple[Mention, ...], text: str, known: Gazetteer) -> Iterator[Mention]:
    """Join names that follow one another, each in the one before; the last keeps only what lies in those."""
    held: Mention | None = None
    for name in found:
        if held is not None and held.end == name.start:
            inside = tuple(unit for unit in name.ids if any(high in held.ids for high in known.above[unit]))
            if inside:
                whole = text[held.start : name.end]
                held = name._replace(start=held.start, name=whole, ids=inside, group=0, chained=True)
                continue
        if held is not None:
            yield held
        held = name
    if held is not None:
        yield held


def _grouped(found: Iterator[Mention], text: str, known: Gazetteer) -> Iterator[Mention]:
    """Number the lists of names; a word that may be a name stays only beside a name that shares its parent."""
    rows: list[list[Mention]] = []
    for name in found:
        if rows and JOINED.fullmatch(text[rows[-1][-1].end : name.start]):
            rows[-1].append(name)
        else:
            rows.append([name])
    for number, row in enumerate(rows, 1):
        parents = {high for name in row if name.group == 0 for unit in name.ids for high in known.above[unit][:1]}
        for name in row:
            if name.group == 0:
                yield name._replace(group=number)
            elif inside := tuple(unit for unit in name.ids if parents & set(known.above[unit][:1])):
                yield name._replace(group=number, ids=inside)


def _with_roles(found: tuple[Mention, ...], text: str) -> Iterator[Mention]:
    """A list does what its first and last names do: 赴江苏、浙江考察 speaks of both."""
    cited = [hit.span() for hit in CITED.finditer(text)]
    edges: dict[int, tuple[int, int]] = {}
    for name in found:
        first, _ = edges.get(name.group, (name.start, name.end))
        edges[name.group] = (first, name.end)
    for name in found:
        start, end = edges[name.group]
        inside = any(first <= name.start < last for first, last in cited)
        of_list = role(clause_before(text, start), clause_after(text, end), cited=inside, opens=_opens(text, start))
        if of_list not in {"elsewhere", "cited", "venue", "example"}:
            own = clause_after(text, name.end)
            of_list = role(clause_before(text, name.start), own, cited=inside, opens=_opens(text, name.start))
        yield name._replace(role="venue" if of_list == "plain" and _among_strangers(name, edges, text) else of_list)


def _among_strangers(name: Mention, edges: dict[int, tuple[int, int]], text: str) -> bool:
    """Does a short name stand alone in a list whose other names are of no known place, as villages' names are?"""
    start, end = edges[name.group]
    alone = (start, end) == (name.start, name.end) and name.form == "short" and not name.chained
    return alone and (text[start - 1 : start] == "、" or text[end : end + 1] == "、")


def _opens(text: str, at: int) -> bool:
    return at == 0 or text[at - 1] == "\n"
