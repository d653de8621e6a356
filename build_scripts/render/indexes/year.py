"""Archive -> Pages: `browse/year.md`, a timeline, and the papers by year, by range of years, and without either."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from build_scripts.model import Archive, Document, Page
from build_scripts.render.anchors import YEAR, year_anchor
from build_scripts.render.indexes.entries import entry, years_of
from build_scripts.render.indexes.shelves import Index, Item, Label, shelve
from build_scripts.render.names import UNKNOWN, facts
from build_scripts.render.pictures.svg import figure
from build_scripts.render.pictures.timeline import Range, Ways, Years, period, timeline, words_of

HEAD = (
    "年份指成文、印发或讲话之年，依据各篇自己的文字判定；网站标注的年份不作依据。"
    "只能定到一段的，列入[年段](#y-ranges)；没有线索的，列入[待考](#{unknown})。\n\n{picture}"
)
Held = Mapping[Range, list[Document]]


def year_pages(archive: Archive) -> tuple[Page, ...]:
    """The index of years."""
    held = by_range(archive.documents)
    picture = figure(timeline(counts(held), ways(""))) if any(any(years) for years in held) else ""
    head = HEAD.format(unknown=year_anchor(None, None), picture=picture)
    return shelve(Index(YEAR.removesuffix(".md"), "年份", "by-year", head), _items(held))


def by_range(documents: Iterable[Document]) -> Held:
    """The papers of each range of years; a year that is known is a range of one."""
    held: defaultdict[Range, list[Document]] = defaultdict(list)
    for document in documents:
        held[years_of(document)].append(document)
    return held


def counts(held: Held) -> Years:
    """What a timeline shows."""
    known = {first: len(found) for (first, last), found in held.items() if first and first == last}
    ranges = {years: len(found) for years, found in held.items() if any(years) and years[0] != years[1]}
    return Years(known, ranges)


def ways(page: str) -> Ways:
    """The places on this page, for a timeline that stands on another, or (`""`) on this one."""
    return Ways(
        lambda year: f"{page}#{year_anchor(year, year)}",
        lambda years: f"{page}#{year_anchor(*years)}",
        lambda start: f"{page}#{_start_anchor(start)}",
    )


def _start_anchor(start: int | None) -> str:
    """The id of the ranges that begin in the period from this year on, or at no known year."""
    return f"y-from-{start}" if start else "y-from"


def _items(held: Held) -> Iterator[Item]:
    known = sorted(first for first, last in held if first and first == last)
    yield Label("年份已定", "y-known", sum(len(held[year, year]) for year in known), level=2)
    for year in known:
        yield Label(f"{year} 年", year_anchor(year, year), len(held[year, year]), level=3)
        yield from (_entry(document) for document in held[year, year])
    ranges = [years for years in held if any(years) and years[0] != years[1]]
    yield Label("只知年段", "y-ranges", sum(len(held[years]) for years in ranges), level=2)
    yield from _ranges(ranges, held)
    unknown = held.get((None, None), [])
    yield Label(UNKNOWN, year_anchor(None, None), len(unknown), level=2)
    yield from (_entry(document) for document in unknown)


def _ranges(ranges: Iterable[Range], held: Held) -> Iterator[Item]:
    """The ranges by the period in which they begin; those without a beginning first."""
    starts: defaultdict[int, list[Range]] = defaultdict(list)
    for years in ranges:
        starts[period(years[0])[0] if years[0] else 0].append(years)
    for start in sorted(starts):
        found = sorted(starts[start], key=lambda years: (years[0] or 0, years[1] or 9999))
        words = f"起于 {start}—{period(start)[1]} 年" if start else "不知起于何年"
        yield Label(words, _start_anchor(start), sum(len(held[each]) for each in found), level=3)
        for years in found:
            yield Label(words_of(years), year_anchor(*years), len(held[years]))
            yield from (_entry(document, 1) for document in held[years])


def _entry(document: Document, depth: int = 0) -> Item:
    genre, _, region, _ = facts(document)
    return entry(document, (str(document.place), region, genre), depth)
