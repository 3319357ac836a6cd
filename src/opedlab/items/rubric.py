"""What the kinds without a key share: a rubric, by which a student rates work of one's own after it was handed in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from attrs import frozen

from opedlab.items.model import NotAnAnswer, OptionId
from opedlab.records import Place, Text, doubles


@frozen
class Criterion:
    """One line of a rubric: what to look for, and what it looks like when it is met."""

    id: OptionId
    text: Text
    met_when: Text


Rubric = tuple[Criterion, ...]


def rubric_faults(rubric: Rubric) -> Iterable[tuple[Place, str]]:
    """An empty rubric, and criteria that share an id."""
    if not rubric:
        yield ("rubric",), "is empty; say what a good answer has"
    yield from doubles(rubric, "rubric")


def rated(item_id: str, rubric: Rubric, met: Any) -> float | None:
    """The student's own rating as a share of the criteria; None while there is none.

    Raises:
        NotAnAnswer: ``met`` is no list of criteria of this rubric.
    """
    known = [criterion.id for criterion in rubric]
    if met is None:
        return None
    if not isinstance(met, list) or any(m not in known for m in met):
        raise NotAnAnswer(f"{item_id} has the criteria {', '.join(known)}")
    return len(set(met)) / len(known)
