"""Marks in Chromium: told to mouse, keyboard and finger, in light and dark, with scripts and without."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from playwright.sync_api import Page as Tab

from build_scripts.annotate.losses import losses
from build_scripts.annotate.terms import terms
from build_scripts.knowledge.glossary import glossary
from build_scripts.model import Annotation, Archive, Document, Edition, Page, Span, Volume
from build_scripts.render.document import document_page
from build_scripts.render.glossary import glossary_pages
from build_scripts.render.marks import mark_pages
from tests.browser.contrast import CONTRAST
from tests.mkdocs_site import built_site
from tests.test_losses import paper

pytestmark = pytest.mark.browser

LINES = (
    "# 一、20xx年工作回顾",
    *(["20xx年，在XX县委、__市政府的领导下，共设展台20xx余个，“”期间完成了任务。" * 3] * 8),
    "# 三、下一步打算",
    "构建和谐××，再上新台阶。",
    "全面落实职业卫生“三同时”，把三同时写进甲法，按乙法办理。",
)
ADDRESS = "archive/000/1.html"
YEAR = "年份隐去。来源用记号代替了年份的一部分，究竟是哪一年，此处无从知道。"
SKIPPED = "序号中断：“一、”之后是“三、”，中间的部分来源中没有。"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    text, plain = paper(LINES)
    cited = [
        Annotation("citation", law, "stated", (), note, Span(plain.blocks[-1].place, at, at + 2))
        for law, note, at in (("jia", "今已修订。", 20), ("yi", "", 24))
    ]
    found = (*losses(text, plain)[0], *terms(text, plain), *cited)
    volume = Volume(text, (Document("000", plain.blocks, "总结", found),), ())
    pages = (document_page(volume.documents[0], text), *mark_pages(volume))
    others = glossary_pages(Archive(Edition("1", ""), (replace(volume, documents=(_without_laws(volume),)),)))
    source = Page("sources/000.md", b'# 000 {: #source }\n\n<ol><li id="L1">x</li></ol>\n')
    laws = [Page(f"browse/laws/{law}.md", f"# {law} {{: #law-{law} }}\n".encode()) for law in ("jia", "yi")]
    return built_site((*pages, *others, *laws, source), tmp_path_factory.mktemp("marks"))


def _without_laws(volume: Volume) -> Document:
    document = volume.documents[0]
    return replace(document, annotations=tuple(each for each in document.annotations if each.kind != "citation"))


@pytest.fixture
def tab(page: Tab, built: Path, serve: Callable[..., str]) -> Tab:
    page.goto(f"{serve(built)}/{ADDRESS}")
    return page


def test_a_mouse_is_told_and_may_enter_the_words(tab: Tab) -> None:
    mark, tip = tab.locator("#L2 .mark").first, tab.locator("#mark-tip")
    mark.hover()
    expect(tip).to_have_text(YEAR)
    assert mark.get_attribute("title") is None
    tip.hover()
    tab.wait_for_timeout(400)
    expect(tip).to_be_visible()
    tab.locator("h1").hover()
    expect(tip).to_be_hidden()
    expect(mark).to_have_attribute("title", YEAR)


def test_the_keyboard_is_told_and_escape_puts_it_away(tab: Tab) -> None:
    mark, tip = tab.locator("#L1 .mark").first, tab.locator("#mark-tip")
    tab.locator("#L1").evaluate("block => [...document.querySelectorAll('.facts a')].at(-1).focus()")
    for _ in range(6):
        tab.keyboard.press("Tab")
        if mark.evaluate("mark => mark === document.activeElement"):
            break
    expect(mark).to_be_focused()
    expect(tip).to_be_visible()
    expect(mark).to_have_attribute("aria-describedby", "mark-tip")
    expect(mark).not_to_have_css("outline-style", "none")
    tab.keyboard.press("Escape")
    expect(tip).to_be_hidden()
    expect(mark).to_be_focused()
    tab.keyboard.press("Tab")
    expect(mark).not_to_have_attribute("aria-describedby", "mark-tip")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_finger_is_told_within_a_narrow_window(
    scheme: str, phone: Callable[..., Tab], built: Path, serve: Callable[..., str]
) -> None:
    tab = phone(color_scheme=scheme)
    tab.goto(f"{serve(built)}/{ADDRESS}")
    tip = tab.locator("#mark-tip")
    for mark in tab.locator("#L4 .mark").all():
        mark.tap()
        expect(tip).to_be_visible()
        box = tip.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 360
        assert contrast(tab) >= 4.5
        tip.tap()
        expect(tip).to_be_hidden()
    tab.locator("#L4 .mark").first.tap()
    expect(tip).to_be_visible()
    tab.locator("h1").tap()
    expect(tip).to_be_hidden()
    assert tab.evaluate("document.documentElement.scrollWidth") == 360


def contrast(tab: Tab) -> float:
    """WCAG contrast of the words in the tooltip."""
    found: float = tab.locator("#mark-tip").evaluate(f"""tip => {{
      {CONTRAST}
      const {{ color, backgroundColor }} = getComputedStyle(tip);
      return contrast(seen([[backgroundColor, 1]]), seen([[backgroundColor, 1], [color, 1]]));
    }}""")
    return found


def test_blocks_keep_their_text_and_a_note_stands_between_them(tab: Tab) -> None:
    _, document = paper(LINES)
    for block in document.blocks:
        assert tab.locator(f"#{block.place.anchor}").evaluate("element => element.textContent") == block.text
    note = tab.locator(".paper > .lacuna")
    expect(note).to_have_attribute("aria-label", SKIPPED)
    assert note.evaluate("element => element.nextElementSibling.id") == "L10"
    assert note.evaluate("element => getComputedStyle(element, '::before').content").startswith(f'"〔{SKIPPED}')
    assert note.evaluate("element => element.textContent") == ""
    tab.emulate_media(media="print")
    assert note.evaluate("element => element.offsetHeight") > 0


TERM = glossary().terms["san-tong-shi"]
SAID = f"三同时\n{TERM.means}\n{TERM.definition}"
ENTRY = "browse/glossary/san-tong-shi.html"


def test_a_term_tells_a_mouse_what_it_means_and_leads_on(tab: Tab) -> None:
    term, tip = tab.locator("#L12 a.term"), tab.locator("#mark-tip")
    expect(term).to_have_count(1)  # the first of the section
    term.hover()
    expect(tip).to_contain_text(TERM.definition)
    expect(tip.get_by_role("link", name="术语表")).to_be_visible()
    tip.get_by_role("link", name="术语表").click()
    tab.wait_for_url(f"**/{ENTRY}")
    expect(tab.locator("h1")).to_contain_text("三同时")
    tab.go_back()
    tab.locator("#L12 a.term").click()
    tab.wait_for_url(f"**/{ENTRY}")


def test_a_term_tells_the_keyboard_and_enter_leads_on(tab: Tab) -> None:
    term = tab.locator("#L12 a.term")
    tab.locator("#L11 .mark").focus()
    tab.keyboard.press("Tab")
    while not term.evaluate("term => term === document.activeElement"):
        assert tab.evaluate("document.activeElement.matches('.permalink')"), "only permanent links lie between"
        tab.keyboard.press("Tab")
    expect(tab.locator("#mark-tip")).to_contain_text(TERM.definition)
    expect(term).to_have_attribute("aria-describedby", "mark-tip")
    tab.keyboard.press("Enter")
    tab.wait_for_url(f"**/{ENTRY}")


def test_a_finger_is_told_before_it_is_led_on(
    phone: Callable[..., Tab], built: Path, serve: Callable[..., str]
) -> None:
    tab = phone()
    address = f"{serve(built)}/{ADDRESS}"
    tab.goto(address)
    tip = tab.locator("#mark-tip")
    tab.locator("#L12 a.term").tap()
    expect(tip).to_contain_text(TERM.definition)
    assert tab.url == address
    tip.get_by_role("link", name="术语表").tap()
    tab.wait_for_url(f"**/{ENTRY}")
    tab.goto(address)
    tab.locator("#L12 a.mark.citation").tap()
    expect(tip).to_contain_text("今已修订。")
    tab.locator("#L12 a.mark.citation").tap()
    tab.wait_for_url("**/browse/laws/jia.html")
    tab.goto(address)
    tab.locator("#L12 a.citation", has_text="乙法").tap()
    tab.wait_for_url("**/browse/laws/yi.html")


def test_the_keyboard_stops_once_a_section_at_what_says_the_same(tab: Tab) -> None:
    stops = tab.locator(".paper .mark[tabindex='0']")
    assert stops.count() < tab.locator(".paper .mark").count() / 4
    told = stops.evaluate_all("marks => marks.map(mark => mark.closest('[id]').id + ' ' + mark.title)")
    assert len(told) == len(set(told))
    assert all(each.startswith(("L1 ", "L2 ", "L10 ", "L11 ")) for each in told)


def test_without_scripts_a_term_is_a_link_with_a_title(browser: Browser, built: Path) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        tab = context.new_page()
        tab.goto((built / ADDRESS).as_uri())
        term = tab.locator("#L12 a.term")
        expect(term).to_have_attribute("title", SAID)
        term.click()
        expect(tab.locator("h1")).to_contain_text("三同时")


def test_without_scripts_the_words_stand_in_the_title(browser: Browser, built: Path) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        tab = context.new_page()
        tab.goto((built / ADDRESS).as_uri())
        mark = tab.locator("#L2 .mark").first
        expect(mark).to_have_attribute("title", YEAR)
        expect(mark).to_have_css("text-decoration-style", "dotted")


def test_from_disk_it_works_the_same(page: Tab, built: Path) -> None:
    page.goto((built / ADDRESS).as_uri())
    page.locator("#L1 .mark").first.focus()
    expect(page.locator("#mark-tip")).to_have_text(YEAR)
