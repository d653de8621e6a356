"""A question -> the row of `seeds/<id>.yml` that would settle it, but for the reason, which only the curator knows."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import NamedTuple

from build_scripts.model import Place

WHY = "# 必填：为什么"


class Row(NamedTuple):
    """The source whose file it belongs in, the section of that file, and the row's keys with their values as YAML."""

    source: str
    section: str
    pairs: tuple[tuple[str, str], ...]

    @property
    def file(self) -> str:
        return f"seeds/{self.source}.yml"

    def yaml(self) -> str:
        """The section with this row alone; the build refuses it until `why` is filled in."""
        lines = [f"{key}: {value}" for key, value in self.pairs]
        lines += [f"why:  {WHY}"]
        return "\n".join((f"{self.section}:", f"  - {lines[0]}", *(f"    {line}" for line in lines[1:])))


def field(document: Place, name: str, value: str, choices: Iterable[str] = ()) -> Row:
    """The value of a field; without one, `null`, which says that it cannot be known, with the choices as a comment."""
    listed = "、".join(choices)
    known = _quoted(value) if value else f"null  # 改为所定之值{f'（{listed}）' if listed else ''}；null 指不可考"
    pairs = ("document", _quoted(document.local)), ("field", name), ("value", known)
    return Row(document.source, "fields", (*pairs, ("source", '""  # 可填：所据')))


def genre(document: Place, choices: Iterable[str]) -> Row:
    """The genre, of which there is one for what cannot be told."""
    value = f"其他  # 改为所定之值（{'、'.join(choices)}）"
    pairs = ("document", _quoted(document.local)), ("field", "genre"), ("value", value)
    return Row(document.source, "fields", (*pairs, ("source", '""  # 可填：所据')))


def topic(section: Place) -> Row:
    """What a section treats."""
    value = "# 必填：topics.yml 中主题或子题的 id"
    return Row(section.source, "topics", (("section", _quoted(section.local)), ("topic", value)))


def begins(place: Place) -> Row:
    """A paper begins here."""
    return Row(place.source, "boundaries", (("begin", _quoted(place.local)),))


def goes_on(place: Place) -> Row:
    """No paper begins here."""
    return Row(place.source, "boundaries", (("no_begin", _quoted(place.local)),))


def join(place: Place) -> Row:
    """The paragraph that begins here goes on with the one before."""
    return Row(place.source, "paragraphs", (("join", _quoted(place.local)),))


def reading(place: Place, before: str, after: str) -> Row:
    """Words that were read wrongly, and what to read."""
    known = _quoted(after) if after else '""  # 改为应读之字'
    return Row(place.source, "readings", (("at", _quoted(place.local)), ("before", _quoted(before)), ("after", known)))


def _quoted(words: str) -> str:
    """A string of JSON is one of YAML, whatever it holds."""
    return json.dumps(words, ensure_ascii=False)
