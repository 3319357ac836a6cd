"""The timeline with a cut-off date: what a reader could have known on a day. It filters in the browser."""

from __future__ import annotations

import html
from collections.abc import Sequence
from datetime import date
from typing import Any

from opedlab.context.sources import Sources
from opedlab.context.sources_export import MONTHS
from opedlab.context.timeline import ARTICLE_DAY, Event, happened_by, knowable_on
from opedlab.course import Course
from opedlab.records import compiled
from opedlab.views.board import Board, links, named
from opedlab.views.days import NoSuchDay, day_name, day_of
from opedlab.views.markup import Shown
from opedlab.views.strings import text

JUMPS = (("jump_treaty", date(2024, 6, 19)), ("jump_article", ARTICLE_DAY), ("jump_twelve", date(2024, 11, 17)), ("jump_year", date(2025, 11, 5)))
THEMES = {
    "us-policy": "US policy", "nato": "NATO", "brics": "BRICS", "united-nations": "United Nations", "china": "China",
    "south-korea": "South Korea", "east-asia": "East Asia", "kursk": "Kursk",
}  # fmt: skip
"""Themes whose name is more than their id with blanks."""


class TimelineBoard(Board):
    """The events that were public on ``until``, newest first; the page can move the day without the kernel, up to ``last`` where it is given.

    Raises:
        NoSuchDay: ``until`` lies outside the timeline.
    """

    def __init__(self, events: Sequence[Event], sources: Sources | None = None, until: date = ARTICLE_DAY, last: date | None = None):
        first, end = reach(events)
        last = min(last or end, end)
        if not first <= until <= last:
            raise NoSuchDay(f"{until} lies outside the timeline; choose a day from {first} to {last}")
        events = knowable_on(events, last)  # what became public after the last day is not even sent to the page
        made = content(events, sources, until, last)
        super().__init__("timeline.js", made, twin(events, made, until))


def open_board(course: Course, until: str | date = ARTICLE_DAY, last: str | date | None = None) -> TimelineBoard:
    """The board over the course's own timeline.

    Raises:
        NoSuchDay: ``until`` or ``last`` is no day as 2024-11-05, or ``until`` lies outside the timeline.
        RecordFaults: the timeline is broken.
    """
    day = day_of(until)
    events = compiled(course.context / "timeline.csv", tuple[Event, ...], course.compiled)
    return TimelineBoard(events, compiled(course.source_texts / "sources.yaml", Sources, course.compiled), day, last and day_of(last))


def reach(events: Sequence[Event]) -> tuple[date, date]:
    """The first and the last day on which anything became public."""
    return min(event.knowable for event in events), max(event.knowable for event in events)


def content(events: Sequence[Event], sources: Sources | None, until: date, last: date) -> dict[str, Any]:
    """All events for the front end, newest first, with the days to jump to."""
    first = reach(events)[0]
    rows = [
        {
            "date": str(event.date), "when": _when(event), "knowable": str(event.knowable), "event": event.event, "theme": event.theme,
            "status": event.status, "note": event.note, "sources": named(sources, event.source_keys),
        }
        for event in sorted(events, key=lambda e: (e.date, e.knowable), reverse=True)
    ]  # fmt: skip
    at_the_end = [] if last in dict(JUMPS).values() else [("jump_all", last)]
    jumps = [{"name": name, "day": str(day)} for name, day in (*JUMPS, *at_the_end) if first <= day <= last]
    themes = {event.theme: THEMES.get(event.theme, event.theme.replace("-", " ")) for event in events}
    return {"events": rows, "themes": dict(sorted(themes.items())), "jumps": jumps, "until": str(until), "first": str(first), "last": str(last)}


def twin(events: Sequence[Event], made: dict[str, Any], until: date) -> Shown:
    """What was public on the day as text; nothing that became public later."""
    known = knowable_on(events, until)
    hidden = len([event for event in happened_by(events, until) if event not in known])
    said = text("timeline_count", n=len(known), all=len(events), day=day_name(until), hidden=hidden)
    rows = [row for row in made["events"] if row["knowable"] <= str(until)]
    lines = [text("timeline_title"), said, *(f"  {row['when']}: {_said(row)} [{'; '.join(s['name'] for s in row['sources'])}]" for row in rows)]
    items = "".join(f"<li><strong>{row['when']}</strong>: {html.escape(_said(row))} ({links(row['sources'])})</li>" for row in rows)
    markup = f"<p><strong>{lines[0]}</strong></p><p>{said}</p><ul>{items}</ul>"
    return Shown("\n".join(lines), f'<section class="opedlab-twin">{markup}</section>')


def _said(row: dict[str, Any]) -> str:
    """An event with what a reader must know of its standing."""
    status = "" if row["status"] == "confirmed" else f" ({text('status_' + row['status'])})"
    public = "" if row["knowable"] == row["date"] else f" ({text('timeline_public', day=day_name(date.fromisoformat(row['knowable'])))})"
    return f"{row['event']}{status}{public}{' ' + row['note'] if row['note'] else ''}"


def _when(event: Event) -> str:
    """The day of an event, as exactly as it is known."""
    if event.precision == "day":
        return day_name(event.date)
    return f"{MONTHS[event.date.month - 1]} {event.date.year}" if event.precision == "month" else str(event.date.year)
