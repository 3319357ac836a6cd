"""Days as a notebook gives and reads them: ``2024-11-05`` in, 5 November 2024 out."""

from __future__ import annotations

from datetime import date

from opedlab.context.sources_export import MONTHS


class NoSuchDay(ValueError):
    """A date that is no day, or lies outside what there is; the message says what is possible."""


def day_of(given: str | date) -> date:
    """The day that an author wrote, as 2024-11-05.

    Raises:
        NoSuchDay: the text is no such day.
    """
    if isinstance(given, date):
        return given
    try:
        return date.fromisoformat(given)
    except (TypeError, ValueError):
        raise NoSuchDay(f'"{given}" is no day; write it as 2024-11-05') from None


def day_name(day: date) -> str:
    """A day as a sentence carries it: 5 November 2024."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
