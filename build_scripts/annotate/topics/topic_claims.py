"""Document -> annotations: what each section treats (`topic`) and touches (`touched`), and what the paper is about.

The curator's word on a section comes before what its words tell; a topic that the curator refuses stays in the
exports (`refused`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from build_scripts.annotate.quotes import Quotes
from build_scripts.annotate.topics import Spot, Treated, Weighed, treat
from build_scripts.curation import Curation, TopicWord
from build_scripts.knowledge.topics import topics
from build_scripts.model import Annotation, Certainty, CleanText, Document, Evidence, Finding, Span
from build_scripts.sections import Section, sections

QUOTED = {"topic": 5, "touched": 2, "refused": 2, "topics": 5}  # so many words, the weightiest first, are the evidence
NOTED = 5  # so many words, the most frequent first, are named in the note
MAIN, MAIN_MOST = 0.08, 6  # a paper's main topics have this share of what its sections treat, and are so many at most
UNTOLD = "看不出主题：没有哪一节的用语足以归入主题表的一个主题。请核对，或在 topics.yml 增补用语。"
NO_WORD = Curation()


def topic_claims(
    text: CleanText, document: Document, curated: Curation = NO_WORD
) -> tuple[tuple[Annotation, ...], tuple[Finding, ...]]:
    """A claim for each section and topic, in the order of the text, then one for each main topic of the paper.

    A finding where no section treats any.
    """
    quotes = Quotes(text)
    treated = [_heard(each, curated.topics) for each in treat(sections(document))]
    claims = (*_of_sections(quotes, treated), *_main(quotes, treated))
    known = any(claim.kind == "topics" for claim in claims)
    return claims, () if known else (Finding("A050", "note", document.place, UNTOLD),)


def _heard(treated: Treated, words: Sequence[TopicWord]) -> Treated:
    """What the section treats by the curator's word; a row that says what is found anyway changes nothing."""
    for row in words:
        if row.section == treated.section.place.local:
            treated = _refused(treated, row) if row.no_topic else _given(treated, row)
    return treated


def _given(treated: Treated, row: TopicWord) -> Treated:
    topic = topics().topic_of(row.topic or "").id
    if any(each.topic == topic and not each.why for each in treated.primary):
        return treated
    weight = max((each.weight for each in treated.primary), default=1.0)
    word = Weighed(topic, weight, {row.topic or "": weight}, why=row.why)
    rest = [each for each in treated.touched if each.topic != topic]
    return treated._replace(primary=[*treated.primary, word], touched=rest)


def _refused(treated: Treated, row: TopicWord) -> Treated:
    topic = topics().topic_of(row.no_topic or "").id
    gone = [each._replace(why=row.why) for each in (*treated.primary, *treated.touched) if each.topic == topic]
    primary, touched = ([each for each in held if each.topic != topic] for held in (treated.primary, treated.touched))
    return treated._replace(primary=primary, touched=touched, refused=[*treated.refused, *gone])


def _of_sections(quotes: Quotes, treated: Sequence[Treated]) -> Iterator[Annotation]:
    for each in treated:
        for kind, held in (("topic", each.primary), ("touched", each.touched), ("refused", each.refused)):
            yield from (_claim(quotes, each.section, kind, weighed) for weighed in held)


def _claim(quotes: Quotes, section: Section, kind: str, weighed: Weighed) -> Annotation:
    first = section.blocks[0]
    best = max(weighed.subtopics, key=lambda each: weighed.subtopics[each])
    mostly = weighed.subtopics[best] * 2 > sum(weighed.subtopics.values())
    words = Counter(spot.word for spot in weighed.spots)
    note = "、".join(f"{word}×{times}" if times > 1 else word for word, times in words.most_common(NOTED))
    clues = tuple(_clue(quotes, spot) for spot in _best(weighed.spots, section)[: QUOTED[kind]])
    span = Span(first.place, 0, len(first.text))
    value = best if mostly else weighed.topic
    claim = Annotation(kind, value, "inferred", clues, note, span)
    return replace(claim, certainty="curated", note=weighed.why) if weighed.why else claim


def _best(found: Sequence[Spot], section: Section) -> list[Spot]:
    """The first places of the weightiest words, those of the heading before all."""
    firsts = {spot.word: spot for spot in reversed(found)}
    return sorted(firsts.values(), key=lambda spot: (spot.block is not section.heading, -spot.term.weight))


def _clue(quotes: Quotes, spot: Spot) -> Evidence:
    name = topics().name_of(spot.term.subtopic)
    return quotes.quote(
        spot.block, (spot.start, spot.start + len(spot.word)), f"topic: {spot.term.subtopic}", f"“{name}”的用语"
    )


def _main(quotes: Quotes, treated: Sequence[Treated]) -> Iterator[Annotation]:
    """The topics of the paper: those that its sections treat, by the characters of these sections."""
    weights: Counter[str] = Counter()
    held: dict[str, list[tuple[Section, Weighed]]] = {}
    for each in treated:
        length = sum(len(block.text) for block in each.section.blocks)
        total = sum(weighed.weight for weighed in each.primary)
        for weighed in each.primary:
            weights[weighed.topic] += round(length * weighed.weight / total)
            held.setdefault(weighed.topic, []).append((each.section, weighed))
    whole = sum(weights.values())
    for topic, weight in weights.most_common(MAIN_MOST):
        if weight >= MAIN * whole:
            best = (_best(weighed.spots, section)[:1] for section, weighed in held[topic][: QUOTED["topics"]])
            first = [spot for found in best for spot in found]
            note = f"{len(held[topic])} 节以此为主"
            certainty: Certainty = "inferred" if first else "curated"
            clues = tuple(_clue(quotes, spot) for spot in first)
            yield Annotation("topics", topics().rows[topic].name, certainty, clues, note)
