"""Documents -> Crossings: the ways from each paper to others, by source, place, year and subject.

Nothing compares every paper with every other: each way goes through an inverted index, and of a long list only the
part around the paper's own place in it is looked at. So the cost grows with the number of papers, and the ways spread
over all of them instead of leading to a few.
"""

from __future__ import annotations

from build_scripts.crossings.gather import SHOWN, Crossing, Way, crossings
from build_scripts.crossings.reasons import Reason

__all__ = ["SHOWN", "Crossing", "Reason", "Way", "crossings"]
