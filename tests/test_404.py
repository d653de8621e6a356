"""Address of a missing page -> the page that holds the place it names, in Chromium."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from playwright.sync_api import TimeoutError as TooLate

from tests.small_site import build_small_site

Serve = Callable[..., str]


@pytest.fixture(scope="module")
def small_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny archive, for the root of a host."""
    return build_small_site(tmp_path_factory.mktemp("root"))


@pytest.fixture(scope="module")
def small_site_below(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny archive, for `/some/path/` of a host, as SITE_URL says."""
    return build_small_site(tmp_path_factory.mktemp("below"), "https://example.org/some/path/")


@pytest.fixture
def quick(page: Page) -> Page:
    """A page that leaves out the theme's scripts and styles, which have no part in this."""
    page.route(THEME, lambda route: route.abort())
    return page


def ends_at(page: Page, root: str, address: str) -> str:
    """Where this address leads, without the site's root; itself when it leads nowhere within some seconds."""
    page.goto(root + address, wait_until="commit")
    with suppress(TooLate):
        page.wait_for_url(LANDED, timeout=5_000, wait_until="commit")
    return page.url.removeprefix(root)


THEME = re.compile(r"/assets/(javascripts|stylesheets)/|\.css$")  # bundle.js; not /assets/places/lost.js
LANDED = re.compile(
    r"/((archive/000/(4|9-2)|sources/000)\.html(\?place=[\w%]+)?#L[\d-]+|sources/00[01]\.html)$"
)  # a page that is there; not /archive/000/5.html

# Source 000 has eleven lines; its papers are 4 (lines 4 to 6) and 9-2 (lines 9 to 10). Source 001 has none.
GOES = [
    ("/archive/000/5.html#L5", "/archive/000/4.html#L5"),
    ("/archive/000/5.html", "/archive/000/4.html#L5"),
    ("/archive/000/6/", "/archive/000/4.html#L6"),
    ("/archive/000/6", "/archive/000/4.html#L6"),
    ("/archive/000/3.html#L10", "/archive/000/9-2.html#L10"),
    ("/archive/000/9.html#L9", "/archive/000/9-2.html#L9-2"),  # the line's words begin behind two spaces
    ("/archive/000/5-7.html#L5-7", "/archive/000/4.html#L5-7"),
    ("/archive/000/5/index.html#nothing", "/archive/000/4.html#L5"),
    ("/archive/000/5.md", "/archive/000/4.html#L5"),
    ("/000:5", "/archive/000/4.html#L5"),
    ("/000:5-7", "/archive/000/4.html#L5-7"),
    ("/000%3A5", "/archive/000/4.html#L5"),
    ("/000：5", "/archive/000/4.html#L5"),
    ("/000:L5", "/archive/000/4.html#L5"),
    ("/000:5/", "/archive/000/4.html#L5"),
    ("/000-4", "/archive/000/4.html#L4"),
    ("/000-9-2", "/archive/000/9-2.html#L9-2"),
    ("/000-4.html#L6", "/archive/000/4.html#L6"),
    ("/x?000:5", "/archive/000/4.html#L5"),
    ("/404.html?000:5-7", "/archive/000/4.html#L5-7"),
    ("/x?place=000%3A10", "/archive/000/9-2.html#L10"),
    ("/sources/000/#L6", "/archive/000/4.html#L6"),
    ("/archive/000/7.html#L7", "/sources/000.html?place=000%3A7#L7"),  # no paper's: the source page says what it is
    ("/000:11", "/sources/000.html?place=000%3A11#L11"),
    ("/archive/000/8/", "/sources/000.html?place=000%3A8#L8"),
    ("/sources/000", "/sources/000.html"),
    ("/sources/000/", "/sources/000.html"),
    ("/sources/001", "/sources/001.html"),
]
STAYS = [
    "/nothing", "/archive/007/", "/archive/007/5.html", "/000:05", "/000:0", "/000:12", "/001:1", "/000:99999999999", "/%zz", "/%E5%8D",
    "/__proto__:1", "/constructor:1", "/archive/__proto__/1.html", "/a-2", "/000:5x", "/x?y=1", "/000:5<script>", "/%3Cimg%20src=x%20onerror=alert(1)%3E:1",
]  # fmt: skip


def test_goes_to_what_holds_the_place(small_site: Path, serve: Serve, quick: Page) -> None:
    root = serve(small_site)
    assert {address: ends_at(quick, root, address) for address, _ in GOES} == dict(GOES)


def test_stays_where_no_place_is_meant(small_site: Path, serve: Serve, quick: Page) -> None:
    root = serve(small_site)
    for address in STAYS:
        quick.goto(root + address)
        quick.wait_for_load_state("networkidle")
        assert quick.locator("h1").inner_text() == "这里没有页面", address
        assert quick.locator("#places a[href*='archive/']").count() == 0, address


def test_goes_there_with_the_theme_at_work(small_site: Path, serve: Serve, page: Page) -> None:
    root = serve(small_site)
    page.goto(root + "/000:5", wait_until="commit")
    page.wait_for_url(root + "/archive/000/4.html#L5")


def test_says_when_a_source_is_shorter(small_site: Path, serve: Serve, page: Page) -> None:
    page.goto(serve(small_site) + "/000:12")
    expect(page.locator("#places")).to_contain_text("来源 000 只有 11 行")
    page.get_by_role("link", name="来源 000 逐行照录").click()
    page.wait_for_url("**/sources/000.html")


@pytest.mark.parametrize(
    ("address", "said", "links"),
    [
        ("/999:1", "本站没有来源 999。", ["/browse/source.html"]),
        ("/archive/999/1.html", "本站没有来源 999。", ["/browse/source.html"]),
        ("/sources/999", "本站没有来源 999。", ["/browse/source.html"]),
        ("/x?999:1", "本站没有来源 999。", ["/browse/source.html"]),
        ("/archive/001/", "地址中只认得出来源 001", ["/browse/source.html#s001", "/sources/001.html"]),
        ("/archive/000/x.html", "地址中只认得出来源 000", ["/browse/source.html#s000", "/sources/000.html"]),
        ("/000", "地址中只认得出来源 000", ["/browse/source.html#s000", "/sources/000.html"]),
        ("/000:12", "来源 000 只有 11 行", ["/browse/source.html#s000", "/sources/000.html"]),
    ],
)
def test_says_what_it_can_tell_of_an_address_and_offers_ways_on(
    address: str, said: str, links: list[str], small_site: Path, serve: Serve, quick: Page
) -> None:
    quick.goto(serve(small_site) + address)
    expect(quick.locator("#places")).to_contain_text(said)
    assert quick.locator("#places a").evaluate_all("found => found.map(each => each.pathname + each.hash)") == links


ROWS = [*GOES[:3], *GOES[9:11], GOES[-1]]


def test_works_below_a_path(small_site_below: Path, serve: Serve, quick: Page) -> None:
    root = serve(small_site_below, "/some/path")
    assert {address: ends_at(quick, root, address) for address, _ in ROWS} == dict(ROWS)


def test_works_below_a_path_that_nobody_told(small_site: Path, serve: Serve, quick: Page) -> None:
    root = serve(small_site, "/some/path")
    assert {address: ends_at(quick, root, address) for address, _ in ROWS} == dict(ROWS)


def test_the_page_by_its_own_name_names_no_source(small_site: Path, serve: Serve, quick: Page) -> None:
    quick.goto(serve(small_site) + "/404.html")
    quick.wait_for_function("typeof ARCHIVE_WAYS === 'object'")
    expect(quick.locator("#places")).to_be_empty()


def test_does_not_turn_in_circles(small_site: Path, serve: Serve, page: Page) -> None:
    """The data know of a page that is not there: it is offered, and not gone to again and again."""
    root = serve(small_site)
    page.route("**/data/places/000.js", lambda route: route.fulfill(body=CIRCLE, content_type="text/javascript"))
    page.goto(root + "/archive/000/8.html#L8", wait_until="networkidle")
    expect(page.locator("h1")).to_have_text("这里没有页面")
    expect(page.locator("#places a").first).to_have_attribute("href", f"{root}/archive/000/8.html#L8")


CIRCLE = 'ARCHIVE_PLACES_OF("000", {lines: 11, papers: ["8"], withdrawn: 0, rules: [], stretches: [[8, 0, 0]]});'


def test_leads_on_without_scripts(small_site_below: Path) -> None:
    text = (small_site_below / "404.html").read_text(encoding="utf-8")
    assert 'href="/some/path/browse/source.html"' in text
    assert "<noscript>" in text
