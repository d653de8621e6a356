"""Documents -> terms: for each term the papers that use it, and what else stands in the same sections."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from build_scripts.knowledge.glossary import TermRow, glossary
from build_scripts.knowledge.topics import topics
from build_scripts.model import Annotation, Document, Place
from build_scripts.render.indexes.entries import by_years
from build_scripts.render.passages import Naming, Passage
from build_scripts.sections import sections


@dataclass(slots=True)
class Term:
    """A term, the papers that use it, and in how many sections it stands together with others, laws and topics."""

    row: TermRow
    papers: list[Naming] = field(default_factory=list)
    terms: Counter[str] = field(default_factory=Counter)
    laws: Counter[str] = field(default_factory=Counter)
    topics: Counter[str] = field(default_factory=Counter)

    @property
    def times(self) -> int:
        """How often the papers of the archive use it."""
        return sum(paper.times for paper in self.papers)


def gathered(documents: Iterable[Document]) -> Mapping[str, Term]:
    """The terms that some paper uses, by id; a term that has left the table since is passed over."""
    held: dict[str, Term] = {}
    for document in sorted(documents, key=by_years):
        for name, passages in _of_paper(document).items():
            held.setdefault(name, Term(glossary().terms[name])).papers.append(Naming(document, passages))
        _beside(document, held)
    return held


def _of_paper(document: Document) -> Mapping[str, Sequence[Passage]]:
    blocks = {block.place: block for block in document.blocks}
    found: defaultdict[str, dict[Place, list[tuple[int, int]]]] = defaultdict(dict)
    for claim in document.annotations:
        if claim.kind == "term" and claim.span and str(claim.value) in glossary().terms:
            found[str(claim.value)].setdefault(claim.span.block, []).append((claim.span.start, claim.span.end))
    return {name: [Passage(blocks[place], spans) for place, spans in held.items()] for name, held in found.items()}


def _beside(document: Document, held: Mapping[str, Term]) -> None:
    """Count what stands in one section with each term."""
    claims: defaultdict[Place, list[Annotation]] = defaultdict(list)
    for claim in document.annotations:
        if claim.span and claim.value is not None:
            claims[claim.span.block].append(claim)
    for section in sections(document):
        here = [claim for block in section.blocks for claim in claims[block.place]]
        names = {kind: _values(here, kind) for kind in ("term", "citation", "topic")}
        for name in names["term"] & held.keys():
            held[name].terms.update(names["term"] - {name})
            held[name].laws.update(names["citation"])
            held[name].topics.update({topics().topic_of(each).id for each in names["topic"]})


def _values(claims: Iterable[Annotation], kind: str) -> set[str]:
    return {str(claim.value) for claim in claims if claim.kind == kind}
