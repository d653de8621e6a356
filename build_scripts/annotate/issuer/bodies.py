"""data/bodies.yml -> Bodies: the names of public bodies, and a body's full name where its place is known."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Annotated

import msgspec

from build_scripts.tables import DATA, Row, TableError, Text, load

TABLE = DATA / "bodies.yml"
Form = Annotated[str, msgspec.Meta(min_length=1)]

AREA = r"(?:自治区|地区|街道|开发区|[省市县区州盟旗镇乡村])"
# A place's own name: 衡水市, 景东彝族自治县; not 市, 各县
PLACE = r"(?!各|我|本|有关|上级)[一-鿿]{1,9}?(?:自治[州县旗区]|地区|新区|开发区|[省市县区州盟旗镇乡])"
# Bodies of another kind than bureaus: governments, committees and courts may lead what the paper tells of
GOVERNING = re.compile(r"政府|委$|党委|委员会$|^人大|人民代表大会|政协|办事处|行署|公署|国务院|党中央|村委会|居委会")


class BodyRow(Row, frozen=True, kw_only=True):
    """A kind of body: its full name behind its place, its short names, and what stands before the place."""

    name: Text
    short: tuple[Form, ...] = ()
    before: str = ""
    national: bool = False

    @property
    def forms(self) -> tuple[str, ...]:
        """What papers call it behind a place; a full name that needs words before the place is not among them."""
        return self.short if self.before else (self.name, *self.short)


@dataclass(frozen=True, slots=True)
class Bodies:
    """`forms`: each form -> its row; `body`, `bureau`: regular expressions of all forms, and of the bureaus'."""

    forms: Mapping[str, BodyRow]
    body: str
    bureau: str


@cache
def bodies() -> Bodies:
    """The table; raise `TableError` when it is wrong."""
    forms: dict[str, BodyRow] = {}
    for row in load(TABLE, tuple[BodyRow, ...]):
        for form in row.forms:
            if form in forms:
                raise TableError(f"{TABLE}: {form} stands twice. Give it to one row only.")
            forms[form] = row
    ordered = sorted(forms, key=lambda form: (-len(form), form))
    bureaus = [form for form in ordered if not GOVERNING.search(form)]
    return Bodies(forms, _alternatives(ordered), _alternatives(bureaus))


def _alternatives(words: Iterable[str]) -> str:
    """A regular expression for the words, the longer before the shorter, that fails fast: by the first character."""
    tails: dict[str, list[str]] = {}
    for word in words:
        tails.setdefault(word[0], []).append(re.escape(word[1:]))
    grouped = "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in tails.items())
    return f"(?=[{''.join(tails)}])(?:{grouped})"


@cache
def _parts() -> re.Pattern[str]:
    """One body of a name: 县委, 县政府 of 县委、县政府; 衡水市 and 卫生局 of 衡水市卫生局."""
    return re.compile(
        rf"(?P<party>中共|共青团)?(?P<place>{AREA}|{PLACE})?(?P<body>{bodies().body}|(?:委员会))(?P<rest>工会|团委)?(?P<and>[、和]?)"
    )


def is_national(name: str) -> bool:
    """Is this a body of the state: 卫生部, 国务院?"""
    row = bodies().forms.get(name)
    return row is not None and row.national


def is_local(name: str) -> bool:
    """Is this a body that there is in many places, without the name of one: 卫生局?"""
    row = bodies().forms.get(name)
    return row is not None and not row.national


def full(name: str, unit: str) -> str:
    """The full name, where the body is one of the unit: 衡水市卫生局 of 市卫生局 and 衡水市; else the name as it is."""
    made, at, area = [], 0, ""
    for part in _parts().finditer(name):
        if part.start() != at:
            return name
        at = part.end()
        area = part["place"] or area
        row = bodies().forms.get(part["body"])
        if row is None or row.national or not area or not (unit.endswith(area) or area.endswith(unit)):
            return name
        made.append(f"{row.before}{unit}{row.name}{part['rest'] or ''}{part['and']}")
    return "".join(made) if made and at == len(name) else name


def area_of(name: str) -> str:
    """The word or place before the body: 市 of 市卫生局, 衡水市 of 衡水市卫生局; empty when there is none."""
    found = _parts().match(name)
    return (found["place"] or "") if found else ""
