"""Source -> CleanText: undo what copying did to the text, with a receipt for every change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from build_scripts.align import origin, replay
from build_scripts.clean import damage, space
from build_scripts.clean.ambiguity import convert
from build_scripts.clean.conversions import MAINLAND, mend, mender
from build_scripts.clean.days import dot_days
from build_scripts.clean.digits import read_digits
from build_scripts.clean.gloss import strip_glosses
from build_scripts.clean.invisible import strip_invisible
from build_scripts.clean.markdown import strip_markdown
from build_scripts.clean.markup import strip_markup
from build_scripts.clean.mojibake import restore
from build_scripts.clean.nfc import compose
from build_scripts.clean.punctuation import widen
from build_scripts.clean.quotes import pair_quotes, single_marks
from build_scripts.clean.rates import rates
from build_scripts.clean.residue import strip_residue
from build_scripts.clean.rule import Change, Facts, Finder, Rule, Script, Unsettled
from build_scripts.clean.script import is_mixed, script_of, where_traditional
from build_scripts.clean.slips import slips
from build_scripts.clean.space import close_up, trim
from build_scripts.model import CleanText, Doubt, Edit, Place, Source

__all__ = ["RULES", "Change", "Facts", "Rule", "Script", "Unsettled", "clean", "facts_of"]

# A rule sees what the rules above it left. The order keeps a second cleaning idle:
#   mojibake     and damage first, for they need the line as the bytes left it;
#   invisible    next, so that no hidden character keeps two others apart that belong together;
#   nfc          before all that compares characters;
#   markup       and markdown before all that asks which character stands beside which;
#   gloss        before punctuation, for the mark after a gloss stands beside the Han, not beside the bracket;
#   digits       before punctuation, for a comma inside a number stays half-width;
#   quotes       before punctuation, for a mark is full-width or not by the closing quotation mark behind it;
#   punctuation  looks through spaces, so it may run before they go, and the spaces then see the wide marks;
#   trim, space  after gloss and punctuation, which both can leave a space at an edge or beside a wide mark;
#   residue      sees its words whole; it takes nothing out from between two that a rule above would join or change;
#   days         and doubled see what stands together when the residue is gone; rates changes nothing;
#   conversion   and t2s behind them: they look words up, and a word must stand whole, without gloss and space. They
#                judge the script afresh, by what the rules before them left, and that a second cleaning finds again;
#   slips        reads the words as the page shows them, and changes nothing.
RULES: tuple[Rule, ...] = (
    Rule("mojibake", restore),
    Rule("damage", damage.find, study=damage.study),
    Rule("invisible", strip_invisible),
    Rule("nfc", compose),
    Rule("markup", strip_markup),
    Rule("markdown", strip_markdown),
    Rule("gloss", strip_glosses),
    Rule("digits", read_digits),
    Rule("punctuation", widen),
    Rule("trim", trim),
    Rule("space", close_up, study=space.study, afresh=True),
    Rule("residue", strip_residue),
    Rule("days", dot_days),
    Rule("quotes", pair_quotes),  # a question mark left by then ends a sentence
    Rule("doubled", single_marks),
    Rule("rates", rates),
    Rule("conversion", mend, learn=lambda facts: where_traditional(mender(facts))(facts), afresh=True),
    Rule("t2s", convert, learn=where_traditional(convert)),
    Rule("slips", slips),
)


def clean(source: Source, rules: Sequence[Rule] = RULES) -> CleanText:
    """Apply the rules to each line. Total over any text; replaying the edits over the source gives the lines."""
    lines = list(source.lines)
    edits: dict[int, list[Edit]] = {}
    doubts: list[Doubt] = []
    for stage in _stages(rules):
        finders = _finders(stage, lines)
        for number, line in enumerate(lines, start=1) if finders else ():
            if line:
                made = edits.get(number, [])
                open_: list[_Open] = []
                lines[number - 1] = _apply(number, line, finders, made, open_)
                if made:
                    edits[number] = made
                doubts += (_doubt(source.id, number, each, before) for each, before in open_)
    return CleanText(source, tuple(lines), {at: tuple(edits[at]) for at in sorted(edits)}, tuple(sorted(doubts)))


def facts_of(lines: Sequence[str]) -> Facts:
    """What the rules may ask of the whole source."""
    script = script_of(lines)
    traditional = script is Script.TRADITIONAL
    mixed = not traditional and is_mixed(lines)
    mainland = (traditional or mixed) and any(map(MAINLAND.search, lines))
    return Facts(script, mixed, mainland)


UNASKED = Facts(Script.SIMPLIFIED)
_Ordered = tuple[int, Rule]
_Open = tuple[Unsettled, tuple[Edit, ...]]  # with the edits that made the line in which it was seen


def _stages(rules: Sequence[Rule]) -> Iterator[list[_Ordered]]:
    """The rules in their order, cut before each that asks what the source has become by then."""
    stage: list[_Ordered] = []
    for order, rule in enumerate(rules):
        if rule.afresh and stage:
            yield stage
            stage = []
        stage.append((order, rule))
    yield stage


def _finders(stage: Sequence[_Ordered], lines: Sequence[str]) -> list[tuple[int, str, Finder]]:
    """The rules that apply to such lines, ready to find."""
    facts = facts_of(lines) if any(rule.asks for _, rule in stage) else UNASKED
    return [(order, rule.name, rule.finder(facts, lines)) for order, rule in stage if rule.when(facts)]


def _apply(
    number: int, line: str, finders: Sequence[tuple[int, str, Finder]], edits: list[Edit], unsettled: list[_Open]
) -> str:
    """The line as the rules leave it, one after the other; their edits and what they left open join the lists."""
    for order, name, find in finders:
        made: list[Edit] = []
        for found in find(line):
            if isinstance(found, Change):
                made.append(Edit(number, order, name, *found))
            else:
                unsettled.append((found, tuple(edits)))
        if made:
            edits += made
            line = replay(line, made)
    return line


def _doubt(source: str, line: int, seen: Unsettled, edits: tuple[Edit, ...]) -> Doubt:
    """What a rule left open, at its place in the source."""
    start, last = origin(edits, seen.start), origin(edits, seen.start + max(seen.length, 1) - 1)
    return Doubt(Place(source, line, start), last + 1 - start, seen.kind, seen.candidates, seen.message)
