"""Tables of what could be done and of how others read it. Each function is the table of its name, drawn over the records of a course."""

from __future__ import annotations

from typing import TYPE_CHECKING

from opedlab.records import compiled
from opedlab.views.markup import Shown
from opedlab.views.tables.base import names_of

if TYPE_CHECKING:
    from opedlab.course import Course


def options(course: Course, show: str = "steps") -> Shown:
    from opedlab.context.predictions import Predictions
    from opedlab.context.world.options import Options
    from opedlab.views.tables.options import options as table

    record = compiled(course.context / "options.yaml", Options, course.compiled)
    ledger = compiled(course.article / "predictions.yaml", Predictions, course.compiled)
    return table(record, ledger, names_of(course, (key for row in record for key in row.sources)), show)


def readings(course: Course, country: str | None = None, leans: str | None = None) -> Shown:
    from opedlab.context.world.rival_readings import RivalReadings
    from opedlab.views.tables.rivals import readings

    found = compiled(course.context / "rival_readings.yaml", RivalReadings, course.compiled)
    return readings(found, lambda keys: names_of(course, keys), country, leans)


def grid(course: Course, apart: str | None = None) -> Shown:
    from opedlab.context.world.rival_readings import RivalReadings
    from opedlab.views.tables.rivals import grid

    found = compiled(course.context / "rival_readings.yaml", RivalReadings, course.compiled)
    return grid(found, lambda keys: names_of(course, keys), apart)


def card(course: Course, role: str = "weakness") -> Shown:
    from opedlab.context.world.concepts import Concepts
    from opedlab.context.world.debate_cards import DebateCards
    from opedlab.views.tables.rivals import card

    cards = compiled(course.context / "debate_cards.yaml", DebateCards, course.compiled)
    concepts = compiled(course.context / "concepts.yaml", Concepts, course.compiled)
    return card(cards, concepts, lambda keys: names_of(course, keys), role)


def rubric(course: Course, only: str | None = None) -> Shown:
    from opedlab.views.memos import rubric

    return rubric(course, only)
