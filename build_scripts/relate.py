"""Archive -> Archive: what only all documents together can show. For now, a title of its own for each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import replace
from itertools import chain, count

from build_scripts.model import Archive, Document, Finding, Place

LONGEST = 60  # code points of a title
COPY = "另本"  # what the title of another witness ends in
REPEATED = 3  # so often a paper uses a name that tells it from others
SHORTEST_GIST, LONGEST_GIST = 4, 16

# What a paper puts in quotation marks as a name: “水市湖城”; not a sentence, nor a slogan that counts: “三个代表”
NAMED = re.compile(r"“((?![一二两三四五六七八九十])[^”“，。；：！？\s\dxX×*_]{3,8})”")
# The number before a heading: 一、 （二） 1. 第三部分
NUMBER = re.compile(r"^(?:第?[（(]?[〇零一二三四五六七八九十\d①-⑳]{1,4}(?:[）)、．.：]|部分|阶段)+\s*)?")
CLAUSE = re.compile(r"[。；：！？，]")
REDACTED = re.compile(r"(?:(?:19|20)[\dxX×_*]{2}|[xX×*_]{2,4})年?|“”")
# Clauses that stand in any paper: 提高认识, 加强领导; and what is left of one: 的卫生工作
COMMON = re.compile(
    r"^[的和与全]|要求|思想|认识|领导|落实|责任|任务|措施|总结|回顾|安排|部署|指导|目标|形势|统一|组织|成绩|问题|打算|明确|突出|重点"
)


def relate(archive: Archive) -> Archive:
    """The archive with titles that are unique in it; the places of documents make it deterministic."""
    documents = iter(unique_titles(archive.documents))
    volumes = tuple(
        replace(volume, documents=tuple(next(documents) for _ in volume.documents)) for volume in archive.volumes
    )
    return replace(archive, volumes=volumes)


def unique_titles(documents: tuple[Document, ...]) -> tuple[Document, ...]:
    """Titles that several documents share, told apart by a name or heading of their own, else by the place.

    One of which there is a better copy gives way to it, and another witness of one paper to the first.
    """
    everyone = Counter(document.title for document in documents)
    copies = _copies(documents)
    shared = Counter(each.title for each in documents if not each.claim("superseded_by") and each.place not in copies)
    names = _document_frequency(documents)
    taken = {title for title, times in shared.items() if times == 1}
    made = []
    for document in documents:
        if document.claim("superseded_by"):
            title = (
                document.title if everyone[document.title] == 1 else _with(document.title, f"旧本，{document.place}")
            )
            made.append(replace(document, title=title))
            continue
        if document.place in copies:
            title = _another(document, taken if shared[document.title] == 1 else {_with(document.title, COPY)})
            taken.add(title)
            made.append(replace(document, title=title))
            continue
        title = document.title if shared[document.title] == 1 else _distinct(document, names, taken)
        taken.add(title)
        made.append(_entitled(document, title))
    return tuple(made)


def _copies(documents: tuple[Document, ...]) -> set[Place]:
    """The papers that are witnesses of an earlier one with the same title."""
    titles = {str(document.place): document.title for document in documents if not document.claim("superseded_by")}
    held = ((document, document.claim("witness_of")) for document in documents)
    return {
        document.place
        for document, claim in held
        if claim and claim.value != str(document.place) and titles.get(str(claim.value)) == document.title
    }


def _another(document: Document, taken: Collection[str]) -> str:
    """The title of another witness: the same, and that it is another."""
    title = _with(document.title, COPY)
    return title if title not in taken else _with(document.title, f"{COPY}，{document.place}")


def _entitled(document: Document, title: str) -> Document:
    """The document with its title; a finding when nothing but its place tells it from others."""
    if title == document.title or not title.endswith("）") or str(document.place) not in title:
        return replace(document, title=title)
    message = f"与他篇同题（{document.title}），文中又没有可以区别的名目，只以处所区别。可在 fields 中另拟篇题。"
    found = Finding("A070", "note", document.place, message)
    return replace(document, title=title, findings=(*document.findings, found))


def _document_frequency(documents: tuple[Document, ...]) -> Counter[tuple[str, str]]:
    """In how many documents of one title each phrase stands, and under the title `""`, in how many of all."""
    counts: Counter[tuple[str, str]] = Counter()
    for document in documents:
        phrases = set(_phrases(document))
        counts.update((document.title, phrase) for phrase in phrases)
        counts.update(("", phrase) for phrase in phrases)
    return counts


def _distinct(document: Document, names: Counter[tuple[str, str]], taken: set[str]) -> str:
    if not _is_curated(document):
        for phrase in _phrases(document):
            title = _with(document.title, phrase)
            if names["", phrase] == 1 and title not in taken:
                return title
    numbered = (f"{document.place}，{number}" for number in count(2))
    titles = (_with(document.title, words) for words in chain((str(document.place),), numbered))
    return next(title for title in titles if title not in taken)


def _phrases(document: Document) -> Iterator[str]:
    """What may tell this document from others of its title: names it repeats, the most frequent first; headings."""
    counts = Counter(name for block in document.blocks for name in NAMED.findall(block.text))
    for name, times in counts.most_common():
        if times >= REPEATED:
            yield f"“{name}”"
    for block in document.blocks:
        if block.kind == "heading":
            yield from _clauses(block.text)


def _clauses(heading: str) -> Iterator[str]:
    """The clauses of a heading that say something particular: 深化改革; not 提高认识, 加强领导."""
    for clause in CLAUSE.split(REDACTED.sub("", NUMBER.sub("", heading, count=1))):
        if SHORTEST_GIST <= len(clause) <= LONGEST_GIST and not COMMON.search(clause):
            yield clause


def _with(title: str, words: str) -> str:
    tail = f"（{words}）"
    room = LONGEST - len(tail)
    return f"{title if len(title) <= room else title[: room - 1] + '…'}{tail}"


def _is_curated(document: Document) -> bool:
    claim = document.claim("title")
    return claim is not None and claim.certainty == "curated"
