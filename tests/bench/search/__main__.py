"""What this search, Material's and Pagefind's cost on the same archives: `python -m tests.bench.search [COUNT …] [KIND …]`."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Error as BrowserError
from playwright.sync_api import sync_playwright

from tests.bench.search.archive import Papers, write
from tests.bench.search.asked import queries
from tests.bench.search.browse import Cost, costs
from tests.bench.search.made import KINDS
from tests.chromium import launch

COUNTS = (47, 2000, 10_000)


def main(*words: str) -> None:
    """Print, for each size and search, what building took, then what the queries cost."""
    counts = [int(word) for word in words if word.isdigit()] or COUNTS
    kinds = [word for word in words if word in KINDS] or list(KINDS)
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright, launch(playwright) as browser:
        for count in counts:
            folder = Path(name) / str(count)
            folder.mkdir()
            write(folder / "papers.pickle", count)
            papers = Papers(folder / "papers.pickle")
            print(f"\n{count} papers, {_distinct(papers):.1%} of their blocks distinct", flush=True)
            asked = queries(papers)
            for kind in kinds:
                _built(kind, folder / "papers.pickle", folder / kind)
                try:
                    _browsed(costs(browser, kind, folder / kind, papers, asked))
                except BrowserError as trouble:  # an index that is too much for a page must not end the comparison
                    print(f"{'':10} no answer: {str(trouble).splitlines()[0]}", flush=True)


def _distinct(papers: Papers) -> float:
    texts = [block.text for paper in papers for block in paper.blocks if block.kind == "paragraph"]
    return len(set(texts)) / len(texts)


def _built(kind: str, papers: Path, folder: Path) -> None:
    command = [sys.executable, "-m", "tests.bench.search.made", kind, str(papers), str(folder)]
    took = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    text, seconds = took["text"] / 1e6, took["seconds"]
    print(
        f"\n{kind:10} {text:.1f} MB of text indexed in {seconds:.1f} s ({text / seconds:.1f} MB/s), {took['memory']:.0f} MB"
        f" of memory; {took['bytes'] / 1e6:.1f} MB in {took['files']} files"
    )
    for name, size in took["folders"].items():
        print(f"{'':12}{name:12}{size / 1e6:8.2f} MB")


def _browsed(found: Sequence[Cost]) -> None:
    kinds: defaultdict[tuple[bool, str], list[Cost]] = defaultdict(list)
    for cost in found:
        kinds[cost.first, "all classes"].append(cost)
        kinds[cost.first, cost.asked.kind].append(cost)
    print(f"{'':10} {'':26}{'KB':>8}{'p95':>8}{'ms':>8}{'p95':>8}{'recall':>9}{'precision':>11}")
    for (first, kind), some in sorted(kinds.items(), key=lambda each: not each[0][0]):
        label = f"{'first' if first else 'later'}, {kind}"
        if not first or kind == "all classes":
            _row(label, some)


def _row(label: str, some: Sequence[Cost]) -> None:
    size, ms = [cost.bytes / 1e3 for cost in some], [cost.ms for cost in some]
    wanted, found = sum(len(cost.asked.wanted) for cost in some), sum(cost.found for cost in some)
    right = sum(cost.right for cost in some)
    recall = f"{right / wanted:8.1%}" if wanted else f"{'':8}"
    precision = f"{right / found:10.1%}" if found else f"{'':10}"
    print(
        f"{'':10} {label:26}{statistics.median(size):8.0f}{_high(size):8.0f}{statistics.median(ms):8.0f}{_high(ms):8.0f}"
        f" {recall} {precision}"
    )


def _high(numbers: Sequence[float]) -> float:
    """The 95th percentile."""
    return sorted(numbers)[min(len(numbers) - 1, int(len(numbers) * 0.95))]


if __name__ == "__main__":
    main(*sys.argv[1:])
