"""A few papers written by hand, whose order and counts one can reckon."""

from __future__ import annotations

from build_scripts.model import Annotation, Block, BlockKind, Document, Piece, Place

Row = tuple[BlockKind, str]


def paper(line: int, title: str, *rows: Row, source: str = "000", **claims: str | int | tuple[int, int]) -> Document:
    """A paper whose blocks stand on every second line from `line` on; a claim is `stated`."""
    blocks = tuple(
        Block(kind, Place(source, at), text, (Piece(at, 0, len(text)),), 1 if kind == "heading" else 0)
        for at, (kind, text) in zip(range(line, line + 2 * len(rows), 2), rows, strict=True)
    )
    made = tuple(Annotation(kind, value, "stated", ()) for kind, value in claims.items())
    return Document(source, blocks, title, made)


PAPERS = (
    paper(
        1,
        "安监工作总结",
        ("heading", "一、职业卫生"),
        ("paragraph", "开展了职业卫生检查，共检查25家。"),
        ("paragraph", "尘肺病防治。"),
        genre="总结汇报",
        year=2013,
        region="江苏省常州市",
        region_code="320400",
    ),
    paper(
        21,
        "职业卫生讲话",
        ("salutation", "同志们："),
        ("paragraph", "检查要严。"),
        ("paragraph", "尘肺病和职业卫生检查，著作与着力，着力。"),
        genre="讲话",
        year=2009,
        region="江苏省",
        region_code="320000",
    ),
    paper(41, "医疗工作", ("paragraph", "提高医疗质量；尘肺病诊断。衛生室建设，检查。"), genre="讲话"),
    paper(7, "", ("paragraph", "全国。家庭医生签约。职业，卫生。"), source="001", year=2010, region="全国"),
)

# What is shown of a paper, and what is known of one whose year is not.
TELLING = (
    paper(
        1,
        "",
        ("heading", "一、尘肺病"),
        ("heading", "健康"),
        ("paragraph", "尘肺病要体检。"),
        ("paragraph", "尘肺病的诊断，" + "由有资质的机构按国家规定的标准和程序进行，" * 8 + "并作体检。"),
        ("paragraph", "尘肺病、尘肺病人、尘肺病防治。"),
        ("heading", "健康促进"),
        ("paragraph", "宣传与健康。"),
    ),
    paper(41, "", ("paragraph", "乡镇企业。"), year_range=(2005, 2009)),
    paper(51, "", ("paragraph", "乡镇企业。")),
)
