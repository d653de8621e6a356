"""The built site, every kind of page -> axe finds nothing, in light and dark, on wide and narrow screens."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, expect
from playwright.sync_api import Page as Tab

from tests.browser.axe import CONTRAST, prepare, violations
from tests.browser.kinds import HIGH, KINDS, NARROW, WIDE, Kind, come_to, looking, shown_in

pytestmark = pytest.mark.browser


def test_axe_finds_nothing(browser: Browser, site: Path, serve: Callable[..., str]) -> None:
    assert found_in(browser, serve(site), KINDS) == []


THEME = re.compile(r"/assets/(stylesheets|javascripts|images)/")  # what Material brings; not /assets/archive.css


def test_a_paper_brings_little_besides_the_theme(tab: Tab, site: Path, serve: Callable[..., str]) -> None:
    """Compressed, with its longest text, in the view that asks for most."""
    longest = max((site / "archive").rglob("*.html"), key=lambda path: path.stat().st_size)
    asked: list[str] = []
    tab.on("requestfinished", lambda request: asked.append(urlsplit(request.url).path))
    root = serve(site)
    tab.goto(f"{root}/{longest.relative_to(site).as_posix()}?view=trad")
    expect(tab.locator(".layers button[value=trad]")).to_have_attribute("aria-pressed", "true")
    ours = [site / path.lstrip("/") for path in asked if not THEME.search(path)]
    assert {path.name for path in ours} >= {"paper.css", "paper.js", longest.name}
    assert sum(len(gzip.compress(path.read_bytes())) for path in ours) < 150_000


def found_in(browser: Browser, root: str, kinds: tuple[Kind, ...]) -> list[str]:
    """All rules look at the light page; the dark one has the same elements in other colours."""
    found = []
    with looking(browser) as tab:
        for kind in kinds:
            for width in (WIDE, NARROW):
                if width == WIDE or kind.part:  # what was opened may close when the window changes
                    come_to(tab, root, kind, width)
                    prepare(tab)
                tab.set_viewport_size({"width": width, "height": HIGH})
                shown_in(tab, "light")
                seen = {"light": violations(tab, kind.part)}
                shown_in(tab, "dark")
                seen["dark"] = violations(tab, kind.part, CONTRAST)
                found += [
                    f"{kind.name} {width} {scheme} {': '.join(each)}"
                    for scheme, all_of in seen.items()
                    for each in all_of
                ]
    return found
