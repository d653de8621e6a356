"""Papers -> their parallels: copies, excerpts and shared passages are told apart and aligned; set phrases are none."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from build_scripts.check import prove_told
from build_scripts.curation import Curation
from build_scripts.model import (
    Annotation,
    Archive,
    CleanText,
    Document,
    Edition,
    Evidence,
    Page,
    Parallel,
    Place,
    Source,
    Span,
    Volume,
    Withdrawn,
    WitnessWord,
)
from build_scripts.relate import relate
from build_scripts.render.witnesses import witness_pages
from build_scripts.segment import segment
from build_scripts.tables import TableError, tables
from build_scripts.witnesses import groups, parallels, witnesses
from build_scripts.witnesses.candidates import MOST, candidates
from build_scripts.witnesses.fingerprints import RUN, WINDOW, fingerprints
from build_scripts.witnesses.gather import kind_of
from build_scripts.witnesses.reading import encoded, reading
from tests.bench.search.archive import CLAUSE, paper
from tests.gold_labels import SEEDS, seed
from tests.hostile import HOSTILE
from tests.planted import STOCK, WHOLE, counted, cut, document, found_in, planted, strays
from tests.small_archive import volume_of
from tests.test_arguments import converted
from tests.test_markdown import Texts, extensions

FOLDER = Path("seeds")
TAG = re.compile("<[^>]*>?")  # <p class="heading">, and the tag that a cut left open
PLACE = re.compile('<a class="place".*?</a>')  # <a class="place" href="…">000:1</a>; not <a href="…">
SHORT = 16  # characters of a clause that is kept: few papers make long ones meet by chance too often
LONG = (
    "今年入汛以来，全县先后遭受三次强降雨袭击，沿河低洼地带积水严重，部分村庄道路中断。",
    "县防汛抗旱指挥部连夜召开会商会，决定提前转移滞洪区群众，并向省水利厅报告了水情。",
    "八月十二日凌晨，李家屯段堤坝出现管涌，王树林同志带领民兵连抢险四个多小时，终于堵住了险口。",
    "灾后，民政部门为受灾户发放棉被和面粉，卫生院派出医疗队巡回消毒，没有发生大的疫情。",
    "下一步要抓紧修复水毁工程，恢复生产，确保秋粮颗粒归仓，冬小麦按时播种。",
    "各乡镇要逐户登记倒塌房屋，十月底以前把补助资金发到群众手中，一户也不能漏。",
)
OWN = ("张庄乡的果树今年挂果早，收购点设在供销社后院。", "小学的操场铺了煤渣，孩子们再不用踩泥水上课。")


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
    papers = [document(f"{n:03}", (*_own(n), said)) for n in range(60)]
    assert parallels(papers) == ()
    assert len(parallels(papers[:2])) == 1


def _own(number: int) -> list[str]:
    chance = random.Random(number)  # noqa: S311
    return ["".join(chr(chance.randrange(0x4E00, 0x9FA0)) for _ in range(80)) for _ in range(4)]


def test_forty_copies_of_one_paper_do_not_make_a_phrase_of_it() -> None:
    copies = [document(f"{n:03}", LONG) for n in range(40)]
    others = [document(f"{n:03}", _own(n)) for n in range(40, 80)]
    found = parallels((*copies, *others))
    assert {each.kind for each in found} == {"same"}
    assert len(set(groups(found).values())) == 1
    assert len(groups(found)) == 40
    assert len(found) < 40 * MOST


def test_a_long_list_joins_neighbours_only() -> None:
    prints = fingerprints(encoded("".join(_own(1))))
    few, many = ([prints] * count for count in (MOST, 20 * MOST))
    assert len(candidates(few).pairs) == MOST * (MOST - 1) // 2
    assert len(candidates(many).pairs) <= 20 * MOST


@given(st.text("甲乙丙丁", min_size=RUN + WINDOW - 1, max_size=60), st.text("戊己", max_size=20))
def test_a_common_stretch_long_enough_shares_a_fingerprint(shared: str, before: str) -> None:
    first, second = (set(fingerprints(encoded(text)).digests.tolist()) for text in (shared, before + shared + "庚"))
    assert first & second


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


# ---- what one tells the other


def archive(*papers: Document, words: Sequence[WitnessWord] = (), withdrawn: Sequence[Withdrawn] = ()) -> Archive:
    """Each paper in a source of its own; the words and the withdrawn papers are of the first."""
    volumes = [_volume(each) for each in papers]
    volumes[0] = replace(volumes[0], witnesses=tuple(words), withdrawn=tuple(withdrawn))
    return Archive(Edition("1", ""), tuple(volumes))


def _volume(each: Document) -> Volume:
    lines = tuple(block.text for block in each.blocks)
    text = CleanText(Source(each.source, "甲.txt", "", "utf-8", lines), lines, {})
    return Volume(text, (each,), ())


def claimed(each: Document, **values: object) -> Document:
    """The paper with these claims, each quoting the beginning of its first line; `_` ends the name of a stated one."""
    clue = Evidence("甲", each.place, each.blocks[0].text[:4])
    claims = tuple(
        Annotation(name.rstrip("_"), value, "stated" if name.endswith("_") else "inferred", (clue,))  # type: ignore[arg-type]
        for name, value in values.items()
    )
    return replace(each, annotations=(*each.annotations, *claims))


FIRST, COPY = document("000", LONG), document("001", [text.replace("李家屯", "×××") for text in LONG])


def values(made: Archive, at: int, *kinds: str) -> dict[str, object]:
    claims = {kind: made.documents[at].claim(kind) for kind in kinds}
    return {kind: (claim.value, claim.certainty) for kind, claim in claims.items() if claim}


def test_what_one_masks_the_other_tells_with_its_words() -> None:
    told = claimed(
        FIRST, region_="河北省衡水市", region_code="131100", year_=2010, year_range=(2010, 2010), issuer="市政府"
    )
    made = witnesses(archive(told, claimed(COPY, year_range=(2000, 2016))), FOLDER)
    assert values(made, 1, "region", "region_code", "year", "issuer") == {
        "region": ("河北省衡水市", "inferred"),
        "region_code": ("131100", "inferred"),
        "year": (2010, "inferred"),
        "issuer": ("市政府", "inferred"),
    }
    claim = made.documents[1].claim("region")
    assert claim is not None
    assert [(str(clue.place), clue.quote) for clue in claim.evidence] == [("000:1", "今年入汛")]
    assert "000:1" in claim.note
    assert made.documents[1].blocks == COPY.blocks
    assert list(prove_told(made)) == []


def test_beside_a_redaction_stands_what_the_other_has_there() -> None:
    at = COPY.blocks[2].text.index("×××")
    sign = Annotation("redaction", "name", "stated", (), "名称隐去。", Span(COPY.blocks[2].place, at, at + 3))
    made = witnesses(archive(FIRST, replace(COPY, annotations=(sign,))), FOLDER)
    claim = made.documents[1].claim("redaction")
    assert claim is not None
    assert claim.note == "名称隐去。异文 000:3-8 此处作“李家屯”。"
    assert [(str(clue.place), clue.quote) for clue in claim.evidence] == [("000:3-8", "李家屯")]
    assert made.documents[1].blocks == COPY.blocks
    assert list(prove_told(made)) == []


def test_what_is_quoted_from_another_paper_must_stand_there() -> None:
    made = witnesses(archive(claimed(FIRST, region_="河北省"), COPY), FOLDER)
    volume = made.volumes[0]
    lines = ("另一行", *volume.text.lines[1:])
    broken = replace(made, volumes=(replace(volume, text=replace(volume.text, lines=lines)), made.volumes[1]))
    assert {each.code for each in prove_told(broken)} == {"T003"}


def test_what_a_paper_states_stays_and_a_conflict_is_a_finding() -> None:
    made = witnesses(archive(claimed(FIRST, year_=2010), claimed(COPY, year_=2012)), FOLDER)
    assert [values(made, at, "year") for at in (0, 1)] == [{"year": (2010, "stated")}, {"year": (2012, "stated")}]
    assert [[each.code for each in paper.findings] for paper in made.documents] == [["A080"], ["A080"]]


def test_a_year_outside_the_papers_own_range_is_a_conflict() -> None:
    made = witnesses(archive(claimed(FIRST, year_=2010), claimed(COPY, year_range=(2012, 2016))), FOLDER)
    assert made.documents[1].claim("year") is None
    assert [each.code for each in made.documents[1].findings] == ["A080"]


def test_a_region_is_made_narrower_but_not_against_what_is_stated() -> None:
    told = claimed(FIRST, region_="四川省绵阳市")
    for own, certainty in (("region", "inferred"), ("region_", "stated")):
        made = witnesses(archive(told, claimed(COPY, **{own: "四川省"})), FOLDER)
        said = "四川省绵阳市" if certainty == "inferred" else "四川省"
        assert values(made, 1, "region") == {"region": (said, certainty)}
        assert made.documents[1].findings == ()


def test_an_excerpt_learns_from_its_paper_and_not_the_other_way() -> None:
    whole = document("000", LONG * 2)
    part = document("001", LONG[:2])
    made = witnesses(archive(claimed(whole, year_=2010), claimed(part, region_="河北省")), FOLDER)
    assert made.parallels[0].kind == "excerpt"
    assert values(made, 1, "year") == {"year": (2010, "inferred")}
    assert made.documents[0].claim("region") is None


def test_another_witness_is_called_so_and_each_says_of_which_it_is_one() -> None:
    papers = [replace(each, title="防汛工作总结") for each in (FIRST, COPY, document("002", OWN))]
    made = relate(witnesses(archive(*papers), FOLDER))
    assert [each.claim("witness_of") is not None for each in made.documents] == [True, True, False]
    assert [str(claim.value) for each in made.documents if (claim := each.claim("witness_of"))] == ["000:1", "000:1"]
    titles = [each.title for each in made.documents]
    assert titles[1] == "防汛工作总结（另本，001:1）"
    alone = relate(witnesses(archive(*papers[:2]), FOLDER))
    assert [each.title for each in alone.documents] == ["防汛工作总结", "防汛工作总结（另本）"]
    assert [each.id for each in alone.documents] == [each.id for each in papers[:2]]


# ---- the curator


def word(other: str, *, same: bool) -> WitnessWord:
    return WitnessWord("1", Place.parse(other), same, "据县志")


def test_the_curator_joins_and_parts_papers() -> None:
    other = document("001", OWN)
    joined = witnesses(archive(FIRST, other, words=[word("001:1", same=True)]), FOLDER)
    assert [(each.kind, each.why) for each in joined.parallels] == [("same", "据县志")]
    assert joined.documents[1].claim("witness_of").certainty == "curated"  # type: ignore[union-attr]
    parted = witnesses(archive(FIRST, COPY, words=[word("001:1", same=False)]), FOLDER)
    assert [each.kind for each in parted.parallels] == ["shared"]
    assert parted.documents[1].claim("witness_of") is None


@pytest.mark.parametrize(
    ("said", "trouble"),
    [
        (word("001:1", same=True), "one paper already. Remove the row."),
        (word("002:1", same=False), "two papers already. Remove the row."),
        (word("001:9", same=True), "no other paper begins at 001:9. Mend the row."),
        (word("000:1", same=True), "no other paper begins at 000:1. Mend the row."),
    ],
)
def test_a_row_that_does_nothing_stops_the_build(said: WitnessWord, trouble: str) -> None:
    with pytest.raises(TableError, match=trouble) as raised:
        witnesses(archive(FIRST, COPY, document("002", OWN), words=[said]), FOLDER)
    assert str(raised.value).startswith("seeds/000.yml")
    assert "witnesses, row 1:" in str(raised.value)


def test_a_row_about_a_withdrawn_paper_or_an_unread_source_rests() -> None:
    gone = Withdrawn(Place("000", 9), 9, (), "权利人要求")
    words = [WitnessWord("9", Place("001", 1), same=True, why="甲"), word("009:1", same=True)]
    made = witnesses(archive(FIRST, COPY, words=words, withdrawn=[gone]), FOLDER)
    assert [each.kind for each in made.parallels] == ["same"]


# ---- pages


def pages(*papers: Document) -> tuple[Archive, dict[str, Page]]:
    made = witnesses(archive(*papers), FOLDER)
    return made, {page.path: page for page in witness_pages(made)}


def test_the_section_lists_the_other_witnesses(tmp_path: Path) -> None:
    older = replace(COPY, annotations=(Annotation("superseded_by", "000:1", "curated", ()),))
    made, held = pages(FIRST, older, document("002", (*OWN, *LONG[1:3])))
    data = [page for path, page in held.items() if path.startswith("data/")]
    html = converted(made.documents[0], volume_of(()).text, data, tmp_path)
    section = html.partition('<section class="closing witnesses"')[2]
    assert '<span class="older">旧本</span> <a href="../../archive/001/1.html">' in section
    assert "彼篇隐去而本篇写明 1 处" in section
    assert '<a href="../../browse/parallels/000-1_001-1.html">逐段对读</a>' in section
    assert (
        '<a class="place" href="#L2">000:2</a>—<a class="place" href="../../archive/002/1.html#L3">002:3</a>' in section
    )
    assert 'data-stretches="L1:0-' in section


def test_papers_with_shared_passages_only_have_no_page_of_comparison() -> None:
    _, held = pages(document("000", (*OWN, *LONG[1:4], *_own(3))), document("001", (*LONG[1:4], *_own(1))))
    assert [path for path in held if path.endswith(".md")] == ["browse/parallels.md"]
    assert (
        "[000:3](../archive/000/1.md#L3)—[001:1](../archive/001/1.md#L1)"
        in held["browse/parallels.md"].content.decode()
    )


@pytest.mark.parametrize("seed_of", range(4))
def test_a_comparison_holds_both_papers_whole_each_word_once(seed_of: int) -> None:
    chance = random.Random(seed_of)  # noqa: S311
    change = WHOLE[(-1 - seed_of) % len(WHOLE)]
    first, second = document("000", (*LONG, OWN[0])), document("001", (OWN[1], *change(LONG, chance)))
    _, held = pages(first, second)
    html = held["browse/parallels/000-1_001-1.md"].content.decode()
    rows = html.partition("\n</div>\n\n")[0].split('role="row"')[2:]
    for side, each in enumerate((first, second)):
        cells = [row.split('role="cell"')[1 + side].partition(">")[2] for row in rows]
        shown = "".join(TAG.sub("", PLACE.sub("", cell)) for cell in cells)
        assert _kept(shown) == _kept("".join(block.text for block in each.blocks))


def _kept(text: str) -> str:
    return "".join(char for char in text if char.isalnum())


def test_of_an_excerpt_only_its_surroundings_are_compared() -> None:
    chance = random.Random(1)  # noqa: S311
    _, held = pages(document("000", (*LONG, *_own(1))), document("001", cut(LONG, chance)))
    html = held["browse/parallels/000-1_001-1.md"].content.decode()
    assert _own(1)[0] not in html
    assert "001:1 是前者的节录" in html


def test_hostile_words_show_as_themselves() -> None:
    hostile = [each for each in HOSTILE if each.strip()]
    for words in hostile[::12]:
        first, second = (replace(each, title=words) for each in (document("000", LONG), document("001", LONG)))
        _, held = pages(first, second)
        rendered(held["browse/parallels/000-1_001-1.md"])
    first, second = document("000", (*LONG, *hostile)), document("001", (*hostile, *LONG))
    texts = rendered(pages(first, second)[1]["browse/parallels/000-1_001-1.md"])
    assert texts.texts["p7"] == "000:7<script>alert(1)</script>001:1<script>alert(1)</script>"


def rendered(page: Page) -> Texts:
    """The page as Markdown makes it, without what the words of a source could have made."""
    names, configs = extensions()
    body = page.content.decode().split("---\n", 2)[2]
    texts = Texts(markdown.markdown(body, extensions=names, extension_configs=configs))
    assert not {"script", "img", "em", "strong", "code"} & set(texts.tags)
    return texts


def test_an_archive_without_parallels_has_an_empty_index() -> None:
    _, held = pages(document("000", OWN))
    assert list(held) == ["browse/parallels.md"]
    assert held["browse/parallels.md"].content.decode().count("- [") == 0
