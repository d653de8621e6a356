"""An archive of little facts -> MkDocs -> Chromium: index pages and home as a person uses them, on any screen."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, expect
from playwright.sync_api import Page as Tab

from build_scripts.model import Document, Finding, Page, Place
from build_scripts.render.home import home_page
from build_scripts.render.indexes import index_pages
from tests.browser.contrast import CONTRAST
from tests.facts import Facts, archive, within
from tests.mkdocs_site import built_site

pytestmark = pytest.mark.browser

ARCHIVE = archive(
    Facts("山东省滨州市", "371600", "市", (2012, 2012), "讲话", "市卫生局"),
    Facts("山东省惠民地区沾化县", "371603", "县", (1996, 1996), "总结汇报", "县政府"),
    Facts("山东省", "370000", "县", (2009, 2014), "讲话", findings=(within(3),)),
    Facts("江苏省苏州市苏州工业园区", "320500", "县", (2015, None), "工作计划", "园区管委会"),
    Facts("全国", None, "全国", (None, 2003), "意见通知"),
    Facts("黑龙江省", "230000", "省", (2012, 2012), "讲话", "省安监局"),
    Facts(level="县", findings=(Finding("A020", "note", Place("000", 7), "文中没有可作线索的地名。"),)),
    Facts("内蒙古自治区", "150000", "省", (2012, 2012), "讲话"),
)
NAMES = ("index", *(f"browse/{name}" for name in ("source", "region", "year", "genre", "issuer", "open")))
SCREENS = [(scheme, width) for scheme in ("light", "dark") for width in (360, 1280)]


def paper(document: Document) -> Page:
    text = f"# 篇 {{: #d{document.id} }}\n\n文\n{{: #{document.place.anchor} }}\n"
    return Page(f"{document.path}.md", text.encode())


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    source = Page("sources/000.md", b"# 000 {: #source }\n")
    guide = Page("about/guide.md", "# 说明 {: #guide }\n\n## 处所 {: #places }\n".encode())
    papers = map(paper, ARCHIVE.documents)
    pages = (*index_pages(ARCHIVE), home_page(ARCHIVE), *papers, source, guide)
    return built_site(pages, tmp_path_factory.mktemp("indexes"))


@pytest.fixture
def address(built: Path, serve: Callable[..., str]) -> Callable[[str], str]:
    base = serve(built, "/some/path")
    return lambda name: f"{base}/{name}"


@pytest.fixture(params=SCREENS, ids=lambda screen: f"{screen[0]}-{screen[1]}")
def screen(request: pytest.FixtureRequest, page: Tab) -> Tab:
    """A page in a scheme, and of a width."""
    scheme, width = request.param
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 800})
    return page


class _Links(HTMLParser):
    """The ids and the addresses of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.addresses: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = dict(attrs)
        if name := held.get("id"):
            self.ids.add(name)
        if tag == "a" and (href := held.get("href")):
            self.addresses.append(unquote(href))


@pytest.mark.parametrize("name", NAMES)
def test_every_link_of_a_page_and_its_pictures_leads_somewhere(name: str, built: Path) -> None:
    """MkDocs does not look at raw HTML."""
    shown = _Links((built / f"{name}.html").read_text(encoding="utf-8"))
    assert shown.addresses
    for href in shown.addresses:
        path, _, anchor = href.partition("#")
        target = posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) if path else f"{name}.html"
        assert (built / target).exists(), href
        if anchor and target.endswith(".html"):
            assert anchor in _Links((built / target).read_text(encoding="utf-8")).ids, href


OUTSIDE = """() => [...document.querySelectorAll(".picture text")].filter(each => {
    const box = each.getBoundingClientRect();
    return box.left < 0 || box.right > innerWidth;
}).map(each => each.textContent)"""


def test_nothing_is_wider_than_the_screen(screen: Tab, address: Callable[[str], str]) -> None:
    for name in NAMES:
        screen.goto(address(f"{name}.html"))
        assert screen.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
        assert screen.evaluate(OUTSIDE) == [], name


TORN = """() => [...document.querySelectorAll("li > br + small")].flatMap(({ firstChild: text }) => {
    let at = 0;
    return text.data.split("\u00b7 ").map(fact => {
        const range = document.createRange();
        range.setStart(text, at);
        range.setEnd(text, at + fact.length);
        at += fact.length + 2;
        return [fact, new Set([...range.getClientRects()].map(box => box.top)).size];
    });
}).filter(([fact, lines]) => lines !== 1 && !/[（“]/u.test(fact)).map(([fact]) => fact)"""


def test_no_fact_of_a_paper_is_torn_on_a_telephone(page: Tab, address: Callable[[str], str]) -> None:
    """But one that explains a name with another may end its line at the bracket."""
    for width in (320, 345, 360, 390):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(address("browse/issuer.html"))
        assert page.locator("li > br + small").count() == len(ARCHIVE.documents)
        assert page.evaluate(TORN) == [], width


FILLED = """heading => {
    const range = document.createRange(), { height } = heading.getBoundingClientRect();
    range.selectNodeContents(heading.firstChild);
    heading.style.width = `${range.getBoundingClientRect().width + 0.5}px`;
    return [height, heading.getBoundingClientRect().height];
}"""


def test_a_heading_that_fills_its_line_has_no_empty_one_below(page: Tab, address: Callable[[str], str]) -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(address("browse/genre.html"))
    before, after = page.locator("h2").first.evaluate(FILLED)
    assert before == after


PICTURES = f"""() => {{
  {CONTRAST}
  const page = getComputedStyle(document.body).backgroundColor;
  return [...document.querySelectorAll(".picture text")].map(text => {{
    const rect = text.closest(".tile-map svg")?.querySelector("rect");
    const under = [[page, 1]];
    if (rect) under.push([getComputedStyle(rect).fill, Number(getComputedStyle(rect).fillOpacity)]);
    return contrast(seen(under), seen([...under, [getComputedStyle(text).fill, 1]]));
  }});
}}"""


@pytest.mark.parametrize("name", ["index", "browse/year"])
def test_the_letters_of_pictures_can_be_read(name: str, screen: Tab, address: Callable[[str], str]) -> None:
    screen.goto(address(f"{name}.html"))
    found = screen.evaluate(PICTURES)
    assert found
    assert min(found) >= 4.5


def test_a_tile_leads_to_its_province(screen: Tab, address: Callable[[str], str]) -> None:
    screen.goto(address("index.html"))
    screen.get_by_role("link", name="山东，3 篇").click()
    expect(screen).to_have_url(address("browse/region.html#r370000"))
    expect(screen.get_by_role("heading", name="山东省（3 篇）")).to_be_in_viewport()


def test_a_picture_can_be_walked_by_key_and_shows_where_one_is(page: Tab, address: Callable[[str], str]) -> None:
    page.goto(address("browse/year.html"))
    page.locator(".timeline a").first.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    focused = page.locator(".timeline a:focus-visible")
    expect(focused).to_have_accessible_name("1996 年，1 篇")
    assert focused.evaluate("each => getComputedStyle(each).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    expect(page).to_have_url(address("browse/year.html#y1996"))


def test_pictures_say_themselves_as_text(page: Tab, address: Callable[[str], str]) -> None:
    page.goto(address("browse/year.html"))
    page.get_by_text("以文字列出").click()
    shown = page.locator(".drawn details li").all_inner_texts()
    assert shown == ["1996 年 1 篇", "2012 年 3 篇", "2003 年以前 1 篇", "2009—2014 年间 1 篇", "2015 年以后 1 篇"]


def test_pages_work_without_scripts(browser: Browser, built: Path) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto((built / "index.html").as_uri())
        page.locator(".tile-map a", has_text="山东").click()
        expect(page.locator("#r371603")).to_have_text("沾化区")


def test_a_question_shows_the_row_that_settles_it(screen: Tab, address: Callable[[str], str]) -> None:
    screen.goto(address("browse/open.html#q-000-7-A020"))
    asked = screen.locator("article:target")
    expect(asked).to_contain_text("文中没有可作线索的地名。")
    asked.get_by_text("定论：seeds/000.yml").click()
    expect(asked.locator("pre")).to_contain_text('document: "7"')
    asked.get_by_role("link", name="甲7").click()
    expect(screen).to_have_url(address("archive/000/7.html"))


# ---- the navigation


def test_every_page_is_one_click_away_on_a_wide_screen(page: Tab, address: Callable[[str], str]) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(address("browse/region.html"))
    tabs = page.locator(".md-tabs")
    assert tabs.get_by_role("list", name="浏览").get_by_role("link").all_inner_texts() == [
        "篇目",
        "地区",
        "年份",
        "文种",
        "发文机关",
    ]
    expect(tabs.locator("[aria-current]")).to_have_text("地区")
    assert tabs.locator(".site-nav").evaluate("each => each.scrollWidth <= each.clientWidth")
    tabs.get_by_role("link", name="待考").click()
    expect(page).to_have_url(address("browse/open.html"))


def test_on_a_narrow_screen_the_drawer_holds_the_same(page: Tab, address: Callable[[str], str]) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(address("browse/region.html"))
    expect(page.locator(".md-tabs")).to_be_hidden()
    page.locator("label.md-header__button[for=__drawer]").click()
    drawer = page.locator(".md-nav--primary")
    expect(drawer.locator(".site-drawer [aria-current]")).to_have_text("地区")
    drawer.get_by_role("link", name="待考", exact=True).click()
    expect(page).to_have_url(address("browse/open.html"))
