"""Rows of notes -> claims with spans -> data -> signs in the text and a section at the page's end; hostile words too."""

from __future__ import annotations

import json
from xml.etree.ElementTree import Element

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown

from build_scripts.annotate.notes import notes as note_claims
from build_scripts.curate import unheeded
from build_scripts.curation import Curation
from build_scripts.markdown_ext.notes import TITLE, NoteSignProcessor
from build_scripts.markdown_ext.offsets import Stretch, weave
from build_scripts.model import Document, Volume
from build_scripts.render.notes import note_pages, notes
from build_scripts.tables import TableError
from tests.hostile import HOSTILE
from tests.mkdocs_site import built_site
from tests.test_annotate import documents_of, text_of

LINES = [
    "同志们：",
    "计划生育实行一票否决，县、乡两级都要一把手负总责。",
    "一、加强领导",
    "要坚持四不两直，强化督查。要坚持到底。",
    "谢谢大家！",
]


def rows(*words: dict[str, str]) -> Curation:
    return msgspec.convert({"notes": list(words)}, Curation)


ON_VETO = {"at": "2", "quote": "一票否决", "note": "一项不合格，即取消评优资格。", "by": "某编"}
ON_VISITS = {"at": "4", "quote": "四不两直", "note": "不发通知、不打招呼……"}
ON_HEADING = {"at": "3", "quote": "领导", "note": "指党政领导。"}


def noted(*words: dict[str, str], lines: list[str] = LINES) -> Document:
    text = text_of(lines)
    (plain,) = documents_of(text)
    return Document("000", plain.blocks, "讲话", note_claims(text, plain, rows(*words)))


def test_notes_stand_in_the_order_of_the_text() -> None:
    claims = noted(ON_VISITS, ON_HEADING, ON_VETO).annotations
    assert [claim.evidence[0].quote for claim in claims] == ["一票否决", "领导", "四不两直"]
    assert {(claim.kind, claim.certainty) for claim in claims} == {("editorial", "curated")}
    assert [claim.value for claim in claims] == ["某编", None, None]
    first = notes(noted(ON_VETO))[0]
    assert (first.anchor, first.end, first.quote, first.note, first.by) == (
        "L2", 10, "一票否决", "一项不合格，即取消评优资格。", "某编",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("row", "trouble"),
    [
        ({"at": "2", "quote": "一票通过", "note": "x"}, r"notes, row 2: '一票通过' does not stand in the block at 2"),
        ({"at": "4", "quote": "要坚持", "note": "x"}, r"notes, row 2: '要坚持' stands 2 times in the block at 4"),
        ({"at": "9", "quote": "x", "note": "x"}, r"notes, row 2: no words begin at 9"),
    ],
)
def test_a_note_that_has_lost_its_words_stops_the_build(row: dict[str, str], trouble: str) -> None:
    text = text_of(LINES)
    with pytest.raises(TableError, match=trouble):
        unheeded(rows(ON_VETO, row), documents_of(text), (), "000.yml", lambda _: ())


def test_only_documents_with_notes_have_a_page_of_them() -> None:
    text = text_of(LINES)
    (plain,) = documents_of(text)
    assert not list(note_pages(Volume(text, (plain,), ())))
    (page,) = note_pages(Volume(text, (noted(ON_VETO, ON_HEADING),), ()))
    assert (page.path, page.committed) == ("data/notes/000/1.json", False)
    assert [each["quote"] for each in json.loads(page.content)] == ["一票否决", "领导"]


def signed(root: Element, found: list[dict[str, object]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("build_scripts.markdown_ext.notes.side", lambda *_: found)
    NoteSignProcessor(Markdown(), "").run(root)


def test_a_sign_is_empty_and_stands_behind_its_words(monkeypatch: pytest.MonkeyPatch) -> None:
    root = Element("div")
    block = Element("p", {"id": "L2"})
    block.text = "实行一票否决，"
    root.append(block)
    found: list[dict[str, object]] = [
        {"anchor": "L2", "end": 6, "note": "甲"},
        {"anchor": "L2", "end": 6, "note": "乙"},
    ]
    signed(root, found, monkeypatch)
    first, second = block
    assert (block.text, first.tail or "", second.tail) == ("实行一票否决", "", "，")
    assert (first.get("data-number"), second.get("data-number"), first.text) == ("1", "2", None)
    assert "".join(block.itertext()) == "实行一票否决，"
    weave(block, [Stretch(2, 6, is_link=True)], lambda _: Element("a", {"class": "law"}), [])  # the sign stays outside
    assert [each.get("class") for each in block] == ["law", "mark note-sign", "mark note-sign"]


def test_a_note_on_a_block_that_is_gone_is_no_page(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ValueError, match="no block #L2"):
        signed(Element("div"), [{"anchor": "L2", "end": 6, "note": "甲"}], monkeypatch)


@given(st.text(min_size=1, max_size=20), st.integers(0, 30))
def test_any_span_of_a_text_can_be_noted_once(words: str, at: int) -> None:
    lines = [*LINES[:3], f"要坚持{words.strip() or '甲'}到底，抓好落实。", LINES[4]]
    text = text_of(lines)
    document = documents_of(text)[0]
    block = document.blocks[at % len(document.blocks)]
    quote = block.text[at % len(block.text) :]
    if block.text.count(quote) == 1:
        (claim,) = note_claims(text, document, rows({"at": block.place.local, "quote": quote, "note": "x"}))
        assert claim.span
        assert block.text[claim.span.start : claim.span.end] == quote


def test_what_a_curator_writes_is_only_words(tmp_path_factory: pytest.TempPathFactory) -> None:
    words = [{**ON_VETO, "note": word, "by": word} for word in HOSTILE if word.strip()]
    document = noted(*words)
    from build_scripts.render.document import document_page  # noqa: PLC0415

    text = text_of(LINES)
    folder = built_site(
        (document_page(document, text), *note_pages(Volume(text, (document,), ()))), tmp_path_factory.mktemp("notes")
    )
    page = (folder / "archive" / "000" / "1.html").read_text(encoding="utf-8")
    assert page.count('class="mark note-sign"') == page.count('<li id="note-') == len(words)
    assert "<script>alert" not in page
    assert f">{TITLE}<" in page
