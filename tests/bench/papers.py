"""The seeds' paragraphs -> as many synthetic papers as wanted, in compilations of twenty."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

from build_scripts.curation import Curation
from build_scripts.model import Block
from build_scripts.segment import segment
from build_scripts.tables import tables
from tests.gold_labels import FOLDER, SEEDS, seed

IN_ONE = 20  # papers in one source file
LENGTH = 2500  # characters in a paper, about


def compilations(seeds: Path, papers: int) -> None:
    """Write `papers` papers into `seeds`, each recombined from clauses so that hardly a paragraph stands twice."""
    seeds.mkdir(parents=True)
    shutil.copy(FOLDER / "edition.yml", seeds)
    chance = random.Random(papers)  # noqa: S311 (a repeatable draw, not a secret)
    blocks = [
        block
        for source in SEEDS
        for document in segment(seed(source), tables(), Curation())[0]
        for block in document.blocks
    ]
    headings = [block for block in blocks if block.kind == "heading" and block.level == 1 and "、" in block.text]
    clauses = [clause for block in blocks if block.kind == "paragraph" for clause in block.text.split("。") if clause]
    for number in range(0, papers, IN_ONE):
        count = min(IN_ONE, papers - number)
        texts = [
            f"工作会议讲话 篇{each + 1}\n\n同志们:\n\n{_paper(chance, headings, clauses)}" for each in range(count)
        ]
        (seeds / f"{number:06}.txt").write_text("\n\n".join(texts) + "\n", encoding="utf-8")


def _paper(chance: random.Random, headings: list[Block], clauses: list[str]) -> str:
    lines, length = [], 0
    for number in "一二三四五六七八":
        lines.append(f"{number}、{chance.choice(headings).text.partition('、')[2]}")
        for _ in range(3):
            lines.append("。".join(chance.sample(clauses, 4)) + "。")
            length += len(lines[-1])
        if length > LENGTH:
            break
    return "\n\n".join(line.replace("，", ",") for line in lines)
