"""Tables -> Pages: the published schemas, `data/schemas/…`; what is there to download is made in `exports/`."""

from __future__ import annotations

from collections.abc import Iterator

from build_scripts.model import Page
from build_scripts.tables import schemas


def schema_pages() -> Iterator[Page]:
    """A page of data for each schema of what a curator writes."""
    for name, content in schemas().items():
        yield Page(f"data/schemas/{name}", content, committed=False)
