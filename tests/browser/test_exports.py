"""The built site's exports, as others use them: annotations find their words on the pages, TEI its places."""

from __future__ import annotations

import json
import posixpath
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from lxml import etree
from playwright.sync_api import Page as Tab

pytestmark = pytest.mark.browser

PAPERS = ("000/251", "001/47")  # a paper that another witness tells of, and one whose source is Traditional
TEI = "{http://www.tei-c.org/ns/1.0}"
# A selector, as the standard says: the element by its anchor, in it code points, or the first stretch of that wording.
FIND = """selectors => selectors.map(({value, refinedBy = []}) => {
  const element = document.getElementById(value);
  return element && refinedBy.map(({start, end, exact, prefix, suffix}) => {
    const text = element.textContent;
    if (exact === undefined) return [...text].slice(start, end).join("");
    return text.includes(prefix + exact + suffix) ? exact : null;
  });
})"""

Selectors = dict[str, list[dict[str, Any]]]


def selected(site: Path, paper: str) -> Selectors:
    """By its page, each selector of a paper's annotations."""
    name = f"data/papers/{paper}.jsonld"
    found: Selectors = defaultdict(list)
    for item in json.loads((site / name).read_bytes())["items"]:
        for each in (item["target"], *item["body"]):
            if "selector" in each:
                page = posixpath.normpath(posixpath.join(posixpath.dirname(name), each["source"]))
                found[page].append(each["selector"])
    return found


def test_annotations_find_their_words_on_the_pages(site: Path, page: Tab) -> None:
    wanted: Selectors = defaultdict(list)
    for paper in PAPERS:
        for address, selectors in selected(site, paper).items():
            wanted[address] += selectors
    assert any(address.startswith("sources/") for address in wanted)
    for address, selectors in wanted.items():
        page.goto((site / address).as_uri())
        told = page.evaluate(FIND, selectors)
        for selector, words in zip(selectors, told, strict=True):
            refined = selector.get("refinedBy", [])
            assert words == [refined[-1]["exact"]] * len(refined), (address, selector)


def test_every_record_of_the_archive_is_of_its_schema(site: Path) -> None:
    for name, records in (("documents", lines), ("parallels", lines), ("annotations", papers)):
        validator = jsonschema_rs.validator_for(json.loads((site / f"data/{name}.schema.json").read_bytes()))
        found = list(records(site, name))
        assert found
        for each in found:
            validator.validate(each)


def lines(site: Path, name: str) -> Iterator[object]:
    yield from map(json.loads, (site / f"data/{name}.jsonl").read_bytes().splitlines())


def papers(site: Path, _: str) -> Iterator[object]:
    yield from (json.loads(path.read_bytes()) for path in sorted((site / "data" / "papers").rglob("*.jsonld")))


def test_what_tei_points_to_is_there(site: Path) -> None:
    ids: Mapping[Path, set[str]] = {}
    places = 0
    for path in sorted((site / "data" / "papers").rglob("*.xml")):
        tree = etree.parse(path)
        for element in tree.iter(f"{TEI}placeName", f"{TEI}ref", f"{TEI}link"):
            for pointer in (element.get("ref") or element.get("target") or "").split():
                file, _, name = pointer.partition("#")
                aim = (path.parent / file).resolve() if file else path
                ids = ids if aim in ids else {**ids, aim: _ids(aim)}
                assert name in ids[aim], (path, pointer)
                places += element.tag == f"{TEI}placeName"
    assert places


def _ids(path: Path) -> set[str]:
    return set(re.findall(r'\bid="([^"]+)"', path.read_text(encoding="utf-8")))
