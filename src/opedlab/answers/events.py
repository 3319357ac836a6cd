"""One line of an answers log: its shape, how it is written, how a foreign or torn line is told apart."""

from __future__ import annotations

import datetime
import json
from collections.abc import Sequence
from typing import Any, Literal

from attrs import frozen

VERSION = 1
MAX_LINE = 1_000_000
"""Bytes. The longest text an item takes is 100,000 characters; anything far beyond is no answer of ours."""

EventName = Literal["response", "hint", "draft", "start-over", "seal", "open-seal", "vote", "release", "seminar", "recall"]
EVENTS: frozenset[str] = frozenset(EventName.__args__)  # type: ignore[attr-defined]
KNOWN = frozenset({"v", "at", "who", "event", "lesson", "item", "try", "response", "confidence", "mode"})
"""The fields of every event; what else a line has stands in ``more``."""
SHALLOW = 500
"""Characters. A shorter line cannot be nested so deep, nor hold so long a number, that it could be read and not written again."""
_SCAN = json.JSONDecoder().raw_decode
_TEXT, _WHOLE, _NUMBER = (str, type(None)), (int, type(None)), (int, float, type(None))


@frozen
class Event:
    """One thing a student did. Self-contained, versioned, UTC."""

    at: str
    who: str
    event: str
    lesson: str
    item: str | None = None
    tried: int | None = None
    response: Any = None
    confidence: float | None = None
    mode: str = "open"
    more: dict[str, Any] | None = None


class BadLine(ValueError):
    """A line of a log that is no event; the message is its cause in words."""


def now() -> str:
    """UTC now, to the millisecond, as the log writes it."""
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def to_line(event: Event) -> bytes:
    """The event as one line of UTF-8 JSON, with its line end."""
    fields: dict[str, Any] = {"v": VERSION, "at": event.at, "who": event.who, "event": event.event, "lesson": event.lesson}
    optional = {"item": event.item, "try": event.tried, "response": event.response, "confidence": event.confidence}
    fields |= {key: value for key, value in optional.items() if value is not None}
    fields |= {"mode": event.mode} | (event.more or {})
    # ensure_ascii keeps NUL, lone surrogates and line separators inside their escapes: a line stays a line.
    return (json.dumps(fields, ensure_ascii=True, separators=(",", ":")) + "\n").encode()


def from_line(line: bytes) -> Event:
    """The event of one line.

    Raises:
        BadLine: torn, not JSON, another version, or fields of the wrong kind.
    """
    if len(line) > MAX_LINE:
        raise BadLine(f"is {len(line):,} bytes long; no answer is longer than {MAX_LINE:,}")
    return from_fields(_object(line))


def from_lines(lines: Sequence[bytes]) -> list[Event] | None:
    """The events of many lines at once, a third faster than one by one; None where one of them is not as it should be."""
    if any(len(line) > MAX_LINE for line in lines):
        return None
    try:
        all_fields = json.loads(b"[" + b",".join(lines) + b"]")
        for line, fields in zip(lines, all_fields, strict=True):  # a line that is two, or half of one, ends here
            if len(line) > SHALLOW:
                json.dumps(fields)
        return list(map(from_fields, all_fields))
    except (ValueError, RecursionError):
        return None


def from_fields(fields: Any) -> Event:
    """The event of one line's JSON.

    Raises:
        BadLine: no event, another version, or fields of the wrong kind.
    """
    if not isinstance(fields, dict) or "v" not in fields:
        raise BadLine("is JSON, but no event of this course")
    if fields["v"] != VERSION:
        raise BadLine(f"has version {str(fields['v'])[:12]}; this course reads version {VERSION}")
    get = fields.get
    at, who, event, lesson = get("at"), get("who"), get("event"), get("lesson")
    if not type(at) is type(who) is type(event) is type(lesson) is str:
        raise BadLine("lacks one of at, who, event, lesson")
    if event not in EVENTS:
        raise BadLine(f"has the unknown event {event[:20]!r}")
    item, tried, confidence = get("item"), get("try"), get("confidence")
    if not isinstance(item, _TEXT) or not isinstance(tried, _WHOLE) or not isinstance(confidence, _NUMBER):
        raise BadLine("has an item, try or confidence of the wrong kind")
    more = None if KNOWN.issuperset(fields) else {key: value for key, value in fields.items() if key not in KNOWN}
    return Event(at, who, event, lesson, item, tried, get("response"), confidence, str(get("mode", "open")), more)


def _object(line: bytes) -> Any:
    """What one line of JSON holds; read by the bare scanner, for a class has tens of thousands of lines.

    Raises:
        BadLine: torn or not JSON.
    """
    try:
        text = line.decode("utf-8", "surrogatepass").strip()
        fields, end = _SCAN(text)
        if end != len(text):
            raise BadLine("is torn or not JSON")
        if len(text) > SHALLOW:
            json.dumps(fields)  # what can be read and not written again is no answer of ours
    except (ValueError, RecursionError):
        raise BadLine("is torn or not JSON") from None
    return fields
