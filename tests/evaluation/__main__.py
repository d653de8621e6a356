"""`python -m tests.evaluation`: how well region and year are read from the labelled papers, and what that costs."""

from __future__ import annotations

from tests.evaluation import region, whole, year

if __name__ == "__main__":
    print(*region.report(), sep="\n")
    year.main()
    print(*whole.report(), sep="\n")
