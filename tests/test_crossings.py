"""Papers -> the ways between them: the right ones, with the reason, each leading somewhere, at a cost that grows slowly."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_scripts.crossings import SHOWN, Crossing, Reason, crossings
from build_scripts.crossings.gather import BACK
from build_scripts.crossings.reasons import around, listed
from build_scripts.model import Annotation, Archive, Block, Document, Edition, Parallel, Piece, Place, Span, Volume
from build_scripts.render.crossings import crossing_pages
from tests.hostile import HOSTILE
from tests.small_archive import volume_of
from tests.test_arguments import converted
from tests.test_markdown import Texts

SHENGSHUI, GUANGYUAN = "131100", "510800"
SENTENCES = tuple(f"这是第{mark}句足够长的话可以看出两篇是不是同一份文稿" for mark in "甲乙丙丁戊己")


def paper(source: str, line: int, texts: Sequence[str] = (), topics: Sequence[str] = (), **claims: Any) -> Document:
    """A paper of these paragraphs, each of which treats one of these topics."""
    texts = texts or ("甲", *("乙" for _ in topics[1:]))
    blocks = tuple(
        Block("paragraph", Place(source, line + at), text, (Piece(line + at, 0, len(text)),))
        for at, text in enumerate(texts)
    )
    spans = [Span(block.place, 0, len(block.text)) for block in blocks]
    made = [Annotation(kind, value, "inferred", ()) for kind, value in claims.items()]
    made += [Annotation("topic", topic, "inferred", (), "", span) for topic, span in zip(topics, spans, strict=False)]
    if year := claims.get("year"):
        made.append(Annotation("year_range", (year, year), "inferred", ()))
    return Document(source, blocks, f"题 {source}:{line}", tuple(made))


def placed(code: str) -> dict[str, Any]:
    return {"region": "某地", "region_code": code}


def ways(crossing: Crossing, sort: str) -> dict[str, list[Reason]]:
    return {way.document.id: list(way.why) for way in getattr(crossing, sort)}


def kinds(crossing: Crossing, sort: str) -> dict[str, list[str]]:
    return {other: [reason.kind for reason in why] for other, why in ways(crossing, sort).items()}


def test_neighbours_are_those_of_the_source() -> None:
    papers = (paper("000", 1), paper("000", 5), paper("001", 1), paper("002", 1), paper("002", 9))
    found = [(each.before and each.before.id, each.after and each.after.id) for each in crossings(papers)]
    assert found == [(None, "000-5"), ("000-1", None), (None, None), (None, "002-9"), ("002-1", None)]


def test_papers_that_share_their_words_are_named_elsewhere() -> None:
    twins = (paper("000", 1, **placed("371600")), paper("001", 5, **placed("371600")))
    other = paper("002", 1, **placed("371600"))
    pair = Parallel(twins[0].place, twins[1].place, "same", 90, (100, 100), ())
    one, two, three = crossings((*twins, other), (pair,))
    assert (list(ways(one, "place")), list(ways(two, "place"))) == (["002-1"], ["002-1"])
    assert {*ways(three, "place")} == {"000-1", "001-5"}
    assert one.back == two.back == ()


def test_a_place_leads_to_its_papers_nearest_in_time_and_then_to_those_around_it() -> None:
    years = (2015, 2009, 2011, 2010)
    papers = [paper("000", at + 1, year=year, **placed(SHENGSHUI)) for at, year in enumerate(years)]
    county = paper("001", 1, **placed("131123"))  # 武强县 in 衡水市
    far = paper("002", 1, **placed(GUANGYUAN))
    made = crossings((*papers, county, far))
    assert list(kinds(made[1], "place")) == ["000-4", "000-3", "000-1", "001-1"]
    assert kinds(made[4], "place")["000-1"] == ["within"]
    assert ways(made[4], "place")["000-1"][0].value == SHENGSHUI
    assert made[5].place == ()


@pytest.mark.parametrize(
    ("years", "names", "kind"),
    [
        ((2010, 2010), ("全市卫生工作会议", "2010年全市卫生工作会议"), "meeting"),
        ((2010, 2015), ("全市卫生工作会议", "全市20xx年卫生工作会议"), "series"),
        ((2010, None), ("全市卫生工作会议", "卫生工作会议"), "series"),
        ((2010, 2010), ("全市卫生工作会议", "全市安全生产会议"), "region"),
    ],
)
def test_a_meeting_is_known_by_its_name_place_and_year(
    years: tuple[int | None, int | None], names: tuple[str, str], kind: str
) -> None:
    papers = [
        paper(f"00{at}", 1, occasion=name, **placed(SHENGSHUI), year=year)
        for at, (year, name) in enumerate(zip(years, names, strict=True))
    ]
    assert [kinds(each, "place") for each in crossings(papers)] == [{"001-1": [kind]}, {"000-1": [kind]}]


def test_a_year_leads_to_papers_of_the_same_topic_first() -> None:
    same = [paper("000", at, year=2012, topics=(), genre="讲话") for at in range(1, 9)]
    alike = paper("001", 1, year=2012, genre="总结汇报")
    told = Annotation("topics", "安全生产", "inferred", ())
    first = Document("002", alike.blocks, "题", (*alike.annotations, told))
    second = Document("003", alike.blocks, "题", (*same[0].annotations, told))
    made = {each.document.source: each for each in crossings((*same, alike, first, second))}
    assert ways(made["002"], "year")["003-1"] == [Reason("year"), Reason("main", "安全生产")]
    assert next(iter(made["002"].year)).document.source == "003"
    assert {reason.value for way in made["000"].year for reason in way.why if reason.kind == "genre"} == {"讲话"}
    assert len(made["000"].year) == SHOWN


def test_what_few_papers_treat_makes_them_near_and_is_named_with_its_places() -> None:
    common = "health-reform"
    papers = [paper("000", at * 10, topics=(common,)) for at in range(1, 9)]
    one = paper("001", 1, topics=(common, "blood"))
    two = paper("002", 1, ("甲", "乙", "丙"), topics=("conduct", common, "blood"))
    made = crossings((*papers, one, two))[-2]
    (first, why), *_ = ways(made, "subject").items()
    assert first == "002-1"
    assert why[0] == Reason("topic", "blood", here=Place("001", 2), there=Place("002", 3))


def test_a_way_that_leads_here_and_not_back_is_shown_turned_round() -> None:
    papers = [paper("000", at + 1, topics=("blood", "conduct")) for at in range(3 * SHOWN)]
    made = crossings(papers)
    for each in made:
        mine = {way.document.id for sort in ("place", "year", "subject") for way in getattr(each, sort)}
        back = {way.document.id for way in each.back}
        assert not mine & back
        leading = {other.document.id for other in made for way in other.subject if way.document.id == each.document.id}
        assert leading - mine >= back
        assert len(back) == min(BACK, len(leading - mine))
        assert all(reason.here and reason.here.source == "000" for way in each.back for reason in way.why)


@given(st.lists(st.integers(0, 99), min_size=1, unique=True).map(sorted), st.integers(0, 10), st.data())
def test_around_a_spot_the_nearest_come_first(papers: list[int], most: int, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(papers) - 1))
    found = list(around(papers, at, most))
    assert len(found) == min(most, len(papers) - 1)
    assert papers[at] not in found
    steps = [abs(papers.index(each) - at) for each in found]
    assert steps == sorted(steps)
    assert len(set(found)) == len(found)


def test_a_list_holds_each_paper_once() -> None:
    assert listed([("a", 2), ("b", 1), ("a", 2), ("a", 3)]) == {"a": (2, 3), "b": (1,)}


def many(count: int) -> list[Document]:
    """Papers of which all share a sentence, a place, a year and a topic: every list is as long as can be."""
    own = [
        tuple(f"{'某' * 14}{chr(0x4E00 + at % 4000)}{chr(0x4E00 + number)}。" for number in range(20))
        for at in range(count)
    ]
    return [
        paper("000", at * 50 + 1, (*SENTENCES, *own[at]), ("blood", "conduct"), year=2012, **placed(SHENGSHUI))
        for at in range(count)
    ]


def test_the_cost_grows_with_the_number_of_papers_not_with_its_square() -> None:
    def seconds(papers: list[Document]) -> float:
        start = time.process_time()
        crossings(papers)
        return time.process_time() - start

    few, lot = many(200), many(1600)
    assert seconds(lot) < 24 * max(seconds(few), 0.01)  # a square would be 64


def test_no_paper_is_without_a_way_to_it() -> None:
    made = crossings(many(60))
    reached = {way.document.id for each in made for sort in ("place", "year", "subject") for way in getattr(each, sort)}
    assert reached == {each.document.id for each in made}


# ---- the pages


def archive(*documents: Document) -> Archive:
    volume = volume_of(("甲",))
    sources = list(dict.fromkeys(each.source for each in documents))
    volumes = [Volume(volume.text, tuple(each for each in documents if each.source == name), ()) for name in sources]
    return Archive(Edition("0", "2025-01-01"), tuple(volumes))


def data_of(*documents: Document, paths: frozenset[str] = frozenset()) -> dict[str, Any]:
    pages = list(crossing_pages(archive(*documents), paths))
    assert not any(page.committed for page in pages)
    return {page.path: json.loads(page.content) for page in pages}


def test_a_page_names_its_ways_and_links_only_to_pages_that_are_there() -> None:
    claims: dict[str, Any] = {"year": 2012, "genre": "讲话", "region": "河北省衡水市", "region_code": SHENGSHUI}
    papers = [paper("000", at, topics=("blood",), **claims) for at in (1, 11)]
    cites = Annotation("citation", "zhiyebingfangzhifa", "stated", (), "", Span(papers[0].place, 0, 1))
    told = Annotation("topics", "医政医管", "inferred", ())
    first = Document("000", papers[0].blocks, "甲", (*papers[0].annotations, cites, told))
    law = "browse/laws/zhiyebingfangzhifa"
    found = data_of(first, papers[1], paths=frozenset({f"{law}.md"}))["data/crossings/000/1.json"]
    assert found["after"] == {"words": "题 000:11", "to": "archive/000/11.html"}
    (place, *_) = found["groups"]
    assert place["name"] == "同地"
    assert place["all"] == [{"words": "衡水市，共 2 篇", "to": f"browse/region.html#r{SHENGSHUI}"}]
    (entry,) = place["entries"]
    assert (entry["title"]["to"], entry["facts"]) == ("archive/000/11.html", ["2012年", "河北省衡水市", "讲话"])
    assert entry["why"] == [{"words": "同属衡水市"}]
    assert found["cited"][0]["links"][0] == {"words": "《职业病防治法》", "to": f"{law}.html"}
    assert found["cited"][0]["links"][1] == {"words": "000:1", "to": "#L1"}
    bare = data_of(first, papers[1])["data/crossings/000/1.json"]
    assert bare["cited"][0]["links"][0] == {"words": "《职业病防治法》"}


def test_the_section_stands_behind_the_text_with_links_that_say_where_they_lead(tmp_path: Path) -> None:
    papers = [paper("000", at, ("甲", *SENTENCES), topics=("blood",), year=2012) for at in (1, 11, 21)]
    pages = list(crossing_pages(archive(*papers), frozenset()))
    html = converted(papers[1], volume_of(()).text, pages, tmp_path)
    assert '<a rel="prev" href="../../archive/000/1.html">' in html
    assert '<a rel="next" href="../../archive/000/21.html">' in html
    section = html.partition('<section class="closing crossings"')[2]
    assert '<li><a href="../../archive/000/1.html">题 000:1</a> <span class="facts-of">2012年</span>' in section
    assert '<a href="../../browse/source.html#s000">来源 000 的篇目</a>' in section
    assert html.index('id="L11"') < html.index('id="crossings"')


def test_what_is_listed_elsewhere_is_called_more_only_below_a_list(tmp_path: Path) -> None:
    first, second = (paper("000", at, topics=("blood",)) for at in (1, 11))
    told = Annotation("topics", "医疗服务与医院管理", "inferred", ())
    first = Document("000", first.blocks, "甲", (*first.annotations, told))
    page = frozenset({"browse/topics/medical-services.md"})
    link = '<a href="../../browse/topics/medical-services.html">医疗服务与医院管理</a>'
    for papers, more in (((first,), ""), ((first, second), "更多：")):
        pages = list(crossing_pages(archive(*papers), page))
        html = converted(first, volume_of(()).text, pages, tmp_path / str(len(papers)))
        assert f'<p class="all">{more}{link}</p>' in html


@pytest.mark.parametrize("words", [each for each in HOSTILE if each.strip()], ids=lambda words: ascii(words)[:30])
def test_hostile_titles_show_as_themselves(words: str, tmp_path: Path) -> None:
    papers = [paper("000", at, year=2012, region=words, genre=words, occasion=words) for at in (1, 11)]
    named = tuple(Document("000", each.blocks, words, each.annotations) for each in papers)
    pages = list(crossing_pages(archive(*named), frozenset()))
    html = converted(named[0], volume_of(()).text, pages, tmp_path)
    assert not {"script", "img", "em", "strong", "code"} & set(Texts(html).tags)
