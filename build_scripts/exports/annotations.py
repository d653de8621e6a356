"""Archive -> Pages, Downloads: every claim as a Web Annotation (W3C, JSON-LD), a file for each document.

`data/papers/000/43.jsonld` is an AnnotationPage of the collection `data/annotations.jsonld`. The claims come first, in
the order of the JSON record, then the figures. The target of a claim on words is the block by its anchor, and in it
the words by their position in code points and by themselves; on a source's page both are of the line as it stands
there. The bodies, told apart by their purpose:

    tagging     the kind of the claim
    identifying the value; years of a range as 2014/2017, open at an end that is not known
    assessing   how certain it is: stated, inferred or curated
    commenting  the argument, in Chinese
    linking     the words that it rests on, each with the rule as `name`, and as `label` what they contribute

Addresses are relative to the file, or absolute where the archive knows its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, count
from typing import Literal

import msgspec

from build_scripts.exports.found import Finder, Library
from build_scripts.exports.interface import file_of, schema_bytes
from build_scripts.exports.records import value_words
from build_scripts.model import Annotation, Archive, Document, Download, Evidence, Figure, Page, Span
from build_scripts.render.literals import json_bytes
from build_scripts.render.notes import KIND as NOTE

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
FRAGMENT = "http://tools.ietf.org/rfc/rfc3236"  # fragments of HTML

COLLECTION = "data/annotations.jsonld"
SUFFIX = ".jsonld"
AROUND = 16  # characters of the text that a quotation stands between
FROM_PAGE, FROM_TOP = "../../../", "../"  # from the folder of a page, and of the collection, to the top of the site


class TextBody(msgspec.Struct, frozen=True, omit_defaults=True, tag_field="type", tag="TextualBody"):
    """Words about the target, and what for."""

    purpose: Literal["tagging", "identifying", "assessing", "commenting"]
    value: str
    language: str = ""


class PositionSelector(msgspec.Struct, frozen=True, tag_field="type", tag="TextPositionSelector"):
    """Code points of the block's text, half open."""

    start: int
    end: int


class QuoteSelector(msgspec.Struct, frozen=True, tag_field="type", tag="TextQuoteSelector"):
    """The words themselves and what stands around them."""

    exact: str
    prefix: str
    suffix: str


class BlockSelector(msgspec.Struct, frozen=True, omit_defaults=True, tag_field="type", tag="FragmentSelector"):
    """A block by its anchor, and the words in it; without words, the whole block."""

    conformsTo: str  # noqa: N815 - the name is the standard's, as below
    value: str
    refinedBy: tuple[PositionSelector | QuoteSelector, ...] = ()  # noqa: N815


class Resource(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True, tag_field="type", tag="SpecificResource"):
    """A part of a page. As the body of a claim: words that it rests on, the rule, and what they contribute."""

    purpose: Literal["linking", ""] = ""
    source: str
    selector: BlockSelector | None = None
    name: str = ""
    label: str = ""


class WebAnnotation(msgspec.Struct, frozen=True, tag_field="type", tag="Annotation"):
    """One claim. Its id holds within an edition."""

    id: str
    motivation: Literal["describing", "commenting"]
    body: tuple[TextBody | Resource, ...]
    target: Resource


class Whole(msgspec.Struct, frozen=True, tag_field="type", tag="AnnotationCollection"):
    """The collection that a page is of."""

    id: str
    label: str
    total: int


class AnnotationPage(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True, tag_field="type",
                     tag="AnnotationPage", rename={"context": "@context"}):  # fmt: skip
    """All claims on one document."""

    context: str
    id: str
    partOf: Whole  # noqa: N815
    startIndex: int  # noqa: N815
    items: tuple[WebAnnotation, ...]
    prev: str = ""
    next: str = ""


class AnnotationCollection(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True, tag_field="type",
                           tag="AnnotationCollection", rename={"context": "@context"}):  # fmt: skip
    """All claims of the archive, a page for each document, in the order of the archive."""

    context: str
    id: str
    label: str
    total: int
    first: str = ""
    last: str = ""


def annotation_pages(archive: Archive) -> Iterator[Page | Download]:
    """The collection, its pages, and the schema of a page."""
    documents = archive.documents
    starts = list(accumulate((claims(document) for document in documents), initial=0))
    total = starts[-1]
    yield Page(COLLECTION, json_bytes(_collection(archive, total)) + b"\n", committed=False)
    yield Page("data/annotations.schema.json", schema_bytes(AnnotationPage), committed=False)
    library = Library(archive)
    neighbours = zip((None, *documents[:-1]), (*documents[1:], None), strict=True) if documents else ()
    for document, around, start in zip(documents, neighbours, starts, strict=False):
        yield _file(_Paper(document, archive.site.address or FROM_PAGE, library), around, start, total, archive)


def claims(document: Document) -> int:
    """How many annotations a document has here."""
    return len(document.annotations) + len(document.figures)


def _collection(archive: Archive, total: int) -> AnnotationCollection:
    top = archive.site.address or FROM_TOP
    ends = [f"{top}{file_of(each, SUFFIX)}" for each in archive.documents[:: max(len(archive.documents) - 1, 1)]]
    first, last = (ends[0], ends[-1]) if ends else ("", "")
    return AnnotationCollection(
        context=CONTEXT, id=f"{top}{COLLECTION}", label=archive.site.name, total=total, first=first, last=last
    )


def _file(
    paper: _Paper, around: tuple[Document | None, Document | None], start: int, total: int, archive: Archive
) -> Download:
    def chunks() -> Sequence[bytes]:
        before, after = (f"{paper.top}{file_of(each, SUFFIX)}" if each else "" for each in around)
        made = AnnotationPage(
            context=CONTEXT,
            id=paper.name,
            partOf=Whole(f"{paper.top}{COLLECTION}", archive.site.name, total),
            startIndex=start,
            items=tuple(_annotations(paper)),
            prev=before,
            next=after,
        )
        return (json_bytes(made) + b"\n",)

    return Download(file_of(paper.document, SUFFIX), chunks)


class _Paper:
    """A document, and where words are found in it and in others."""

    def __init__(self, document: Document, top: str, library: Library) -> None:
        self.document, self.top = document, top
        self._finder, self._library = Finder(document, library), library
        self.page, self.name = f"{top}{document.path}.html", f"{top}{file_of(document, SUFFIX)}"

    def words(self, span: Span) -> Resource:
        """The words of a span, by their position and by themselves."""
        selector = BlockSelector(FRAGMENT, span.block.anchor, _words(self._finder.texts[span.block], *span[1:]))
        return Resource(source=self.page, selector=selector)

    def clue(self, clue: Evidence) -> Resource:
        """The words of a clue: in the block that holds them, or on a line that is in no block, on the source's page."""
        home = self._finder.home(clue)
        page = home.document.path if home else f"sources/{clue.place.source}"
        anchor = home.block.place.anchor if home else f"L{clue.place.line}"
        if home and home.span:
            words = _words(home.block.text, home.span.start, home.span.end)
        elif not home and (written := self._library.written(clue)):
            words = _words(*written)
        else:
            words = (QuoteSelector(clue.quote, "", ""),)
        selector, source = BlockSelector(FRAGMENT, anchor, words), f"{self.top}{page}.html"
        return Resource(purpose="linking", source=source, selector=selector, name=clue.rule, label=clue.says)


def _words(text: str, start: int, end: int) -> tuple[PositionSelector | QuoteSelector, ...]:
    """Words of a text, by their position and by themselves."""
    before, after = text[max(start - AROUND, 0) : start], text[end : end + AROUND]
    return PositionSelector(start, end), QuoteSelector(text[start:end], before, after)


def _annotations(paper: _Paper) -> Iterator[WebAnnotation]:
    """The claims on a document, numbered from 1."""
    numbers, document = count(1), paper.document
    for claim in document.annotations:
        yield _claim(claim, paper, f"{paper.name}#a{next(numbers)}")
    for figure in document.figures:
        yield _figure(figure, paper, f"{paper.name}#a{next(numbers)}")


def _claim(claim: Annotation, paper: _Paper, name: str) -> WebAnnotation:
    value = value_words(claim.value)
    body: tuple[TextBody | Resource, ...] = (
        TextBody("tagging", claim.kind),
        *([TextBody("identifying", value)] if value else []),
        TextBody("assessing", claim.certainty),
        *([TextBody("commenting", claim.note, "zh-Hans")] if claim.note else []),
        *map(paper.clue, claim.evidence),
    )
    target = paper.words(claim.span) if claim.span else Resource(source=paper.page)
    return WebAnnotation(name, "commenting" if claim.kind == NOTE else "describing", body, target)


def _figure(figure: Figure, paper: _Paper, name: str) -> WebAnnotation:
    """A quantity: the indicator is its value; what it is of, the number and its unit are the comment."""
    said = (figure.about, figure.bound, figure.value, figure.unit, figure.status, str(figure.year or ""), figure.period)
    body = (
        TextBody("tagging", "figure"),
        TextBody("identifying", figure.indicator),
        TextBody("commenting", " ".join(filter(None, said)), "zh-Hans"),
        paper.clue(figure.evidence),
    )
    return WebAnnotation(name, "describing", body, paper.words(figure.span))
