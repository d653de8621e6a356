"""A hostile archive -> MkDocs -> Chromium: every word shows as itself, no script of a source runs, every link lands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, expect
from playwright.sync_api import Page as Tab

from build_scripts.model import Annotation, Block, BlockKind, Document, Evidence, Page, Piece, Place
from build_scripts.render.document import document_page
from build_scripts.render.names import title_of
from build_scripts.render.searching import search_page
from build_scripts.search.engine import engine_page
from build_scripts.search.index import index_pages
from tests.hostile import HOSTILE
from tests.mkdocs_site import built_site
from tests.small_archive import archive_of, block, volume_of

pytestmark = pytest.mark.browser

TITLES = (
    "</title><script>window.ran = 1</script>", '"><img src=x onerror="window.ran = 1">', "{{ 7*7 }}{% raw %}", "甲: 乙 # 丙 *丁* _戊_",
    "&lt;b&gt; &amp;amp; <b>", "'--><!-- [x](y) ![x](y)", "](javascript:window.ran=1)",
)  # fmt: skip
FIRST = "全市职业病防治工作已经取得成效，我们还邀请市"
HEADINGS = tuple(f"{number}、{words}" for number, words in enumerate((*TITLES, *HOSTILE[:40]), 1))
LINES = (FIRST, "安监局张处长讲话。", *HOSTILE, *HEADINGS)
VOLUME = volume_of(LINES)
SOURCE = Page("sources/000.md", b'# 000 {: #source }\n\n<ol><li id="L1">x</li></ol>\n')


def paper(number: int, title: str) -> Document:
    """Half its blocks are the hostile words, half are headings; the first paragraph is joined from two lines."""
    joined = block(VOLUME, "paragraph", Piece(1, 0, len(FIRST)), Piece(2, 0, len(LINES[1])))
    kinds: tuple[BlockKind, ...] = ("paragraph", "item", "salutation", "speaker", "date", "title")
    texts = (block(VOLUME, kinds[at % 6], Piece(at, 0, len(LINES[at - 1]))) for at in range(3, len(HOSTILE) + 3))
    first = len(HOSTILE) + 3
    headings = (
        block(VOLUME, "heading", Piece(at, 0, len(LINES[at - 1])), level=at % 4 + 1)
        for at in range(first, len(LINES) + 1)
    )
    claim = Annotation("region", title, "stated", (Evidence("rule", Place("000", 3), title),))
    blocks = tuple(each for each in (joined, *texts, *headings) if each.place.line >= number)
    return Document("000", blocks, title, (claim, Annotation("genre", "讲话", "curated", ())))


PAPERS = tuple(paper(number, title) for number, title in enumerate(TITLES, 1) if number != 2)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    searching = (search_page(archive_of(replace(VOLUME, documents=PAPERS))), engine_page(), *index_pages(PAPERS))
    pages = (*(document_page(each, VOLUME.text) for each in PAPERS), SOURCE, *searching)
    return built_site(pages, tmp_path_factory.mktemp("hostile"))


@pytest.fixture
def address(built: Path, serve: Callable[..., str]) -> Callable[[str], str]:
    base = serve(built, "/some/path")
    return lambda path: f"{base}/{path}"


@pytest.fixture
def tab(tab: Tab) -> Iterator[Tab]:
    """A page where no script of a source may run."""
    yield tab
    assert tab.evaluate("window.ran") is None


def texts(tab: Tab, blocks: tuple[Block, ...]) -> dict[str, str]:
    script = "ids => Object.fromEntries(ids.map(id => [id, document.getElementById(id).textContent]))"
    found: dict[str, str] = tab.evaluate(script, [each.place.anchor for each in blocks])
    return found


@pytest.mark.parametrize("number", range(len(PAPERS)))
def test_the_text_content_of_every_block_is_its_text(number: int, tab: Tab, address: Callable[[str], str]) -> None:
    document = PAPERS[number]
    tab.goto(address(f"{document.path}.html"))
    assert texts(tab, document.blocks) == {each.place.anchor: each.text for each in document.blocks}


@pytest.mark.parametrize("number", range(len(PAPERS)))
def test_hostile_titles_show_as_characters_everywhere(number: int, tab: Tab, address: Callable[[str], str]) -> None:
    document = PAPERS[number]
    title = title_of(document)
    tab.goto(address(f"{document.path}.html"))
    expect(tab).to_have_title(f"{title} - 基层公文集注")
    assert tab.locator("h1").evaluate("element => element.textContent") == title
    assert tab.locator("meta[name=description]").get_attribute("content") == f"{title}（{title}，讲话）"
    assert shown(tab.locator("[data-md-component=header-topic]")) == title
    assert shown(tab.locator(".facts dd").nth(1)) == f"{title} 原文明载"
    assert tab.locator(".certainty").first.get_attribute("title") == f"000:3 {title}"
    assert tab.evaluate("document.head.querySelectorAll('title, meta[name=description]').length") == 2


def test_hostile_headings_show_as_characters_in_the_contents(tab: Tab, address: Callable[[str], str]) -> None:
    tab.goto(address(f"{PAPERS[0].path}.html"))
    links = tab.locator(".md-sidebar--secondary .md-nav__link[href]").all()
    found = {link.get_attribute("href"): shown(link) for link in links}
    headings = [each for each in PAPERS[0].blocks if each.kind == "heading"]
    assert found == {f"#{each.place.anchor}": " ".join(each.text.split()) for each in headings}


def test_hostile_titles_show_as_characters_in_search_results(tab: Tab, address: Callable[[str], str]) -> None:
    tab.goto(address("search.html"))
    tab.locator(".search-form input").fill("window.ran")
    expect(tab.locator(".search-results h2").first).to_be_visible()
    found = {shown(each) for each in tab.locator(".search-results h2").all()}
    assert {TITLES[0], "](javascript:window.ran=1)"} <= found
    assert tab.locator(".search-page :is(script, img)").count() == 0
    tab.goto(address("index.html"))
    tab.locator(".search-box input").fill("window.ran")
    expect(tab.locator(".search-box__title").first).to_be_visible()
    assert {shown(each) for each in tab.locator(".search-box__title").all()} <= found
    assert tab.locator(".search-box :is(script, img)").count() == 0


def test_each_block_has_a_permanent_link_that_shows_on_focus(tab: Tab, address: Callable[[str], str]) -> None:
    tab.goto(address(f"{PAPERS[0].path}.html"))
    link = tab.locator("#L5 > a.permalink")
    expect(link).to_have_attribute("aria-label", "本段永久链接 000:5")
    expect(link).to_have_css("opacity", "0")
    link.focus()
    expect(link).to_have_css("opacity", "1")
    tab.keyboard.press("Enter")
    assert tab.url.endswith("#L5")
    assert tab.locator(".paper > [id]:not(:has(> a.permalink))").count() == 0


@pytest.mark.parametrize("anchor", ["L2", "L40", f"L{len(LINES) - 30}"])
def test_a_link_lands_below_the_header_on_a_block_that_stands_out(
    anchor: str, tab: Tab, address: Callable[[str], str]
) -> None:
    tab.goto(address(f"{PAPERS[0].path}.html#{anchor}"))
    target = tab.locator(f".paper > #{anchor}, .paper > :has(> #{anchor})")
    plain = tab.locator(".paper > #L9").evaluate("element => getComputedStyle(element).backgroundColor")
    expect(target).not_to_have_css("background-color", plain)
    tab.wait_for_function(
        "id => document.getElementById(id).getBoundingClientRect().top"
        " >= document.querySelector('.md-header').getBoundingClientRect().bottom",
        arg=anchor,
    )
    expect(target).to_be_in_viewport()


def test_the_joined_line_begins_where_its_words_begin(tab: Tab, address: Callable[[str], str]) -> None:
    tab.goto(address(f"{PAPERS[0].path}.html#L2"))
    assert tab.locator("#L2").evaluate("element => element.nextSibling.textContent") == LINES[1]


def test_the_facts_lead_to_the_source_line(tab: Tab, address: Callable[[str], str]) -> None:
    tab.goto(address(f"{PAPERS[0].path}.html"))
    assert shown(tab.locator(".facts dd").nth(2)) == "待考"
    tab.locator(".facts a").first.click()
    assert tab.url == address("sources/000.html#L1")


@pytest.mark.parametrize("width", [360, 1280])
def test_no_page_is_wider_than_its_window(width: int, tab: Tab, address: Callable[[str], str]) -> None:
    tab.set_viewport_size({"width": width, "height": 800})
    tab.goto(address(f"{PAPERS[0].path}.html"))
    assert tab.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_follows_light_and_dark(scheme: str, browser: Browser, address: Callable[[str], str]) -> None:
    with browser.new_context(color_scheme=scheme) as context:  # type: ignore[arg-type]
        tab = context.new_page()
        tab.goto(address(f"{PAPERS[0].path}.html"))
        expected = {"light": "default", "dark": "slate"}[scheme]
        expect(tab.locator("body")).to_have_attribute("data-md-color-scheme", expected)


def test_a_paper_can_be_read_from_disk_and_without_scripts(built: Path, browser: Browser) -> None:
    asked: list[str] = []
    with browser.new_context(java_script_enabled=False) as context:
        tab = context.new_page()
        tab.on("request", lambda request: asked.append(request.url))
        tab.goto((built / f"{PAPERS[0].path}.html").as_uri() + "#L2")
        expect(tab.locator("#L1")).to_be_visible()
        expect(tab.locator("html")).to_have_attribute("lang", "zh-Hans")
        expect(tab.locator("#L6")).to_have_css("text-indent", "34px")
    assert all(url.startswith("file:") for url in asked)


def shown(element: Locator) -> str:
    return " ".join(str(element.evaluate("element => element.textContent")).split())
