"""Document -> Document: claim genre, year, region and title, each from what the text itself says."""

from __future__ import annotations

from dataclasses import replace

from build_scripts.annotate.genre import genre
from build_scripts.annotate.region import region
from build_scripts.annotate.rows import Knowledge, knowledge
from build_scripts.annotate.title import fitted, title
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
    dated, undated = year(text, document, parts, known)
    placed, unplaced = region(text, document, parts, known)
    claims = (*document.annotations, *placed, *((dated,) if dated else ()), kind)
    document = replace(document, annotations=claims, findings=(*document.findings, *doubts, *undated, *unplaced))
    named = _curated_title(document, curated) or title(
        text, document, parts, known, dated.value if dated and isinstance(dated.value, int) else None
    )
    return replace(document, title=str(named.value), annotations=(*document.annotations, named))


def _curated_title(document: Document, curated: Curation) -> Annotation | None:
    word = next((row for row in curated.titles if row.document == document.place.local), None)
    return Annotation("title", fitted(word.title), "curated", (), note=word.why) if word else None
