"""The built site -> its kinds of pages, each with what a person would do first: for axe, and for pictures to look at."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Browser, expect
from playwright.sync_api import Page as Tab

from tests.chromium import visit

SCHEMES = {"light": "default", "dark": "slate"}
HIGH = 900  # pixels, of a window
WIDE = 1280
NARROW = 360

# Nothing moves, fades or blinks while a page is looked at.
STILL = "*, ::before, ::after { transition: none !important; animation: none !important; caret-color: transparent }"
SCHEME = """scheme => {
  document.body.dataset.mdColorScheme = scheme;
  return new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve)));
}"""

Act = Callable[[Tab], None]


def _as_it_opens(tab: Tab) -> None:
    """Do nothing."""


def _open_argument(tab: Tab) -> None:
    tab.locator(".facts a.certainty").first.click()
    expect(tab.locator(".grounds")).to_be_visible()


def _open_menu(tab: Tab) -> None:
    link = tab.locator(".paper > p[id] > .permalink").nth(1)
    link.scroll_into_view_if_needed()
    link.focus()
    tab.keyboard.press("Enter")
    expect(tab.locator(".place-menu")).to_be_visible()


def _open_settings(tab: Tab) -> None:
    tab.get_by_role("button", name="阅读设置").click()
    expect(tab.locator("#reading")).to_be_visible()


def _point_at_a_term(tab: Tab) -> None:
    tab.locator("a.term.mark").first.focus()
    expect(tab.locator(".mark-tip")).to_be_visible()


def _view(name: str) -> Act:
    def chosen(tab: Tab) -> None:
        expect(tab.locator(".layers").get_by_role("button", name=name, exact=True)).to_have_attribute(
            "aria-pressed", "true"
        )

    return chosen


def _see_results(tab: Tab) -> None:
    expect(tab.locator(".search-count")).to_contain_text("篇")  # 找到 14 篇; not 正在检索


def _see_verdict(tab: Tab) -> None:
    expect(tab.locator(".verify-told")).to_contain_text("本站有其中")
    expect(tab.locator(".verify-parts")).to_be_visible()


def _type_in_the_box(tab: Tab) -> None:
    if (narrow := tab.locator(".search-open")).is_visible():
        narrow.click()
    tab.locator(".search-box input").fill("职业病")
    expect(tab.locator(".search-box__title").first).to_be_visible()


def _open_drawer(tab: Tab) -> None:
    if (button := tab.locator("label.md-header__button[for=__drawer]")).is_visible():
        button.click()
        expect(tab.locator(".md-nav--primary .site-drawer").first).to_be_in_viewport()


@dataclass(frozen=True)
class Kind:
    """A kind of page: one of its addresses below the site's root, what is done there, and the part that this opened."""

    name: str
    address: str
    act: Act = _as_it_opens
    part: str = ""


PAPER = "archive/000/43.html"
KINDS = (
    Kind("home", "index.html"),
    Kind("home-box", "index.html", _type_in_the_box, ".search-box"),
    Kind("home-drawer", "index.html", _open_drawer, ".md-sidebar--primary"),
    *(Kind(f"index-{name}", f"browse/{name}.html")
      for name in ("source", "region", "year", "genre", "issuer", "topics", "laws", "glossary", "figures", "parallels", "open", "editions")),
    Kind("topic", "browse/topics/occupational-health.html"),
    Kind("law", "browse/laws/zhiyebingfangzhifa.html"),
    Kind("term", "browse/glossary/afp.html"),
    Kind("figure", "browse/figures/investment.html"),
    Kind("parallel", "browse/parallels/000-251_002-457.html"),
    Kind("paper", PAPER),
    Kind("paper-argument", PAPER, _open_argument, ".grounds"),
    Kind("paper-menu", PAPER, _open_menu, ".place-menu"),
    Kind("paper-settings", PAPER, _open_settings, "#reading"),
    Kind("paper-term", PAPER, _point_at_a_term, ".mark-tip"),
    Kind("paper-trad", f"{PAPER}?view=trad", _view("繁")),
    Kind("paper-source", "archive/001/9.html?view=source", _view("原文")),
    Kind("paper-words", f"{PAPER}?words=%E5%AE%89%E5%85%A8#L59"),
    Kind("source", "sources/000.html"),
    Kind("source-told", "sources/000.html?place=000%3A7#L7"),
    Kind("search", "search.html"),
    Kind("search-results", "search.html?q=%E8%81%8C%E4%B8%9A%E7%97%85", _see_results),
    Kind("search-none", "search.html?q=%E9%BE%99%E7%BF%94%E5%87%A4%E7%BF%A5", _see_results),
    Kind("verify", "verify.html"),
    Kind("verify-told", "verify.html#text=會議的主要任務是貫徹落實有關會議精神,總結去年工作%0A山不在高有仙则名", _see_verdict),
    Kind("data", "data/index.html"),
    Kind("go", "go.html"),
    Kind("go-nowhere", "go.html?000:99999"),
    Kind("404", "nothing-here.html"),
    Kind("404-place", "archive/000/99999.html"),
    *(Kind(f"about-{name}", f"about/{name}.html") for name in ("principles", "guide", "another", "rights")),
)  # fmt: skip
# Of a site where papers were published, then withdrawn and cut otherwise (tests/browser/rehearsal.py).
MOVED = (
    Kind("withdrawn", "archive/000/193.html"),
    Kind("onward", "archive/001/33.html#L1"),
    Kind("onward-inside", "archive/000/47.html"),
    Kind("editions-later", "browse/editions.html"),
)


@contextmanager
def looking(browser: Browser) -> Iterator[Tab]:
    """A page to look at one kind after the other: nothing moves in it."""
    with visit(browser) as tab:
        tab.emulate_media(reduced_motion="reduce")
        tab.add_init_script(f"""document.addEventListener("DOMContentLoaded", () => {{
          const style = document.createElement("style");
          style.textContent = {STILL!r};
          document.head.append(style);
        }});""")
        yield tab


def come_to(tab: Tab, root: str, kind: Kind, width: int) -> None:
    """Open the page as a reader would who has never been there, and do what its kind says."""
    tab.set_viewport_size({"width": width, "height": HIGH})
    tab.goto("about:blank")  # or a hash alone would load nothing
    tab.goto(f"{root}/{kind.address}")
    kind.act(tab)


def shown_in(tab: Tab, scheme: str) -> None:
    """The same page in the other colours, as the theme's own switch sets them."""
    tab.evaluate(SCHEME, SCHEMES[scheme])
