"""Figures that are read, not dragged: each a pure function of records, shown as one output with its table."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Any

from opedlab.records import Day, compiled
from opedlab.views.days import day_of
from opedlab.views.markup import Shown

if TYPE_CHECKING:
    from opedlab.course import Course

NAMES = ("estimates", "certainty", "calibration", "bearing", "manpower")
CASUALTIES = "ru-casualties-total"
"""The series of killed and wounded that ``estimates`` shows unless another is named."""


def draw(course: Course, name: str, **options: Any) -> Shown:
    """The figure of that name over the course's own records.

    Options: ``series`` and ``until`` (a day as 2024-11-05) for estimates; ``until`` for manpower; ``forecasts`` (pairs of per cent and
    whether it happened) and ``width`` for calibration.

    Raises:
        KeyError: no figure of that name, or no such series.
        TypeError: an option that the figure does not take.
        ValueError: an option with a value that it cannot have (NoSuchDay, NotAProbability); the message says what it may be.
        RecordFaults: the record behind it is broken.
    """
    if name not in NAMES:
        near = difflib.get_close_matches(name, NAMES, 1, 0.5)
        raise KeyError(f'no figure "{name}"; there are {", ".join(NAMES)}{f". Did you mean {near[0]}?" if near else ""}')
    return globals()[f"_{name}"](course, **options)


def _estimates(course: Course, series: str = CASUALTIES, until: str | Day | None = None) -> Shown:
    from opedlab.context.estimates import Estimate, SeriesList
    from opedlab.context.sources import Sources
    from opedlab.views.board import source_name
    from opedlab.views.figures.estimates import estimates

    rows = compiled(course.context / "estimates.csv", tuple[Estimate, ...], course.compiled)
    known = compiled(course.context / "series.yaml", SeriesList, course.compiled)
    sources = compiled(course.source_texts / "sources.yaml", Sources, course.compiled)
    names = {source.key: source_name(source) for source in sources}
    return estimates(rows, known[series], None if until is None else day_of(until), names)


def _certainty(course: Course) -> Shown:
    from opedlab.translation.certainty import Certainty
    from opedlab.views.figures.certainty import certainty

    return certainty(compiled(course.article / "certainty.yaml", Certainty, course.compiled))


def _calibration(course: Course, **options: Any) -> Shown:
    from opedlab.views.figures.calibration import calibration

    return calibration(**options)


def _bearing(course: Course) -> Shown:
    from opedlab.argument.model import ArgumentMap
    from opedlab.views.figures.bearing import bearing

    return bearing(compiled(course.article / "map.yaml", ArgumentMap, course.compiled))


def _manpower(course: Course, until: str | Day | None = None) -> Shown:
    from opedlab.context.estimates import Estimate
    from opedlab.context.world.manpower import Manpower
    from opedlab.views.figures.manpower import groups, manpower
    from opedlab.views.tables.base import names_of

    rows = compiled(course.context / "estimates.csv", tuple[Estimate, ...], course.compiled)
    money = compiled(course.context / "manpower.yaml", Manpower, course.compiled)
    return manpower(groups(rows, money), lambda keys: names_of(course, keys), None if until is None else day_of(until))
