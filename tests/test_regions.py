"""Regions of papers -> the tree by the codes of today: where each stands, what it counts, what it is called."""

from __future__ import annotations

import pytest

from build_scripts.knowledge.places import line_of, names_of, provinces
from build_scripts.render.anchors import region_anchor
from build_scripts.render.indexes.region import region_pages
from build_scripts.render.pictures.tiles import TILES
from build_scripts.render.regions import NATION, Spot, regions, spot_of
from tests.facts import Facts, archive, within

# A region as the paper's time called it, its code, and where in the tree it stands: the names from the province down.
PLACED = [
    ("山东省", "370000", "山东省"),
    ("山东省滨州市", "371600", "山东省›滨州市"),
    ("山东省惠民地区沾化县", "371603", "山东省›滨州市›沾化区"),
    ("北京市崇文区", "110103", "北京市›崇文区"),
    ("湖北省仙桃市", "429004", "湖北省›仙桃市"),
    ("湖北省荆州地区仙桃市", "429004", "湖北省›仙桃市"),
    ("四川省重庆市", "500000", "重庆市"),
    ("江苏省苏州市苏州工业园区", "320500", "江苏省›苏州市›苏州工业园区"),
    ("新疆维吾尔自治区石河子市第八师", "659001", "新疆维吾尔自治区›石河子市›第八师"),
    ("云南省普洱市景东彝族自治县", "530823", "云南省›普洱市›景东彝族自治县"),
    ("山东省烟台市烟台经济技术开发区", "370600", "山东省›烟台市›烟台经济技术开发区"),
]


@pytest.mark.parametrize(("region", "code", "line"), PLACED)
def test_a_paper_stands_where_its_unit_lies_today(region: str, code: str, line: str) -> None:
    made = regions(archive(Facts(region, code)).documents)
    (node,) = made.provinces.values()
    names = [node.name]
    while node.below:
        assert not node.own
        (node,) = node.below.values()
        names.append(node.name)
    assert "›".join(names) == line
    assert len(node.own) == 1


@pytest.mark.parametrize(
    ("facts", "spot"),
    [
        (Facts(), None),
        (Facts("全国"), Spot(NATION, "", within=False)),
        (Facts("河北省", "130000", findings=(within(1),)), Spot("130000", "", within=True)),
        (Facts("河北省", "130000", findings=(within(1),), sure="curated"), Spot("130000", "", within=False)),
        (Facts("山东省滨州市", sure="curated"), Spot("371600", "", within=False)),
        (Facts("某国某州", sure="curated"), None),
        (Facts("火星省", "990000"), None),
    ],
)
def test_spots(facts: Facts, spot: Spot | None) -> None:
    assert spot_of(archive(facts).documents[0]) == spot


def test_a_unit_counts_what_lies_in_it() -> None:
    papers = (
        Facts("山东省", "370000"),
        Facts("山东省", "370000", findings=(within(2),)),
        Facts("山东省滨州市", "371600"),
        Facts("山东省滨州市沾化区", "371603"),
        Facts("全国"),
        Facts(),
    )
    made = regions(archive(*papers).documents)
    province = made.provinces["370000"]
    assert (province.count, len(province.own), len(province.within)) == (4, 1, 1)
    assert province.below["371600"].count == 2
    assert (len(made.national), len(made.unplaced)) == (1, 1)


def test_the_page_tells_what_is_not_known_and_what_was_called_otherwise() -> None:
    papers = (
        Facts("山东省惠民地区沾化县", "371603", "县", (1996, 1996)),
        Facts("山东省", "370000", "县", findings=(within(2),)),
        Facts(level="县"),
        Facts(),
    )
    (page,) = region_pages(archive(*papers))
    text = page.content.decode()
    assert "## 山东省（2 篇） {: #r370000 }" in text
    assert "- **只知在山东省之内，更细的待考**{: #r370000-within } 1 篇\n    - [甲2]" in text
    assert "- **滨州市**{: #r371600 } 1 篇\n    - **沾化区**{: #r371603 } 1 篇\n        - [甲1]" in text
    assert "时称山东省惠民地区沾化县" in text
    assert "## 待考（2 篇） {: #r-unknown }" in text
    assert "- **县级，不知何县**{: #r-unknown-2 } 1 篇\n    - [甲3]" in text
    assert "- **级别不明**{: #r-unknown-4 } 1 篇\n    - [甲4]" in text


def test_papers_of_a_unit_stand_in_the_order_of_their_years() -> None:
    years = [(2015, 2015), None, (2009, 2012), (None, 2010), (2009, 2009)]
    (page,) = region_pages(archive(*(Facts("河北省", "130000", years=each) for each in years)))
    text = page.content.decode()
    order = sorted(range(1, 6), key=lambda number: text.index(f"[甲{number}]"))
    assert order == [5, 3, 4, 1, 2]


def test_every_province_has_a_tile_of_its_own() -> None:
    codes = [unit.id for unit in provinces()]
    assert len(codes) == 34
    assert {code[:2] for code in codes} == set(TILES)
    assert len(set(TILES.values())) == 34


def test_every_unit_has_a_line_and_an_id_of_its_own() -> None:
    codes = list(names_of())
    assert all(line_of(code)[0].id.endswith("0000") for code in codes)
    assert len({region_anchor(code) for code in codes}) == len(codes)


@pytest.mark.parametrize(
    ("code", "zone", "anchor"),
    [("371600", "", "r371600"), (None, "", "r-unknown"), ("320500", "苏州工业园区", "r320500-8f806b5a")],
)
def test_anchors(code: str | None, zone: str, anchor: str) -> None:
    assert region_anchor(code, zone) == anchor
