"""Document -> teiHeader: title, edition, terms, source, place and date with their certainty, classes; and standOff."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from build_scripts.exports.interface import RIGHTS, VERSION
from build_scripts.exports.tei.block import CERTAINTY
from build_scripts.exports.tei.xml import element, words
from build_scripts.knowledge.topics import topics
from build_scripts.model import Annotation, Archive, Document, Source
from build_scripts.render.names import characters, edit_name, one_line, title_of

# att.editLike: on what a claim rests. What the paper tells is internal; a curator's word is that of an editor.
EVIDENCE: Mapping[str, str] = {"stated": "internal", "inferred": "internal", "curated": "conjecture"}
CLASSES = {"genre": "文种", "level": "级别", "topics": "主题"}
CLAIMED = ("title", "region", "year", "year_range", "issuer", "occasion", "covers", "genre", "level", "topics")
CORRECTION = "“sic”“corr”是改正的讹误，“orig”“reg”是例行的统一（繁简、标点、空白、注音）；“ana”指明规则。"
GAP = "“gap”是隐去（redacted）或缺失（lost）之处，原有的记号照录，不作填补；“unclear”是存疑之处。"
REFERENCE = "“lb”“milestone”的“n”是来源的行，或行中的位置（59-18：第59行第18个字之后），与“来源:行”的处所一致。"


def header(document: Document, source: Source, archive: Archive, rules: Mapping[str, str]) -> str:
    """The element `teiHeader`; `rules` are the ids of the rules that the text names."""
    parts = (
        _file(document, source, archive),
        _encoding(document, rules),
        _profile(document),
    )
    return "\n".join(("<teiHeader>", *parts, "</teiHeader>"))


def stand_off(document: Document) -> str:
    """For each claim on the whole paper how certain it is, and the words that it rests on; empty without claims."""
    made = "\n".join(_certainties(document))
    return f"<standOff>\n{made}\n</standOff>\n" if made else ""


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


# ---- encodingDesc


def _encoding(document: Document, rules: Mapping[str, str]) -> str:
    corrected = element("correction", element("p", CORRECTION))
    taxonomies = [*_rules(rules), *(_taxonomy(document, kind) for kind in CLASSES if _classes(document, kind))]
    return "\n".join((
        "<encodingDesc>",
        element("editorialDecl", corrected, element("interpretation", element("p", GAP))),
        element("refsDecl", element("p", REFERENCE)),
        *([element("classDecl", *taxonomies)] if taxonomies else []),
        "</encodingDesc>",
    ))  # fmt: skip


def _rules(rules: Mapping[str, str]) -> Iterator[str]:
    if rules:
        rows = (_category(name, edit_name(rule)) for rule, name in rules.items())
        yield element("taxonomy", element("desc", "校订的规则"), *rows, xml_id="rules")


def _taxonomy(document: Document, kind: str) -> str:
    rows = (_category(f"{kind}.{number}", name) for number, name in enumerate(_classes(document, kind), 1))
    return element("taxonomy", element("desc", CLASSES[kind]), *rows, xml_id=kind)


def _category(name: str, says: str) -> str:
    return element("category", element("catDesc", words(says)), xml_id=name)


def _classes(document: Document, kind: str) -> Sequence[str]:
    found = (str(each.value) for each in document.annotations if each.kind == kind and each.value is not None)
    return tuple(dict.fromkeys(found))


# ---- profileDesc


def _profile(document: Document) -> str:
    classes = [
        element("catRef", scheme=f"#{kind}", target=f"#{kind}.{number}", n=topics().ids.get(name))
        for kind in CLASSES
        for number, name in enumerate(_classes(document, kind), 1)
    ]
    language = element("langUsage", element("language", "简体中文", ident="zh-Hans"))
    return "\n".join((
        "<profileDesc>",
        element("creation", *_creation(document)),
        language,
        *([element("textClass", *classes)] if classes else []),
        "</profileDesc>",
    ))  # fmt: skip


def _creation(document: Document) -> Iterator[str]:
    if (claim := document.claim("region")) and claim.value is not None:
        code = document.claim("region_code")
        key = str(code.value) if code and code.value is not None else None
        yield element("placeName", words(str(claim.value)), xml_id="region", key=key, **_surety(claim))
    if (claim := document.claim("year")) and isinstance(claim.value, int):
        year = f"{claim.value:04}"
        yield element("date", f"{year}年", xml_id="year", type="issued", when=year, **_surety(claim))
    for kind, first, last in (("year_range", "notBefore", "notAfter"), ("covers", "from_", "to")):
        claim = document.claim(kind)
        if claim and isinstance(claim.value, tuple):
            yield _range(claim, kind, first, last)
    if (claim := document.claim("occasion")) and claim.value is not None:
        yield element(
            "rs", words(str(claim.value)), xml_id="occasion", type="occasion", cert=CERTAINTY[claim.certainty]
        )


def _range(claim: Annotation, kind: str, first: str, last: str) -> str:
    value = claim.value if isinstance(claim.value, tuple) else (None, None)
    ends = {name: f"{year:04}" for name, year in zip((first, last), value, strict=True) if year is not None}
    said = "—".join("" if year is None else str(year) for year in value)
    return element("date", said, xml_id=kind, type=kind.replace("_", "-"), **ends, **_surety(claim))


def _surety(claim: Annotation) -> dict[str, str]:
    return {"cert": CERTAINTY[claim.certainty], "evidence": EVIDENCE[claim.certainty]}


# ---- standOff


def _certainties(document: Document) -> Iterator[str]:
    for claim in document.annotations:
        if claim.span is None and claim.kind in CLAIMED and claim.value is not None:
            target = f"#{claim.kind}"
            said = (f"{clue.place}“{clue.quote}”{clue.says}" for clue in claim.evidence)
            told = "；".join(filter(None, (claim.note, *said)))
            degree = CERTAINTY[claim.certainty]
            yield element("certainty", element("desc", words(told)), target=target, locus="value", cert=degree)
