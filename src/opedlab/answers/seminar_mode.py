"""Seminar mode: a courtesy lock. Answers are kept, and feedback opens with a code that the instructor shows.

The code follows from the lesson's name alone, so that the printed instructor page stays right when a question is mended.
It prevents glances, not cheating: banks and solutions lie open.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from attrs import frozen

from opedlab.answers.events import Event
from opedlab.answers.log import ALPHABET

LENGTH = 6


@frozen
class Lock:
    """The state of one lesson: ``on`` once the student switched it on, ``released`` once the code was given."""

    on: bool = False
    released: bool = False

    @property
    def locked(self) -> bool:
        return self.on and not self.released


def release_code(slug: str) -> str:
    """The code that opens the feedback of a lesson, such as ``k7f-3q2``: six characters of SHA-256 over its name."""
    number = int.from_bytes(hashlib.sha256(f"opedlab release {slug}".encode()).digest())
    code = ""
    for _ in range(LENGTH):
        number, digit = divmod(number, len(ALPHABET))
        code += ALPHABET[digit]
    return f"{code[:3]}-{code[3:]}"


def same(typed: str, code: str) -> bool:
    """Whether a typed code is that code, whatever its case, spaces and hyphens."""
    return _letters(typed) == _letters(code)


def lesson_of(typed: str, slugs: Iterable[str]) -> str | None:
    """The lesson that a typed code opens, or None."""
    return next((slug for slug in slugs if same(typed, release_code(slug))), None)


def lock(events: Iterable[Event]) -> Lock:
    """The lock of a lesson, folded from the events about the lesson as a whole, oldest first."""
    state = Lock()
    for event in events:
        if event.event == "seminar":
            state = Lock(on=event.response == "on")
        elif event.event == "release":
            state = Lock(on=state.on, released=True)
    return state


def _letters(typed: str) -> str:
    return "".join(c for c in typed[:100].lower() if c.isalnum())
