"""Document -> Document: claim genre, year, region, title and what is lost, each from what the text itself says."""

from __future__ import annotations

from dataclasses import replace

from build_scripts.annotate.genre import genre
from build_scripts.annotate.issuer import issuer
from build_scripts.annotate.losses import losses
from build_scripts.annotate.region import Years, place_years, region
from build_scripts.annotate.rows import Knowledge, knowledge
from build_scripts.annotate.title import fitted, placed, title
from build_scripts.annotate.year import year
from build_scripts.annotate.zones import zones
from build_scripts.model import Annotation, CleanText, Document
from build_scripts.tables import Curation

NO_WORD = Curation()


def annotate(
    text: CleanText, document: Document, curated: Curation = NO_WORD, known: Knowledge | None = None
) -> Document:
    """The document with its claims, and a finding for each that it does not settle."""
    known = known or knowledge()
    parts = zones(document)
    kind, doubts = genre(text, document, parts, known)
    document = replace(document, annotations=(*document.annotations, kind))
    lives = [(first, last, clue) for first, last, clue, _ in place_years(text, document)]
    dated, undated = year(text, document, parts, known, lives)
    located, unplaced = region(text, document, parts, known, _bounds(dated))
    claims = (*document.annotations, *located, *dated, *issuer(text, parts, known))
    document = replace(document, annotations=claims, findings=(*document.findings, *doubts, *undated, *unplaced))
    when = next((each.value for each in dated if each.kind == "year" and isinstance(each.value, int)), None)
    named = _curated_title(document, curated) or title(text, document, parts, known, when)
    if named.certainty == "inferred":
        where = next((str(each.value) for each in located if each.kind == "region"), "")
        named = replace(named, value=placed(str(named.value), where))
    lost, harmed = losses(text, document)
    return replace(
        document,
        title=str(named.value),
        annotations=(*document.annotations, named, *lost),
        findings=(*document.findings, *harmed),
    )


def _bounds(dated: tuple[Annotation, ...]) -> Years | None:
    """Between which years the paper was issued, when both are known."""
    claim = next((each for each in dated if each.kind == "year_range"), None)
    if claim is None or not isinstance(claim.value, tuple):
        return None
    first, last = claim.value
    return (first, last) if first is not None and last is not None else None


def _curated_title(document: Document, curated: Curation) -> Annotation | None:
    word = next((row for row in curated.titles if row.document == document.place.local), None)
    return Annotation("title", fitted(word.title), "curated", (), note=word.why) if word else None
