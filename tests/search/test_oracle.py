"""The engine in Node against plain containment in Python: the same documents, the same blocks, and no other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import opencc
import pytest

from build_scripts.knowledge.glossary import glossary
from build_scripts.search.fold import folder
from tests.search.index_files import asked
from tests.search.oracle import All, Holds, Paper, Question, Word, Years, answers, fold, said
from tests.search.questions import Draw, is_plain, many

FULL = str.maketrans({chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)})
WIDE = [("stretches", "plain", 2500), ("one character off", "off", 800)]
HARD = [("wildcards", "wild", 250), ("quotes", "quoted", 250), ("spelling", "spelled", 250), ("near", "near", 300)]


def hold(folder_of: Path, held: Sequence[Paper], questions: Mapping[str, Question]) -> None:
    """Assert that the engine answers as the oracle does, and say what it got wrong."""
    wrong = []
    for (query, question), given in zip(questions.items(), asked(folder_of, questions), strict=True):
        wanted = {paper: sorted(blocks) for paper, blocks in answers(question, held).items()}
        found = {paper: sorted(blocks) for paper, blocks in given["found"].items()}
        counts = given["total"], given["blocks"], given["proved"]
        if found != wanted or counts != (len(wanted), sum(map(len, wanted.values())), True):
            wrong.append(f"{query}: {_difference(wanted, found)}; counts {counts}; {given['notices']}")
    assert not wrong, f"{len(wrong)} of {len(questions)} wrong:\n" + "\n".join(wrong[:20])


def _difference(wanted: Mapping[str, list[str]], found: Mapping[str, list[str]]) -> str:
    papers = sorted(paper for paper in {*wanted, *found} if wanted.get(paper) != found.get(paper))
    return "; ".join(f"{paper} wanted {wanted.get(paper)}, found {found.get(paper)}" for paper in papers[:3])


@pytest.mark.parametrize(("kind", "count"), [row[1:] for row in WIDE + HARD], ids=[row[0] for row in WIDE + HARD])
def test_what_is_found_is_what_stands_there(kind: str, count: int, held: tuple[Paper, ...], index: Path) -> None:
    hold(index, held, many(Draw(held, 1), kind, count))


@pytest.mark.parametrize("kind", ["plain", "off", "wild", "quoted", "spelled", "near", "question"])
def test_lists_in_many_files_say_the_same(kind: str, held: tuple[Paper, ...], crumbs: Path) -> None:
    hold(crumbs, held, many(Draw(held, 2), kind, 120))


def test_terms_combined(held: tuple[Paper, ...], index: Path) -> None:
    hold(index, held, many(Draw(held, 3), "question", 400))


@pytest.mark.parametrize("form", ["traditional", "taiwan", "hong kong", "full width"])
def test_script_and_width_make_no_difference(form: str, held: tuple[Paper, ...], index: Path) -> None:
    found = many(Draw(held, 4), "plain", 300)
    other = {_in_form(query, form): question for query, question in found.items()}
    assert not [(query, each.query) for query, each in other.items() if fold(query) != fold(each.query)]
    hold(index, held, {query: question for query, question in other.items() if is_plain(query)})


def _in_form(words: str, form: str) -> str:
    if form == "full width":
        return words.translate(FULL)
    if form == "plain":
        return words
    return str(opencc.OpenCC({"traditional": "s2t", "taiwan": "s2tw", "hong kong": "s2hk"}[form]).convert(words))


def test_fields_narrow_what_words_find(held: tuple[Paper, ...], index: Path) -> None:
    draw, genres, regions = Draw(held, 5), said(held, "genre"), said(held, "region")
    values = sorted({*genres.values()} - {""}), sorted({*regions.values()} - {""})
    questions: list[Question] = []
    for _ in range(80):
        year = draw.chance.randrange(2000, 2024)
        fields: Iterable[Question] = (
            Years(year, year + draw.chance.randrange(4)),
            Holds("genre", draw.chance.choice(values[0]), genres),
            Holds("region", draw.chance.choice(values[1]), regions),
        )
        questions += (field for field in fields)
        questions += (All((draw.plain(3, 2), field)) for field in fields)
    hold(index, held, {question.query: question for question in questions})


# What people ask for, and what reads like a sign but is none.
WORDS = [
    "职业卫生", "安全生产", "工作", "的", "卫", "25家", "79.05", "7905", "2013年", "GDP", "gdp", "ＧＤＰ", "三同时", "“三同时”等",
    "一、", "1、", "（一）", "(一)", "〇", "零", "着力", "著力", "一岗双责", "安全生产责任制", "职业卫生监管工作", "党的十八大", "新农合", "PM2.5",
    "a", "b", "%", "12.5%", "十二五", "20xx年", "××", "*", "《条例》", "——",
]  # fmt: skip


def test_words_that_people_type(held: tuple[Paper, ...], index: Path) -> None:
    hold(index, held, {words: Word(words) for words in WORDS if folder()(words)})


FORMS = ("plain", "traditional", "taiwan", "hong kong", "full width")


def test_every_term_of_the_glossary_in_one_form_or_another(held: tuple[Paper, ...], index: Path) -> None:
    """As it is written, all of them; and each in one of the other forms, in turn."""
    written = dict.fromkeys(
        form.strip("“”") for row in glossary().terms.values() for form in (*row.written, *row.items)
    )
    plain = [term for term in written if is_plain(term)]
    assert len(plain) > 2000
    asked_ = {term: Word(term) for term in plain}
    asked_ |= {_in_form(term, FORMS[at % len(FORMS)]): Word(term) for at, term in enumerate(plain) if at % 5}
    hold(index, held, asked_)
