"""CleanText.doubts, Document -> annotations, findings: what cleaning saw in this paper and did not settle."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from build_scripts.align import to_clean
from build_scripts.annotate.quotes import quoted
from build_scripts.model import Annotation, Block, CleanText, Document, Doubt, Finding, Place, Run, Severity, Span

# What a reader is told of a kind of doubt whose message is for the curator; any other is told by its message. And the
# curator's finding.
TIPS = {"damage": "此处文字损坏，未能复原", "conversion": "此处繁简对应存疑，未加改动"}
CODES: dict[str, tuple[str, Severity]] = {"damage": ("A035", "warning"), "conversion": ("A036", "note")}


def doubts(text: CleanText, document: Document) -> tuple[tuple[Annotation, ...], tuple[Finding, ...]]:
    """A claim for each doubt that lies in this paper, and a finding for each kind of it."""
    first, last = document.span
    here = [each for each in text.doubts if first <= each.place.line <= last]
    by_line: dict[int, list[Run]] = {}
    for run in (run for block in document.blocks for run in block.runs) if here else ():
        by_line.setdefault(run.piece.line, []).append(run)
    found = [(each, span) for each in here if (span := _span(text, each, by_line.get(each.place.line, ())))]
    return tuple(_claim(text, each, *span) for each, span in found), tuple(_findings([each for each, _ in found]))


def _span(text: CleanText, doubt: Doubt, line: Sequence[Run]) -> tuple[Block, int, int] | None:
    """The doubt's characters in the text of the block that holds them, one at least; None when no block does."""
    number, offset = doubt.place.line, doubt.place.offset
    start = to_clean(text, number, offset)
    end = max(start + 1, to_clean(text, number, offset + doubt.length))
    for block, piece, at in line:
        if piece.start <= start < piece.end:
            return block, at + start - piece.start, at + min(end, piece.end) - piece.start
    return None


def _claim(text: CleanText, doubt: Doubt, block: Block, start: int, end: int) -> Annotation:
    clue = quoted(text, block, (start, end), doubt.kind)
    return Annotation(doubt.kind, doubt.kind, "inferred", (clue,), _tip(doubt), Span(block.place, start, end))


def _tip(doubt: Doubt) -> str:
    readings = f"可能的读法：{'、'.join(doubt.candidates)}。" if doubt.candidates else ""
    return f"{TIPS.get(doubt.kind, doubt.message.rstrip('。'))}。{readings}"


def _findings(found: Sequence[Doubt]) -> Iterator[Finding]:
    """One for each damaged place; one for all places of the paper where the same conversion is in doubt."""
    alike: dict[tuple[str, str, Place | None], list[Doubt]] = {}
    for each in found:
        alike.setdefault((each.kind, each.message, each.place if each.kind == "damage" else None), []).append(each)
    for (kind, message, _), group in alike.items():
        code, severity = CODES.get(kind, ("A037", "note"))
        more = f"（本篇共 {len(group)} 处）" if len(group) > 1 else ""
        why = message if kind in TIPS else ""
        yield Finding(code, severity, group[0].place, f"{_tip(group[0])}{more}{why}可在 readings 中改正。")
