"""A check, a finding, and the records that a check may ask for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from attrs import frozen

Records = Callable[[str], Any]
"""Gives a record by its name, such as ``certainty``; it is read when it is first asked for."""


@frozen
class Finding:
    """One thing to look at again: where (characters ``start`` to ``end`` of the text), what, why it matters, what to do.

    Both ends are 0 where the finding is about the text as a whole.
    """

    check: str
    start: int
    end: int
    what: str
    why: str
    way_on: str

    def quote(self, text: str) -> str:
        """The place in the text, on one line; nothing where the finding is about the whole."""
        return " ".join(text[self.start : self.end].split())


@frozen
class Check:
    """One check. ``parameters`` is the attrs class of what an author may set; ``looks_for`` completes "it looks for …"."""

    name: str
    looks_for: str
    parameters: type
    run: Callable[[str, Any, Records], Iterator[Finding]]


@frozen
class NoParameters:
    """For checks that have nothing to set."""
