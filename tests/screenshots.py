"""The built site -> pictures of every kind of page, in both schemes and three widths, for people to look at.

`python -m tests.screenshots SITE FOLDER [KIND…]` writes `FOLDER/paper/360-dark.png` and so on, and `FOLDER/paper.png`,
where the six stand beside one another. The pages are opened as the browser tests open them (tests/browser/kinds.py);
those of papers that have moved are of a rehearsed second edition, which is built for it.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, sync_playwright
from playwright.sync_api import Page as Tab

from tests.browser.kinds import HIGH, KINDS, MOVED, NARROW, SCHEMES, WIDE, Kind, come_to, looking, shown_in
from tests.browser.rehearsal import rehearse
from tests.chromium import launch
from tests.web import serving

WIDTHS = (WIDE, 768, NARROW)
LONGEST = 2600  # pixels of a page that a picture shows
SHEET = """<!doctype html><meta charset="utf-8"><title>{name}</title>
<style>body {{ margin: 12px; display: flex; gap: 12px; align-items: start; background: #777 }}
img {{ width: calc(var(--wide) * 0.5px); max-height: 1300px; object-fit: cover; object-position: top }}</style>
{pictures}"""


def main(arguments: Sequence[str]) -> None:
    """Write the pictures of all kinds, or of those named."""
    site, folder, names = Path(arguments[0]), Path(arguments[1]), set(arguments[2:])
    kinds, moved = (tuple(each for each in all_of if not names or each.name in names) for all_of in (KINDS, MOVED))
    with sync_playwright() as playwright, launch(playwright) as browser, TemporaryDirectory() as scratch:
        take_all(browser, site, kinds, folder)
        if moved:
            take_all(browser, rehearse(Path(scratch)).site, moved, folder)
    print(f"{len(kinds) + len(moved)} kinds of pages, in {folder}/")


def take_all(browser: Browser, site: Path, kinds: Sequence[Kind], folder: Path) -> None:
    """The pictures of some kinds of one site."""
    with serving(site) as root, looking(browser) as tab:
        for kind in kinds:
            for width in WIDTHS:
                come_to(tab, root, kind, width)
                for scheme in SCHEMES:
                    shown_in(tab, scheme)
                    take(tab, kind, folder / kind.name / f"{width}-{scheme}.png", width)
            contact_sheet(tab, folder, kind)


def take(tab: Tab, kind: Kind, path: Path, width: int) -> None:
    """The page from its top, or what the window shows where the page was scrolled or something was opened in it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    high = tab.evaluate("part => part || scrollY > 0 ? 0 : document.documentElement.scrollHeight", kind.part)
    if high > HIGH:
        tab.screenshot(path=path, full_page=True, clip={"x": 0, "y": 0, "width": width, "height": min(high, LONGEST)})
    else:
        tab.screenshot(path=path)


def contact_sheet(tab: Tab, folder: Path, kind: Kind) -> None:
    """The pictures of one kind beside one another, at half their size."""
    pictures = "".join(
        f'<img style="--wide: {width}" src="{(folder / kind.name / f"{width}-{scheme}.png").resolve().as_uri()}">'
        for width in WIDTHS
        for scheme in SCHEMES
    )
    sheet = folder / kind.name / "sheet.html"
    sheet.write_text(SHEET.format(name=kind.name, pictures=pictures), encoding="utf-8")
    tab.set_viewport_size({"width": sum(WIDTHS) + 12 * (2 * len(WIDTHS) + 1), "height": 400})
    tab.goto(sheet.resolve().as_uri())
    tab.screenshot(path=folder / f"{kind.name}.png", full_page=True)
    sheet.unlink()


if __name__ == "__main__":
    main(sys.argv[1:])
