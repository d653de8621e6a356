"""Parallel -> the Chinese words for it, and where its comparison stands."""

from __future__ import annotations

from collections.abc import Mapping

from build_scripts.model import Document, Parallel, Place, Span

KINDS = {"same": "同一篇的传本", "excerpt": "节录", "shared": "文句相同"}
LARGE = 50  # per cent of a paper that shares passages, from which on it is compared whole: a form that two filled in

Papers = Mapping[Place, Document]


def papers_of(documents: tuple[Document, ...]) -> Papers:
    """The papers by the place where they begin."""
    return {document.place: document for document in documents}


def compared(parallel: Parallel, papers: Papers) -> str:
    """The path of the page of comparison, without the suffix; empty where the pair has none."""
    if not is_compared(parallel):
        return ""
    return f"browse/parallels/{papers[parallel.here].id}_{papers[parallel.there].id}"


def is_compared(parallel: Parallel) -> bool:
    """Has the pair a page of its own? The number of these grows as the archive does."""
    return parallel.kind != "shared" or max(shares(parallel)) >= LARGE


def excerpt_of(parallel: Parallel) -> Place:
    """Of an excerpt and the paper that it is from, the excerpt: the shorter one."""
    return parallel.here if parallel.lengths[0] < parallel.lengths[1] else parallel.there


def shares(parallel: Parallel) -> tuple[int, int]:
    """How many per cent of either paper's Han are in both, rounded down: 100 is all of it."""
    first, second = (100 * parallel.common // max(1, length) for length in parallel.lengths)
    return first, second


def seen_from(parallel: Parallel, place: Place) -> str:
    """What the other paper is to the one that begins here."""
    if parallel.kind == "excerpt":
        return "本篇节录自此" if excerpt_of(parallel) == place else "节录本篇"
    return KINDS[parallel.kind]


def words_at(span: Span, texts: Mapping[Place, str]) -> str:
    """The words of a stretch."""
    return texts[span.block][span.start : span.end]
