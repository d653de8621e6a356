"""Build, docs/, seeds/ -> what is committed there and not what the sources and tables give."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from build_scripts.pipeline import Build
from build_scripts.read import REGISTRY, registry_tsv
from build_scripts.write import difference

SHOWN = 5
COMMITTED = ("archive", "browse", "index.md", "search.md", "verify.md", "go.md")


def stale(made: Build, docs: Path, seeds: Path) -> Iterator[str]:
    """A sentence for each page or table, with what to do."""
    changes = difference(docs, [page for page in made.pages if page.committed], COMMITTED)
    for path in (*changes.created, *changes.changed, *changes.deleted):
        yield f"{docs / path}: not what the sources and tables give. Run `make build` and commit."
    known = seeds / REGISTRY
    if not known.exists() or known.read_bytes() != registry_tsv(made.intake.rows):
        yield f"{known}: a source is not registered. Run `make build` and commit."


def shortened(found: Iterable[str]) -> Iterator[str]:
    """The first of these sentences, and how many more there are."""
    known = tuple(found)
    yield from known[:SHOWN]
    if len(known) > SHOWN:
        yield f"… and {len(known) - SHOWN} more."
