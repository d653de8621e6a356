"""Archive -> the figures of all papers, each with what a reader must know of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from build_scripts.knowledge.indicators import indicators
from build_scripts.model import Archive, Document, Figure
from build_scripts.render.names import one_line, title_of

STATUS = {"achieved": "实际", "targeted": "目标", "": "未明"}
SCALES = ((Decimal(10**8), " 亿"), (Decimal(10**4), " 万"))
TIGHT = frozenset({"%", "‰", "/10万"})  # units that follow a number without a space


class Reported(NamedTuple):
    """A figure with its paper, and its words as they stand there."""

    document: Document
    figure: Figure
    quote: str

    @property
    def title(self) -> str:
        return title_of(self.document)

    @property
    def region(self) -> str:
        """Of which place the paper is; empty where that is not known."""
        claim = self.document.claim("region")
        return one_line(str(claim.value)) if claim and claim.value is not None else ""

    @property
    def amount(self) -> str:
        """The number as the paper writes it: 480 万元, 98.46%, 12,560 家."""
        written = [(scale, word) for scale, word in SCALES if word.strip() in self.quote]
        return shown(Decimal(self.figure.value), self.figure.unit, written)

    @property
    def limited(self) -> str:
        """The same with what limits it: 约 480 万元, 90% 以上."""
        bound = self.figure.bound
        return f"约 {self.amount}" if bound == "约" else f"{self.amount}{' ' if bound else ''}{bound}"

    @property
    def when(self) -> str:
        """The year, or the paper's own words for the period; empty where there is neither."""
        figure = self.figure
        if figure.year is None:
            return figure.period
        known = figure.period and f"{figure.year}" not in figure.period and not figure.period.startswith("20")
        return f"{figure.year}（{figure.period}）" if known else str(figure.year)

    @property
    def address(self) -> str:
        """Where its paragraph stands, from the top of the site."""
        return f"{self.document.path}.html#{self.figure.span.block.anchor}"


def reported(archive: Archive) -> Sequence[Reported]:
    """Every figure, in the order of the indicators in their table and of the papers in the archive."""
    order = {row: number for number, row in enumerate(indicators().rows)}
    found = [
        Reported(document, figure, one_line(texts[figure.span.block][figure.span.start : figure.span.end]))
        for document in archive.documents
        if document.figures and (texts := {block.place: block.text for block in document.blocks})
        for figure in document.figures
    ]
    return sorted(found, key=lambda each: order[each.figure.indicator])


def papers(found: Iterable[Reported]) -> int:
    """In how many papers they stand."""
    return len({each.document.id for each in found})


def shown(value: Decimal, unit: str, scales: Sequence[tuple[Decimal, str]] = SCALES) -> str:
    """A number with its unit, in one of these scales where it is large: 3.024 亿元."""
    if unit in TIGHT:
        return f"{value:f}{unit}"
    for scale, word in scales:
        if value >= scale:
            return f"{_plain(value / scale)}{word}{unit}"
    return f"{_plain(value)} {unit}"


def _plain(value: Decimal) -> str:
    digits = f"{value:,f}"
    return digits.rstrip("0").rstrip(".") if "." in digits else digits
