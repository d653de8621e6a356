"""seeds/<id>.yml -> Curation: what the curator may say of one source, as typed rows; each wins over every rule."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, ClassVar

import msgspec

from build_scripts.model import Genre, Level
from build_scripts.tables import Local, Row, TableError, Text, line_of, load

Year = Annotated[int, msgspec.Meta(ge=1900, le=2100)]
FullPlace = Annotated[str, msgspec.Meta(pattern=r"^\d{3,}:[1-9]\d*(-\d+)?$")]
Years = tuple[Year | None, Year | None]
Words = Annotated[str, msgspec.Meta(pattern=r"\S")]  # more than blanks


class Reading(Row, frozen=True, kw_only=True):
    """A corrected reading: `before`, as it stands in the cleaned text at the place, becomes `after`."""

    at: Local
    before: Text
    after: str
    why: Words


class Boundary(Row, frozen=True, kw_only=True):
    """The curator's word on where a document begins: exactly one of `begin` and `no_begin`."""

    begin: Local | None = None
    no_begin: Local | None = None
    why: Words


class Seam(Row, frozen=True, kw_only=True):
    """The curator's word on a paragraph: `join` it to the one before, or `split` it at a place."""

    join: Local | None = None
    split: Local | None = None
    why: Words


class Drop(Row, frozen=True, kw_only=True):
    """A line that belongs to no paper."""

    line: Annotated[int, msgspec.Meta(ge=1)]
    why: Words


class FieldRow(Row, frozen=True, kw_only=True, tag_field="field"):
    """The curator's word on one field of the document that begins at `document`, with the reason and its source.

    `value: null` says that it cannot be determined: what the engine infers is then not shown as the field's value.
    """

    kind: ClassVar[str]
    document: Local
    why: Words
    source: str = ""

    @property
    def note(self) -> str:
        """What a page tells of the row."""
        return f"{self.why}（据：{self.source}）" if self.source else self.why


class TitleRow(FieldRow, frozen=True, kw_only=True, tag="title"):
    """A title; a paper is never without one."""

    kind = "title"
    value: Text


class RegionRow(FieldRow, frozen=True, kw_only=True, tag="region"):
    """A unit's full name from the province down, of today or of the time (河北省衡水市), or 全国."""

    kind = "region"
    value: Text | None


class YearRow(FieldRow, frozen=True, kw_only=True, tag="year"):
    """The year of issue or delivery; the range of years follows."""

    kind = "year"
    value: Year | None


class YearRangeRow(FieldRow, frozen=True, kw_only=True, tag="year_range"):
    """The first and the last year in which it may have been issued; null for an open end."""

    kind = "year_range"
    value: Years


class GenreRow(FieldRow, frozen=True, kw_only=True, tag="genre"):
    """The genre; what cannot be told is 其他."""

    kind = "genre"
    value: Genre


class IssuerRow(FieldRow, frozen=True, kw_only=True, tag="issuer"):
    """The body that issued the paper or for which the speaker speaks."""

    kind = "issuer"
    value: Text | None


class LevelRow(FieldRow, frozen=True, kw_only=True, tag="level"):
    """At which level of government."""

    kind = "level"
    value: Level | None


class OccasionRow(FieldRow, frozen=True, kw_only=True, tag="occasion"):
    """The meeting at which it was delivered."""

    kind = "occasion"
    value: Text | None


class CoversRow(FieldRow, frozen=True, kw_only=True, tag="covers"):
    """The year reviewed and the year planned."""

    kind = "covers"
    value: Years | None


Override = (
    TitleRow | RegionRow | YearRow | YearRangeRow | GenreRow | IssuerRow | LevelRow | OccasionRow | CoversRow
)  # fmt: skip


class TopicWord(Row, frozen=True, kw_only=True):
    """What the section that begins at `section` treats (`topic`) or does not even touch (`no_topic`), by its id.

    Either names a topic or a sub-topic of `topics.yml`; a row has exactly one of them.
    """

    section: Local
    topic: Text | None = None
    no_topic: Text | None = None
    why: Words


class NoteRow(Row, frozen=True, kw_only=True):
    """An editorial note on the words `quote` of the block at `at`; `by` signs it."""

    at: Local
    quote: Text
    note: Words
    by: str = ""


class WithdrawnRow(Row, frozen=True, kw_only=True):
    """A paper, or (`all`) everything in the source, that is not to be shown any more, and the reason that is shown.

    `last` is the paper's last line: when rules come to cut it otherwise, the build stops before a part of it shows.
    """

    document: Annotated[str, msgspec.Meta(pattern=r"^([1-9]\d*(-\d+)?|all)$")]
    last: Annotated[int, msgspec.Meta(ge=1)] | None = None
    why: Words
    by: str = ""


class SupersedesRow(Row, frozen=True, kw_only=True):
    """The source is a better copy of an older one; `documents` pairs papers, old and new, whose words do not."""

    source: Annotated[str, msgspec.Meta(pattern=r"^\d{3,}$")]
    why: Words
    documents: dict[Local, Local] = msgspec.field(default_factory=dict)


class WitnessRow(Row, frozen=True, kw_only=True):
    """The paper that begins at `document` and another one, `of`, are one paper; or (`not_of`) they are two."""

    document: Local
    of: FullPlace | None = None
    not_of: FullPlace | None = None
    why: Words


def _either(*names: str) -> msgspec.Meta:
    """For an editor: a row has exactly one of these keys. The build says so itself, with the remedy."""
    return msgspec.Meta(extra_json_schema={"oneOf": [{"required": [name]} for name in names]})


class Curation(Row, frozen=True, kw_only=True):
    """What `seeds/<id>.yml` may say about one source."""

    readings: tuple[Reading, ...] = ()
    boundaries: tuple[Annotated[Boundary, _either("begin", "no_begin")], ...] = ()
    paragraphs: tuple[Annotated[Seam, _either("join", "split")], ...] = ()
    lines: tuple[Drop, ...] = ()
    fields: tuple[Override, ...] = ()
    topics: tuple[Annotated[TopicWord, _either("topic", "no_topic")], ...] = ()
    notes: tuple[NoteRow, ...] = ()
    withdrawn: tuple[WithdrawnRow, ...] = ()
    supersedes: tuple[SupersedesRow, ...] = ()
    witnesses: tuple[Annotated[WitnessRow, _either("of", "not_of")], ...] = ()


def curation(path: Path) -> Curation:
    """The curation file at `path`, or an empty one when there is none, or none of its rows is left."""
    rows_or_nothing: Any = Curation | None
    held: Curation | None = load(path, rows_or_nothing) if path.exists() else None
    return held or Curation()


def misfit(file: str, section: str, number: int, message: str) -> TableError:
    """The error for a row (counted from 1) that does not fit its source, with the line on which it stands."""
    line = line_of(Path(file), f"$.{section}[{number - 1}]")
    return TableError(f"{file}{f':{line}' if line else ''}: {section}, row {number}: {message}")
