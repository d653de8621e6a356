"""A paper in Chromium: its texts, the buttons of its views, what copying from it gives."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Locator, expect
from playwright.sync_api import Page as Tab

VIEWS = ("简", "繁", "原文")
SELECT = """([from, to]) => {
  const range = document.createRange();
  range.setStart(document.getElementById(from), 0);
  const end = document.getElementById(to);
  range.setEnd(end, end.childNodes.length);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
  return String(getSelection());
}"""


def texts(tab: Tab, anchors: Iterable[str]) -> dict[str, str]:
    """What the blocks with these ids hold."""
    script = "ids => Object.fromEntries(ids.map(id => [id, document.getElementById(id).textContent]))"
    found: dict[str, str] = tab.evaluate(script, list(anchors))
    return found


def button(tab: Tab, name: str) -> Locator:
    """The button of a view: 简, 繁 or 原文."""
    return tab.get_by_role("group", name="文本").get_by_role("button", name=name, exact=True)


def in_view(tab: Tab, name: str) -> None:
    """Wait until the view with this name is shown, and its button alone says so."""
    for each in VIEWS:
        expect(button(tab, each)).to_have_attribute("aria-pressed", str(each == name).lower())


@contextmanager
def clipboard(browser: Browser) -> Iterator[Tab]:
    """A tab that may read what was copied."""
    with browser.new_context(locale="zh-CN", permissions=["clipboard-read", "clipboard-write"]) as context:
        yield context.new_page()


def select(tab: Tab, first: str, last: str = "") -> str:
    """Select from one block to another (or this one alone), whole; what the browser takes to be selected."""
    words: str = tab.evaluate(SELECT, [first, last or first])
    return words


def copied(tab: Tab) -> str:
    """Press the keys that copy, and read the machine's clipboard."""
    tab.keyboard.press("ControlOrMeta+c")
    words: str = tab.evaluate("navigator.clipboard.readText()")
    return words
