"""Machine -> machine with a browser and a Chinese font, or an error that says what to do: `make ensure-browser`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Playwright, sync_playwright

from tests.chromium import SHELL, find_browser

APT_GET = ("apt-get", "-o", "DPkg::Lock::Timeout=300")  # another installation may be under way
INSTALL = ("install", "-y", "--no-install-recommends")
FONT_PACKAGES = ("fonts-noto-cjk", "fontconfig")
PLAYWRIGHT_INSTALL = (sys.executable, "-m", "playwright", "install", "--no-shell", "chromium")

NO_BROWSER = """\
No Chromium or Chrome starts on this machine, and none could be installed. Do one of these, then try again:
  - Debian: sudo apt-get install chromium-headless-shell fonts-noto-cjk
  - elsewhere: install Chromium or Google Chrome, or name one: CHROMIUM=/path/to/chrome make test
  - Playwright's own: .venv/bin/python -m playwright install chromium
    (when libraries are missing: sudo .venv/bin/python -m playwright install-deps chromium)"""
NO_FONT = """\
No font on this machine has Chinese characters, so pages would show boxes. Install one, then try again:
  - Debian and Ubuntu: sudo apt-get install fonts-noto-cjk
  - Fedora: sudo dnf install google-noto-sans-cjk-fonts"""


def main() -> None:
    """Install what is missing; leave with a message and status 1 when that can't be done."""
    with sync_playwright() as playwright:
        if can_apt() and not has_shell():
            run((*APT_GET, *INSTALL, "-q", SHELL))  # or the tests do with what is there
        browser = find_browser(playwright) or install_browser(playwright)
    if browser is None:
        sys.exit(NO_BROWSER)
    if lacks_chinese_font() and can_apt():
        apt_install(FONT_PACKAGES)
    if lacks_chinese_font():
        sys.exit(NO_FONT)
    print(f"Tests use {browser}")


def install_browser(playwright: Playwright) -> Path | None:
    """One of Debian's packages where that can be; else, or where it is a mere stub (Ubuntu), Playwright's own."""
    for package in (SHELL, "chromium") if can_apt() else ():
        apt_install((package,))
        if found := find_browser(playwright):
            return found
    return (run(PLAYWRIGHT_INSTALL) and find_browser(playwright)) or None


def has_shell() -> bool:
    return shutil.which(SHELL) is not None


def can_apt() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get") is not None


def apt_install(packages: tuple[str, ...]) -> None:
    """Install Debian packages. `update` fails when any one archive is away, which need not be theirs."""
    run((*APT_GET, "update", "-q"))
    run((*APT_GET, *INSTALL, "-q", *packages))


def run(command: tuple[str, ...]) -> bool:
    print("+", *command, flush=True)
    return subprocess.run(command, env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"}, check=False).returncode == 0


def lacks_chinese_font() -> bool:
    """Whether fontconfig knows none. Without fontconfig (macOS) the answer is the browser test's."""
    lister = shutil.which("fc-list")
    if lister is None:
        return can_apt()
    return not subprocess.run([lister, ":lang=zh", "family"], capture_output=True, check=False).stdout.strip()


if __name__ == "__main__":
    main()
