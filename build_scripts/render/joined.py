"""The theme's small styles and scripts -> `assets/joined/`: what every page, or every paper, loads in one piece.

A telephone on a slow line waits for each file that it must ask for before it shows the first word. The small files
stay what is written and read; `theme/main.html` links what is joined here.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from build_scripts.model import Page

ASSETS = Path(__file__).parent.parent / "theme" / "assets"
FOLDER = "assets/joined"  # as deep as assets/search/, from where scripts count the way to the site's root
# In this order a page would load them one by one: a later style wins, a later script uses what an earlier one offers.
JOINED = {
    "site.css": ("archive.css", "nav.css", "search/box.css"),
    "paper.css": (
        "layers.css",
        "apparatus.css",
        "marks.css",
        "notes.css",
        "arguments.css",
        "crossings.css",
        "parallels.css",
        "linking.css",
        "reading.css",
        "search/found.css",
    ),
    "site.js": (
        "places/placed.js",
        "search/client.js",
        "search/typing.js",
        "search/results.js",
        "search/sheet.js",
        "search/box.js",
    ),
    "paper.js": (
        "places/near.js",
        "traditional.js",
        "original.js",
        "layers.js",
        "reading.js",
        "marks.js",
        "arguments.js",
        "passages.js",
        "search/found.js",
        "citing.js",
        "linking.js",
        "words.js",
        "parallels.js",
    ),
}
STYLE = "/* {name} */\n{text}"
# What one script throws is told as if nobody had caught it, and stops no other one: as when each is loaded by itself.
SCRIPT = "/* {name} */\ntry {{\n{text}}} catch (error) {{ setTimeout(() => {{ throw error; }}); }}\n"


def joined_pages() -> Iterator[Page]:
    """The joined files; a script must leave nothing outside its function but `var`, which a block does not hold in."""
    for name, parts in JOINED.items():
        frame = SCRIPT if name.endswith(".js") else STYLE
        text = "\n".join(frame.format(name=part, text=(ASSETS / part).read_text(encoding="utf-8")) for part in parts)
        yield Page(f"{FOLDER}/{name}", text.encode(), committed=False)
