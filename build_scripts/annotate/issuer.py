"""Zones -> issuer and occasion: the office that speaks, as it calls itself, and the meeting at which it speaks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from build_scripts.annotate.occasion import occasion
from build_scripts.annotate.rows import Knowledge, Where
from build_scripts.annotate.subject import about
from build_scripts.annotate.zones import Zones, evidence
from build_scripts.model import Annotation, Certainty, CleanText, Evidence

_OFFICE = r"(?:人民政府|政府|局|厅|委员会|办公室|卫生院|医院|学校|中心|支队|大队|总站|公司)"
# A line of its own at the end: 某县卫生局, 市政府办公室; not 会议由市卫生局主持
_YEAR = r"(?:19|20)[\dxX×_*＊]{2}年"
SIGNED = re.compile(rf"^(?:中共)?(?P<name>[一-鿿]{{1,20}}?{_OFFICE})(?=[\s（(]|{_YEAR}|$)", re.MULTILINE)
# A title that begins with an office: 县卫生局2011年工作总结, 市安监局关于; not 卫生局长会议, 教育局面
TITLED = re.compile(rf"^(?:中共)?(?P<name>[一-鿿]{{1,16}}?{_OFFICE})(?={_YEAR}|关于|工作|上半年|年度)")
# 我代表县委、县政府向, 我谨代表市卫生局; not 人大代表, 代表本单位
SPEAKS = re.compile(
    r"(?:我|谨|仅|并|先|首先|下面|受托)[^。；，\n]{0,6}代表"
    r"(?P<name>(?:[省市县区州旗镇乡]党?委、[省市县区州旗镇乡](?:人民)?政府)"
    r"|[一-鿿]{1,16}?(?:局党组|局党委|局班子|人民政府|政府|局|厅|委员会|办公室|院|[省市县区州]委))"
    r"(?=[，、。！向对作就给]|班子|党组|$)"
)
# 我局, 我院: how an office calls itself; not 我局部, 我委托
OURS = re.compile(r"[我本](?P<kind>局|厅|院|办|中心|站|公司|校)(?![部面限势域法事理])|我(?P<board>委)(?![托员派任])")
UNNAMED = re.compile(r"^(?:各|有关|相关|上级|基层|我|本|全|其他)")
TWICE = 2
RESIDUE = re.compile(r"^(?:中共|[xX×_*＊]+)")


def issuer(text: CleanText, parts: Zones, known: Knowledge) -> tuple[Annotation, ...]:
    """The issuer, `stated` where it signs, is in the title or speaks in its name; and the occasion. Either may lack."""
    found = next(_named(text, parts), None) or _ours(text, parts, known)
    held = occasion(parts)
    met = (
        Annotation("occasion", held.name, "stated", (evidence(text, parts["opening"], held.span, "occasion"),))
        if held
        else None
    )
    return tuple(filter(None, (found, met)))


def _named(text: CleanText, parts: Zones) -> Iterator[Annotation]:
    places: tuple[tuple[str, Where, re.Pattern[str]], ...] = (
        ("signed", "closing", SIGNED),
        ("titled", "title", TITLED),
        ("speaks", "opening", SPEAKS),
        ("speaks", "closing", SPEAKS),
    )
    for rule, where, pattern in places:
        for hit in pattern.finditer(parts[where].text):
            name = RESIDUE.sub("", hit["name"]).removesuffix("党组").removesuffix("党委").removesuffix("班子")
            if not UNNAMED.search(name):
                yield _claim(name, "stated", (evidence(text, parts[where], hit.span("name"), f"issuer: {rule}"),))


def _ours(text: CleanText, parts: Zones, known: Knowledge) -> Annotation | None:
    """我局 twice or more: then the bureau that the paper names most is the one that speaks."""
    zone = parts["anywhere"]
    hits = list(OURS.finditer(zone.text))
    counts = Counter(hit["kind"] or hit["board"] for hit in hits)
    (kind, times), *_ = counts.most_common(1) or [("", 0)]
    office = about(parts, known).office
    if times < TWICE or not office.endswith({"委": "委员会"}.get(kind, kind)):
        return None
    clues = tuple(evidence(text, zone, hit.span(), "issuer: ours") for hit in hits[:TWICE])
    named = zone.text.find(office)
    if named >= 0:
        clues = (*clues, evidence(text, zone, (named, named + len(office)), "issuer: named"))
    return _claim(office, "inferred", clues, f"自称“我{kind}”{times}次，文中最常提到{office}")


def _claim(name: str, sure: Certainty, clues: tuple[Evidence, ...], note: str = "") -> Annotation:
    return Annotation("issuer", name, sure, clues, note)
