"""The values that travel between the stages: every one frozen, none with behaviour beyond its own arithmetic."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Literal, NamedTuple

Certainty = Literal["stated", "inferred", "curated"]
Severity = Literal["error", "warning", "note"]
Genre = Literal["讲话", "总结汇报", "工作计划", "工作要点", "实施方案", "意见通知", "其他"]
Level = Literal["全国", "省", "市", "县", "乡镇"]
BlockKind = Literal["title", "salutation", "date", "speaker", "heading", "paragraph", "item"]

LOCAL_PLACE = re.compile(r"([1-9]\d*)(?:-(\d+))?")  # 59, 59-18; not L59
FULL_PLACE = re.compile(r"([^\s:]+):([1-9]\d*)(?:-(\d+))?")  # 000:59, 000:59-18; not 000-59


class Place(NamedTuple):
    """Where something begins: a line of a source, and an offset in that *source* line's code points."""

    source: str
    line: int
    offset: int = 0

    def __str__(self) -> str:
        return f"{self.source}:{self.local}"

    @property
    def local(self) -> str:
        """The place without its source: `59`, or `59-18` inside a line."""
        return f"{self.line}-{self.offset}" if self.offset else str(self.line)

    @property
    def anchor(self) -> str:
        """The HTML id of a block that begins here: `L59`, `L59-18`."""
        return f"L{self.local}"

    @classmethod
    def parse(cls, text: str) -> Place:
        """Read `000:59` or `000:59-18`; raise `ValueError` for anything else."""
        if found := FULL_PLACE.fullmatch(text.strip()):
            return cls(found[1], int(found[2]), int(found[3] or 0))
        raise ValueError(f"not a place: {text!r}; write source:line, such as 000:59 or 000:59-18")

    @classmethod
    def within(cls, source: str, local: str) -> Place:
        """Read `59` or `59-18` as a place of `source`; raise `ValueError` for anything else."""
        if found := LOCAL_PLACE.fullmatch(local.strip().removeprefix("L")):
            return cls(source, int(found[1]), int(found[2] or 0))
        raise ValueError(f"not a place in a source: {local!r}; write a line, such as 59 or 59-18")


@dataclass(frozen=True, slots=True)
class Source:
    """One immutable file of `seeds/`. `lines` are its physical lines without their ends, line 1 first."""

    id: str
    file: str
    sha256: str
    encoding: str
    lines: tuple[str, ...]


class Edit(NamedTuple):
    """One change by one rule. `start` counts code points in the line as that rule received it.

    `order` is the rule's position in the list of rules; all edits of one rule in one line share it,
    do not overlap, and stand in rising order of `start`.
    """

    line: int
    order: int
    rule: str
    start: int
    before: str
    after: str


class Doubt(NamedTuple):
    """What cleaning saw and did not settle: `length` code points of the source from `place` on.

    `kind` is `damage` (the bytes were broken) or `conversion` (one Traditional character, several Simplified ones);
    `candidates` are the readings that came into question, best first; `message` says why none was taken.
    """

    place: Place
    length: int
    kind: str
    candidates: tuple[str, ...]
    message: str


@dataclass(frozen=True, slots=True)
class CleanText:
    """A source's cleaned lines, as many as the source has, each line's edits in replay order, and open doubts."""

    source: Source
    lines: tuple[str, ...]
    edits: Mapping[int, tuple[Edit, ...]] = field(repr=False)
    doubts: tuple[Doubt, ...] = ()

    def line(self, number: int) -> str:
        """The cleaned line with this number, counted from 1."""
        return self.lines[number - 1]


class Piece(NamedTuple):
    """A stretch of one cleaned line: `start` to `end`, half open, in its code points."""

    line: int
    start: int
    end: int


class Block(NamedTuple):
    """A heading, paragraph, list item or header line; `text` is its pieces' text, joined without a seam.

    `level` is 1 to 4 for a heading (its nesting in this document) and 0 otherwise.
    """

    kind: BlockKind
    place: Place
    text: str
    pieces: tuple[Piece, ...]
    level: int = 0

    @property
    def runs(self) -> Iterator[Run]:
        """Its pieces in their order, each with where it begins in `text`."""
        at = 0
        for piece in self.pieces:
            yield Run(self, piece, at)
            at += piece.end - piece.start


class Run(NamedTuple):
    """A piece of a block, and where in the block's text it begins."""

    block: Block
    piece: Piece
    at: int


class Dropped(NamedTuple):
    """A stretch of a cleaned line that belongs to no document, and the rule that says so."""

    piece: Piece
    rule: str


class Evidence(NamedTuple):
    """What a claim rests on: the rule or table row, the place, and the words there (cleaned text, verbatim).

    `says` tells a reader, in Chinese, what these words contribute to the claim. `years` are the intervals of years
    that words which date a paper allow; None is an open end.
    """

    rule: str
    place: Place
    quote: str
    says: str = ""
    years: tuple[tuple[int | None, int | None], ...] = ()


class Span(NamedTuple):
    """A stretch of one block's text: the block's place, and `start` to `end`, half open, in the text's code points."""

    block: Place
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Annotation:
    """A claim about a document, or about a span of it.

    `kind` names the front-matter field (region, year, genre, boundary …) or what the span is (redaction, damage …).
    A pair is a range of years; None is an open end.
    """

    kind: str
    value: str | int | tuple[int | None, int | None] | None
    certainty: Certainty
    evidence: tuple[Evidence, ...]
    note: str = ""
    span: Span | None = None


class Figure(NamedTuple):
    """A quantity that a paper reports: the id of the indicator, what it is of, an exact decimal and its unit.

    `bound` says that it is written as a limit or roughly (以上, 以下, 约). `status` and `year` are empty where the
    paper does not tell; `period` are its own words. The evidence begins with what names it and ends with its unit.
    """

    indicator: str
    about: str
    value: str
    unit: str
    bound: str
    status: Literal["achieved", "targeted", ""]
    year: int | None
    period: str
    span: Span
    evidence: Evidence


class Proposal(NamedTuple):
    """A value that came into question: what speaks for it, in Chinese, and the words that do."""

    value: str
    why: str
    evidence: tuple[Evidence, ...] = ()


class Finding(NamedTuple):
    """Something for the curator: a stable code, how bad it is, where, and what to do in whole sentences.

    `candidates` are the values among which the curator may choose, the likeliest first.
    """

    code: str
    severity: Severity
    place: Place | None
    message: str
    candidates: tuple[Proposal, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """One paper inside a source. Its blocks stand in the order of the source."""

    source: str
    blocks: tuple[Block, ...]
    title: str = ""
    annotations: tuple[Annotation, ...] = ()
    findings: tuple[Finding, ...] = ()
    figures: tuple[Figure, ...] = ()

    @property
    def place(self) -> Place:
        """Where it begins: its first block's place, and so its permanent identity."""
        return self.blocks[0].place

    @property
    def id(self) -> str:
        """`000-43`, or `000-1-5400` when it begins inside a line."""
        return f"{self.source}-{self.place.local}"

    @property
    def path(self) -> str:
        """Its page below `docs/`, without the suffix: `archive/000/43`."""
        return f"archive/{self.source}/{self.place.local}"

    @property
    def span(self) -> tuple[int, int]:
        """Its first and last line."""
        return self.place.line, self.blocks[-1].pieces[-1].line

    def claim(self, kind: str) -> Annotation | None:
        """The first annotation of this kind, if there is one."""
        return next((each for each in self.annotations if each.kind == kind), None)


class Withdrawn(NamedTuple):
    """A paper that is no longer shown: where it began, its last line, the cleaned stretches it took up, and why."""

    place: Place
    last: int
    pieces: tuple[Piece, ...]
    why: str
    by: str = ""

    @property
    def path(self) -> str:
        """The page below `docs/` that tells why, without the suffix: `archive/000/43`."""
        return f"archive/{self.place.source}/{self.place.local}"


class Supersession(NamedTuple):
    """The curator's word that a source is a better copy of an older one, `source`.

    `documents` pairs local places, old and new, of papers that do not show by their words that they are the same.
    """

    source: str
    why: str
    documents: tuple[tuple[str, str], ...] = ()


class WitnessWord(NamedTuple):
    """The curator's word that a paper (its local place) and one of any source are one paper, or (not `same`) two."""

    document: str
    other: Place
    same: bool
    why: str


@dataclass(frozen=True, slots=True)
class Volume:
    """One source, read, cleaned, cut into documents and annotated: the unit of parallel work.

    Of `withdrawn` papers the words stand nowhere in it, not even in the source's lines (`withdraw.py`).
    """

    text: CleanText
    documents: tuple[Document, ...]
    dropped: tuple[Dropped, ...]
    findings: tuple[Finding, ...] = ()
    withdrawn: tuple[Withdrawn, ...] = ()
    supersedes: tuple[Supersession, ...] = ()
    witnesses: tuple[WitnessWord, ...] = ()

    @property
    def source(self) -> Source:
        return self.text.source


class LinkRow(NamedTuple):
    """One published document: what the archive has promised will resolve for ever.

    `inside` holds every place that its page offered as an anchor when it was published, in order, `first` and
    `last` among them: where a block began, or a piece of one.
    """

    source: str
    first: str
    last: str
    edition: str
    inside: tuple[str, ...] = ()


class ChangeRow(NamedTuple):
    """What an edition did to one document, or (`edition`) that it was published, with a `note` on it.

    `other` is the document that an added one was part of, or that a gone one is part of now. `last` is its last line;
    `text`, `facts` and `marks` are digests of its words, of what is claimed of it whole, and of claims on its words.
    """

    edition: str
    date: str
    change: Literal["edition", "added", "changed", "gone", "withdrawn", "restored"]
    document: str = ""
    other: str = ""
    last: str = ""
    text: str = ""
    facts: str = ""
    marks: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Edition:
    """The state of the archive that a build makes: a number and an ISO date (or none), both from a committed file."""

    number: str
    date: str


class Site(NamedTuple):
    """What an archive calls itself: its name, and a sentence on what it holds, both from `mkdocs.yml`.

    `address` is where it will be found, such as `https://example.org/archive/`; empty where nobody has said.
    """

    name: str = "文集"
    description: str = ""
    address: str = ""


NAMELESS = Site()


class Variant(NamedTuple):
    """Where two witnesses of a passage differ: a stretch of each, either of which may be empty.

    `hidden`: signs of a redaction here, words there; `told`: the other way round; `words`: anything else. Script,
    width, punctuation and spaces are no difference.
    """

    kind: Literal["words", "hidden", "told"]
    here: Span
    there: Span


class Part(NamedTuple):
    """A stretch of one block beside the one of another paper that says the same, and where the two differ."""

    here: Span
    there: Span
    variants: tuple[Variant, ...]


class Parallel(NamedTuple):
    """Two papers that have words in common, `here` the one that stands first in the archive.

    `same`: two witnesses of one paper; `excerpt`: the shorter one is a part of the other; `shared`: two papers that
    share passages. `common` counts the Han that are the same, `lengths` those of either paper. Each passage is a tuple
    of parts in the order of the text, the passages stand in the order of `here`. `why` is the curator's word.
    """

    here: Place
    there: Place
    kind: Literal["same", "excerpt", "shared"]
    common: int
    lengths: tuple[int, int]
    passages: tuple[tuple[Part, ...], ...]
    why: str = ""


@dataclass(frozen=True, slots=True)
class Archive:
    """Everything, gathered: what relations, indexes and pages are made from."""

    edition: Edition
    volumes: tuple[Volume, ...]
    links: tuple[LinkRow, ...] = ()
    findings: tuple[Finding, ...] = ()
    site: Site = NAMELESS
    history: tuple[ChangeRow, ...] = ()
    parallels: tuple[Parallel, ...] = ()

    @property
    def documents(self) -> tuple[Document, ...]:
        return tuple(document for volume in self.volumes for document in volume.documents)


@dataclass(frozen=True, slots=True)
class Page:
    """A file to be written below `docs/`; `committed` pages are the reviewed edition, others are git-ignored."""

    path: str
    content: bytes
    committed: bool = True


@dataclass(frozen=True, slots=True)
class Download:
    """A file below `docs/` that is made piece by piece while it is written, and not held in memory; git-ignored.

    `chunks` gives its bytes, the same ones whenever it is called.
    """

    path: str
    chunks: Callable[[], Iterable[bytes]]
    committed: ClassVar[bool] = False
