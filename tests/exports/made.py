"""Archives for the tests of the exports: parts of real sources, and hostile words in every field that a source fills."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from build_scripts.exports import export_pages
from build_scripts.model import (
    Annotation,
    Archive,
    Document,
    Download,
    Edition,
    Evidence,
    Figure,
    Finding,
    Page,
    Parallel,
    Part,
    Piece,
    Place,
    Proposal,
    Site,
    Span,
    Variant,
    Volume,
)
from build_scripts.pipeline import build
from build_scripts.render.figures import figure_pages
from tests.hostile import HOSTILE
from tests.small_archive import EDITION, block, volume_of

ROOT = Path(__file__).parents[2]
# Lines of sources: one is Simplified, one is Traditional with glosses and damage, one Traditional by machine.
PARTS = {"000": 190, "001": 60, "002": 140}
COPIED = slice(
    42, 90
)  # of the first: a paper, which the last source holds once more, with the years that the first masks
CURATED = """\
notes:
  - {at: "45", quote: 经省局党组同意, note: 党组不是机关。, by: 编者}
withdrawn:
  - {document: "9", last: 39, why: 权利人要求, by: 编者}
"""
ADDRESS = "https://example.org/archive/"


def seeds(folder: Path) -> Path:
    """A folder of sources, with a note, a withdrawn paper and a copy of a part of another one."""
    folder.mkdir(parents=True)
    for name, lines in PARTS.items():
        (source,) = (ROOT / "seeds").glob(f"{name}_*.txt")
        words = source.read_text(encoding="utf-8").splitlines(keepends=True)[:lines]
        (folder / f"{name}.txt").write_text("".join(words), encoding="utf-8")
    told = (folder / "000.txt").read_text(encoding="utf-8").splitlines(keepends=True)[COPIED]
    (folder / "003.txt").write_text("".join(told).replace("20xx年", "2015年"), encoding="utf-8")
    (folder / "000.yml").write_text(CURATED, encoding="utf-8")
    shutil.copyfile(ROOT / "seeds" / "edition.yml", folder / "edition.yml")
    return folder


@cache
def archive() -> Archive:
    """The archive of these sources."""
    with TemporaryDirectory() as folder:
        made = build(seeds(Path(folder) / "seeds"), Path(folder) / "cache", 1)
    return made.archive


@cache
def exports() -> Mapping[str, bytes]:
    """Everything that is made of it."""
    return contents((*export_pages(archive()), *figure_pages(archive())))


def contents(pages: Iterable[Page | Download]) -> dict[str, bytes]:
    """Pages by their path below `data/`, whole."""
    made = ((page, b"".join(page.chunks()) if isinstance(page, Download) else page.content) for page in pages)
    return {page.path.removeprefix("data/"): content for page, content in made if page.path.startswith("data/")}


def paper(document: Document, suffix: str) -> str:
    """The file of a document, below `data/`."""
    return f"papers/{document.source}/{document.place.local}{suffix}"


@cache
def hostile() -> Archive:
    """A paper of which every line, and all that is said of it, is hostile; of each kind of block there is one at least."""
    lines = tuple(word for word in HOSTILE if word.strip())
    bare = volume_of(lines, file="<b>&\x00.txt")
    kinds = ("salutation", "heading", "paragraph", "item", "paragraph")
    blocks = [
        block(bare, kinds[number % 5], Piece(number, 0, len(line)), level=1 if number % 5 == 1 else 0)  # type: ignore[arg-type]
        for number, line in enumerate(lines, 1)
    ]
    claims = [Annotation(kind, word, "stated", (_clue(word),), word) for kind, word in zip(KINDS, lines, strict=False)]
    spans = [
        Annotation(kind, each.text, "inferred", (_clue(each.text),), each.text, Span(each.place, 0, len(each.text)))
        for number, each in enumerate(blocks)
        for kind in (("redaction", "damage", "editorial", "loss")[number % 4],)
    ]
    made = Document(
        "000", tuple(blocks), lines[1], (*claims, *spans), (_finding(lines[3]),), (_figure(blocks[0].place),)
    )
    site = Site(lines[0], lines[2], ADDRESS)
    beside = _beside(blocks[0].place, lines[2])
    return replace(Archive(Edition(lines[1], EDITION.date), (_with(bare, made),)), site=site, parallels=(beside,))


KINDS = ("genre", "region", "region_code", "issuer", "level", "occasion", "topics")


def _with(volume: Volume, document: Document) -> Volume:
    return replace(volume, documents=(document,))


def _clue(word: str) -> Evidence:
    return Evidence(word, Place("000", 1), word, word, ((None, 2013),))


def _finding(word: str) -> Finding:
    return Finding("A001", "note", Place("000", 1), word, (Proposal(word, word, (_clue(word),)),))


def _beside(place: Place, word: str) -> Parallel:
    """A paper beside itself: for want of another one."""
    span = Span(place, 0, 1)
    return Parallel(place, place, "shared", 1, (2, 3), ((Part(span, span, (Variant("words", span, span),)),),), word)


def _figure(place: Place) -> Figure:
    word = HOSTILE[0]
    return Figure(word, word, "1.5", word, "约", "achieved", None, word, Span(place, 0, 1), _clue(word))
