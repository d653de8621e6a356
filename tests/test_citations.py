"""Citations: the table of laws proves itself, papers of many fields are read as a careful reader reads them."""

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
from build_scripts.annotate.citations import citations
from build_scripts.annotate.citations.bare_names import bare_names
from build_scripts.annotate.citations.law_index import bare_names as names_of
from build_scripts.annotate.citations.law_index import law_index, number_key, numbers_of
from build_scripts.annotate.citations.law_notes import When, note, versions
from build_scripts.annotate.citations.official_numbers import issuers, official_numbers
from build_scripts.knowledge.laws import CHRONOLOGY, KINDS, Law, laws, year
from build_scripts.knowledge.title_forms import form, title_forms
from build_scripts.model import Annotation, Block, CleanText, Document, Finding, Piece, Place, Source
from tests.test_annotate import holds

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "citations.yml").read_text(encoding="utf-8"))
LAWS = tuple(laws().values())


def paper(*lines: str, years: Sequence[int] = ()) -> tuple[CleanText, Document]:
    text = CleanText(Source("000", "x.txt", "0" * 64, "UTF-8", lines), lines, {})
    blocks = (
        Block("paragraph", Place("000", number), line, (Piece(number, 0, len(line)),))
        for number, line in enumerate(lines, 1)
    )
    claims = (Annotation("year_range", (years[0], years[-1]), "stated", ()),) if years else ()
    return text, Document("000", tuple(blocks), "", claims)


def cited(*lines: str, years: Sequence[int] = ()) -> tuple[list[str], list[str]]:
    """What is cited, written as the cases write it, and the codes of the findings."""
    text, document = paper(*lines, years=years)
    claims, findings = citations(text, document)
    return [_written(document, claim) for claim in claims], [each.code for each in findings]


def _written(document: Document, claim: Annotation) -> str:
    assert claim.span is not None
    block = next(each for each in document.blocks if each.place == claim.span.block)
    rule = claim.evidence[0].rule
    value = claim.value or (f"form {rule.removeprefix('form: ')}" if rule.startswith("form: ") else "number")
    return f"{block.text[claim.span.start : claim.span.end]} = {value}"


def ids(line: str, years: Sequence[int] = ()) -> set[object]:
    text, document = paper(line, years=years)
    return {claim.value for claim in citations(text, document)[0]}


# ---- papers


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_paper_cites_what_a_careful_reader_finds(case: dict[str, Any]) -> None:
    found, codes = cited(case["text"], years=case.get("years", ()))
    assert found == case["cites"]
    if "doubts" in case:
        assert codes == case["doubts"]


# ---- the table


def test_laws_are_found_in_their_examples_and_in_no_near_miss() -> None:
    missed = [(law.id, words) for law in LAWS for words in law.row.matches if law.id not in ids(words)]
    mistaken = [(law.id, words) for law in LAWS for words in law.row.rejects if law.id in ids(words)]
    assert (missed, mistaken) == ([], [])


def test_laws_answer_to_all_their_names() -> None:
    index = law_index()
    shared = {law for held in index.titles.values() if len(held) > 1 for law in held}
    quoted = [
        (law, f"《{name}》") for law in LAWS for name in (law.name, law.short, *law.row.variants) if "《" not in name
    ]
    wrong = [(law, f"《{name}》") for law in LAWS for name in law.row.misquoted]
    bare = [(law, f"要贯彻{name}。") for law in LAWS for name in names_of(law)]
    missed = [(law.id, words) for law, words in (*quoted, *wrong, *bare) if law.id not in ids(words)]
    assert [(law, words) for law, words in missed if law not in shared] == []


def test_laws_are_found_by_their_numbers() -> None:
    known = law_index().numbers
    numbers = [(law, each) for law in LAWS for each in numbers_of(law) if len(known[number_key(each)]) == 1]
    assert len(numbers) > 400
    assert [(law.id, str(each)) for law, each in numbers if law.id not in ids(f"按照{each}办理。")] == []


def test_the_table_covers_many_fields() -> None:
    assert len(LAWS) >= 650
    assert {law.row.kind for law in LAWS} <= set(KINDS)


def test_what_both_tables_say_of_a_revision_is_the_same() -> None:
    """The chronology dates “the new Fire Law” by the day of a revision; the table of laws lists all revisions."""
    rows = yaml.safe_load((CHRONOLOGY / "laws.yml").read_text(encoding="utf-8"))
    told = {row["what"][2:-1]: row["source"] for row in rows if re.fullmatch(r"新《.+法》", row["what"])}
    known = {law.short: law for law in LAWS}
    assert told
    for name, source in told.items():
        for day in re.findall(r"\d{4}年\d{1,2}月\d{1,2}日", source):
            assert any(day in each for each in known[name].row.revised), (name, day)


def test_a_law_that_was_replaced_is_older_than_what_replaced_it() -> None:
    pairs = [(law, laws()[other]) for law in LAWS for other in law.row.replaced_by]
    newest = [(law.id, law.year, year((other.row.revised or (other.source,))[-1])) for law, other in pairs]
    assert [each for each in newest if each[1] and each[2] and each[1] > each[2]] == []


def test_no_name_is_of_two_laws_unless_their_years_tell_them_apart() -> None:
    for key, held in law_index().titles.items():
        years = [laws()[each].year for each in held]
        assert len(set(years)) == len(held), key


# ---- forms of titles


@pytest.mark.parametrize("each", title_forms().values(), ids=list(title_forms()))
def test_a_form_holds_to_its_examples(each: Any) -> None:
    for title in each.row.matches:
        assert form(title, each.row.scope).rule == each.row.rule, title
    for title in each.row.rejects:
        assert form(title, each.row.scope).rule != each.row.rule or not each.pattern.search(title), title


# ---- numbers


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("国务院令第344号", ["国务院令第344号"]),
        ("国务院344号令", ["国务院令第344号"]),
        ("中华人民共和国主席令第六十号", ["主席令第60号"]),
        ("安监总厅安健〔2014〕111号", ["安监总厅安健〔2014〕111号"]),
        ("按照川委发[20xx]2号文件", ["川委发〔××××〕2号"]),
        ("国办发(2010)62 号、卫医政发【2011】11号", ["国办发〔2010〕62号", "卫医政发〔2011〕11号"]),
        ("国发2010年23号", ["国发〔2010〕23号"]),
        ("GB/T28001-2001和GB5749", ["GB/T 28001—2001", "GB 5749"]),
        ("47、48号令", ["令第47号", "令第48号"]),
        ("贯彻卫生部令第48号令", ["卫生部令第48号"]),
        ("3、51号令", ["令第51号"]),
        ("人民路51号，51号楼", []),
        ("ABGB 123", []),
    ],
)
def test_numbers_are_read_however_they_are_written(text: str, numbers: list[str]) -> None:
    assert [str(each) for each in official_numbers(text)] == numbers


def test_every_series_of_an_issuer_is_written_as_the_tables_write_it() -> None:
    for name, series in issuers().items():
        assert [str(each) for each in official_numbers(f"{name}令第7号")] == [f"{series}第7号"]


# ---- notes


def law(name: str) -> Law:
    return next(each for each in LAWS if each.short == name)


@pytest.mark.parametrize(
    ("years", "day"),
    [((2005, 2006), "2001年10月27日"), ((2012, 2015), "2011年12月31日"), ((2019, 2024), "2018年12月29日")],
)
def test_the_paper_s_year_decides_between_versions(years: tuple[int, int], day: str) -> None:
    assert [day in each for each in versions(law("职业病防治法"), *years)] == [True]


@pytest.mark.parametrize(
    ("day", "which"),
    [("2017-11-03", "2016年7月2日"), ("2017-11-04", "2017年11月4日"), ("2018-12-29", "2018年12月29日")],
)
def test_the_paper_s_day_decides_within_a_year(day: str, which: str) -> None:
    year = int(day[:4])
    assert [which in each for each in versions(law("职业病防治法"), year, year, day)] == [True]


def test_where_the_year_does_not_decide_the_reader_is_told_between_which() -> None:
    told = note(law("职业病防治法"), When(2010, 2015))
    assert "2001年10月27日公布或2011年12月31日修正" in told
    assert "此后2011年12月31日修正" in note(law("职业病防治法"), When(None, 2015))


def test_a_misquotation_is_told_with_what_is_right() -> None:
    text, document = paper("学习《职业医师法》")
    (claim,), findings = citations(text, document)
    assert claim.note.startswith("原文作“职业医师法”，当作“执业医师法”。《中华人民共和国执业医师法》")
    assert "由《医师法》取代" in claim.note
    assert findings == ()


def test_the_curator_is_asked_once_for_each_name() -> None:
    _, codes = cited("《海商促进法》和《海商促进法》", "《海商促进法》")
    assert codes == ["A040"]


def test_a_paper_s_own_number_is_no_citation() -> None:
    assert cited("国发〔2010〕23号", "关于安全生产的通知")[0] == []


# ---- whatever the text


PIECES = st.sampled_from(
    ("《", "》", "〈", "〉", "（", "）", "安全生产法", "条例", "国发〔2010〕23号", "51号令", "、", "及其实施细则", "20xx", "__市", "以下简称", "。", "令第", "号", "GB ", "188", "<<", ">>", "省政府", "　")
)  # fmt: skip


@given(st.lists(st.lists(PIECES, min_size=1, max_size=14).map("".join), min_size=1, max_size=4))
def test_claims_quote_their_text_and_do_not_cross(lines: list[str]) -> None:
    text, document = paper(*lines)
    claims, _ = citations(text, document)
    found = Document("000", document.blocks, "", claims)
    assert holds(text, found)
    for claim in claims:
        assert claim.span is not None
        assert 0 <= claim.span.start < claim.span.end <= len(text.line(claim.span.block.line))
    spans = [(each.span.block, each.span.start, each.span.end) for each in claims if each.span]
    assert len(set(spans)) == len(spans)
    for block, start, end in spans:
        for other, first, last in spans:
            assert (
                other != block
                or end <= first
                or last <= start
                or (first <= start and end <= last)
                or (start <= first and last <= end)
            )


def test_long_paragraphs_take_time_in_proportion() -> None:
    line = "贯彻《安全生产法》、国发〔2010〕23号和51号令，" * 400
    assert len(citations(*paper(line))[0]) == 1200
    assert len(list(bare_names("职业病防治法" * 3000, ()))) == 3000


def test_findings_name_place_and_remedy() -> None:
    text, document = paper("《海商促进法》")
    _, findings = citations(text, document)
    assert findings == (
        Finding(
            "A040", "note", Place("000", 1), "法规表中没有《海商促进法》（法律）。如确有其文，请在 data/laws/ 加一行。"
        ),
    )


def test_a_place_in_edited_text_is_quoted_where_it_stands() -> None:
    text, document = paper("一、学习《安全生产法》")
    (claim,), _ = citations(text, document)
    at = to_clean(text, claim.evidence[0].place.line, claim.evidence[0].place.offset)
    assert text.line(1)[at:].startswith(claim.evidence[0].quote)
