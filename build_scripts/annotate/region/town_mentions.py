"""Text -> mentions of townships: named, in lists without their class, communes of old, and farms of the corps."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from build_scripts.annotate.region.context import Role, clause_after, clause_before, role
from build_scripts.annotate.region.gazetteer import regiments, township_stems, townships
from build_scripts.annotate.region.mention import Mention
from build_scripts.zh import NUMERAL, numeral

HAN = "一-鿿"
TOWNSHIP = re.compile(r"镇(?!海|江|平|安|宁|远|雄|静|痛|压)|乡(?![村镇土亲音愁情贤])|街道|苏木")
# 邵伯公社, 邵伯人民公社: what was made a township by 1985; not 各公社
COMMUNE = re.compile(rf"(?P<before>[{HAN}]{{2,6}}?)(?:人民)?公社")
# 往流集、陈淋子等镇, 壁山、皂市、磨市等5个乡镇: names whose class stands once, behind the list; not 公安、司法等部门
TOWNSHIP_LIST = re.compile(
    rf"(?P<names>(?:[{HAN}]{{2,7}}、){{1,15}}[{HAN}]{{2,7}}?)(?:等?(?:\d{{1,2}}|[一二两三四五六七八九十]{{1,3}})?个?)"
    r"(?:中心|重点|沿海|山区|边远|主要|沿线|库区)?(?P<kind>乡镇|镇乡|乡、镇|镇、乡|镇街|街镇|乡镇街道|苏木乡?镇|镇苏木|苏木|镇|乡|街道|(?<=等)地)"
    # behind 等镇 or 个镇 it is a list, whatever follows: 等镇财政收入; not 、镇财政所
    r"(?:(?<=等镇)|(?<=等乡)|(?<=等乡镇)|(?<=个镇)|(?<=个乡)|(?<=个乡镇)|(?![政属企党财级方区]))(?![江海平安宁])"
)
LEAST = 2  # so many of a list must be townships of one county,
SHORT_STEM = 2
LEAST_OF_PLACES = 3  # or so many where the list only says 等地
NO_TOWNSHIP = re.compile(
    r"^(?:中心|重点|卫生|文明|示范|特色|城乡|民族|建制|工业|城区|产业|小城|省级|新城|城市|农村|部分|生态|平安|各个|有关|试点|美丽|贫困|一个|所有|城关|先进|乡|周边|边境|全部|附近|其他|红旗|太平|山区|龙头)"
)


# What tells that 44团 is a farm and no regiment of the army: 兵团党委, 团场, 师市; not 社团
CORPS = re.compile(r"兵团|团场|师市|农[一二三四五六七八九十]+师|连队职工")
# 四十四团, 121团; not 第一团队, 3团结
REGIMENT = re.compile(
    rf"(?<![第{NUMERAL}])(?P<n>\d{{1,3}}|[一二三四五六七八九〇零十百]{{1,5}})团(?![结体员队委伙购聚圆年长])"
)


def named_townships(text: str, taken: tuple[Mention, ...]) -> Iterator[Mention]:
    """Names of townships, the longest that ends in each 镇, 乡 or 街道 and begins in no other name."""
    ends = [name.end for name in taken if name.form == "full"] + [0]
    marks = [hit.end() for hit in TOWNSHIP.finditer(text)]
    if not marks:
        return
    known = townships()
    for end in marks:
        if text[end - 2 : end] == "乡镇":  # 部分乡镇, 各乡镇
            continue
        least = max(last for last in ends if last < end)
        for start in range(max(least, end - 12), end - 2):
            name = text[start:end]
            if name in known and not NO_TOWNSHIP.match(name):
                kind = role(clause_before(text, start), clause_after(text, end), cited=False, opens=False)
                kind = "elsewhere" if kind == "elsewhere" else "plain"
                yield Mention(start, end, name, known[name], "township", kind, 0)
                break


def listed_townships(text: str) -> Iterator[Mention]:
    """The names of each list that one county has several townships of, else a long name that only one county has."""
    for hit in TOWNSHIP_LIST.finditer(text):
        stems = list(_stems(hit["names"], hit.start("names")))
        counties = Counter(county for _, _, held in stems for county in held)
        if max(counties.values(), default=0) < (LEAST_OF_PLACES if hit["kind"] == "地" else LEAST):
            alone = (stem for stem in stems if len(stem[1]) > SHORT_STEM and len(stem[2]) == 1)
            stems = list(alone) if hit["kind"] != "地" else []
        kind = role(clause_before(text, hit.start()), clause_after(text, hit.end()), cited=False, opens=False)
        for start, name, held in stems:
            yield Mention(
                start, start + len(name), name, held, "township", "elsewhere" if kind == "elsewhere" else "plain", 0
            )


def communes(text: str) -> Iterator[Mention]:
    """The people's communes that bore the names of townships of today, the longest name before each 公社."""
    if "公社" not in text:
        return
    known = township_stems()
    for hit in COMMUNE.finditer(text):
        name = next((hit["before"][at:] for at in range(len(hit["before"]) - 1) if hit["before"][at:] in known), None)
        name = None if name == "人民" else name  # 人民公社 of all places
        if name:
            end = hit.end("before")
            yield Mention(end - len(name), hit.end(), f"{name}公社", known[name], "township", "plain", 0)


def regiment_farms(text: str) -> Iterator[Mention]:
    """四十四团, 121团: numbered farms of the corps in Xinjiang, where the paper speaks of the corps."""
    if CORPS.search(text):
        for hit in REGIMENT.finditer(text):
            number = numeral(hit["n"])
            if number is not None and (city := regiments().get(number)):
                left, right = clause_before(text, hit.start()), clause_after(text, hit.end())
                kind: Role = "elsewhere" if role(left, right, cited=False, opens=False) == "elsewhere" else "plain"
                yield Mention(*hit.span(), hit[0], (city,), "township", kind, 0)


def _stems(names: str, at: int) -> Iterator[tuple[int, str, tuple[str, ...]]]:
    """Each listed name that some county has a township of; before the first may stand other words: 抓好壁山."""
    known = township_stems()
    for number, name in enumerate(names.split("、")):
        for cut in range(len(name) - 1 if number == 0 else 1):
            if held := known.get(name[cut:]):
                yield at + cut, name[cut:], held
                break
        at += len(name) + 1
