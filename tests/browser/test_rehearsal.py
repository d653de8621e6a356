"""The rehearsal: the seeds published, then a paper withdrawn, a boundary moved and two papers joined, in a browser.

Places that the first edition promised, some of each paper that was touched and one of each other, end on their words,
or on the reason why they are not there. (All places are proved on each build, T004, and in tests/test_links.py.)
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner
from playwright.sync_api import Page

from build_scripts.__main__ import main
from build_scripts.links import index, resolve
from build_scripts.model import Place
from build_scripts.pipeline import build
from tests.gold_labels import FOLDER

pytestmark = pytest.mark.browser

NOT_HAN = re.compile(r"[^\u4e00-\u9fff]+")  # 一、提高 and 一提高 are the same words
EDITION = 'number: "{number}"\ndate: "202{number}-01-01"\n'
CURATED = {
    "000": """\
withdrawn:
  - {document: "193", last: 247, why: 演练中撤回, by: 编者}
boundaries:
  - {no_begin: "43", why: 演练}
  - {begin: "47", why: 演练}
""",
    "001": """\
boundaries:
  - {no_begin: "33", why: 演练}
""",
}
STEP = 5  # of so many places of a paper one is tried
TOUCHED = {"000:9", "000:43", "000:193", "001:9", "001:33"}
WORDS_FROM = """() => {
  const anchor = document.getElementById(location.hash.slice(1));
  const block = anchor && anchor.closest("p, h2, h3, h4, h5, li");
  if (!block) return "";
  const range = document.createRange();
  range.setStartBefore(anchor);
  range.setEndAfter(block);
  return range.toString();
}"""


class Promise(NamedTuple):
    """An address of the first edition, and the words it led to."""

    page: str
    place: Place
    words: str


class Rehearsed(NamedTuple):
    """The site of the second edition, and what the first promised."""

    site: Path
    promises: tuple[Promise, ...]


def run(folder: Path, *arguments: str) -> str:
    done = CliRunner().invoke(main, ["--seeds", str(folder / "seeds"), "--jobs", "1", *arguments])
    assert done.exit_code == 0, done.output
    return done.output


def edition(folder: Path, number: int) -> None:
    (folder / "seeds" / "edition.yml").write_text(EDITION.format(number=number), encoding="utf-8")


@pytest.fixture(scope="module")
def rehearsed(tmp_path_factory: pytest.TempPathFactory) -> Rehearsed:
    folder = tmp_path_factory.mktemp("rehearsal")
    (folder / "seeds").mkdir()
    for path in (*FOLDER.glob("*.txt"), FOLDER / "sources.tsv"):
        shutil.copy(path, folder / "seeds")
    edition(folder, 1)
    run(folder, "build")
    assert "47 changes, 47 rows of places" in run(folder, "publish")
    promises = promised(folder)
    for name, words in CURATED.items():
        (folder / "seeds" / f"{name}.yml").write_text(words, encoding="utf-8")
    edition(folder, 2)
    run(folder, "build")
    run(folder, "publish")
    run(folder, "site")
    return Rehearsed(folder / "site", promises)


def promised(folder: Path) -> tuple[Promise, ...]:
    made = build(folder / "seeds", folder / ".build" / "sources", 1).archive
    known = index(made)
    found = []
    for row in made.links:
        first = Place.within(row.source, row.first)
        places = [Place.within(row.source, local) for local in row.inside]
        for place in places[::STEP] if str(first) in TOUCHED else places[-1:]:
            spot, at = (target := resolve(known, place)).spot, target.at
            assert spot is not None
            found.append(Promise(f"archive/{row.source}/{row.first}.html", place, spot.block.text[at or spot.at :]))
    return tuple(found)


def test_every_promised_place_ends_on_its_words_or_on_the_reason(
    page: Page, rehearsed: Rehearsed, serve: Callable[..., str]
) -> None:
    root = serve(rehearsed.site)
    page.route(re.compile(r"\.css$|/assets/(?!onward|places)"), lambda route: route.abort())
    lost = []
    for number, promise in enumerate(rehearsed.promises):
        page.goto(f"{root}/{promise.page}?n={number}#{promise.place.anchor}", wait_until="domcontentloaded")
        if page.locator(".onward").count():
            page.wait_for_url(re.compile(f"^(?!.*{re.escape(promise.page)}).*#"))
        taken = promise.place.source == "000" and 193 <= promise.place.line <= 247
        words = page.locator("article").inner_text() if taken else page.evaluate(WORDS_FROM)
        if not ("演练中撤回" in words if taken else alike(promise.words, words)):
            lost.append((str(promise.place), page.url.removeprefix(root), promise.words[:12], words[:12]))
    assert lost == []
    assert len(rehearsed.promises) > 70


def alike(was: str, now: str) -> bool:
    one, other = (NOT_HAN.sub("", words)[:8] for words in (was, now))
    return bool(one) and other.startswith(one)


def test_the_page_of_editions_tells_what_became_of_each(page: Page, rehearsed: Rehearsed) -> None:
    page.goto(f"{rehearsed.site.as_uri()}/browse/editions.html")
    second = page.locator("article").inner_text().split("第 1 版")[0]
    for words in ("撤回（1 篇）", "000:193", "起点移动（1 篇）", "并入他篇（2 篇）", "001:33 并入 001:9", "文字订正"):
        assert words in second, words


def test_nothing_of_the_withdrawn_paper_is_on_the_site(rehearsed: Rehearsed) -> None:
    words = "这次会议是经省局党组决定召开的一次非常重要的会议".encode()
    assert [path for path in rehearsed.site.rglob("*") if path.is_file() and words in path.read_bytes()] == []


def test_the_box_to_go_to_a_place_says_that_a_paper_is_withdrawn(page: Page, rehearsed: Rehearsed) -> None:
    page.goto(f"{rehearsed.site.as_uri()}/go.html?000:201")
    page.wait_for_url("**/archive/000/193.html#L201")
    assert "000:193 已撤回" in page.locator("h1").inner_text()
