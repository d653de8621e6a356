"""The same questions in Chromium: a page on a server, under a sub-path, from disk, and a worker."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.search.index_files import ASK
from tests.search.oracle import Paper, Question, answers
from tests.search.questions import Draw, many

FIRST = ("卫生工作", "職業衞生", "25家", '"三同时"', "工")
PAGE = (
    "<!doctype html><html><body><script src='../search/engine.js'></script><script src='ask.js'></script></body></html>"
)
WORKER = """
importScripts("../search/engine.js", "ask.js");
onmessage = async ({ data }) => postMessage(await ask(await ArchiveSearch.open("../search/"), data));
"""


@pytest.fixture(scope="module")
def placed(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Path]:
    """`placed(index)`: a folder with that index and a page beside it, which declares no encoding."""

    def place(index: Path) -> Path:
        folder = tmp_path_factory.mktemp("site")
        shutil.copytree(index, folder / "search")
        (folder / "pages").mkdir()
        (folder / "pages" / "page.html").write_text(PAGE, encoding="utf-8")
        (folder / "pages" / "worker.js").write_text(WORKER, encoding="utf-8")
        shutil.copy(ASK, folder / "pages")
        return folder

    return place


@pytest.fixture(scope="module")
def questions(held: tuple[Paper, ...]) -> Mapping[str, Question]:
    draw = Draw(held, 6)
    kinds = {"plain": 60, "off": 20, "wild": 8, "quoted": 8, "spelled": 8, "near": 8, "question": 20}
    return {query: question for kind, count in kinds.items() for query, question in many(draw, kind, count).items()}


def right(questions: Mapping[str, Question], held: tuple[Paper, ...], given: list[dict[str, Any]]) -> None:
    wanted = [{paper: set(blocks) for paper, blocks in answers(each, held).items()} for each in questions.values()]
    found = [{paper: set(blocks) for paper, blocks in each["found"].items()} for each in given]
    assert found == wanted


ASKED = "async (queries) => ask(await ArchiveSearch.open('../search/'), queries)"
IN_WORKER = """(queries) => new Promise((resolve, reject) => {
    const worker = new Worker("worker.js");
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = ({ message }) => reject(new Error(message));
    worker.postMessage(queries);
})"""


@pytest.mark.parametrize("which", ["index", "crumbs"])
@pytest.mark.parametrize("how", ["server", "sub-path", "disk", "worker"])
def test_the_same_answers_everywhere(
    how: str,
    which: str,
    placed: Callable[[Path], Path],
    page: Page,
    serve: Callable[..., str],
    questions: Mapping[str, Question],
    held: tuple[Paper, ...],
    request: pytest.FixtureRequest,
) -> None:
    folder = placed(request.getfixturevalue(which))
    prefix = "/some/path" if how == "sub-path" else ""
    address = folder.as_uri() if how == "disk" else serve(folder, prefix)
    page.goto(f"{address}/pages/page.html")
    given = page.evaluate(IN_WORKER if how == "worker" else ASKED, list(questions))
    right(questions, held, given)


def test_nothing_is_asked_for_before_a_search(
    placed: Callable[[Path], Path], index: Path, page: Page, serve: Callable[..., str]
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/search/")[2]))
    page.goto(f"{serve(placed(index))}/pages/page.html")
    assert "engine.js" in asked
    assert "boot.js" not in asked
    page.evaluate(ASKED, list(FIRST))
    assert "boot.js" in asked


def test_a_piece_that_is_missing_fails_the_search_and_is_asked_for_again(
    placed: Callable[[Path], Path], index: Path, page: Page, serve: Callable[..., str]
) -> None:
    folder = placed(index)
    away = folder / "sets-away"
    (folder / "search" / "sets").rename(away)
    page.goto(f"{serve(folder)}/pages/page.html")
    page.evaluate("async () => { window.engine = await ArchiveSearch.open('../search/'); }")
    trouble = page.evaluate("() => engine.search('卫生').then(() => '', (trouble) => trouble.message)")
    assert "404" in trouble
    away.rename(folder / "search" / "sets")
    assert json.loads(page.evaluate("async () => JSON.stringify((await engine.search('卫生')).total)")) > 0
