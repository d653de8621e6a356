"""Plain text, Markdown and JSON: what was a block's text is so again when the file is read, whatever it holds."""

from __future__ import annotations

import json
from html.parser import HTMLParser

import pytest
import yaml
from markdown import Markdown

from build_scripts.exports import export_pages
from build_scripts.model import Archive
from build_scripts.render.names import title_of
from tests.exports.made import archive, contents, hostile, paper

ARCHIVES = pytest.mark.parametrize("made", [archive, hostile], ids=["real", "hostile"])


class Blocks(HTMLParser):
    """The text of each heading and paragraph of a page, and every tag."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[str] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert not attrs
        self.tags.add(tag)
        self.texts.append("")

    def handle_data(self, data: str) -> None:
        if self.texts and data != "\n":
            self.texts[-1] += data


def texts(found: Archive) -> list[list[str]]:
    return [[title_of(each), *(block.text for block in each.blocks)] for each in found.documents]


@ARCHIVES
def test_plain_text_has_a_line_for_each_block(made: object) -> None:
    found = made()  # type: ignore[operator]
    files = contents(export_pages(found))
    read = [files[paper(each, ".txt")].decode("utf-8-sig").removesuffix("\n").split("\n") for each in found.documents]
    assert read == texts(found)
    assert all(files[paper(each, ".txt")].startswith(b"\xef\xbb\xbf") for each in found.documents)


@ARCHIVES
def test_markdown_has_front_matter_and_the_blocks(made: object) -> None:
    found = made()  # type: ignore[operator]
    files = contents(export_pages(found))
    for document, words in zip(found.documents, texts(found), strict=True):
        text = files[paper(document, ".md.txt")].decode()
        head, body = text.removeprefix("---\n").split("\n---\n", 1)
        about = yaml.safe_load(head)
        assert (about["id"], about["place"], about["title"]) == (document.id, str(document.place), title_of(document))
        assert about["archive"] == found.site.name
        shown = Blocks()
        shown.feed(Markdown(extensions=["tables"]).convert(body))
        shown.close()
        assert shown.texts == words
        assert shown.tags <= {"h1", "h2", "h3", "h4", "h5", "p"}


@ARCHIVES
def test_json_has_the_blocks(made: object) -> None:
    found = made()  # type: ignore[operator]
    files = contents(export_pages(found))
    read = [json.loads(files[paper(each, ".json")]) for each in found.documents]
    assert [[block["text"] for block in each["blocks"]] for each in read] == [words[1:] for words in texts(found)]
    assert [each["title"] for each in read] == [each.title for each in found.documents]
