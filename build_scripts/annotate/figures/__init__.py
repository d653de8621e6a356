"""Document -> figures: the quantities of `data/indicators.yml` that it reports, each where it stands."""

from __future__ import annotations

import re

from build_scripts.annotate.figures.amounts import plain
from build_scripts.annotate.figures.naming import Found, find
from build_scripts.annotate.figures.tenor import Paper, tenor
from build_scripts.annotate.quotes import Quotes
from build_scripts.model import Block, CleanText, Document, Figure, Span
from build_scripts.sections import Section, sections

MOST = re.compile(r"不高于|不超过|不得超过|(?<![不得])低于|小于")
LEAST = re.compile(r"突破|(?<![不得])超过|不低于|不少于|不得低于|不得少于|(?<!不)高于|大于")
ROUGHLY = re.compile(r"接近|近|约")


def figures(text: CleanText, document: Document) -> tuple[Figure, ...]:
    """Every figure of the document, in the order of the text."""
    quotes, paper = Quotes(text), _paper(document)
    made = (
        _figure(quotes, block, section, found, paper)
        for section in sections(document)
        for block in section.blocks
        for found in find(block.text)
    )
    return tuple(made)


def _bound(found: Found) -> str:
    if MOST.search(found.link) or found.behind in ("以下", "以内", "之内"):
        return "以下"
    if LEAST.search(found.link) or found.behind == "以上":
        return "以上"
    return "约" if found.amount.more or found.behind or ROUGHLY.search(found.link) else ""


def _figure(quotes: Quotes, block: Block, section: Section, found: Found, paper: Paper) -> Figure:
    amount, text = found.amount, block.text
    told = tenor(text, amount.start, amount.end, section, paper)
    end = amount.end + (len(found.behind) if text.startswith(found.behind, amount.end) else 0)
    clue = quotes.quote(block, (found.start, end), f"figure: {found.row.id}")
    return Figure(
        found.row.id, found.about, plain(amount.value), amount.unit, _bound(found), told.status, told.year,
        told.period, Span(block.place, found.start, end), clue,
    )  # fmt: skip


def _paper(document: Document) -> Paper:
    claims = {kind: claim.value for kind in ("year", "covers", "genre") if (claim := document.claim(kind))}
    year, covers = claims.get("year"), claims.get("covers")
    reviewed, planned = covers if isinstance(covers, tuple) else (None, None)
    return Paper(year if isinstance(year, int) else None, reviewed, planned, str(claims.get("genre") or ""))
