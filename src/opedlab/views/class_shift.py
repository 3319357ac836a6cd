"""What a class's votes come to, before and after: means, and how many points each student moved. Shown live only, never stored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import fmean, median
from typing import Any

Votes = Mapping[str, Mapping[str, int]]
"""One student's rounds, each with the points per reading."""


def moved(before: Mapping[str, int], after: Mapping[str, int]) -> int:
    """How many of 100 points lie elsewhere now; each is counted once, where it left."""
    return sum(max(0, before[option] - after[option]) for option in before)


def pooled(students: Sequence[Votes], options: Sequence[str]) -> dict[str, Any] | None:
    """The class's mean points per reading before and after, over the students who voted twice; None while nobody did.

    ``once`` counts those who have voted only once; ``moved`` has the points that each student moved, the least first.
    """
    twice = [votes for votes in students if "before" in votes and "after" in votes]
    if not twice:
        return None
    rows = [{"id": o, **{which: round(fmean(votes[which][o] for votes in twice)) for which in ("before", "after")}} for o in options]
    shifts = sorted(moved(votes["before"], votes["after"]) for votes in twice)
    once = sum("before" in votes and "after" not in votes for votes in students)
    return {"students": len(twice), "once": once, "rows": rows, "moved": shifts, "median": median(shifts), "stayed": shifts.count(0)}
