"""People and outlets of the page: posts held and what is on record, nothing else."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from opedlab.context.world.common import Fact
from opedlab.records import BlockNumber, PartialDate, Place, Slug, SourceKey, Text, doubles

SCHEMA = "people"


@frozen
class Statement:
    """Something said in public, in own words."""

    date: PartialDate
    gist: Text
    sources: tuple[SourceKey, ...]
    note: str | None = None


@frozen
class Person:
    """A person named on the page: the post held when it appeared, other posts held, statements that the page draws on."""

    id: Slug
    name: Text
    position: Text
    blocks: tuple[BlockNumber, ...]
    sources: tuple[SourceKey, ...]
    posts: tuple[Fact, ...] = ()
    statements: tuple[Statement, ...] = ()
    note: str | None = None


@frozen
class Outlet:
    """A publisher in the chain from the English original to the German page."""

    id: Slug
    name: Text
    blocks: tuple[BlockNumber, ...]
    facts: tuple[Fact, ...]
    not_known: tuple[Text, ...] = ()


@frozen
class People:
    """Content of ``people.yaml``."""

    people: tuple[Person, ...]
    outlets: tuple[Outlet, ...]

    def faults(self) -> Iterator[tuple[Place, str]]:
        yield from doubles(self.people, "people")
        yield from doubles(self.outlets, "outlets")
