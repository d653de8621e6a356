"""What the engine gives beyond the set of blocks: order, passages, marks, facets, notices, places, and patience."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.search.index_files import run, written
from tests.search.small import PAPERS, TELLING, paper


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("small"), PAPERS)


@pytest.fixture(scope="module")
def telling(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("telling"), TELLING)


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


def test_witnesses_of_one_paper_are_one_result_where_one_asks_for_that(tmp_path: Path) -> None:
    twins = (
        paper(1, "抗旱", ("paragraph", "抗旱工作。"), witness_of="000:1"),
        paper(11, "防汛", ("paragraph", "抗旱和防汛。")),
        paper(21, "抗旱", ("paragraph", "抗旱工作。"), ("paragraph", "抗旱。"), witness_of="000:1"),
    )
    index = written(tmp_path, twins)
    every, once = (search(index, "抗旱", collapse=collapse) for collapse in (False, True))
    assert (every["total"], [result["witnesses"] for result in every["results"]]) == (3, [[], [], []])
    found = {result["id"]: [each["id"] for each in result["witnesses"]] for result in once["results"]}
    best = every["results"][0]["id"]
    assert once["total"] == 2
    assert found == {best: [({"000-1", "000-21"} - {best}).pop()], "000-11": []}
    assert len(search(index, "抗旱", collapse=True, limit=1)["results"]) == 1


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


# For each value of each facet: it, its count, and how many papers are listed when it is chosen.
LISTED = """async (engine) => {
  const made = [];
  for (const facets of [{}, { genre: ["讲话"] }, { source: ["000"] }]) for (const collapse of [true, false]) {
    const told = await engine.search("抗旱", { collapse, facets });
    for (const [facet, values] of Object.entries(told.facets)) for (const { value, count } of values) {
      const { total } = await engine.search("抗旱", { collapse, facets: { ...facets, [facet]: [value] }, limit: 0 });
      made.push([facet, value, count, total]);
    }
  }
  return made;
}"""


def test_each_value_counts_what_choosing_it_would_list(tmp_path: Path) -> None:
    twins = (
        paper(1, "抗旱", ("paragraph", "抗旱。"), witness_of="000:1", genre="讲话", region="全国"),
        paper(11, "防汛", ("paragraph", "抗旱和防汛。"), genre="讲话"),
        paper(21, "抗旱", ("paragraph", "抗旱。"), witness_of="000:1", genre="讲话"),
        paper(1, "抗旱", ("paragraph", "抗旱。"), source="001", witness_of="000:1"),
    )
    told = run(written(tmp_path, twins), LISTED)
    assert [(facet, value, total) for facet, value, _, total in told] == [tuple(each[:3]) for each in told]
    assert ["source", "000", 2, 2] in told  # two witnesses and another paper, as papers
    assert ["source", "000", 3, 3] in told


def test_facets_alone_list_their_papers_the_latest_first(small: Path) -> None:
    everything = search(small, "")
    assert [result["id"] for result in everything["results"]] == ["000-1", "001-7", "000-21", "000-41"]
    assert (everything["total"], everything["blocks"], everything["notices"]) == (4, 0, [])
    assert counts(everything, "genre") == [("讲话", 2), ("总结汇报", 1), ("", 1)]
    chosen = search(small, " ", facets={"genre": ["讲话"]})
    assert [(result["id"], result["count"], result["passages"]) for result in chosen["results"]] == [
        ("000-21", 0, []),
        ("000-41", 0, []),
    ]
    assert counts(chosen, "year") == [("2009", 1), ("", 1)]
    assert [result["id"] for result in search(small, "地区：江苏")["results"]] == ["000-1", "000-21"]  # 2013, 2009
    assert search(small, "，。")["total"] == 0  # that asks for something


@pytest.mark.parametrize(("query", "shown", "alone"), [
    ("尘肺病", ["L1", "L9", "L5"], "L9"),  # a heading, since paragraphs follow; that which has it most often at a glance
    ("尘肺病 体检", ["L5", "L7", "L9"], "L5"),  # both together, close, then far apart; then one of them
    ("促进", ["L11"], "L11"),  # a heading, when there is nothing else
    ("健康", ["L3", "L13", "L11"], "L13"),
])  # fmt: skip
def test_passages_are_those_that_show_most(query: str, shown: list[str], alone: str, telling: Path) -> None:
    for count, wanted in ((3, shown), (1, [alone])):
        (found,) = search(telling, query, passages=count)["results"]
        assert [passage["id"] for passage in found["passages"]] == wanted


def test_bounds_of_a_year_are_as_sure_as_their_argument(telling: Path) -> None:
    answer = search(telling, "乡镇")
    ranged, unknown = answer["results"]
    assert (ranged["year"], ranged["years"], ranged["certainty"]["year"]) == (None, [2005, 2009], "stated")
    assert (unknown["years"], unknown["certainty"]["year"]) == ([None, None], "")
    assert counts(answer, "year") == [("", 2)]
    assert dict(counts(answer, "certainty"))["year:stated"] == 1
    assert search(telling, "乡镇", facets={"certainty": ["year:unknown"]})["total"] == 1


def test_other_facets_ask_for_no_list_again(small: Path) -> None:
    script = """async (engine) => {
        await engine.search("职业卫生");
        const before = engine.store.requests;
        await engine.search("职业卫生", { facets: { genre: ["讲话"] } });
        return engine.store.requests - before;
    }"""
    assert run(small, script) == 0


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


def test_words_are_found_as_they_stand_whatever_signs_are_in_them(small: Path) -> None:
    words = {"-职业卫生": 4, "职业 卫生": 4, "检查 OR": 0, "卫?室": 0, "全国。家庭": 1, "（著作）": 1, "": 0, "，": 0}
    script = "async (words) => (await engine.search({ words })).blocks"
    found = run(small, f"(engine) => Promise.all({json.dumps(list(words))}.map({script}))")
    assert found == list(words.values())
    marks = run(small, '(engine) => engine.marks({ words: "地区：-着力" }, "著力，地區：－著力")')
    assert marks == [{"start": 3, "end": 9, "term": 0}]


def test_a_text_folds_with_the_way_back(small: Path) -> None:
    folded = run(small, '(engine) => engine.fold("衛生，工作𠀀：ＧＤＰ")')
    assert folded["text"] == "卫生工作𠀀:gdp"
    assert list(zip(folded["text"], folded["starts"], folded["ends"], strict=True))[2] == ("工", 3, 4)
    assert folded["ends"][-1] == 11


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
