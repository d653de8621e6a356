"""data/ -> CATALOGUE: every table of rows, its files, its type, the ids of its rows, and how to see that a row fired.

A new table joins with one line in `CATALOGUE`: its schema is then written and published, and its idle rows are told.
Tables that are derived (`*.tsv`, `*.txt`) are not edited by hand and stand outside.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import Any, NamedTuple

from build_scripts.annotate.citations.official_numbers import IssuerRow
from build_scripts.annotate.issuer.bodies import BodyRow
from build_scripts.annotate.losses.redactions import RedactionTable
from build_scripts.annotate.region.context import Contexts, clause_after, clause_before, contexts, spelt_out
from build_scripts.annotate.region.mentions import mentions
from build_scripts.annotate.rows import GenreRow, SubjectRow, YearRow, knowledge
from build_scripts.annotate.wordings import IssuerTable, LevelTable, OccasionTable
from build_scripts.annotate.year.chronology import ChronologyRow, chronology, compiled
from build_scripts.annotate.year.dates import plain_figures
from build_scripts.annotate.zones import zones
from build_scripts.clean import conversions, residue
from build_scripts.clean.gaps import Mark
from build_scripts.clean.gloss import LookAlike
from build_scripts.clean.invisible import Invisible
from build_scripts.clean.script import fold
from build_scripts.clean.slips import SOUGHT, Slip
from build_scripts.curation import Curation
from build_scripts.idle import Traces
from build_scripts.knowledge.glossary import DomainTable
from build_scripts.knowledge.indicators import IndicatorRow
from build_scripts.knowledge.laws import LawRow
from build_scripts.knowledge.offices import OfficeRow, office_of
from build_scripts.knowledge.title_forms import FormRow
from build_scripts.knowledge.topics import TopicRow, topics
from build_scripts.registers import PLACES, REGISTERS
from build_scripts.tables import DATA, BoilerplateRow, EditionRow, FormulaRow, load

Fired = Callable[[Traces], Iterable[str]]


class Table:
    """A table of rows: the files below data/ that hold it, the type of each file, and the ids of a file's rows."""

    def __init__(self, files: str, kind: Any, ids: Callable[[Any], Iterable[str]], fired: Fired | None = None) -> None:
        self.files, self.kind, self._ids = files, kind, ids
        self.fired: Fired = fired or (lambda traces: traces.names)

    @property
    def name(self) -> str:
        """`genres` of genres.yml, `chronology` of chronology/*.yml."""
        return self.files.removesuffix(".yml").removesuffix("/*")

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """The ids of all rows, in the order of the files."""
        return tuple(name for file in sorted(DATA.glob(self.files)) for name in self._ids(load(file, self.kind)))


def _rules(rows: Any) -> Iterator[str]:
    return (row.rule for row in rows)


def _slugs(rows: Any) -> Iterator[str]:
    return (row.id for row in rows)


def _within(prefix: str) -> Callable[[Any], Iterator[str]]:
    """The rules of a table with `rows`, as evidence names them: `issuer: signed`."""
    return lambda table: (f"{prefix}{row.rule}" for row in table.rows)


def _topics(rows: tuple[TopicRow, ...]) -> Iterator[str]:
    return (name for row in rows for name in (row.id, *(each.id for each in row.subtopics)))


def _matched(rows: Callable[[], Iterable[tuple[GenreRow | YearRow, re.Pattern[str]]]]) -> Fired:
    """Rows found in their zones: they are weighed against each other, and only the winners are quoted."""

    def fired(traces: Traces) -> Iterator[str]:
        parts = [zones(document) for document in traces.documents]
        return (row.rule for row, found in rows() if any(found.search(each[row.where].text) for each in parts))

    return fired


def _formulas(traces: Traces) -> Iterator[str]:
    rows = load(DATA / "formulas.yml", tuple[FormulaRow, ...])
    blocks = [block.text for document in traces.documents for block in document.blocks]
    return (row.rule for row in rows if any(re.search(row.pattern, text) for text in blocks))


def _dated(traces: Traces) -> Iterator[str]:
    """Rows of the chronology that stand in a text; the argument for a year quotes only those that decide it."""
    for text in map(plain_figures, traces.texts):
        for row, _ in chronology().candidates(text):
            if compiled(row.pattern).search(text):
                yield row.id


def _contexts(traces: Traces) -> Iterator[str]:
    """Rows that stand beside the name of a place."""
    rows = [(row, spelt_out(row)) for row in contexts().rows]
    sides = [
        {"before": clause_before(text, name.start), "after": clause_after(text, name.end)}
        for text in traces.texts
        for name in mentions(text)
    ]
    return (row.rule for row, pattern in rows if any(pattern.search(words[row.side]) for words in sides))


def _residue(traces: Traces) -> Iterator[str]:
    lines = [fold(line) for line, _ in traces.edits("residue")]
    for row, (_, pattern, _) in zip(residue.RESIDUE.rows, residue.PATTERNS, strict=True):
        if any(pattern.search(line) for line in lines):
            yield row.rule


def _slips(traces: Traces) -> Iterator[str]:
    return (row.rule for row, pattern in SOUGHT if any(map(pattern.search, traces.texts)))


def _conversions(traces: Traces) -> Iterator[str]:
    made = {(edit.before, edit.after) for _, edit in traces.edits("conversion")}
    return (row.rule for row in conversions.CONVERSIONS.rows if made & set(row.words.items()))


def _held(file: str, kind: Any, words: Callable[[Any], tuple[str, Iterable[str]]]) -> Fired:
    """Rows of which a document holds a word; `words` gives a row's id and its words."""

    def fired(traces: Traces) -> Iterator[str]:
        return (name for name, sought in map(words, load(DATA / file, kind)) if traces.hold(sought))

    return fired


def _marks(traces: Traces) -> Iterator[str]:
    return (mark for _, edit in traces.edits("punctuation") for mark in edit.before)


def _look_alikes(traces: Traces) -> Iterator[str]:
    rows = load(DATA / "look_alikes.yml", tuple[LookAlike, ...])
    return (row.letter for row in rows if set(row.alike) & set(traces.sources))


def _invisible(traces: Traces) -> Iterator[str]:
    gone = "".join(edit.before for _, edit in traces.edits("invisible"))
    rows = load(DATA / "invisible.yml", tuple[Invisible, ...])
    return (row.name for row in rows if re.search(f"[{row.members}]", gone))


def _offices(traces: Traces) -> Iterator[str]:
    claims = (document.claim("issuer") for document in traces.documents)
    return (office_of(str(claim.value)).id for claim in claims if claim and claim.value)


def _treated(traces: Traces) -> Iterator[str]:
    """Topics and sub-topics that a section treats or touches, and those whose words tell so; a part with its whole."""
    for claim in (each for document in traces.documents for each in document.annotations):
        if claim.kind in ("topic", "touched", "refused") and isinstance(claim.value, str):
            parts = {claim.value, *(clue.rule.removeprefix("topic: ") for clue in claim.evidence)}
            yield from parts
            yield from (topics().topic_of(each).id for each in parts)


CATALOGUE = (
    Table("bodies.yml", tuple[BodyRow, ...], lambda rows: (row.name for row in rows),
          _held("bodies.yml", tuple[BodyRow, ...], lambda row: (row.name, row.forms))),
    Table("boilerplate.yml", tuple[BoilerplateRow, ...], _rules),
    Table("chronology/*.yml", tuple[ChronologyRow, ...], _slugs, _dated),
    Table("contexts.yml", Contexts, _within(""), _contexts),
    Table("conversions.yml", conversions.Table, _within(""), _conversions),
    Table("formulas.yml", tuple[FormulaRow, ...], _rules, _formulas),
    Table("genres.yml", tuple[GenreRow, ...], _rules, _matched(lambda: knowledge().genres)),
    Table("glossary/*.yml", DomainTable, lambda table: _slugs(table.terms)),
    Table("indicators.yml", tuple[IndicatorRow, ...], _slugs),
    Table("invisible.yml", tuple[Invisible, ...], lambda rows: (row.name for row in rows), _invisible),
    Table("issuers.yml", IssuerTable, _within("issuer: ")),
    Table("laws/*.yml", tuple[LawRow, ...], _slugs),
    Table("laws_forms.yml", tuple[FormRow, ...], lambda rows: (f"form: {row.rule}" for row in rows)),
    Table("laws_issuers.yml", tuple[IssuerRow, ...], lambda rows: (row.series for row in rows),
          _held("laws_issuers.yml", tuple[IssuerRow, ...], lambda row: (row.series, row.names))),
    Table("levels.yml", LevelTable, _within("level: ")),
    Table("look_alikes.yml", tuple[LookAlike, ...], lambda rows: (row.letter for row in rows), _look_alikes),
    Table("occasions.yml", OccasionTable, _within("occasion: ")),
    Table("offices.yml", tuple[OfficeRow, ...], _slugs, _offices),
    Table("punctuation.yml", tuple[Mark, ...], lambda rows: (row.half for row in rows), _marks),
    Table("redactions.yml", RedactionTable, _within("")),
    Table("residue.yml", residue.Table, _within(""), _residue),
    Table("slips.yml", tuple[Slip, ...], _rules, _slips),
    Table("subjects.yml", tuple[SubjectRow, ...], lambda rows: (row.subject for row in rows),
          _held("subjects.yml", tuple[SubjectRow, ...], lambda row: (row.subject, row.words))),
    Table("topics.yml", tuple[TopicRow, ...], _topics, _treated),
    Table("years.yml", tuple[YearRow, ...], _rules, _matched(lambda: knowledge().years)),
)  # fmt: skip


class Schema(NamedTuple):
    """What an editor may check a file against: the name of the schema, and the type of the file."""

    name: str
    kind: Any


SCHEMAS = (
    Schema("curation", Curation),
    Schema("edition", EditionRow),
    *(Schema(name, kind) for name, kind in (REGISTERS | PLACES).items()),
    *(Schema(table.name, table.kind) for table in CATALOGUE),
)
