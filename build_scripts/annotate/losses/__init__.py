"""CleanText, Document -> claims, findings: everything that is hidden, lost or doubtful in the words of a paper."""

from __future__ import annotations

from build_scripts.annotate.losses.doubts import doubts
from build_scripts.annotate.losses.lacunae import lacunae
from build_scripts.annotate.losses.redactions import redactions
from build_scripts.model import Annotation, CleanText, Document, Finding


def losses(text: CleanText, document: Document) -> tuple[tuple[Annotation, ...], tuple[Finding, ...]]:
    """Claims of kinds `redaction` (hidden), `loss` (fallen out), `damage` and `conversion`, and findings.

    Each claim has a span and, as its note, what a reader is told.
    """
    lacking, cuts = lacunae(text, document)
    doubted, open_questions = doubts(text, document)
    return (*redactions(text, document), *lacking, *doubted), (*cuts, *open_questions)
