"""Folder -> a site of two editions: the seeds published, then a paper withdrawn, a boundary moved and two papers joined."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import NamedTuple

from click.testing import CliRunner

from build_scripts.__main__ import main
from build_scripts.links import index, resolve
from build_scripts.model import Place
from build_scripts.pipeline import build
from tests.gold_labels import FOLDER

EDITION = 'number: "{number}"\ndate: "202{number}-01-01"\n'
CURATED = {
    "000": """\
withdrawn:
  - {document: "193", last: 247, why: 演练中撤回, by: 编者}
boundaries:
  - {no_begin: "43", why: 演练}
  - {begin: "47", why: 演练}
""",
    "001": """\
boundaries:
  - {no_begin: "33", why: 演练}
""",
}
STEP = 5  # of so many places of a paper one is tried
TOUCHED = {"000:9", "000:43", "000:193", "001:9", "001:33"}


class Promise(NamedTuple):
    """An address of the first edition, and the words it led to."""

    page: str
    place: Place
    words: str


class Rehearsed(NamedTuple):
    """The site of the second edition, and what the first promised."""

    site: Path
    promises: tuple[Promise, ...]


def rehearse(folder: Path) -> Rehearsed:
    """Build and publish both editions below an empty folder."""
    (folder / "seeds").mkdir()
    for path in (*FOLDER.glob("*.txt"), FOLDER / "sources.tsv"):
        shutil.copy(path, folder / "seeds")
    edition(folder, 1)
    run(folder, "build")
    assert "47 changes, 47 rows of places" in run(folder, "publish")
    promises = promised(folder)
    for name, words in CURATED.items():
        (folder / "seeds" / f"{name}.yml").write_text(words, encoding="utf-8")
    edition(folder, 2)
    run(folder, "build")
    run(folder, "publish")
    run(folder, "site")
    return Rehearsed(folder / "site", promises)


def run(folder: Path, *arguments: str) -> str:
    done = CliRunner().invoke(main, ["--seeds", str(folder / "seeds"), "--jobs", "1", *arguments])
    assert done.exit_code == 0, done.output
    return done.output


def edition(folder: Path, number: int) -> None:
    (folder / "seeds" / "edition.yml").write_text(EDITION.format(number=number), encoding="utf-8")


def promised(folder: Path) -> tuple[Promise, ...]:
    made = build(folder / "seeds", folder / ".build" / "sources", 1).archive
    known = index(made)
    found = []
    for row in made.links:
        first = Place.within(row.source, row.first)
        places = [Place.within(row.source, local) for local in row.inside]
        for place in places[::STEP] if str(first) in TOUCHED else places[-1:]:
            spot, at = (target := resolve(known, place)).spot, target.at
            assert spot is not None
            found.append(Promise(f"archive/{row.source}/{row.first}.html", place, spot.block.text[at or spot.at :]))
    return tuple(found)
