"""units -> papers: find where each paper of a source begins and ends, and what belongs to none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from build_scripts.model import CleanText, Dropped, Evidence, Finding
from build_scripts.segment.split import Cut, split
from build_scripts.segment.units import Separator, Unit, place_of, separator
from build_scripts.tables import Curation, Tables

COUNT = re.compile(
    r"(?:精选|整理|收集|分享|推荐|通用|汇总|共|[（(])\s*(?:了|出)?\s*(\d{1,3})\s*篇"
)  # 精选了12篇; not 发表论文12篇
SENTENCE = re.compile(r"[。；！？]")
LINK_LENGTH = 40  # a link's title after the last paper is no longer than this


@dataclass(frozen=True, slots=True)
class Paper:
    """The units of one paper, why it begins where it does, and the title its separator gives it."""

    units: tuple[Unit, ...]
    reason: Evidence | None = None
    title: Unit | None = None


@dataclass(slots=True)
class _Sorted:
    """The sorter's working state: papers being filled, what was dropped, and the page furniture seen so far."""

    stretches: list[list[Unit]] = field(default_factory=lambda: [[]])
    separators: list[tuple[Unit, Separator] | None] = field(default_factory=lambda: [None])
    dropped: list[tuple[Unit, str]] = field(default_factory=list)
    tail: bool = False


def papers(
    text: CleanText, found: Sequence[Unit], tables: Tables, curated: Curation
) -> tuple[tuple[Paper, ...], tuple[Dropped, ...], tuple[Finding, ...]]:
    """Sort the units into papers and boilerplate; split what has no separators by its numbering and subjects."""
    state = _sort(found, tables, curated)
    stretches = list(zip(state.separators, state.stretches, strict=True))
    head, rest = stretches[0], stretches[1:]
    if rest and _is_page_head(head[1], rest[0][0]):
        state.dropped += [(unit, "page-head") for unit in head[1]]
        stretches = rest
    expected = _stated_count(found) if not rest else None
    made: list[Paper] = []
    barred = {row.no_begin for row in curated.boundaries if row.no_begin}
    for marker, stretch in stretches:
        if made and stretch and place_of(text, stretch[0].piece).local in barred:
            own = _own_title(marker)
            made[-1] = replace(made[-1], units=(*made[-1].units, *([own] if own else ()), *stretch))
            continue
        cuts = (
            split(text, stretch, tables, curated, expected) if marker is None else _curated_cuts(text, stretch, curated)
        )
        made += _cut(text, marker, stretch, cuts)
    dropped = tuple(sorted((*_furniture(state), *_separators(state))))
    return tuple(made), dropped, _count_finding(text, found, len(made))


def _furniture(state: _Sorted) -> list[Dropped]:
    return [Dropped(unit.piece, rule) for unit, rule in state.dropped]


def _separators(state: _Sorted) -> list[Dropped]:
    """The separators, less the title of its own that one may give to the paper after it."""
    found = []
    for marker, stretch in zip(state.separators, state.stretches, strict=True):
        if marker is not None:
            own = _own_title(marker) if stretch else None
            end = own.piece.start if own else marker[0].piece.end
            found.append(Dropped(marker[0].piece._replace(end=end), "separator"))
    return found


def _sort(found: Sequence[Unit], tables: Tables, curated: Curation) -> _Sorted:
    state = _Sorted()
    titles = _page_titles(found)
    gone = {row.line for row in curated.lines}
    for unit in found:
        if unit.line in gone:
            state.dropped.append((unit, "curated"))
        elif (marker := separator(unit.text)) is not None:
            state.separators.append((unit, marker))
            state.stretches.append([])
            state.tail = False
        elif rule := "" if unit.mark else _boilerplate(unit.text, titles, tables, state):
            state.dropped.append((unit, rule))
        else:
            state.stretches[-1].append(unit)
    return state


def _page_titles(found: Sequence[Unit]) -> frozenset[str]:
    """The collection's titles: what stands before the numbers of separators."""
    return frozenset(marker.title for unit in found if (marker := separator(unit.text)) and len(marker.title) > 3)


def _boilerplate(line: str, titles: frozenset[str], tables: Tables, state: _Sorted) -> str:
    """The rule by which this line belongs to the page and to no paper, or nothing."""
    for row in tables.boilerplate:
        if re.fullmatch(row.pattern, line):
            state.tail = state.tail or row.where == "tail"
            return row.rule
    if state.tail and len(line) <= LINK_LENGTH and not SENTENCE.search(line):
        return "related-links"
    state.tail = False
    return "compilation-title" if line in titles else ""


def _is_page_head(head: Sequence[Unit], first: tuple[Unit, Separator] | None) -> bool:
    """Does what stands before the first separator belong to the page? It does when the numbering begins at 1."""
    return first is not None and (first[1].number <= 1 or not any(SENTENCE.search(unit.text) for unit in head))


def _stated_count(found: Sequence[Unit]) -> int | None:
    """How many papers the page says it holds, if it says so near its top."""
    for unit in found[:8]:
        if counted := COUNT.search(unit.text):
            return int(counted[1])
    return None


def _curated_cuts(text: CleanText, stretch: Sequence[Unit], curated: Curation) -> dict[int, Cut]:
    wanted = {row.begin: row.why for row in curated.boundaries if row.begin}
    return {
        index: Cut(index, "curated", why)
        for index, unit in enumerate(stretch)
        if index and (why := wanted.get(place_of(text, unit.piece).local))
    }


def _cut(
    text: CleanText, marker: tuple[Unit, Separator] | None, stretch: Sequence[Unit], cuts: dict[int, Cut]
) -> list[Paper]:
    starts = [0, *sorted(cuts)] if stretch else []
    made = []
    for start, end in zip(starts, (*starts[1:], len(stretch)), strict=False):
        reason = _reason(text, marker, cuts.get(start), stretch[start])
        made.append(Paper(tuple(stretch[start:end]), reason, _own_title(marker) if start == 0 else None))
    return made


def _reason(text: CleanText, marker: tuple[Unit, Separator] | None, cut: Cut | None, first: Unit) -> Evidence | None:
    if cut is not None:
        return Evidence(f"{cut.rule}: {cut.why}" if cut.why else cut.rule, place_of(text, first.piece), first.text[:24])
    if marker is not None:
        return Evidence("separator", place_of(text, marker[0].piece), marker[0].text)
    return None


def _own_title(marker: tuple[Unit, Separator] | None) -> Unit | None:
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
