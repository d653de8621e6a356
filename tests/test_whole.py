"""Whole papers of many fields, places and years: place and year are told rightly or not at all, and cheaply."""

from __future__ import annotations

from functools import cache

from tests.evaluation.whole import Told, told

RIGHT_PLACE, RIGHT_YEAR = 0.95, 0.78


@cache
def found() -> tuple[Told, ...]:
    return tuple(told())


def test_nothing_is_told_wrong() -> None:
    assert len(found()) >= 100
    assert [each for each in found() if "wrong" in {each.place, each.time, each.form}] == []


def test_most_is_told_as_well_as_could_be() -> None:
    assert sum(each.place == "right" for each in found()) >= RIGHT_PLACE * len(found())
    assert sum(each.time == "right" for each in found()) >= RIGHT_YEAR * len(found())
