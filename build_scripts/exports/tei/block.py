"""Block -> TEI inside a paragraph: lines, readings as `choice`, what is hidden or lost as `gap`, what is `unclear`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from build_scripts.align import to_source
from build_scripts.exports.tei.readings import Segment, Segments
from build_scripts.exports.tei.xml import element, words
from build_scripts.model import Annotation, Block, CleanText, Piece, Place
from build_scripts.render.names import ROUTINE
from build_scripts.render.notes import KIND as NOTE

# Claims on words that say what these words are about, not what is the matter with them: Web Annotations have them.
ABOUT = frozenset({"citation", "term", "topic", "touched"})
GAPS = {"redaction": "redacted", "loss": "lost"}

CERTAINTY: Mapping[str, str] = {"stated": "high", "inferred": "medium", "curated": "high"}


class Atom(NamedTuple):
    """Ready XML, and the stretch of the block's text that it stands for."""

    start: int
    end: int
    xml: str


class Mark(NamedTuple):
    """A claim on words, and the stretch that it takes up here, at whose edges no reading is cut."""

    start: int
    end: int
    claim: Annotation


def inline(
    block: Block, text: CleanText, segments: Segments, claims: Iterable[Annotation], rule_id: Callable[[str], str]
) -> str:
    """The block's content. `rule_id` gives the header's id of a rule."""
    wanted = [each for each in claims if each.kind not in ABOUT]
    cuts = {at for each in wanted if each.span for at in (each.span.start, each.span.end)}
    atoms = list(_atoms(block, text, segments, cuts, rule_id))
    marks = [_snapped(each, atoms) for each in wanted]
    return "".join(_joined(atoms, sorted(marks, key=lambda each: (each.start, -each.end))))


def _atoms(
    block: Block, text: CleanText, segments: Segments, cuts: set[int], rule_id: Callable[[str], str]
) -> Iterator[Atom]:
    at = 0
    for number, piece in enumerate(block.pieces):
        place = block.place if number == 0 else _place(text, piece)
        yield Atom(at, at, _line(place, joined=number > 0))
        for segment in segments(piece):
            end = at + len(segment.text)
            if segment.changed:
                yield Atom(at, end, _choice(segment, rule_id))
            else:
                yield from _plain(segment, at, end, cuts)
            at = end


def _place(text: CleanText, piece: Piece) -> Place:
    offset = to_source(text, piece.line, piece.start) if piece.start else 0
    return Place(text.source.id, piece.line, offset)


def _line(place: Place, *, joined: bool) -> str:
    """Where a line of the source begins, or where in it we are; `break="no"` where two lines were made one."""
    gone_on = "no" if joined else None
    if place.offset:
        return element("milestone", unit="place", n=place.local, break_=gone_on)
    return element("lb", n=place.local, break_=gone_on)


def _plain(segment: Segment, at: int, end: int, cuts: set[int]) -> Iterator[Atom]:
    """Words that nobody changed, cut where a claim begins or ends."""
    inside = sorted(cut for cut in cuts if at < cut < end) if cuts else ()
    for first, last in pairwise((at, *inside, end)):
        yield Atom(first, last, words(segment.text[first - at : last - at]))


def _choice(segment: Segment, rule_id: Callable[[str], str]) -> str:
    """`orig` and `reg` where only routine rules were at work, else `sic` and `corr`."""
    before, after, why = _named(segment.rules, rule_id)
    # Most of a file is this: no time for `element`.
    return f"<choice><{before}>{words(segment.source)}</{before}><{after}{why}>{words(segment.text)}</{after}></choice>"


def _named(rules: tuple[str, ...], rule_id: Callable[[str], str]) -> tuple[str, str, str]:
    """The two elements of a reading that these rules made, and the attribute that names the rules."""
    routine = all(rule in ROUTINE for rule in rules)
    named = " ".join(f"#{rule_id(rule)}" for rule in rules)
    return *(("orig", "reg") if routine else ("sic", "corr")), f' ana="{named}"' if named else ""


def _snapped(claim: Annotation, atoms: Sequence[Atom]) -> Mark:
    """The claim's stretch, widened to the edges of the readings that it cuts."""
    span = claim.span
    start, end = (span.start, span.end) if span else (0, 0)
    cut = [each for each in atoms if each.start < end and start < each.end]
    return Mark(cut[0].start, cut[-1].end, claim) if cut else Mark(start, end, claim)


def _joined(atoms: Sequence[Atom], marks: Sequence[Mark]) -> Iterable[str]:
    """The atoms in order, wrapped in their marks; marks that overlap are cut into fragments."""
    if not marks:
        return (atom.xml for atom in atoms)
    return _marked(atoms, marks)


def _marked(atoms: Sequence[Atom], marks: Sequence[Mark]) -> Iterator[str]:
    points = [mark for mark in marks if mark.start == mark.end and mark.claim.kind != NOTE]
    begun, told = set[int](), 0
    for (covering, passed), group in groupby(atoms, key=lambda atom: _standing(atom, marks, points)):
        yield from (_gap(point.claim) for point in points[told:passed])
        told, held = passed, list(group)
        made = "".join(atom.xml for atom in held)
        for number in reversed(covering):
            made = _wrapped(marks[number].claim, made, first=number not in begun)
        begun.update(covering)
        yield made
        ending = (marks[number] for number in covering if marks[number].end == held[-1].end)
        yield from (_note(mark.claim) for mark in ending if mark.claim.kind not in GAPS and mark.claim.note)
    yield from (_gap(point.claim) for point in points[told:])


def _standing(atom: Atom, marks: Sequence[Mark], points: Sequence[Mark]) -> tuple[tuple[int, ...], int]:
    """The marks that an atom lies in, and how many points where something is missing lie before it."""
    covering = (
        number for number, mark in enumerate(marks) if mark.start <= atom.start < mark.end and atom.end <= mark.end
    )
    return tuple(covering), sum(point.start <= atom.start for point in points)


def _wrapped(claim: Annotation, made: str, *, first: bool) -> str:
    """The words in question; a gap stands before signs that say that something was left out."""
    if claim.kind == NOTE:
        return made
    if claim.kind in GAPS:
        return element("seg", _gap(claim) if first else "", made, type=claim.kind, subtype=_token(claim.value))
    return element("unclear", made, reason=_token(claim.kind), cert=CERTAINTY[claim.certainty])


def _gap(claim: Annotation) -> str:
    said = element("desc", words(claim.note)) if claim.note else ""
    reason, degree = GAPS.get(claim.kind, claim.kind), CERTAINTY[claim.certainty]
    return element("gap", said, reason=reason, extent="unknown", cert=degree)


def _token(value: object) -> str | None:
    """An attribute's value without white space, as the schema wants it: `swallowed-number`; None for none."""
    return "-".join(str(value).split()) or None if value is not None else None


def _note(claim: Annotation) -> str:
    """A note of an editor, with who wrote it; or what is in doubt about the words before it."""
    if claim.kind != NOTE:
        return element("note", words(claim.note), type="doubt")
    by = element("name", words(str(claim.value))) if claim.value else ""
    return element("note", words(claim.note), by, type="editorial")
