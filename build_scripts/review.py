"""Archive -> queue: everything that is not settled, as questions to the curator with the row that would settle each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple, get_args

from build_scripts.model import Archive, Document, Evidence, Finding, Genre, Place, Proposal, Volume
from build_scripts.settle import Row, begins, field, genre, goes_on, join, reading, topic

# What is asked, in the order of the queue.
FIELDS = {
    "region": "地区", "year": "年份", "genre": "文种", "issuer": "发文机关", "title": "篇题",
    "topic": "主题", "citation": "引文", "loss": "残缺", "doubt": "文字存疑", "other": "其他", "source": "来源与分篇",
}  # fmt: skip
# What a finding asks, by the beginning of its code; what stands in no row here is a question about the source.
ASKS = {"A00": "genre", "A01": "year", "A02": "region", "A030": "loss", "A031": "loss", "A032": "loss",
        "A033": "loss", "A034": "loss", "A03": "doubt", "A04": "citation", "A05": "topic", "A06": "issuer",
        "A07": "title", "A": "other"}  # fmt: skip
SETTLED_BY_FIELD = frozenset({"region", "year", "genre", "issuer", "title"})
LISTS = re.compile(r"候选：[^。]*。")  # what a message repeats of the candidates: 候选：某市（分量0.5；…）。


class Question(NamedTuple):
    """One thing that is open, of a document or, where that is None, of a source or the archive.

    `known` is what is settled of it, with its `evidence`; `row` would settle it, once the curator has filled it in.
    `anchor` is its id on the page of open questions, the same as long as it is open.
    """

    field: str
    finding: Finding
    document: Document | None
    message: str
    known: str = ""
    evidence: tuple[Evidence, ...] = ()
    row: Row | None = None
    anchor: str = ""

    @property
    def candidates(self) -> tuple[Proposal, ...]:
        return self.finding.candidates


def queue(archive: Archive, more: Iterable[Finding] = ()) -> tuple[Question, ...]:
    """Every open question of the sources once, in their order; `more` are findings that no source holds."""
    made = [question for volume in archive.volumes for question in _of_volume(volume)]
    made += [Question("source", finding, None, finding.message) for finding in more]
    known: dict[tuple[object, ...], Question] = {}
    for question in made:
        known.setdefault(question.finding[:4], question)
    return tuple(_named(known.values()))


def _named(questions: Iterable[Question]) -> Iterator[Question]:
    """The questions with their ids; of several of one code at one place, the second has a number."""
    times: Counter[str] = Counter()
    for question in questions:
        place = question.finding.place
        name = f"q-{place.source}-{place.local}-{question.finding.code}" if place else f"q-{question.finding.code}"
        times[name] += 1
        yield question._replace(anchor=name if times[name] == 1 else f"{name}-{times[name]}")


def field_of(finding: Finding) -> str:
    """What a finding asks."""
    return next((name for code, name in ASKS.items() if finding.code.startswith(code)), "source")


def _of_volume(volume: Volume) -> Iterator[Question]:
    for finding in volume.findings:
        yield Question("source", finding, None, finding.message)
    follows = dict(pairwise(document.place for document in volume.documents))
    for document in volume.documents:
        for finding in document.findings:
            yield _question(volume, document, finding, follows.get(document.place))


def _question(volume: Volume, document: Document, finding: Finding, after: Place | None) -> Question:
    asked = field_of(finding)
    message = LISTS.sub("", finding.message) if finding.candidates else finding.message
    made = Question(asked, finding, document, message)
    if asked in {"loss", "doubt"}:
        return made._replace(row=_mends(volume, document, finding, after))
    if asked == "topic":
        return made._replace(row=topic(document.blocks[0].place))
    if asked not in SETTLED_BY_FIELD:
        return made
    known, evidence = _known(document, asked, finding)
    return made._replace(known=known, evidence=evidence, row=_gives(document, asked, finding))


def _gives(document: Document, asked: str, finding: Finding) -> Row:
    """The row that gives a field its value."""
    if asked == "genre":
        return genre(document.place, get_args(Genre))
    choices = tuple(each.value for each in finding.candidates)
    return field(document.place, asked, document.title if asked == "title" else "", choices)


def _known(document: Document, asked: str, finding: Finding) -> tuple[str, tuple[Evidence, ...]]:
    """What is known although the question is open: a province, a range of years, a level."""
    if asked == "year" and finding.code != "A013" and (claim := document.claim("year_range")):
        first, last = claim.value if isinstance(claim.value, tuple) else (None, None)
        if first or last:
            words = f"{first}—{last} 年间" if first and last else f"{first} 年以后" if first else f"{last} 年以前"
            return words, claim.evidence
    if asked == "region":
        claim, level = document.claim("region"), document.claim("level")
        if claim and claim.value:
            return f"在{claim.value}之内", claim.evidence
        if level and level.value:
            return f"{level.value}级", level.evidence[:1]
    return "", ()


def _mends(volume: Volume, document: Document, finding: Finding, after: Place | None) -> Row | None:
    """The row of the curator that would mend a loss or a doubt, by the finding's code; None where none can be told."""
    place = finding.place or document.place
    if finding.code == "A030":
        return goes_on(document.place)
    if finding.code == "A031":
        return goes_on(after) if after else None
    if finding.code == "A033":
        return begins(place)
    if finding.code == "A034":
        later = next((block.place for block in document.blocks if block.place > place), None)
        return join(later) if later else None
    return _reading(volume, document, place)


def _reading(volume: Volume, document: Document, place: Place) -> Row | None:
    doubt = next((each for each in volume.text.doubts if each.place == place), None)
    if doubt is None:
        return None
    claims = (each for each in document.annotations if each.kind == doubt.kind and each.evidence)
    quote = next((each.evidence[0].quote for each in claims if each.evidence[0].place == place), "")
    return reading(place, quote, doubt.candidates[0] if doubt.candidates else "") if quote else None
