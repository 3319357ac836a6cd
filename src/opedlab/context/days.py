"""Dates of which only the month or the year is known: the days that they can mean."""

from __future__ import annotations

import calendar

from opedlab.records import Day


def first_day(partial: str) -> Day:
    """The first day that ``2024``, ``2024-11`` or ``2024-11-05`` can mean.

    Raises:
        ValueError: the calendar has no such day.
    """
    year, month, day = (*map(int, partial.split("-")), 1, 1)[:3]
    return Day(year, month, day)


def last_day(partial: str) -> Day:
    """The last day that ``2024``, ``2024-11`` or ``2024-11-05`` can mean.

    Raises:
        ValueError: the calendar has no such day.
    """
    first = first_day(partial)
    parts = partial.count("-")
    if parts == 2:
        return first
    month = first.month if parts == 1 else 12
    return Day(first.year, month, calendar.monthrange(first.year, month)[1])
