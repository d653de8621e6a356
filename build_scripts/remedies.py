"""What PyYAML or msgspec refuses in a file -> what its writer should do, in a sentence: they only say what is wrong."""

from __future__ import annotations

import re
from typing import NamedTuple

import yaml


class Remedy(NamedTuple):
    """What to do about the complaints that a pattern finds."""

    complaint: re.Pattern[str]
    words: str


OF_VALUES = (  # complaints of msgspec 0.21
    # Expected `str`, got `int`; not: Expected `int | null`, got `str`
    Remedy(re.compile(r"Expected `str`, got `(?:int|float|bool)`"), 'Put the value in quotes, such as "59".'),
    # Expected `int | null`, got `str`; not: Expected `str`, got `int`
    Remedy(re.compile(r"Expected `int\b.*, got `str`"), "Write the number without quotes."),
    # Expected `str`, got `null`; not: Expected `int | null`, got `str`
    Remedy(re.compile(r"got `null`"), "Nothing stands after the colon: write it there."),
    # Expected `object | null`, got `str`; not: Expected `array`, got `str`
    Remedy(re.compile(r"Expected `object.*, got `str`"), "Write `key: value`: a half-width colon, then a space."),
    # Expected `array`, got `object`; not: Expected `object`, got `array`
    Remedy(re.compile(r"Expected `array`, got "), "Begin each row with `- `, on a line below."),
    # Object missing required field `why`; not: Object contains unknown field `wy`
    Remedy(re.compile(r"missing required field"), "Write it in that row."),
)
OF_YAML = (  # complaints of libyaml
    # mapping values are not allowed in this context; not: did not find expected key
    Remedy(
        re.compile(r"mapping values are not allowed"),
        "Put the keys of a row below one another, and a value that holds a colon in quotes.",
    ),
    # did not find expected key, did not find expected '-' indicator; not: did not find expected ',' or ']'
    Remedy(re.compile(r"did not find expected (?:key|'-')"), "Put what belongs together below one another."),
    # found unexpected end of stream; not: found unexpected ':'
    Remedy(re.compile(r"unexpected end of stream"), "Close the quotes or brackets."),
    # found character that cannot start any token; not: found unexpected ':'
    Remedy(re.compile(r"cannot start any token"), "Put the value in quotes."),
)
TAB = "Indent with spaces, not with a tab."


def of_value(complaint: str, schema: str) -> str:
    """What to do about a value that its row's type refuses; `schema` is the file that says what it takes."""
    known = next((each.words for each in OF_VALUES if each.complaint.search(complaint)), None)
    return known or f"Mend or remove that row: {schema} says what may stand there."


def of_yaml(trouble: yaml.MarkedYAMLError, text: str) -> tuple[int, str, str]:
    """The line on which YAML broke off, what it found there, with where that began, and what to do."""
    line = trouble.problem_mark.line + 1 if trouble.problem_mark else 1
    words, begun = str(trouble.problem), trouble.context_mark
    if begun and begun.line + 1 != line:
        words += f" {trouble.context}, from line {begun.line + 1} on"
    written = text.split("\n")[line - 1 : line]
    if written and "\t" in written[0][: len(written[0]) - len(written[0].lstrip())]:
        return line, words, TAB
    return line, words, next((each.words for each in OF_YAML if each.complaint.search(words)), "Mend that line.")
