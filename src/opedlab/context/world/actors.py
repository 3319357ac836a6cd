"""States and bodies in the op-ed and in the timeline: what they want and what they can do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from attrs import frozen

from opedlab.context.world.common import Seen
from opedlab.records import BlockNumber, Place, Slug, SourceKey, Text, doubles

SCHEMA = "actors"


@frozen
class Actor:
    """One actor. Interests and instruments are the course's synthesis; the sources carry the facts named in them."""

    id: Slug
    name: Text
    name_de: Text
    kind: Literal["state", "alliance", "group of states", "court or body"]
    blocks: tuple[BlockNumber, ...] = ()
    interests: tuple[Text, ...] = ()
    instruments: tuple[Text, ...] = ()
    note: str | None = None
    sources: tuple[SourceKey, ...] = ()

    def faults(self) -> Iterator[tuple[Place, str]]:
        if (self.interests or self.instruments) and not self.sources:
            yield ("sources",), "are empty; an actor with interests or instruments names what they rest on"


@frozen
class Abroad:
    """North Korean soldiers abroad: bears on the phrase of block 19 about an army without real combat."""

    id: Slug
    period: Text
    place: Text
    what: Text
    kind: Literal["combat", "combat reported", "combat duty", "training", "disputed"]
    seen: Seen
    sources: tuple[SourceKey, ...]
    note: str | None = None


@frozen
class Actors:
    """Content of ``actors.yaml``, as of late October and November 2024."""

    as_of: Text
    actors: tuple[Actor, ...]
    north_koreans_abroad: tuple[Abroad, ...]

    def __iter__(self) -> Iterator[Actor]:
        return iter(self.actors)

    @property
    def ids(self) -> frozenset[str]:
        return frozenset(actor.id for actor in self.actors)

    def faults(self) -> Iterator[tuple[Place, str]]:
        yield from doubles(self.actors, "actors")
        yield from doubles(self.north_koreans_abroad, "north_koreans_abroad")
