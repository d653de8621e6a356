"""The switch 简 · 繁 · 原文 in a real browser, between 简 and 原文: what is shown, copied, linked and kept, from a server and from disk."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from playwright.sync_api import Page as Tab

from build_scripts.clean.curated import correct
from build_scripts.curation import Reading
from build_scripts.model import Edit
from build_scripts.render.apparatus import apparatus_pages
from build_scripts.render.document import document_page
from build_scripts.render.layers import layer, layer_pages
from build_scripts.render.source import source_pages
from build_scripts.stretches import stretches
from tests.archives import volume
from tests.browser.papers import button, clipboard, copied, in_view, select, texts
from tests.hostile import HOSTILE
from tests.mkdocs_site import built_site

pytestmark = pytest.mark.browser

JOINED = "\u3000\u3000衛(wèi)生\u00a0工作 𠀀𠀀<b>，我們還邀請市"
WILD = tuple(text for text in HOSTILE if not set("‖|+~") & set(text))  # which mean something in a plan
LINES = (JOINED, "", "安監據張處長講話。\u3000", "一、會議  開始。各位\t同志們", *WILD, "另一篇")
EDITS = [
    Edit(1, 0, "gloss", 3, "(wèi)", ""), Edit(1, 1, "trim", 0, "\u3000\u3000", ""), Edit(1, 2, "space", 2, "\u00a0", ""),
    Edit(1, 3, "t2s", 0, "衛", "卫"), Edit(1, 3, "t2s", 12, "們還", "们还"), Edit(1, 3, "t2s", 15, "請", "请"),
    Edit(3, 0, "curated", 2, "據", "局"), Edit(3, 1, "trim", 9, "\u3000", ""), Edit(3, 2, "t2s", 1, "監", "监"),
    Edit(4, 0, "space", 4, "  ", ""), Edit(4, 0, "space", 11, "\t", ""), Edit(4, 1, "t2s", 2, "會議", "会议"),
]  # fmt: skip
PLAN = (
    "‖卫生工作 𠀀𠀀<b>，我们还邀请市",
    "",
    "+安监局張處長講話。",
    "|一、会议開始。|各位同志們",
    *(f"|{text}" for text in WILD),
    "‖另一篇",
)
WHOLE = volume(LINES, PLAN, EDITS)
FIRST, SECOND = WHOLE.documents
TEXT = {block.place.anchor: block.text for block in FIRST.blocks}
SOURCE = {
    anchor: "\n".join(words for _, _, words in rows) for anchor, rows in layer(WHOLE, FIRST, stretches(WHOLE)).items()
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    held = stretches(WHOLE)
    pages = (
        document_page(FIRST, WHOLE.text, "", lambda block: 'data-places="1-13@5"' if block.place.line == 1 else ""),
        document_page(SECOND, WHOLE.text),
        *apparatus_pages(WHOLE, held),
        *layer_pages(WHOLE, held),
        *source_pages(WHOLE, b""),
    )
    return built_site(pages, tmp_path_factory.mktemp("layers"))


PAGE = f"{FIRST.path}.html"


def test_the_switch_shows_the_source_in_the_same_elements_and_takes_it_back(
    tab: Tab, address: Callable[[str], str]
) -> None:
    tab.goto(address(PAGE))
    in_view(tab, "简")
    assert texts(tab, TEXT) == TEXT
    before = tab.locator(".paper").evaluate("element => element.innerHTML")
    tab.evaluate("() => { window.kept = [...document.querySelectorAll('.paper > [id]')]; }")
    button(tab, "原文").click()
    in_view(tab, "原文")
    assert texts(tab, TEXT) == SOURCE
    assert tab.evaluate(
        "window.kept.every((element, at) => element === document.querySelectorAll('.paper > [id]')[at])"
    )
    assert tab.locator(".paper > [id]:not(:has(> a.permalink))").count() == 0
    button(tab, "简").click()
    in_view(tab, "简")
    assert texts(tab, TEXT) == TEXT
    after = tab.locator(".paper").evaluate("element => element.innerHTML")
    assert after == before


def test_nodes_of_the_text_come_back_themselves(tab: Tab, address: Callable[[str], str]) -> None:
    tab.goto(address(PAGE))
    tab.evaluate("""() => {
      const text = document.getElementById("L4-9").firstChild;
      const mark = document.createElement("a");
      text.splitText(2);
      text.replaceWith(mark);
      mark.append(text);
      mark.addEventListener("click", () => { window.clicked = true; });
      window.mark = mark;
    }""")
    button(tab, "原文").click()
    in_view(tab, "原文")
    assert not tab.evaluate("window.mark.isConnected")
    button(tab, "简").click()
    in_view(tab, "简")
    tab.locator("#L4-9 > a").first.click()
    assert tab.evaluate("window.clicked && window.mark.isConnected")
    assert texts(tab, TEXT) == TEXT


def test_the_address_carries_the_layer_and_a_reload_keeps_it(tab: Tab, address: Callable[[str], str]) -> None:
    tab.goto(address(PAGE))
    assert "?" not in tab.url
    button(tab, "原文").click()
    in_view(tab, "原文")
    assert tab.url == address(f"{PAGE}?view=source")
    link = tab.locator("#L4 > a.permalink").evaluate("element => element.href")
    assert link == address(f"{PAGE}?view=source#L4")
    tab.reload()
    in_view(tab, "原文")
    assert texts(tab, TEXT) == SOURCE
    button(tab, "简").click()
    in_view(tab, "简")
    assert tab.url == address(PAGE)


def test_the_choice_is_kept_for_the_next_document(tab: Tab, address: Callable[[str], str]) -> None:
    tab.goto(address(PAGE))
    button(tab, "原文").click()
    in_view(tab, "原文")
    tab.goto(address(f"{SECOND.path}.html"))
    in_view(tab, "原文")
    assert tab.url == address(f"{SECOND.path}.html?view=source")
    button(tab, "简").click()
    tab.goto(address(PAGE))
    in_view(tab, "简")
    assert texts(tab, TEXT) == TEXT


def test_a_link_shows_its_layer_and_leaves_the_readers_choice(tab: Tab, address: Callable[[str], str]) -> None:
    tab.goto(address(f"{PAGE}?view=source&x=%E7%94%B2#L4-9"))
    in_view(tab, "原文")
    assert tab.locator("#L4-9").evaluate("element => element.matches(':target')")
    tab.goto(address(f"{SECOND.path}.html"))
    in_view(tab, "简")


@pytest.mark.parametrize("query", ["?view=", "?view=text", "?view=constructor", "?view=traditional"])
def test_an_unknown_layer_is_the_text(query: str, tab: Tab, address: Callable[[str], str]) -> None:
    tab.goto(address(PAGE + query))
    tab.wait_for_load_state("networkidle")
    in_view(tab, "简")
    assert texts(tab, TEXT) == TEXT


def test_anchors_inside_a_block_stand_where_their_place_begins(tab: Tab, address: Callable[[str], str]) -> None:
    tab.goto(address(f"{PAGE}?view=source#L3"))
    in_view(tab, "原文")
    rest = """id => { const range = document.createRange();
      range.setStartAfter(document.getElementById(id));
      range.setEndAfter(document.getElementById("L1"));
      return range.toString(); }"""
    assert tab.evaluate(rest, "L3") == LINES[2]
    assert tab.evaluate(rest, "L1-13") == f"{JOINED[13:]}\n{LINES[2]}"
    assert tab.locator("#L3").evaluate("element => element.matches(':target')")
    expect(tab.locator("#L3")).to_be_in_viewport()
    assert tab.evaluate("document.querySelectorAll('#L3, #L1-13').length") == 2


def test_the_source_is_marked_traditional(tab: Tab, address: Callable[[str], str]) -> None:
    tab.goto(address(PAGE))
    button(tab, "原文").click()
    in_view(tab, "原文")
    expect(tab.locator("#L4")).to_have_attribute("lang", "zh-Hant")
    button(tab, "简").click()
    in_view(tab, "简")
    assert tab.locator("#L4").get_attribute("lang") is None


def test_a_selected_block_of_the_source_is_the_source(tab: Tab, address: Callable[[str], str]) -> None:
    tab.goto(address(f"{PAGE}?view=source"))
    in_view(tab, "原文")
    selected = {anchor: select(tab, anchor) for anchor in list(SOURCE)[:40]}
    assert selected == {anchor: SOURCE[anchor] for anchor in selected}


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("L1", "L1", f"{JOINED}\n{LINES[2]}"),
        ("L4", "L4-9", LINES[3]),  # two blocks of one line: the line
        ("L1", "L5", "\n".join((JOINED, *LINES[2:5]))),
        ("L5", f"L{len(LINES) - 1}", "\n".join(WILD)),
    ],
)
def test_copying_gives_the_characters_of_the_source(
    first: str, last: str, expected: str, browser: Browser, built: Path, serve: Callable[..., str]
) -> None:
    with clipboard(browser) as tab:
        tab.goto(f"{serve(built, '/some/path')}/{PAGE}?view=source")
        in_view(tab, "原文")
        select(tab, first, last)
        assert copied(tab) == expected


def test_copying_a_part_of_a_block_gives_that_part(browser: Browser, built: Path, serve: Callable[..., str]) -> None:
    with clipboard(browser) as tab:
        tab.goto(f"{serve(built)}/{PAGE}?view=source")
        in_view(tab, "原文")
        tab.locator("#L4").dblclick(position={"x": 2, "y": 2})
        tab.evaluate("""() => {
          const words = document.getElementById("L4").firstChild;
          getSelection().setBaseAndExtent(words, 1, words, 6);
        }""")
        assert copied(tab) == LINES[3][1:6]


def test_the_row_for_the_curator_names_the_reading_not_the_source(tab: Tab, address: Callable[[str], str]) -> None:
    tab.goto(address(f"{PAGE}?view=source"))
    in_view(tab, "原文")
    for anchor, line in (("L1", 1), ("L4", 4), (next(each for each in TEXT if each.startswith("L4-")), 4)):
        place, before = tab.evaluate(
            """id => {
              const { local, before } = ARCHIVE_PASSAGES.whole(document.getElementById(id)).reading;
              return [local, before];
            }""",
            anchor,
        )
        curated = correct(WHOLE.text, (Reading(at=place, before=before, after="改", why="试"),), "000.yml")
        assert curated.line(line) == WHOLE.text.line(line).replace(before, "改")


def test_the_keyboard_reaches_and_works_the_switch(tab: Tab, address: Callable[[str], str]) -> None:
    tab.goto(address(PAGE))
    tab.locator(".facts a").last.focus()
    tab.keyboard.press("Tab")
    expect(button(tab, "简")).to_be_focused()
    tab.keyboard.press("Tab")
    tab.keyboard.press("Tab")
    expect(button(tab, "原文")).to_be_focused()
    tab.keyboard.press("Enter")
    in_view(tab, "原文")
    expect(button(tab, "原文")).to_be_focused()
    tab.keyboard.press("Shift+Tab")
    tab.keyboard.press("Shift+Tab")
    tab.keyboard.press("Space")
    in_view(tab, "简")


def test_the_reader_stays_where_they_read(tab: Tab, address: Callable[[str], str]) -> None:
    tab.set_viewport_size({"width": 360, "height": 640})
    tab.goto(address(f"{PAGE}#L40"))
    top = "document.getElementById('L40').getBoundingClientRect().top"
    tab.wait_for_function(f"Math.abs({top}) < 640")
    before = tab.evaluate(top)
    button(tab, "原文").evaluate("element => element.click()")
    in_view(tab, "原文")
    assert abs(tab.evaluate(top) - before) < 2
    button(tab, "简").evaluate("element => element.click()")
    in_view(tab, "简")
    assert abs(tab.evaluate(top) - before) < 2


def test_a_layer_that_does_not_load_says_so_and_may_be_tried_again(
    page: Tab, built: Path, serve: Callable[..., str]
) -> None:
    page.goto(f"{serve(built)}/{PAGE}")
    page.route("**/data/layers/**", lambda route: route.abort())
    button(page, "原文").click()
    expect(page.locator(".layers [role=status]")).to_have_text("未能载入")
    in_view(page, "简")
    page.unroute("**/data/layers/**")
    button(page, "原文").click()
    in_view(page, "原文")
    expect(page.locator(".layers [role=status]")).to_have_text("")
    assert texts(page, TEXT) == SOURCE


def test_without_storage_the_switch_still_works(tab: Tab, address: Callable[[str], str]) -> None:
    tab.add_init_script("""for (const name of ["getItem", "setItem"]) {
      const own = Storage.prototype[name];
      Storage.prototype[name] = function (key, ...more) {
        if (key === "archive-view") throw new DOMException("no", "SecurityError");
        return own.call(this, key, ...more);
      };
    }""")
    tab.goto(address(PAGE))
    button(tab, "原文").click()
    in_view(tab, "原文")
    assert texts(tab, TEXT) == SOURCE


def test_nothing_is_loaded_before_it_is_asked_for(tab: Tab, built: Path, serve: Callable[..., str]) -> None:
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto(f"{serve(built)}/{PAGE}")
    tab.wait_for_load_state("networkidle")
    assert not [url for url in asked if "/data/layers/" in url]
    for name in ("原文", "简", "原文"):
        button(tab, name).click()
        in_view(tab, name)
    assert len([url for url in asked if "/data/layers/" in url]) == 1


def test_without_scripts_there_is_no_switch(built: Path, browser: Browser) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        tab = context.new_page()
        tab.goto((built / PAGE).as_uri() + "?view=source")
        expect(tab.locator("#L1")).to_be_visible()
        expect(tab.locator(".layers")).to_be_hidden()


def test_the_switch_shifts_nothing_when_scripts_have_run(tab: Tab, address: Callable[[str], str]) -> None:
    tab.goto(address(PAGE))
    tab.wait_for_load_state("networkidle")
    shift = tab.evaluate("""() => new Promise((resolve) => {
      let sum = 0;
      new PerformanceObserver((list) => { for (const each of list.getEntries()) sum += each.value; })
        .observe({ type: "layout-shift", buffered: true });
      setTimeout(() => resolve(sum), 300);
    })""")
    assert shift < 0.01


def test_the_apparatus_leads_to_block_and_source(tab: Tab, address: Callable[[str], str]) -> None:
    tab.goto(address(PAGE))
    section = tab.locator(".apparatus")
    expect(section.locator("li")).to_have_count(2)
    section.locator("li.reading .place").click()
    assert tab.url == address(f"{PAGE}#L3")
    section.locator("li.reading .origin").click()
    assert tab.url == address("sources/000.html#L3")
    expect(tab.locator("#L3")).to_be_in_viewport()
    tab.goto(address(PAGE))
    tab.locator(".md-sidebar--secondary").get_by_role("link", name="校勘记").click()
    assert tab.url == address(f"{PAGE}#apparatus")
    expect(tab.locator("h2#apparatus")).to_be_in_viewport()


def test_the_entries_of_the_apparatus_stand_below_its_heading(tab: Tab, address: Callable[[str], str]) -> None:
    """Their classes are words such as `reading`, which another style sheet may use for something that floats."""
    tab.goto(address(PAGE))
    entries = tab.locator(".apparatus li")
    assert entries.count()
    style = "found => found.map(each => [getComputedStyle(each).position, getComputedStyle(each).display])"
    assert {tuple(each) for each in entries.evaluate_all(style)} == {("static", "list-item")}
    assert entries.first.evaluate("each => each.getBoundingClientRect().top") > tab.locator("h2#apparatus").evaluate(
        "each => each.getBoundingClientRect().bottom"
    )
