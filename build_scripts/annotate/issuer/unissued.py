"""Claims, zones -> finding: a paper that does not say whose it is, with the offices that it names most."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from build_scripts.annotate.title.subject import OFFICE
from build_scripts.annotate.zones import Zones, evidence
from build_scripts.model import Annotation, CleanText, Document, Finding, Proposal

MESSAGE = "文末没有署名，或署名看不出是哪个机关；题目和篇首没有说以谁的名义，文中又不常以某一机关自称。未定发文机关。"
SHOWN = 3


def unissued(text: CleanText, document: Document, parts: Zones, claims: Sequence[Annotation]) -> tuple[Finding, ...]:
    """A060 for a paper without a claim of its issuer."""
    if any(claim.kind == "issuer" for claim in claims):
        return ()
    return (Finding("A060", "note", document.place, MESSAGE, tuple(_named(text, parts))),)


def _named(text: CleanText, parts: Zones) -> Iterator[Proposal]:
    """The offices named most, each where it is named first."""
    zone = parts["anywhere"]
    hits = [(hit[1], hit.span(1)) for hit in OFFICE.finditer(zone.text)]
    firsts = dict(reversed(hits))
    for name, times in Counter(name for name, _ in hits).most_common(SHOWN):
        clue = evidence(text, zone, firsts[name], "issuer: named", "")
        yield Proposal(name, f"文中提到 {times} 次", (clue,))
