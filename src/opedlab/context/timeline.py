"""What happened around the op-ed, day by day, and what of it could be known on a given day."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import Literal, Protocol, TypeVar

from attrs import frozen

from opedlab.records import Day, Place, Text, unknown

ARTICLE_DAY = date(2024, 11, 5)
"""The day on which the English original appeared; an event of that day stands on the side ``before``."""

KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")

Precision = Literal["day", "month", "year"]
Side = Literal["before", "after"]
Status = Literal["confirmed", "contested", "announced"]
Theme = Literal[
    "war",
    "kursk",
    "deployment",
    "losses",
    "prisoners",
    "defection",
    "manpower",
    "arms",
    "technology",
    "treaty",
    "sanctions",
    "united-nations",
    "us-policy",
    "nato",
    "south-korea",
    "east-asia",
    "china",
    "brics",
    "negotiations",
]


class Dated(Protocol):
    """Anything that became public on a day."""

    @property
    def knowable(self) -> date: ...


D = TypeVar("D", bound=Dated)


def cells(cell: str) -> tuple[str, ...]:
    """The entries of a semicolon list in one cell of a table."""
    return tuple(part.strip() for part in cell.split(";") if part.strip())


def key_faults(cell: str, column: str) -> Iterator[tuple[Place, str]]:
    """Entries of a semicolon list that are no well-formed keys, and keys that stand twice."""
    entries = cells(cell)
    for entry in entries:
        if not KEY.fullmatch(entry):
            yield (column,), f'"{entry}" is no key; keys are small letters, digits and hyphens, parted by semicolons'
    for entry in sorted({entry for entry in entries if entries.count(entry) > 1}):
        yield (column,), f'"{entry}" stands twice; once is enough'


@frozen
class Event:
    """One row of the timeline.

    ``knowable`` is the first day on which a reader outside the services concerned could know it: usually the day of
    the earliest cited source, for an act done in public the day itself. ``actors`` and ``sources`` are semicolon lists as they stand in the table.
    """

    date: Day
    precision: Precision
    knowable: Day
    event: Text
    actors: Text
    theme: Theme
    side: Side
    status: Status
    note: str | None
    sources: Text

    @property
    def actor_ids(self) -> tuple[str, ...]:
        return cells(self.actors)

    @property
    def source_keys(self) -> tuple[str, ...]:
        return cells(self.sources)

    def faults(self) -> Iterator[tuple[Place, str]]:
        side = "before" if self.date <= ARTICLE_DAY else "after"
        if self.side != side:
            yield ("side",), f'is "{self.side}"; {self.date} lies {side} the article\'s day ({ARTICLE_DAY}), which itself counts as before'
        if self.knowable < self.date and self.status != "announced":
            yield ("knowable",), f"is {self.knowable}, earlier than the event ({self.date}); only an announced event is known beforehand"
        if self.precision != "day" and self.date.day != 1:
            yield ("date",), f"is {self.date} at {self.precision} precision; write the first day of the {self.precision}"
        if self.precision == "year" and self.date.month != 1:
            yield ("date",), f"is {self.date} at year precision; write the first of January"
        yield from key_faults(self.actors, "actors")
        yield from key_faults(self.sources, "sources")


def knowable_on(rows: Iterable[D], day: date) -> tuple[D, ...]:
    """The rows (events or estimates) that were public on ``day``, that day included, in their given order."""
    return tuple(row for row in rows if row.knowable <= day)


def happened_by(events: Iterable[Event], day: date) -> tuple[Event, ...]:
    """The events dated up to ``day``, known then or only later; the difference to ``knowable_on`` is hindsight."""
    return tuple(event for event in events if event.date <= day)


def link_faults(events: Iterable[Event], *, sources: Collection[str], actors: Collection[str], dropped: Collection[str] = ()) -> Iterator[tuple[Place, str]]:
    """Source keys and actor ids of the timeline that nothing answers to, and rows out of order of time."""
    last = date.min
    for n, event in enumerate(events, 1):
        for _, what in unknown(event.source_keys, sources, "key of source_texts/sources.yaml", dropped):
            yield (f"row {n}", "sources"), what
        for _, what in unknown(event.actor_ids, actors, "id of actors.yaml", dropped):
            yield (f"row {n}", "actors"), what
        if event.date < last:
            yield (f"row {n}", "date"), f"is {event.date}, earlier than the row before it ({last}); rows stand in order of time"
        last = max(last, event.date)
