"""Names of issuers -> the kinds of offices they are: each row's examples, and names as papers write them."""

from __future__ import annotations

import re

import pytest

from build_scripts.knowledge.offices import OTHER, OfficeRow, office_of, offices
from build_scripts.render.anchors import issuer_anchor
from build_scripts.render.indexes.issuer import full_name, issuer_pages
from tests.facts import Facts, archive, within


@pytest.mark.parametrize("row", offices(), ids=lambda row: row.id)
def test_a_row_finds_its_matches_before_any_other_and_leaves_its_rejects(row: OfficeRow) -> None:
    assert {name: office_of(name).id for name in row.matches} == dict.fromkeys(row.matches, row.id)
    assert [name for name in row.rejects if re.search(row.pattern, name)] == []


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("州卫生局", "health"),
        ("区委、区政府", "party-and-government"),
        ("省安全监管局", "work-safety"),
        ("县政府", "government"),
        ("水利学会", "agriculture"),
        ("甲乙丙", "other"),
        ("", "other"),
    ],
)
def test_kinds(name: str, kind: str) -> None:
    assert office_of(name).id == kind


# What the paper calls its issuer, where it speaks, and the issuer's full name.
NAMED = [
    ("市卫生局", Facts("河北省衡水市", "131100"), "衡水市卫生局"),
    ("县政府", Facts("云南省普洱市景东彝族自治县", "530823"), "景东彝族自治县政府"),
    ("县政府", Facts("山东省惠民地区沾化县", "371603"), "沾化县政府"),
    ("市卫生局", Facts("河北省", "130000"), "市卫生局"),
    ("县政府", Facts("河北省", "130000", findings=(within(1),)), "县政府"),
    ("卫生局", Facts("河北省衡水市", "131100"), "卫生局"),
    ("国家卫生计生委", Facts("全国"), "国家卫生计生委"),
    ("市卫生局", Facts(), "市卫生局"),
]


@pytest.mark.parametrize(("issuer", "facts", "name"), NAMED)
def test_full_names(issuer: str, facts: Facts, name: str) -> None:
    assert full_name(archive(facts._replace(issuer=issuer)).documents[0]) == name


def test_the_index_crosses_kinds_with_levels() -> None:
    papers = (
        Facts("河北省衡水市", "131100", "市", issuer="市卫生局"),
        Facts(level="县", issuer="县卫生局"),
        Facts(level="县", issuer="县卫生局"),
        Facts(issuer="<b>*某某*"),
        Facts(level="县"),
    )
    (page,) = issuer_pages(archive(*papers))
    text = page.content.decode()
    assert '<th scope="row"><a href="#o-health">卫生健康</a></th>' in text
    assert '<td style="--share: 100%"><a href="#o-health-county">2</a></td>' in text
    assert "## 卫生健康（3 篇） {: #o-health }" in text
    assert "衡水市卫生局（原文“市卫生局”）" in text
    assert f"## {OTHER.name}（1 篇） {{: #o-other }}" in text
    assert "&lt;b>\\*某某\\*" in text
    assert "## 待考（1 篇） {: #o-unknown }" in text


def test_anchors() -> None:
    assert (issuer_anchor("health"), issuer_anchor("health", "county")) == ("o-health", "o-health-county")
