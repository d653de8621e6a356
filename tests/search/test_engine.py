"""What the engine gives beyond the set of blocks: order, passages, marks, facets, notices, places, and patience."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.search.index_files import asked, run, written
from tests.search.small import PAPERS


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("small"), PAPERS)


def search(index: Path, query: str, **options: Any) -> dict[str, Any]:
    found: dict[str, Any] = run(index, f"(engine) => engine.search({json.dumps(query)}, {json.dumps(options)})")
    return found


@pytest.mark.parametrize(("query", "order"), [
    ("职业卫生", ["000-21", "000-1", "001-7"]),  # in the title; in a heading; across a comma only
    ("尘肺病 检查", ["000-21", "000-41", "000-1"]),  # in one block, the title's paper aside; in two
    ("衛生室", ["000-41"]),
    ("着力", ["000-21"]),
    ("签约", ["001-7"]),
    ("国家", []),
])  # fmt: skip
def test_the_order_of_results(query: str, order: list[str], small: Path) -> None:
    assert [result["id"] for result in search(small, query)["results"]] == order


def test_a_passage_has_its_text_its_link_and_its_marks(small: Path) -> None:
    (found,) = search(small, "诊断")["results"]
    (passage,) = found["passages"]
    (mark,) = passage["marks"]
    assert passage["url"] == "archive/000/41.html#L41"
    assert passage["text"] == PAPERS[2].blocks[0].text
    assert passage["text"][mark["start"] : mark["end"]] == "诊断"
    assert found["title"] == "医疗工作"


def test_a_paper_without_a_title_has_a_name(small: Path) -> None:
    assert search(small, "签约")["results"][0]["title"] == "无题（001:7）"


def test_a_title_is_found_and_is_no_block(small: Path) -> None:
    (found,) = search(small, "安监")["results"]
    assert (found["count"], found["inTitle"], found["passages"]) == (0, True, [])
    assert search(small, "安监")["blocks"] == 0


def test_facts_of_a_result(small: Path) -> None:
    found = search(small, "25家")["results"][0]
    assert {name: found[name] for name in ("place", "regionPath", "year", "genre", "lines", "blocks")} == {
        "place": "000:1", "regionPath": ["江苏省", "常州市"], "year": 2013, "genre": "总结汇报", "lines": [1, 5], "blocks": 3,
    }  # fmt: skip
    assert found["certainty"] == {"region": "stated", "year": "stated", "genre": "stated", "issuer": ""}


def counts(answer: dict[str, Any], facet: str) -> list[tuple[str, int]]:
    return [(each["value"], each["count"]) for each in answer["facets"][facet]]


def test_facets_count_what_the_others_let_through(small: Path) -> None:
    free = search(small, "卫生")
    assert counts(free, "genre") == [("讲话", 2), ("总结汇报", 1), ("", 1)]
    assert counts(free, "year") == [("2013", 1), ("2010", 1), ("2009", 1), ("", 1)]
    assert counts(free, "region") == [("江苏省", 2), ("江苏省/常州市", 1), ("全国", 1), ("", 1)]
    bound = search(small, "卫生", facets={"genre": ["讲话"]})
    assert bound["total"] == 2
    assert counts(bound, "genre") == counts(free, "genre")
    assert counts(bound, "year") == [("2009", 1), ("", 1)]
    assert search(small, "卫生", facets={"genre": ["讲话", "总结汇报"], "region": ["江苏省"]})["total"] == 2
    assert search(small, "卫生", facets={"certainty": ["genre:unknown"]})["total"] == 1


def test_other_facets_ask_for_no_list_again(small: Path) -> None:
    script = """async (engine) => {
        await engine.search("职业卫生");
        const before = engine.store.requests;
        await engine.search("职业卫生", { facets: { genre: ["讲话"] } });
        return engine.store.requests - before;
    }"""
    assert run(small, script) == 0


NOTICES = [
    ("甲 OR", ["literal"]),
    ("OR", ["literal"]),
    ('职业卫生 "', ["quote", "nothing"]),
    ("year:abc 卫生", ["field"]),
    ("工 作", ["joined"]),
    ("2013 年 5 月", ["joined"]),
    ("，。", ["nothing", "empty"]),
    ("??", ["nothing", "empty"]),
    ("职业卫生 ~10", ["literal"]),
    ("-", ["nothing", "empty"]),
    ("", []),
    ("year:2009..2012", []),
    ("年份：2009", []),
    ("12:30", []),
    ("在“三同时”中", []),
    ("甲 乙丙", []),
    ("工 -作", []),
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
    ("year:2009..2012", "年份：2009—2012", "year：2009-2012", "year: ２００９..２０１２", "年:2009至2012"),
    ("region:江苏", "地区：江蘇", "region:32"),
    ("检查 ~5 尘肺病", "检查 ～５ 塵肺病"),
    ("000:23", "000：23", "000:24"),
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
])  # fmt: skip
def test_signs(query: str, found: dict[str, list[str]], small: Path) -> None:
    assert asked(small, [query])[0]["found"] == found


def test_places_resolve(small: Path) -> None:
    places = ["000:1", "000:4", "000:23", "000：23", "001:7", "001:9", "002:1", "卫生"]
    script = f"(engine) => Promise.all({json.dumps(places)}.map((place) => engine.resolve(place)))"
    urls = [found and found["url"] for found in run(small, script)]
    assert urls == [
        "archive/000/1.html#L1",
        "archive/000/1.html#L3",
        "archive/000/21.html#L23",
        "archive/000/21.html#L23",
        "archive/001/7.html#L7",
        None,
        None,
        None,
    ]


def test_marks_of_a_text_on_a_page(small: Path) -> None:
    text = "加强职業、衛生。职业卫生𠀀25家"
    marks = run(small, f'(engine) => engine.marks("职业卫生 25家 -讲话", {json.dumps(text)})')
    units = text.encode("utf-16-le")
    assert [(units[2 * each["start"] : 2 * each["end"]].decode("utf-16-le"), each["term"]) for each in marks] == [
        ("职業、衛生", 0),
        ("职业卫生", 0),
        ("25家", 1),
    ]


def test_a_query_that_finds_nothing_has_a_nearest_one(small: Path) -> None:
    nearest = run(small, '(engine) => engine.nearest("职业卫生 尘肺病 不存在")')
    assert nearest == {"query": "职业卫生 尘肺病", "total": 2}
    assert run(small, '(engine) => engine.nearest("不存在")') is None


def test_first_results_come_before_the_proof(index: Path) -> None:
    script = """async (engine) => {
        const seen = [];
        for await (const answer of engine.answers("安全生产责任制")) {
            seen.push([answer.proved, answer.total, answer.results.map(({ id }) => id)]);
        }
        return seen;
    }"""
    *early, (proved, total, shown) = run(index, script)
    assert proved
    assert early
    for sure, most, first in early:
        assert not sure
        assert most >= total
        assert set(first) <= set(
            run(index, "async (engine) => [...(await (await engine.search('安全生产责任制')).ids()).keys()]")
        )
    assert shown


def test_an_aborted_search_asks_for_nothing_more(index: Path) -> None:
    script = """async (engine) => {
        const control = new AbortController();
        const search = engine.search("安全生产责任制 职业卫生监管", { signal: control.signal });
        control.abort(new Error("enough"));
        const why = await search.then(() => "answered", (trouble) => trouble.message);
        const asked = engine.store.requests;
        await new Promise((resolve) => setTimeout(resolve, 200));
        return [why, engine.store.requests - asked];
    }"""
    assert run(index, script) == ["enough", 0]


@pytest.mark.parametrize(("length", "words"), [
    (20, [("…", False), ("共检查", False), ("25家", True), ("，其中整改", False)]),
    (400, None),
])  # fmt: skip
def test_excerpts(length: int, words: list[tuple[str, bool]] | None, small: Path) -> None:
    text = "开展了职业卫生的检查，" * 5 + "共检查25家，其中整改了一些，" + "其余的都很好，" * 9
    script = f'(engine) => {{ const text = {json.dumps(text)}; return search.excerpt(text, engine.marks("25家", text), {length}); }}'
    parts = [(each["text"], each["marked"]) for each in run(small, script)]
    if words:
        assert [part for part, _ in parts][:3] == [part for part, _ in words][:3]
        assert sum(len(part) for part, _ in parts) <= length + 5
    else:
        assert "".join(part for part, _ in parts) == text
        assert [part for part, marked in parts if marked] == ["25家"]
