"""Parallel papers -> what one tells the other, with its words, and what the curator says of them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from build_scripts.check import prove_told
from build_scripts.model import (
    Annotation,
    Archive,
    Place,
    Span,
    Withdrawn,
    WitnessWord,
)
from build_scripts.relate import relate
from build_scripts.tables import TableError
from build_scripts.witnesses import witnesses
from tests.planted import document
from tests.witness_papers import COPY, FIRST, FOLDER, LONG, OWN, archive, claimed

# ---- what one tells the other


def values(made: Archive, at: int, *kinds: str) -> dict[str, object]:
    claims = {kind: made.documents[at].claim(kind) for kind in kinds}
    return {kind: (claim.value, claim.certainty) for kind, claim in claims.items() if claim}


def test_what_one_masks_the_other_tells_with_its_words() -> None:
    told = claimed(
        FIRST, region_="河北省衡水市", region_code="131100", year_=2010, year_range=(2010, 2010), issuer="市政府"
    )
    made = witnesses(archive(told, claimed(COPY, year_range=(2000, 2016))), FOLDER)
    assert values(made, 1, "region", "region_code", "year", "issuer") == {
        "region": ("河北省衡水市", "inferred"),
        "region_code": ("131100", "inferred"),
        "year": (2010, "inferred"),
        "issuer": ("市政府", "inferred"),
    }
    claim = made.documents[1].claim("region")
    assert claim is not None
    assert [(str(clue.place), clue.quote) for clue in claim.evidence] == [("000:1", "今年入汛")]
    assert "000:1" in claim.note
    assert made.documents[1].blocks == COPY.blocks
    assert list(prove_told(made)) == []


def test_beside_a_redaction_stands_what_the_other_has_there() -> None:
    at = COPY.blocks[2].text.index("×××")
    sign = Annotation("redaction", "name", "stated", (), "名称隐去。", Span(COPY.blocks[2].place, at, at + 3))
    made = witnesses(archive(FIRST, replace(COPY, annotations=(sign,))), FOLDER)
    claim = made.documents[1].claim("redaction")
    assert claim is not None
    assert claim.note == "名称隐去。异文 000:3-8 此处作“李家屯”。"
    assert [(str(clue.place), clue.quote) for clue in claim.evidence] == [("000:3-8", "李家屯")]
    assert made.documents[1].blocks == COPY.blocks
    assert list(prove_told(made)) == []


def test_what_is_quoted_from_another_paper_must_stand_there() -> None:
    made = witnesses(archive(claimed(FIRST, region_="河北省"), COPY), FOLDER)
    volume = made.volumes[0]
    lines = ("另一行", *volume.text.lines[1:])
    broken = replace(made, volumes=(replace(volume, text=replace(volume.text, lines=lines)), made.volumes[1]))
    assert {each.code for each in prove_told(broken)} == {"T003"}


def test_what_a_paper_states_stays_and_a_conflict_is_a_finding() -> None:
    made = witnesses(archive(claimed(FIRST, year_=2010), claimed(COPY, year_=2012)), FOLDER)
    assert [values(made, at, "year") for at in (0, 1)] == [{"year": (2010, "stated")}, {"year": (2012, "stated")}]
    assert [[each.code for each in paper.findings] for paper in made.documents] == [["A080"], ["A080"]]


def test_a_year_outside_the_papers_own_range_is_a_conflict() -> None:
    made = witnesses(archive(claimed(FIRST, year_=2010), claimed(COPY, year_range=(2012, 2016))), FOLDER)
    assert made.documents[1].claim("year") is None
    assert [each.code for each in made.documents[1].findings] == ["A080"]


def test_a_region_is_made_narrower_but_not_against_what_is_stated() -> None:
    told = claimed(FIRST, region_="四川省绵阳市")
    for own, certainty in (("region", "inferred"), ("region_", "stated")):
        made = witnesses(archive(told, claimed(COPY, **{own: "四川省"})), FOLDER)
        said = "四川省绵阳市" if certainty == "inferred" else "四川省"
        assert values(made, 1, "region") == {"region": (said, certainty)}
        assert made.documents[1].findings == ()


def test_an_excerpt_learns_from_its_paper_and_not_the_other_way() -> None:
    whole = document("000", LONG * 2)
    part = document("001", LONG[:2])
    made = witnesses(archive(claimed(whole, year_=2010), claimed(part, region_="河北省")), FOLDER)
    assert made.parallels[0].kind == "excerpt"
    assert values(made, 1, "year") == {"year": (2010, "inferred")}
    assert made.documents[0].claim("region") is None


def test_another_witness_is_called_so_and_each_says_of_which_it_is_one() -> None:
    papers = [replace(each, title="防汛工作总结") for each in (FIRST, COPY, document("002", OWN))]
    made = relate(witnesses(archive(*papers), FOLDER))
    assert [each.claim("witness_of") is not None for each in made.documents] == [True, True, False]
    assert [str(claim.value) for each in made.documents if (claim := each.claim("witness_of"))] == ["000:1", "000:1"]
    titles = [each.title for each in made.documents]
    assert titles[1] == "防汛工作总结（另本，001:1）"
    alone = relate(witnesses(archive(*papers[:2]), FOLDER))
    assert [each.title for each in alone.documents] == ["防汛工作总结", "防汛工作总结（另本）"]
    assert [each.id for each in alone.documents] == [each.id for each in papers[:2]]


# ---- the curator


def word(other: str, *, same: bool) -> WitnessWord:
    return WitnessWord("1", Place.parse(other), same, "据县志")


def test_the_curator_joins_and_parts_papers() -> None:
    other = document("001", OWN)
    joined = witnesses(archive(FIRST, other, words=[word("001:1", same=True)]), FOLDER)
    assert [(each.kind, each.why) for each in joined.parallels] == [("same", "据县志")]
    assert joined.documents[1].claim("witness_of").certainty == "curated"  # type: ignore[union-attr]
    parted = witnesses(archive(FIRST, COPY, words=[word("001:1", same=False)]), FOLDER)
    assert [each.kind for each in parted.parallels] == ["shared"]
    assert parted.documents[1].claim("witness_of") is None


@pytest.mark.parametrize(
    ("said", "trouble"),
    [
        (word("001:1", same=True), "one paper already. Remove the row."),
        (word("002:1", same=False), "two papers already. Remove the row."),
        (word("001:9", same=True), "no other paper begins at 001:9. Mend the row."),
        (word("000:1", same=True), "no other paper begins at 000:1. Mend the row."),
    ],
)
def test_a_row_that_does_nothing_stops_the_build(said: WitnessWord, trouble: str) -> None:
    with pytest.raises(TableError, match=trouble) as raised:
        witnesses(archive(FIRST, COPY, document("002", OWN), words=[said]), FOLDER)
    assert str(raised.value).startswith("seeds/000.yml")
    assert "witnesses, row 1:" in str(raised.value)


def test_a_row_about_a_withdrawn_paper_or_an_unread_source_rests() -> None:
    gone = Withdrawn(Place("000", 9), 9, (), "权利人要求")
    words = [WitnessWord("9", Place("001", 1), same=True, why="甲"), word("009:1", same=True)]
    made = witnesses(archive(FIRST, COPY, words=words, withdrawn=[gone]), FOLDER)
    assert [each.kind for each in made.parallels] == ["same"]
