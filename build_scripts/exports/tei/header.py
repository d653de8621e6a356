"""Document -> teiHeader: title, edition, terms, source, place and date with their certainty, classes, changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from build_scripts.exports.interface import RIGHTS, VERSION
from build_scripts.exports.tei.block import CERTAINTY
from build_scripts.exports.tei.encoding import CLASSES, claimed_id, classes, encoding
from build_scripts.exports.tei.xml import element, words
from build_scripts.knowledge.topics import topics
from build_scripts.model import Annotation, Archive, ChangeRow, Document, Source
from build_scripts.render.anchors import REGION, region_anchor
from build_scripts.render.names import characters, one_line, title_of

# att.editLike: on what a claim rests. What the paper tells is internal; a curator's word is that of an editor.
EVIDENCE: Mapping[str, str] = {"stated": "internal", "inferred": "internal", "curated": "conjecture"}
CHANGES = {"added": "新收", "changed": "改动", "gone": "并入别篇", "withdrawn": "撤回", "restored": "恢复"}
FROM_PAGE = "../../../"  # from the folder of a paper's file to the top of the site


def header(
    document: Document, source: Source, archive: Archive, rules: Mapping[str, str], changes: Sequence[ChangeRow]
) -> str:
    """The element `teiHeader`; `rules` are the ids of the rules that the text names, `changes` what editions did."""
    parts = (
        _file(document, source, archive),
        encoding(document, rules, archive.site.name),
        _profile(document, rules, archive.site.address or FROM_PAGE),
        *_revisions(changes),
    )
    return "\n".join(("<teiHeader>", *parts, "</teiHeader>"))


# ---- fileDesc


def _file(document: Document, source: Source, archive: Archive) -> str:
    edition, site = archive.edition, archive.site
    issuer = document.claim("issuer")
    author = _author(issuer) if issuer and issuer.value is not None else ""
    edited = element("respStmt", element("resp", "校订、分篇和注释"), element("name", words(site.name)))
    dated = element("date", edition.date, when=edition.date) if edition.date else ""
    numbered = element("edition", words(f"第 {edition.number} 版，格式 {VERSION}"), dated, n=edition.number)
    return "\n".join((
        "<fileDesc>",
        element("titleStmt", element("title", words(title_of(document)), xml_id="title"), author, edited),
        element("editionStmt", numbered),
        element("extent", element("measure", unit="字", quantity=characters(document.blocks))),
        _publication(document, archive),
        element("sourceDesc", _source(document, source)),
        "</fileDesc>",
    ))  # fmt: skip


def _author(claim: Annotation) -> str:
    return element("author", element("orgName", words(str(claim.value)), xml_id="issuer", **_surety(claim)))


def _publication(document: Document, archive: Archive) -> str:
    site = archive.site
    page = f"{site.address}{document.path}.html"
    return element(
        "publicationStmt",
        element("publisher", words(site.name)),
        element("date", archive.edition.date, when=archive.edition.date) if archive.edition.date else "",
        element("idno", words(document.id), type="document"),
        element("idno", words(str(document.place)), type="place"),
        element("idno", words(page), type="URI" if site.address else "path"),
        element("availability", element("p", words(RIGHTS)), status="restricted"),
    )


def _source(document: Document, source: Source) -> str:
    first, last = document.span
    scope = element("biblScope", f"第 {first}—{last} 行", unit="line", from_=first, to=last)
    return element(
        "bibl",
        element("title", words(one_line(source.file))),
        element("idno", words(source.id), type="source"),
        element("idno", words(source.sha256), type="SHA-256"),
        scope,
        element("note", words(f"编码：{source.encoding}")),
        xml_id=f"source-{source.id}",
    )


# ---- profileDesc


def _profile(document: Document, rules: Iterable[str], top: str) -> str:
    told = [
        element(
            "catRef",
            scheme=f"#{kind}",
            target=f"#{kind}.{number}",
            n=topics().ids.get(name),
            xml_id=claimed_id(kind, number),
        )
        for kind in CLASSES
        for number, name in enumerate(classes(document, kind), 1)
    ]
    return "\n".join((
        "<profileDesc>",
        *_abstract(document),
        element("creation", *_creation(document, top)),
        element("langUsage", *_languages(rules)),
        *([element("textClass", *told)] if told else []),
        "</profileDesc>",
    ))  # fmt: skip


def _abstract(document: Document) -> Iterator[str]:
    """The years that the paper speaks of."""
    if (claim := document.claim("covers")) and isinstance(claim.value, tuple):
        yield element("abstract", element("p", "所述年份：", _range(claim, "covers", "from_", "to")))


def _creation(document: Document, top: str) -> Iterator[str]:
    if (claim := document.claim("region")) and claim.value is not None:
        code = document.claim("region_code")
        key = str(code.value) if code and code.value is not None else None
        ref = f"{top}{REGION.removesuffix('.md')}.html#{region_anchor(key)}" if key else None
        yield element("placeName", words(str(claim.value)), xml_id="region", key=key, ref=ref, **_surety(claim))
    if (claim := document.claim("year")) and isinstance(claim.value, int):
        year = f"{claim.value:04}"
        yield element("date", f"{year}年", xml_id="year", type="issued", when=year, **_surety(claim))
    if (claim := document.claim("year_range")) and isinstance(claim.value, tuple):
        yield _range(claim, "year_range", "notBefore", "notAfter")
    if (claim := document.claim("occasion")) and claim.value is not None:
        yield element(
            "rs", words(str(claim.value)), xml_id="occasion", type="occasion", cert=CERTAINTY[claim.certainty]
        )


def _range(claim: Annotation, kind: str, first: str, last: str) -> str:
    value = claim.value if isinstance(claim.value, tuple) else (None, None)
    ends = {name: f"{year:04}" for name, year in zip((first, last), value, strict=True) if year is not None}
    said = "—".join("" if year is None else str(year) for year in dict.fromkeys(value))
    return element("date", f"{said}年", xml_id=kind, type=kind.replace("_", "-"), **ends, **_surety(claim))


def _surety(claim: Annotation) -> dict[str, str]:
    return {"cert": CERTAINTY[claim.certainty], "evidence": EVIDENCE[claim.certainty]}


def _languages(rules: Iterable[str]) -> Iterator[str]:
    """The text's, and what the source has besides: its script, and glosses, where rules have changed these."""
    made = set(rules)
    yield element("language", "简体中文", ident="zh-Hans")
    if "t2s" in made:
        yield element("language", "繁体中文：来源的原字", ident="zh-Hant")
    if "gloss" in made:
        yield element("language", "汉语拼音：来源夹注的读音", ident="zh-Latn-pinyin")


# ---- revisionDesc


def _revisions(changes: Sequence[ChangeRow]) -> Iterator[str]:
    """What each edition did to the paper, the newest first, as TEI wants them."""
    if changes:
        made = (
            element("change", f"第 {words(row.edition)} 版{CHANGES[row.change]}", n=row.edition, when=row.date or None)
            for row in reversed(changes)
        )
        yield element("revisionDesc", *made)
