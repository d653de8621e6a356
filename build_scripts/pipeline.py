"""seeds/ -> everything that a build makes: the whole flow, readable as a paragraph."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from build_scripts import cache, tables
from build_scripts.annotate import annotate
from build_scripts.annotate.curated import trouble
from build_scripts.check import prove, prove_shown, prove_told
from build_scripts.clean import clean
from build_scripts.clean.curated import correct
from build_scripts.curate import unheeded, unsettling
from build_scripts.curation import Curation, curation
from build_scripts.exports import export_pages
from build_scripts.links import links_hold
from build_scripts.model import (
    NAMELESS,
    Archive,
    Download,
    Edition,
    Finding,
    Page,
    Place,
    Site,
    Source,
    Supersession,
    Volume,
    WitnessWord,
)
from build_scripts.published import read_history, read_links
from build_scripts.read import Intake, original, read, stray_curation
from build_scripts.relate import relate
from build_scripts.render import render, source_pages, traditional_pages
from build_scripts.segment import segment
from build_scripts.supersede import supersede
from build_scripts.withdraw import withdraw
from build_scripts.witnesses import witnesses

POOL_FROM = 400_000  # characters to work on from which a second process is worth its start


@dataclass(frozen=True, slots=True)
class Bound:
    """One source's volume, and the pages that need nothing else: the source's own, and the Traditional forms."""

    volume: Volume
    pages: tuple[Page, ...]


Progress = Callable[[Iterable[Bound], int], Iterable[Bound]]


@dataclass(frozen=True, slots=True)
class Build:
    """What a build makes of `seeds`, before anything of it is written."""

    intake: Intake
    archive: Archive
    pages: tuple[Page, ...]
    findings: tuple[Finding, ...]

    @property
    def written(self) -> Iterator[Page | Download]:
        """Every page, with the exports and the search index, which nothing but writing needs, one after the other."""
        from build_scripts.search.index import search_pages  # noqa: PLC0415 (brings NumPy, which loads slowly)

        yield from self.pages
        yield from export_pages(self.archive)
        yield from search_pages(self.archive)

    @property
    def failed(self) -> bool:
        return any(finding.severity == "error" for finding in self.findings)


def build(
    seeds: Path, cache_folder: Path, jobs: int, progress: Progress = lambda made, _: made, site: Site = NAMELESS
) -> Build:
    """Read, clean, segment and annotate each source; gather, relate, render and check them all."""
    links = read_links(seeds)
    intake = read(seeds, {row.source for row in links})
    stray_curation(seeds, intake.rows)
    edition = tables.edition(seeds / "edition.yml")
    made = tuple(progress(_bound(intake.sources, seeds, cache_folder, jobs), len(intake.sources)))
    volumes = tuple(each.volume for each in made)
    archive = Archive(Edition(edition.number, edition.date), volumes, links, intake.findings, site, read_history(seeds))
    archive = relate(witnesses(supersede(archive, seeds, {row.id for row in intake.rows}), seeds))
    pages = render(archive, (page for each in made for page in each.pages))
    return Build(intake, archive, pages, (*_findings(archive), *prove_told(archive), *links_hold(archive, pages)))


def bind(source: Source, curated: Curation, curated_file: str, original: bytes) -> Bound:
    """All the work on one source, as a pure function of it and its curation; it runs in any process."""
    text = correct(clean(source), curated.readings, curated_file)
    documents, dropped, findings = segment(text, tables.tables(), curated)
    unheeded(curated, documents, dropped, curated_file, lambda other: segment(text, tables.tables(), other)[0])
    documents = tuple(annotate(text, document, curated) for document in documents)
    unsettling(curated, documents, curated_file, trouble)
    made = Volume(text, documents, dropped, findings)
    made = replace(made, findings=(*findings, *prove(made, clean)), supersedes=_supersedes(curated))
    made = replace(made, witnesses=_witnesses(curated))
    shown = withdraw(made, curated)
    if shown is not made:
        shown = replace(shown, findings=(*shown.findings, *prove_shown(shown)))
    return Bound(shown, (*source_pages(shown, original), *traditional_pages(shown)))


def _supersedes(curated: Curation) -> tuple[Supersession, ...]:
    return tuple(Supersession(row.source, row.why, tuple(row.documents.items())) for row in curated.supersedes)


def _witnesses(curated: Curation) -> tuple[WitnessWord, ...]:
    return tuple(
        WitnessWord(row.document, Place.parse(row.of or row.not_of or ""), row.of is not None, row.why)
        for row in curated.witnesses
    )


def _findings(archive: Archive) -> Iterator[Finding]:
    yield from archive.findings
    for volume in archive.volumes:
        yield from volume.findings
        for document in volume.documents:
            yield from document.findings


def _bound(sources: Sequence[Source], seeds: Path, folder: Path, jobs: int) -> Iterator[Bound]:
    """Each source's work, in the order of the sources, from the cache where it is there."""
    tasks = [_task(source, seeds) for source in sources]
    cache.Cache(folder, Bound).keep({task.key for task in tasks})
    todo = sum(len(line) for task in tasks if not (folder / task.key).exists() for line in task.source.lines)
    if jobs > 1 and todo > POOL_FROM:
        with ProcessPoolExecutor(jobs) as pool:
            yield from pool.map(_made, tasks, [folder] * len(tasks))
    else:
        yield from (_made(task, folder) for task in tasks)


class _Task(NamedTuple):
    key: str
    source: Source
    seeds: Path


def _task(source: Source, seeds: Path) -> _Task:
    path = seeds / f"{source.id}.yml"
    words = path.read_bytes() if path.exists() else b""
    return _Task(cache.key(source.id, source.file, source.sha256, source.encoding, words), source, seeds)


def _made(task: _Task, folder: Path) -> Bound:
    kept = cache.Cache(folder, Bound)
    if (known := kept.get(task.key)) is not None:
        return known
    path = task.seeds / f"{task.source.id}.yml"
    made = bind(task.source, curation(path), str(path), original(task.seeds, task.source))
    kept.put(task.key, made)
    return made
