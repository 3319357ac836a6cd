"""The first try of each item: what pools, calibration and work codes count."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from attrs import evolve

from opedlab.answers.events import Event


def first_tries(events: Iterable[Event]) -> dict[tuple[str, str], Event]:
    """The first response to each (lesson, item), from events in any order; starting over does not renew it.

    A later response that only adds to the first (the reason that was asked for, a rating of one's own text) completes it.
    """
    first: dict[tuple[str, str], Event] = {}
    closed: set[tuple[str, str]] = set()
    for event in sorted(events, key=lambda e: e.at):
        if event.event != "response" or event.item is None:
            continue
        key = (event.lesson, event.item)
        if key not in first:
            first[key] = event
        elif key not in closed:
            if _adds_to(event.response, first[key].response):
                first[key] = evolve(first[key], response=event.response)
            else:
                closed.add(key)
    return first


def _adds_to(later: Any, earlier: Any) -> bool:
    earlier = {"option": earlier} if isinstance(earlier, str) else earlier
    if not isinstance(later, dict) or not isinstance(earlier, dict):
        return False
    given = {key: value for key, value in earlier.items() if value is not None}
    return len(later) > len(given) and all(key in later and later[key] == value for key, value in given.items())
