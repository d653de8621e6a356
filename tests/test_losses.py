"""What is hidden, lost or doubtful -> a claim with its span, words quoted, and nothing where the words only look so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from build_scripts.align import to_clean
from build_scripts.annotate.losses import losses
from build_scripts.annotate.losses.redactions import Sought, sought
from build_scripts.clean import clean
from build_scripts.curation import Curation
from build_scripts.explain import explain
from build_scripts.exports.records import record
from build_scripts.exports.spans import SpanRecord
from build_scripts.model import Annotation, Block, CleanText, Document, Doubt, Edit, Piece, Place, Source, Span, Volume
from build_scripts.render.marks import mark_pages, marks
from build_scripts.segment import segment
from build_scripts.tables import tables
from tests.small_archive import archive_of

HERE = Path(__file__).parent
CASES = yaml.safe_load((HERE / "cases" / "losses.yml").read_text(encoding="utf-8"))
KINDS = {"#": "heading", "-": "item", ">": "salutation"}


def paper(blocks: Sequence[str]) -> tuple[CleanText, Document]:
    """A document of these blocks, one a line: `# heading`, `- item`, `> salutation`, else a paragraph."""
    parts = [(KINDS.get(each[:1], "paragraph"), each[2:] if each[:1] in KINDS else each) for each in blocks]
    lines = tuple(words for _, words in parts)
    text = CleanText(Source("000", "甲.txt", "", "utf-8", lines), lines, {})
    made = (
        Block(kind, Place("000", line), words, (Piece(line, 0, len(words)),), int(kind == "heading"))  # type: ignore[arg-type]
        for line, (kind, words) in enumerate(parts, 1)
    )
    return text, Document("000", tuple(made))


def marked(document: Document, claims: Sequence[Annotation]) -> list[tuple[Any, str]]:
    """Value and words of each claim that has words, in the order of the text."""
    texts = {block.place: block.text for block in document.blocks}
    spans = [(each.value, each.span) for each in claims if each.span and each.span.start < each.span.end]
    return [(value, texts[span.block][span.start : span.end]) for value, span in spans]


def assert_sound(text: CleanText, document: Document, claims: Sequence[Annotation]) -> None:
    """Spans lie in their blocks, words claimed by the table belong to one claim, and each quote stands in the text."""
    texts = {block.place: block.text for block in document.blocks}
    taken: set[tuple[Place, int]] = set()
    for claim in claims:
        assert claim.span
        assert 0 <= claim.span.start <= claim.span.end <= len(texts[claim.span.block])
        assert claim.note.endswith("。")
        for clue in claim.evidence:
            at = to_clean(text, clue.place.line, clue.place.offset)
            assert clue.quote
            assert text.line(clue.place.line).startswith(clue.quote, at)
        if claim.evidence[0].rule in {row.rule for row, _ in sought()}:
            here = {(claim.span.block, at) for at in range(claim.span.start, claim.span.end)}
            assert not here & taken
            taken |= here


# ---- the table proves itself


@pytest.mark.parametrize("known", sought(), ids=lambda known: known.row.rule)
def test_each_row_matches_and_rejects_its_examples(known: Sought) -> None:
    row, pattern = known
    assert [words for words in row.matches if not pattern.search(words) or set(words).isdisjoint(row.signs)] == []
    assert [words for words in row.rejects if pattern.search(words)] == []


def test_rules_have_names_of_their_own_and_tips_are_sentences() -> None:
    rows = [row for row, _ in sought()]
    assert len({row.rule for row in rows}) == len(rows)
    assert [row.tip for row in rows if not re.fullmatch(r"[一-鿿]{2,10}。.+。", row.tip)] == []


# ---- words, structure, doubts


@pytest.mark.parametrize("case", CASES["words"], ids=lambda case: case["text"])
def test_hidden_and_lost_words_are_marked_and_look_alikes_are_not(case: dict[str, Any]) -> None:
    text, document = paper([case["text"]])
    claims = [each for each in losses(text, document)[0] if each.value not in ("start", "end")]
    assert_sound(text, document, claims)
    assert [list(each) for each in marked(document, claims)] == case["marks"]


@pytest.mark.parametrize("case", CASES["papers"], ids=lambda case: case["name"])
def test_cuts_and_gaps_show_in_the_structure(case: dict[str, Any]) -> None:
    text, document = paper(case["blocks"])
    claims, findings = losses(text, document)
    assert_sound(text, document, claims)
    found = [[each.value, each.span.block.line] for each in claims if each.span and each.value != "subject"]
    assert found == case.get("lacks", [])
    assert [finding.place and finding.place.line for finding in findings] == [line for _, line in found]
    assert all(finding.code.startswith("A03") for finding in findings)


def test_what_is_missing_before_a_block_is_an_empty_span_and_the_words_name_the_numbers() -> None:
    text, document = paper(["# 一、甲", "甲的情况。", "# 三、丙", "丙的情况。"])
    ((claim,), (finding,)) = losses(text, document)
    assert claim.span == Span(Place("000", 3), 0, 0)
    assert "“一、”之后是“三、”" in claim.note
    assert (finding.code, finding.severity) == ("A032", "note")


def doubtful() -> tuple[CleanText, Document]:
    """A paragraph of two lines; `(?)` was taken out before the first doubt; the damage runs over the line's end."""
    source = Source("000", "甲.txt", "", "utf-8", ("卫(?)生工作于2013年", "鬟_(dá)了后来"))
    lines = ("卫生工作于2013年", "鬟_(dá)了后来")
    edits = {1: (Edit(1, 0, "gloss", 1, "(?)", ""),)}
    doubts = (
        Doubt(Place("000", 1, 7), 1, "conversion", ("于", "於"), "一字两形。"),
        Doubt(Place("000", 2), 99, "damage", (), "没有可用的读法。"),
        Doubt(Place("000", 2, 3), 0, "conversion", ("于", "於"), "一字两形。"),
    )
    text = CleanText(source, lines, edits, doubts)
    block = Block("paragraph", Place("000", 1), "".join(lines), (Piece(1, 0, 10), Piece(2, 0, 9)))
    return text, Document("000", (block,))


def test_doubts_are_marked_where_their_characters_came_to_stand() -> None:
    text, document = doubtful()
    claims, findings = losses(text, document)
    assert_sound(text, document, claims)
    assert marked(document, claims) == [("conversion", "于"), ("damage", "鬟_(dá)了后来"), ("conversion", "d")]
    assert claims[0].note == "此处繁简对应存疑，未加改动。可能的读法：于、於。"
    assert [(each.code, each.severity, str(each.place)) for each in findings] == [
        ("A036", "note", "000:1-7"),
        ("A035", "warning", "000:2"),
    ]


def test_a_doubt_outside_the_paper_is_not_its_own() -> None:
    text, document = doubtful()
    block = document.blocks[0]
    first = Document("000", (block._replace(text="卫生", pieces=(Piece(1, 0, 2),)),))
    assert losses(text, first) == ((), ())


# ---- the archive's own papers


def test_no_mask_of_the_archives_own_papers_is_left_unmarked() -> None:
    for path in sorted((HERE.parent / "seeds").glob("*.txt")):
        lines = tuple(path.read_text(encoding="utf-8").split("\n"))
        text = clean(Source(path.name[:3], path.name, "", "utf-8", lines))
        for document in segment(text, tables(), Curation())[0]:
            claims = losses(text, document)[0]
            assert_sound(text, document, claims)
            covered = {(each.span.block, at) for each in claims if each.span for at in range(*each.span[1:])}
            for block in document.blocks:
                for found in re.finditer(r"[xX]{2}|××|(?<=20)__|“”|（）", block.text):
                    assert (block.place, found.start()) in covered, block.text


# ---- any text at all

WORDS = st.sampled_from([
    "20xx", "20", "xx", "XX", "X", "×", "*", "_", "__", "“", "”", "（", "）", "《》", "年", "届", "县", "人", "元", "个", "的", "，", "、", "。",
    "在", "对", "以", ".", "5", "%", "一、", "（二）", "3、", "第", "号", "同志", "党的", "卫生工作", "：", "ZZ", "○", "□", " ", "A",
])  # fmt: skip


@given(
    st.lists(
        st.tuples(st.sampled_from(["", "# ", "- ", "> "]), st.lists(WORDS, min_size=1, max_size=12).map("".join)),
        min_size=1,
        max_size=8,
    )
)
def test_any_paper_gets_sound_claims_and_the_same_ones_again(blocks: list[tuple[str, str]]) -> None:
    text, document = paper([sign + words for sign, words in blocks])
    found = losses(text, document)
    assert_sound(text, document, found[0])
    assert losses(text, document) == found


@pytest.mark.parametrize("words", ["x", "×", "20xx", "“", "（", "在、", "*", "□", "一、", ".1", "%"])
def test_a_paragraph_of_any_length_takes_time_in_proportion(words: str) -> None:
    text, document = paper([words * 20_000])
    assert losses(text, document)[0] is not None


# ---- what becomes of the claims


def claimed() -> Volume:
    text, document = paper(["# 一、20xx年工作", "20xx年，XX县的情况。", "# 三、打算", "打算很多。"])
    claims = losses(text, document)[0]
    return Volume(text, (Document("000", document.blocks, "题", claims),), ())


def test_the_pages_data_says_each_thing_once() -> None:
    made = marks(claimed().documents[0])
    assert [tip.words.split("。")[0] for tip in made.tips] == [
        "年份隐去",
        "地名隐去",
        "序号中断：“一、”之后是“三、”，中间的部分来源中没有",
    ]
    assert [tuple(each.__getattribute__(name) for name in ("anchor", "start", "end", "kind", "tip")) for each in made.spans] == [
        ("L1", 2, 6, "redaction", 0), ("L2", 0, 4, "redaction", 0), ("L2", 6, 8, "redaction", 1),
    ]  # fmt: skip
    assert [(each.anchor, each.after, each.tip) for each in made.notes] == [("L3", False, 2)]
    (page,) = mark_pages(claimed())
    assert (page.path, page.committed) == ("data/marks/000/1.json", False)
    assert page.content.decode().endswith('"notes":[["L3",false,2]]}')


def test_a_document_without_marks_has_no_page_of_them() -> None:
    text, document = paper(["全县工作。"])
    assert list(mark_pages(Volume(text, (document,), ()))) == []


def test_exports_hold_the_spans() -> None:
    volume = claimed()
    found = record(volume, volume.documents[0], "0").annotations
    assert [each.span for each in found] == [
        SpanRecord("000:1", 2, 6), SpanRecord("000:2", 0, 4), SpanRecord("000:2", 6, 8), SpanRecord("000:3", 0, 0),
    ]  # fmt: skip


def test_explain_tells_the_claims_of_that_line_only() -> None:
    told = explain(archive_of(claimed()), Place("000", 2))
    assert "claim    redaction = 'place' (stated) @L2 6-8 地名隐去。" in told
    assert "@L1" not in told
    assert "gap" not in told
    assert "gap" in explain(archive_of(claimed()), Place("000", 3))
