"""Scoring a student's error marks against the caveats: what was found, missed, marked without need."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import frozen

from opedlab.translation.caveats import Caveats

SLACK = 3
"""By how many words a mark may reach beyond a caveat on each side and still count as the same place."""


@frozen
class Span:
    """A marked stretch: words ``start`` to ``end`` (exclusive, from 0) of a block, or of any other numbered segment."""

    block: int
    start: int
    end: int

    def __attrs_post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a span of words {self.start} to {self.end}: start is 0 or more and below end")


@frozen
class Target:
    """A stretch that the catalogue knows, and how a mark on it counts: right, wrong, or neither."""

    id: str
    span: Span
    counts: str


@frozen
class MarkScore:
    """The outcome. ``unlisted`` and ``too_wide`` are the positions of marks in the list that was scored.

    Borderline caveats, caveats for discussion and decoys without a source count neither for nor against.
    """

    found: tuple[str, ...]
    missed: tuple[str, ...]
    neither: tuple[str, ...]
    decoys: tuple[str, ...]
    unlisted: tuple[int, ...]
    too_wide: tuple[int, ...]

    @property
    def precision(self) -> float | None:
        """Firm caveats among the marks that count; None where no mark counts."""
        counting = len(self.found) + len(self.decoys) + len(self.unlisted) + len(self.too_wide)
        return len(self.found) / counting if counting else None

    @property
    def recall(self) -> float | None:
        """Share of the firm caveats that were found; None where there was none to find."""
        firm = len(self.found) + len(self.missed)
        return len(self.found) / firm if firm else None

    @property
    def f1(self) -> float | None:
        """Harmonic mean of precision and recall; None where one of them is undefined."""
        p, r = self.precision, self.recall
        if p is None or r is None:
            return None
        return 2 * p * r / (p + r) if p + r else 0.0


def targets(catalogue: Caveats, blocks: Iterable[int] | None = None) -> tuple[Target, ...]:
    """All located caveats and decoys of some blocks (default: all) as targets."""
    chosen = None if blocks is None else set(blocks)
    found = []
    for row in catalogue.caveats:
        if row.at is not None and (chosen is None or row.block in chosen):
            found.append(Target(row.id, Span(row.block, row.at.start, row.at.end), "right" if row.status == "firm" else "neither"))
    for decoy in catalogue.decoys:
        if chosen is None or decoy.block in chosen:
            found.append(Target(decoy.id, Span(decoy.block, decoy.at.start, decoy.at.end), "wrong" if decoy.costs_points else "neither"))
    return tuple(found)


def shared(a: Span, b: Span) -> int:
    """How many words two spans share."""
    return max(0, min(a.end, b.end) - max(a.start, b.start)) if a.block == b.block else 0


def covers(mark: Span, target: Span, slack: int = SLACK) -> bool:
    """Whether a mark means the target: it shares a word with it and reaches no further beyond it than ``slack`` words."""
    return shared(mark, target) > 0 and mark.start >= target.start - slack and mark.end <= target.end + slack


def score_marks(marks: Sequence[Span], known: Iterable[Target], slack: int = SLACK) -> MarkScore:
    """Marks against targets, one to one.

    Pairs are made where most words are shared, firm caveats before others on a tie, so that a mark on a place where a
    caveat and a decoy meet is read in the student's favour. A second mark on a place that is taken is dropped: it
    counts neither way. A mark that touches targets but reaches too far is ``too_wide``; one that touches none is
    ``unlisted``. Both count against precision, or else marking everything would pay.
    """
    known = tuple(known)
    favour = {"right": 0, "neither": 1, "wrong": 2}
    pairs = [(-shared(mark, t.span), favour[t.counts], n, k) for n, mark in enumerate(marks) for k, t in enumerate(known) if covers(mark, t.span, slack)]
    taken: dict[int, int] = {}
    placed: set[int] = set()
    for _, _, n, k in sorted(pairs):
        if n not in placed and k not in taken:
            taken[k] = n
            placed.add(n)
    fitting = {n for _, _, n, _ in pairs}
    touching = {n for n, mark in enumerate(marks) if any(shared(mark, t.span) for t in known)}
    hit = {how: tuple(known[k].id for k in sorted(taken) if known[k].counts == how) for how in favour}
    return MarkScore(
        found=hit["right"],
        missed=tuple(t.id for k, t in enumerate(known) if t.counts == "right" and k not in taken),
        neither=hit["neither"],
        decoys=hit["wrong"],
        unlisted=tuple(n for n in range(len(marks)) if n not in touching),
        too_wide=tuple(n for n in range(len(marks)) if n in touching and n not in fitting),
    )


def why_fine(catalogue: Caveats, score: MarkScore) -> dict[str, str]:
    """For each decoy that was marked, counted or not, why it is no fault."""
    hit = {*score.decoys, *score.neither}
    return {decoy.id: decoy.why_it_is_fine for decoy in catalogue.decoys if decoy.id in hit}
