"""Archive -> Pages: `browse/issuer.md`, the papers by the kind of office that issued them, and by its level."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from html import escape

from build_scripts.knowledge.offices import OTHER, OfficeRow, office_of, offices
from build_scripts.knowledge.places import names_of
from build_scripts.model import Archive, Document, Page
from build_scripts.render.anchors import ISSUER, issuer_anchor
from build_scripts.render.indexes.entries import by_years, entry
from build_scripts.render.indexes.shelves import Index, Item, Label, shelve
from build_scripts.render.markdown import escape_inline
from build_scripts.render.names import UNKNOWN, facts, one_line
from build_scripts.render.regions import NATION, spot_of

HEAD = (
    "发文机关是署名、题名或正文自称的机关，讲话则是讲话人所代表的机关。原文多用“市卫生局”一类称呼；地区已定的，注出全名。"
    "下表是各类机关在各级的篇数；文中没有写明的，列入[待考](#{unknown})。\n\n{table}"
)
LEVELS = {"全国": "national", "省": "province", "市": "prefecture", "县": "county", "乡镇": "township", "": "unknown"}
UNNAMED = "unknown"  # in place of a kind's id, for papers whose issuer is not known
RELATIVE = tuple("省市州盟县区旗镇乡")  # how an office calls its own unit: 市卫生局

Held = Mapping[str, Mapping[str, list[Document]]]


def issuer_pages(archive: Archive) -> tuple[Page, ...]:
    """The index of issuers."""
    held, unnamed = by_office(archive.documents)
    head = HEAD.format(unknown=issuer_anchor(UNNAMED), table=_table(held))
    return shelve(Index(ISSUER.removesuffix(".md"), "发文机关", "by-issuer", head), _items(held, unnamed))


def by_office(documents: Iterable[Document]) -> tuple[Held, list[Document]]:
    """The papers of each kind of office and level, and those whose issuer is not known."""
    held: defaultdict[str, defaultdict[str, list[Document]]] = defaultdict(lambda: defaultdict(list))
    unnamed = []
    for document in documents:
        name = issuer_of(document)
        if name:
            held[office_of(name).id][_level(document)].append(document)
        else:
            unnamed.append(document)
    return held, unnamed


def issuer_of(document: Document) -> str:
    """The issuer as the paper names it, or nothing."""
    claim = document.claim("issuer")
    return one_line(str(claim.value)) if claim and claim.value else ""


def full_name(document: Document) -> str:
    """The issuer with the name of its unit where the paper only says 市, and the unit that speaks is known."""
    name, claim, spot = issuer_of(document), document.claim("region"), spot_of(document)
    if not claim or spot is None or spot.within or spot.code == NATION:
        return name
    region = str(claim.value)
    unit = max((row.name for row in names_of()[spot.code] if region.endswith(row.name)), key=len, default=spot.zone)
    if name.startswith(RELATIVE) and unit.endswith(name[0]):
        return unit + name[1:]
    return name


def _level(document: Document) -> str:
    claim = document.claim("level")
    return str(claim.value) if claim and claim.value in LEVELS else ""


def _kinds(held: Held) -> list[OfficeRow]:
    """The kinds that have papers, those with the most first, the rest of all kinds last."""
    found = [row for row in (*offices(), OTHER) if row.id in held]
    return sorted(found, key=lambda row: (row is OTHER, -_count(held[row.id])))


def _count(levels: Mapping[str, list[Document]]) -> int:
    return sum(len(found) for found in levels.values())


def _items(held: Held, unnamed: list[Document]) -> Iterator[Item]:
    for row in _kinds(held):
        yield Label(escape_inline(row.name), issuer_anchor(row.id), _count(held[row.id]), level=2)
        for level, word in LEVELS.items():
            if found := held[row.id].get(level):
                yield Label(_level_name(level), issuer_anchor(row.id, word), len(found))
                yield from (_entry(document, 1) for document in sorted(found, key=_by_name))
    yield Label(UNKNOWN, issuer_anchor(UNNAMED), len(unnamed), level=2)
    yield from (_entry(document, 0) for document in unnamed)


def _by_name(document: Document) -> tuple[str, int, int]:
    return full_name(document), *by_years(document)


def _level_name(level: str) -> str:
    return f"{level}级" if level and level != "全国" else level or "级别不明"


def _entry(document: Document, depth: int) -> Item:
    genre, year, region, _ = facts(document)
    name, said = full_name(document), issuer_of(document)
    told = f"{escape_inline(name)}（原文“{escape_inline(said)}”）" if name != said else escape_inline(said)
    return entry(document, filter(None, (told, str(document.place), region, year, genre)), depth)


# ---- the table


def _table(held: Held) -> str:
    """Kinds by levels, each cell as dark as it is full, and linked."""
    levels = [level for level in LEVELS if any(held[row][level] for row in held if level in held[row])]
    most = max((len(found) for kinds in held.values() for found in kinds.values()), default=1)
    if not held:
        return ""
    heads = "".join(f'<th scope="col">{_level_name(level)}</th>' for level in levels)
    rows = "\n".join(_row(row, held[row.id], levels, most) for row in _kinds(held))
    head = f'<thead><tr><th scope="col">机关</th>{heads}<th scope="col">合计</th></tr></thead>'
    return f'<table class="crossed">\n{head}\n<tbody>\n{rows}\n</tbody>\n</table>\n'


def _row(row: OfficeRow, held: Mapping[str, list[Document]], levels: Iterable[str], most: int) -> str:
    cells = "".join(_cell(row, level, len(held.get(level, ())), most) for level in levels)
    name = f'<th scope="row"><a href="#{issuer_anchor(row.id)}">{escape(row.name)}</a></th>'
    return f"<tr>{name}{cells}<td>{_count(held):,}</td></tr>"


def _cell(row: OfficeRow, level: str, count: int, most: int) -> str:
    if not count:
        return "<td></td>"
    href = f"#{issuer_anchor(row.id, LEVELS[level])}"
    return f'<td style="--share: {round(100 * count / most)}%"><a href="{href}">{count:,}</a></td>'
