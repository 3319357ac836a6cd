"""Concepts of international relations that the lessons use, each with its literature and its place in the op-ed."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from opedlab.records import BlockNumber, Place, Slug, SourceKey, Text, doubles

SCHEMA = "concepts"


@frozen
class Concept:
    """One concept. ``in_the_article`` is the course's reading; ``question`` is what a student does with it."""

    id: Slug
    name: Text
    name_de: Text
    idea: Text
    in_the_article: Text
    question: Text
    blocks: tuple[BlockNumber, ...]
    sources: tuple[SourceKey, ...]
    critical_questions: tuple[Text, ...] = ()

    def faults(self) -> Iterator[tuple[Place, str]]:
        if not self.sources:
            yield ("sources",), "are empty; a concept names its literature"


@frozen
class Concepts:
    """Content of ``concepts.yaml``."""

    concepts: tuple[Concept, ...]

    def __iter__(self) -> Iterator[Concept]:
        return iter(self.concepts)

    def faults(self) -> Iterator[tuple[Place, str]]:
        yield from doubles(self.concepts, "concepts")
