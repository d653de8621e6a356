"""Mention: a name of a place in a text, the units it may mean, and what it does there."""

from __future__ import annotations

from typing import NamedTuple

from build_scripts.annotate.region.context import Role
from build_scripts.annotate.region.gazetteer import Form


class Mention(NamedTuple):
    """A name in the text: `start` to `end`, the ids it may mean, in what form, doing what; `group` numbers lists."""

    start: int
    end: int
    name: str
    ids: tuple[str, ...]
    form: Form
    role: Role
    group: int
    chained: bool = False
