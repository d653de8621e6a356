"""What is known of a paper -> ids on the index pages, stable as long as the fact is: `browse/region.md#r371600`.

Every id stands on the index page itself, however large the archive is, whether or not the papers are listed there.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256

from build_scripts.render.names import UNKNOWN

REGION, YEAR, GENRE, ISSUER, OPEN = (
    "browse/region.md", "browse/year.md", "browse/genre.md", "browse/issuer.md", "browse/open.md",
)  # fmt: skip

GENRES: Mapping[str, str] = {
    "讲话": "speech",
    "总结汇报": "report",
    "工作计划": "plan",
    "工作要点": "points",
    "实施方案": "scheme",
    "意见通知": "circular",
    "其他": "other",
}

TOPICS = "browse/topics.md"


def topic_path(topic: str) -> str:
    """A topic's page, without suffix, by its id in `topics.yml`."""
    return f"browse/topics/{topic}"


LAWS = "browse/laws.md"


def law_path(law: str) -> str:
    """The page of a law that a paper cites, without suffix, by its id in `data/laws/`."""
    return f"browse/laws/{law}"


GLOSSARY = "browse/glossary.md"


def term_path(term: str) -> str:
    """The page of a term that stands in a paper, without suffix, by its id in `data/glossary/`."""
    return f"browse/glossary/{term}"


def term_anchor(term: str) -> str:
    """The id of a term on the glossary's index."""
    return f"t-{term}"


FIGURES = "browse/figures.md"


def figure_path(indicator: str) -> str:
    """The page of an indicator that several papers report, without suffix, by its id in `indicators.yml`."""
    return f"browse/figures/{indicator}"


def region_anchor(code: str | None, zone: str = "") -> str:
    """The id of a unit: `r371600` by its code of GB/T 2260; of 全国 (`000000`) and of papers not placed (None).

    A zone, which has no code, stands below the unit with this code: `r320500-` and a digest of its name.
    """
    if code is None:
        return "r-unknown"
    return f"r{code}-{_digest(zone)}" if zone else f"r{code}"


def year_anchor(first: int | None, last: int | None) -> str:
    """The id of a year (`y2012`), of a stretch of years (`y2009-2012`, `y2009-`, `y-2012`), and of neither."""
    if first is None and last is None:
        return "y-unknown"
    return f"y{first}" if first == last else f"y{first or ''}-{last or ''}"


def genre_anchor(genre: str) -> str:
    """The id of a genre's heading: `g-speech`; a digest for one that has no id here; `g-unknown` for 待考."""
    return f"g-{GENRES.get(genre) or _digest(genre)}" if genre != UNKNOWN else "g-unknown"


def issuer_anchor(office: str, level: str = "") -> str:
    """The id of a kind of office by its row of `offices.yml`, or of such offices at one level: `o-health-县`."""
    return f"o-{office}-{level}" if level else f"o-{office}"


def _digest(words: str) -> str:
    return sha256(words.encode()).hexdigest()[:8]
