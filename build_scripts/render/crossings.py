"""Archive -> Pages: the ways from each document to others, as data, `data/crossings/000/43.json`.

The Markdown extension makes the section 相关 of it (`markdown_ext/crossings.py`); both name the fields of `Crossed`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping

import msgspec

from build_scripts.crossings import Crossing, Reason, Way, crossings
from build_scripts.knowledge.glossary import glossary
from build_scripts.knowledge.laws import laws
from build_scripts.knowledge.places import line_of
from build_scripts.knowledge.topics import topics
from build_scripts.model import Archive, Document, Page, Place
from build_scripts.render.arguments import words
from build_scripts.render.literals import json_bytes
from build_scripts.render.names import one_line, title_of
from build_scripts.render.shelved import shelved

# What the sorts of ways are called, in the order of a page.
NAMES = {"place": "同地", "year": "同年", "subject": "内容相近", "back": "列有本篇"}
NATION = "全国"


class Link(msgspec.Struct, frozen=True, omit_defaults=True):
    """Words and where they lead, below the site's root; nowhere when `to` is empty."""

    words: str
    to: str = ""


class Why(msgspec.Struct, frozen=True, omit_defaults=True):
    """A reason: what is said of it, and the places that both papers have for it."""

    words: str
    links: tuple[Link, ...] = ()


class Entry(msgspec.Struct, frozen=True):
    """A paper to which one may go, what it is, and why."""

    title: Link
    facts: tuple[str, ...]
    why: tuple[Why, ...]


class Group(msgspec.Struct, frozen=True, omit_defaults=True):
    """The ways of one sort; `all` leads to the lists that hold every paper of this sort."""

    name: str
    entries: tuple[Entry, ...]
    all: tuple[Link, ...] = ()


class Crossed(msgspec.Struct, frozen=True, omit_defaults=True):
    """The ways from one document: its neighbours in the source, groups of others, and what it cites."""

    source: Link
    before: Link | None
    after: Link | None
    groups: tuple[Group, ...]
    cited: tuple[Why, ...] = ()


def crossing_pages(archive: Archive, paths: Collection[str]) -> Iterator[Page]:
    """A page of data for each document; `paths` are those of the pages there are, so that no way leads nowhere."""
    shelves = {document.id: shelved(document) for document in archive.documents}
    counts = Counter((field, shelf) for held in shelves.values() for field, shelf in held.items())
    maker = _Maker(paths, shelves, counts)
    for crossing in crossings(archive.documents, archive.parallels):
        document = crossing.document
        path = f"data/crossings/{document.source}/{document.place.local}.json"
        yield Page(path, json_bytes(msgspec.to_builtins(maker.crossed(crossing))), committed=False)


class _Maker:
    """What a page says of a crossing, in an archive with these pages and index lists."""

    def __init__(
        self, paths: Collection[str], shelves: Mapping[str, Mapping[str, str]], counts: Mapping[tuple[str, str], int]
    ) -> None:
        self.paths, self.shelves, self.counts = paths, shelves, counts

    def crossed(self, crossing: Crossing) -> Crossed:
        document = crossing.document
        groups = (self._group(sort, getattr(crossing, sort), document) for sort in NAMES)
        return Crossed(
            source=Link(f"来源 {document.source} 的篇目", f"browse/source.html#s{document.source}"),
            before=_to(crossing.before) if crossing.before else None,
            after=_to(crossing.after) if crossing.after else None,
            groups=tuple(group for group in groups if group.entries or group.all),
            cited=tuple(self._cited(document)),
        )

    def _group(self, sort: str, ways: tuple[Way, ...], document: Document) -> Group:
        entries = tuple(_entry(way, sort) for way in ways)
        return Group(NAMES[sort], entries, tuple(self._lists(sort, document)))

    def _lists(self, sort: str, document: Document) -> Iterator[Link]:
        """The index lists with more papers of this sort."""
        shelves = self.shelves[document.id]
        field = {"place": "region", "year": "year"}.get(sort, "")
        if field in shelves and self.counts[field, shelves[field]] > 1:
            what = _unit(document) if field == "region" else words("year", _years(document))
            yield Link(f"{what}，共 {self.counts[field, shelves[field]]} 篇", shelves[field])
        if sort == "subject":
            for claim in document.annotations:
                if claim.kind == "topics" and (topic := topics().ids.get(str(claim.value))):
                    yield from self._page(str(claim.value), f"browse/topics/{topic}")

    def _cited(self, document: Document) -> Iterator[Why]:
        """What the paper cites, most often first, with the paragraphs where it does."""
        held: dict[str, list[Place]] = {}
        for claim in document.annotations:
            if claim.kind == "citation" and claim.span and str(claim.value) in laws():
                held.setdefault(str(claim.value), []).append(claim.span.block)
        for law, places in sorted(held.items(), key=lambda each: (-len(each[1]), each[0])):
            name = f"《{laws()[law].short}》"
            own = tuple(Link(str(place), f"#{place.anchor}") for place in dict.fromkeys(places))
            yield Why("", (*(self._page(name, f"browse/laws/{law}") or (Link(name),)), *own))

    def _page(self, name: str, path: str) -> tuple[Link, ...]:
        """A link to a page, if there is one."""
        return (Link(name, f"{path}.html"),) if f"{path}.md" in self.paths else ()


def _to(document: Document, place: Place | None = None) -> Link:
    """A link to a document, or to one place in it."""
    return Link(title_of(document), f"{document.path}.html{f'#{place.anchor}' if place else ''}")


def _entry(way: Way, sort: str) -> Entry:
    """The name of the sort `year` is reason enough for being of one year."""
    document = way.document
    claims = (document.claim(kind) for kind in ("region", "genre"))
    told = tuple(one_line(str(claim.value)) for claim in claims if claim and claim.value)
    years = _years(document)
    facts = (*((words("year", years),) if any(years) else ()), *told)
    return Entry(
        _to(document), facts, tuple(_why(each, document) for each in way.why if (sort, each.kind) != ("year", "year"))
    )


def _why(reason: Reason, there: Document) -> Why:
    """What is said of a reason; what both treat, cite or use leads to where the other paper does."""
    links = (_at(there, _named(reason), reason.there),) if reason.there else ()
    return Why(SAID[reason.kind].format(_named(reason)), links)


# What a reason says; `{}` is the name of what is shared, where it does not follow as a link.
SAID = {
    "meeting": "同一会议：{}",
    "series": "同地的{}，年份不同",
    "region": "同属{}",
    "within": "同在{}之内",
    "year": "同年",
    "main": "都以{}为主题",
    "genre": "同为{}",
    "topic": "都讲",
    "citation": "都引",
    "term": "都用",
}


def _at(document: Document, name: str, place: Place | None) -> Link:
    return Link(name, _to(document, place).to)


def _named(reason: Reason) -> str:
    """What is shared, by name."""
    match reason.kind:
        case "topic":
            return topics().name_of(reason.value)
        case "citation":
            return f"《{laws()[reason.value].short}》"
        case "term":
            return glossary().terms[reason.value].term
        case "region" | "within":
            return _name_of(reason.value)
        case _:
            return one_line(reason.value)


def _name_of(code: str) -> str:
    line = line_of(code)
    return line[-1].name if line else NATION


def _unit(document: Document) -> str:
    claim = document.claim("region_code")
    return _name_of(str(claim.value)) if claim and claim.value else NATION


def _years(document: Document) -> tuple[int | None, int | None]:
    year, claim = document.claim("year"), document.claim("year_range")
    if year and isinstance(year.value, int):
        return year.value, year.value
    return claim.value if claim and isinstance(claim.value, tuple) else (None, None)
