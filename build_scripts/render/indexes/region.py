"""Archive -> Pages: `browse/region.md`, the papers by region as a tree: province, prefecture, county."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from build_scripts.knowledge.places import line_of, provinces
from build_scripts.model import Archive, Document, Page
from build_scripts.render.anchors import REGION, region_anchor
from build_scripts.render.indexes.entries import by_years, entry
from build_scripts.render.indexes.shelves import Index, Item, Label, shelve
from build_scripts.render.markdown import escape_inline
from build_scripts.render.names import UNKNOWN, facts
from build_scripts.render.pictures.svg import Drawing, figure
from build_scripts.render.pictures.tiles import tile_map
from build_scripts.render.regions import NATION, Region, Regions, regions

HEAD = (
    "地区依据各篇自己的文字判定，按现行行政区划（GB/T 2260）归入省、市、县；当时的名称与今名不同的，另行注明。"
    "只知在某省、某市之内的，列在该省、该市之下；没有线索的，列入[待考](#{unknown})。\n\n{picture}"
)
LEVELS = ("省", "市", "县", "乡镇")


def region_pages(archive: Archive) -> tuple[Page, ...]:
    """The index of regions."""
    made = regions(archive.documents)
    picture = figure(region_map(made, lambda code: f"#{region_anchor(code)}"))
    head = HEAD.format(unknown=region_anchor(None), picture=picture)
    return shelve(Index(REGION.removesuffix(".md"), "地区", "by-region", head), _items(made))


def region_map(made: Regions, href: Callable[[str], str]) -> Drawing:
    """The papers of each province; `href` leads from a code to its place in the index."""
    counts = {code: region.count for code, region in made.provinces.items()}
    return tile_map(counts, {unit.id: unit.short for unit in provinces()}, href)


def _items(made: Regions) -> Iterator[Item]:
    if made.national:
        yield Label("全国", region_anchor(NATION), len(made.national), level=2)
        yield from (_entry(document, "全国", 0) for document in sorted(made.national, key=by_years))
    for region in made.provinces.values():
        yield Label(escape_inline(region.name), region.anchor, region.count, level=2)
        yield from _inside(region, 0)
    yield Label(UNKNOWN, region_anchor(None), len(made.unplaced), level=2)
    yield from _unplaced(made.unplaced)


def _inside(region: Region, depth: int) -> Iterator[Item]:
    """The papers of a unit itself, those from somewhere within it, and the units below."""
    name = "".join(unit.name for unit in line_of(region.code)) + region.zone
    yield from (_entry(document, name, depth) for document in sorted(region.own, key=by_years))
    if region.within:
        words = f"只知在{escape_inline(region.name)}之内，更细的{UNKNOWN}"
        yield Label(words, f"{region.anchor}-within", len(region.within), depth=depth)
        yield from (_entry(document, name, depth + 1) for document in sorted(region.within, key=by_years))
    for below in region.children():
        ended = f"（至 {below.ended} 年）" if below.ended else ""
        yield Label(escape_inline(below.name), below.anchor, below.count, depth=depth, note=ended)
        yield from _inside(below, depth + 1)


def _unplaced(documents: Iterable[Document]) -> Iterator[Item]:
    """By the level at which they speak: all that is known of where they come from."""
    levels: dict[str, list[Document]] = {}
    for document in documents:
        claim = document.claim("level")
        levels.setdefault(str(claim.value) if claim and claim.value in LEVELS else "", []).append(document)
    for level in (*LEVELS, ""):
        if held := levels.get(level):
            number = LEVELS.index(level) if level in LEVELS else len(LEVELS)
            words = f"{level}级，不知何{level}" if level in LEVELS else "级别不明"
            yield Label(words, f"{region_anchor(None)}-{number}", len(held), depth=0)
            yield from (_entry(document, "", 1) for document in sorted(held, key=by_years))


def _entry(document: Document, name: str, depth: int) -> Item:
    """`name` is that of today: where the paper's time had another, it is told."""
    genre, year, region, _ = facts(document)
    told = [str(document.place), year, genre]
    claim = document.claim("region")
    if claim and claim.value and claim.value != name:
        told.append(f"时称{region}" if name else region)
    return entry(document, told, depth)
