"""Source -> CleanText: undo what copying did to the text, with a receipt for every change."""

from __future__ import annotations

from collections.abc import Sequence

from build_scripts.align import replay
from build_scripts.clean.gloss import strip_glosses
from build_scripts.clean.invisible import strip_invisible
from build_scripts.clean.nfc import compose
from build_scripts.clean.punctuation import widen
from build_scripts.clean.rule import Change, Facts, Rule, Script
from build_scripts.clean.script import script_of, to_simplified
from build_scripts.clean.space import close_up, trim
from build_scripts.model import CleanText, Edit, Source

__all__ = ["RULES", "Change", "Facts", "Rule", "Script", "clean", "facts_of"]

# A rule sees what the rules above it left. The order keeps a second cleaning idle:
#   invisible    first, so that no hidden character keeps two others apart that belong together;
#   nfc          before all that compares characters;
#   gloss        before punctuation, for the mark after a gloss stands beside the Han, not beside the bracket;
#   punctuation  looks through spaces, so it may run before they go, and the spaces then see the wide marks;
#   trim, space  after gloss and punctuation, which both can leave a space at an edge or beside a wide mark;
#   t2s          last: it looks words up, and a word must stand whole, without gloss and space.
# What repairs bytes goes before all of these: it needs the line as the damage left it.
RULES: tuple[Rule, ...] = (
    Rule("invisible", strip_invisible),
    Rule("nfc", compose),
    Rule("gloss", strip_glosses),
    Rule("punctuation", widen),
    Rule("trim", trim),
    Rule("space", close_up),
    Rule("t2s", to_simplified, when=lambda facts: facts.script is Script.TRADITIONAL),
)


def clean(source: Source, rules: Sequence[Rule] = RULES) -> CleanText:
    """Apply the rules to each line. Total over any text; replaying the edits over the source gives the lines."""
    facts = facts_of(source)
    ordered = [(order, rule) for order, rule in enumerate(rules) if rule.when(facts)]
    lines: list[str] = []
    edits: dict[int, tuple[Edit, ...]] = {}
    for number, line in enumerate(source.lines, start=1):
        cleaned, made = _clean_line(number, line, ordered) if line else (line, [])
        lines.append(cleaned)
        if made:
            edits[number] = tuple(made)
    return CleanText(source, tuple(lines), edits)


def facts_of(source: Source) -> Facts:
    """What the rules may ask of the whole source."""
    return Facts(script=script_of(source.lines))


def _clean_line(number: int, line: str, rules: Sequence[tuple[int, Rule]]) -> tuple[str, list[Edit]]:
    """The cleaned line and its edits, rule by rule, each rule on what the one before it left."""
    edits: list[Edit] = []
    for order, rule in rules:
        made = [Edit(number, order, rule.name, *change) for change in rule.find(line)]
        if made:
            edits += made
            line = replay(line, made)
    return line, edits
