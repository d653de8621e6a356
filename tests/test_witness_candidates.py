"""Fingerprints -> candidates: no common stretch goes unseen, and nothing is left out that would have been told."""

from __future__ import annotations

from itertools import combinations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from build_scripts.witnesses import parallels
from build_scripts.witnesses.candidates import MOST, candidates
from build_scripts.witnesses.fingerprints import RUN, WINDOW, fingerprints
from build_scripts.witnesses.matches import Match
from build_scripts.witnesses.reading import encoded, letters
from build_scripts.witnesses.weight import RARE, at_most, weight
from tests.bench.growing import paper
from tests.planted import planted
from tests.witness_papers import own


def test_a_long_list_joins_neighbours_only() -> None:
    prints = fingerprints(encoded("".join(own(1))))
    few, many = ([prints] * count for count in (MOST, 20 * MOST))
    assert len(candidates(few).pairs) == MOST * (MOST - 1) // 2
    assert len(candidates(many).pairs) <= 20 * MOST


@given(st.text("甲乙丙丁", min_size=RUN + WINDOW - 1, max_size=60), st.text("戊己", max_size=20))
def test_a_common_stretch_long_enough_shares_a_fingerprint(shared: str, before: str) -> None:
    first, second = (set(fingerprints(encoded(text)).digests.tolist()) for text in (shared, before + shared + "庚"))
    assert first & second


@given(st.lists(st.tuples(st.integers(0, 99), st.sampled_from([0, 10, 900, RARE])), min_size=1, max_size=30))
def test_no_match_weighs_more_than_its_runs_let_expect(drawn: list[tuple[int, int]]) -> None:
    at, rarity = np.array(sorted(dict(drawn).items())).T
    codes = encoded("".join(chr(0x4E00 + number) for number in range(99 + RUN)))
    most = at_most(at, rarity, np.array([0]))
    assert 0 <= weight(codes, Match(0, 0, codes.size), (at, rarity)) <= most[0]
    twice = at_most(np.concatenate([at, at]), np.concatenate([rarity, rarity]), np.array([0, at.size]))
    assert twice.tolist() == [most[0], most[0]]


def test_what_is_not_looked_at_would_not_be_told() -> None:
    papers = planted([paper(number) for number in range(24)]).papers
    everyone = list(combinations(range(len(papers)), 2))
    told = {(each.here, each.there) for each in parallels(papers, everyone) if each.passages}
    assert told == {(each.here, each.there) for each in parallels(papers)}
    assert len(candidates(fingerprints(letters(each)) for each in papers).pairs) < len(everyone)
