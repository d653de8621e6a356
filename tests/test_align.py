"""Offsets between a source line and its cleaned line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_scripts.align import replay, to_clean, to_source
from build_scripts.clean import clean
from build_scripts.model import CleanText, Edit, Source
from tests.test_clean import LINE


def made(line: str, *edits: Edit) -> CleanText:
    return CleanText(Source("000", "made.txt", "", "utf-8", (line,)), (replay(line, edits),), {1: edits})


def provenance(line: str, edits: tuple[Edit, ...]) -> list[int | None]:
    """For each character of the cleaned line its offset in the source line, or None when an edit wrote it."""
    origin: list[int | None] = list(range(len(line)))
    for order in sorted({edit.order for edit in edits}):
        for edit in reversed([each for each in edits if each.order == order]):
            origin[edit.start : edit.start + len(edit.before)] = [None] * len(edit.after)
    return origin


GLOSSED = made(
    "衛(wèi)生 ,好", Edit(1, 0, "g", 1, "(wèi)", ""), Edit(1, 1, "p", 3, ",", "，"), Edit(1, 2, "s", 2, " ", "")
)
CASES = [  # text, source offset, cleaned offset
    (GLOSSED, 0, 0),
    (GLOSSED, 6, 1),
    (GLOSSED, 8, 2),
    (GLOSSED, 9, 3),
    (GLOSSED, 10, 4),
    (made("abcd", Edit(1, 0, "r", 1, "bc", "xy")), 2, 2),  # of equal length: character for character
    (made("abcd", Edit(1, 0, "r", 1, "b", "xyz")), 2, 4),
    (made("abcd", Edit(1, 0, "r", 2, "", "xyz")), 2, 5),
    (made("abcd", Edit(1, 0, "r", 0, "ab", "")), 2, 0),
    (made("abcd", Edit(1, 0, "r", 1, "b", ""), Edit(1, 0, "r", 3, "d", "")), 4, 2),
]


@pytest.mark.parametrize(("text", "there", "here"), CASES)
def test_case(text: CleanText, there: int, here: int) -> None:
    assert to_clean(text, 1, there) == here
    assert to_source(text, 1, here) == there


@pytest.mark.parametrize(
    ("text", "there", "here"),
    [
        (GLOSSED, 3, 1),  # inside what is gone: what follows it
        (GLOSSED, 7, 2),
        (made("abcd", Edit(1, 0, "r", 1, "bc", "x")), 2, 1),
        (made("abcd", Edit(1, 0, "r", 0, "abcd", "")), 3, 0),
    ],
)
def test_what_is_gone_ends_up_at_what_follows(text: CleanText, there: int, here: int) -> None:
    assert to_clean(text, 1, there) == here


def test_inside_a_replacement_of_another_length_is_its_start() -> None:
    assert to_source(made("abcd", Edit(1, 0, "r", 1, "b", "xyz")), 1, 3) == 1


def test_a_line_without_edits_maps_to_itself() -> None:
    text = CleanText(Source("000", "made.txt", "", "utf-8", ("同志们",)), ("同志们",), {})
    assert [to_source(text, 1, at) for at in range(4)] == [to_clean(text, 1, at) for at in range(4)] == [0, 1, 2, 3]


@pytest.mark.parametrize(
    "edits",
    [
        (Edit(1, 0, "r", 1, "x", ""),),
        (Edit(1, 0, "r", 2, "c", ""), Edit(1, 0, "r", 1, "b", "")),
        (Edit(1, 0, "r", 4, "e", ""),),
    ],
)
def test_an_edit_that_does_not_fit_is_refused(edits: tuple[Edit, ...]) -> None:
    with pytest.raises(ValueError, match="edit does not fit"):
        replay("abcd", edits)


@given(LINE)
def test_untouched_characters_come_back(line: str) -> None:
    text = clean(Source("000", "made.txt", "", "utf-8", (line,)))
    origin = provenance(line, text.edits.get(1, ()))
    assert len(origin) == len(text.line(1))
    for here, there in enumerate(origin):
        if there is not None:
            assert line[there] == text.line(1)[here]
            assert to_source(text, 1, here) == there
            assert to_clean(text, 1, there) == here


@given(LINE)
def test_both_directions_are_monotone_and_stay_inside(line: str) -> None:
    text = clean(Source("000", "made.txt", "", "utf-8", (line,)))
    back = [to_source(text, 1, at) for at in range(len(text.line(1)) + 1)]
    forth = [to_clean(text, 1, at) for at in range(len(line) + 1)]
    assert back == sorted(back)
    assert forth == sorted(forth)
    assert back[-1] <= len(line)
    assert forth[-1] == len(text.line(1))
    assert min(back[0], forth[0]) >= 0


@given(st.text(max_size=10), st.integers(0, 10), st.integers(0, 4), st.text(max_size=4))
def test_one_edit_maps_its_edges(line: str, start: int, length: int, after: str) -> None:
    start = min(start, len(line))
    before = line[start : start + length]
    text = made(line, Edit(1, 0, "r", start, before, after))
    end = start + len(before)
    assert to_clean(text, 1, end) == start + len(after)
    assert to_source(text, 1, start + len(after)) == end
