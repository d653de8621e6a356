"""Claims as Web Annotations: each leads to its words, by position and by quotation, and pages lead to one another."""

from __future__ import annotations

import json
import posixpath
from typing import Any

from build_scripts.exports import export_pages
from build_scripts.model import Annotation, Document, Figure
from build_scripts.render.source import source_pages
from tests.exports.made import archive, contents, exports, hostile, paper

PURPOSES = {"tagging", "identifying", "assessing", "commenting", "linking"}


def page(document: Document) -> Any:
    return json.loads(exports()[paper(document, ".jsonld")])


def test_words_are_found_where_the_selector_says() -> None:
    made = contents(export_pages(hostile()))
    found = [(hostile().documents[0], json.loads(made[paper(hostile().documents[0], ".jsonld")]))]
    spans = 0
    for document, read in (*((each, page(each)) for each in archive().documents), *found):
        texts = {block.place.anchor: block.text for block in document.blocks}
        claims: tuple[Annotation | Figure, ...] = (*document.annotations, *document.figures)
        assert len(read["items"]) == len(claims)
        for item, claim in zip(read["items"], claims, strict=True):
            assert {body["purpose"] for body in item["body"]} <= PURPOSES
            if claim.span is None:
                assert set(item["target"]) == {"type", "source"}
                continue
            spans += 1
            selector = item["target"]["selector"]
            position, quote = selector["refinedBy"]
            text, start, end = texts[selector["value"]], position["start"], position["end"]
            assert (start, end) == (claim.span.start, claim.span.end)
            assert text[start:end] == quote["exact"]
            assert text[:start].endswith(quote["prefix"])
            assert text[end:].startswith(quote["suffix"])
    assert spans > 100


def test_what_a_claim_rests_on_stands_where_it_leads() -> None:
    written = {volume.source.id: volume.source.lines for volume in archive().volumes}
    pages = {page.path for volume in archive().volumes for page in source_pages(volume, b"")}
    texts = {
        f"{document.path}.html": {block.place.anchor: block.text for block in document.blocks}
        for document in archive().documents
    }
    abroad, placed, clues = 0, 0, 0
    for document in archive().documents:
        name = paper(document, ".jsonld")
        for item in page(document)["items"]:
            for body in (each for each in item["body"] if each["purpose"] == "linking"):
                address = posixpath.normpath(posixpath.join("data", posixpath.dirname(name), body["source"]))
                anchor, (*position, quote) = body["selector"]["value"], body["selector"]["refinedBy"]
                clues += 1
                abroad += address in texts and address != f"{document.path}.html"
                if address in texts:
                    text = texts[address][anchor]
                else:
                    assert address.replace(".html", ".md") in pages
                    source = posixpath.basename(address).removesuffix(".html")
                    text = written[source][int(anchor.removeprefix("L")) - 1]
                assert quote["exact"] in text
                placed += len(position)
                assert [text[each["start"] : each["end"]] for each in position] in ([], [quote["exact"]])
    assert placed > 0.9 * clues
    assert abroad, "no witness tells what another one masks"


def test_pages_lead_through_the_collection() -> None:
    collection = json.loads(exports()["annotations.jsonld"])
    name, seen, start = posixpath.normpath(f"data/{collection['first']}"), list[str](), 0
    while name:
        read = json.loads(exports()[name.removeprefix("data/")])
        assert posixpath.normpath(posixpath.join(posixpath.dirname(name), read["id"])) == name
        assert read["startIndex"] == start
        assert read["partOf"]["total"] == collection["total"]
        seen, start = [*seen, name], start + len(read["items"])
        name = posixpath.normpath(posixpath.join(posixpath.dirname(name), read["next"])) if "next" in read else ""
    assert seen == [f"data/{paper(document, '.jsonld')}" for document in archive().documents]
    assert posixpath.normpath(f"data/{collection['last']}") == seen[-1]
    assert start == collection["total"]
