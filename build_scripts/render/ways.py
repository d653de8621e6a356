"""Archive, paths of pages -> the ways in: how much there is of everything, each number a link to it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from html import escape

from build_scripts.model import Archive
from build_scripts.render.anchors import OPEN, REGION, YEAR
from build_scripts.render.indexes.year import by_range, counts
from build_scripts.render.names import UNKNOWN, characters
from build_scripts.render.regions import Regions

FIGURES = "browse/figures.md"
# A page, what stands on it and how that is counted. The build may make them or not: only those that are made are shown.
FURTHER = (
    ("browse/topics.md", "主题", "个"), ("browse/laws.md", "法规文件", "种"), ("browse/glossary.md", "术语", "条"),
    (FIGURES, "指标", "项"),
)  # fmt: skip


def ways_in(archive: Archive, placed: Regions, asked: int, made: Collection[str]) -> str:
    """A list as raw HTML; `asked` questions are open, `made` are the paths of the other pages."""
    entries = (
        _way("browse/source.html", f"{len(archive.documents):,}", "篇", _extent(archive)),
        _way(address(REGION), f"{len(placed.provinces):,}", "个省级地区", _places(placed)),
        _way(address(YEAR), *_span(archive)),
        *_further(archive, made),
        _way(address(OPEN), f"{asked:,}", "处待考", "候选、依据和定论的写法"),
    )
    return f'<ul class="ways">\n{"".join(entries)}</ul>'


def address(page: str, anchor: str = "") -> str:
    """The address of a page in raw HTML, which MkDocs leaves as it is."""
    return page.removesuffix(".md") + ".html" + (f"#{anchor}" if anchor else "")


def _extent(archive: Archive) -> str:
    blocks = [block for document in archive.documents for block in document.blocks]
    paragraphs = sum(block.kind in ("paragraph", "item") for block in blocks)
    return f"{len(archive.volumes):,} 个来源，{paragraphs:,} 段，{characters(blocks):,} 字"


def _places(placed: Regions) -> str:
    return "，".join(f"{name} {count:,} 篇" for name, count in _settled(placed).items() if count)


def _settled(placed: Regions) -> Mapping[str, int]:
    """How many papers are placed, how many only within a province or city, and how many not at all."""
    held = sum(region.count for region in placed.provinces.values())
    within = sum(region.inside for region in placed.provinces.values())
    return {"已定": held - within + len(placed.national), "只知省市": within, UNKNOWN: len(placed.unplaced)}


def _span(archive: Archive) -> tuple[str, str, str]:
    """The first and the last of the years that are known, and how many papers have one."""
    known = counts(by_range(archive.documents)).known
    words = f"年份已定 {sum(known.values()):,} 篇"
    if not known:
        return "年份", "", words
    first, last = min(known), max(known)
    return (f"{first}—{last}" if first < last else f"{first}"), "年", words


def _further(archive: Archive, made: Collection[str]) -> Iterator[str]:
    for page, name, unit in FURTHER:
        if page in made:
            below = sum(path.rpartition("/")[0] == page.removesuffix(".md") for path in made)
            count = _indicators(archive) if page == FIGURES else below
            yield _way(address(page), f"{count:,}" if count else name, f"{unit}{name}" if count else "", "")


def _indicators(archive: Archive) -> int:
    """How many indicators papers report; one that is reported once has no page of its own."""
    return len({figure.indicator for document in archive.documents for figure in document.figures})


def _way(href: str, number: str, unit: str, words: str) -> str:
    small = f"<small>{escape(words)}</small>" if words else ""
    return f'<li><a href="{href}"><strong>{escape(number)}</strong> {escape(unit)}{small}</a></li>\n'
