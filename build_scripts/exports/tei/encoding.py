"""Document -> encodingDesc: what was done to the source, how places are told, and the classes that the text names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from build_scripts.exports.tei.xml import element, words
from build_scripts.model import Document
from build_scripts.render.names import edit_name

CLASSES = {"genre": "文种", "level": "级别", "topics": "主题"}
PROJECT = "本文件由“{name}”的构建程序从来源文件生成：分篇、校订、判断都由规则和知识表作出，或由编者在订正文件里写明。"
SAMPLING = "只收这一篇；来源文件里的空行、篇次分隔和网站文字不录，逐行照录见来源页。"
CORRECTION = "“sic”“corr”是改正的讹误，“ana”指明规则。取“sic”“orig”得底本原字，取“corr”“reg”得正文，都一字不差。"
NORMALIZATION = "“orig”“reg”是例行的统一：繁简、标点的全半角、空白、不可见字符、夹注的读音。"
SEGMENTATION = (
    "“div”依标题的编号和层次分出；标题和正文同在一行的，正文另作“p”。篇首的题目、称呼、日期、讲话人作“head”“salute”“dateline”“byline”，"
    "在别处的作“ab”。各段的“xml:id”与网页上的锚相同。"
)
INTERPRETATION = (
    "“gap”是隐去（redacted）或缺失（lost）之处，原有的记号照录在“seg”里，不作填补；"
    "“seg”的“subtype”是失去的是什么，不知多少的一概作 unknown。"
    "“unclear”是存疑之处，随后的“note”说明。题名、地区、年份、文种等的把握和所据的字句在“standOff”。"
    "引用的法规、术语、各节的主题和报告的数字不在本文件，见同名的 jsonld 文件。"
)
REFERENCE = "“lb”“milestone”的“n”是来源的行，或行中的位置（59-18：第59行第18个字之后），与“来源:行”的处所一致。"
REGIONS = "“placeName”的“key”是 GB/T 2260 的行政区划代码，“ref”是文库中该地的各篇。"


def encoding(document: Document, rules: Mapping[str, str], name: str) -> str:
    """The element; `rules` are the ids of the rules that the text names, `name` is the archive's."""
    taxonomies = [*_rules(rules), *(_taxonomy(document, kind) for kind in CLASSES if classes(document, kind))]
    return "\n".join((
        "<encodingDesc>",
        element("projectDesc", _said(PROJECT.format(name=name))),
        element("samplingDecl", _said(SAMPLING)),
        element(
            "editorialDecl",
            element("correction", _said(CORRECTION), method="markup"),
            element("normalization", _said(NORMALIZATION), method="markup"),
            element("segmentation", _said(SEGMENTATION)),
            element("interpretation", _said(INTERPRETATION)),
        ),
        element("refsDecl", _said(REFERENCE), _said(REGIONS)),
        *([element("classDecl", *taxonomies)] if taxonomies else []),
        "</encodingDesc>",
    ))  # fmt: skip


def classes(document: Document, kind: str) -> Sequence[str]:
    """What the document is classed as, each once, in the order of its claims."""
    found = (str(each.value) for each in document.annotations if each.kind == kind and each.value is not None)
    return tuple(dict.fromkeys(found))


def claimed_id(kind: str, number: int) -> str:
    """The id of what says that the document is of the class with this number."""
    return f"{kind}.{number}.claimed"


def _said(text: str) -> str:
    return element("p", words(text))


def _rules(rules: Mapping[str, str]) -> Iterator[str]:
    if rules:
        rows = (_category(name, edit_name(rule)) for rule, name in rules.items())
        yield element("taxonomy", element("desc", "校订的规则"), *rows, xml_id="rules")


def _taxonomy(document: Document, kind: str) -> str:
    rows = (_category(f"{kind}.{number}", name) for number, name in enumerate(classes(document, kind), 1))
    return element("taxonomy", element("desc", CLASSES[kind]), *rows, xml_id=kind)


def _category(name: str, says: str) -> str:
    return element("category", element("catDesc", words(says)), xml_id=name)
