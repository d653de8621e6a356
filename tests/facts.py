"""Facts -> Archive: papers of one paragraph each, of which just these things are known; for tests of what lists them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from build_scripts.model import Annotation, Archive, Certainty, Document, Evidence, Finding, Piece, Place, Volume
from tests.small_archive import archive_of, block, volume_of

WORDS = "我市卫生局二〇一二年召开会议，部署工作。"


class Facts(NamedTuple):
    """What is known of a paper; what is left out is not known."""

    region: str | None = None
    code: str | None = None
    level: str | None = None
    years: tuple[int | None, int | None] | None = None
    genre: str | None = None
    issuer: str | None = None
    topics: tuple[str, ...] = ()  # names: what the paper is about
    treats: tuple[str, ...] = ()  # ids: what its sections treat
    findings: tuple[Finding, ...] = ()
    sure: Certainty = "inferred"


def archive(*papers: Facts) -> Archive:
    """A source with a paper for each, `000-1`, `000-2` …, called 甲1, 甲2 …."""
    volume = volume_of([WORDS] * len(papers))
    documents = tuple(_paper(volume, number, each) for number, each in enumerate(papers, 1))
    return archive_of(replace(volume, documents=documents))


def within(number: int) -> Finding:
    """That a paper is known only to come from within its region."""
    return Finding("A023", "note", Place("000", number), "文件自称“全县、我县”，只知在某省之内。请核对。")


def _paper(volume: Volume, number: int, facts: Facts) -> Document:
    blocks = (block(volume, "paragraph", Piece(number, 0, len(WORDS))),)
    return Document("000", blocks, f"甲{number}", tuple(_claims(facts, number)), facts.findings)


def _claims(facts: Facts, number: int) -> Iterable[Annotation]:
    clue = (Evidence("rule", Place("000", number), "我市", "自称"),)
    first, last = facts.years or (None, None)
    claimed = {
        "region": facts.region, "region_code": facts.code, "level": facts.level, "genre": facts.genre,
        "issuer": facts.issuer, "year": first if first == last else None, "year_range": facts.years,
    }  # fmt: skip
    for kind, value in claimed.items():
        if value is not None:
            yield Annotation(kind, value, facts.sure, clue)
    for topic in facts.topics:
        yield Annotation("topics", topic, "inferred", ())
    for topic in facts.treats:
        yield Annotation("topic", topic, "inferred", ())
