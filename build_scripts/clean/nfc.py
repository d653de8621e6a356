"""line -> changes: write each character in its composed form, Unicode NFC."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from build_scripts.clean.rule import Change

# Longer runs of marks are no writing, and composing them takes quadratic time: the limit of Unicode's
# Stream-Safe Text Format (UAX #15). Such a run is left as it is.
LONGEST = 31


def compose(line: str) -> Iterator[Change]:
    """A change for each character, with the marks on it, whose composed form is another (豈 U+F900 → 豈, e + ́ → é)."""
    if unicodedata.is_normalized("NFC", line):
        return
    for found in _suspects("".join(sorted(set(line)))).finditer(line):
        if len(found[0]) <= LONGEST and (after := unicodedata.normalize("NFC", found[0])) != found[0]:
            yield Change(found.start(), found[0], after)


@lru_cache(maxsize=64)
def _suspects(alphabet: str) -> re.Pattern[str]:
    """Where a line of these characters may fail to be NFC: a character with marks, or one that has a successor.

    No composition crosses the edge of such a match, because one begins wherever no mark stands.
    """
    marks = "".join(re.escape(char) for char in alphabet if _joins_what_precedes(char))
    singles = "".join(re.escape(char) for char in alphabet if not unicodedata.is_normalized("NFC", char))
    # 豈 U+F900, or e with U+0301; not é.
    return re.compile("|".join(([f"[^{marks}]?[{marks}]+"] if marks else []) + ([f"[{singles}]"] if singles else [])))


def _joins_what_precedes(char: str) -> bool:
    return unicodedata.category(char)[0] == "M" or "\u1160" <= char <= "\u11ff"  # a mark, or a Hangul vowel or final
