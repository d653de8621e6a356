"""Fixtures that every test may ask for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.chromium import launch, visit
from tests.web import serving

ROOT = Path(__file__).parent.parent

# A slow machine is no bug: properties have no deadline for one example.
hypothesis.settings.register_profile("archive", deadline=None)
hypothesis.settings.load_profile("archive")


# Neither is a slow page: what is awaited may take as long as what is done (`visit`), not the five seconds of Playwright.
expect.set_options(timeout=15_000)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what needs Chromium or the built site: `make test` runs it after the site is built."""
    for item in items:
        if {"browser", "site"} & set(getattr(item, "fixturenames", ())):
            item.add_marker("browser")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, started once for each test process."""
    with sync_playwright() as playwright, launch(playwright) as chromium:
        yield chromium


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page in a fresh profile. A failing script, or a request to another host, fails the test."""
    with visit(browser) as opened:
        yield opened


@pytest.fixture
def tab(page: Page) -> Iterator[Page]:
    """A page whose console must stay silent, too."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    yield page
    assert not said


@pytest.fixture
def serve() -> Iterator[Callable[..., str]]:
    """`serve(folder)` or `serve(folder, "/sub/path")` gives the URL of a folder until the test ends."""
    with ExitStack() as stack:
        yield lambda folder, prefix="": stack.enter_context(serving(folder, prefix))


@pytest.fixture(params=["server", "disk"])
def address(request: pytest.FixtureRequest, built: Path, serve: Callable[..., str]) -> Callable[[str], str]:
    """`address(path)` is a page's URL, once below a sub-path of a server, once on disk; `built` is the file's own site."""
    base = serve(built, "/some/path") if request.param == "server" else built.as_uri()
    return lambda path: f"{base}/{path}"


@pytest.fixture
def phone(browser: Browser) -> Iterator[Callable[..., Page]]:
    """`phone()` or `phone(color_scheme="dark")` gives a page in a narrow window that is touched, not clicked."""
    with ExitStack() as stack:
        narrow: dict[str, Any] = {"has_touch": True, "is_mobile": True, "viewport": {"width": 360, "height": 700}}
        yield lambda **wishes: stack.enter_context(browser.new_context(**narrow, **wishes)).new_page()


@pytest.fixture(scope="session")
def site() -> Path:
    """The built site."""
    built = ROOT / "site"
    assert (built / "index.html").is_file(), "There is no site yet: run `make site` first."
    return built
