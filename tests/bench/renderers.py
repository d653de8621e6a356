"""Archives of several sizes -> how long MkDocs and Zensical take for the same pages: `make bench-renderers COUNTS="47 2000"`.

47 papers are the five seeds; more are composed (papers.py). Prints a row as soon as it is known: for each renderer
seconds on the clock, seconds of processor time, and the most memory. Zensical keeps what it made: it runs twice.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from build_scripts.project import CODE, complete, mkdocs, settings_file
from tests.bench.papers import compilations
from tests.gold_labels import FOLDER

SEEDS = 47
COUNTS = (SEEDS, 2000, 10_000)
MOST_FILES = 60_000  # in a folder of pages, with which Zensical 0.0.73 was seen to end; with 70,000 it waits for ever
COPIED = ("data/papers", "data/cite", "data/layers", "search")  # whose files no page is made from


def main(counts: Sequence[int]) -> None:
    """Print a table."""
    for count in counts:
        with tempfile.TemporaryDirectory() as name:
            _measure(Path(name), count)


def _measure(folder: Path, count: int) -> None:
    seeds, docs = folder / "seeds", folder / "docs"
    if count == SEEDS:
        shutil.copytree(FOLDER, seeds)
    else:
        compilations(seeds, count)
    _run([sys.executable, "-m", "build_scripts", "--seeds", str(seeds), "--docs", str(docs), "build"])
    complete(docs)
    files = sum(1 for each in docs.rglob("*") if each.is_file())
    print(f"{count} papers, {sum(1 for _ in docs.rglob('*.md'))} pages, {files} files", flush=True)
    _mkdocs(folder)
    if files > MOST_FILES:
        print(f"  both without {', '.join(COPIED)}: Zensical does not end with so many files", flush=True)
        for name in COPIED:
            shutil.rmtree(docs / name)
        _mkdocs(folder)
    zensical = [sys.executable, "-m", "zensical", "build", "--config-file", str(settings_file(docs))]
    print(f"  Zensical        {_run(zensical)}", flush=True)
    print(f"  Zensical again  {_run(zensical)}", flush=True)


def _mkdocs(folder: Path) -> None:
    print(f"  MkDocs          {_run(mkdocs(folder / 'docs', 'build', '--quiet'))}", flush=True)
    shutil.rmtree(folder / "site")


def _run(command: list[str]) -> str:
    """Run a program, and say how long it ran, how long the processors were at it, and how much memory it took at most."""
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(CODE)}
    begin = time.perf_counter()
    program = subprocess.Popen(command, cwd=CODE, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(program.pid, 0)
    seconds = time.perf_counter() - begin
    program.returncode = os.waitstatus_to_exitcode(status)
    if program.returncode:
        raise SystemExit(f"{command[2]} ended with {program.returncode}.")
    return f"{seconds:8.1f} s {used.ru_utime + used.ru_stime:8.1f} s of processors {_megabytes(used):6.0f} MB"


def _megabytes(used: resource.struct_rusage) -> float:
    """Linux counts in KB, macOS in bytes."""
    return used.ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)


if __name__ == "__main__":
    main([int(each) for each in sys.argv[1:]] or COUNTS)
