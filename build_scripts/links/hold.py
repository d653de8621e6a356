"""Archive + rendered Pages -> Findings (T004): every published place is an anchor on its page, or leads on to one.

Deliberately knows nothing of how places are resolved or pages made: it reads the finished Markdown as a browser
would read the site, so that a fault in either shows.
"""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from build_scripts.model import Archive, Finding, LinkRow, Page, Place

ATTRIBUTES = re.compile(r"(?<!\\)\{: (#L[^{}\n]*)\}[ \t]*$", re.MULTILINE)  # {: #L56 data-lines="…" }; not \{: #L56 }
OWN = re.compile(r"#(L\d+(?:-\d+)?)(?= )")  # #L59-18 in an attribute list; not #d000-43
CARRIED = re.compile(r'\bdata-(?:lines|places)="([^"]*)"')  # data-lines="56@0 58@37"; not data-doc="000-43"
ONWARD = re.compile(r'<a id="(L[\d-]+)" href="([^"#]*)#([^"]*)"')  # <a id="L100" href="45.html#L100">; not <a href=…>
# <li id="L59"> of a source page, <span id="L59-18"> of a withdrawn paper's; not &lt;li id="L59"&gt;
ELEMENT = re.compile(r'<\w[^<>]*? id="(L\d+(?:-\d+)?)"')

SHOWN = 5  # places that one message names
SOURCE_GONE = "its source has no such line any more: put the file and its row in seeds/sources.tsv back as they were"
PAGE_GONE = "the page is not made any more: render the vanished pages of the ledger (build_scripts/render/onward.py)"
ANCHOR_GONE = "the page lacks their anchors: render data-lines, data-places and the onward list (build_scripts/render)"
TARGET_GONE = "their onward links lead to no anchor: give the place an anchor where it is now (build_scripts/render)"


class Offer(NamedTuple):
    """What a page offers: ids of its own, and onward links by id as (page, anchor)."""

    ids: frozenset[str]
    onward: Mapping[str, tuple[str, str]]


def links_hold(archive: Archive, pages: Iterable[Page]) -> tuple[Finding, ...]:
    """Prove every row of links.tsv on the pages as rendered; one error for each row and kind of trouble.

    Reads each page at most once and looks each promised place up at most twice.
    """
    site = _Site(pages)
    lengths = {volume.source.id: len(volume.source.lines) for volume in archive.volumes}
    found = []
    for number, row in enumerate(archive.links, 2):
        troubles: dict[str, list[Place]] = defaultdict(list)
        for place, trouble in _troubles(row, site, lengths.get(row.source, 0)):
            troubles[trouble].append(place)
        found += [_finding(number, row, trouble, places) for trouble, places in troubles.items()]
    return tuple(found)


class _Site:
    """The rendered pages by path without suffix, each read when it is first asked for."""

    def __init__(self, pages: Iterable[Page]) -> None:
        self._pages = {page.path.removesuffix(".md"): page for page in pages if page.path.endswith(".md")}
        self._offers: dict[str, Offer] = {}

    def offer(self, path: str) -> Offer | None:
        if path not in self._offers and path in self._pages:
            self._offers[path] = _offer(self._pages[path].content.decode())
        return self._offers.get(path)


def _troubles(row: LinkRow, site: _Site, length: int) -> Iterator[tuple[Place, str]]:
    path = f"archive/{row.source}/{row.first}"
    offer = site.offer(path)
    for place in (Place.within(row.source, local) for local in row.inside):
        if place.line > length:
            yield place, SOURCE_GONE
        elif offer is None:
            yield place, PAGE_GONE
        elif place.anchor not in offer.ids:
            if place.anchor not in offer.onward:
                yield place, ANCHOR_GONE
            elif not _lands(site, path, *offer.onward[place.anchor]):
                yield place, TARGET_GONE


def _lands(site: _Site, path: str, page: str, anchor: str) -> bool:
    """Whether an onward link ends on words: on an anchor that is not itself an onward link."""
    target = site.offer(posixpath.normpath(posixpath.join(posixpath.dirname(path), page)).removesuffix(".html"))
    return target is not None and anchor in target.ids


def _offer(markdown: str) -> Offer:
    onward = {each[1]: (each[2], each[3]) for each in ONWARD.finditer(markdown)}
    ids = {each[1] for each in ELEMENT.finditer(markdown)} - onward.keys()
    for attributes in ATTRIBUTES.findall(markdown):
        ids |= set(OWN.findall(attributes))
        ids |= {f"L{pair.partition('@')[0]}" for pairs in CARRIED.findall(attributes) for pair in pairs.split()}
    return Offer(frozenset(ids), onward)


def _finding(number: int, row: LinkRow, trouble: str, places: list[Place]) -> Finding:
    shown = " ".join(place.local for place in places[:SHOWN])
    shown += f" and {len(places) - SHOWN} more" if len(places) > SHOWN else ""
    page = f"archive/{row.source}/{row.first}.html"
    return Finding(
        "T004",
        "error",
        places[0],
        f"links.tsv:{number}: edition {row.edition} promised {page} with {shown}; {trouble}."
        " Published places are never taken back: do not edit links.tsv.",
    )
