"""What is understood of a query: signs, fields, notices, and many ways to write the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.search.index_files import asked, written
from tests.search.small import PAPERS


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("small"), PAPERS)


NOTICES = [
    ("甲 OR", ["literal"]),
    ("OR", ["literal"]),
    ('职业卫生 "', ["quote", "nothing"]),
    ("year:abc 卫生", ["field"]),
    ("工 作", ["joined"]),
    ("2013 年 5 月", ["joined"]),
    ("，。", ["empty"]),
    ("??", ["empty"]),
    ("职业卫生 ~10", ["literal"]),
    ("-", ["empty"]),
    ('"', ["empty"]),
    ("检查 - 讲话", ["nothing"]),
    ("检查 ~12345 讲话", ["literal"]),
    ("检查 ~1234 讲话", []),
    ("职业卫生*", ["literal"]),
    ("张**", []),
    ("year:2012..2009", ["years"]),
    ("year:2012..", []),
    ("", []),
    ("year:2009..2012", []),
    ("年份：2009", []),
    ("12:30", []),
    ("在“三同时”中", []),
    ("甲 乙丙", []),
    ("工 -作", []),
    ("(职业 卫生) OR 培训", ["brackets"]),
    ("（一） 大力推进", []),
    ("1）加强 2）落实", []),
    ("检查~5尘肺病", ["literal"]),
    ("检查 AND 尘肺病", ["literal"]),
    ("卫生 --讲话", ["nothing"]),
    ("卫生 OR OR 医疗", ["literal"]),
    ("certainty:大概", ["field"]),
    ("依据：推定", []),
    ("地区：", ["field"]),
    ('genre:"，"', ["field"]),
    ("卫生 | ", ["literal"]),
    ("000:0", []),
]


@pytest.mark.parametrize(("query", "codes"), NOTICES)
def test_nothing_is_dropped_silently(query: str, codes: list[str], small: Path) -> None:
    assert asked(small, [query])[0]["notices"] == codes


SAME = [
    ("职业卫生", "职業衞生", "　职业卫生　", "职 业 卫 生", "職業，衛生"),
    ("尘肺病 检查", "尘肺病　检查", "检查  塵肺病"),
    ("讲话 | 医疗", "讲话|医疗", "讲话｜医疗", "讲话 OR 医疗", "講話 ＯＲ 醫療"),
    ("卫生 -讲话", "衛生 －講話"),
    ('"职业，卫生"', "“职业，卫生”", "「職業,衛生」", "＂职业，卫生＂"),
    (
        "year:2009..2012",
        "年份：2009—2012",
        "year：2009-2012",
        "year: ２００９..２０１２",
        "年:2009至2012",
        "YEAR:2009..2012",
        "year:2012..2009",
    ),
    (
        "region:江苏",
        "地区：江蘇",
        "region:32",
        "地區:江苏",
        "Region：江蘇",
        "ｒｅｇｉｏｎ：江苏",
        'region:"江苏"',
        "region:“江苏”",
    ),
    ("genre:讲话", "文种：講話", "文種:讲话"),
    ("source:001", "來源：００１"),
    ("certainty:stated", "依据：原文明载", "依據:原文明載", "certainty:Stated"),
    ("certainty:year:unknown", "依据：year：未定"),
    ("卫生\u200b室", "卫生室", "卫\u3000生 \t室", "衛\u00a0生\n室"),
    ("检查 ~5 尘肺病 | 签约", "签约 OR 尘肺病 ~5 检查"),
    ("-讲话 卫生", "卫生 －讲话", "卫生 -講話"),
    ("卫生? -讲话", "衛生? -讲话"),
    ("检查 ~5 尘肺病", "检查 ～５ 塵肺病"),
    ("000:23", "000：23", "000:24", "０００：２３"),
    ("卫?室", "衛？室", "卫？室"),
]


@pytest.mark.parametrize("forms", SAME, ids=lambda forms: forms[0])
def test_one_question_in_many_forms(forms: tuple[str, ...], small: Path) -> None:
    given = asked(small, forms)
    assert given[0]["total"]
    assert all(each["found"] == given[0]["found"] for each in given)


@pytest.mark.parametrize(("query", "found"), [
    ("=着力", {"000-21": ["L25"]}),
    ("=著力", {}),
    ("著力", {"000-21": ["L25"]}),
    ("=著作", {"000-21": ["L25"]}),
    ("=着作", {}),
    ('"职业卫生"', {"000-1": ["L1", "L3"], "000-21": ["L25"]}),
    ('"职业，卫生"', {"001-7": ["L7"]}),
    ("全国。家庭", {"001-7": ["L7"]}),
    ("全国?家庭", {}),
    ("全国？家庭", {"001-7": ["L7"]}),
    ("year:2009..2010 -讲话", {"001-7": []}),
    ("source:001", {"001-7": []}),
    ("检查 ~0 尘肺病", {}),
    ("尘肺病 ~5 检查", {"000-21": ["L25"]}),
    ("尘肺病 ~5 检查 OR 签约", {"000-21": ["L25"], "001-7": ["L7"]}),
    ("-尘肺病 ~5 检查 尘肺病", {"000-1": ["L5"], "000-41": ["L41"]}),
    ("讲话 | -尘肺病", {"000-21": [], "001-7": []}),
    ("?肺病防治", {"000-1": ["L5"]}),
    ("防治?", {}),  # the sentence ends there
    ("尘肺病?治", {"000-1": ["L5"]}),
    ("尘肺病??", {"000-1": ["L5"], "000-21": ["L25"], "000-41": ["L41"]}),
    ("5家", {"000-1": ["L3"]}),
    ("25", {"000-1": ["L3"]}),
    ("2.5家", {}),
    ('"生。职"', {}),
    ('"医生签约。职业"', {"001-7": ["L7"]}),
    ('"签约！职业"', {}),
    ("签约！职业", {"001-7": ["L7"]}),
    ("签约职业", {}),
    ("certainty:region:unknown", {"000-41": []}),
])  # fmt: skip
def test_signs(query: str, found: dict[str, list[str]], small: Path) -> None:
    assert asked(small, [query])[0]["found"] == found
