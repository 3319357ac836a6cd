"""Published readings of the same event by others, each attributed and in own words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from attrs import frozen

from opedlab.records import BlockNumber, PartialDate, Place, Slug, SourceKey, Text, doubles

SCHEMA = "rival_readings"

Stance = Literal["another diagnosis", "mixed", "same direction", "another policy"]
Country = Literal["USA", "UK", "Ukraine", "China", "Russia", "South Korea", "Germany", "Norway", "NATO"]


@frozen
class Reading:
    """One published reading.

    ``thesis`` and ``evidence`` (what the reading itself points to, as far as seen) are in own words.
    ``would_support`` and ``would_weaken`` are the course's own, for use as a test.
    """

    id: Slug
    who: Text
    position: Text
    country: Country
    outlet: Text
    date: PartialDate
    stance: Stance
    reads_as: Text
    thesis: Text
    how_seen: Text
    sources: tuple[SourceKey, ...]
    evidence: str | None = None
    would_support: str | None = None
    would_weaken: str | None = None
    blocks: tuple[BlockNumber, ...] = ()


@frozen
class Observable:
    """One thing that was seen, with what three readings make of it; the course's own grid for an exercise."""

    id: Slug
    seen: Text
    weakness: Text
    choice: Text
    gain: Text


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
