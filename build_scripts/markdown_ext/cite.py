"""A document's citations -> a section at the end of its page: 引用, complete but for the address, which scripts add."""

from __future__ import annotations

import json
from collections.abc import Mapping
from html import escape
from typing import Any, Final

NAME: Final = "cite"
TITLE: Final = "引用本篇"


def cite(_source: str, found: Mapping[str, Any]) -> str:
    """The section's body, from a file of `docs/data/cite`: GB/T 7714 in words, all forms as data for the script."""
    forms = json.dumps({name: found[name] for name in ("gbt", "bibtex", "csl")}, ensure_ascii=False)
    return (
        f'<p class="citation-words">{escape(found["shown"])}</p>\n'
        f'<div class="cite-forms" data-forms="{escape(forms)}" hidden></div>'
    )
