"""Papers that have much in common and yet are two; tellers that contradict one another, and tellers that are none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import combinations

import pytest

from build_scripts.model import Annotation, Document, Span
from build_scripts.witnesses import parallels, witnesses
from tests.planted import document
from tests.witness_papers import COPY, FIRST, FOLDER, LONG, OWN, archive, claimed, own

FORM = (
    "{}水利局信息公开年度报告。全文包括概述、主动公开情况、依申请公开情况、收费减免情况和改进措施五个部分。",
    "我局成立了以局长为组长、各科室负责人为成员的小组，办公室设在局办，配备专人，纳入年度目标考核。",
    "全年主动公开各类政府信息{}条，其中属于机构职能一类的有{}条，属于日常工作动态的有{}条，通过街道公告栏张贴出去的有{}次。",
    "全年收到申请{}件，均在法定期限内答复，没有收取任何费用，也没有发生复议和诉讼。",
)
TABLE = (
    "石桥乡渠道二十一公里机井三十五眼，清河乡渠道十七公里机井二十八眼，平川乡渠道三十三公里机井六十眼。",
    "马岭乡渠道五公里机井九眼，河湾乡渠道十四公里机井二十二眼，双庙乡渠道九公里机井十五眼。",
)


def filled(*words: object) -> list[str]:
    """The form with these words in its blanks."""
    left = iter(map(str, words))
    return [
        "".join(part + (next(left) if at < text.count("{}") else "") for at, part in enumerate(text.split("{}")))
        for text in FORM
    ]


def kinds(*papers: Document) -> dict[tuple[str, str], str]:
    return {(each.here.source, each.there.source): each.kind for each in parallels(papers)}


@pytest.mark.parametrize(
    ("first", "second", "kind"),
    [
        (filled("东阳市", 132, 12, 84, 27, 33), filled("西宁市", 495, 45, 315, 19, 71), "shared"),
        (filled("东阳市", 132, 12, 84, 27, 33), filled("东阳市", "xx", "xx", "xx", "xx", "xx"), "same"),
        (filled("东阳市", 132, 12, 84, 27, 33), filled("东阳市", 132, 12, 84, 21, 33), "same"),
        (
            filled("东阳市", "一百三十二", "一十二", "八十四", "二十七", "三十三"),
            filled("西宁市", "四百九十五", "四十五", "三百一十五", "一十九", "七十一"),
            "shared",
        ),
        ((*LONG, "2009年", "2009年以来", "2009年底"), (*LONG, "2012年", "2012年以来", "2012年底"), "same"),
        ((own(1)[0][:62], *TABLE), (own(3)[0][:62], *TABLE), "shared"),
    ],
    ids=["form", "masked", "a slip", "han figures", "the year alone", "a table"],
)
def test_a_form_filled_in_twice_is_two_papers(first: Sequence[str], second: Sequence[str], kind: str) -> None:
    assert kinds(document("000", first), document("001", second)) == {("000", "001"): kind}


@pytest.mark.parametrize(
    ("ours", "theirs", "more", "kind"),
    [
        ({"year_": 2010}, {"year_": 2012}, 2, "shared"),
        ({"region_": "河北省"}, {"region_": "四川省绵阳市"}, 2, "shared"),
        ({"genre_": "实施方案"}, {"genre_": "意见通知"}, 2, "shared"),
        ({"region_": "四川省"}, {"region_": "四川省绵阳市"}, 2, "same"),
        ({"year": 2010}, {"year_": 2012}, 2, "same"),
        ({"year_": 2010}, {"year_": 2012}, 0, "same"),
    ],
)
def test_what_papers_state_tells_them_apart_where_much_differs(
    ours: Mapping[str, object], theirs: Mapping[str, object], more: int, kind: str
) -> None:
    first, second = (document(f"{n:03}", (*LONG, *(OWN[n],) * more)) for n in (0, 1))
    assert kinds(claimed(first, **ours), claimed(second, **theirs)) == {("000", "001"): kind}


def test_notices_of_set_words_do_not_make_these_rare() -> None:
    said = [f"{''.join(own(100 + number))[:60]}。" for number in range(12)]
    notices = [document(f"{n:03}", pair) for n, pair in enumerate(combinations(said, 2))]
    assert set(kinds(*notices[:40]).values()) <= {"shared"}
    others = [document(f"{n + 900:03}", (*own(n), said[0])) for n in range(2)]
    assert ("900", "901") not in kinds(*notices, *others)


def test_tellers_that_contradict_one_another_tell_nothing() -> None:
    papers = (COPY, claimed(document("002", LONG), year_=2009), claimed(document("003", LONG), year=2012))
    made = witnesses(archive(*papers), FOLDER)
    assert made.documents[0].claim("year") is None
    (finding,) = made.documents[0].findings
    assert finding.code == "A080"
    assert [each.value for each in finding.candidates] == ["2009", "2012"]


def test_a_curators_word_counts_against_all_others() -> None:
    other = claimed(document("002", LONG), year_=2009)
    sure = replace(other, annotations=tuple(replace(each, certainty="curated") for each in other.annotations))
    made = witnesses(archive(COPY, sure, claimed(document("003", LONG), year=2012)), FOLDER)
    claim = made.documents[0].claim("year")
    assert claim is not None
    assert claim.value == 2009


@pytest.mark.parametrize("words", ["现将讲话全文转发给你们。", "附件：讲话稿"])
def test_a_speech_learns_nothing_from_a_circular_that_passes_it_on(words: str) -> None:
    speech = document("000", LONG)
    around = document("001", (*own(1), words, *LONG))
    made = witnesses(archive(speech, claimed(around, year_=2011, issuer="省水利厅", region="四川省")), FOLDER)
    assert made.parallels[0].kind == "excerpt"
    assert [made.documents[0].claim(field) for field in ("year", "issuer", "region")] == [None] * 3


def test_a_circular_of_its_own_is_a_teller_and_one_that_passes_on_is_none() -> None:
    lead = "现将县防汛抗旱指挥部的总结转发给你们，请参照执行。"
    alone = claimed(document("000", (lead, *LONG, *LONG)), year_=2011)
    made = witnesses(archive(alone, document("001", (*LONG, *LONG))), FOLDER)
    assert made.parallels[0].kind == "same"
    assert made.documents[1].claim("year") is None
    made = witnesses(archive(alone, document("001", (lead, *LONG, *LONG))), FOLDER)
    assert made.documents[1].claim("year").value == 2011  # type: ignore[union-attr]


def test_an_excerpt_of_another_genre_learns_nothing_and_keeps_its_title() -> None:
    speech = claimed(FIRST, genre="讲话")
    report = claimed(document("001", (*LONG, *own(1))), genre="总结汇报", year_=2011, title_="总结")
    made = witnesses(archive(speech, report), FOLDER)
    assert made.documents[0].claim("year") is None
    assert made.documents[0].title == FIRST.title


def test_readings_that_contradict_one_another_stand_both_and_those_of_other_papers_do_not() -> None:
    at = COPY.blocks[2].text.index("×××")
    sign = Annotation("redaction", "name", "stated", (), "名称隐去。", Span(COPY.blocks[2].place, at, at + 3))
    masked = replace(COPY, annotations=(sign,))
    third = document("002", [text.replace("李家屯", "王家屯") for text in LONG])
    made = witnesses(archive(FIRST, masked, third, document("003", LONG)), FOLDER)
    claim = made.documents[1].claim("redaction")
    assert claim is not None
    assert claim.note == "名称隐去。异文 000:3-8 此处作“李家屯”，异文 002:3-8 此处作“王家屯”。"
    assert [clue.quote for clue in claim.evidence] == ["李家屯", "王家屯"]
    other = document("000", (*own(1), *LONG[2:4], *own(2)))
    made = witnesses(
        archive(other, replace(masked, blocks=(*masked.blocks[2:4], *document("001", own(3), 9).blocks))), FOLDER
    )
    assert [each.kind for each in made.parallels] == ["shared"]
    assert made.documents[1].claim("redaction").note == "名称隐去。"  # type: ignore[union-attr]
