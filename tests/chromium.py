"""Machine -> Chromium: find a browser here, and open pages in it that reach no other host."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Error, Page, Playwright, Request

# Chromium without the window that it draws even when nobody looks: a page of its own costs a third of the time.
SHELL = "chromium-headless-shell"
NAMES = (SHELL, "chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome")
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
ARGUMENTS = (
    "--no-sandbox",  # Chromium refuses to start as root otherwise, and it opens our own pages only
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-proxy-server",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost",
)
OWN_SCHEMES = ("file:", "data:", "blob:", "about:")
OWN_HOSTS = ("http://127.0.0.1:", "http://localhost:")
MISSING = "No Chromium or Chrome starts on this machine. `make ensure-browser` installs one, or says how to."


def find_browser(playwright: Playwright) -> Path | None:
    """The first browser that starts: the one `$CHROMIUM` names, one of the machine's, or Playwright's own."""
    named = (os.environ.get("CHROMIUM"), *map(shutil.which, NAMES), *PLACES, playwright.chromium.executable_path)
    return next((Path(path) for path in named if path and _starts(path)), None)


def _starts(path: str) -> bool:
    """Whether it is there and runs: Ubuntu's `chromium-browser` is a script that only asks for a snap."""
    if not os.access(path, os.X_OK):
        return False
    try:
        return subprocess.run([path, "--version"], capture_output=True, timeout=60, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def launch(playwright: Playwright) -> Browser:
    """Start the machine's browser; raise `RuntimeError` with the remedy when there is none."""
    path = find_browser(playwright)
    if path is None:
        raise RuntimeError(MISSING)
    return playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))


@dataclass
class Visit:
    """What the pages of one test did that no page of the archive may do."""

    foreign: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def saw_request(self, request: Request) -> None:
        if not request.url.startswith(OWN_SCHEMES + OWN_HOSTS):
            self.foreign.append(request.url)

    def saw_error(self, error: Error) -> None:
        self.errors.append(str(error))


@contextmanager
def visit(browser: Browser) -> Iterator[Page]:
    """A page in a fresh profile; on leaving, assert that no script failed and no other host was asked."""
    seen = Visit()
    with browser.new_context(locale="zh-CN") as context:
        context.on("request", seen.saw_request)
        context.on("weberror", lambda event: seen.saw_error(event.error))
        page = context.new_page()
        page.set_default_timeout(15_000)
        yield page
    assert not seen.foreign, f"the page asked another host: {seen.foreign}"
    assert not seen.errors, f"a script of the page failed: {seen.errors}"
