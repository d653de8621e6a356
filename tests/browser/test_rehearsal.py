"""The rehearsal of a second edition (tests/browser/rehearsal.py), in a browser.

Places that the first edition promised, some of each paper that was touched and one of each other, end on their words,
or on the reason why they are not there. (All places are proved on each build, T004, and in tests/test_links.py.)
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.kinds import MOVED
from tests.browser.rehearsal import Rehearsed, rehearse
from tests.browser.test_accessible import found_in

pytestmark = pytest.mark.browser

NOT_HAN = re.compile(r"[^\u4e00-\u9fff]+")  # 一、提高 and 一提高 are the same words
WORDS_FROM = """() => {
  const anchor = document.getElementById(location.hash.slice(1));
  const block = anchor && anchor.closest("p, h2, h3, h4, h5, li");
  if (!block) return "";
  const range = document.createRange();
  range.setStartBefore(anchor);
  range.setEndAfter(block);
  return range.toString();
}"""


@pytest.fixture(scope="module")
def rehearsed(tmp_path_factory: pytest.TempPathFactory) -> Rehearsed:
    return rehearse(tmp_path_factory.mktemp("rehearsal"))


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


def test_axe_finds_nothing_where_papers_have_moved(
    browser: Browser, rehearsed: Rehearsed, serve: Callable[..., str]
) -> None:
    assert found_in(browser, serve(rehearsed.site), MOVED) == []
