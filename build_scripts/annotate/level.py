"""Document, zones -> level, where the paper's words for itself gave none: by whom it addresses, and its issuer."""

from __future__ import annotations

from build_scripts.annotate.issuer.bodies import area_of, is_national
from build_scripts.annotate.region.full_names import NATION, NATION_CODE
from build_scripts.annotate.wordings import hits, levels
from build_scripts.annotate.zones import Zones, evidence
from build_scripts.model import Annotation, CleanText, Document, Level

SAYS = "发文机关属于此级"
# What the last word before a body's name tells of its level; a 市 may be a county's, which nothing here tells.
LEVELS: dict[str, Level] = {
    **dict.fromkeys(("省", "自治区"), "省"),
    **dict.fromkeys(("市", "州", "盟", "地区", "自治州"), "市"),
    **dict.fromkeys(("县", "区", "旗", "新区", "开发区"), "县"),
    **dict.fromkeys(("镇", "乡", "街道", "村"), "乡镇"),
}  # fmt: skip


def level(text: CleanText, document: Document, parts: Zones) -> Annotation | None:
    """The level that a wording shows; None when the document has a level, or nothing tells."""
    if document.claim("level"):
        return None
    genre = document.claim("genre")
    for row, pattern in levels():
        for hit in hits(row, pattern, parts, str(genre.value) if genre else ""):
            clue = evidence(text, parts[row.where], hit.span(), f"level: {row.rule}", row.says)
            return Annotation("level", row.level, row.certainty, (clue,), f"{row.says}，故知是{row.level}级。")
    return None


def level_of_issuer(document: Document) -> Annotation | None:
    """The level of the body that issued the paper."""
    found = document.claim("issuer")
    if found is None or not isinstance(found.value, str) or document.claim("level"):
        return None
    area = area_of(found.value)
    made: Level | None = "全国" if is_national(found.value) else _of(area)
    return Annotation("level", made, "inferred", found.evidence, f"{SAYS}：{found.value}。") if made else None


def nation_code(document: Document) -> Annotation | None:
    """The code of papers of the whole state, which the region's engine leaves out: no unit bears it."""
    found = document.claim("region")
    if found is None or found.value != NATION or document.claim("region_code"):
        return None
    return Annotation("region_code", NATION_CODE, found.certainty, found.evidence, found.note)


def _of(area: str) -> Level | None:
    return next((LEVELS[area[-size:]] for size in (3, 2, 1) if area[-size:] in LEVELS), None)
