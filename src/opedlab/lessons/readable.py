"""How a failure becomes one readable line in a notebook, instead of a traceback."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from opedlab.records import RecordFaults
from opedlab.views.markup import notice


def readable(what: str, make: Callable[[], Any]) -> Any:
    """What ``make`` gives, or one readable line where a record is broken, an id unknown or a value out of place."""
    try:
        return make()
    except (RecordFaults, KeyError, ValueError, TypeError) as error:
        return notice(_said(error, what))


def _said(error: Exception, what: str) -> str:
    """An error as one readable line with what to do next."""
    if isinstance(error, RecordFaults):
        first, more = error.faults[0], len(error.faults) - 1
        others = f" (and {more} more)" if more else ""
        return f"{what} cannot be shown: {first.file}, {first}{others}. Run `opedlab check` for all of it."
    return f"{what} cannot be shown: {error}."
