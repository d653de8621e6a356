"""Zone, chronology -> constraints: what each dated fact that a paper mentions says of the paper's own year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from build_scripts.annotate.year.chronology import Chronology, ChronologyRow, compiled
from build_scripts.annotate.year.constraints import Constraint
from build_scripts.annotate.year.seen import Claim, Seen
from build_scripts.annotate.year.standpoint import standpoint
from build_scripts.annotate.year.tense import mention
from build_scripts.annotate.year.ways import READINGS
from build_scripts.annotate.zones import Zone, evidence
from build_scripts.model import CleanText

MOST = 12  # mentions of one row that are read
AROUND = 120  # code points before and after a word within which its pattern may match


def clues(text: CleanText, zone: Zone, known: Chronology, genre: str) -> Iterator[Constraint]:
    """Every constraint of the chronology, each claim once, with the first place that makes it."""
    made: dict[tuple[str, Claim], Constraint] = {}
    for each in _ranked(list(_seen(zone.text, known, genre))):
        for claim in READINGS[each.row.way](each):
            key = each.row.id, claim
            if key not in made and claim[0]:
                quote = evidence(text, zone, each.hit.span(), f"chronology: {each.row.id}", _origin(each.row))
                made[key] = Constraint(*claim, quote)
    yield from made.values()


def _origin(row: ChronologyRow) -> str:
    """Where the fact is from, and whether one may rely on it."""
    return row.source if row.verified else f"{row.source}；未经复核"


def _seen(text: str, known: Chronology, genre: str) -> Iterator[Seen]:
    stand = standpoint(text, genre)
    for row, words in known.candidates(text):
        for hit in _hits(row, words, text):
            at = hit.start()
            how = mention(text, *hit.span())
            yield Seen(row, hit, how, genre, own=stand.own(at), midyear=stand.midyear, ahead=stand.ahead(at))


def _hits(row: ChronologyRow, words: tuple[str, ...], text: str) -> Iterator[re.Match[str]]:
    """The row's first mentions; its pattern is tried only around its words, in the paragraph that holds them."""
    pattern = compiled(row.pattern)
    found = (hit for start, end in _windows(words, text) for hit in pattern.finditer(text, start, end))
    return islice(found, MOST)


def _windows(words: tuple[str, ...], text: str) -> Iterator[tuple[int, int]]:
    done = 0
    for at in sorted(hit for word in words for hit in _places(word, text)):
        if at >= done:
            start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
            begin, done = max(start, done, at - AROUND), min(end if end >= 0 else len(text), at + AROUND)
            yield begin, done


def _places(word: str, text: str) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + len(word))


def _ranked(seen: list[Seen]) -> Iterator[Seen]:
    """The same, each told whether it is the newest of its series; what is only to come does not count."""
    newest: dict[str, tuple[int, str]] = {}
    for each in seen:
        if each.row.series and not each.how.foretold:
            newest[each.row.series] = max(newest.get(each.row.series, (0, "")), (each.row.first or 0, each.row.id))
    for each in seen:
        yield replace(each, newest=newest.get(each.row.series, (0, each.row.id))[1] == each.row.id)
