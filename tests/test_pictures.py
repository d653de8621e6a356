"""Counts -> pictures: well-formed, the same for the same counts, true to them, and everything in them said as text too."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_scripts.knowledge.places import provinces
from build_scripts.render.pictures.bars import Bar, bars
from build_scripts.render.pictures.svg import Drawing, element, figure, percent
from build_scripts.render.pictures.tiles import tile_map
from build_scripts.render.pictures.timeline import MOST, Range, Ways, Years, period, timeline, words_of

NAMES = {unit.id: unit.short for unit in provinces()}
WAYS = Ways(lambda year: f"#y{year}", lambda held: f"#y{held[0]}-{held[1]}", lambda start: f"#from-{start}")

YEAR = st.integers(1985, 2026)
BOUND = st.one_of(st.none(), YEAR)
RANGE = st.tuples(BOUND, BOUND).filter(lambda held: any(held) and (held[0] or 0) < (held[1] or 9999))
COUNT = st.integers(1, 5000)


def tree(drawing: Drawing) -> ET.Element:
    """The picture as XML, which it must be: raw HTML ends where its tags do."""
    (svg,) = re.findall(r"<svg class=\"picture .*</svg>", figure(drawing), re.DOTALL)
    return ET.fromstring(svg)  # noqa: S314 (our own drawing)


def links(drawing: Drawing) -> dict[str, str]:
    """What each link of the picture is called, and where it leads."""
    return dict(zip(_names(drawing), (each.attrib["href"] for each in tree(drawing).iter("a")), strict=True))


def shown(drawing: Drawing) -> str:
    return " ".join(each.text or "" for each in tree(drawing).iter("text"))


@given(st.dictionaries(YEAR, COUNT, max_size=12), st.dictionaries(RANGE, COUNT, max_size=60))
def test_a_timeline_counts_every_paper_and_keeps_within_its_frame(
    known: dict[int, int], ranges: dict[Range, int]
) -> None:
    drawing = timeline(Years(known, ranges), WAYS)
    counted = sum(int(name.rpartition("，")[2].removesuffix(" 篇").replace(",", "")) for name in _names(drawing))
    assert counted == sum(known.values()) + sum(ranges.values())
    assert [row.href for row in drawing.rows] == [each.attrib["href"] for each in tree(drawing).iter("a")]
    for each in tree(drawing).iter("rect"):
        left, width = (float(each.attrib[name].removesuffix("%")) for name in ("x", "width"))
        assert left >= -0.01
        assert width > 0
        assert left + width <= 100.02


def _names(drawing: Drawing) -> list[str]:
    return [each.findtext("title", "") for each in tree(drawing).iter("a")]


def test_few_ranges_are_drawn_one_by_one_with_open_ends_open() -> None:
    drawing = timeline(Years({2012: 3}, {(2009, 2014): 1, (None, 2016): 2, (2007, None): 1}), WAYS)
    assert links(drawing) == {
        "2012 年，3 篇": "#y2012",
        "2016 年以前，2 篇": "#yNone-2016",
        "2007 年以后，1 篇": "#y2007-None",
        "2009—2014 年间，1 篇": "#y2009-2014",
    }
    fills = [each.attrib.get("style", "") for each in tree(drawing).iter("rect") if each.attrib["class"] == "range"]
    assert fills == ["fill: url(#timeline-before)", "fill: url(#timeline-after)", ""]
    ends = [each for each in tree(drawing).iter("line") if each.attrib["class"] == "end"]
    assert len(ends) == 4


def test_many_ranges_are_put_together_by_periods() -> None:
    ranges: dict[Range, int] = {(1990 + at, 2000 + at // 2): 1 for at in range(MOST + 4)}
    drawing = timeline(Years({}, ranges), WAYS)
    assert len(list(tree(drawing).iter("a"))) < MOST
    assert "两端按 5 年归并" in drawing.description
    assert links(drawing)["1990—2004 年间，5 篇"] == "#from-1990"


@pytest.mark.parametrize(
    ("held", "words"),
    [
        ((2012, 2012), "2012 年"),
        ((2009, 2012), "2009—2012 年间"),
        ((2009, None), "2009 年以后"),
        ((None, 9), "9 年以前"),
    ],
)
def test_ranges_in_words(held: Range, words: str) -> None:
    assert words_of(held) == words


def test_periods() -> None:
    assert [period(year) for year in (1999, 2000, 2004, 2005)] == [(1995, 1999), *2 * [(2000, 2004)], (2005, 2009)]


@given(st.dictionaries(st.sampled_from(sorted(NAMES)), COUNT))
def test_a_map_has_a_tile_for_each_province_and_a_link_for_each_count(counts: dict[str, int]) -> None:
    drawing = tile_map(counts, NAMES, lambda code: f"#r{code}")
    assert links(drawing) == {f"{NAMES[code]}，{count:,} 篇": f"#r{code}" for code, count in counts.items()}
    assert all(name in shown(drawing) for name in NAMES.values())
    assert [row.number for row in drawing.rows] == [f"{count:,} 篇" for count in sorted(counts.values(), reverse=True)]
    shades = {each.attrib["fill-opacity"] for each in tree(drawing).iter("rect")}
    assert all(0 <= float(shade) <= 0.5 for shade in shades)


@given(st.lists(COUNT, min_size=1, max_size=20))
def test_bars_are_as_long_as_their_counts(counts: list[int]) -> None:
    drawing = bars("x", "题", [Bar(f"甲{at}", count, f"#{at}") for at, count in enumerate(counts)])
    drawn = [each for each in tree(drawing).iter("rect") if each.attrib["class"] == "bar"]
    widths = [float(each.attrib["width"].removesuffix("%")) for each in drawn]
    assert widths == pytest.approx([max(widths) * count / max(counts) for count in counts], abs=0.01)


HOSTILE = "</svg><script>alert(1)</script>\"&'<甲>"


def test_words_are_only_words() -> None:
    drawing = bars("x", HOSTILE, [Bar(HOSTILE, 1, f"#{HOSTILE}")])
    assert HOSTILE in shown(drawing)
    assert links(drawing) == {f"{HOSTILE}，1 篇": f"#{HOSTILE}"}
    assert "<script" not in figure(drawing)


def test_a_picture_says_what_it_is() -> None:
    drawing = tile_map({"370000": 2}, NAMES, lambda code: f"#r{code}")
    svg = tree(drawing)
    assert [svg.attrib[f"aria-{name}"] for name in ("labelledby", "describedby")] == ["tile-map-title", "tile-map-desc"]
    assert {each.attrib["id"]: each.text for each in svg if each.tag in ("title", "desc")} == {
        "tile-map-title": drawing.title,
        "tile-map-desc": drawing.description,
    }
    assert '<li><a href="#r370000">山东</a> 2 篇</li>' in figure(drawing)
    assert "\n\n" not in figure(drawing)


@pytest.mark.parametrize(("value", "shown"), [(0.0, "0%"), (12.5, "12.5%"), (33.3333, "33.33%"), (100.0, "100%")])
def test_per_cents(value: float, shown: str) -> None:
    assert percent(value) == shown


def test_elements() -> None:
    assert element("a", "甲", class_="b", aria_label='"<') == '<a class="b" aria-label="&quot;&lt;">甲</a>'
    assert element("rect", x=1, height=2.0) == '<rect x="1" height="2"/>'
