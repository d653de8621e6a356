"""Archive -> Pages: `browse/open.md`, every open question with its candidates and evidence, by field and by paper."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from html import escape

from build_scripts.model import Archive, Document, Evidence, Page, Proposal
from build_scripts.render.anchors import OPEN
from build_scripts.render.clues import Clue, Finder, Homes
from build_scripts.render.indexes.shelves import HERE, ROOT, Block, Entry, Index, Item, Label, shelve
from build_scripts.render.markdown import escape_inline
from build_scripts.render.names import one_line, title_of
from build_scripts.render.pictures.bars import Bar, bars
from build_scripts.render.pictures.svg import Drawing, figure
from build_scripts.review import FIELDS, Question, queue

HEAD = (
    "这里列出一切未定之事：文中没有线索的，线索不足的，互相矛盾的；以及文字的残缺和疑误。候选只是线索所及，不是结论。\n\n"
    "有据可定的，把“定论”中的一行补上理由，放进所示的文件，重新生成即可；页上随即注明“人工考订”及其理由。"
    "不可考的，写 `null`；文种没有不可考的，写“其他”。\n\n{picture}"
)
FEW = 300  # questions on one page
SEVERITIES = {"error": "有误", "warning": "请核对", "note": ""}


def open_pages(archive: Archive) -> tuple[Page, ...]:
    """The page of open questions."""
    asked = queue(archive)
    picture = figure(open_bars(asked, lambda anchor: f"#{anchor}")) if asked else ""
    index = Index(OPEN.removesuffix(".md"), "待考", "open", HEAD.format(picture=picture), "处", FEW)
    return shelve(index, (*_by_field(archive, asked), *_by_paper(asked)))


def open_bars(asked: Sequence[Question], href: Callable[[str], str]) -> Drawing:
    """How many questions there are of each field; `href` leads to the section with this id."""
    times = Counter(each.field for each in asked)
    held = [Bar(name, times[field], href(_anchor(field))) for field, name in FIELDS.items() if times[field]]
    return bars("questions", "待考各项", held, "处")


def _anchor(field: str) -> str:
    return f"open-{field}"


def _by_field(archive: Archive, asked: Sequence[Question]) -> Iterator[Item]:
    texts = {volume.source.id: volume.text for volume in archive.volumes}
    documents = {each.document.id: each.document for each in asked if each.document}
    homes = Homes(archive.documents)
    finders = {name: Finder(texts[document.source], document, homes) for name, document in documents.items()}
    for field, name in FIELDS.items():
        mine = [each for each in asked if each.field == field]
        if mine:
            yield Label(name, _anchor(field), len(mine), level=2)
        for each in mine:
            yield Block(_question(each, finders.get(each.document.id) if each.document else None), each.anchor)


def _by_paper(asked: Iterable[Question]) -> Iterator[Item]:
    """Each paper with the fields that are open, each a link to its question."""
    papers: dict[str, list[Question]] = {}
    for each in asked:
        if each.document:
            papers.setdefault(each.document.id, []).append(each)
    if papers:
        yield Label("按篇", "open-papers", sum(map(len, papers.values())), level=2)
    for held in papers.values():
        document = held[0].document
        if document:
            links = " · ".join(f"[{FIELDS[each.field]}]({HERE}{each.anchor})" for each in held)
            title = f"[{escape_inline(title_of(document))}]({ROOT}{document.path}.md)"
            yield Entry(f"{title}<br><small>{document.place} · {links}</small>")


# ---- one question


def _question(asked: Question, finder: Finder | None) -> str:
    document = asked.document
    parts = [
        _head(asked, document),
        f"<p>{_linked(asked, finder)}</p>",
        _known(asked, document, finder),
        _candidates(asked.candidates, document, finder),
        _row(asked),
    ]
    inside = "\n".join(filter(None, parts))
    return f'<article class="question" id="{asked.anchor}">\n{inside}\n</article>'


def _head(asked: Question, document: Document | None) -> str:
    grave = SEVERITIES[asked.finding.severity]
    said = [str(asked.finding.place or ""), grave]
    small = f"<small>{escape(' · '.join(filter(None, said)))}</small>"
    if document is None:
        return f"<p><strong>{small}</strong></p>"
    return f'<p><a href="{ROOT}{document.path}.html"><strong>{escape(title_of(document))}</strong></a> {small}</p>'


def _linked(asked: Question, finder: Finder | None) -> str:
    """The message, each place that it names a link to its paragraph."""
    if finder is None or asked.document is None:
        return escape(one_line(asked.message))
    page = f"{ROOT}{asked.document.path}.html"
    pieces = finder.linked(one_line(asked.message))
    return "".join(f'<a href="{page}#{at}">{escape(words)}</a>' if at else escape(words) for words, at in pieces)


def _known(asked: Question, document: Document | None, finder: Finder | None) -> str:
    if not asked.known:
        return ""
    said = f"已知：{escape(one_line(asked.known))}"
    clues = _clues(asked.evidence, document, finder)
    return f"<details><summary>{said}，依据</summary>\n{clues}\n</details>" if clues else f"<p>{said}</p>"


def _candidates(found: Iterable[Proposal], document: Document | None, finder: Finder | None) -> str:
    items = "\n".join(
        f"<li><strong>{escape(one_line(each.value))}</strong> <small>{escape(each.why)}</small>\n"
        f"{_clues(each.evidence, document, finder)}</li>"
        for each in found
    )
    return f'<p>候选：</p>\n<ul class="candidates">\n{items}\n</ul>' if items else ""


def _clues(found: Sequence[Evidence], document: Document | None, finder: Finder | None) -> str:
    if not found or document is None or finder is None:
        return ""
    items = "\n".join(_clue(clue, f"{ROOT}{document.path}.html") for clue in finder.clues(found))
    return f'<ul class="evidence">\n{items}\n</ul>'


def _clue(clue: Clue, page: str) -> str:
    """By turns words around a quotation and the quotation itself, as `Clue` has them."""
    words = "".join(f"<b>{escape(part)}</b>" if at % 2 else escape(part) for at, part in enumerate(clue.quote))
    says = f" <small>{escape(clue.says)}</small>" if clue.says else ""
    page = f"{ROOT}{clue.page}" if clue.page else page
    return f'<li><a href="{page}#{clue.at}">{escape(clue.place)}</a> “{words}”{says}</li>'


def _row(asked: Question) -> str:
    if asked.row is None:
        return ""
    yaml = escape(asked.row.yaml(), quote=False)
    return f"<details><summary>定论：{escape(asked.row.file)}</summary>\n<pre><code>{yaml}\n</code></pre>\n</details>"
