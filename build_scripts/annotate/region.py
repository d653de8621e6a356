"""Zones -> region: the place whose paper it is, where the text writes it out from the province down."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from build_scripts.annotate.rows import Knowledge, ProvinceRow, Where
from build_scripts.annotate.zones import Zone, Zones, evidence
from build_scripts.model import Annotation, CleanText, Document, Evidence, Finding

# What a province's name may be followed by that ends as a place's name does: 四川省示范县, 北京市社区, 江苏省城市管理
_NOT_A_NAME = (
    r"(?!全|各|我|本|该|省|市|县|区|级|人民|城市|城乡|城区|农村|直属|示范|试点|重点|贫困|文明|卫生|开发|高新|山区|灾区|社区|牧区"
    r"|库区|郊区|园林|园区|部分|有关|扩权|边境|民族|国家|先进|优秀|星级|双拥|[一-鿿]{0,3}[的和与及了在、])"
)
_CITY = rf"{_NOT_A_NAME}(?:[一-鿿]{{2,4}}?(?:地区|市|州|盟)|[一-鿿]{{2,12}}?自治州)"
_COUNTY = rf"{_NOT_A_NAME}(?:[一-鿿]县|[一-鿿]{{2,4}}?(?:县|区|市|旗)|[一-鿿]{{2,10}}?自治[县旗])"
_ORGAN = r"(?:人民政府|政府|委员会|[一-鿿]{1,12}?(?:局|委|厅|办公室|办|院|站|中心|会))"
_MEETING = r"(?:[^，。；、\n]{0,24}?(?:会议|大会|动员会|推进会|座谈会))"

# 山东省沂水县 before 卫生局, 江苏省 before 卫生工作会议; each wording below says what must stand around it
WRITTEN_OUT = rf"(?P<place>(?:{{provinces}})(?:{_CITY}(?:{_COUNTY})?|{_COUNTY})?)"
# 浙江省温州市人民政府关于, 江苏省2010年; not 赴浙江省考察
TITLED = rf"^(?:中共)?{WRITTEN_OUT}(?={_ORGAN}|{_MEETING}|(?:20|19)\d\d年)"
HELD_IN = rf"^在{WRITTEN_OUT}(?={_MEETING}上)"  # 在四川省教育工作会议上的讲话; not 在四川省考察的总结
SPEAKS = rf"我(?:谨|仅)?代表{WRITTEN_OUT}(?={_ORGAN})"  # 我代表衡阳市卫生局; not 江苏省宿迁市卫生局的经验
# 今天，我们召开四川省卫生工作会议; not 传达四川省卫生工作会议精神
CONVENES = rf"(?:今天|现在|这次|此次)(?:[^。；\n]{{0,20}}(?:召开|举行)的?)?{WRITTEN_OUT}(?={_MEETING}(?!精神))"
# 我局下发了《江苏省宿迁市卫生局关于; not 贯彻《江苏省卫生厅关于
ISSUED = (
    r"我[局委厅][^。\n]{0,160}?(?:下发|印发|出台|制定)[^。\n]{0,60}?"
    rf"《(?:中共)?{WRITTEN_OUT}(?={_ORGAN}关于)"
)
SIGNED = rf"^(?:中共)?{WRITTEN_OUT}{_ORGAN}(?=[\s（(]|(?:19|20)\d\d年|$)"  # 重庆市民政局 alone on its line
# 在全国卫生工作会议上; not 关于贯彻全国会议精神的通知
NATIONAL = r"^在?(?P<place>全国)(?=[^，。；\n]{0,30}(?:会议|大会|方案|计划|要点|意见|通知))"

# Characters that names of places do not hold but the words before 市 and 县 do: 按照市, 推动全县, 一是市, 继续做好市
_NO_NAME = (
    "全各我本该其某每等省市县区州是了的在为对使给到由与及并按照据根成完强化实动贯彻组织有关这次副们刚才也将把被因就"
    "继续做好认真紧围绕统提升进推确保加快创得益聚努力会应传达自治抽调"
)
# A name with its class, where a name may begin, used as one: 启东市卫生局, 在沂水县召开; not 全市卫生局, 社区卫生
MENTION = re.compile(
    rf"(?:^|[，、。；：“《（在由对向与和才])([^{_NO_NAME}\W\dA-Za-z_]{{2,3}}(?:自治县|市|县|(?<![城社新小地园矿库山牧灾华离])区|自治州))"
    r"(?=人民政府|政府|委|卫生|安监|[一-鿿]{2,6}局|、|召开)",
    re.MULTILINE,
)


def region(
    text: CleanText, document: Document, parts: Zones, known: Knowledge
) -> tuple[tuple[Annotation, ...], tuple[Finding, ...]]:
    """Region and, for a province or the whole country, its code; else a finding with the names that stand there."""
    found: dict[str, list[Evidence]] = {}
    for rule, where, pattern in _rules(known.provinces):
        zone = parts[where]
        for hit in pattern.finditer(zone.text):
            found.setdefault(hit["place"], []).append(evidence(text, zone, hit.span("place"), f"region: {rule}"))
    longest = max(found, key=len, default="")
    if longest and all(longest.startswith(name) for name in found):
        return _stated(longest, found, known.provinces), ()
    return (), (_finding(document, found, parts["anywhere"]),)


@cache
def _rules(provinces: tuple[ProvinceRow, ...]) -> tuple[tuple[str, Where, re.Pattern[str]], ...]:
    names = "|".join(row.name for row in provinces)
    wordings: tuple[tuple[str, Where, str], ...] = (
        ("titled", "title", TITLED),
        ("held-in", "title", HELD_IN),
        ("national", "title", NATIONAL),
        ("speaks", "opening", SPEAKS),
        ("convenes", "opening", CONVENES),
        ("issued", "opening", ISSUED),
        ("signed", "closing", SIGNED),
    )
    return tuple(
        (rule, where, re.compile(wording.replace("{provinces}", names), re.MULTILINE))
        for rule, where, wording in wordings
    )


def _stated(name: str, found: dict[str, list[Evidence]], provinces: tuple[ProvinceRow, ...]) -> tuple[Annotation, ...]:
    clues = tuple(dict.fromkeys(found[name]))[:3]
    codes = {row.name: row.code for row in provinces}
    code = (Annotation("region_code", codes[name], "stated", clues),) if name in codes else ()
    return (Annotation("region", name, "stated", clues), *code)


def _finding(document: Document, found: dict[str, list[Evidence]], zone: Zone) -> Finding:
    if found:
        message = f"地名互相冲突：{'、'.join(sorted(found))}。未定地区，请核对。"
        return Finding("A021", "warning", document.place, message)
    seen = Counter(hit[1] for hit in MENTION.finditer(zone.text))
    if seen:
        named = "、".join(name for name, _ in seen.most_common(6))
        message = f"文中没有从省级起写明是何处的文件；出现的地名有：{named}。未定地区，请核对。"
        return Finding("A022", "note", document.place, message)
    return Finding("A020", "note", document.place, "文中没有写明是何处的文件，也没有可作线索的地名。未定地区。")
