"""The curator's rows -> claims: each before the engine's own, which stays behind it as the engine's word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from build_scripts.annotate.region.full_names import likely, named
from build_scripts.annotate.year.constraints import Verdict, those
from build_scripts.annotate.year.covers import covers
from build_scripts.annotate.zones import Zones
from build_scripts.curation import CoversRow, Curation, Override, RegionRow, YearRangeRow, YearRow
from build_scripts.model import Annotation, CleanText, Document, Finding

Made = tuple[tuple[Annotation, ...], tuple[Finding, ...]]
Claims = Mapping[str, Annotation]

GENRE = ("genre",)
YEAR = ("year", "year_range", "covers")
REGION = ("region", "region_code", "level")
ISSUER = ("issuer",)
TITLE = ("title",)

# The findings that ask for each field; they are settled when the curator has spoken.
SETTLES = {
    "genre": frozenset({"A001", "A002"}),
    "year": frozenset({"A010", "A011", "A012", "A013", "A014"}),
    "year_range": frozenset({"A010", "A011", "A012", "A013", "A014"}),
    "issuer": frozenset({"A060"}),
    "region": frozenset({"A020", "A021", "A022", "A023"}),
}


class Said(NamedTuple):
    """What the curator claims of a document, field by field: in so many words, and what follows from that."""

    given: Claims
    follows: Claims

    def get(self, kind: str) -> Annotation | None:
        """The claim of this kind; a row of its own wins."""
        return self.given.get(kind) or self.follows.get(kind)


def said(document: Document, curated: Curation) -> Said:
    """What the curator claims of this document."""
    rows = [row for row in curated.fields if row.document == document.place.local]
    follows = {claim.kind: claim for row in rows for claim in _follows(row)}
    return Said({row.kind: _claim(row.kind, row.value, row) for row in rows}, follows)


def heeded(words: Said, made: Made, kinds: tuple[str, ...]) -> Made:
    """An engine's claims of these kinds behind the curator's, and its findings without those that are settled."""
    claims, findings = made
    first = tuple(filter(None, map(words.get, kinds)))
    settled = frozenset[str]().union(*(SETTLES.get(claim.kind, frozenset()) for claim in first))
    return (*first, *claims), tuple(each for each in findings if each.code not in settled)


def dated(words: Said, made: Made, text: CleanText, parts: Zones, genre: str) -> Made:
    """The engine of years, heeded; where the curator gives the year, the years covered are told from that one."""
    claims, findings = made
    if (word := words.get("year")) is None:
        return heeded(words, made, YEAR)
    own = next((each for each in claims if each.kind == "year_range"), None)
    if word.value is None and own and isinstance(own.value, tuple) and own.value[0] == own.value[1]:
        words = words._replace(follows={"year_range": replace(word, kind="year_range")})
    others = tuple(each for each in claims if each.kind != "covers")
    told = None
    if isinstance(word.value, int):
        told = covers(text, parts, Verdict(those((word.value,)), (), ()), genre)
    return heeded(words, ((*others, *((told,) if told else ())), findings), YEAR)


def placed(words: Said, made: Made) -> Made:
    """The engine of places, heeded. A township's paper may be placed in its county, and is a township's still."""
    claims, _ = made
    word = words.follows.get("level")
    if word and word.value == "县" and any(each.kind == "level" and each.value == "乡镇" for each in claims):
        words = words._replace(follows={kind: claim for kind, claim in words.follows.items() if claim is not word})
    return heeded(words, made, REGION)


def trouble(row: Override) -> str:
    """What is wrong with the value of a row; empty when nothing is."""
    if isinstance(row, RegionRow) and row.value is not None and named(row.value) is None:
        others = "、".join(likely(row.value)[:3])
        hint = f" Did you mean {others}?" if others else ""
        return f"no unit has gone by the full name {row.value} (province, city, county, or 全国).{hint}"
    if isinstance(row, YearRangeRow):
        first, last = row.value
        if first is not None and last is not None and first >= last:
            return f"{first} to {last} is no range; for one year, write `field: year`."
    if isinstance(row, CoversRow) and row.value is not None:
        reviewed, planned = row.value
        if reviewed is not None and planned is not None and reviewed > planned:
            return f"the first year is the one reviewed, and {reviewed} is later than {planned}, the one planned."
    return ""


def _claim(kind: str, value: str | int | tuple[int | None, int | None] | None, row: Override) -> Annotation:
    return Annotation(kind, value, "curated", (), row.note)


def _follows(row: Override) -> Iterator[Annotation]:
    """Region gives code and level, the year its range; a range of several years leaves no single one."""
    if isinstance(row, RegionRow):
        unit = named(row.value) if row.value else None
        yield _claim("region_code", unit.code if unit else None, row)
        if unit:
            yield _claim("level", unit.level, row)
    elif isinstance(row, YearRow) and row.value is not None:
        yield _claim("year_range", (row.value, row.value), row)
    elif isinstance(row, YearRangeRow):
        yield _claim("year", None, row)
