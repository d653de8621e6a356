"""units -> papers: find where each paper of a source begins and ends, and what belongs to none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from build_scripts.curation import Curation
from build_scripts.model import CleanText, Dropped, Evidence, Finding
from build_scripts.segment.furniture import SENTENCE, furniture
from build_scripts.segment.separators import separators
from build_scripts.segment.split import Cut, split
from build_scripts.segment.units import Separator, Unit, place_of
from build_scripts.tables import Tables

COUNT = re.compile(
    r"(?:精选|整理|收集|分享|推荐|通用|汇总|共|[（(])\s*(?:了|出)?\s*(\d{1,3})\s*篇"
)  # 精选了12篇; not 发表论文12篇

Marker = tuple[Unit, Separator]


@dataclass(frozen=True, slots=True)
class Paper:
    """The units of one paper, why it begins where it does, and the title its separator gives it."""

    units: tuple[Unit, ...]
    reason: Evidence | None = None
    title: Unit | None = None


@dataclass(frozen=True, slots=True)
class _Stretch:
    """The separator, if there is one, and the units up to the next."""

    marker: Marker | None
    units: tuple[Unit, ...]


def papers(
    text: CleanText, found: Sequence[Unit], tables: Tables, curated: Curation
) -> tuple[tuple[Paper, ...], tuple[Dropped, ...], tuple[Finding, ...]]:
    """Sort the units into papers and boilerplate; split what has no separators by its numbering and subjects."""
    stretches, dropped, findings = _sorted(text, found, tables, curated)
    head, rest = stretches[0], stretches[1:]
    if rest and _is_page_head(head.units):
        dropped += [(unit, "page-head") for unit in head.units]
        stretches = rest
    elif rest:
        findings.append(_head_finding(text, head.units[0]))
    expected = _stated_count(found) if not rest else None
    made: list[Paper] = []
    barred = {row.no_begin for row in curated.boundaries if row.no_begin}
    for stretch in stretches:
        cut = _cut(text, stretch, _cuts(text, stretch, tables, curated, expected))
        if made and stretch.units and place_of(text, stretch.units[0].piece).local in barred:
            own, (first, *cut) = _own_title(stretch.marker), cut
            made[-1] = replace(made[-1], units=(*made[-1].units, *([own] if own else ()), *first.units))
        made += cut
    gone = (Dropped(piece, rule) for unit, rule in dropped for piece in unit.pieces)
    placed = tuple(sorted((*gone, *_separators(stretches))))
    return tuple(made), placed, (*findings, *_count_finding(text, found, len(made)))


def _sorted(
    text: CleanText, found: Sequence[Unit], tables: Tables, curated: Curation
) -> tuple[list[_Stretch], list[tuple[Unit, str]], list[Finding]]:
    """The stretches between separators without the page's furniture, that furniture, and findings about it."""
    markers = separators(text, found)
    titles = frozenset(marker.title for marker in markers if marker and len(marker.title) > 3)
    begins = {row.begin for row in curated.boundaries} | {row.split or row.join for row in curated.paragraphs}
    named = frozenset(local for local in begins if local)
    gone = {row.line for row in curated.lines}
    stretches: list[_Stretch] = []
    dropped = [(unit, "curated") for unit in found if unit.line in gone]
    findings: list[Finding] = []
    for marker, units in _between(found, markers, gone):
        kept = furniture(text, units, titles, tables, named)
        stretches.append(_Stretch(marker, kept.kept))
        dropped += kept.dropped
        findings += kept.findings
    return stretches, dropped, findings


def _between(
    found: Sequence[Unit], markers: Sequence[Separator | None], gone: set[int]
) -> Iterator[tuple[Marker | None, list[Unit]]]:
    marker: Marker | None = None
    units: list[Unit] = []
    for unit, number in zip(found, markers, strict=True):
        if unit.line in gone:
            continue
        if number is None:
            units.append(unit)
            continue
        yield marker, units
        marker, units = (unit, number), []
    yield marker, units


def _separators(stretches: Sequence[_Stretch]) -> Iterator[Dropped]:
    """The separators, less the title of its own that one may give to the paper after it."""
    for stretch in stretches:
        if stretch.marker is not None:
            own = _own_title(stretch.marker) if stretch.units else None
            end = own.piece.start if own else stretch.marker[0].piece.end
            yield Dropped(stretch.marker[0].piece._replace(end=end), "separator")


def _is_page_head(head: Sequence[Unit]) -> bool:
    """Does what stands before the first separator belong to the page? It does unless it has numbers or sentences."""
    return not any(unit.mark or (SENTENCE.search(unit.text) and not COUNT.search(unit.text)) for unit in head)


def _head_finding(text: CleanText, first: Unit) -> Finding:
    message = (
        "第一个“篇”标之前有带编号或整句的文字，已作为一篇收入。请核对；"
        f"若是网页的话，请在 seeds/{text.source.id}.yml 的 lines 里逐行写明。"
    )
    return Finding("S003", "warning", place_of(text, first.piece), message)


def _stated_count(found: Sequence[Unit]) -> int | None:
    """How many papers the page says it holds, if it says so near its top."""
    for unit in found[:8]:
        if counted := COUNT.search(unit.text):
            return int(counted[1])
    return None


def _cuts(
    text: CleanText, stretch: _Stretch, tables: Tables, curated: Curation, expected: int | None
) -> dict[int, Cut]:
    if stretch.marker is None:
        return split(text, stretch.units, tables, curated, expected)
    wanted = {row.begin: row.why for row in curated.boundaries if row.begin}
    return {
        index: Cut(index, "curated", why)
        for index, unit in enumerate(stretch.units)
        if index and (why := wanted.get(place_of(text, unit.piece).local))
    }


def _cut(text: CleanText, stretch: _Stretch, cuts: dict[int, Cut]) -> list[Paper]:
    units, marker = stretch.units, stretch.marker
    starts = [0, *sorted(cuts)] if units else []
    made = []
    for start, end in zip(starts, (*starts[1:], len(units)), strict=False):
        reason = _reason(text, marker, cuts.get(start), units[start])
        made.append(Paper(units[start:end], reason, _own_title(marker) if start == 0 else None))
    return made


def _reason(text: CleanText, marker: Marker | None, cut: Cut | None, first: Unit) -> Evidence | None:
    if cut is not None:
        return Evidence(f"{cut.rule}: {cut.why}" if cut.why else cut.rule, place_of(text, first.piece), first.text[:24])
    if marker is not None:
        return Evidence("separator", place_of(text, marker[0].piece), marker[0].text)
    return None


def _own_title(marker: Marker | None) -> Unit | None:
    if marker is None or not marker[1].own:
        return None
    unit, found = marker
    start = unit.piece.end - len(found.own)
    return Unit(unit.piece._replace(start=start), found.own)


def _count_finding(text: CleanText, found: Sequence[Unit], count: int) -> tuple[Finding, ...]:
    expected = _stated_count(found)
    if expected is None or expected == count:
        return ()
    place = place_of(text, found[0].piece)
    message = (
        f"网页自称有 {expected} 篇，切分得 {count} 篇。"
        f"请核对各篇起讫；不对时在 seeds/{text.source.id}.yml 的 boundaries 里加一行。"
    )
    return (Finding("S002", "warning", place, message),)
