"""What the UN Security Council forbade North Korea and its partners, and what stays open about it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from attrs import frozen

from opedlab.context.world.common import Bearing, Seen
from opedlab.records import BlockNumber, Day, Place, Slug, SourceKey, Text, doubles, matching

SCHEMA = "sanctions"

ResolutionNumber = Annotated[str, matching(r"\d{3,4}", "the number of a Security Council resolution, such as 1718")]


@frozen
class Resolution:
    """One resolution: what set it off and what it forbade."""

    resolution: ResolutionNumber
    adopted: Day
    trigger: Text
    did: Text
    on_arms: Text
    on_troops_or_labour: Text
    seen: Seen
    sources: tuple[SourceKey, ...]
    note: str | None = None


@frozen
class LegalQuestion:
    """A question of law with the state of the answer. ``answer`` is as of 5 November 2024; what came after stands under ``later``."""

    id: Slug
    question: Text
    answer: Text
    state: Literal["clear on the text", "contested", "open"]
    blocks: tuple[BlockNumber, ...]
    sources: tuple[SourceKey, ...]
    later: Text | None = None
    later_sources: tuple[SourceKey, ...] = ()


@frozen
class Position:
    """What a side says about the monitoring of the sanctions."""

    who: Text
    actor: Slug
    says: Text
    sources: tuple[SourceKey, ...]


@frozen
class Sanctions:
    """Content of ``sanctions.yaml``; the steps of the monitoring stand in ``timeline.csv`` (theme sanctions)."""

    resolutions: tuple[Resolution, ...]
    questions: tuple[LegalQuestion, ...]
    positions: tuple[Position, ...]
    bearings: tuple[Bearing, ...]

    def faults(self) -> Iterator[tuple[Place, str]]:
        yield from doubles(self.resolutions, "resolutions", "resolution")
        yield from doubles(self.questions, "questions")
        yield from doubles(self.bearings, "bearings")
        for n, (row, after) in enumerate(zip(self.resolutions, self.resolutions[1:], strict=False)):
            if after.adopted < row.adopted:
                yield ("resolutions", n + 1, "adopted"), f"is {after.adopted}, earlier than the row before it; rows stand in order of time"
