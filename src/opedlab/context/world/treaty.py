"""The Russian–North Korean treaty of 2024 and the alliance texts that it is compared with."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from opedlab.context.world.common import Bearing, Seen
from opedlab.records import BlockNumber, Day, Place, Slug, SourceKey, Text, doubles, nearest

SCHEMA = "treaty"


@frozen
class Article:
    """One article in own words. No official full text was found: ``seen`` says how much the sources show."""

    article: Text
    substance: Text
    why: Text
    seen: Seen
    sources: tuple[SourceKey, ...]
    blocks: tuple[BlockNumber, ...] = ()
    note: str | None = None


@frozen
class Naming:
    """What a party to the treaty calls the relation."""

    who: Text
    actor: Slug
    date: Day
    says: Text
    sources: tuple[SourceKey, ...]


@frozen
class Compared:
    """One alliance text beside the others. ``on_the_day``: whom it bound on 5 November 2024; ``status``: what is known of it since."""

    id: Slug
    name: Text
    signed: Day
    trigger: Text
    duty: Text
    automaticity: Text
    on_the_day: Text
    status: Text
    seen: Seen
    sources: tuple[SourceKey, ...]
    note: str | None = None


@frozen
class Definition:
    """How a data set defines an alliance."""

    id: Slug
    dataset: Text
    definition: Text
    literature: Text
    sources: tuple[SourceKey, ...]
    note: str | None = None


@frozen
class Coding:
    """The course's own proposal of how a text would be coded; no data set covers 2024 yet."""

    treaty: Slug
    cow: Text
    atop: tuple[Text, ...]
    note: str | None = None


@frozen
class Treaty:
    """Content of ``treaty.yaml``; the dates of signing and ratification stand in ``timeline.csv`` (theme treaty)."""

    name: Text
    articles_total: int
    signed: Day
    in_force: Day
    status_on_article_day: Text
    sources: tuple[SourceKey, ...]
    articles: tuple[Article, ...]
    naming: tuple[Naming, ...]
    comparison: tuple[Compared, ...]
    lessons: tuple[Text, ...]
    definitions: tuple[Definition, ...]
    coding: tuple[Coding, ...]
    bearings: tuple[Bearing, ...]

    def faults(self) -> Iterator[tuple[Place, str]]:
        yield from doubles(self.articles, "articles", "article")
        yield from doubles(self.comparison, "comparison")
        yield from doubles(self.definitions, "definitions")
        yield from doubles(self.bearings, "bearings")
        known = [text.id for text in self.comparison]
        for n, row in enumerate(self.coding):
            if row.treaty not in known:
                yield ("coding", n, "treaty"), f'"{row.treaty}" is no id of comparison{nearest(row.treaty, known)}'
        if self.in_force < self.signed:
            yield ("in_force",), f"is {self.in_force}, before the signing ({self.signed})"
