"""Text -> speaker: at which level of government the paper speaks, by what it calls `we` and `the whole of us`."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import NamedTuple

from build_scripts.knowledge.places import Unit

# 全市, 我县, 本镇; not 全市场, 全区域, 全国
OURS = re.compile(r"(?:全|我|本)(?P<kind>[省市县区州盟旗镇乡村团师]|街道|自治区|兵团)(?![场域间块委级]|县域)")
# 县委、县政府, 市委的领导; not 各县委
LED_BY = re.compile(
    r"(?<![各省市县区州盟旗个乡])(?P<kind>自治区|[省市县区州盟旗镇乡])(?:党?委|人民政府|政府)(?=[、，和及与的书十常办高出对向]|政府|人民|决定|召开)"
)
# 在全县卫生工作会议上, 召开全市安监工作会议: what meets is who speaks
MEETS = re.compile(
    r"(?:召开|举行|在|这次|次)(?:的)?全(?P<kind>[省市县区州盟旗镇乡]|自治区)(?=[^，。；\n]{0,30}?(?:会议|大会|动员会|推进会|现场会|座谈会|培训班))"
)
# 我代表五河县作表态发言: whose words they are, though it is at 全市…会议; not 我代表全县人民, 县人大代表
SPEAKS_FOR = re.compile(
    r"我(?:谨|仅)?代表(?![全本各])[一-鿿]{2,8}?(?P<kind>[市县区旗镇乡])(?=作|做|发言|表态|汇报|人民政府|政府|委|党委)"
)
# 磁器口街道半年工作总结, 长安镇人民政府关于…: whose paper it is by its title; not 乡镇企业局总结, 景德镇市
TITLED_TOWN = re.compile(
    r"\A(?:中共)?[一-鿿]{2,16}?(?P<kind>街道|(?<!乡)镇|乡)"
    r"(?=办事处|人民政府|党工委|党委|(?:半年|年度|上半年|下半年|今年|[〇○零一二三四五六七八九\dxX×_*]{2,4}年)?[一-鿿]{0,14}(?:总结|汇报|报告|计划|要点|方案|意见|通知|思路)(?:\n|\Z))"
    r"(?!企业|[村街]|卫生(?!工作)|[海江南北]|办公室)"
)
# 全地区, 地委、行署: a 地区 speaks, which calls itself 区; not 各地区, nor 本地区, which any place may say of itself
PREFECTURE = re.compile(r"[全我](?P<kind>地区)|(?<![原各])地委(?=[、，和书的办高])|行署(?=[、，和的办高决])")
NATION = re.compile(r"各省、自治区、直辖市|各省（区、市）|各省、市、自治区|党中央、国务院批准召开")
NATIONAL_MEETING = re.compile(r"(?:召开|举行|在|这次|此次)的?全国[^，。；\n]{0,20}?(?:会议|大会)(?!精神)")
# What stands under a prefecture (各县区) or a county-level city (各镇); 各区县 stands under a municipality as well
OVER_COUNTIES = re.compile(
    r"各县|县（市|县\(市|各区县|县区|区县|市县|各[县市]、?区|各旗县|旗县|县级市|各市辖区|县市区|两区|各区(?=[^域位别]|$)|各直属县"
)
# Counties that are not its own: 全国48个重点林区县（市）之一, 周边县市; not 6个县（市、区）
OF_OTHERS = re.compile(r"(?:全国|全省|百强|周边|邻近|兄弟|先进|外地|省内|发达|试点|示范|重点)[^，。；、\n]{0,12}$")
OVER_TOWNS = re.compile(r"各乡镇|各镇|镇（街|各乡（镇|各乡、?镇|镇街|镇村|各街道|乡镇（街道|各乡\(镇|镇乡|镇（区|区镇")
OVER_CITIES = re.compile(
    r"各市(?=[^民场容政直区])|各地市|各市州|各市地|盟市|地州|各州|各设区市|州市|市州|市（地|地（市|市（州"
)
DISTRICT = re.compile(r"行署|地委|各县市")

THRICE = 3
OWN_WORD = 4.0  # 全市 is often said by those below, 我代表五河县 by none but itself
# So much of the first in count suffices for the lower of two kinds: a county speaks of 全市 more than a city of 全县
LOWER = 0.34
ORDER = ("国", "省", "自治区", "兵团", "州", "盟", "市", "区", "师", "团", "县", "旗", "镇", "乡", "街道", "村")
RANK = {
    kind: rank
    for rank, kinds in enumerate(
        (
            ("国",),
            ("省", "自治区", "兵团"),
            ("州", "盟", "市", "师"),
            ("区", "县", "旗", "团"),
            ("镇", "乡", "街道", "村"),
        )
    )
    for kind in kinds
}
LEVELS = ("全国", "省", "市", "县", "乡镇")


class Speaker(NamedTuple):
    """`kind`: its word for itself (市, 县, 镇 …; '' unknown); `spans`: where it says so; `over`: what lies below it."""

    kind: str
    spans: tuple[tuple[int, int], ...]
    over: str = ""

    @property
    def level(self) -> str:
        """全国, 省, 市, 县 or 乡镇; '' where nothing tells."""
        return LEVELS[RANK[self.kind]] if self.kind else ""

    def may_be(self, unit: Unit) -> bool:
        """Can a unit of this sort be the one that speaks, or the county in which a township speaks?"""
        if self.kind in {"镇", "乡", "街道", "村", "团"}:
            return unit.rank == "县"
        if self.kind == "市":
            return unit.name.endswith("市") and self.over != "镇" if unit.rank != "县" else self._small_city(unit)
        if self.kind == "区":
            return unit.name.endswith("区") and self._sort_of_area(unit)
        wanted = {"自治区": "区", "兵团": "团"}.get(self.kind, self.kind)
        ranks = {"省": "省", "自治区": "省", "兵团": "省", "州": "市", "盟": "市", "师": "市", "县": "县", "旗": "县"}
        return not self.kind or (unit.kind == wanted and unit.rank == ranks.get(self.kind))

    def _small_city(self, unit: Unit) -> bool:
        return unit.name.endswith("市") and self.over != "县"

    def _sort_of_area(self, unit: Unit) -> bool:
        """A district; a 地区 or an autonomous region only where it looks down on counties or prefectures."""
        wanted = {"市": "省", "县": "市"}.get(self.over, "县")
        return unit.rank == wanted


def speaker(text: str, first: int) -> Speaker:
    """Who speaks; words before the offset `first` (title, opening) count thrice."""
    weights: defaultdict[str, float] = defaultdict(float)
    spans: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for pattern, weight in ((OURS, 1.0), (LED_BY, 0.5), (MEETS, 1.0), (SPEAKS_FOR, OWN_WORD), (TITLED_TOWN, 1.0)):
        for hit in pattern.finditer(text):
            weights[hit["kind"]] += weight * (THRICE if hit.start() < first else 1)
            if pattern is not LED_BY or not spans[hit["kind"]]:
                spans[hit["kind"]].append(hit.span())
    for hit in PREFECTURE.finditer(text):
        weights["区"] += (1.0 if hit["kind"] else 0.5) * (THRICE if hit.start() < first else 1)
        spans["区"].append(hit.span())
    if nation := [hit.span() for hit in (*NATION.finditer(text), *NATIONAL_MEETING.finditer(text[:first]))]:
        weights["国"] += 4 * len(nation)
        spans["国"] = nation
    kind = _kind(weights)
    if kind == "区" and weights["自治区"] >= 1 and OVER_CITIES.search(text):
        return Speaker("自治区", tuple(spans["自治区"]), "市")
    return Speaker(kind, tuple(spans[kind]) if kind else (), _over(text, kind))


def _kind(weights: dict[str, float]) -> str:
    """The kind that weighs most, or a lower one that weighs a good part of that."""
    most = max(weights.values(), default=0.0)
    likely = [kind for kind, weight in weights.items() if weight >= max(1.0, most * LOWER)]
    return max(likely, key=lambda kind: (RANK[kind], weights[kind]), default="")


def _over(text: str, kind: str) -> str:
    """What a city or area looks down on, where the text tells: 市, 县 or 镇."""
    if kind not in {"市", "区"}:
        return ""
    found = [hit.start() for hit in OVER_COUNTIES.finditer(text)]
    counties = sum(not OF_OTHERS.search(text, max(0, start - 14), start) for start in found)
    towns = len(OVER_TOWNS.findall(text))
    if kind == "区":
        named = any(hit["kind"] for hit in PREFECTURE.finditer(text))
        return "县" if DISTRICT.search(text) and (counties or named) else ""
    if counties and counties >= towns:
        return "县"
    return "镇" if towns >= 2 and not counties else ""
