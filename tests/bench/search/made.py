"""An archive -> the index of one search: `python -m tests.bench.search.made KIND PAPERS FOLDER`, a process for each.

Prints what that took: seconds of processor time, the most memory in MB (of this process, which reads the papers from
disk one by one, or of the program that it runs), and the bytes of UTF-8 text.
"""

from __future__ import annotations

import gzip
import html
import json
import resource
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import material  # type: ignore[import-untyped]
import yaml

from build_scripts.model import Document
from build_scripts.project import CODE, SETTINGS
from build_scripts.search.engine import engine_page
from build_scripts.search.index import index_pages
from build_scripts.strict_yaml import Lenient
from tests.bench.search.archive import Papers

ASSETS = Path(material.__file__).parent / "templates" / "assets" / "javascripts"
PAGEFIND = "pagefind_bin_extended"


def ours(papers: Papers, folder: Path) -> None:
    """The index as a build writes it, piece by piece."""
    script = engine_page()
    _write(folder / script.path, gzipped(script.content), script.content)
    for page in index_pages(papers):
        _write(folder / page.path, None, page.content)


def material_search(papers: Papers, folder: Path) -> None:
    """What Material's plugin writes: an entry for each section, one file; served gzipped, as hosts do."""
    settings = yaml.load((CODE / SETTINGS).read_text(encoding="utf-8"), Lenient)  # noqa: S506 (of this project)
    plugins = (each for each in settings["plugins"] if isinstance(each, dict))
    plugin: dict[str, Any] = next((each["search"] for each in plugins if "search" in each), {})
    fields = {"title": {"boost": 1000.0}, "text": {"boost": 1.0}, "tags": {"boost": 1000000.0}}
    config = {"lang": ["en"], "separator": plugin.get("separator", EACH_HAN), "pipeline": [], "fields": fields}
    docs = [entry for paper in papers for entry in _entries(paper)]
    words = json.dumps({"config": config, "docs": docs}, ensure_ascii=False, separators=(",", ":")).encode()
    _write(folder / "search_index.json", gzipped(words), words)
    (worker,) = (ASSETS / "workers").glob("search.*.min.js")
    _write(folder / "worker.js", gzipped(worker.read_bytes()), worker.read_bytes())


# Each Han character a word: what serves Material best without a dictionary.
EACH_HAN = r"[\s\u200b\u3000!-/:-@\[-`{-~、，。：；？！“”‘’（）《》〈〉【】…]+|(?<=[\u3400-\u9fff])(?=\S)|(?<=\S)(?=[\u3400-\u9fff])"


def _entries(paper: Document) -> Iterator[dict[str, Any]]:
    held = {"location": f"{paper.id}.html", "title": paper.title, "text": ""}
    for block in paper.blocks:
        if block.kind == "heading":
            yield held
            held = {"location": f"{paper.id}.html#{block.place.anchor}", "title": html.escape(block.text), "text": ""}
        else:
            held["text"] += f"<p>{html.escape(block.text)}</p>"
    yield held


def pagefind(papers: Papers, folder: Path) -> None:
    """Pagefind's index of pages that hold the same blocks, with its segmentation of Chinese."""
    pages = folder / "pages"
    for paper in papers:
        body = "".join(_element(block.kind == "heading", block.place.anchor, block.text) for block in paper.blocks)
        title = html.escape(paper.title)
        words = f"<!doctype html><html lang=zh><title>{title}</title><body><h1>{title}</h1>{body}</body></html>"
        _write(pages / f"{paper.id}.html", None, words.encode())
    command = [
        sys.executable,
        "-m",
        PAGEFIND,
        "--site",
        str(pages),
        "--output-path",
        str(folder / "pagefind"),
        "--silent",
    ]
    subprocess.run(command, check=True)
    shutil.rmtree(pages)


def _element(heading: bool, anchor: str, text: str) -> str:
    tag = "h2" if heading else "p"
    return f"<{tag} id={anchor}>{html.escape(text)}</{tag}>"


KINDS: Mapping[str, Callable[[Papers, Path], None]] = {"ours": ours, "material": material_search, "pagefind": pagefind}


def gzipped(data: bytes) -> bytes:
    return gzip.compress(data, 9, mtime=0)


def _write(path: Path, packed: bytes | None, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    if packed is not None:
        path.with_name(path.name + ".gz").write_bytes(packed)


def main(kind: str, archive: str, folder: str) -> None:
    """Build one index and print what it took."""
    place = Path(folder)
    place.mkdir(parents=True)
    papers = Papers(Path(archive))
    text = sum(len(block.text.encode()) for paper in papers for block in paper.blocks)
    before = _processor()
    KINDS[kind](papers, place)
    seconds = _processor() - before
    which = resource.RUSAGE_CHILDREN if kind == "pagefind" else resource.RUSAGE_SELF
    made = {path.relative_to(place): path.stat().st_size for path in place.rglob("*") if _is_sent(path)}
    print(json.dumps({
        "seconds": seconds,
        "memory": resource.getrusage(which).ru_maxrss / 1e3,
        "text": text,
        "files": len(made),
        "bytes": sum(made.values()),
        "folders": _by_folder(made),
    }))  # fmt: skip


def _is_sent(path: Path) -> bool:
    """Is it a file, and no gzipped one beside it that is sent in its place?"""
    return path.is_file() and not path.with_name(f"{path.name}.gz").exists()


def _by_folder(made: Mapping[Path, int]) -> dict[str, int]:
    """How many bytes there are in each folder of the index."""
    found: Counter[str] = Counter()
    for path, size in made.items():
        found[path.parent.name or path.name] += size
    return dict(found)


def _processor() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


if __name__ == "__main__":
    main(*sys.argv[1:])
