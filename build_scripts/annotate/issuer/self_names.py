"""Zones, an office's word for itself -> which office that is: 市卫生局, of a paper that says 我局."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from build_scripts.annotate.issuer.bodies import AREA, PLACE, bodies
from build_scripts.annotate.zones import Zone

# What an office calls itself, and how its name ends then.
ENDS = {
    "委": ("委员会", "委", "委会"),
    "办": ("办公室", "办"),
    "校": ("学校", "中学", "小学"),
    "公司": ("公司", "集团"),
}
OWN = re.compile(rf"(?P<area>{AREA})?(?P<kind>.+)")  # 省局: 省 and 局; 局
REDACTED = re.compile(r"^[xX×_*＊○]+")
TWICE = 2


class Office(NamedTuple):
    """An office's name, where the paper names it (in the zone's text), and how it was told, in Chinese."""

    name: str
    span: tuple[int, int]
    says: str


@cache
def _named() -> re.Pattern[str]:
    """A bureau with the place or word before it: 市卫生局, 宿迁市卫生局; its class before a bare one: 各县卫生局."""
    return re.compile(
        rf"(?P<lower>各|县市|县区|区县|市县|市、县|县、区|县（区）|县（市、区）|设区的?市)?"
        rf"(?P<area>{AREA})?(?P<body>{bodies().bureau})(?![面部势限域长])"
    )


@cache
def _titled() -> re.Pattern[str]:
    """A paper of the office's own: 《宿迁市卫生局关于…》."""
    return re.compile(
        rf"《(?:关于)?(?:印发)?(?P<name>[xX×_*]{{0,4}}(?:{AREA}|{PLACE})?(?P<body>{bodies().bureau}))(?=关于|20)"
    )


def office(own: str, zone: Zone, area: str) -> Office | None:
    """The office that calls itself so in a paper of an area (市, 县, 区 …; '' unknown); None when nothing tells."""
    said = OWN.fullmatch(own)
    if said is None:
        return None
    area, ends = said["area"] or area, ENDS.get(said["kind"], (said["kind"],))
    return next((each for each in _candidates(zone.text, area, ends)), None)


def _candidates(text: str, area: str, ends: tuple[str, ...]) -> Iterator[Office]:
    """The best first: whose paper is cited, the area's office named most, a bare name, the lower offices."""
    for hit in _titled().finditer(text):
        name = REDACTED.sub("", hit["name"])
        if name.endswith(ends) and (not area or name.removesuffix(hit["body"]).endswith(area)):
            yield Office(name, hit.span("name"), "以其名义发文的机关")
    found = [hit for hit in _named().finditer(text) if hit["body"].endswith(ends)]
    yield from _most(
        [hit for hit in found if hit["area"] and hit["area"] == area and not hit["lower"]], 1, "文中最常提到的机关"
    )
    bare = [hit for hit in found if not hit["area"] and not hit["lower"]]
    yield from _most(bare, 1, "文中提到的机关，没有写出级别", area)
    if not area:
        yield from _most([hit for hit in found if hit["area"] and not hit["lower"]], TWICE, "文中最常提到的机关")
    else:
        yield from _most([hit for hit in found if hit["area"] or hit["lower"]], TWICE, "下级的同类机关", area)


def _most(found: list[re.Match[str]], least: int, says: str, area: str = "") -> Iterator[Office]:
    """The body that these name most; `area` stands before a name that has none of its own there."""
    counts = Counter(hit["body"] for hit in found)
    for body, times in counts.most_common(1):
        if times >= least:
            first = next(hit for hit in found if hit["body"] == body)
            name = f"{area}{body}" if area or not first["area"] else f"{first['area']}{body}"
            yield Office(name, (first.start("area") if first["area"] else first.start("body"), first.end()), says)
