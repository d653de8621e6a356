"""Whatever becomes of a document, every place that was ever published leads to its words, or says where they went."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from build_scripts.check import prove_shown
from build_scripts.links import HEADER, format_rows, index, ledger, links_hold, parse, publish, resolve
from build_scripts.model import Archive, Edit, Edition, LinkRow, Page, Place, Supersession, Volume
from build_scripts.render.onward import onward_section, vanished_pages
from build_scripts.render.tombstones import tombstone_pages
from build_scripts.supersede import supersede
from build_scripts.tables import TableError
from tests.archives import EDITION, archive, landing, pages, site_of, volume, without

LINES = (
    "讲话篇1",
    "各位同志：",
    "",
    "安全生产会议邀请市",
    "安监局张处长。一、部署工作。",
    "会议到此结束",
    "篇2",
    "卫生局总结",
)
PLAN = (
    "~讲话篇1",
    "‖各位同志：",
    "",
    "|安全生产会议邀请市",
    "+安监局张处长。|一、部署工作。",
    "|会议到此结束",
    "~篇2",
    "‖卫生局总结",
)


def published(plan: tuple[str, ...] = PLAN) -> tuple[LinkRow, ...]:
    return publish(archive(volume(LINES, plan)), EDITION)


def test_a_row_lists_every_anchor_of_the_page() -> None:
    assert published() == (
        LinkRow("000", "2", "6", "1", ("2", "4", "5", "5-7", "6")),
        LinkRow("000", "8", "8", "1", ("8",)),
    )


def test_publishing_again_adds_only_what_is_new() -> None:
    rows = published()
    unchanged = archive(volume(LINES, PLAN, title="另题"), rows)
    assert publish(unchanged, Edition("2", "2026-01-01")) == ()
    split = archive(volume(LINES, (*PLAN[:5], "|会议|到此结束", *PLAN[6:])), rows)
    assert publish(split, Edition("2", "2026-01-01")) == (
        LinkRow("000", "2", "6-2", "2", ("2", "4", "5", "5-7", "6", "6-2")),
    )


CHANGES = {
    "nothing changed": (PLAN, (), {"2#L4": "2: 安全生产会议邀请市安监局张处长。", "2#L5": "2: 安监局张处长。"}),
    "the paragraph is split": (
        (*PLAN[:3], "|安全生产|会议邀请市", *PLAN[4:]),
        (),
        {"2#L4": "2: 安全生产", "2#L5": "2: 安监局张处长。"},
    ),
    "the heading joins the paragraph": (
        (*PLAN[:4], "+安监局张处长。一、部署工作。", *PLAN[5:]),
        (),
        {"2#L5-7": "2: 一、部署工作。", "2#L5": "2: 安监局张处长。一、部署工作。"},
    ),
    "the document is split inside a line": (
        (*PLAN[:4], "+安监局张处长。‖一、部署工作。", *PLAN[5:]),
        (),
        {"2#L5-7": "5-7: 一、部署工作。", "2#L6": "5-7: 会议到此结束", "2#L5": "2: 安监局张处长。"},
    ),
    "the document begins earlier": (
        ("‖讲话篇1", "|各位同志：", *PLAN[2:]),
        (),
        {"2#L2": "1: 各位同志：", "2#L5-7": "1: 一、部署工作。"},
    ),
    "its first line is boilerplate after all": (
        (PLAN[0], "~各位同志：", "", "‖安全生产会议邀请市", *PLAN[4:]),
        (),
        {"2#L2": "source: L2", "2#L6": "4: 会议到此结束"},
    ),
    "the line begins with boilerplate": (
        (*PLAN[:3], "~安全|生产会议邀请市", *PLAN[4:]),
        (),
        {"2#L4": "2: 生产会议邀请市安监局张处长。"},
    ),
    "the two documents are one": ((*PLAN[:7], "|卫生局总结"), (), {"8#L8": "2: 卫生局总结"}),
    "words before the heading are cleaned away": (
        (*PLAN[:4], "+处长。|一、部署工作。", *PLAN[5:]),
        (Edit(5, 0, "名", 0, "安监局张", ""),),
        {"2#L5-7": "2: 一、部署工作。", "2#L5": "2: 处长。"},
    ),
    "the heading's number is cleaned away and its block joined": (
        (*PLAN[:4], "+安监局张处长。部署工作。", *PLAN[5:]),
        (Edit(5, 0, "号", 7, "一、", ""),),
        {"2#L5-7": "2: 部署工作。"},
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_loses_no_link(change: str) -> None:
    plan, edits, expected = CHANGES[change]
    made = archive(volume(LINES, plan, edits), published())
    assert links_hold(made, pages(made)) == ()
    site = site_of(made)
    assert {link: landing(site, *f"archive/000/{link}".split("#")) for link in expected} == expected


RESOLVED = {
    "000:5-7": ("exact", "archive/000/2", "L5-7"),
    "000:5": ("inside", "archive/000/2", "L5"),
    "000:5-2": ("inside", "archive/000/2", "L5"),  # never published: the nearest anchor before it
    "000:4-3": ("inside", "archive/000/2", "L4"),
    "000:3": ("blank", "sources/000", "L3"),
    "000:7": ("dropped", "sources/000", "L7"),
    "000:9": ("nowhere", "sources/000", ""),
    "007:1": ("nowhere", "sources/007", ""),
}


@pytest.mark.parametrize("place", RESOLVED)
def test_any_place_has_an_answer(place: str) -> None:
    target = resolve(index(archive(volume(LINES, PLAN))), Place.parse(place))
    assert (target.reason, target.page, target.anchor) == RESOLVED[place]


# ---- T004: what it finds when pages do not keep the promise


def drop_page(made: tuple[Page, ...], path: str) -> tuple[Page, ...]:
    return tuple(page for page in made if page.path != path)


def rewrite(made: tuple[Page, ...], old: str, new: str) -> tuple[Page, ...]:
    return tuple(replace(page, content=page.content.decode().replace(old, new).encode()) for page in made)


def test_broken_promises_are_errors_with_row_place_and_remedy() -> None:
    plan = (*PLAN[:4], "+安监局张处长。‖一、部署工作。|会议到此结束", "", "~篇2", "|卫生局总结")
    lines = (*LINES[:4], "安监局张处长。一、部署工作。会议到此结束", "", *LINES[6:])
    rows = publish(
        archive(volume(lines, (*PLAN[:4], "+安监局张处长。|一、部署工作。会议到此结束", "", *PLAN[6:]))), EDITION
    )
    made = archive(volume(lines, plan), rows)
    whole = pages(made)
    assert links_hold(made, whole) == ()
    for broken, row, place, words in (
        (drop_page(whole, "archive/000/8.md"), 3, "8", "the page is not made any more"),
        (rewrite(whole, '<a id="L5-7"', "<a"), 2, "5-7", "the page lacks their anchors"),
        (rewrite(whole, "5@9", "500@9"), 2, "5", "the page lacks their anchors"),
        (rewrite(whole, "{: #L5-7", r"\{: #L5-7"), 2, "5-7", "lead to no anchor"),
        (rewrite(whole, "5-7.html#L8", "8.html#L8"), 3, "8", "lead to no anchor"),  # a page that leads to itself
        (drop_page(whole, "archive/000/5-7.md"), 2, "5-7", "lead to no anchor"),
    ):
        (finding, *_) = links_hold(made, broken)
        assert (finding.code, finding.severity, finding.place) == ("T004", "error", Place.within("000", place))
        assert f"links.tsv:{row}:" in finding.message
        assert words in finding.message


def test_a_source_that_is_gone_is_one_error_for_each_row() -> None:
    made = Archive(EDITION, (), published())
    found = links_hold(made, pages(made))
    assert [finding.code for finding in found] == ["T004", "T004"]
    assert "put the file and its row in seeds/sources.tsv back" in found[0].message
    assert "with 2 4 5 5-7 6;" in found[0].message


# ---- what the reader of a page that places have left sees


def test_a_vanished_page_says_where_everything_went() -> None:
    plan = (PLAN[0], "~各位同志：", "", "‖安全生产会议邀请市", *PLAN[4:])
    made = ledger(archive(volume(LINES, plan, title='<b>"会"&{x}'), published()))
    (page,) = vanished_pages(made)
    words = page.content.decode()
    assert page.path == "archive/000/2.md"
    assert "# 000:2 已移走 {: #d000-2 }" in words
    assert "《&lt;b&gt;&quot;会&quot;&amp;{x}》" in words
    assert '<a id="L2" href="../../sources/000.html#L2">000:2</a></li>' in words
    assert '<a id="L4" href="4.html#L4">000:4</a>、<a id="L5" href="4.html#L5">000:5</a>' in words
    assert '<script src="../../assets/onward.js"></script>' in words


def test_a_page_that_kept_its_places_says_nothing() -> None:
    made = ledger(archive(volume(LINES, PLAN), published()))
    assert onward_section("archive/000/2", made) == ""
    assert vanished_pages(made) == ()


def test_a_withdrawn_paper_leaves_its_places_and_the_reason() -> None:
    made = archive(without(volume(LINES, PLAN), "2"), published())
    (page,) = tombstone_pages(made, ledger(made))
    words = page.content.decode()
    assert page.path == "archive/000/2.md"
    assert "# 000:2 已撤回 {: #d000-2 }" in words
    assert "- 缘由：权利人要求" in words
    assert [each for each in ("L2", "L4", "L5", "L5-7", "L6") if f'<span id="{each}"></span>' not in words] == []
    assert links_hold(made, pages(made)) == ()
    assert not [each.path for each in pages(made) if "会议" in each.content.decode()]


def test_a_place_that_had_moved_leads_on_to_the_reason() -> None:
    split = (*PLAN[:4], "+安监局张处长。‖一、部署工作。", *PLAN[5:])
    made = archive(without(volume(LINES, split), "5-7"), published())
    assert links_hold(made, pages(made)) == ()
    assert landing(site_of(made), "archive/000/2", "L6") == "withdrawn: 5-7"
    assert landing(site_of(made), "archive/000/2", "L4") == "2: 安全生产会议邀请市安监局张处长。"


def test_a_restored_paper_is_at_its_old_address() -> None:
    rows = published()
    made = archive(without(volume(LINES, PLAN), "2"), rows)
    assert publish(made, Edition("2", "2026-01-01")) == ()
    assert links_hold(archive(volume(LINES, PLAN), rows), pages(archive(volume(LINES, PLAN), rows))) == ()


# ---- the file


def test_rows_read_as_they_were_written() -> None:
    text = HEADER + format_rows(published())
    assert text.endswith("\n000\t2\t6\t1\t2 4 5 5-7 6\n000\t8\t8\t1\t8\n")
    assert parse(text) == published()
    assert parse(HEADER) == ()


BAD_FILES = {
    "source\tfirst\n": "links.tsv:1: the first line is not",
    f"{HEADER}000\t1\t1\t1\t1": "links.tsv:2: the last line has no end",
    f"{HEADER}000\t1\t1\t1\n": "links.tsv:2: 4 cells instead of 5",
    f"{HEADER}\n": "links.tsv:2: 1 cells instead of 5",
    f"{HEADER}000\t1\t1\t1\t1\n0:0\t1\t1\t1\t1\n": "links.tsv:3: source '0:0' is not one word",
    f"{HEADER}000\t1\t1\t\t1\n": "links.tsv:2: edition '' is not one word",
    f"{HEADER}000\t1\t1\t1\t\n": "links.tsv:2: not a place in a source: ''",
    f"{HEADER}000\tL1\t1\t1\t1\n": "links.tsv:2: the place 'L1' should read '1'",
    f"{HEADER}000\t1\t1\t1\t1-0\n": "links.tsv:2: the place '1-0' should read '1'",
    f"{HEADER}000\t1\t2\t1\t2 1\n": "links.tsv:2: the places inside do not stand in rising order",
    f"{HEADER}000\t1\t3\t1\t1 2\n": "links.tsv:2: the last place 3 is not among the places inside",
    f"{HEADER}000\t1\t2\t1\t1 2\r\n": "links.tsv:2: the place '2\\r' should read '2'",
    f"{HEADER}000\t1\t1\t1\t1\n000\t1\t1\t1\t1\n": "links.tsv:3: the same row as line 2",
}


@pytest.mark.parametrize("text", BAD_FILES)
def test_a_file_that_was_touched_is_refused(text: str) -> None:
    with pytest.raises(TableError) as refused:
        parse(text)
    assert str(refused.value).startswith(BAD_FILES[text])
    assert str(refused.value).endswith("restore the file from version control.")


# ---- random histories of cleaning, cutting, withdrawal and better copies: every character of the source is unlike
# every other, so words can be told by one character

NOISE = "，"
BETTER = (Supersession("000", "更好的本子"),)


FIRST = 0x20000  # the first of characters that no page has of its own


def cleaned_as(char: str) -> str:
    return chr(ord(char) + 0x800)  # 𠀀 U+20000 becomes 𠠀 U+20800


@st.composite
def sources(draw: st.DrawFn) -> tuple[str, ...]:
    lengths = draw(st.lists(st.integers(0, 7), min_size=1, max_size=7).filter(any))
    starts = [FIRST + sum(lengths[:number]) for number in range(len(lengths))]
    return tuple("".join(map(chr, range(at, at + n))) for at, n in zip(starts, lengths, strict=True))


@st.composite
def cleanings(draw: st.DrawFn, lines: tuple[str, ...]) -> tuple[Edit, ...]:
    """Edits that delete some characters, exchange some, and put noise after some, in two passes over a line."""
    edits = []
    for number, line in enumerate(lines, 1):
        fates = draw(st.lists(st.sampled_from("kkkkdxn"), min_size=len(line), max_size=len(line)))
        edits += [Edit(number, 0, "删", at, line[at], "") for at, fate in enumerate(fates) if fate == "d"]
        kept = [(char, fate) for char, fate in zip(line, fates, strict=True) if fate != "d"]
        for at, (char, fate) in enumerate(kept):
            if fate == "x":
                edits.append(Edit(number, 1, "换", at, char, cleaned_as(char)))
            elif fate == "n":
                edits.append(Edit(number, 1, "添", at + 1, "", NOISE))
    return tuple(edits)


@st.composite
def plans(draw: st.DrawFn, cleaned: tuple[str, ...]) -> tuple[str, ...]:
    """Cut the cleaned lines anywhere; a block goes on only where one has begun, and never begins with noise."""
    plan, begun = [], False
    for line in cleaned:
        planned = ""
        for at, char in enumerate(line):
            signs = ("" if at else "‖") + ("‖~|+" if begun else "‖~")
            sign = draw(st.sampled_from(signs if at == 0 else (*signs, *[""] * 5))) if char != NOISE or not at else ""
            begun |= sign == "‖"
            planned += sign + char
        plan.append(planned)
    return tuple(plan)


class State(NamedTuple):
    """A source at one time: how it is cleaned and cut, which of its papers are withdrawn, and is it published so?

    `better` says that a copy of it, which is there from then on, takes its place.
    """

    edits: tuple[Edit, ...]
    plan: tuple[str, ...]
    publishing: bool = True
    gone: frozenset[int] = frozenset()
    better: bool = False


@st.composite
def states(draw: st.DrawFn, lines: tuple[str, ...]) -> State:
    edits = draw(cleanings(lines))
    plan = draw(plans(volume(lines, [], edits).text.lines))
    begun = "".join(plan).count("‖")
    gone = draw(st.frozensets(st.integers(0, begun - 1), max_size=2)) if begun else frozenset()
    return State(edits, plan, draw(st.booleans()), gone, draw(st.booleans()))


@st.composite
def histories(draw: st.DrawFn) -> tuple[tuple[str, ...], list[State]]:
    lines = draw(sources())
    return lines, draw(st.lists(states(lines), min_size=2, max_size=4))


def wanted(lines: tuple[str, ...], whole: Volume, gone: Collection[str], place: Place) -> str:
    """Told from characters alone: the first that is left of the words at the place, if it is in a document."""
    texts = {each.place.local: "".join(block.text for block in each.blocks) for each in whole.documents}
    homes = {char: local for local, text in texts.items() for char in text if char != NOISE}
    left = [
        clean
        for char in lines[place.line - 1][place.offset :]
        for clean in (char, cleaned_as(char))
        if clean in whole.text.line(place.line)
    ]
    if place.offset == 0:
        left = [char for char in left if char in homes]
    if not left or left[0] not in homes:
        return f"source: L{place.line}"
    home = homes[left[0]]
    return f"withdrawn: {home}" if home in gone else left[0]


def leaked(lines: tuple[str, ...], whole: Volume, gone: Collection[str], made: Archive) -> set[str]:
    """The characters of withdrawn papers, as they stood in the source and cleaned, that a page or the model holds."""
    words = {
        char for each in whole.documents if each.place.local in gone for block in each.blocks for char in block.text
    }
    originals = {char for line in lines for char in line if char in words or cleaned_as(char) in words}
    shown = "".join(page.content.decode() for page in pages(made)) + repr(made.volumes)
    return {char for char in (words | originals) - {NOISE} if char in shown}


@settings(max_examples=300)
@given(histories())
@example((("𠀀",), [State((), ("‖𠀀",)), State((Edit(1, 0, "删", 0, "𠀀", ""),), ("",))]))
@example((("𠀀𠀁",), [State((), ("~𠀀‖𠀁",)), State((), ("~𠀀‖𠀁",), gone=frozenset({0}))]))
def test_whatever_happens_every_place_ever_published_leads_to_its_words(
    history: tuple[tuple[str, ...], list[State]],
) -> None:
    lines, times = history
    rows: tuple[LinkRow, ...] = ()
    ever: set[tuple[str, str]] = set()  # every anchor in the text of a page of an edition: no one asks the rows
    copied = False
    for number, (edits, plan, publishing, taken, better) in enumerate(times, 1):
        whole = volume(lines, plan, edits, title=f"题{number}")
        gone = {each.place.local for at, each in enumerate(whole.documents) if at in taken}
        made = archive(without(whole, *gone), rows)
        if copied := copied or better:
            copy = replace(volume(lines, plan, edits, f"题{number}", "001"), supersedes=BETTER if better else ())
            made = supersede(replace(made, volumes=(*made.volumes, copy)), Path("seeds"), {"000", "001"})
        if publishing:
            rows += publish(made, Edition(str(number), "2025-01-01"))
            made = replace(made, links=rows)
            assert publish(made, EDITION) == ()
            assert parse(HEADER + format_rows(rows)) == rows
        assert prove_shown(made.volumes[0]) == ()
        assert links_hold(made, pages(made)) == ()
        assert copied or leaked(lines, whole, gone, made) == set()
        site = site_of(made)
        if publishing:
            ever |= {(page, each) for page in site for each, words in site[page].items() if words and words[0] != "-"}
        for page, anchor in ever:
            taken_back = gone if page.split("/")[1] == "000" else ()
            where, expected = landing(site, page, anchor), wanted(lines, whole, taken_back, Place.within("000", anchor))
            assert (where if ":" in expected else where.partition(": ")[2][:1]) == expected
