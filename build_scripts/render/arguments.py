"""Volume -> Pages: how each fact about a document was reached, as data, `data/arguments/000/43.json`.

The Markdown extension makes the section 考订 of it (`markdown_ext/arguments.py`); both name the fields of `Argument`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal

import msgspec

from build_scripts.model import Annotation, CleanText, Document, Evidence, Finding, Page, Proposal, Volume
from build_scripts.render.clues import NO_HOMES, Clue, Finder, Homes, Interval, Years
from build_scripts.render.literals import json_bytes
from build_scripts.render.names import UNKNOWN, one_line, title_of
from build_scripts.render.shelved import shelved

# What a page argues for, and under which name. The first ones every paper should have: without them it says 待考.
FIELDS = {
    "region": "地区", "year": "年份", "genre": "文种", "issuer": "发文机关",
    "level": "级别", "occasion": "会议", "covers": "所述年度", "title": "篇题",
}  # fmt: skip
EXPECTED = frozenset({"region", "year", "genre", "issuer"})

# Which findings tell what stood in the way of a field, by the beginning of their codes.
OBSTACLES = {"region": "A02", "year": "A01", "genre": "A00", "issuer": "A06"}
# Findings that say of a stretch of years, or of a unit that holds the paper, what its argument says already.
REPEATS = frozenset({"A012", "A023"})
CANDIDATES = "候选："
ASKS_CURATOR = re.compile(r"(?:请核对。|未定(?:地区|年份|发文机关)(?:，请核对)?。)+$")  # a reader has nothing to check


class Candidate(msgspec.Struct, frozen=True, omit_defaults=True):
    """A value that came into question, what speaks for it, and the words that do."""

    value: str
    why: str
    clues: tuple[Clue, ...] = ()


class Argument(msgspec.Struct, frozen=True, omit_defaults=True):
    """A fact and how it was reached; `shelf` is where an index lists what shares it, below the site's root.

    `years` are those that all dating clues leave. `open` are what stood in the way, as words and, behind each place
    that they name, its anchor; `candidates` are what came into question. `engine` is the engine's own claim where a
    curator has spoken.
    """

    field: str
    label: str
    value: str
    certainty: Literal["stated", "inferred", "curated", "unknown"]
    shelf: str = ""
    how: str = ""
    clues: tuple[Clue, ...] = ()
    years: Years = ()
    open: tuple[tuple[tuple[str, str], ...], ...] = ()
    candidates: tuple[Candidate, ...] = ()
    engine: Argument | None = None


class Arguments(msgspec.Struct, frozen=True):
    """The arguments of one document, in the order in which a page shows them."""

    arguments: tuple[Argument, ...]


def argument_pages(volume: Volume, homes: Homes = NO_HOMES) -> Iterator[Page]:
    """A page of data for each of the volume's documents; `homes` know those of all volumes."""
    for document in volume.documents:
        path = f"data/arguments/{document.source}/{document.place.local}.json"
        content = json_bytes(msgspec.to_builtins(arguments(volume.text, document, homes)))
        yield Page(path, content, committed=False)


def arguments(text: CleanText, document: Document, homes: Homes = NO_HOMES) -> Arguments:
    """How each fact about one document was reached, or what stood in the way."""
    where = Finder(text, document, homes)
    made = (_argument(field, document, where) for field in FIELDS)
    shelves = shelved(document)
    return Arguments(
        tuple(msgspec.structs.replace(each, shelf=shelves.get(each.field, "")) for each in made if each is not None)
    )


def _argument(field: str, document: Document, where: Finder) -> Argument | None:
    shown = _shown(field, document)
    if (shown is None or shown.value is None) and field not in EXPECTED:
        return None
    doubts = tuple(_doubts(field, document))
    told = REPEATS if shown and shown.value else frozenset[str]()
    obstacles = tuple(_obstacle(each, where) for each in doubts if each.code not in told)
    candidates = tuple(_candidate(each, where) for doubt in doubts for each in doubt.candidates)
    if shown is None or (shown.value is None and shown.certainty != "curated"):
        return Argument(field, FIELDS[field], UNKNOWN, "unknown", open=obstacles, candidates=candidates)
    curated = shown.certainty == "curated"
    engine = next((each for each in _claims(field, document) if each.certainty != "curated" and curated), None)
    refused = next((each for each in _claims(field, document) if each.certainty == "curated" and not curated), None)
    said = _said(field, shown, where)
    return msgspec.structs.replace(
        said,
        value=title_of(document) if field == "title" else said.value,
        open=((((refused.note, ""),),) if refused else ()) + obstacles,
        candidates=candidates,
        engine=_said(field, engine, where) if engine else None,
    )


def _claims(field: str, document: Document) -> Iterator[Annotation]:
    """The claims of a field, those of a year before those of a range of years."""
    for kind in ("year", "year_range") if field == "year" else (field,):
        yield from (each for each in document.annotations if each.kind == kind)


def _shown(field: str, document: Document) -> Annotation | None:
    """The claim that the page's front-matter goes by; of a paper without a year, that of its range."""
    claim = document.claim(field)
    if field == "year" and (claim is None or claim.value is None):
        span = document.claim("year_range")
        return span if span and span.value is not None else claim
    return claim


def _said(field: str, claim: Annotation, where: Finder) -> Argument:
    clues = where.clues(claim.evidence)
    how = one_line(claim.note)
    if how and how[-1] not in "。！？":
        how += "。"
    value = words(field, claim.value)
    years = _common(claim.evidence)
    return Argument(field, FIELDS[field], value, claim.certainty, how=how, clues=clues, years=years)


def words(field: str, value: str | int | Interval | None) -> str:
    """A value as a page shows it: `2010年`, `2009—2014年间`, `2009年以后`, `回顾2014年，部署2015年`."""
    if value is None:
        return UNKNOWN
    if isinstance(value, int):
        return f"{value}年"
    if isinstance(value, str):
        return one_line(value)
    first, last = value
    if field == "covers":
        told = (f"回顾{first}年" if first and first != last else "", f"部署{last}年" if last else "")
        return "，".join(filter(None, told)) or UNKNOWN
    if first is None or last is None:
        return f"{first}年以后" if first else f"{last}年以前" if last else UNKNOWN
    return f"{first}年" if first == last else f"{first}—{last}年间"


def _common(clues: Iterable[Evidence]) -> Years:
    """The years that all clues which date the paper allow together, as unbroken runs."""
    held = [clue.years for clue in clues if clue.years]
    left: Years = ((None, None),)
    for years in held:
        left = tuple(both for one in left for other in years if (both := _both(one, other)))
    return left if held else ()


def _both(one: Interval, other: Interval) -> Interval | None:
    """What two intervals share."""
    first = max((each for each, _ in (one, other) if each is not None), default=None)
    last = min((each for _, each in (one, other) if each is not None), default=None)
    return None if first is not None and last is not None and first > last else (first, last)


def _doubts(field: str, document: Document) -> Iterator[Finding]:
    """The findings on a field."""
    return (each for each in document.findings if field in OBSTACLES and each.code.startswith(OBSTACLES[field]))


def _obstacle(finding: Finding, where: Finder) -> tuple[tuple[str, str], ...]:
    """What a finding says, without the candidates that are listed beside it, and with a way to each place it names."""
    message = finding.message.partition(CANDIDATES)[0] if finding.candidates else finding.message
    return tuple(where.linked(ASKS_CURATOR.sub("", message)))


def _candidate(proposal: Proposal, where: Finder) -> Candidate:
    return Candidate(one_line(proposal.value), one_line(proposal.why), where.clues(proposal.evidence))
