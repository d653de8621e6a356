"""Archive -> Archive with its parallels: copies of one paper, excerpts, and passages that papers share.

Script, glosses, width, punctuation, paragraphs and redactions differ between witnesses; the words are the same.
`fingerprints.py` and `candidates.py` name the pairs to look at by an inverted index of rare runs; `matches.py`,
`passages.py` and `variants.py` compare each of these exactly; `settled.py` hears the curator, and `told.py` and
`readings.py` let one witness tell what another masks.

Why so: MinHash estimates how alike whole papers are, so it sees neither an excerpt nor a shared passage; a suffix array
of all texts sees them but needs every character for what a third of the runs tells as well. Winnowed runs in sorted
numpy arrays find every common stretch of fifteen characters, and `make bench-witnesses` measures what is told.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from build_scripts.model import Archive
from build_scripts.witnesses.gather import parallels
from build_scripts.witnesses.groups import groups
from build_scripts.witnesses.readings import read_beside
from build_scripts.witnesses.settled import settled
from build_scripts.witnesses.told import MEMBER, told

__all__ = ["MEMBER", "groups", "parallels", "witnesses"]


def witnesses(archive: Archive, seeds: Path) -> Archive:
    """The archive with its parallels, and its papers with what their witnesses tell.

    Raises `TableError` for a curator's row that names no paper or changes nothing; `seeds` is where the rows stand.
    """
    found = settled(archive, seeds)
    texts = {volume.source.id: volume.text for volume in archive.volumes}
    documents = iter(read_beside(told(archive.documents, found), found, texts))
    volumes = (replace(each, documents=tuple(next(documents) for _ in each.documents)) for each in archive.volumes)
    return replace(archive, volumes=tuple(volumes), parallels=found)
