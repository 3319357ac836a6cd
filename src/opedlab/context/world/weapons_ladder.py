"""Where Ukraine may use Western weapons: step by step, with dates."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from attrs import frozen

from opedlab.context.world.common import Bearing, Seen
from opedlab.records import BlockNumber, PartialDate, Place, Slug, SourceKey, Text, doubles

SCHEMA = "weapons_ladder"

Direction = Literal["supply", "loosen", "hold", "tighten", "words", "use", "counter-step"]
"""``supply``: a new weapon with its limits; ``loosen``/``hold``/``tighten``: where it may be used; ``words``: nothing else changed."""

MAX_QUOTED = 8


@frozen
class Rung:
    """One step. ``quote`` is at most eight English words as the cited source gives them."""

    id: Slug
    date: PartialDate
    actor: Slug
    step: Text
    direction: Direction
    seen: Seen
    sources: tuple[SourceKey, ...]
    blocks: tuple[BlockNumber, ...] = ()
    quote: str | None = None
    note: str | None = None

    def faults(self) -> Iterator[tuple[Place, str]]:
        if self.quote and len(self.quote.split()) > MAX_QUOTED:
            yield ("quote",), f"has {len(self.quote.split())} words; at most {MAX_QUOTED} are quoted"


@frozen
class WeaponsLadder:
    """Content of ``weapons_ladder.yaml``."""

    rungs: tuple[Rung, ...]
    bearings: tuple[Bearing, ...]

    def __iter__(self) -> Iterator[Rung]:
        return iter(self.rungs)

    def faults(self) -> Iterator[tuple[Place, str]]:
        yield from doubles(self.rungs, "rungs")
        yield from doubles(self.bearings, "bearings")
        for n, (row, after) in enumerate(zip(self.rungs, self.rungs[1:], strict=False)):
            if after.date < row.date and not row.date.startswith(after.date):
                yield ("rungs", n + 1, "date"), f"is {after.date}, earlier than the rung before it ({row.date}); rungs stand in order of time"
