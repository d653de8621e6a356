"""Document -> where the index pages list it, by each of its facts: `browse/region.html#r131100`."""

from __future__ import annotations

from collections.abc import Mapping

from build_scripts.knowledge.offices import office_of
from build_scripts.model import Document
from build_scripts.render.anchors import (
    GENRE,
    ISSUER,
    REGION,
    YEAR,
    genre_anchor,
    issuer_anchor,
    region_anchor,
    year_anchor,
)
from build_scripts.render.indexes.entries import years_of
from build_scripts.render.indexes.issuer import LEVELS, issuer_of
from build_scripts.render.names import genre_of
from build_scripts.render.regions import spot_of


def shelved(document: Document) -> Mapping[str, str]:
    """Field -> address below the site's root; only of facts that are known."""
    found = {"genre": _address(GENRE, genre_anchor(genre_of(document)))} if document.claim("genre") else {}
    if spot := spot_of(document):
        within = "-within" if spot.within else ""
        found["region"] = _address(REGION, f"{region_anchor(spot.code, spot.zone)}{within}")
    if any(years := years_of(document)):
        found["year"] = _address(YEAR, year_anchor(*years))
    if name := issuer_of(document):
        level = document.claim("level")
        word = LEVELS.get(str(level.value) if level and level.value else "", LEVELS[""])
        found["issuer"] = _address(ISSUER, issuer_anchor(office_of(name).id, word))
    return found


def _address(page: str, anchor: str) -> str:
    return f"{page.removesuffix('.md')}.html#{anchor}"
