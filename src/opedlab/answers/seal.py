"""The seal over a lesson's forecasts: one hash over all of them, so that a later change shows.

A seal is a promise made visible, not a lock: whoever edits the log can seal anew. What a student has noted or handed
in of the hash (a seminar's list on the board will do) is what a changed ledger cannot be made to fit.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping
from typing import Any, Literal

from attrs import frozen

from opedlab.answers.events import Event
from opedlab.answers.log import History

FORMAT = 1
SHORT = 16
"""Hexadecimal digits of the visible hash: 64 bits of SHA-256, in groups of four."""

State = Literal["open", "intact", "changed", "damaged"]


@frozen
class Entry:
    """One forecast as it stands: the item, when it was last given, and the response just as it was logged."""

    item: str
    at: str
    response: Any


@frozen
class Seal:
    """A seal as the log holds it: when, the hash of the whole, and one of each forecast, to say later which changed."""

    at: str
    hash: str
    entries: Mapping[str, str]


@frozen
class Verification:
    """Whether the ledger still is what was sealed, and what is different if not.

    ``open``: no seal. ``damaged``: a seal's line that cannot be read as one. ``broken`` are seals that were made before
    the lesson was started over.
    """

    state: State
    hash: str
    seal: Seal | None = None
    changed: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    broken: tuple[Seal, ...] = ()
    opened: str | None = None


def ledger(histories: Mapping[str, History], items: Iterable[str]) -> tuple[Entry, ...]:
    """The last response to each of these items, in order of their ids; items without one are left out."""
    last = {item: histories[item].last for item in items if item in histories}
    return tuple(Entry(item, event.at, event.response) for item, event in sorted(last.items()) if event is not None)


def canonical(lesson: str, entries: Iterable[Entry]) -> bytes:
    """The one spelling of a ledger as JSON: keys and items sorted, no spaces, ASCII."""
    rows = [{"item": e.item, "at": e.at, "response": e.response} for e in sorted(entries, key=lambda e: e.item)]
    return json.dumps({"v": FORMAT, "lesson": lesson, "forecasts": rows}, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode()


def short_hash(lesson: str, entries: Iterable[Entry]) -> str:
    """The visible hash: the first sixteen hexadecimal digits of SHA-256, as ``3f2a 9c01 77de 5b60``."""
    return grouped(hashlib.sha256(canonical(lesson, entries)).hexdigest()[:SHORT])


def grouped(digits: str) -> str:
    return " ".join(digits[n : n + 4] for n in range(0, len(digits), 4))


def same_hash(one: str, other: str) -> bool:
    """Whether two hashes are equal but for spaces, hyphens and case, as people copy them."""
    one, other = ("".join(c for c in text.casefold() if c.isalnum()) for text in (one, other))
    return one == other and len(one) == SHORT


def made(lesson: str, entries: Collection[Entry]) -> dict[str, Any]:
    """What the event of a seal carries beside its time."""
    return {"hash": short_hash(lesson, entries), "entries": {e.item: short_hash(lesson, [e]) for e in entries}}


def seals(marks: Iterable[Event]) -> tuple[Seal | None, tuple[Seal, ...]]:
    """The seal that holds, and those that a start-over broke, from a lesson's own events, oldest first.

    The first seal holds: sealing what is sealed changes nothing. A damaged seal has an empty hash.
    """
    now, broken = None, []
    for event in marks:
        if event.event == "seal" and now is None:
            now = _seal(event)
        elif event.event == "start-over" and now is not None:
            broken.append(now)
            now = None
    return now, tuple(broken)


def _seal(event: Event) -> Seal:
    more = event.more or {}
    value, entries = more.get("hash"), more.get("entries")
    if not isinstance(value, str) or not isinstance(entries, dict) or not all(isinstance(text, str) for text in entries.values()):
        return Seal(event.at, "", {})
    return Seal(event.at, value, entries)


def locked(item: Any, marks: Iterable[Event]) -> Seal | None:
    """The seal under which this item's answers can no longer be changed, if there is one."""
    return seals(marks)[0] if getattr(item, "in_ledger", False) else None


def verify(lesson: str, items: Iterable[str], histories: Mapping[str, History], marks: Iterable[Event]) -> Verification:
    """Compare a lesson's ledger with its seal.

    ``items`` are the ids of the forecasts as the bank has them; those under the seal are looked at even where the bank
    has dropped them since.
    """
    marks = tuple(marks)
    seal, broken = seals(marks)
    entries = ledger(histories, {*items, *(seal.entries if seal else ())})
    now = short_hash(lesson, entries)
    if seal is None:
        return Verification("open", now, broken=broken)
    opened = next((e.at for e in marks if e.event == "open-seal" and e.at >= seal.at), None)
    if not seal.hash:
        return Verification("damaged", now, seal, broken=broken, opened=opened)
    found = {e.item: short_hash(lesson, [e]) for e in entries}
    changed = tuple(item for item in found if item in seal.entries and found[item] != seal.entries[item])
    gone = tuple(sorted(set(seal.entries) - set(found)))
    added = tuple(item for item in found if item not in seal.entries)
    state: State = "intact" if same_hash(now, seal.hash) else "changed"
    return Verification(state, now, seal, changed, gone, added, broken, opened)
