"""data/laws_forms.yml -> title_forms(): what a quoted title is that the table of laws does not have."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Literal, NamedTuple

from build_scripts.tables import DATA, PatternRow, TableError, Text, load

FORMS = DATA / "laws_forms.yml"
# Who issued it: the centre; a province, city, county or township; one whose name is blanked out; the paper's own office
Scope = Literal["any", "central", "local", "hidden", "own"]
Group = Literal["law", "document", "other"]


class FormRow(PatternRow, frozen=True, kw_only=True):
    """A form of title, and whether it is that of a law, of another document, or of neither.

    `unsettled`: one could add it to the table of laws. `tip` is what a reader is told, where the name says too little.
    """

    name: Text
    group: Group
    scope: Scope
    unsettled: bool = False
    tip: str = ""


class Form(NamedTuple):
    """A row with its pattern compiled."""

    row: FormRow
    pattern: re.Pattern[str]

    def fits(self, title: str, scope: Scope) -> bool:
        """Has the title this form, and this scope?"""
        return self.row.scope in ("any", scope) and self.pattern.search(title) is not None


@cache
def title_forms() -> Mapping[str, Form]:
    """Every form by its rule, in order; raise `TableError` for the first that is wrong."""
    rows = load(FORMS, tuple[FormRow, ...])
    try:
        return {row.rule: Form(row, re.compile(row.pattern)) for row in rows}
    except re.error as trouble:
        raise TableError(f"{FORMS}: {trouble.pattern!r} is not a regular expression: {trouble}. Mend it.") from trouble


def form(title: str, scope: Scope) -> FormRow:
    """The first form that fits; the last of all when none does."""
    bare = title.strip().strip('“”"')
    known = tuple(title_forms().values())
    return next((each.row for each in known if each.fits(bare, scope)), known[-1].row)
