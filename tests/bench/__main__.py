"""How long a build takes, and what part of the whole is ours: `make bench`."""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from build_scripts.clean import clean
from build_scripts.curation import Curation
from build_scripts.model import Source
from build_scripts.pipeline import bind
from build_scripts.project import complete, mkdocs
from build_scripts.read import split_lines
from tests.bench.papers import compilations
from tests.gold_labels import FOLDER
from tests.strangers import TEXTS

ROUNDS = 3
ROOT = Path(__file__).parent.parent.parent
MANY = 2000


def main() -> None:
    """Print a table of seconds, medians of three runs, and ratios to `mkdocs build` on the same pages."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(FOLDER, folder / "five" / "seeds")
        compilations(folder / "many" / "seeds", MANY)
        print(f"{'':38}{'ours':>8}{'MkDocs':>9}{'share':>8}")
        _archive(folder / "five", "five seeds", ROUNDS)
        _archive(folder / "many", f"{MANY} synthetic papers", 1)
    _cleaning()
    _one_source()


def _archive(place: Path, name: str, rounds: int) -> None:
    site = _median(rounds, lambda: None, lambda: _mkdocs(place)) if _ours(place) else 0.0
    cold = _median(rounds, lambda: shutil.rmtree(place / ".build", ignore_errors=True), lambda: _ours(place))
    one = _median(rounds, lambda: _change(place), lambda: _ours(place))
    warm = _median(rounds, lambda: None, lambda: _ours(place))
    for label, seconds in (("cold", cold), ("one source changed", one), ("nothing changed", warm)):
        print(f"{f'{name}, {label}':38}{seconds:7.2f}s{site:8.2f}s{seconds / site:8.2f}")


def _change(place: Path) -> None:
    """Give the first source a curation that it did not have, or take it away again."""
    rows = place / "seeds" / "000.yml"
    if rows.exists():
        rows.unlink()
    else:
        rows.write_text("{}\n", encoding="utf-8")


def _ours(place: Path) -> bool:
    _run(["-m", "build_scripts", "--seeds", str(place / "seeds"), "--docs", str(place / "docs"), "build"])
    return True


def _mkdocs(place: Path) -> bool:
    complete(place / "docs")
    _run(mkdocs(place / "docs", "build", "--quiet")[1:])
    return True


def _run(arguments: list[str]) -> None:
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, *arguments], check=True, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)


def _median(rounds: int, prepare: Callable[[], object], work: Callable[[], object]) -> float:
    found = []
    for _ in range(rounds):
        prepare()
        begin = time.perf_counter()
        work()
        found.append(time.perf_counter() - begin)
    return statistics.median(found)


def _cleaning() -> None:
    """Throughput of `clean` on Simplified text of several shapes."""
    text = (FOLDER / "000_68adf4288258b2bd.txt").read_text(encoding="utf-8")
    shapes = {
        "many lines": tuple(text.split("\n")) * 60,
        "one line of 5 MB": (text.replace("\n", "") * 60,),
        "ten thousand glosses": ("衛(wèi)生局時(shí)間" * 5000,),
    }
    print()
    for name, lines in shapes.items():
        size = sum(len(line.encode()) for line in lines) / 1e6
        begin = time.perf_counter()
        clean(Source("000", "bench.txt", "", "utf-8", lines))
        seconds = time.perf_counter() - begin
        print(f"{f'clean: {name}':38}{size / seconds:7.1f} MB/s ({size:.1f} MB)")


def _one_source() -> None:
    """Throughput of all the work on a single source, from its lines to its pages: it should not fall as it grows."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(TEXTS.glob("*.txt"))]
    texts.append((FOLDER / "000_68adf4288258b2bd.txt").read_text(encoding="utf-8"))
    folder = "\n\n==========\n\n".join(texts)
    print()
    for megabytes in (2, 20):
        times = round(megabytes * 1e6 / len(folder.encode()))
        text = "\n\n".join(folder.replace("2019", str(1995 + at % 30)) for at in range(times))
        begin = time.perf_counter()
        made = bind(Source("000", "bench.txt", "", "utf-8", split_lines(text)), Curation(), "", text.encode())
        speed = len(text.encode()) / 1e6 / (time.perf_counter() - begin)
        print(f"{f'one source of {megabytes} MB':38}{speed:7.2f} MB/s ({len(made.volume.documents)} papers)")


if __name__ == "__main__":
    main()
