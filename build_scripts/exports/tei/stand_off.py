"""Document -> standOff: how certain each claim on the whole paper is and on what words it rests, and parallels."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator

from build_scripts.exports.found import Finder
from build_scripts.exports.interface import file_of
from build_scripts.exports.parallels import BesideRecord
from build_scripts.exports.records import value_words
from build_scripts.exports.tei.block import CERTAINTY
from build_scripts.exports.tei.encoding import CLASSES, claimed_id, classes
from build_scripts.exports.tei.xml import element, words
from build_scripts.model import Annotation, Document, Evidence, Place

CLAIMED = ("title", "region", "year", "year_range", "issuer", "occasion", "covers", *CLASSES)
PARALLELS = {"same": "同一篇", "excerpt": "节录", "shared": "有相同的字句"}


def stand_off(finder: Finder, beside: Iterable[tuple[Document, BesideRecord]]) -> str:
    """The element; empty where there is nothing to say. `beside` are the papers with words in common, and which."""
    groups = (_links(finder.document, *each) for each in beside if each[1].passages)
    made = "\n".join((*_certainties(finder), *groups))
    return f"<standOff>\n{made}\n</standOff>\n" if made else ""


def _certainties(finder: Finder) -> Iterator[str]:
    document = finder.document
    for claim in document.annotations:
        if claim.span is None and claim.kind in CLAIMED and claim.value is not None:
            yield element(
                "certainty",
                *([element("desc", words(claim.note), type="argument")] if claim.note else []),
                *(_clue(clue, finder) for clue in claim.evidence),
                target=f"#{_target(document, claim)}",
                locus="value",
                cert=CERTAINTY[claim.certainty],
                assertedValue=_asserted(document, claim),
            )


def _target(document: Document, claim: Annotation) -> str:
    """The id of the element that the header says it with."""
    if claim.kind in CLASSES:
        return claimed_id(claim.kind, classes(document, claim.kind).index(str(claim.value)) + 1)
    return claim.kind


def _asserted(document: Document, claim: Annotation) -> str | None:
    """The value, where it is not that of the header: a second claim, such as what a witness tells."""
    if claim.kind in CLASSES or claim is document.claim(claim.kind):
        return None
    return "".join(value_words(claim.value).split())


def _clue(clue: Evidence, finder: Finder) -> str:
    place = words(str(clue.place))
    home = finder.home(clue)
    told = element("ref", place, target=_pointer(finder.document, home.document, home.block.place)) if home else place
    return element("desc", told, element("mentioned", words(clue.quote)), words(clue.says), type="evidence")


def _pointer(document: Document, other: Document, place: Place) -> str:
    """The block with this place, from the file of the document."""
    return f"{_file(document, other)}#{place.anchor}"


def _file(document: Document, other: Document) -> str:
    if other.place == document.place:
        return ""
    return posixpath.relpath(file_of(other, ".xml"), posixpath.dirname(file_of(document, ".xml")))


def _links(document: Document, other: Document, beside: BesideRecord) -> str:
    """Block beside block of a paper that has words in common, each pair of blocks once."""
    pairs = dict.fromkeys(
        (Place.parse(part.here.block), Place.parse(part.there.block)) for passage in beside.passages for part in passage
    )
    links = (element("link", target=f"#{here.anchor} {_pointer(document, other, there)}") for here, there in pairs)
    said = element("desc", words(f"{PARALLELS[beside.kind]}：{other.id}{beside.why and f'（{beside.why}）'}"))
    return element("linkGrp", said, *links, type=f"parallel-{beside.kind}")
