"""The table of terms proves itself; terms are found where they stand, in the one sense that the paper can mean."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from pypinyin import Style, pinyin

from build_scripts.annotate.terms import fold, terms
from build_scripts.check import prove
from build_scripts.knowledge.glossary import TermRow, gathered, glossary
from build_scripts.model import Annotation, Archive, Document, Edition, Span, Volume
from build_scripts.render.glossary import glossary_pages
from build_scripts.tables import TableError
from tests.test_losses import paper

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "glossary.yml").read_text(encoding="utf-8"))
ROWS = tuple(glossary().terms.values())
SIGNS = re.compile("[“”、，]")


def marked(lines: list[str], year: int | None = None) -> list[tuple[str, str]]:
    """The terms in a paper of these lines: their words and ids."""
    text, document = paper(lines)
    if year is not None:
        document = replace(document, annotations=(Annotation("year", year, "stated", ()),))
    blocks = {block.place: block.text for block in document.blocks}
    found = [(claim.value, claim.span) for claim in terms(text, document)]
    return [(blocks[span.block][span.start : span.end], str(name)) for name, span in found if span]


# ---- the table


def test_the_table_is_as_rich_as_promised() -> None:
    assert len(ROWS) >= 220
    assert len(glossary().domains) >= 15
    assert all(domain.terms for domain in glossary().domains)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_a_row_holds_what_a_reader_needs(row: TermRow) -> None:
    assert row.definition.endswith("。")
    assert row.definition.count("。") == 1, "one sentence"
    assert not (row.since and row.until and row.until < row.since)
    assert len(set(row.written)) == len(row.written), "a form stands twice"
    first = pinyin(SIGNS.sub("", row.term)[0], style=Style.NORMAL, heteronym=True)[0]
    assert row.id[0] in {sound[0].lower() for sound in first}, "an id begins as its term sounds"


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_each_form_is_found_and_no_other_row_in_it(row: TermRow) -> None:
    for written in row.written:
        lines = [f"关于{written}的意见，{row.needs[0] if row.needs else '抓好落实'}。"]
        assert row.id in [name for _, name in marked(lines)], written


@pytest.mark.parametrize("row", [row for row in ROWS if row.matches or row.rejects], ids=lambda row: row.id)
def test_each_row_matches_and_rejects_its_examples(row: TermRow) -> None:
    assert [words for words in row.matches if row.id not in [name for _, name in marked([words])]] == []
    assert [words for words in row.rejects if row.id in [name for _, name in marked([words])]] == []


def test_rows_that_share_a_form_tell_their_fields_apart() -> None:
    shared: defaultdict[str, list[TermRow]] = defaultdict(list)
    for row in ROWS:
        for form in {fold(written) for written in row.written}:
            shared[form].append(row)
    for form, rows in shared.items():
        assert len(rows) == 1 or all(row.needs for row in rows), form


GOOD = "domain: 甲\norder: 1\nterms:\n- {id: jia, term: 甲乙, definition: 丙。, source: 丁, confidence: high"


@pytest.mark.parametrize(
    ("rest", "message"),
    [
        (", see: [yi]}\n", "leads to yi, which is no term"),
        ("}\n- {id: jia, term: 乙丙, definition: 丙。, source: 丁, confidence: low}\n", "the id jia stands twice"),
        (", age: 1}\n", "unknown field"),
    ],
)
def test_a_bad_row_is_told(tmp_path: Path, rest: str, message: str) -> None:
    (tmp_path / "a.yml").write_text(GOOD + rest, encoding="utf-8")
    with pytest.raises(TableError, match=message):
        gathered(tmp_path)


# ---- in papers


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_terms_are_found_in_their_sense(case: dict[str, object]) -> None:
    lines, year = case["text"], case.get("year")
    assert isinstance(lines, list)
    assert isinstance(year, int | None)
    assert [list(each) for each in marked(lines, year)] == case["terms"]


def test_a_term_in_a_citation_is_none() -> None:
    text, document = paper(["按照职业卫生三同时暂行办法和三同时制度办理。"])
    place = document.blocks[0].place
    cited = Annotation("citation", "a-law", "stated", (), span=Span(place, 2, 13))
    (found,) = terms(text, replace(document, annotations=(cited,)))
    assert found.span == Span(place, 14, 19)


PARTS = [
    "三同时", "“三同时”", "《", "》", "两癌", "“两癌”", "降消", "”项目", "“", "”", "，", "、", "（", "即", "）", "十", "三个代表",
    "服务好、质量好", "三好一满意", "医院", "。", "12345", "PPP", "A", "新农合参合率", "\u200b", "😀",
]  # fmt: skip
WORDS = st.lists(st.sampled_from(PARTS), max_size=12).map("".join)


@given(st.lists(WORDS, min_size=1, max_size=4))
def test_any_text_is_quoted_rightly_and_no_term_crosses_another(lines: list[str]) -> None:
    text, document = paper([f"要抓好{line}工作。" for line in lines])
    claims = tuple(terms(text, document))
    made = Volume(text, (replace(document, annotations=claims),), ())
    assert [each for each in prove(made, lambda _: text) if each.code == "T003"] == []
    spans = sorted((str(claim.span.block), claim.span.start, claim.span.end) for claim in claims if claim.span)
    assert all(one[0] != two[0] or one[2] <= two[1] for one, two in pairwise(spans))


# ---- the pages


def pages_of(lines: list[str]) -> dict[str, str]:
    text, document = paper(lines)
    document = replace(document, annotations=tuple(terms(text, document)), title="总结")
    archive = Archive(Edition("1", ""), (Volume(text, (document,), ()),))
    return {page.path: page.content.decode() for page in glossary_pages(archive)}


def test_a_term_is_listed_with_every_place_and_has_a_page() -> None:
    found = pages_of(["落实“三同时”，再落实三同时。", "建设项目“三同时”审查和隐患排查治理。"])
    assert set(found) == {
        "browse/glossary.md", "browse/glossary/san-tong-shi.md", "browse/glossary/yin-huan-pai-cha.md",
    }  # fmt: skip
    index = found["browse/glossary.md"]
    assert "- **三同时**{: #t-san-tong-shi } 3 处" in index
    assert "000：[1](../archive/000/1.md#L1)×2、[2](../archive/000/1.md#L2)" in index
    assert "- **S** [三同时](#t-san-tong-shi)" in index
    page = found["browse/glossary/san-tong-shi.md"]
    assert "落实“**三同时**”，再落实**三同时**。 <small>[000:1](../../archive/000/1.md#L1)</small>" in page
    assert "同节常见**：[隐患排查治理](../../browse/glossary/yin-huan-pai-cha.md)" in page
    assert "出现之处：3 处（1 篇）" in page


def test_phrases_that_stand_for_the_bare_term_are_no_other_names_of_it() -> None:
    found = pages_of(["开展“回头看”，进行回头看。落实三同时制度。"])
    assert "又作" not in found["browse/glossary/hui-tou-kan.md"]
    assert "- **又作**：三同时制度" in found["browse/glossary/san-tong-shi.md"]


def test_terms_that_begin_with_a_figure_stand_together() -> None:
    index = pages_of(["宣传119消防日，落实120急救和686项目。重性精神病管理。"])["browse/glossary.md"]
    assert "- **0—9** [119消防日]" in index
    assert index.count("- **0—9**") == 1


def test_what_stands_in_no_paper_is_folded_away() -> None:
    index = pages_of(["没有术语。"])["browse/glossary.md"]
    assert f"术语表另有 {len(ROWS):,} 条" in index
    assert '<li id="t-san-tong-shi"><strong>三同时</strong>' in index


def test_a_long_list_goes_on_at_the_terms_own_page() -> None:
    found = pages_of([f"第{number}项落实“三同时”。" for number in range(60)])
    index = found["browse/glossary.md"]
    assert index.count("../archive/000/1.md#L") == 50
    assert "[其余 10 段](../browse/glossary/san-tong-shi.md)" in index
    assert found["browse/glossary/san-tong-shi.md"].count("../../archive/000/1.md#L") == 60


def test_hostile_words_stay_words() -> None:
    found = pages_of(["落实“三同时”<script>alert(1)</script>](x)**_{: #y }。"])
    page = found["browse/glossary/san-tong-shi.md"]
    assert "<script" not in page
    assert "\\]" in page or "](x)" not in page


def test_an_archive_without_documents_has_the_table() -> None:
    pages = glossary_pages(Archive(Edition("1", ""), ()))
    assert [page.path for page in pages] == ["browse/glossary.md"]


def test_the_document_is_not_needed_twice() -> None:
    text, document = paper(["“三同时”。"])
    assert isinstance(document, Document)
    assert list(terms(text, document)) == list(terms(text, document))
