"""Offsets between a source line and its cleaned line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_scripts.align import Alignment, Stretch, Trace, replay, to_clean, to_source
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


Origins = list[frozenset[int]]  # for each character of a text, the characters of another one that it was made from


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, tuple[Edit, ...]]:
    """A line and any edits of it that replay, by up to four rules."""
    line = source = draw(st.text("甲乙丙丁", max_size=12))
    made: list[Edit] = []
    for order in range(draw(st.integers(0, 4))):
        cuts = sorted(draw(st.lists(st.integers(0, len(line)), max_size=6)))
        pairs = dict(zip(cuts[::2], cuts[1::2], strict=False))
        changes = ((at, line[at:end], draw(st.text("戊己", max_size=3))) for at, end in pairs.items())
        group = [Edit(1, order, f"r{order}", *change) for change in changes if change[1:] != ("", "")]
        made += group
        line = replay(line, group)
    return source, tuple(made)


def made_from(edit: Edit, offset: int) -> range:
    """Which characters of `before` the one at `offset` of `after` was made from: its own, or all of them."""
    same = len(edit.before) == len(edit.after)
    return span(edit.start + offset, "一") if same else span(edit.start, edit.before)


def span(start: int, words: str) -> range:
    return range(start, start + len(words))


def stepped(origins: Origins, group: list[Edit]) -> Origins:
    """The origins of a text's characters after one rule's edits, from those before."""
    after, at = Origins(), 0
    for edit in group:
        after += origins[at : edit.start]
        for offset in range(len(edit.after)):
            after.append(frozenset().union(*(origins[each] for each in made_from(edit, offset))))
        at = edit.start + len(edit.before)
    return after + origins[at:]


def followed(line: str, edits: tuple[Edit, ...], followed_edit: Edit) -> tuple[frozenset[int], frozenset[int]]:
    """Character by character: the source characters behind an edit's words, and the cleaned ones that came of them."""
    origins: Origins = [frozenset((at,)) for at in range(len(line))]
    behind, written = frozenset[int](), Origins()
    for order in sorted({edit.order for edit in edits}):
        group = [edit for edit in edits if edit.order == order]
        if order == followed_edit.order:
            behind = behind.union(*(origins[at] for at in span(followed_edit.start, followed_edit.before)))
        origins, written = stepped(origins, group), stepped(written, group) if written else written
        if order == followed_edit.order:
            shift = sum(len(each.after) - len(each.before) for each in group if each.start < followed_edit.start)
            mine = span(followed_edit.start + shift, followed_edit.after)
            written = [frozenset((1,)) if at in mine else frozenset() for at in range(len(origins))]
    return behind, frozenset(at for at, marked in enumerate(written) if marked)


def covers(stretch: Stretch, characters: frozenset[int]) -> bool:
    return not characters or (stretch[0] <= min(characters) and max(characters) < stretch[1])


def all_traces(edits: tuple[Edit, ...]) -> list[Trace]:
    return list(Alignment(edits).traces(lambda _: True))


def rest(text: str, stretches: list[Stretch]) -> str:
    return "".join(char for at, char in enumerate(text) if not any(start <= at < end for start, end in stretches))


@pytest.mark.parametrize(
    ("line", "edits", "expected"),
    [
        ("適當?shù)X助", [Edit(1, 0, "damage", 1, "當?shù)X", "當的補"), Edit(1, 1, "t2s", 0, "適當", "适当")],
         [("適當?shù)X", "适当"), ("當?shù)X", "当的補")]),
        ("衛(wèi)生", [Edit(1, 0, "gloss", 1, "(wèi)", ""), Edit(1, 1, "t2s", 0, "衛", "卫")], [("(wèi)", ""), ("衛", "卫")]),
        ("衛(wèi)生", [Edit(1, 0, "gloss", 1, "(wèi)", ""), Edit(1, 1, "words", 0, "衛生", "卫生")], [("(wèi)", ""), ("衛(wèi)生", "卫生")]),
        ("大學聯考,", [Edit(1, 0, "conversion", 0, "大學聯考", "高考"), Edit(1, 1, "punctuation", 2, ",", "，")], [("大學聯考", "高考"), (",", "，")]),
        ("工作本站 好", [Edit(1, 0, "residue", 2, "本站", ""), Edit(1, 1, "space", 2, " ", "")], [("本站", ""), (" ", "")]),
        ("甲乙", [Edit(1, 0, "a", 1, "", "丙"), Edit(1, 1, "b", 1, "丙", "丁")], [("", "丁"), ("", "丁")]),
        ("甲乙丙", [Edit(1, 0, "a", 1, "乙", ""), Edit(1, 1, "b", 1, "", "丁")], [("乙", "丁"), ("乙", "丁")]),
    ],
)  # fmt: skip
def test_an_edit_is_traced_to_both_lines(line: str, edits: list[Edit], expected: list[tuple[str, str]]) -> None:
    cleaned = replay(line, edits)
    found = [(line[slice(*each.source)], cleaned[slice(*each.clean)]) for each in all_traces(tuple(edits))]
    assert sorted(found) == sorted(expected)


@given(edited())
def test_outside_the_traces_nothing_changed(case: tuple[str, tuple[Edit, ...]]) -> None:
    line, edits = case
    traces = all_traces(edits)
    assert [each.edit for each in traces] == list(edits)
    assert rest(line, [each.source for each in traces]) == rest(replay(line, edits), [each.clean for each in traces])


@given(edited())
def test_traces_hold_every_character_an_edit_read_and_wrote(case: tuple[str, tuple[Edit, ...]]) -> None:
    line, edits = case
    length = len(replay(line, edits))
    for trace in all_traces(edits):
        read, wrote = followed(line, edits, trace.edit)
        assert covers(trace.source, read)
        assert covers(trace.clean, wrote)
        assert 0 <= trace.source[0] <= trace.source[1] <= len(line)
        assert 0 <= trace.clean[0] <= trace.clean[1] <= length


@given(edited())
def test_traces_hold_no_more_where_nothing_was_put_in_or_taken_out(case: tuple[str, tuple[Edit, ...]]) -> None:
    line, edits = case
    if all(edit.before and edit.after for edit in edits):
        for trace in all_traces(edits):
            read, wrote = followed(line, edits, trace.edit)
            assert trace.source == (min(read), max(read) + 1)
            assert trace.clean == (min(wrote), max(wrote) + 1)


@given(edited())
def test_an_alignment_agrees_with_the_function(case: tuple[str, tuple[Edit, ...]]) -> None:
    line, edits = case
    text, alignment = made(line, *edits), Alignment(edits)
    for at in range(len(text.line(1)) + 1):
        assert alignment.origin(at) == to_source(text, 1, at)
