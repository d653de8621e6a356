"""CleanText -> documents: find the papers of a compilation and their headings, and account for every line."""

from __future__ import annotations

from collections import Counter
from functools import cache
from itertools import chain, pairwise

from build_scripts.curation import Curation
from build_scripts.model import Annotation, Block, CleanText, Document, Dropped, Finding, Place
from build_scripts.segment.annexes import annexed
from build_scripts.segment.blocks import Attested, blocks
from build_scripts.segment.papers import Paper, papers
from build_scripts.segment.rows import rowed
from build_scripts.segment.sequences import in_sequence
from build_scripts.segment.units import place_of, units
from build_scripts.segment.unwrap import unwrapped
from build_scripts.tables import Tables


def segment(
    text: CleanText, tables: Tables, curated: Curation
) -> tuple[tuple[Document, ...], tuple[Dropped, ...], tuple[Finding, ...]]:
    """The source's documents, the stretches that belong to none with the rule that says so, and findings."""
    whole = tuple(unwrapped(text, units(text, curated), curated))
    read = in_sequence(text, annexed(rowed(whole)))
    found, dropped, findings = papers(text, read, tables, curated)

    attested = _attested(text, tables.pairs)
    documents = tuple(_document(text, paper, curated, attested) for paper in found)
    return documents, dropped, (*findings, *_empty(text, documents))


def _attested(text: CleanText, pairs: frozenset[str]) -> Attested:
    """Whether two characters stand side by side in the language or, at least twice, in this text."""

    @cache
    def repeated() -> frozenset[str]:
        counts = Counter(map("".join, chain.from_iterable(map(pairwise, text.lines))))
        return frozenset(pair for pair, count in counts.items() if count > 1)

    return lambda pair: pair in pairs or pair in repeated()


def _document(text: CleanText, paper: Paper, curated: Curation, attested: Attested) -> Document:
    made = blocks(text, paper.units, curated, attested)
    if paper.title is not None:
        piece = paper.title.piece
        made = (Block("title", place_of(text, piece), paper.title.text, (piece,)), *made)
    reason = () if paper.reason is None else (_boundary(paper),)
    return Document(text.source.id, made, annotations=reason)


def _boundary(paper: Paper) -> Annotation:
    assert paper.reason is not None  # noqa: S101
    certainty = "curated" if paper.reason.rule.startswith("curated") else "inferred"
    if paper.reason.rule == "separator":
        certainty = "stated"
    return Annotation("boundary", paper.reason.rule, certainty, (paper.reason,))  # type: ignore[arg-type]


def _empty(text: CleanText, documents: tuple[Document, ...]) -> tuple[Finding, ...]:
    if documents:
        return ()
    message = "未找到任何一篇正文。请核对来源文件；若整份都是网页残余，可从 seeds/ 移走。"
    return (Finding("S001", "warning", Place(text.source.id, 1), message),)
