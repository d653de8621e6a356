"""Edits -> 校勘记: each departure from the source in its context, with its reason and the way to both texts."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import assume, given
from markdown import Markdown

from build_scripts.align import replay
from build_scripts.curation import Curation
from build_scripts.markdown_ext.apparatus import MANY
from build_scripts.model import Doubt, Edit, Place, Volume
from build_scripts.render.apparatus import KEPT, LONGEST, OFTEN, Apparatus, Entry, apparatus, apparatus_pages
from build_scripts.render.document import document_page
from build_scripts.render.names import ROUTINE, edit_name
from build_scripts.render.readings import changes
from build_scripts.segment import segment
from build_scripts.stretches import stretches
from build_scripts.tables import tables
from tests.archives import volume
from tests.gold_labels import SEEDS, seed
from tests.hostile import HOSTILE
from tests.test_align import edited
from tests.test_markdown import Texts, extensions


def made(each: Volume) -> list[Apparatus]:
    found = zip(each.documents, changes(each, stretches(each)), strict=True)
    return [apparatus(each, document, change) for document, change in found]


def reading(anchor: str, line: int, source: tuple[str, ...], text: tuple[str, ...], *why: str) -> Entry:
    return Entry("reading", anchor, line, source, text, why)


DAMAGED = "給(gěi)予適當?shù)纳钛a(bǔ)助"
CASES = {
    "what repairs bytes is one reading, and the context is as each text has it": (
        [DAMAGED], ["‖给予适当的生活补助"],
        [
            Edit(1, 0, "damage", 9, "?shù)纳钛a(bǔ)", "的生活補"),
            Edit(1, 1, "gloss", 1, "(gěi)", ""),
            Edit(1, 2, "t2s", 0, "給", "给"), Edit(1, 2, "t2s", 2, "適當", "适当"), Edit(1, 2, "t2s", 7, "補", "补"),
        ],
        [reading("L1", 1, ("給(gěi)予適當", "?shù)纳钛a(bǔ)", "助"), ("给予适当", "的生活补", "助"), "修复缺损")],
    ),
    "what is taken out leaves its context": (
        ["一、总体要求本站", "本站"], ["‖一、总体要求", "~本站"], [Edit(1, 0, "residue", 6, "本站", "")],
        [reading("L1", 1, ("一、总体要求", "本站", ""), ("一、总体要求", "", ""), "去网页残余")],
    ),
    "what is put in stands at its place": (
        ["甲乙"], ["‖甲丙乙"], [Edit(1, 0, "curated: 据上文", 1, "", "丙")],
        [reading("L1", 1, ("甲", "", "乙"), ("甲", "丙", "乙"), "人工校订：据上文")],
    ),
    "two rules at one place are one reading with two reasons": (
        ["大學聯考箇"], ["‖高考个"],
        [Edit(1, 0, "conversion", 0, "大學聯考", "高考箇"), Edit(1, 1, "residue", 2, "箇箇", "个")],
        [reading("L1", 1, ("", "大學聯考箇", ""), ("", "高考个", ""), "误转繁字", "去网页残余")],
    ),
    "edits side by side by one rule are one reading, by two they are two": (
        ["甲乙丙"], ["‖丁戊己"],
        [Edit(1, 0, "a", 0, "甲", "丁"), Edit(1, 0, "a", 1, "乙", "戊"), Edit(1, 1, "b", 2, "丙", "己")],
        [
            reading("L1", 1, ("", "甲乙", "丙"), ("", "丁戊", "己"), "a"),
            reading("L1", 1, ("甲乙", "丙", ""), ("丁戊", "己", ""), "b"),
        ],
    ),
    "what one rule did and another undid is no reading": (
        ["甲"], ["‖甲"], [Edit(1, 0, "a", 0, "甲", "乙"), Edit(1, 1, "b", 0, "乙", "甲")], [],
    ),
    "a context ends where the block ends": (
        ["一、会议。各位同志们好"], ["‖一、会议。|各位同志好"], [Edit(1, 0, "residue", 9, "们", "")],
        [reading("L1-5", 1, ("各位同志", "们", "好"), ("各位同志", "", "好"), "去网页残余")],
    ),
    "a long deletion loses its middle": (
        ["甲" + "乙" * 100], ["‖甲"], [Edit(1, 0, "residue", 1, "乙" * 100, "")],
        [reading("L1", 1, ("甲", "乙" * (LONGEST - KEPT) + "……" + "乙" * KEPT, ""), ("甲", "", ""), "去网页残余")],
    ),
    "a later line of a joined paragraph has its own anchor": (
        ["邀请市", "安监据"], ["‖邀请市", "+安监局"], [Edit(2, 0, "curated", 2, "据", "局")],
        [Entry("join", "L2", 2, joined=1), reading("L2", 2, ("安监", "据", ""), ("安监", "局", ""), "人工校订")],
    ),
    "what was left out inside a paper is noted behind what stands before it": (
        ["甲", "　猜你喜欢", "乙"], ["‖甲", "~猜你喜欢", "|乙"], [Edit(2, 0, "trim", 0, "　", "")],
        [Entry("drop", "L1", 2, ("", "　猜你喜欢", ""), why=("篇次分隔",))],
    ),
    "what was left out before and after a paper is not": (["下一篇", "甲", "下一篇"], ["~下一篇", "‖甲", "~下一篇"], [], []),
}  # fmt: skip


@pytest.mark.parametrize(("lines", "plan", "edits", "expected"), CASES.values(), ids=CASES.keys())
def test_case(lines: list[str], plan: list[str], edits: list[Edit], expected: list[Entry]) -> None:
    (found,) = made(volume(lines, plan, edits))
    assert list(found.entries) == expected


def test_each_document_has_its_own_edits_of_a_shared_line() -> None:
    edits = [
        Edit(1, 0, "a", 0, "甲", "丁"),
        Edit(1, 0, "a", 2, "丙", "己"),
        *(Edit(1, 1, "punctuation", at, ",", "，") for at in (1, 3, 4)),
    ]
    first, second = made(volume(["甲,丙,,"], ["‖丁，‖己，，"], edits))
    assert [entry.text for entry in (*first.entries, *second.entries)] == [("", "丁", "，"), ("", "己", "，，")]
    assert (first.routine, second.routine) == ({"统一标点": 1}, {"统一标点": 2})


def test_routine_edits_are_counted_by_rule() -> None:
    edits = [Edit(1, order, rule, order, "甲", "乙") for order, rule in enumerate(sorted(ROUTINE))]
    (found,) = made(volume(["甲" * len(edits)], ["‖" + "乙" * len(edits)], edits))
    assert found.entries == ()
    assert found.routine == {edit_name(rule): 1 for rule in ROUTINE}
    assert not any(name.isascii() for name in found.routine)


@pytest.mark.parametrize(
    ("kind", "candidates", "why"), [("damage", ("生", "升"), "疑有缺损"), ("conversion", (), "繁简未定")]
)
def test_a_doubt_is_listed(kind: str, candidates: tuple[str, ...], why: str) -> None:
    bare = volume(["甲(jiǎ)乙??丙"], ["‖甲乙??丙"], [Edit(1, 0, "gloss", 1, "(jiǎ)", "")])
    doubt = Doubt(Place("000", 1, 7), 2, kind, candidates, "不能断定")
    (found,) = made(replace(bare, text=replace(bare.text, doubts=(doubt,))))
    assert found.entries == (
        Entry("doubt", "L1", 1, ("甲(jiǎ)乙", "??", "丙"), ("甲乙", "??", "丙"), (why,), candidates),
    )


def test_a_doubt_about_words_that_were_changed_joins_the_reading(tmp_path: Path) -> None:
    bare = volume(["甲??乙?丙"], ["‖甲□，乙?丙"], [Edit(1, 0, "damage", 1, "??", "□，")])
    doubts = tuple(Doubt(Place("000", 1, at), 1, "damage", ("生", "升"), "") for at in (2, 4))
    whole = replace(bare, text=replace(bare.text, doubts=doubts))
    assert made(whole)[0].entries == (
        Entry(
            "reading", "L1", 1, ("甲", "??", "乙?丙"), ("甲", "□，", "乙?丙"), ("修复缺损", "疑有缺损"), ("生", "升")
        ),
        Entry("doubt", "L1", 1, ("甲??乙", "?", "丙"), ("甲□，乙", "?", "丙"), ("疑有缺损",), ("生", "升")),
    )
    assert "今改作「甲□，乙?丙」。可能是「生」、「升」。 修复缺损，疑有缺损" in section(page_of(whole, tmp_path))


def test_a_doubt_about_a_converted_word_gives_both(tmp_path: Path) -> None:
    bare = volume(["乾部"], ["‖干部"], [Edit(1, 0, "t2s", 0, "乾", "干")])
    doubt = Doubt(Place("000", 1), 1, "conversion", ("干", "乾"), "")
    said = section(page_of(replace(bare, text=replace(bare.text, doubts=(doubt,))), tmp_path))
    assert "底本作「乾部」，今作「干部」。可能是「干」、「乾」。 繁简未定" in said


def test_headings_that_ran_in_are_counted() -> None:
    text = seed("000")
    found = made(Volume(text, *segment(text, tables(), Curation())))
    assert sum(each.split for each in found) > 10


@given(edited())
def test_readings_are_all_that_changed(case: tuple[str, tuple[Edit, ...]]) -> None:
    """With the words in question taken out of both, the same characters are left; the contexts stand beside them."""
    line, edits = case
    text = replay(line, edits)
    assume(text)
    whole = volume([line], [f"‖{text}"], edits)
    (found,) = changes(whole, stretches(whole))
    source, left = line, Counter(text)
    for each in reversed(found.readings):
        (before, there, after), at = each.source, each.offset
        assert line[at - len(before) :].startswith(before + there + after)
        source = source[:at] + source[at + len(there) :]
        assert "".join(each.text) in text
        left -= Counter(each.text[1])
    assert Counter(source) == left


@pytest.mark.parametrize("source", SEEDS)
def test_every_entry_of_the_seeds_quotes_what_stands_there(source: str) -> None:
    text = seed(source)
    whole = Volume(text, *segment(text, tables(), Curation()))
    for document, found in zip(whole.documents, changes(whole, stretches(whole)), strict=True):
        anchors = {block.place.anchor: block.text for block in document.blocks}
        for each in found.readings:
            assert "".join(each.source) in text.source.lines[each.line - 1]
            assert "".join(each.text) in anchors.get(each.anchor, text.line(each.line))
        edits = {line for block in document.blocks for line in (piece.line for piece in block.pieces)}
        assert found.routine.total() <= sum(len(text.edits.get(line, ())) for line in edits)


# ---- the section on the page


def page_of(whole: Volume, folder: Path) -> str:
    """The first document's page as HTML, with its data."""
    for page in apparatus_pages(whole, stretches(whole)):
        assert not page.committed
        path = folder / page.path.removeprefix("data/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(page.content)
    return shown(whole, folder)


def shown(whole: Volume, folder: Path) -> str:
    """The first document's page as HTML, with the data in `folder`."""
    names, configs = extensions()
    markdown = document_page(whole.documents[0], whole.text).content.decode().partition("\n---\n")[2]
    ours = {"build_scripts.markdown_ext": {"data": str(folder)}}
    return Markdown(extensions=names, extension_configs={**configs, **ours}).convert(markdown)


def section(html: str) -> str:
    """What the section says, tags taken out."""
    found = html.partition('<section class="closing apparatus"')[2].partition("</h2>")[2]
    return re.sub(r"<[^<>]*>", "", found).strip()


TWO = volume(
    ["　大學聯考,好本站", "乙"], ["‖高考，好", "|乙"],
    [
        Edit(1, 0, "conversion", 1, "大學聯考", "高考"), Edit(1, 1, "residue", 5, "本站", ""),
        Edit(1, 2, "punctuation", 3, ",", "，"), Edit(1, 3, "trim", 0, "　", ""),
    ],
)  # fmt: skip


def test_the_section_says_what_was_changed_and_why(tmp_path: Path) -> None:
    assert section(page_of(TWO, tmp_path)) == (
        "校改 2 处。另有常规整理 2 处，不逐条列出：统一标点 1，去首尾空白 1。\n\n"
        "000:1 底本作「大學聯考,好」，今改作「高考，好」。 误转繁字 来源第 1 行\n"
        "000:1 底本作「大學聯考,好本站」，今删作「高考，好」。 去网页残余 来源第 1 行"
    )


def test_the_section_leads_to_block_and_source_line(tmp_path: Path) -> None:
    html = page_of(TWO, tmp_path)
    assert html.count('<a class="place" href="#L1">000:1</a>') == 2
    assert html.count('href="../../sources/000.html#L1"') == 2
    assert "<del>大學聯考</del>,好" in html
    assert "<ins>高考</ins>，好" in html


def test_the_section_stands_last_in_the_contents_and_in_no_search(tmp_path: Path) -> None:
    html = page_of(TWO, tmp_path)
    assert html.rstrip().endswith("</section>")
    assert '<section class="closing apparatus">' in html
    assert '<h2 id="apparatus">校勘记<a' in html
    assert Texts(html).texts["L1"] == "高考，好"


def test_a_text_that_nobody_changed_says_so(tmp_path: Path) -> None:
    assert section(page_of(volume(["甲"], ["‖甲"]), tmp_path)) == "文字没有需要逐条说明的改动。"


def test_a_page_without_data_has_no_section(tmp_path: Path) -> None:
    assert "apparatus" not in shown(TWO, tmp_path)


@pytest.mark.parametrize(("count", "folded"), [(OFTEN - 1, False), (OFTEN, True)])
def test_what_was_done_often_is_one_entry(count: int, folded: bool, tmp_path: Path) -> None:
    lines = ["大學聯考。"] * count + ["大學聯考！"]
    edits = [Edit(line, 0, "conversion", 0, "大學聯考", "高考") for line in range(1, count + 2)]
    edits[-1] = Edit(count + 1, 0, "a", 0, "大學聯考", "高考")
    whole = volume(lines, [("‖" if at == 0 else "|") + "高考" + each[-1] for at, each in enumerate(lines)], edits)
    first, *others = made(whole)[0].entries
    assert len(others) == (1 if folded else count)
    assert first.more == (tuple((f"L{line}", line) for line in range(2, count + 1)) if folded else ())
    said = section(page_of(whole, tmp_path))
    assert said.startswith(f"校改 {count + 1} 处。")
    assert ("同样的还有 3 处：000:2（来源第 2 行）、000:3（来源第 3 行）、000:4（来源第 4 行）。" in said) == folded


@pytest.mark.parametrize(("count", "folded"), [(MANY, False), (MANY + 1, True)])
def test_a_long_list_is_folded(count: int, folded: bool, tmp_path: Path) -> None:
    edits = [Edit(1, 0, "a", 2 * at, "甲", "乙" * (at + 1)) for at in range(count)]
    html = page_of(volume(["甲丙" * count], ["‖" + replay("甲丙" * count, edits)], edits), tmp_path)
    assert ("<details>" in html) == folded
    assert html.count("<li ") == count


def test_kinds_of_entries_have_their_sentences(tmp_path: Path) -> None:
    lines, plan = ["甲", "猜你喜欢", "乙", "丙"], ["‖甲", "~猜你喜欢", "|乙", "+丙"]
    whole = volume(lines, plan)
    doubt = Doubt(Place("000", 1), 1, "damage", ("生", "升"), "")
    said = section(page_of(replace(whole, text=replace(whole.text, doubts=(doubt,))), tmp_path))
    assert said.splitlines() == [
        "存疑 1 处，接合 1 处，剔除 1 处。",
        "",
        "000:1 底本作「甲」，未改。可能是「生」、「升」。 疑有缺损 来源第 1 行",
        "000:1 底本此下有「猜你喜欢」，今剔除。 篇次分隔 来源第 2 行",
        "000:4 底本在第 3 行末断开，今与第 4 行接为一段。 来源第 4 行",
    ]


@pytest.mark.parametrize(
    "words", [each for each in HOSTILE if len(each) <= LONGEST], ids=lambda words: ascii(words)[:30]
)
def test_hostile_words_of_the_source_show_as_themselves(words: str, tmp_path: Path) -> None:
    edits = [Edit(1, 0, "residue", 1, words, "乙")]
    html = page_of(volume([f"甲{words}丙"], ["‖甲乙丙"], edits), tmp_path)
    found = Texts(html)
    assert not {"script", "img", "em", "strong", "code"} & set(found.tags)
    marked = html.partition("<del>")[2].partition("</del>")[0]
    assert Texts(f'<p id="x">{marked}</p>').texts["x"] == words
