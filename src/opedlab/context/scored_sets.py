"""Which predictions may be scored together, and how a row counts at each threshold.

The author gave no probabilities. She is looked at row by row, on the rows that are hers and at two thresholds;
nothing here makes one score of a named person. Scores in ``forecasts`` are for readers who gave probabilities.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Mapping

from attrs import frozen

from opedlab.context.predictions import Outcome, Prediction, Predictions, ThresholdName

_COUNTS: dict[str, bool] = {"yes": True, "no": False}


class NotTogether(ValueError):
    """Two predictions of one set exclude each other or ask for one event twice; the message names them."""


def outcome_at(prediction: Prediction, threshold: ThresholdName) -> Outcome:
    """The outcome at a threshold; a row without thresholds has its own outcome at both."""
    if prediction.thresholds is None:
        return prediction.outcome
    return prediction.thresholds.lenient.outcome if threshold == "lenient" else prediction.thresholds.strict.outcome


def happened(prediction: Prediction, threshold: ThresholdName) -> bool | None:
    """Whether the event as worded happened, or None where the row is not scored.

    A row that came true in part counts as happened at the lenient threshold; at the strict one it counts as not, or
    not at all where that stays unclear. It is never one half. Other rows count by their own outcome at both, since
    a reader's probability is for the wording.
    """
    if prediction.outcome == "partly":
        return _COUNTS.get(outcome_at(prediction, threshold))
    return _COUNTS.get(prediction.outcome)


def together(predictions: Predictions, ids: Iterable[str]) -> tuple[Prediction, ...]:
    """The predictions of those ids as one set.

    Raises:
        NotTogether: two of them exclude each other (P01 and P02 are one event asked twice).
        KeyError: an id that is none.
    """
    rows = tuple(predictions[prediction_id] for prediction_id in dict.fromkeys(ids))
    for one, other in itertools.combinations(rows, 2):
        if other.id in one.exclusive_with or one.id in other.exclusive_with:
            raise NotTogether(f"{one.id} and {other.id} never stand in one set; leave one of them out")
    return rows


def scored(rows: Iterable[Prediction], threshold: ThresholdName) -> dict[str, bool]:
    """Id and outcome of each row that is scored at this threshold; unclear and open rows are left out."""
    found = {row.id: happened(row, threshold) for row in rows}
    return {prediction_id: event for prediction_id, event in found.items() if event is not None}


def author_rows(predictions: Iterable[Prediction]) -> tuple[Prediction, ...]:
    """The rows that the author herself asserts; no reported row and none that the course made."""
    return tuple(p for p in predictions if p.asserted_by == "author")


@frozen
class AuthorRow:
    """One of the author's rows: how it stands to her words, and its outcome at both thresholds."""

    id: str
    in_the_text: str
    lenient: Outcome
    strict: Outcome


def author_record(predictions: Iterable[Prediction]) -> tuple[AuthorRow, ...]:
    """The author's rows with their outcomes at both thresholds: a table to read, with no sum over it."""
    return tuple(AuthorRow(p.id, p.in_the_text, outcome_at(p, "lenient"), outcome_at(p, "strict")) for p in author_rows(predictions))


def counts(rows: Iterable[AuthorRow]) -> Mapping[ThresholdName, Mapping[Outcome, int]]:
    """How many rows have which outcome, for each threshold apart; the two are never added."""
    rows = tuple(rows)
    return {"lenient": Counter(row.lenient for row in rows), "strict": Counter(row.strict for row in rows)}
