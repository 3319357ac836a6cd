"""Standards, law and formats around translated news: what each says, and how far it was seen."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Literal

from attrs import frozen

from opedlab.records import Place, Slug, SourceKey, Text, doubles, unknown

SCHEMA = "standards"

Kind = Literal["guidance", "requirements", "law", "press code", "format", "evaluation practice"]


@frozen
class Standard:
    """One standard, law, code or format. ``not_seen`` says what the course must not claim about it."""

    id: Slug
    name: Text
    kind: Kind
    edition: Text
    says: Text
    for_this_page: Text
    how_seen: Text
    not_seen: str | None = None
    sources: tuple[SourceKey, ...] = ()


@frozen
class Standards:
    """All of them."""

    about: Text
    standards: tuple[Standard, ...]

    def faults(self) -> Iterator[tuple[Place, str]]:
        yield from doubles(self.standards, "standards")


def link_faults(record: Standards, *, sources: Collection[str], dropped: Collection[str] = ()) -> Iterator[tuple[Place, str]]:
    """Source keys that nothing answers to."""
    for n, row in enumerate(record.standards):
        for _, what in unknown(row.sources, sources, "key of source_texts/sources.yaml", dropped):
            yield ("standards", n, "sources"), what
