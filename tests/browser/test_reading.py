"""Reading a paper in a real browser: the view 繁, settings that are kept, series apart, the heading above, the sheet."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Locator, Route, expect
from playwright.sync_api import Page as Tab

from build_scripts.model import Annotation, Document, Evidence, Page, Piece, Place, Volume
from build_scripts.render.document import document_page
from build_scripts.render.layers import layer_pages
from build_scripts.render.literals import json_bytes
from build_scripts.render.traditional import characters_page, traditional_pages
from build_scripts.stretches import stretches
from build_scripts.traditional import traditional
from tests.mkdocs_site import built_site
from tests.small_archive import block, volume_of

pytestmark = pytest.mark.browser

FILLER = "各级各部门务必高度重视此项工作，确保取得实效。" * 12
SERIES = f"要抓好以下工作：一是加强干部培训，落实20xx年责任；二是发展卫生事业，保持环境干净。{FILLER}"
LINES = (
    "同志们：",
    "一、关于做好卫生发展工作的几点意见",
    "𠀀20xx年全县干部作风建设取得了新进展，分配制度更加完善。",
    SERIES,
    "（一）加强干部队伍建设",
    FILLER,
    FILLER,
    "二、后续工作",
    *[FILLER] * 12,
    "<b>后</b>记 & 其他。",
)
LEVELS = {2: 1, 5: 2, 8: 1}
TITLE = "全县卫生干部会议上的讲话<i>"
ISSUER = "市容环境干净办"  # whose 干 is not the one that the table knows
CLAIMS = (Annotation("issuer", ISSUER, "stated", (Evidence("rule", Place("000", 3), "全县干部作风"),)),)


def _volume() -> Volume:
    bare = volume_of(LINES)
    blocks = (
        block(bare, "heading" if at in LEVELS else "paragraph", Piece(at, 0, len(line)), level=LEVELS.get(at, 0))
        for at, line in enumerate(LINES, 1)
    )
    return Volume(bare.text, (Document("000", tuple(blocks), TITLE, CLAIMS),), ())


MADE = _volume()
(PAPER,) = MADE.documents
PAGE = f"{PAPER.path}.html"
TEXT = {each.place.anchor: each.text for each in PAPER.blocks}
TRADITIONAL = {anchor: "".join(traditional(text)) for anchor, text in TEXT.items()}
# 20xx is hidden in L3; in L4 two marks cross: 干部培训 and 培训，落实2
MARKS = {
    "tips": [["年份已隐去", ""], ["单位\n名称已隐去", ""], ["乙", ""]],
    "spans": [["L3", 1, 5, "redaction", 0, True], ["L4", 12, 16, "redaction", 1, True], ["L4", 14, 20, "damage", 2, True]],
    "notes": [],
}  # fmt: skip

NOTE = {"anchor": "L21", "end": 2, "quote": "后记", "note": "编者所加。", "by": ""}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pages = (
        document_page(PAPER, MADE.text, "", lambda each: 'data-places="3-8@8"' if each.place.line == 3 else ""),
        *layer_pages(MADE, stretches(MADE)),
        *traditional_pages(MADE),
        characters_page(MADE.documents),
        Page("data/marks/000/1.json", json_bytes(MARKS)),
        Page("data/notes/000/1.json", json_bytes([NOTE])),
        Page("sources/000.md", b'# 000 {: #source }\n\n<ol><li id="L1">x</li></ol>\n'),
    )
    return built_site(pages, tmp_path_factory.mktemp("reading"))


@pytest.fixture(params=["server", "disk"])
def address(request: pytest.FixtureRequest, built: Path, serve: Callable[..., str]) -> Callable[[str], str]:
    base = serve(built, "/some/path") if request.param == "server" else built.as_uri()
    return lambda path: f"{base}/{path}"


def texts(tab: Tab) -> dict[str, str]:
    script = "ids => Object.fromEntries(ids.map(id => [id, document.getElementById(id).textContent]))"
    found: dict[str, str] = tab.evaluate(script, list(TEXT))
    return found


def button(tab: Tab, name: str) -> Locator:
    return tab.get_by_role("group", name="文本").get_by_role("button", name=name, exact=True)


def in_view(tab: Tab, name: str) -> None:
    expect(button(tab, name)).to_have_attribute("aria-pressed", "true")


def choose(tab: Tab, *labels: str) -> None:
    """Choose in the form of settings, and close it."""
    tab.get_by_role("button", name="阅读设置").click()
    for label in labels:
        tab.locator("#reading").get_by_label(label, exact=True).check()
    tab.keyboard.press("Escape")
    expect(tab.locator("#reading")).to_be_hidden()


SELECT = """id => {
  const range = document.createRange();
  range.selectNodeContents(document.getElementById(id));
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""


# ---- 繁


def test_the_traditional_view_changes_words_and_keeps_elements(tab: Tab, address: Callable[[str], str]) -> None:
    tab.goto(address(PAGE))
    before = tab.locator(".paper").evaluate("element => element.innerHTML")
    tab.evaluate("() => { window.kept = [...document.querySelectorAll('.paper *')]; }")
    button(tab, "繁").click()
    in_view(tab, "繁")
    assert texts(tab) == TRADITIONAL
    assert tab.evaluate("[...document.querySelectorAll('.paper *')].every((each, at) => each === window.kept[at])")
    assert tab.locator(".mark-redaction").all_text_contents() == ["20xx", "幹部", "培訓"]
    button(tab, "简").click()
    in_view(tab, "简")
    assert texts(tab) == TEXT
    assert tab.locator(".paper").evaluate("element => element.innerHTML") == before


def test_titles_and_contents_follow(tab: Tab, address: Callable[[str], str]) -> None:
    shown = "".join(traditional(TITLE))
    tab.goto(address(PAGE))
    name = tab.title()
    button(tab, "繁").click()
    in_view(tab, "繁")
    assert tab.title() == name.replace(TITLE, shown) != name
    assert tab.locator("h1").text_content() == shown
    assert tab.locator("[data-md-component=header-topic] .md-ellipsis").text_content() == shown
    contents = tab.locator(".md-nav--secondary .md-nav__link .md-ellipsis").all_text_contents()
    assert contents[:3] == [TRADITIONAL["L2"], TRADITIONAL["L5"], TRADITIONAL["L8"]]
    button(tab, "简").click()
    in_view(tab, "简")
    assert tab.title() == name
    assert tab.locator(".md-nav--secondary .md-nav__link .md-ellipsis").first.text_content() == TEXT["L2"]


def test_what_is_said_of_the_paper_follows(tab: Tab, address: Callable[[str], str]) -> None:
    tab.goto(address(f"{PAGE}?view=trad"))
    in_view(tab, "繁")
    facts = tab.locator(".facts")
    for words in ("發文機關", "".join(traditional(ISSUER)), "原文明載"):
        expect(facts).to_contain_text(words)
    assert tab.locator(".mark[title^='單位']").first.get_attribute("title") == "單位\n名稱已隱去"
    assert tab.locator(".facts .certainty[title]").get_attribute("title") == "000:3 全縣幹部作風"
    expect(tab.locator(".layers button").first).to_have_text("简")
    tab.locator(".mark[title^='單位']").first.hover()
    expect(tab.locator(".mark-tip")).to_contain_text("名稱已隱去")


@pytest.mark.parametrize("loads", [True, False])
def test_nobody_who_chose_another_view_is_shown_this_one_first(
    loads: bool, page: Tab, address: Callable[[str], str]
) -> None:
    page.goto(address(PAGE))
    page.evaluate("localStorage.setItem('archive-view', 'trad')")
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/characters.js", hold)
    page.goto(address(PAGE), wait_until="commit")
    expect(page.locator("#L3")).to_be_hidden()
    assert page.locator("#L3").text_content() == TEXT["L3"]
    while not held:
        page.wait_for_timeout(20)
    held[0].continue_() if loads else held[0].abort()
    expect(page.locator("#L3")).to_be_visible()
    in_view(page, "繁" if loads else "简")


def test_what_is_shown_is_marked_traditional(tab: Tab, address: Callable[[str], str]) -> None:
    tab.goto(address(f"{PAGE}?view=trad"))
    in_view(tab, "繁")
    assert tab.locator("html").get_attribute("lang") == "zh-Hans"
    assert tab.locator("#L3").get_attribute("lang") == "zh-Hant"
    assert tab.locator("h1").get_attribute("lang") == "zh-Hant"
    button(tab, "原文").click()
    in_view(tab, "原文")
    assert tab.locator("#L3").get_attribute("lang") is None
    assert texts(tab) == TEXT  # the source is Simplified


def test_the_address_and_the_next_visit_keep_the_view(tab: Tab, address: Callable[[str], str]) -> None:
    tab.goto(address(PAGE))
    button(tab, "繁").click()
    in_view(tab, "繁")
    assert tab.url == address(f"{PAGE}?view=trad")
    tab.goto(address("sources/000.html"))
    tab.goto(address(f"{PAGE}#L3"))
    in_view(tab, "繁")
    assert tab.url == address(f"{PAGE}?view=trad#L3")
    assert tab.locator("#L3").evaluate("element => element.matches(':target')")
    button(tab, "原文").click()
    in_view(tab, "原文")
    button(tab, "繁").click()
    in_view(tab, "繁")
    assert texts(tab) == TRADITIONAL


def test_copying_gives_what_is_shown(browser: Browser, built: Path, serve: Callable[..., str]) -> None:
    with browser.new_context(locale="zh-CN", permissions=["clipboard-read", "clipboard-write"]) as context:
        tab = context.new_page()
        tab.goto(f"{serve(built)}/{PAGE}?view=trad")
        in_view(tab, "繁")
        tab.evaluate(SELECT, "L3")
        tab.keyboard.press("ControlOrMeta+c")
        assert tab.evaluate("navigator.clipboard.readText()") == TRADITIONAL["L3"]


def test_offsets_lead_from_the_text_to_what_is_shown_and_back(tab: Tab, address: Callable[[str], str]) -> None:
    tab.goto(address(f"{PAGE}?view=trad"))
    in_view(tab, "繁")
    for anchor, text in TEXT.items():
        script = """id => {
          const block = document.getElementById(id);
          const { textOf, toShown, toText } = ARCHIVE_TRADITIONAL_VIEW;
          const text = textOf(block);
          const ways = Array.from({ length: text.length + 1 }, (_, at) => toText(block, toShown(block, at)));
          return [text, ways, toShown(block, text.length) === block.textContent.length];
        }"""
        own, ways, whole = tab.evaluate(script, anchor)
        assert own == text
        assert whole
        halves = {at + 1 for at in range(len(ways)) if text.encode("utf-16-le")[2 * at + 1 : 2 * at + 2] in (b"\xd8", b"\xdb", b"\xd9", b"\xda")}  # fmt: skip
        assert [way for at, way in enumerate(ways) if at not in halves] == [at for at in range(len(ways)) if at not in halves]  # fmt: skip


def test_a_form_of_another_length_moves_no_mark(tab: Tab, address: Callable[[str], str]) -> None:
    tab.goto(address(PAGE))
    tab.evaluate("""() => ARCHIVE_TRADITIONAL_VIEW.put(
      { forms: "卫衛", titles: {} }, { document: "000-1", blocks: { L3: [0, "甲乙", 1, "", 5, "一年"] } })""")
    assert tab.locator("#L3").text_content() == f"甲乙0xx一年{TEXT['L3'][6:]}"
    assert tab.locator("#L3 .mark").text_content() == "0xx"
    rest = """() => { const range = document.createRange();
      range.setStartAfter(document.getElementById("L3-8"));
      range.setEndAfter(document.getElementById("L3"));
      return range.toString(); }"""
    assert tab.evaluate(rest) == TEXT["L3"][8:]
    assert tab.evaluate("ARCHIVE_TRADITIONAL_VIEW.toShown(document.getElementById('L3'), 7)") == 7
    tab.evaluate("ARCHIVE_TRADITIONAL_VIEW.take()")
    assert texts(tab) == TEXT


MARKED = "() => Array.from(CSS.highlights.get('archive-words') ?? [], String)"


def test_words_in_an_address_are_marked_in_every_view(tab: Tab, address: Callable[[str], str]) -> None:
    tab.goto(address(f"{PAGE}?view=trad&words=干部&to=环境干净&length=27#L4"))
    in_view(tab, "繁")
    start, end = TEXT["L4"].index("干部"), TEXT["L4"].index("环境干净") + 4
    assert tab.evaluate(MARKED) == [TRADITIONAL["L4"][start:end]]
    button(tab, "简").click()
    in_view(tab, "简")
    assert tab.evaluate(MARKED) == [TEXT["L4"][start:end]]


def test_a_link_to_words_of_the_view_names_those_of_the_text(tab: Tab, built: Path, serve: Callable[..., str]) -> None:
    tab.goto(f"{serve(built)}/{PAGE}?view=trad")
    in_view(tab, "繁")
    words, link, row = tab.evaluate("""() => {
      const block = document.getElementById("L3");
      const from = block.textContent.indexOf("幹部");
      const passage = ARCHIVE_PASSAGES.chosenIn(block, ARCHIVE_PASSAGES.rangeIn(block, from, from + 2));
      return [passage.words, ARCHIVE_CITING.ACTIONS[0][1](passage), ARCHIVE_CITING.ACTIONS[3][1](passage)];
    }""")
    assert words == "幹部"
    assert f"words={quote('干部')}" in link
    assert 'before: "干部"' in row


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
    assert texts(tab) == TEXT
    choose(tab, "连写")
    assert [lines_of(tab, words) for words in ("一是加强", "二是发展")] == before


def test_copying_a_series_that_stands_apart_gives_the_paragraph(
    browser: Browser, built: Path, serve: Callable[..., str]
) -> None:
    with browser.new_context(locale="zh-CN", permissions=["clipboard-read", "clipboard-write"]) as context:
        tab = context.new_page()
        tab.goto(f"{serve(built)}/{PAGE}")
        choose(tab, "分行")
        tab.evaluate(SELECT, "L4")
        tab.keyboard.press("ControlOrMeta+c")
        assert tab.evaluate("navigator.clipboard.readText()") == TEXT["L4"]


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
        expect(tab.locator(".sheet")).to_contain_text("000:1–21")
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
