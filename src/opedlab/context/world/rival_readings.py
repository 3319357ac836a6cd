"""Published readings of the same event by others, each attributed and in own words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from attrs import frozen

from opedlab.records import BlockNumber, PartialDate, Place, Slug, SourceKey, Text, doubles

SCHEMA = "rival_readings"

Stance = Literal["another diagnosis", "mixed", "same direction", "another policy"]
Lean = Literal["weakness", "choice", "gain", "other"]
"""What a reading takes the troops to be a sign of; ``other`` where it speaks of effects or of policy alone."""

Country = Literal["USA", "UK", "Ukraine", "China", "Russia", "South Korea", "Germany", "Norway", "NATO"]


@frozen
class Reading:
    """One published reading.

    ``thesis`` and ``evidence`` (what the reading itself points to, as far as seen) are in own words.
    ``would_support`` and ``would_weaken`` are the course's own, for use as a test; so is ``leans``, where the course
    would put the reading among its three (more than one where the text holds more than one).
    """

    id: Slug
    who: Text
    position: Text
    country: Country
    outlet: Text
    date: PartialDate
    stance: Stance
    reads_as: Text
    leans: tuple[Lean, ...]
    thesis: Text
    how_seen: Text
    sources: tuple[SourceKey, ...]
    evidence: str | None = None
    would_support: str | None = None
    would_weaken: str | None = None
    blocks: tuple[BlockNumber, ...] = ()

    def faults(self) -> Iterator[tuple[Place, str]]:
        if not self.leans:
            yield ("leans",), "is empty; a reading that takes none of the three sides leans to `other`"
        elif len(set(self.leans)) < len(self.leans) or ("other" in self.leans and len(self.leans) > 1):
            yield ("leans",), f"names {', '.join(self.leans)}; each side stands once, and `other` stands alone"


@frozen
class Observable:
    """One thing that was seen, with what three readings make of it; the course's own grid for an exercise.

    ``expected_by`` names the readings that would have led one to expect it rather than not. Where all three did, or
    none, it does not tell them apart, however striking it is.
    """

    id: Slug
    seen: Text
    weakness: Text
    choice: Text
    gain: Text
    expected_by: tuple[Literal["weakness", "choice", "gain"], ...]
    sources: tuple[SourceKey, ...]

    @property
    def tells_apart(self) -> bool:
        """Whether some of the three readings expected it and others did not."""
        return 0 < len(self.expected_by) < 3


@frozen
class RivalReadings:
    """Content of ``rival_readings.yaml``."""

    readings: tuple[Reading, ...]
    grid: tuple[Observable, ...]

    def __iter__(self) -> Iterator[Reading]:
        return iter(self.readings)

    def faults(self) -> Iterator[tuple[Place, str]]:
        yield from doubles(self.readings, "readings")
        yield from doubles(self.grid, "grid")
