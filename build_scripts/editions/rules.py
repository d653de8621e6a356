"""Archive -> may it be published? Its number must be higher than the last, its date given and no earlier."""

from __future__ import annotations

from collections.abc import Iterator

from build_scripts.editions.rows import numbered
from build_scripts.model import ChangeRow, Edition

UNPUBLISHED = "0"  # the number of an archive that has no edition yet


def last_of(history: tuple[ChangeRow, ...]) -> Edition | None:
    """The last edition that was published."""
    return Edition(history[-1].edition, history[-1].date) if history else None


def refusal(edition: Edition, history: tuple[ChangeRow, ...], *, changed: bool) -> str:
    """Why this edition may not be published, as a sentence with the remedy; empty when it may, or is out already."""
    return next(_refusals(edition, last_of(history), changed=changed), "")


def _refusals(edition: Edition, last: Edition | None, *, changed: bool) -> Iterator[str]:
    if numbered(edition.number) == numbered(UNPUBLISHED):
        yield "there is no edition 0. Give the number and the date of the edition in seeds/edition.yml, then build."
    if not edition.date:
        yield f"edition {edition.number} has no date. Give one in seeds/edition.yml, then build."
    if last is None:
        return
    if edition == last:
        if changed:
            yield f"edition {last.number} is out, and the archive has changed. Give a higher number, then build."
    elif numbered(edition.number) <= numbered(last.number):
        yield f"edition {last.number} of {last.date} is out. Give a higher number in seeds/edition.yml, then build."
    elif edition.date < last.date:
        yield f"edition {last.number} is of {last.date}, later than {edition.date}. Mend the date, then build."
