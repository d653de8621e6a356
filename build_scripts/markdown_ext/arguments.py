"""A document's arguments -> a section at the end of its page: 考订, how each fact was reached, clue by clue.

Each fact has an id of its own, `why-region`, to which the head of the page links; `assets/arguments.js` shows the same
HTML in place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Any, Final
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from build_scripts.markdown_ext.permalinks import document_id
from build_scripts.markdown_ext.side import side
from build_scripts.markdown_ext.years import years_chart
from build_scripts.render.signs import edited

NAME: Final = "arguments"
TITLE: Final = "考订"
LEGEND: Final = (
    "原文明载：原文写明。推定：由下列线索推得。人工考订：编者另有依据。待考：线索不足，不作猜测。"
    "每条线索都通向它所在的段落。"
)
COMPOSED = "拟题"  # what a title is that was not stated
CERTAINTY = {"stated": "原文明载", "inferred": "推定", "curated": "人工考订", "unknown": "待考"}

_Argument = Mapping[str, Any]  # the fields of `render.arguments.Argument`; what has its default is left out
_Clue = Mapping[str, Any]  # the fields of `render.clues.Clue`


class ShelvesProcessor(Treeprocessor):
    """Tells the theme, by the title's attributes, where the indexes list the paper: `data-shelf-region="browse/…"`."""

    def __init__(self, md: Markdown, folder: str) -> None:
        super().__init__(md)
        self.folder = folder

    def run(self, root: Element) -> None:
        """Change the tree in place."""
        found, heading = side(self.folder, NAME, document_id(root)), root.find("h1")
        if found is None or heading is None:
            return
        for argument in found["arguments"]:
            if shelf := argument.get("shelf"):
                heading.set(f"data-shelf-{argument['field']}", shelf)


def arguments(_source: str, found: Mapping[str, Any]) -> str:
    """The section's body, from a file of `docs/data/arguments`."""
    return "\n".join((f'<p class="legend">{LEGEND}</p>', *map(_argument, found["arguments"])))


def _argument(argument: _Argument) -> str:
    field = escape(argument["field"])
    head = f'<h3 class="fact" id="why-{field}-name">{_fact(argument)}</h3>'
    parts = "\n".join((head, *_reasons(argument), *_engine(argument)))
    return f'<section class="argument" id="why-{field}" aria-labelledby="why-{field}-name">\n{parts}\n</section>'


def _fact(argument: _Argument) -> str:
    """地区 河北省衡水市 推定."""
    return f'<span class="field">{escape(argument["label"])}</span> {_value(argument)}'


def _value(argument: _Argument) -> str:
    kind = argument["certainty"]
    word = COMPOSED if (argument["field"], kind) == ("title", "inferred") else CERTAINTY[kind]
    value = "" if kind == "unknown" else f"{_linked(argument)} "
    return f'{value}<span class="certainty {escape(kind)}">{word}</span>'


def _linked(argument: _Argument) -> str:
    """The value, leading to the papers that share it where an index lists them."""
    value = edited(argument["value"])
    if shelf := argument.get("shelf"):
        return f'<a class="value" href="../../{escape(shelf)}">{value}</a>'
    return f'<span class="value">{value}</span>'


def _reasons(argument: _Argument) -> Iterator[str]:
    if how := argument.get("how"):
        yield f'<p class="how">{edited(how)}</p>'
    for message in argument.get("open", ()):
        yield f'<p class="open">{"".join(_words(*each) for each in message)}</p>'
    clues: Sequence[_Clue] = argument.get("clues", ())
    yield years_chart(clues, argument.get("years", ()))
    if clues:
        yield _clues(clues)
    for candidate in argument.get("candidates", ()):
        why = f'<span class="weight">{edited(candidate["why"])}</span>'
        yield f'<p class="candidate">候选 <span class="value">{edited(candidate["value"])}</span> {why}</p>'
        yield _clues(candidate.get("clues", ()))


def _clues(clues: Sequence[_Clue]) -> str:
    items = "\n".join(map(_clue, clues))
    return f'<ul class="clues">\n{items}\n</ul>' if items else ""


def _words(words: str, anchor: str) -> str:
    return f'<a class="place" href="#{escape(anchor)}">{escape(words)}</a>' if anchor else edited(words)


def _clue(clue: _Clue) -> str:
    """「…出院即报，武强、阜城要积极…」 000:269-249 武强县、阜城县，属衡水市."""
    parts = (f"<mark>{edited(each)}</mark>" if at % 2 else edited(each) for at, each in enumerate(clue["quote"]))
    stretches = " ".join(f"{start}-{end}" for start, end in clue.get("stretches", ()))
    words = f' data-words="{stretches}"' if stretches else ""
    page = f"../../{escape(clue['page'])}" if clue.get("page") else ""
    place = f'<a class="place" href="{page}#{escape(clue["at"])}"{words}>{escape(clue["place"])}</a>'
    quote = f'「<span class="quote">{"".join(parts)}</span>」'
    return f'<li>{quote} {place} <span class="says">{edited(clue.get("says", ""))}</span></li>'


def _engine(argument: _Argument) -> Iterator[str]:
    """What had been inferred before a curator spoke."""
    if engine := argument.get("engine"):
        parts = "\n".join(_reasons(engine))
        yield f'<details class="engine"><summary>线索原指向 {_value(engine)}</summary>\n{parts}\n</details>'
