"""Tables over the ledger of predictions, and over what a score is made of. Each function is the table of its name, drawn over the records of a course."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from opedlab.records import compiled
from opedlab.views.markup import Shown
from opedlab.views.tables.base import names_of

if TYPE_CHECKING:
    from opedlab.context.predictions import AssertedBy, Predictions, ThresholdName
    from opedlab.course import Course


def outcomes(course: Course, threshold: ThresholdName | None = None, by: AssertedBy | None = None, only: Sequence[str] = ()) -> Shown:
    from opedlab.views.tables.forecasting import chosen, outcome_sources, outcomes

    rows = chosen(_predictions(course), by, only)
    return outcomes(rows, threshold, names_of(course, outcome_sources(rows)))


def by_day(course: Course, day: str = "2025-11-05", only: Sequence[str] = ("P13", "P14")) -> Shown:
    from opedlab.views.days import day_of
    from opedlab.views.tables.forecasting import by_day, chosen, outcome_sources

    rows = chosen(_predictions(course), None, only)
    return by_day(rows, day_of(day), names_of(course, outcome_sources(rows)))


def two_readings(course: Course, row: str = "P17", say: Sequence[float] = (30, 60)) -> Shown:
    from opedlab.views.tables.forecasting import readings

    found = _predictions(course)[row]
    return readings(found, say, names_of(course, found.sources))


def crowd(course: Course, say: Sequence[float] = (20, 60, 95), happened: bool = True) -> Shown:
    from opedlab.views.tables.forecasting import BRIER, crowd_table

    return crowd_table(say, happened, names_of(course, [BRIER]))


def guessers(course: Course, people: int = 30, events: int = 12, say: float = 70) -> Shown:
    from opedlab.views.tables.forecasting import BRIER, guessers

    return guessers(people, events, say, names_of(course, [BRIER]))


def _predictions(course: Course) -> Predictions:
    from opedlab.context.predictions import Predictions

    return compiled(course.article / "predictions.yaml", Predictions, course.compiled)
