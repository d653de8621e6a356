"""Papers -> their parallels: copies, excerpts and shared passages are told apart and aligned; set phrases are none."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from build_scripts.curation import Curation
from build_scripts.model import (
    Annotation,
    Document,
    Parallel,
    Place,
    Span,
)
from build_scripts.segment import segment
from build_scripts.tables import tables
from build_scripts.witnesses import groups, parallels
from build_scripts.witnesses.candidates import MOST
from build_scripts.witnesses.gather import kind_of
from build_scripts.witnesses.reading import reading
from tests.bench.search.archive import CLAUSE, paper
from tests.gold_labels import SEEDS, seed
from tests.planted import STOCK, WHOLE, counted, document, found_in, planted, strays
from tests.witness_papers import LONG, OWN, own

SHORT = 16  # characters of a clause that is kept: few papers make long ones meet by chance too often


# ---- planted among others


@cache
def made() -> tuple[Document, ...]:
    return tuple(_short(paper(number)) for number in range(200))


def _short(full: Document) -> Document:
    texts = ("".join(each for each in CLAUSE.findall(block.text) if len(each) <= SHORT) for block in full.blocks)
    return document(full.source, [text for text in texts if text])


def test_what_is_planted_among_two_hundred_papers_is_found_and_nothing_else() -> None:
    papers = planted(made())
    found = found_in(papers)
    assert all(right == of for right, of in counted(papers, found).values()), counted(papers, found)
    assert len(strays(papers, found)) <= len(found) / 20


@pytest.mark.parametrize("change", WHOLE, ids=lambda change: change.__name__)
def test_a_copy_is_one_paper_however_it_was_made(change: object) -> None:
    chance = random.Random(7)  # noqa: S311
    texts = change(LONG, chance)  # type: ignore[operator]
    (found,) = parallels((document("000", LONG), document("001", texts), document("002", OWN)))
    assert (str(found.here), str(found.there), found.kind) == ("000:1", "001:1", "same")


def test_the_order_of_the_archive_does_not_matter() -> None:
    papers = list(planted(made()[:60]).papers)
    first = {(each.here, each.there): (each.kind, each.common) for each in parallels(papers)}
    random.Random(3).shuffle(papers)  # noqa: S311
    turned = {tuple(sorted((each.here, each.there))): (each.kind, each.common) for each in parallels(papers)}
    assert turned == first


def test_the_seeds_have_two_copies_an_excerpt_and_two_speeches_of_one_meeting() -> None:
    papers = [each for source in SEEDS for each in segment(seed(source), tables(), Curation())[0]]
    found = {(str(each.here), str(each.there)): each for each in parallels(papers)}
    assert {pair: each.kind for pair, each in found.items()} == {
        ("000:251", "002:457"): "same",
        ("004:69", "004:161"): "excerpt",
        ("002:403", "002:831"): "shared",
    }
    texts = {block.place: block.text for each in papers for block in each.blocks}
    assert variants(found["000:251", "002:457"], texts) == [
        ("hidden", "*", "彦彬"),
        *[("hidden", "*", "衡水")] * 3,
    ]


# ---- what is compared


def variants(found: Parallel, texts: dict[Place, str]) -> list[tuple[str, str, str]]:
    def words(span: Span) -> str:
        return texts[span.block][span.start : span.end]

    return [
        (each.kind, words(each.here), words(each.there))
        for passage in found.passages
        for part in passage
        for each in part.variants
    ]


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("王树林", "××", [("told", "王树林", "××")]),
        ("王树林", "王树森", [("words", "林", "森")]),
        ("八月十二日", "x月x日", [("told", "八", "x"), ("told", "十二", "x")]),
        ("四个多小时", "四个小时", [("words", "多", "")]),
        ("李家屯", "某某屯", [("told", "李家", "某某")]),
        ("同志带领", "同志（县人武部干部）带领", [("words", "", "县人武部干部")]),
        ("，终于", "、终于", []),
        ("民兵连抢险", "民兵連 搶險", []),
    ],
)
def test_differences_are_told_to_the_character(before: str, after: str, told: list[tuple[str, str, str]]) -> None:
    first, second = document("000", LONG), document("001", [text.replace(before, after) for text in LONG])
    assert second.blocks != first.blocks
    (found,) = parallels((first, second))
    assert variants(found, {block.place: block.text for each in (first, second) for block in each.blocks}) == told


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        ("3201", "1926", [("words", "3201", "1926")]),
        ("3201", "320", [("words", "3201", "320")]),
        ("95.8", "85.8", [("words", "95.8", "85.8")]),
        ("2010", "20xx", [("told", "10", "xx")]),
        ("3201", "３２０１", []),
    ],
)
def test_a_figure_differs_whole(one: str, other: str, told: list[tuple[str, str, str]]) -> None:
    first, second = (
        document(f"{n:03}", [*LONG, f"全县投入{words}元。", *LONG[:2]]) for n, words in enumerate((one, other))
    )
    (found,) = parallels((first, second))
    assert variants(found, {block.place: block.text for each in (first, second) for block in each.blocks}) == told


def test_a_claimed_redaction_is_one_whatever_its_looks() -> None:
    first, second = document("000", LONG), document("001", [text.replace("李家屯", "缺屯") for text in LONG])
    at = second.blocks[2].text.index("缺")
    hidden = Annotation("redaction", "name", "stated", (), "", Span(second.blocks[2].place, at, at + 1))
    (found,) = parallels((first, replace(second, annotations=(hidden,))))
    assert [each[0] for each in variants(found, {b.place: b.text for d in (first, second) for b in d.blocks})] == [
        "told"
    ]


def test_figures_and_signs_at_the_edges_belong_to_the_passage() -> None:
    texts = ("20xx年" + LONG[0], *LONG[1:])
    (found,) = parallels((document("000", texts), document("001", texts)))
    assert found.passages[0][0].here.start == 0


@settings(max_examples=25)
@given(st.data())
def test_outside_its_variants_a_part_is_the_same_on_both_sides(data: st.DataObject) -> None:
    chance = data.draw(st.randoms(use_true_random=False))
    change = data.draw(st.sampled_from(WHOLE))
    first, second = document("000", LONG * 2), document("001", change(LONG, chance))
    texts = {block.place: block.text for each in (first, second) for block in each.blocks}
    for found in parallels((first, second)):
        for passage in found.passages:
            for part in passage:
                here = plain(texts[part.here.block], part.here, [each.here for each in part.variants])
                there = plain(texts[part.there.block], part.there, [each.there for each in part.variants])
                assert here == there


def plain(text: str, span: Span, without: Sequence[Span]) -> list[int]:
    """The characters of a stretch that count, but for these."""
    gone = {at for each in without for at in range(each.start, each.end)}
    kept = "".join(text[at] for at in range(span.start, span.end) if at not in gone)
    return [int(code) for code in reading(document("000", [kept])).codes] if kept else []


# ---- what is no parallel


def test_set_phrases_are_no_parallel_in_the_smallest_archive() -> None:
    first, second = (*LONG[:3], *STOCK), (*OWN, *STOCK)
    assert parallels((document("000", first), document("001", second))) == ()


def test_what_many_papers_say_is_no_parallel() -> None:
    said = "大家要以这次会议为契机，把思想和行动统一到市里的要求上来，把各项任务分解到岗、落实到人，抓紧抓好，抓出成效，绝不辜负全市人民的期望和重托。"
    papers = [document(f"{n:03}", (*own(n), said)) for n in range(60)]
    assert parallels(papers) == ()
    assert len(parallels(papers[:2])) == 1


def test_forty_copies_of_one_paper_do_not_make_a_phrase_of_it() -> None:
    copies = [document(f"{n:03}", LONG) for n in range(40)]
    others = [document(f"{n:03}", own(n)) for n in range(40, 80)]
    found = parallels((*copies, *others))
    assert {each.kind for each in found} == {"same"}
    assert len(set(groups(found).values())) == 1
    assert len(groups(found)) == 40
    assert len(found) < 40 * MOST


@pytest.mark.parametrize("texts", [("一",), ("",), ("abc 123",), ("，。",)])
def test_papers_without_words_to_compare_have_no_parallel(texts: tuple[str, ...]) -> None:
    assert parallels([document(f"{n:03}", texts) for n in range(3)]) == ()
    assert parallels(()) == ()


@pytest.mark.parametrize(
    ("common", "lengths", "kind"),
    [
        (980, (1000, 1000), "same"),
        (520, (1000, 1000), "same"),
        (450, (1000, 1000), "shared"),
        (800, (1000, 820), "same"),
        (400, (1000, 400), "excerpt"),
        (290, (400, 1000), "excerpt"),
        (200, (1000, 400), "shared"),
    ],
)
def test_kinds_follow_from_the_shares(common: int, lengths: tuple[int, int], kind: str) -> None:
    assert kind_of(common, lengths) == kind
