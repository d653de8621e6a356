"""Reading a paper in a real browser: settings that are kept, series apart, the heading above, the sheet."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from playwright.sync_api import Page as Tab

from tests.browser.papers import button, clipboard, copied, in_view, select, texts
from tests.browser.reading import (
    PAGE,
    TEXT,
    TRADITIONAL,
    reading_site,
)

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return reading_site(tmp_path_factory.mktemp("reading"))


def choose(tab: Tab, *labels: str) -> None:
    """Choose in the form of settings, and close it."""
    tab.get_by_role("button", name="阅读设置").click()
    for label in labels:
        tab.locator("#reading").get_by_label(label, exact=True).check()
    tab.keyboard.press("Escape")
    expect(tab.locator("#reading")).to_be_hidden()


# ---- settings


def measures(tab: Tab) -> tuple[float, float]:
    """The size of the text and the width of a line, in pixels."""
    script = "element => [parseFloat(getComputedStyle(element).fontSize), element.getBoundingClientRect().width]"
    size, width = tab.locator("#L6").evaluate(script)
    return size, width


def test_size_and_width_are_chosen_and_kept(tab: Tab, address: Callable[[str], str]) -> None:
    tab.set_viewport_size({"width": 1500, "height": 900})
    tab.goto(address(PAGE))
    size, width = measures(tab)
    assert round(width / size) == 42
    choose(tab, "大")
    larger, wider = measures(tab)
    assert larger == pytest.approx(1.2 * size, abs=0.5)
    assert round(wider / larger) == 42
    choose(tab, "窄")
    same, narrower = measures(tab)
    assert same == larger
    assert round(narrower / same) == 32
    tab.reload()
    assert measures(tab) == (same, narrower)
    tab.get_by_role("button", name="阅读设置").click()
    expect(tab.locator("#reading").get_by_label("窄", exact=True)).to_be_checked()


def test_the_keyboard_reaches_and_works_the_settings(tab: Tab, address: Callable[[str], str]) -> None:
    tab.goto(address(PAGE))
    size, _ = measures(tab)
    tab.get_by_role("button", name="阅读设置").focus()
    tab.keyboard.press("Enter")
    tab.keyboard.press("Tab")
    expect(tab.locator("#reading input[name=size]:focus")).to_have_count(1)
    tab.keyboard.press("ArrowRight")
    assert measures(tab)[0] > size
    tab.keyboard.press("Escape")
    expect(tab.locator("#reading")).to_be_hidden()
    expect(tab.get_by_role("button", name="阅读设置")).to_be_focused()


SHIFT = """() => new Promise((resolve) => {
  let sum = 0;
  new PerformanceObserver((list) => { for (const each of list.getEntries()) sum += each.value; })
    .observe({ type: "layout-shift", buffered: true });
  setTimeout(() => resolve(sum), 300);
})"""


@pytest.mark.parametrize("view", ["", "?view=trad"])
def test_nothing_shifts_when_a_page_opens_with_settings(view: str, tab: Tab, address: Callable[[str], str]) -> None:
    tab.goto(address(PAGE))
    choose(tab, "特大", "分行")
    tab.goto(address(f"{PAGE}{view}"))
    tab.wait_for_load_state("networkidle")
    assert tab.evaluate(SHIFT) < 0.01


def test_what_is_kept_can_be_anything_and_does_no_harm(tab: Tab, address: Callable[[str], str]) -> None:
    tab.goto(address(PAGE))
    size = measures(tab)
    for kept in (
        "{",
        "null",
        "7",
        '{"size": "\\"><script>"}',
        '{"size": 4}',
        '{"onclick": "alert"}',
        '{"size": "none"}',
    ):
        tab.evaluate("kept => localStorage.setItem('archive-reading', kept)", kept)
        tab.reload()
        assert measures(tab) == size
        assert tab.locator("html").get_attribute("onclick") is None


def test_without_scripts_there_are_no_settings(built: Path, browser: Browser) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        tab = context.new_page()
        tab.goto((built / PAGE).as_uri())
        expect(tab.locator("#L3")).to_be_visible()
        expect(tab.locator(".reading-open")).to_be_hidden()
        expect(tab.locator("#reading")).to_be_hidden()


# ---- series


def lines_of(tab: Tab, words: str) -> float:
    """How far below the paragraph's beginning these words stand, in pixels."""
    script = """words => {
      const block = document.getElementById("L4");
      const at = block.textContent.indexOf(words);
      const range = ARCHIVE_PASSAGES.rangeIn(block, at, at + words.length);
      return range.getClientRects()[0].left - block.getBoundingClientRect().left;
    }"""
    found: float = tab.evaluate(script, words)
    return found


def test_the_members_of_a_series_stand_apart_when_one_wishes(tab: Tab, address: Callable[[str], str]) -> None:
    tab.set_viewport_size({"width": 1280, "height": 900})
    tab.goto(address(PAGE))
    selected = "id => { const s = getSelection(); s.selectAllChildren(document.getElementById(id)); return String(s); }"
    text = tab.evaluate(selected, "L4")
    before = [lines_of(tab, words) for words in ("一是加强", "二是发展")]
    choose(tab, "分行")
    after = [lines_of(tab, words) for words in ("一是加强", "二是发展")]
    assert after[0] == after[1] < min(before)
    assert tab.evaluate(selected, "L4") == text == TEXT["L4"]
    assert texts(tab, TEXT) == TEXT
    choose(tab, "连写")
    assert [lines_of(tab, words) for words in ("一是加强", "二是发展")] == before


def test_copying_a_series_that_stands_apart_gives_the_paragraph(
    browser: Browser, built: Path, serve: Callable[..., str]
) -> None:
    with clipboard(browser) as tab:
        tab.goto(f"{serve(built)}/{PAGE}")
        choose(tab, "分行")
        select(tab, "L4")
        assert copied(tab) == TEXT["L4"]


# ---- the heading above


def test_the_heading_one_reads_under_stays_in_sight(tab: Tab, address: Callable[[str], str]) -> None:
    bar = tab.get_by_role("navigation", name="所在章节")
    tab.goto(address(PAGE))
    expect(bar).to_be_hidden()
    tab.goto(address(f"{PAGE}#L7"))
    expect(bar).to_be_visible()
    assert bar.locator("a").all_text_contents() == [TEXT["L2"], TEXT["L5"]]
    tab.evaluate("document.getElementById('L14').scrollIntoView()")
    expect(bar.locator("a")).to_have_count(1)
    button(tab, "繁").evaluate("element => element.click()")
    in_view(tab, "繁")
    expect(bar.locator("a")).to_have_text(TRADITIONAL["L8"])
    bar.locator("a").click()
    assert tab.url.endswith("#L8")
    top, edge = tab.evaluate(
        "[document.getElementById('L8').getBoundingClientRect().top, document.querySelector('.md-header').getBoundingClientRect().bottom]"
    )
    assert edge < top < edge + 80
    tab.evaluate("scrollTo(0, 0)")
    expect(bar).to_be_hidden()


def test_behind_the_text_no_heading_of_it_is_shown(tab: Tab, address: Callable[[str], str]) -> None:
    bar = tab.get_by_role("navigation", name="所在章节")
    tab.goto(address(f"{PAGE}#L14"))
    expect(bar).to_be_visible()
    tab.add_style_tag(content=".paper > section { min-height: 2000px }")
    tab.evaluate("document.querySelector('.paper > section').scrollIntoView()")
    expect(bar).to_be_hidden()


def test_the_contents_follow(tab: Tab, address: Callable[[str], str]) -> None:
    tab.set_viewport_size({"width": 1280, "height": 600})
    tab.goto(address(PAGE))
    tab.evaluate("document.getElementById('L14').scrollIntoView()")
    expect(tab.locator(".md-nav--secondary .md-nav__link--active").last).to_have_text(TEXT["L8"])


@pytest.mark.parametrize("width", [1280, 1920])
def test_the_contents_light_up_the_section_one_went_to(tab: Tab, address: Callable[[str], str], width: int) -> None:
    tab.set_viewport_size({"width": width, "height": 600})
    tab.goto(address(PAGE))
    tab.locator(".md-sidebar--secondary").get_by_role("link", name=TEXT["L8"]).click()
    expect(tab.locator(".md-nav--secondary .md-nav__link--active").last).to_have_text(TEXT["L8"])


HIDDEN = """() => {
  const { top, bottom } = document.activeElement.getBoundingClientRect();
  const covers = [...document.querySelectorAll(".md-header, .reading-under")].map(each => each.getBoundingClientRect().bottom);
  return top < Math.max(...covers) && bottom > 0;
}"""


def test_going_back_by_key_nothing_is_hidden_by_what_stays_at_the_top(tab: Tab, address: Callable[[str], str]) -> None:
    tab.set_viewport_size({"width": 1280, "height": 500})
    tab.goto(address(PAGE))
    tab.locator(".paper > p > .permalink").last.focus()
    for _ in range(12):
        tab.keyboard.press("Shift+Tab")
        assert not tab.evaluate(HIDDEN)


@pytest.mark.parametrize("settings", [(), ("特大", "宽")])
def test_the_places_in_the_margin_are_whole(settings: tuple[str, ...], tab: Tab, address: Callable[[str], str]) -> None:
    tab.set_viewport_size({"width": 1240, "height": 800})
    tab.goto(address(PAGE))
    choose(tab, *settings)
    boxes = [each.bounding_box() for each in tab.locator(".paper > p > .permalink").all()]
    assert len(boxes) > 2
    assert min(box["x"] for box in boxes if box) > -20  # the sign's own padding may lie outside


# ---- the sheet, narrow windows, colours of the machine


def test_the_sheet_has_places_and_the_address_and_no_chrome(
    browser: Browser, built: Path, serve: Callable[..., str]
) -> None:
    base = serve(built, "/some/path")
    with browser.new_context(locale="zh-CN") as context:
        tab = context.new_page()
        tab.goto(f"{base}/{PAGE}?view=trad#L3")
        in_view(tab, "繁")
        tab.emulate_media(media="print")
        expect(tab.locator(".sheet-address")).to_have_text(f"{base}/{PAGE}")
        expect(tab.locator(".sheet")).to_contain_text("000:1—21")
        for chrome in (".md-header", ".md-tabs", ".md-footer", ".layers", ".reading-under", ".md-sidebar--secondary"):
            expect(tab.locator(chrome).first).to_be_hidden()
        label = "element => [getComputedStyle(element, '::before').content, getComputedStyle(element).opacity]"
        assert tab.locator("#L3 > .permalink").evaluate(label) == ['"000:3"', "1"]
        left = tab.locator("#L3 > .permalink").evaluate("element => element.getBoundingClientRect().left")
        assert 0 <= left < tab.locator("#L3").evaluate("element => element.getBoundingClientRect().left")
        assert tab.locator("#L3").evaluate("element => getComputedStyle(element).backgroundColor") == "rgba(0, 0, 0, 0)"
        assert tab.pdf(prefer_css_page_size=True).startswith(b"%PDF")


def test_from_disk_the_sheet_has_no_address(tab: Tab, built: Path) -> None:
    tab.goto((built / PAGE).as_uri())
    tab.emulate_media(media="print")
    expect(tab.locator(".sheet-address")).to_be_hidden()
    expect(tab.locator(".sheet")).to_be_visible()


@pytest.mark.parametrize(("width", "settings"), [(360, ()), (360, ("特大", "分行")), (640, ("大",)), (320, ())])
def test_a_narrow_window_needs_no_scrolling_sideways(
    width: int, settings: tuple[str, ...], tab: Tab, address: Callable[[str], str]
) -> None:
    tab.set_viewport_size({"width": width, "height": 640})
    tab.goto(address(f"{PAGE}#L7"))
    choose(tab, *settings)
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    tab.get_by_role("button", name="阅读设置").click()
    box = tab.locator("#reading").bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width


def test_forced_colours_still_tell_what_is_chosen(tab: Tab, address: Callable[[str], str]) -> None:
    tab.emulate_media(forced_colors="active")
    tab.goto(address(f"{PAGE}#L3"))
    colour = "element => getComputedStyle(element).backgroundColor"
    assert button(tab, "简").evaluate(colour) != button(tab, "繁").evaluate(colour)
    assert tab.locator("#L3").evaluate("element => getComputedStyle(element).outlineStyle") == "solid"


def test_reduced_motion_moves_nothing(tab: Tab, address: Callable[[str], str]) -> None:
    tab.emulate_media(reduced_motion="reduce")
    tab.goto(address(PAGE))
    for part in (".md-header", ".permalink", ".md-top"):
        script = "element => getComputedStyle(element).transitionDuration"
        assert set(tab.locator(part).first.evaluate(script).split(", ")) == {"0s"}
