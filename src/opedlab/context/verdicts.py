"""How the verdict on a prediction hangs on what is ours: the day on which one looks, and the line that is drawn."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from attrs import frozen

from opedlab.context.days import first_day, last_day
from opedlab.context.forecasts import Resolved
from opedlab.context.predictions import AssertedBy, Outcome, Prediction, ThresholdName
from opedlab.context.scored_sets import outcome_at

THRESHOLDS: tuple[ThresholdName, ...] = ("lenient", "strict")


class NotHers(ValueError):
    """A reading of the author's words was asked for a row that she does not assert; the message says whose it is."""


@frozen
class ByDay:
    """The verdict if one had asked up to another day; ``why`` says in a clause what it rests on."""

    day: date
    outcome: Outcome
    why: str


def verdict_by(prediction: Prediction, day: date) -> ByDay:
    """The verdict on the wording with ``day`` in place of its horizon, as far as the record goes.

    Either something happened on ``resolved_on``, and before that day it had not; or nothing happened up to the horizon, and
    then nothing is known after ``as_far_as``. Rows that came true in part, and rows without an outcome, are not decided by a day.

    Raises:
        ValueError: the day is not after the day on which the question was asked.
    """
    if day <= prediction.asked_on:
        raise ValueError(f"{day} is not after {prediction.asked_on}, the day on which the question was asked")
    if prediction.outcome not in ("yes", "no") or prediction.resolved_on is None:
        return ByDay(day, prediction.outcome, "the day alone does not decide this row")
    first, last = first_day(prediction.resolved_on), last_day(prediction.resolved_on)
    if first >= prediction.horizon:  # nothing happened, up to the horizon
        if day > last_day(prediction.as_far_as):
            return ByDay(day, "unclear", f"the sources reach only to {prediction.as_far_as}")
        return ByDay(day, prediction.outcome, "nothing that would decide it otherwise was found up to then")
    if first <= day < last:
        return ByDay(day, "unclear", f"it was settled in {prediction.resolved_on}, and the record has no day")
    if day >= last:
        return ByDay(day, prediction.outcome, f"it was settled on {prediction.resolved_on}" if first == last else f"it was settled in {prediction.resolved_on}")
    return ByDay(day, "no" if prediction.outcome == "yes" else "yes", f"what settled it came later, {prediction.resolved_on}")


@frozen
class Read:
    """One number for the author's words, scored at both thresholds; None where the row is not scored there."""

    percent: float
    lenient: float | None
    strict: float | None


def read_as(prediction: Prediction, percents: Iterable[float]) -> tuple[Read, ...]:
    """What the row would score if her words meant each of these percentages: a score of the reading, row by row, never of her.

    Raises:
        NotHers: the row is not the author's.
        NotAProbability: a number is not from 0 to 100.
    """
    if prediction.asserted_by != "author":
        whose = "reports it of others" if prediction.asserted_by == "reported" else "does not say it; the course made the row"
        raise NotHers(f"{prediction.id} has no words of hers to read: she {whose}")
    return tuple(Read(percent, *(_score(prediction, percent, name) for name in THRESHOLDS)) for percent in percents)


def _score(prediction: Prediction, percent: float, threshold: ThresholdName) -> float | None:
    outcome = outcome_at(prediction, threshold)
    score = Resolved(percent, outcome == "yes").squared_error
    return score if outcome in ("yes", "no") else None


def rows_of(predictions: Iterable[Prediction], by: AssertedBy | None = None) -> tuple[Prediction, ...]:
    """The rows of one owner, or all, in their order."""
    return tuple(row for row in predictions if by is None or row.asserted_by == by)
