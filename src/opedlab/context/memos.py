"""How a memo is read: criteria with four levels, sample memos with notes, and invented reviewers."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Annotated, Literal

from attrs import frozen

from opedlab.records import Place, Slug, SourceKey, Text, by_id, doubles, nearest, unknown
from opedlab.records.fields import between

SCHEMA = "memos"

LEVELS = (1, 2, 3, 4)
LevelNumber = Annotated[int, between(1, 4, "a level")]


@frozen
class Level:
    """One step of a criterion: a short name, and what one sees on the page."""

    level: LevelNumber
    name: Text
    means: Text


@frozen
class Criterion:
    """One thing that a memo is read for, with its levels from 1 to 4; ``asks`` puts it as a question."""

    id: Slug
    title: Text
    asks: Text
    levels: tuple[Level, Level, Level, Level]
    sources: tuple[SourceKey, ...] = ()

    def faults(self) -> Iterator[tuple[Place, str]]:
        if (given := tuple(one.level for one in self.levels)) != LEVELS:
            yield ("levels",), f"are {given}; they are 1, 2, 3, 4 in this order"


@frozen
class Judged:
    """The course's reading of one memo by one criterion; ``also`` is another level that can be defended."""

    criterion: Slug
    level: LevelNumber
    why: Text
    also: LevelNumber | None = None


@frozen
class Paragraph:
    """One paragraph with its notes: what it does, what is wrong with it if anything, and the level that it shows by one criterion."""

    id: Slug
    part: Text
    text: Text
    does: Text
    criterion: Slug
    level: LevelNumber
    fault: str | None = None
    sources: tuple[SourceKey, ...] = ()


@frozen
class SampleMemo:
    """A memo of the course's own."""

    id: Slug
    name: Text
    to: Text
    about: Text
    levels: tuple[Judged, ...]
    paragraphs: tuple[Paragraph, ...]

    @property
    def words(self) -> int:
        return sum(len(one.text.split()) + len(one.part.split()) for one in self.paragraphs)


@frozen
class Reviewer:
    """Nobody in particular: a name, a habit, and a level for each criterion of each memo, in the order of the criteria."""

    id: Slug
    name: Text
    habit: Text
    levels: dict[Slug, tuple[LevelNumber, ...]]


@frozen
class Memos:
    """All of it."""

    about: Text
    invented: Literal["all reviewers and their levels are invented"]
    criteria: tuple[Criterion, ...]
    memos: tuple[SampleMemo, ...]
    reviewers: tuple[Reviewer, ...]

    def __getitem__(self, memo_id: str) -> SampleMemo:
        """The memo of that id.

        Raises:
            Unknown: there is none.
        """
        return by_id(self.memos, memo_id, "memo")

    def criterion(self, criterion_id: str) -> Criterion:
        """The criterion of that id.

        Raises:
            Unknown: there is none.
        """
        return by_id(self.criteria, criterion_id, "criterion")

    def labels(self) -> dict[str, dict[str, str]]:
        """``{reviewer: {unit: level}}`` of the invented reviewers; a unit is ``memo-criterion``, as the rows of the item are called."""
        return {
            one.id: {f"{memo.id}-{criterion.id}": str(one.levels[memo.id][n]) for memo in self.memos for n, criterion in enumerate(self.criteria)}
            for one in self.reviewers
        }

    def faults(self) -> Iterator[tuple[Place, str]]:
        for name in ("criteria", "memos", "reviewers"):
            yield from doubles(getattr(self, name), name)
        known = [one.id for one in self.criteria]
        for n, memo in enumerate(self.memos):
            yield from doubles(memo.paragraphs, f"memos[{n}].paragraphs")
            if (judged := [one.criterion for one in memo.levels]) != known:
                yield ("memos", n, "levels"), f"are for {', '.join(judged)}; each criterion has one, in their order: {', '.join(known)}"
            for k, one in enumerate(memo.paragraphs):
                if one.criterion not in known:
                    yield ("memos", n, "paragraphs", k, "criterion"), f'"{one.criterion}" is no criterion{nearest(one.criterion, known)}'
        for n, reviewer in enumerate(self.reviewers):
            for memo in self.memos:
                if len(reviewer.levels.get(memo.id, ())) != len(known):
                    yield ("reviewers", n, "levels", memo.id), f"needs {len(known)} levels, one for each criterion"


def link_faults(record: Memos, *, sources: Collection[str], dropped: Collection[str] = ()) -> Iterator[tuple[Place, str]]:
    """Source keys that nothing answers to."""
    for n, criterion in enumerate(record.criteria):
        for _, what in unknown(criterion.sources, sources, "key of source_texts/sources.yaml", dropped):
            yield ("criteria", n, "sources"), what
    for n, memo in enumerate(record.memos):
        for k, one in enumerate(memo.paragraphs):
            for _, what in unknown(one.sources, sources, "key of source_texts/sources.yaml", dropped):
                yield ("memos", n, "paragraphs", k, "sources"), what
