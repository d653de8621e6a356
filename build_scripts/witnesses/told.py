"""Documents, Parallels -> Documents: what one witness masks another may tell, as a claim with the words there.

Place, date, title and issuer pass, never against what a paper itself states or a curator has said. Words are quoted at
their place in the other paper; where two witnesses contradict one another, both keep what they say, and a finding
tells of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from build_scripts.model import Annotation, Document, Evidence, Finding, Parallel, Place, Proposal
from build_scripts.witnesses.groups import groups
from build_scripts.witnesses.tellers import Tellers, tellers

RULE = "witness"
MEMBER = "witness_of"  # the kind of the claim that a paper has other witnesses; its value is the first one's place
FIELDS = {"region": "地区", "year": "年份", "issuer": "发文机关"}
WITH = {"region": ("region_code",), "year": ("year_range",), "issuer": ()}  # what follows from a field
UNSETTLED = {"region": "A02", "year": "A01", "issuer": "A06"}  # how the codes begin of findings that a field is unknown
RANKS = {"curated": 0, "stated": 1, "inferred": 2}
QUOTED = 16  # characters that tell which words a paper shares with its witness
ENOUGH = 12  # characters of a block that are worth quoting
NOBODY = Tellers()


def told(documents: Sequence[Document], found: Sequence[Parallel]) -> tuple[Document, ...]:
    """The documents with what their witnesses tell, and with the claim that they are witnesses."""
    by_place = {document.place: document for document in documents}
    held = groups(found)
    telling = tellers(documents, found)
    made = []
    for document in documents:
        others = telling.get(document.place, NOBODY)
        made.append(_entitled(_learned(document, others.all), document, others.witnesses))
    return _members(made, found, held, by_place)


# ---- fields


def _learned(document: Document, others: Sequence[Document]) -> Document:
    """The document with each field that it lacks and another tells, and a finding on each that they tell otherwise."""
    claims: list[Annotation] = []
    conflicts: list[Finding] = []
    for field in FIELDS:
        knowing = [each for each in others if _value(each, field) is not None]
        best = min(knowing, key=lambda each: (RANKS[_claim(each, field).certainty], each.place), default=None)
        if best is None:
            continue
        against = _against(knowing, best, field)
        if against and _value(document, field) is None and _claim(document, field).certainty != "curated":
            conflicts.append(_divided(document, (best, *against), field))
        elif not against and _fits(document, best, field):
            claims += _passed(best, field)
        elif _contradicts(document, best, field):
            conflicts.append(_conflict(document, best, field))
    claims += _narrowed(document, others) if not any(each.kind == "year_range" for each in claims) else ()
    settled = tuple(UNSETTLED[each.kind] for each in claims if each.kind in UNSETTLED)
    findings = (each for each in document.findings if not (settled and each.code.startswith(settled)))
    return replace(document, annotations=(*claims, *document.annotations), findings=(*findings, *conflicts))


def _claim(document: Document, field: str) -> Annotation:
    """The document's claim of a field, or the claim that nothing is known."""
    return document.claim(field) or Annotation(field, None, "inferred", ())


def _value(document: Document, field: str) -> str | int | None:
    value = _claim(document, field).value
    return None if isinstance(value, tuple) else value


def _against(knowing: Sequence[Document], best: Document, field: str) -> list[Document]:
    """Who tells otherwise than the best of them; nobody counts against a curator's word."""
    if _claim(best, field).certainty == "curated":
        return []
    return [each for each in knowing if not _agree(str(_value(each, field)), str(_value(best, field)), field)]


def _agree(one: str, other: str, field: str) -> bool:
    """Are these the same, or is one, a place or an office, named with its province before it?"""
    shorter, longer = sorted((one, other), key=len)
    return one == other or (field != "year" and (longer.startswith(shorter) or longer.endswith(shorter)))


def _fits(document: Document, other: Document, field: str) -> bool:
    """Is the field open here, and does nothing here speak against what the other says?"""
    own, theirs = _claim(document, field), _value(other, field)
    if own.certainty == "curated":
        return False
    if field == "year" and isinstance(theirs, int):
        first, last = _bounds(document)
        return own.value is None and first <= theirs <= last
    if field == "region" and own.value is not None and own.certainty == "inferred":
        return str(theirs) != own.value and str(theirs).startswith(str(own.value))
    return own.value is None


def _contradicts(document: Document, other: Document, field: str) -> bool:
    own, theirs = _value(document, field), _value(other, field)
    if field == "year" and own is None and isinstance(theirs, int):
        first, last = _bounds(document)
        return not first <= theirs <= last
    return own is not None and not _agree(str(own), str(theirs), field)


def _bounds(document: Document) -> tuple[int, int]:
    claim = document.claim("year_range")
    first, last = claim.value if claim and isinstance(claim.value, tuple) else (None, None)
    return first or 0, last or 9999


def _narrowed(document: Document, others: Sequence[Document]) -> Iterator[Annotation]:
    """The narrowest range of years that another tells, where it lies in this paper's own and neither has a year."""
    own = _claim(document, "year_range")
    if own.certainty == "curated" or any(_value(each, "year") is not None for each in (document, *others)):
        return
    first, last = _bounds(document)
    ranges = [(*_bounds(each), each) for each in others]
    inside = [each for each in ranges if first <= each[0] <= each[1] <= last and each[:2] != (first, last)]
    if inside and max(each[0] for each in inside) <= min(each[1] for each in inside):
        _, _, other = min(inside, key=lambda each: (each[1] - each[0], each[2].place))
        yield from _passed_alone(other, "year_range")


def _passed(other: Document, field: str) -> Iterator[Annotation]:
    """The other's claims as this paper's: inferred, with the words there and where these stand."""
    for kind in (field, *WITH[field]):
        yield from _passed_alone(other, kind)


def _passed_alone(other: Document, kind: str) -> Iterator[Annotation]:
    claim = other.claim(kind)
    if claim is not None and claim.value is not None:
        evidence = tuple(_cited(each, other) for each in claim.evidence) or _quoted(other)
        note = f"据异文 {other.place}：本篇没有写明或已隐去，彼篇有据"
        yield Annotation(kind, claim.value, "inferred", evidence, note)


def _cited(clue: Evidence, other: Document) -> Evidence:
    says = f"见异文 {other.place}"
    return clue._replace(says=f"{says}：{clue.says}" if clue.says else says)


def _conflict(document: Document, other: Document, field: str) -> Finding:
    own, theirs = (_value(each, field) or _range(each) for each in (document, other))
    message = (
        f"异文 {other.place} 的{FIELDS[field]}作“{theirs}”，本篇作“{own}”，两不相合。"
        "请核对；若两篇并非一文，可在 witnesses 中写 not_of。"
    )
    candidate = Proposal(str(theirs), f"异文 {other.place}", _claim(other, field).evidence)
    return Finding("A080", "warning", document.place, message, (candidate,))


def _divided(document: Document, others: Sequence[Document], field: str) -> Finding:
    """What to tell where the witnesses of a paper that does not say it contradict one another."""
    said = "，".join(f"异文 {each.place} 作“{_value(each, field)}”" for each in others)
    message = f"本篇没有写明{FIELDS[field]}，{said}，互不相合，故不取。请核对；若并非一文，可在 witnesses 中写 not_of。"
    candidates = (
        Proposal(str(_value(each, field)), f"异文 {each.place}", _claim(each, field).evidence) for each in others
    )
    return Finding("A080", "warning", document.place, message, tuple(candidates))


def _range(document: Document) -> str:
    first, last = _bounds(document)
    return f"{first or ''}—{last if last < 9999 else ''}"


# ---- titles and groups


def _entitled(learned: Document, before: Document, others: Sequence[Document]) -> Document:
    """With the title of the witness from which place or year were learned: titles name both."""
    own = before.claim("title")
    new = {each.kind for each in learned.annotations[: len(learned.annotations) - len(before.annotations)]}
    if not new & {"region", "year"} or (own is not None and own.certainty != "inferred"):
        return learned
    for other in others:
        claim = other.claim("title")
        tells = all(_value(other, field) == _value(learned, field) for field in ("region", "year"))
        if tells and claim is not None and claim.value and other.title != learned.title:
            evidence = tuple(_cited(each, other) for each in claim.evidence) or _quoted(other)
            passed = Annotation("title", other.title, "inferred", evidence, f"据异文 {other.place}")
            return replace(learned, title=other.title, annotations=(passed, *learned.annotations))
    return learned


def _members(
    documents: Sequence[Document],
    found: Sequence[Parallel],
    held: Mapping[Place, tuple[Place, ...]],
    by_place: Mapping[Place, Document],
) -> tuple[Document, ...]:
    """The documents, each witness with the claim that it is one: its group, and where another begins with its words."""
    others: dict[Place, tuple[Place, str]] = {}
    for each in found:
        if each.kind == "same":
            others.setdefault(each.here, (each.there, each.why))
            others.setdefault(each.there, (each.here, each.why))
    made = []
    for document in documents:
        if document.place in held:
            other, why = others[document.place]
            note = f"与 {other} 是同一篇的传本" + (f"：{why}" if why else "")
            first = str(held[document.place][0])
            claim = Annotation(MEMBER, first, "curated" if why else "inferred", _quoted(by_place[other]), note)
            document = replace(document, annotations=(*document.annotations, claim))  # noqa: PLW2901
        made.append(document)
    return tuple(made)


def _quoted(document: Document) -> tuple[Evidence, ...]:
    """The first words of the paper's text, past salutation and short headings."""
    block = next((each for each in document.blocks if len(each.text) >= ENOUGH), document.blocks[0])
    piece = block.pieces[0]
    return (Evidence(RULE, block.place, block.text[: min(QUOTED, piece.end - piece.start)]),)
