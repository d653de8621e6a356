"""A page in Chromium -> what axe-core finds wrong with it: contrast, names, roles, landmarks, keyboard, text size."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Page as Tab

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
MANY = 8  # of what repeats: rows, items, paragraphs
MOST = 40  # blocks of a page

# A hundred rows alike have one fault a hundred times, and axe measures each against all that lies behind it.
THIN = """([many, most]) => {
  for (const block of [...document.querySelectorAll("article > *")].slice(most)) block.remove();
  for (const parent of document.querySelectorAll("main :is(ul, ol, tbody, dl, article, svg, .paper)")) {
    for (const child of [...parent.children].slice(many)) {
      if (child.matches("li, tr, p, div, article, a") && child.previousElementSibling?.matches(child.tagName)) child.remove();
    }
  }
}"""
RUN = """async ([part, only]) => {
  const options = { resultTypes: ["violations"], ...(only.length && { runOnly: only }) };
  const { violations } = await axe.run(part || document, options);
  return violations.flatMap(({ id, nodes }) => nodes.slice(0, 3).map(node => [
    id, node.target.join(" "), [...node.any, ...node.all, ...node.none].map(each => each.message).join("; ")]));
}"""
CONTRAST = "color-contrast"


class Violation(NamedTuple):
    """The rule, where, and why."""

    rule: str
    target: str
    why: str


@cache
def _script() -> str:
    assert AXE.is_file(), "axe-core is not installed: `make ensure-browser` does it."
    return AXE.read_text(encoding="utf-8")


def prepare(tab: Tab) -> None:
    """Load axe into the page, and thin out what repeats."""
    tab.evaluate(_script())
    tab.evaluate(THIN, [MANY, MOST])


def violations(tab: Tab, part: str = "", *only: str) -> list[Violation]:
    """What all rules find, or only those named, in the page or a part of it (a CSS selector); `prepare` comes first."""
    return [Violation(*each) for each in tab.evaluate(RUN, [part, list(only)])]
