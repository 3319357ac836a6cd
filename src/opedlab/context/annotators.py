"""Invented annotators for the lesson on agreement: who put which unit into which category, under two guidelines.

They are invented and say so wherever they are shown. A class's own answers take their place where there are any.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any, Literal

from attrs import frozen

from opedlab.records import BlockNumber, Place, Slug, Text, by_id, doubles, nearest

SCHEMA = "annotators"

LEFT_OUT = "-"
"""In a row of judgements: this annotator skipped the unit."""
ROUNDS = ("first", "second")


@frozen
class Category:
    """One thing that a unit can be put into; where the level is ordinal, categories stand in their order."""

    id: Slug
    text: Text
    means: Text


@frozen
class Annotator:
    """Nobody in particular: a name and a habit."""

    id: Slug
    name: Text
    habit: Text


@frozen
class AnnotatedUnit:
    """One unit with what each annotator said in each round, in the order in which annotators are listed."""

    id: Slug
    block: BlockNumber
    label: Text
    first: tuple[str, ...]
    second: tuple[str, ...]
    caveat: str | None = None
    note: str | None = None


@frozen
class ClassRound:
    """The item whose first tries, pooled over a class, are that class's own judgements in this round."""

    lesson: Slug
    item: Text


@frozen
class AnnotatorSet:
    """One task: its guideline before and after, its units, and everybody's judgements."""

    id: Slug
    title: Text
    about: Text
    invented: Literal["all names and judgements are invented"]
    level: Literal["nominal", "ordinal"]
    guidelines: tuple[Text, Text]
    categories: tuple[Category, ...]
    annotators: tuple[Annotator, ...]
    units: tuple[AnnotatedUnit, ...]
    class_rounds: tuple[ClassRound, ClassRound]

    @property
    def order(self) -> list[str]:
        return [category.id for category in self.categories]

    def labels(self, round_: str) -> dict[str, dict[str, str]]:
        """``{annotator: {unit: category}}`` of one round, ``first`` or ``second``."""
        return {
            annotator.id: {unit.id: said for unit in self.units if (said := getattr(unit, round_)[n]) != LEFT_OUT}
            for n, annotator in enumerate(self.annotators)
        }

    def faults(self) -> Iterator[tuple[Place, str]]:
        for name in ("categories", "annotators", "units"):
            yield from doubles(getattr(self, name), name)
        for n, unit in enumerate(self.units):
            for round_ in ROUNDS:
                said = getattr(unit, round_)
                if len(said) != len(self.annotators):
                    yield ("units", n, round_), f"has {len(said)} judgements; there are {len(self.annotators)} annotators (a skipped unit is {LEFT_OUT})"
                for one in said:
                    if one != LEFT_OUT and one not in self.order:
                        yield ("units", n, round_), f'"{one}" is no category{nearest(one, self.order) or "; one of " + ", ".join(self.order)}'


@frozen
class MarkedSpan:
    """Words ``start`` to ``end`` (exclusive, from 0) of the sentence."""

    start: int
    end: int


@frozen
class MarkedBy:
    name: Text
    marks: tuple[MarkedSpan, ...]


@frozen
class SpanCase:
    """One sentence of the course's own, and what two invented annotators marked in it."""

    about: Text
    sentence: Text
    by: tuple[MarkedBy, MarkedBy]

    def faults(self) -> Iterator[tuple[Place, str]]:
        words = len(self.sentence.split())
        for n, one in enumerate(self.by):
            for k, mark in enumerate(one.marks):
                if not 0 <= mark.start < mark.end <= words:
                    yield ("by", n, "marks", k), f"runs from {mark.start} to {mark.end}; the sentence has {words} words"


@frozen
class Annotators:
    """All tasks with invented annotators."""

    about: Text
    sets: tuple[AnnotatorSet, ...]
    spans: SpanCase

    def __getitem__(self, set_id: str) -> AnnotatorSet:
        """The task of that id.

        Raises:
            Unknown: there is none.
        """
        return by_id(self.sets, set_id, "task for annotators")

    def faults(self) -> Iterator[tuple[Place, str]]:
        yield from doubles(self.sets, "sets")


def link_faults(record: Annotators, *, catalogue: Any) -> Iterator[tuple[Place, str]]:
    """Units that name a caveat or decoy which the catalogue does not have in that block."""
    if catalogue is None:
        return
    rows: dict[str, Any] = {row.id: row for row in (*catalogue.caveats, *catalogue.decoys)}
    known: Collection[str] = rows
    for n, one in enumerate(record.sets):
        for k, unit in enumerate(one.units):
            if unit.caveat is None:
                continue
            if unit.caveat not in known:
                yield ("sets", n, "units", k, "caveat"), f'"{unit.caveat}" is no id of caveats.yaml{nearest(unit.caveat, known)}'
            elif rows[unit.caveat].block != unit.block:
                yield ("sets", n, "units", k, "block"), f"is {unit.block}; caveats.yaml has {unit.caveat} in block {rows[unit.caveat].block}"
