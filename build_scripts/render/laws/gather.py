"""Documents -> citations: under each law of the table the papers that cite it, and every title that is not in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from build_scripts.knowledge.laws import laws
from build_scripts.model import Annotation, Block, Document
from build_scripts.render.indexes.entries import by_years
from build_scripts.render.names import one_line
from build_scripts.render.passages import Naming, Passage

NUMBERS = "number"  # what stands for a form where a paper gives a number and nothing else
FORM = "form: "  # how the rule begins that names the form of a title


class Spot(NamedTuple):
    """A paragraph of a paper."""

    document: Document
    block: Block


class Cited(NamedTuple):
    """`cited`: law -> papers, by their years, laws in the order of the table; `unlisted`: form -> title -> spots."""

    cited: Mapping[str, Sequence[Naming]]
    unlisted: Mapping[str, Mapping[str, Sequence[Spot]]]


def gathered(documents: Iterable[Document]) -> Cited:
    """Every citation of the archive."""
    cited: defaultdict[str, list[Naming]] = defaultdict(list)
    unlisted: defaultdict[str, defaultdict[str, list[Spot]]] = defaultdict(lambda: defaultdict(list))
    for document in documents:
        found = tuple(_citations(document))
        for law, passages in _by_law(found).items():
            cited[law].append(Naming(document, passages))
        for claim, block, span in found:
            if claim.value is None:
                spots = unlisted[_form(claim)][one_line(block.text[slice(*span)])]
                if Spot(document, block) not in spots[-1:]:
                    spots.append(Spot(document, block))
    ordered = {law: sorted(cited[law], key=lambda each: by_years(each.document)) for law in laws() if law in cited}
    return Cited(ordered, unlisted)


def _citations(document: Document) -> Iterator[tuple[Annotation, Block, tuple[int, int]]]:
    blocks = {block.place: block for block in document.blocks}
    for claim in document.annotations:
        if claim.kind == "citation" and claim.span:
            yield claim, blocks[claim.span.block], (claim.span.start, claim.span.end)


def _by_law(found: Iterable[tuple[Annotation, Block, tuple[int, int]]]) -> Mapping[str, Sequence[Passage]]:
    """The paragraphs that cite each law; a law that has left the table since is passed over."""
    spans: defaultdict[str, dict[Block, list[tuple[int, int]]]] = defaultdict(dict)
    for claim, block, span in found:
        if isinstance(claim.value, str) and claim.value in laws():
            spans[claim.value].setdefault(block, []).append(span)
    return {law: [Passage(block, held) for block, held in blocks.items()] for law, blocks in spans.items()}


def _form(claim: Annotation) -> str:
    rule = claim.evidence[0].rule if claim.evidence else ""
    return rule.removeprefix(FORM) if rule.startswith(FORM) else NUMBERS
