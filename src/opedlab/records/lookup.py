"""One entry of a record by its id, and one message for an id that there is not."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from opedlab.records.faults import nearest

T = TypeVar("T")

LISTED = 12
"""So many ids are spelt out where none is near; a longer list would be read by nobody."""


class Unknown(KeyError):
    """There is no entry of that id; the message says what there is."""

    def __str__(self) -> str:
        return str(self.args[0])  # a KeyError would show its message in quotation marks


def by_id(entries: Iterable[T], wanted: str, what: str, key: str = "id") -> T:
    """The entry whose ``key`` is ``wanted``.

    Raises:
        Unknown: there is none; the message names the nearest, or all where they are few.
    """
    known = []
    for entry in entries:
        if getattr(entry, key) == wanted:
            return entry
        known.append(str(getattr(entry, key)))
    there = f"; there are {', '.join(known)}" if len(known) <= LISTED else ""
    raise Unknown(f'no {what} "{wanted}"{nearest(str(wanted), known) or there}')
