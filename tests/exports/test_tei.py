"""Papers as TEI: valid, and both the text and the source's own characters come back."""

from __future__ import annotations

import lzma
import posixpath
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree

from build_scripts.exports import export_pages
from build_scripts.exports.tei import tei_pages
from build_scripts.exports.tei.block import ABOUT, GAPS
from build_scripts.model import Annotation, Archive, ChangeRow, Document, Piece
from build_scripts.stretches import stretches
from tests.exports.made import archive, contents, hostile, paper
from tests.small_archive import archive_of, volume_of
from tests.small_archive import block as block_of

SCHEMA = Path(__file__).parents[1] / "schemas" / "tei_all-4.3.0.rng.xz"
TEI = "{http://www.tei-c.org/ns/1.0}"
RNG = "{http://relaxng.org/ns/structure/1.0}"
ID = "{http://www.w3.org/XML/1998/namespace}id"
INVALID = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
BESIDE = ("gap", "note")  # what is not of the text

Element = etree._Element  # noqa: SLF001 - lxml has no other name for what it gives
Trees = dict[str, Element]
ARCHIVES = pytest.mark.parametrize("made", [archive, hostile], ids=["real", "hostile"])


@cache
def trees(made: Callable[[], Archive]) -> Trees:
    files = contents(export_pages(made()))
    return {each.id: etree.fromstring(files[paper(each, ".xml")]) for each in made().documents}


def schema(used: set[str]) -> etree.RelaxNG:
    """The schema without the elements that no file uses.

    What is valid by it is so by the whole, which libxml2 takes half a minute to read.
    """
    tree = etree.parse(BytesIO(lzma.decompress(SCHEMA.read_bytes())))
    for element in list(tree.iter(f"{RNG}element")):
        if element.get("name") and element.get("name") not in used:
            parent = element.getparent()
            assert parent is not None
            parent[:] = [etree.SubElement(parent, f"{RNG}notAllowed")]
    return etree.RelaxNG(tree)


def test_all_are_valid() -> None:
    found = [*trees(archive).values(), *trees(hostile).values()]
    used = {element.tag.removeprefix(TEI) for tree in found for element in tree.iter(f"{TEI}*")}
    assert {"choice", "sic", "corr", "orig", "reg", "gap", "unclear", "lb", "milestone", "salute", "note"} <= used
    valid = schema(used)
    for tree in found:
        assert valid.validate(tree), valid.error_log
    broken = found[0]
    broken.append(etree.Element(f"{TEI}p"))
    assert not valid.validate(broken)
    broken.remove(broken[-1])


def read(element: Element, left_out: tuple[str, ...]) -> str:
    """The text of an element without that of some others."""
    if element.tag in {f"{TEI}{name}" for name in left_out}:
        return ""
    return (element.text or "") + "".join(read(each, left_out) + (each.tail or "") for each in element)


@ARCHIVES
def test_text_and_source_come_back(made: Callable[[], Archive]) -> None:
    changed = 0
    for volume in made().volumes:
        held = stretches(volume)
        for document in volume.documents:
            elements = {str(each.get(ID)): each for each in trees(made)[document.id].iter() if each.get(ID)}
            for block in document.blocks:
                element = elements[block.place.anchor]
                source = "".join(volume.source.lines[each.line - 1][slice(*held[each])] for each in block.pieces)
                assert read(element, ("sic", "orig", *BESIDE)) == block.text
                assert read(element, ("corr", "reg", *BESIDE)) == INVALID.sub("\ufffd", source)
                changed += source != block.text
    assert changed > 100 or made is hostile


@ARCHIVES
def test_every_place_hidden_or_lost_is_a_gap_once(made: Callable[[], Archive]) -> None:
    for document in made().documents:
        claims = Counter(claim.kind for claim in document.annotations if claim.span)
        gaps = Counter(each.get("reason") for each in trees(made)[document.id].iter(f"{TEI}gap"))
        assert gaps == Counter({"redacted": claims["redaction"], "lost": claims["loss"]})


@ARCHIVES
def test_ids_are_unique_and_pointers_lead_somewhere(made: Callable[[], Archive]) -> None:
    named, pointers = dict[str, set[str]](), set[tuple[str, str]]()
    for document in made().documents:
        tree = trees(made)[document.id]
        ids = [str(each.get(ID)) for each in tree.iter() if each.get(ID)]
        assert len(ids) == len(set(ids))
        values = (each.get(name) for each in tree.iter() for name in ("target", "ana", "scheme"))
        named[path := paper(document, ".xml")] = set(ids)
        for pointer in (each for value in values if value for each in value.split()):
            file, _, name = pointer.partition("#")
            pointers.add((posixpath.normpath(posixpath.join(posixpath.dirname(path), file)) if file else path, name))
    assert [each for each in pointers if each[1] not in named[each[0]]] == []


def test_papers_with_words_in_common_are_linked_block_by_block() -> None:
    (pair,) = archive().parallels
    ids = {document.place: document.id for document in archive().documents}
    for mine, other, turned in ((pair.here, pair.there, False), (pair.there, pair.here, True)):
        (group,) = trees(archive)[ids[mine]].iter(f"{TEI}linkGrp")
        assert group.get("type") == f"parallel-{pair.kind}"
        assert ids[other] in read(group, ())
        blocks = [(part.here.block.anchor, part.there.block.anchor) for passage in pair.passages for part in passage]
        told = [tuple(str(each.get("target")).replace("#", " ").split()) for each in group.iter(f"{TEI}link")]
        assert [(first, last) for first, _, last in told] == [each[::-1] if turned else each for each in blocks]


def test_what_is_classed_says_how_certain_each_class_is() -> None:
    for document in archive().documents:
        tree = trees(archive)[document.id]
        told = [each for each in tree.iter(f"{TEI}certainty") if each.get("assertedValue") is None]
        targets = [str(each.get("target")) for each in told]
        assert len(targets) == len(set(targets))
        for category in tree.iter(f"{TEI}catRef"):
            assert f"#{category.get(ID)}" in targets


def test_what_is_in_doubt_is_told_and_what_is_hidden_says_of_which_kind() -> None:
    elements = [each for tree in trees(archive).values() for each in tree.iter()]
    kinds = {each.get("subtype") for each in elements if each.tag == f"{TEI}seg"}
    assert {"year", "brackets"} <= kinds
    assert {each.get("extent") for each in elements if each.tag == f"{TEI}gap"} == {"unknown"}
    unclear = [each for each in elements if each.tag == f"{TEI}unclear"]
    assert unclear
    notes = [each for each in elements if each.tag == f"{TEI}note" and each.get("type") == "doubt"]
    assert len(notes) == len({claim for document in archive().documents for claim in _doubts(document)})


def _doubts(document: Document) -> Iterator[Annotation]:
    yield from (each for each in document.annotations if each.span and each.kind not in {*ABOUT, *GAPS, "editorial"})


def test_editions_are_told() -> None:
    rows = (ChangeRow("1", "2025-01-01", "added", "000:43"), ChangeRow("2", "2026-01-01", "changed", "000:43"))
    made = contents(tei_pages(replace(archive(), history=rows)))["papers/000/43.xml"]
    told = [(each.get("n"), each.get("when"), each.text) for each in etree.fromstring(made).iter(f"{TEI}change")]
    assert told == [("2", "2026-01-01", "第 2 版改动"), ("1", "2025-01-01", "第 1 版新收")]
    valid = schema({each.tag.removeprefix(TEI) for each in etree.fromstring(made).iter(f"{TEI}*")})
    assert valid.validate(etree.fromstring(made)), valid.error_log


def test_a_note_follows_the_words_that_it_is_on() -> None:
    (note,) = (each for each in trees(archive)["000-43"].iter(f"{TEI}note") if each.get("type") == "editorial")
    assert read(note, ()) == "党组不是机关。编者"
    paragraph = note.getparent()
    assert paragraph is not None
    said = read(paragraph, ("sic", "orig"))
    assert "经省局党组同意党组不是机关。编者召开的" in said


def test_lines_are_milestones() -> None:
    for document in archive().documents:
        tree = trees(archive)[document.id]
        lines = [each.get("n") for each in tree.iter(f"{TEI}lb", f"{TEI}milestone")]
        assert len(lines) == sum(len(block.pieces) for block in document.blocks)
        assert lines[0] == document.place.local


def test_a_year_that_is_not_settled_is_a_span() -> None:
    held = trees(archive)
    open_ended = 0
    for document in archive().documents:
        years = document.claim("year_range")
        if years and isinstance(years.value, tuple) and not document.claim("year"):
            (date,) = held[document.id].iterfind(f".//{TEI}creation/{TEI}date[@type='year-range']")
            told = (date.get("notBefore"), date.get("notAfter"))
            assert told == tuple(year and str(year) for year in years.value)
            open_ended += 1
    assert open_ended


def test_place_and_date_say_how_certain_they_are() -> None:
    (document,) = (each for each in archive().documents if each.id == "000-43")
    tree = trees(archive)["000-43"]
    (region,) = tree.iter(f"{TEI}placeName")
    assert (region.text, region.get("key"), region.get("cert"), region.get("evidence")) == (
        "江苏省", "320000", "medium", "internal",
    )  # fmt: skip
    (date,) = tree.iter(f"{TEI}creation")
    assert (date[1].get("when"), date[1].get("cert")) == ("2015", "medium")
    (told,) = (each for each in tree.iter(f"{TEI}certainty") if each.get("target") == "#region")
    claim = document.claim("region")
    assert claim is not None
    assert claim.evidence[0].quote in read(told, ())


@pytest.mark.parametrize(
    "kinds",
    [
        "title",
        "title salutation paragraph",
        "title date speaker salutation item item paragraph",
        "salutation date",
        "heading-1",
        "heading-1 heading-3 paragraph heading-2 item heading-1",
        "paragraph title heading-2 date paragraph speaker",
        "item heading-1 item",
    ],
)
def test_any_order_of_blocks_is_valid(kinds: str) -> None:
    lines = [f"第{number}行" for number, _ in enumerate(kinds.split())]
    bare = volume_of(lines)
    named = [kind.partition("-") for kind in kinds.split()]
    blocks = tuple(
        block_of(bare, kind, Piece(number, 0, len(line)), level=int(level or 0))  # type: ignore[arg-type]
        for number, (line, (kind, _, level)) in enumerate(zip(lines, named, strict=True), 1)
    )
    made = archive_of(replace(bare, documents=(Document("000", blocks, "题"),)))
    tree = etree.fromstring(contents(tei_pages(made))["papers/000/1.xml"])
    valid = schema({element.tag.removeprefix(TEI) for element in tree.iter(f"{TEI}*")})
    assert valid.validate(tree), valid.error_log
    places = [str(each.get(ID)) for each in tree.iter() if str(each.get(ID)).startswith("L")]
    assert places == [each.place.anchor for each in blocks]
