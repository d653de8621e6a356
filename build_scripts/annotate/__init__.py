"""Document -> Document: claim genre, year, region, title, topics and what is lost, each from what the text says."""

from __future__ import annotations

from dataclasses import replace

from build_scripts.annotate import curated as curator
from build_scripts.annotate.citations import citations
from build_scripts.annotate.figures import figures
from build_scripts.annotate.genre import genre
from build_scripts.annotate.issuer import issuer
from build_scripts.annotate.issuer.unissued import unissued
from build_scripts.annotate.level import level, level_of_issuer, nation_code
from build_scripts.annotate.losses import losses
from build_scripts.annotate.notes import notes
from build_scripts.annotate.occasion import occasion
from build_scripts.annotate.region import Years, region
from build_scripts.annotate.region.place_years import place_years
from build_scripts.annotate.rows import Knowledge, knowledge
from build_scripts.annotate.terms import terms
from build_scripts.annotate.title import fitted, placed, title
from build_scripts.annotate.topics.topic_claims import topic_claims
from build_scripts.annotate.year import year
from build_scripts.annotate.year.chronology import FIRST, LAST
from build_scripts.annotate.zones import Zones, zones
from build_scripts.curation import Curation
from build_scripts.model import Annotation, CleanText, Document

NO_WORD = Curation()


def annotate(
    text: CleanText, document: Document, curated: Curation = NO_WORD, known: Knowledge | None = None
) -> Document:
    """The document with its claims, and a finding for each that it does not settle.

    What the curator says of a field stands before the engine's own claim, and is what other engines go by.
    """
    known = known or knowledge()
    parts, words = zones(document), curator.said(document, curated)
    kind, doubts = genre(text, document, parts, known)
    document = _with(document, curator.heeded(words, ((kind,), doubts), curator.GENRE))
    lives = place_years(text, document)
    dated = curator.dated(words, year(text, document, parts, known, lives), text, parts, _value(document, "genre"))
    document = _with(document, curator.placed(words, region(text, document, parts, known, _bounds(dated[0]))))
    document = _with(document, dated)
    document = _issued(text, document, parts, known, words)
    named = curator.heeded(words, ((_title(text, document, parts, known),), ()), curator.TITLE)
    document = _with(document, named)
    document = _with(replace(document, title=fitted(_value(document, "title"))), losses(text, document))
    document = _and(document, *notes(text, document, curated))
    document = _with(document, topic_claims(text, document, curated))
    document = _with(document, citations(text, document))
    document = _with(document, (tuple(terms(text, document)), ()))
    return replace(document, figures=figures(text, document))


def _issued(text: CleanText, document: Document, parts: Zones, known: Knowledge, words: curator.Said) -> Document:
    """Level, issuer and occasion; the level by its wordings first, at last by the issuer."""
    document = _and(document, nation_code(document), level(text, document, parts))
    claims = tuple(filter(None, (issuer(text, document, parts, known),)))
    nobody = unissued(text, document, parts, claims)
    document = _with(document, curator.heeded(words, (claims, nobody), curator.ISSUER))
    document = _and(document, level_of_issuer(document))
    return _and(document, words.get("occasion"), occasion(text, document, parts, known))


def _and(document: Document, *claims: Annotation | None) -> Document:
    return _with(document, (tuple(filter(None, claims)), ()))


def _with(document: Document, made: curator.Made) -> Document:
    claims, findings = made
    return replace(
        document,
        annotations=(*document.annotations, *claims),
        findings=(*document.findings, *findings),
    )


def _title(text: CleanText, document: Document, parts: Zones, known: Knowledge) -> Annotation:
    """The title that the paper has, or that is made for it; with its year and place by name, where they are known."""
    when = document.claim("year")
    made = title(text, document, parts, known, when.value if when and isinstance(when.value, int) else None)
    if made.certainty == "stated":
        return made
    return replace(made, value=placed(str(made.value), _value(document, "region")))


def _value(document: Document, kind: str) -> str:
    """What the document's first claim of this kind says; empty when nothing does."""
    claim = document.claim(kind)
    return str(claim.value) if claim and claim.value is not None else ""


def _bounds(dated: tuple[Annotation, ...]) -> Years | None:
    """Between which years the paper was issued, as far as is known; an open end is the chronology's."""
    claim = next((each for each in dated if each.kind == "year_range"), None)
    if claim is None or not isinstance(claim.value, tuple):
        return None
    first, last = claim.value
    return (first or FIRST, last or LAST)
