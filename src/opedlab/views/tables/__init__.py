"""Tables that are read: each a pure function of records, one output with its title, its remark and its sources."""

from __future__ import annotations

import difflib
from importlib import import_module
from typing import TYPE_CHECKING, Any

from opedlab.views.markup import Shown

if TYPE_CHECKING:
    from opedlab.course import Course

ROOMS = {
    "of_translation": ("standards", "stock", "modality", "shifts", "english", "reach", "hypotheses", "scores", "blind-readings"),
    "of_argument": ("paratext",),
    "of_forecasts": ("outcomes", "by-day", "two-readings", "crowd", "guessers"),
    "world": ("treaties", "sanctions", "shares"),
    "ledger": ("claims", "evidence", "discrepancies"),
    "of_context": ("options", "readings", "grid", "card", "rubric"),
}
"""The module of each table; its function has the table's name, with _ for -."""
NAMES = tuple(sorted(name for names in ROOMS.values() for name in names))


def draw(course: Course, name: str, **options: Any) -> Shown:
    """The table of that name over the course's own records; the options are those of its function.

    Raises:
        ValueError: an option with a value that it cannot have; the message says what it may be.
        KeyError: no table of that name; the nearest is named.
        TypeError: an option that the table does not take.
        RecordFaults: the record behind it is broken.
    """
    if name not in NAMES:
        near = difflib.get_close_matches(name, NAMES, 1, 0.5)
        raise KeyError(f'no table "{name}"; there are {", ".join(NAMES)}{f". Did you mean {near[0]}?" if near else ""}')
    room = next(room for room, names in ROOMS.items() if name in names)
    return getattr(import_module(f"opedlab.views.tables.{room}"), name.replace("-", "_"))(course, **options)
