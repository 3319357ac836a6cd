"""One line of an answers log: its shape, how it is written, how a foreign or torn line is told apart."""

from __future__ import annotations

import datetime
import json
from typing import Any, Literal

from attrs import frozen

VERSION = 1
MAX_LINE = 1_000_000
"""Bytes. The longest text an item takes is 100,000 characters; anything far beyond is no answer of ours."""

EventName = Literal["response", "hint", "draft", "start-over", "seal", "open-seal", "vote", "release", "seminar", "recall"]
EVENTS: frozenset[str] = frozenset(EventName.__args__)  # type: ignore[attr-defined]


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
    try:
        fields = json.loads(line)
    except (ValueError, RecursionError):
        raise BadLine("is torn or not JSON") from None
    if not isinstance(fields, dict) or "v" not in fields:
        raise BadLine("is JSON, but no event of this course")
    if fields["v"] != VERSION:
        raise BadLine(f"has version {str(fields['v'])[:12]}; this course reads version {VERSION}")
    texts = [fields.get(key) for key in ("at", "who", "event", "lesson")]
    if not all(isinstance(text, str) for text in texts):
        raise BadLine("lacks one of at, who, event, lesson")
    if fields["event"] not in EVENTS:
        raise BadLine(f"has the unknown event {fields['event'][:20]!r}")
    item, tried, confidence = fields.get("item"), fields.get("try"), fields.get("confidence")
    if not isinstance(item, str | None) or not isinstance(tried, int | None) or not isinstance(confidence, int | float | None):
        raise BadLine("has an item, try or confidence of the wrong kind")
    known = {"v", "at", "who", "event", "lesson", "item", "try", "response", "confidence", "mode"}
    more = {key: value for key, value in fields.items() if key not in known} or None
    return Event(*texts, item, tried, fields.get("response"), confidence, str(fields.get("mode", "open")), more)
