"""``length``: a text that is shorter or longer than was asked for.

It counts words between spaces. It cannot see whether they were needed.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from opedlab.advice.model import Check, Finding, Records
from opedlab.records import Place


@frozen
class Length:
    """Words that are wanted, both ends included."""

    low: int = 1
    high: int = 100_000

    def faults(self) -> Iterator[tuple[Place, str]]:
        if not 0 < self.low < self.high:
            yield ("low",), f"is {self.low}; it must be above 0 and below high ({self.high})"


def find(text: str, asked: Length, records: Records) -> Iterator[Finding]:
    """At most one finding, about the whole."""
    count = len(text.split())
    if count < asked.low:
        yield Finding(
            "length", 0, 0, f"The text has {count} words; about {asked.low} to {asked.high} are asked for.",
            "Something that a reader needs may be missing.", "Ask what somebody who has not read the page would ask next, and answer that.",
        )  # fmt: skip
    elif count > asked.high:
        yield Finding(
            "length", 0, 0, f"The text has {count} words; about {asked.low} to {asked.high} are asked for.",
            "Whoever reads it has little time, and the main point gets harder to find.", "Strike the sentence that you would miss least, then look again.",
        )  # fmt: skip


CHECK = Check("length", "a text that is shorter or longer than asked", Length, find)
