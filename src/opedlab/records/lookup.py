"""One entry of a record by its id, and one message for an id that there is not."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from opedlab.records.faults import nearest

T = TypeVar("T")

LISTED = 50
"""So many ids are spelt out where none is near; a longer list would be read by nobody."""


class Unknown(KeyError):
    """There is no entry of that id; the message says what there is."""

    def __str__(self) -> str:
        return str(self.args[0])  # a KeyError would show its message in quotation marks


def by_id(entries: Iterable[T], wanted: str, what: str, key: str = "id", also: Iterable[str] = ()) -> T:
    """The entry whose ``key`` is ``wanted``; ``also`` are ids that are no entries and may be asked for all the same.

    Raises:
        Unknown: there is none; the message names the nearest, or else all where they are few.
    """
    known = []
    for entry in entries:
        if getattr(entry, key) == wanted:
            return entry
        known.append(str(getattr(entry, key)))
    known += also
    there = f"; there are {', '.join(known)}" if len(known) <= LISTED else ""
    raise Unknown(f'no {what} "{wanted}"{nearest(str(wanted), known) or there}')
