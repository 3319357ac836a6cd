"""The tables over the argument map, each over the course's record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from opedlab.argument.model import ArgumentMap
from opedlab.records import compiled
from opedlab.views.markup import Shown
from opedlab.views.tables.base import names_of
from opedlab.views.tables.paratext import drawn

if TYPE_CHECKING:
    from opedlab.course import Course


def paratext(course: Course, **options: Any) -> Shown:
    """Lines around the body beside the body; ``granted`` are kinds of shift that are let pass, ``only`` is one shift by its id."""
    rows = compiled(course.article / "map.yaml", ArgumentMap, course.compiled).shifts
    return drawn(rows, names_of(course, dict.fromkeys(key for row in rows for key in row.sources)), **options)
