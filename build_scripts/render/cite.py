"""Document -> citations: GB/T 7714, BibTeX and CSL-JSON, complete but for the address, which the page knows.

GB/T 7714-2015 cites a paper in a compilation as 责任者. 题名[G/OL]//汇编题名. 版本. 年: 处所[引用日期]. 地址, and
puts a year that is inferred in brackets. CSL-JSON is that of citation-style-language 1.0.2, where it is `circa`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from build_scripts.model import Archive, Document, Edition, Page, Site
from build_scripts.render.literals import json_bytes
from build_scripts.render.names import one_line, title_of

UNPUBLISHED = "0"  # the number of an archive that has no edition yet
TYPES = {"讲话": "speech", "总结汇报": "report"}
SPECIAL = re.compile(r"[\\{}$&#%_~^]")  # what means something to TeX: 50%, a_b; not 《》
# A brace counts for BibTeX even when it is escaped: \{ would leave the field open.
TEX = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}

Parts = tuple[str, ...]  # words and, at every second position, the name of a gap: place, day, address


class Citations(msgspec.Struct, frozen=True):
    """One document's citations. A gap is `place` (000:43), `day` (when it was read) or `address`.

    `shown` is GB/T 7714 for readers of a page without scripts or address. In `csl` the page sets `archive_location`,
    `URL` and `accessed`.
    """

    shown: str
    gbt: Parts
    bibtex: Parts
    csl: dict[str, Any]


def cite_pages(archive: Archive) -> Iterator[Page]:
    """A page of data for each document, which the Markdown extension shows (`markdown_ext/cite.py`)."""
    for document in archive.documents:
        path = f"data/cite/{document.source}/{document.place.local}.json"
        made = citations(document, archive.site, archive.edition)
        yield Page(path, json_bytes(msgspec.to_builtins(made)), committed=False)


def citations(document: Document, site: Site, edition: Edition) -> Citations:
    """The three forms; a paper without a known issuer or year says so or leaves it out, as each form has it."""
    gbt = _gbt(document, site, edition)
    return Citations(
        shown=f"{gbt[0]}{document.place}.",
        gbt=gbt,
        bibtex=_bibtex(document, site, edition),
        csl=_csl(document, site, edition),
    )


def _gbt(document: Document, site: Site, edition: Edition) -> Parts:
    author = _said(document, "issuer")
    published = f"{edition.number}版" if edition.number != UNPUBLISHED else ""
    said = filter(None, (author, f"{title_of(document)}[G/OL]//{site.name}", published, _year_words(document)))
    return (". ".join(said) + ": ", "place", "[", "day", "]. ", "address", ".")


def _year_words(document: Document) -> str:
    """2009, [2010] where it is inferred, [2014—2017], [2002—], [年份不详]."""
    first, last = years(document)
    claim = document.claim("year")
    if claim and claim.value is not None and claim.certainty != "inferred":
        return str(claim.value)
    if first is None and last is None:
        return "[年份不详]"
    return f"[{first}]" if first == last else f"[{first or ''}—{last or ''}]"


def years(document: Document) -> tuple[int | None, int | None]:
    """The first and last year in which the paper can have been issued, as far as they are known."""
    claim, bounds = document.claim("year"), document.claim("year_range")
    if claim and isinstance(claim.value, int):
        return claim.value, claim.value
    return bounds.value if bounds and isinstance(bounds.value, tuple) else (None, None)


def _bibtex(document: Document, site: Site, edition: Edition) -> Parts:
    first, last = years(document)
    fields = {
        "author": f"{{{_tex(_said(document, 'issuer'))}}}" if _said(document, "issuer") else "",
        "title": f"{{{_tex(title_of(document))}}}",
        "year": str(first) if first is not None and first == last else "",
        "booktitle": f"{{{_tex(site.name)}}}",
        "edition": _tex(edition.number) if edition.number != UNPUBLISHED else "",
        "address": _tex(_said(document, "region")),
        "langid": "chinese-simplified",
        "note": _tex(_certainty_words(document)),
    }
    body = "".join(f"  {name} = {{{words}}},\n" for name, words in fields.items() if words)
    opening = f"@incollection{{archive-{_key(document.id)},\n{body}"
    return (f"{opening}  pages = {{", "place", "},\n  urldate = {", "day", "},\n  url = {", "address", "},\n}\n")


def _key(identity: str) -> str:
    """A BibTeX key of letters, figures and hyphens, one for each id."""
    return re.sub(r"[^0-9A-Za-z-]", lambda found: f"-{ord(found[0]):x}-", identity)


def _tex(words: str) -> str:
    return SPECIAL.sub(lambda found: TEX.get(found[0], f"\\{found[0]}"), words)


def _certainty_words(document: Document) -> str:
    """What a bibliography must not hide: that a year is inferred, or known within bounds only."""
    claim = document.claim("year")
    if claim and claim.value is not None:
        return {"inferred": "年份系推定", "curated": "年份系人工考订"}.get(claim.certainty, "")
    return f"年份未定，{_year_words(document)}" if years(document) != (None, None) else "年份不详"


def _csl(document: Document, site: Site, edition: Edition) -> dict[str, Any]:
    claim = document.claim("genre")
    genre, author, region = _said(document, "genre"), _said(document, "issuer"), _said(document, "region")
    made = {
        "id": f"archive-{document.id}",
        "type": TYPES.get(str(claim.value) if claim else "", "document"),
        "title": title_of(document),
        "author": [{"literal": author}] if author else None,
        "issued": _issued(document),
        "genre": genre,
        "publisher-place": region,
        "container-title": site.name,
        "archive": site.name,
        "archive_location": str(document.place),
        "edition": edition.number if edition.number != UNPUBLISHED else "",
        "note": _certainty_words(document),
        "language": "zh-CN",
    }
    return {name: value for name, value in made.items() if value}


def _issued(document: Document) -> dict[str, Any] | None:
    known = [[each] for each in dict.fromkeys(years(document)) if each is not None]
    if not known or (len(known) == 1 and None in years(document)):
        return None  # an open range is no date
    claim = document.claim("year")
    sure = claim is not None and claim.value is not None and claim.certainty != "inferred"
    return {"date-parts": known} if sure else {"date-parts": known, "circa": True}


def _said(document: Document, kind: str) -> str:
    claim = document.claim(kind)
    return "" if claim is None or claim.value is None else one_line(str(claim.value))
