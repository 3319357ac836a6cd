"""Resolvable predictions around the op-ed: who asserted them, how they are resolved, and what came of them.

What may be scored, and how, is in ``scored_sets``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Annotated, Literal

from attrs import frozen

from opedlab.context.days import first_day, last_day
from opedlab.records import BlockNumber, Day, PartialDate, Place, SourceKey, Text, by_id, doubles, matching, nearest, unknown

SCHEMA = "predictions"

AssertedBy = Literal["author", "reported", "course"]
"""``author``: she asserts it, with her hedge. ``reported``: she reports it of others or ascribes it to them.
``course``: made from an open question, a condition, a diagnosis or a piece of advice; not hers."""

Outcome = Literal["yes", "no", "partly", "unclear", "open"]
"""``unclear``: the horizon has passed and sources do not settle it. ``open``: the horizon has not passed."""

ThresholdName = Literal["lenient", "strict"]
Difficulty = Literal["easy", "medium", "hard"]
PredictionId = Annotated[str, matching(r"P\d{2}", "a prediction id such as P01")]
PracticeId = Annotated[str, matching(r"PR\d", "a practice id such as PR1")]


@frozen
class Finding:
    """What settles a prediction, or bears on it: when, who says so, what."""

    date: PartialDate
    who_says: Text
    what: Text
    sources: tuple[SourceKey, ...]

    def faults(self) -> Iterator[tuple[Place, str]]:
        if not self.sources:
            yield ("sources",), "is empty; each finding names at least one source"


@frozen
class Threshold:
    """One way to draw the line: the test in words and what it gives."""

    test: Text
    outcome: Literal["yes", "no", "unclear", "open"]


@frozen
class Thresholds:
    """The weakest event that would still bear the prediction out, and the whole of it."""

    lenient: Threshold
    strict: Threshold

    def faults(self) -> Iterator[tuple[Place, str]]:
        if self.strict.outcome == "yes" and self.lenient.outcome != "yes":
            yield ("lenient", "outcome"), f'is "{self.lenient.outcome}" although the strict threshold is met; what meets the strict one meets the lenient one'


@frozen
class Prediction:
    """One prediction. ``in_the_text`` says how it stands to the author's own words and keeps her hedge.

    ``asked_on`` is the day on which it could be asked; ``known_already`` says what of it had happened by then.
    ``as_far_as`` is how late the sources reach: an outcome holds up to that day.
    """

    id: PredictionId
    title: Text
    blocks: tuple[BlockNumber, ...]
    asserted_by: AssertedBy
    in_the_text: Text
    wording: Text
    asked_on: Day
    horizon: Day
    resolution: Text
    outcome: Outcome
    as_far_as: PartialDate
    evidence: tuple[Finding, ...]
    difficulty: Difficulty
    note: Text
    map_nodes: tuple[str, ...] = ()
    resolved_on: PartialDate | None = None
    thresholds: Thresholds | None = None
    known_already: str | None = None
    content_note: str | None = None
    pair: str | None = None
    exclusive_with: tuple[str, ...] = ()

    @property
    def sources(self) -> tuple[str, ...]:
        """Every source key of the prediction once, in the order of its evidence."""
        return tuple(dict.fromkeys(key for row in self.evidence for key in row.sources))

    def faults(self) -> Iterator[tuple[Place, str]]:
        if self.horizon <= self.asked_on:
            yield ("horizon",), f"is {self.horizon}, not after {self.asked_on}, the day on which it is asked"
        if self.asserted_by == "author" and self.thresholds is None:
            yield ("thresholds",), "are missing; a row of the author's is looked at at two thresholds"
        yield from self._outcome_faults()
        yield from self._date_faults()

    def _outcome_faults(self) -> Iterator[tuple[Place, str]]:
        settled = self.outcome in ("yes", "no", "partly")
        if settled and self.resolved_on is None:
            yield ("resolved_on",), f'is missing although the outcome is "{self.outcome}"'
        if not settled and self.resolved_on is not None:
            yield ("resolved_on",), f'is {self.resolved_on} although the outcome is "{self.outcome}"'
        if self.outcome == "partly" and self.thresholds is None:
            yield ("thresholds",), "are missing; a row that came true in part scores through its two thresholds"
        if self.thresholds is None:
            return
        lenient, strict = self.thresholds.lenient.outcome, self.thresholds.strict.outcome
        if self.outcome in ("yes", "partly") and lenient != "yes":
            yield ("thresholds", "lenient", "outcome"), f'is "{lenient}" although the outcome is "{self.outcome}"; expected "yes"'
        if (self.outcome == "no" and strict != "no") or (self.outcome == "partly" and strict == "yes"):
            yield ("thresholds", "strict", "outcome"), f'is "{strict}" although the outcome is "{self.outcome}"'

    def _date_faults(self) -> Iterator[tuple[Place, str]]:
        reach = last_day(self.as_far_as)
        if self.resolved_on is not None and last_day(self.resolved_on) < self.asked_on:
            yield ("resolved_on",), f"is {self.resolved_on}, before {self.asked_on}, the day on which it is asked"
        if self.resolved_on is not None and first_day(self.resolved_on) > self.horizon:
            yield ("resolved_on",), f"is {self.resolved_on}, after the horizon {self.horizon}"
        if self.resolved_on is not None and first_day(self.resolved_on) >= self.horizon > reach:
            yield ("as_far_as",), f'is {self.as_far_as}, short of the horizon {self.horizon}; that nothing happened until then is "unclear"'
        for i, row in enumerate(self.evidence):
            if first_day(row.date) > reach:
                yield ("evidence", i, "date"), f"is {row.date}, later than `as_far_as` ({self.as_far_as})"


@frozen
class Practice:
    """A question from the same field that was settled before the op-ed, for a first try with immediate scores."""

    id: PracticeId
    title: Text
    wording: Text
    asked_on: Day
    horizon: Day
    resolution: Text
    outcome: Literal["yes", "no"]
    resolved_on: Day
    evidence: tuple[Finding, ...]
    note: Text

    def faults(self) -> Iterator[tuple[Place, str]]:
        if not self.asked_on < self.resolved_on <= self.horizon:
            yield ("resolved_on",), f"is {self.resolved_on}; expected a day after {self.asked_on} and up to the horizon {self.horizon}"


@frozen
class Predictions:
    """All predictions, with the rule for rows that came true in part, and the practice questions."""

    asked_on: Day
    how_to_read: Text
    partly: Text
    predictions: tuple[Prediction, ...]
    practice: tuple[Practice, ...]

    def __iter__(self) -> Iterator[Prediction]:
        return iter(self.predictions)

    def __getitem__(self, prediction_id: str) -> Prediction:
        """The prediction of that id.

        Raises:
            Unknown: there is none.
        """
        return by_id(self.predictions, prediction_id, "prediction")

    def faults(self) -> Iterator[tuple[Place, str]]:
        yield from doubles(self.predictions, "predictions")
        yield from doubles(self.practice, "practice")
        by_id = {p.id: p for p in self.predictions}
        for n, row in enumerate(self.predictions):
            if row.asked_on != self.asked_on:
                yield ("predictions", n, "asked_on"), f"is {row.asked_on}; all rows of this file are asked on {self.asked_on}"
            for name, others in (("pair", (row.pair,) if row.pair else ()), ("exclusive_with", row.exclusive_with)):
                for other in others:
                    yield from _partner_faults(row, other, name, by_id, ("predictions", n, name))


def _partner_faults(row: Prediction, other: str, name: str, by_id: dict[str, Prediction], place: Place) -> Iterator[tuple[Place, str]]:
    if other == row.id:
        yield place, "names the row itself"
    elif other not in by_id:
        yield place, f'"{other}" is no prediction of this file{nearest(other, by_id)}'
    elif row.id not in (by_id[other].exclusive_with if name == "exclusive_with" else (by_id[other].pair,)):
        yield place, f'"{other}" does not name {row.id} back; the relation holds both ways'


# --- links to other records -----------------------------------------------------------------------------------------


def link_faults(
    predictions: Predictions, *, blocks: Collection[int], nodes: Collection[str], sources: Collection[str], dropped: Collection[str] = ()
) -> Iterator[tuple[Place, str]]:
    """What does not fit the other records: blocks, map nodes and source keys of predictions and practice questions."""
    for n, row in enumerate(predictions):
        for i, block in enumerate(row.blocks):
            if block not in blocks:
                yield ("predictions", n, "blocks", i), f"the page has no block {block}"
        for i, what in unknown(row.map_nodes, nodes, "node of the argument map", dropped):
            yield ("predictions", n, "map_nodes", i), what
    for part in ("predictions", "practice"):
        for n, row in enumerate(getattr(predictions, part)):
            for i, finding in enumerate(row.evidence):
                for j, what in unknown(finding.sources, sources, "key of source_texts/sources.yaml", dropped):
                    yield (part, n, "evidence", i, "sources", j), what
