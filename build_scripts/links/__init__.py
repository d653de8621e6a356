"""Archive + links.tsv -> where every place ever published is now: permanence as arithmetic, beside `align`.

Not a stage: `check`, `render` and the command line all ask it, and it asks only the model, the tables and `align`.
"""

from build_scripts.links.hold import links_hold
from build_scripts.links.promise import Ledger, PagePromise, anchors, ledger, publish
from build_scripts.links.resolve import Index, Spot, Target, index, resolve, seams
from build_scripts.links.rows import HEADER, format_rows, parse

__all__ = [
    "HEADER",
    "Index",
    "Ledger",
    "PagePromise",
    "Spot",
    "Target",
    "anchors",
    "format_rows",
    "index",
    "ledger",
    "links_hold",
    "parse",
    "publish",
    "resolve",
    "seams",
]
