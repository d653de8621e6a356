"""The archive of the five seeds, its index, and one with tiny files: the same for all tests of the search."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_scripts.model import Document
from build_scripts.pipeline import build
from build_scripts.search import postings, runs, shards, units
from tests.gold_labels import FOLDER
from tests.search.index_files import written
from tests.search.oracle import Paper, papers


@pytest.fixture(scope="session")
def documents(tmp_path_factory: pytest.TempPathFactory) -> tuple[Document, ...]:
    """Every document of the five seeds."""
    return build(FOLDER, tmp_path_factory.mktemp("cache"), 1).archive.documents


@pytest.fixture(scope="session")
def held(documents: tuple[Document, ...]) -> tuple[Paper, ...]:
    return papers(documents)


@pytest.fixture(scope="session")
def index(documents: tuple[Document, ...], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The index of the five seeds as a build writes it."""
    return written(tmp_path_factory.mktemp("index"), documents)


@pytest.fixture(scope="session")
def crumbs(documents: tuple[Document, ...], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same in tiny files: lists cut into many, runs merged from many batches, as in an archive of thousands."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shards, "SHARD", 150)
        patch.setattr(shards, "LONG", 400)
        patch.setattr(postings, "UNION", 600)
        patch.setattr(units, "BATCH", 20_000)
        patch.setattr(runs, "WINDOW", 2_000)
        patch.setattr(runs, "SLICE", 3_000)
        return written(tmp_path_factory.mktemp("crumbs"), documents)
