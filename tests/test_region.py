from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from build_scripts.align import to_clean
from build_scripts.annotate.region import ANYONE, Made, path, region
from build_scripts.annotate.region.bare_towns import bare_towns
from build_scripts.annotate.region.context import ContextRow, Test, contexts, spelt_out
from build_scripts.annotate.region.gazetteer import gazetteer, regiments, taken_over, townships, townships_of
from build_scripts.annotate.region.mentions import mentions
from build_scripts.annotate.region.place_years import place_years
from build_scripts.annotate.region.speaker import Speaker, speaker
from build_scripts.annotate.rows import knowledge
from build_scripts.annotate.zones import zones
from build_scripts.clean import clean
from build_scripts.curation import Curation
from build_scripts.derive.threads import short
from build_scripts.knowledge.places import FOLDER
from build_scripts.model import CleanText, Document, Source
from build_scripts.segment import segment
from build_scripts.tables import tables
from tests.evaluation.papers import paper
from tests.evaluation.region import Result, results

HERE = Path(__file__).parent
CASES = yaml.safe_load((HERE / "cases" / "region.yml").read_text(encoding="utf-8"))
RIGHT, WRONG = 0.95, 0.02


def lines_of(name: str) -> list[str]:
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("# ")
    return [line for line in lines if not line.startswith("#")]


def place(text: CleanText, document: Document) -> Made:
    claims, findings = region(text, document, zones(document), knowledge())
    for claim in claims:
        assert claim.evidence
        for each in claim.evidence:
            line = text.line(each.place.line)
            assert line[to_clean(text, each.place.line, each.place.offset) :].startswith(each.quote)
    return claims, findings


# ---- the tables


def test_units_are_sorted_unique_and_lie_in_units() -> None:
    rows = [line.split("\t") for line in lines_of("units.tsv")]
    keys = [(row[0], int(row[4]), row[1], row[3]) for row in rows]
    assert keys == sorted(set(keys))
    assert 5000 < len(rows) < 7000
    ids = {row[0] for row in rows}
    assert all(len(row) == 6 and re.fullmatch(r"\d{6}(:[一-鿿]+)?", row[0]) for row in rows)
    assert all(row[3] in ids if row[3] else row[0].endswith("0000") for row in rows)
    assert all(1980 <= int(row[4]) <= int(row[5] or 9999) for row in rows)
    assert all(row[1].startswith(row[2]) for row in rows)
    assert not {row[1] for row in rows} & {"市辖区", "县", "市", "省直辖县级行政区划"}


def test_units_without_codes_are_sorted_and_share_names_with_hong_kong_at_most() -> None:
    rows = [line.split("\t") for line in lines_of("uncoded.tsv")]
    keys = [(row[0], int(row[4])) for row in rows]
    assert keys == sorted(set(keys))
    ids = {"710000", "810000", "820000"} | {row[0] for row in rows}
    assert all(len(row) == 6 and re.fullmatch(r"(?:71|81|82)0000:[一-鿿]+", row[0]) for row in rows)
    assert all(row[3] in ids and row[0].endswith(row[1]) and row[1].startswith(row[2]) for row in rows)
    assert sum(row[3] == "810000" for row in rows) == 18
    assert sum(row[3] == "820000" for row in rows) == 7
    assert sum(row[3] == "710000" and not row[5] for row in rows) == 22 - len({"金门县", "连江县"})
    listed = {line.split("\t")[1] for line in lines_of("units.tsv")}
    assert not listed & {row[1] for row in rows if not row[0].startswith("81")}
    towns = [line.split("\t") for line in lines_of("uncoded_townships.txt")]
    assert [town[0] for town in towns] == sorted({town[0] for town in towns})
    assert {town[0] for town in towns} <= ids
    own = {name for town in towns for name in townships_of()[town[0]]}
    assert all(len(townships()[name]) == 1 for name in own)


def test_units_have_one_name_at_a_time() -> None:
    for unit, rows in gazetteer().units.items():
        living = [row for row in rows if row.last is None]
        assert len({row.name for row in living}) <= 1, unit


@pytest.mark.parametrize(
    ("unit", "names"),
    [
        ("371603", ["沾化县", "沾化区"]),
        ("320681", ["启东县", "启东市"]),
        ("420600", ["襄樊市", "襄阳市"]),
        ("510726", ["北川县", "北川羌族自治县"]),
        ("330110", ["余杭县", "余杭市", "余杭区"]),
    ],
)
def test_a_unit_keeps_its_id_through_its_names(unit: str, names: list[str]) -> None:
    assert list(dict.fromkeys(row.name for row in gazetteer().units[unit])) == names


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("无棣县", "无棣"),
        ("和县", "和县"),
        ("恩施土家族苗族自治州", "恩施"),
        ("管城回族区", "管城"),
        ("东乡族自治县", "东乡"),
        ("科尔沁左翼中旗", "科尔沁左翼中"),
        ("惠民地区", "惠民"),
    ],
)
def test_short_names_follow_a_rule(name: str, stem: str) -> None:
    assert short(name) == stem


def test_townships_are_sorted_and_unique_in_their_county() -> None:
    codes = [line.split("\t")[0] for line in lines_of("townships.txt")]
    assert codes == sorted(set(codes))
    assert sum(len(names) for names in townships_of().values()) > 38_000
    for names in townships_of().values():
        assert len(set(names)) == len(names)


def test_hand_written_tables_are_sorted_unique_and_consistent() -> None:
    known = gazetteer()
    words = " ".join(lines_of("words.txt")).split()
    plain = [word for word in words if not word.startswith("=")]
    whole = [word for word in words if word.startswith("=")]
    assert plain == sorted(set(plain))
    assert whole == sorted(set(whole))
    named = {row.short for rows in known.units.values() for row in rows}
    assert set(plain) <= named
    assert {word[1:] for word in whole} <= {row.name for rows in known.units.values() for row in rows}
    aliases = [tuple(line.split("\t")) for line in lines_of("aliases.tsv")]
    assert aliases == sorted(set(aliases), key=lambda row: (row[1], row[0]))
    assert all(unit in known.units for _, unit in aliases)
    zoned = [line.split("\t") for line in lines_of("zones.tsv")]
    assert [row[0] for row in zoned] == sorted({row[0] for row in zoned})
    assert all(row[2] in known.units for row in zoned)
    farms = [line.split("\t") for line in lines_of("regiments.tsv")]
    assert [row[0] for row in farms] == sorted({row[0] for row in farms})
    assert set(regiments().values()) == {row[0] for row in farms} <= set(known.units)
    assert (regiments()[44], regiments()[121]) == ("659003", "659001")


@pytest.mark.parametrize("row", contexts().rows, ids=lambda row: row.rule)
def test_each_wording_holds_to_its_examples(row: ContextRow) -> None:
    pattern = spelt_out(row)
    assert all(pattern.search(words) for words in row.matches)
    assert not any(pattern.search(words) for words in row.rejects)


def test_wordings_are_named_once_and_each_test_has_one() -> None:
    names = [row.rule for row in contexts().rows]
    assert len(names) == len(set(names))
    assert {row.test for row in contexts().rows} == set(get_args(Test))


def test_counties_of_old_and_their_heirs_are_in_the_gazetteer() -> None:
    lines = lines_of("heirs.tsv")
    assert lines == sorted(set(lines))
    assert len(lines) > 100
    for line in lines:
        old, heir = line.split("\t")
        assert gazetteer().latest(old).last is not None
        assert heir in gazetteer().units
    assert "310119" in taken_over()["310115"]  # 南汇区, today in 浦东新区


@pytest.mark.parametrize(
    ("unit", "years", "named", "who", "name"),
    [
        ("331083", (2015, 2030), set(), Speaker("县", ()), "玉环县"),  # one that calls itself 我县 is no city
        ("331083", (2015, 2030), set(), Speaker("市", ()), "玉环市"),
        ("421000", (1996, 1996), {"荆沙"}, ANYONE, "荆沙市"),  # renamed in the course of 1996
        ("421000", (1996, 1996), set(), ANYONE, "荆州市"),
        ("530800", (2005, 2005), set(), ANYONE, "思茅市"),
        ("530800", None, set(), ANYONE, "普洱市"),
    ],
)
def test_a_unit_goes_by_its_name_of_the_time(
    unit: str, years: tuple[int, int] | None, named: set[str], who: Speaker, name: str
) -> None:
    assert path(unit, gazetteer(), years, named, who)[-1].name == name


# ---- names in texts


@pytest.mark.parametrize("case", CASES["mentions"], ids=[case["text"] for case in CASES["mentions"]])
def test_names_are_found_and_what_they_do(case: dict[str, Any]) -> None:
    assert [[name.name, name.role] for name in mentions(case["text"])] == case["found"]


@pytest.mark.parametrize("case", CASES["bare"], ids=[case["text"] for case in CASES["bare"]])
def test_a_list_of_townships_without_their_class(case: dict[str, Any]) -> None:
    found = list(bare_towns(case["text"]))
    assert [town.name for town in found] == case["found"]
    assert all(case["text"][town.start : town.end] == town.name for town in found)
    assert {town.role == "elsewhere" for town in found} <= {case["text"].startswith("赴")}


@pytest.mark.parametrize("case", CASES["speakers"], ids=[case["text"] for case in CASES["speakers"]])
def test_a_paper_says_at_which_level_it_speaks(case: dict[str, Any]) -> None:
    who = speaker(case["text"], 20)
    assert (who.kind, who.over) == (case["kind"], case["over"])


@pytest.mark.parametrize("case", CASES["years"], ids=[case["text"] for case in CASES["years"]])
def test_names_bound_the_year(case: dict[str, Any]) -> None:
    text, document = paper([case["text"] + "的工作取得了成绩。"])
    found = place_years(text, document)
    firsts, lasts = [each.first for each in found if each.first], [each.last for each in found if each.last]
    assert [max(firsts, default=None), min(lasts, default=None)] == (case["bounds"] or [None, None])
    assert all(each.evidence.quote and each.evidence.says for each in found)


# ---- whole papers


@cache
def evaluated() -> tuple[Result, ...]:
    return tuple(results())


def test_regions_of_the_labelled_papers_are_right_or_silent() -> None:
    told = [result for result in evaluated() if result.expected]
    assert len(evaluated()) >= 80
    assert sum(result.verdict == "right" for result in told) >= RIGHT * len(told)
    wrong = [result for result in evaluated() if result.verdict == "wrong"]
    assert len(wrong) < WRONG * len(evaluated()), wrong


def test_levels_of_the_labelled_papers_are_right() -> None:
    wrong = [result for result in evaluated() if result.level[0] and result.level[0] != result.level[1]]
    assert wrong == []


@pytest.mark.parametrize(
    ("unit", "word", "below", "level"),
    [
        ("启东市", "市", "镇", ("县", "inferred")),
        ("无棣县", "县", "镇", ("县", "stated")),
        ("滨州市", "市", "县区", ("市", "stated")),
    ],
)
def test_a_level_is_stated_by_its_own_word_only(unit: str, word: str, below: str, level: tuple[str, str]) -> None:
    title, words = f"在{unit}卫生工作会议上的讲话", f"今天召开全{word}卫生工作会议，全{word}各{below}要抓好落实。"
    claims, _ = place(*paper([title, "同志们：", words]))
    assert [(claim.value, claim.certainty) for claim in claims if claim.kind == "level"] == [level]


def test_every_claim_says_how_its_clues_combine() -> None:
    for result in evaluated():
        if result.value:
            assert result.argument.endswith("］")
            assert "。" in result.argument


@cache
def seeds() -> dict[str, Made]:
    found = {}
    for file in sorted((HERE.parent / "seeds").glob("*.txt")):
        lines = tuple(file.read_text(encoding="utf-8").split("\n"))
        text = clean(Source(file.name[:3], file.name, "", "utf-8", lines))
        for document in segment(text, tables(), Curation())[0]:
            found[str(document.place)] = place(text, document)
    return found


def test_no_region_of_the_archives_papers_contradicts_what_they_state() -> None:
    lines = (HERE / "gold" / "genres.tsv").read_text(encoding="utf-8").splitlines()
    for row in csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t"):
        claims, findings = seeds()[f"{row['source']}:{row['first']}"]
        value = next((claim.value for claim in claims if claim.kind == "region"), None)
        assert value or findings
        if value and row["region"]:
            held = str(value).endswith(row["region"]) or any(finding.code == "A023" for finding in findings)
            assert held, (row, value)


WORDS = st.sampled_from([
    "同志们：", "我市", "全县", "启东市", "卫生局", "沾化区", "、", "无棣县", "江苏省", "《", "》", "条例", "汇龙镇", "赴", "考察", "。", "，",
    "鼓楼区", "朝阳", "城关镇", "全国", "2009年", "\n", "和县", "各县区", "的", "吉林", "省", "市",
])  # fmt: skip


@settings(max_examples=150)
@given(st.lists(WORDS, min_size=1, max_size=40).map("".join))
def test_any_text_is_placed_with_evidence_or_a_finding(words: str) -> None:
    lines = [line for line in words.split("\n") if line] or ["工作"]
    text = clean(Source("000", "000.txt", "", "utf-8", tuple(lines)))
    for document in segment(text, tables(), Curation())[0]:
        claims, findings = place(text, document)
        assert findings or any(claim.kind == "region" for claim in claims)


@given(st.text(max_size=60))
def test_mentions_quote_the_text(words: str) -> None:
    for name in mentions(words):
        assert words[name.start : name.end] == name.name
        assert name.ids
