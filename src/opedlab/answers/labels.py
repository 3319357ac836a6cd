"""Answers as judgements: which category a student gave to which unit, for the kinds of item in which that is a question."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import frozen

from opedlab.answers.events import Event

MARKED, LEFT = "marked", "left"


@frozen
class Task:
    """One item seen as an annotation task: its units with their names, its categories with theirs, both in their order."""

    units: Mapping[str, str]
    categories: Mapping[str, str]


def task_of(item: Any) -> Task | None:
    """The item as a task; None for kinds in which nothing is put into categories."""
    if item.kind == "match":
        return Task({row.id: row.label for row in item.shown}, {column.id: column.text for column in item.columns})
    if item.kind == "choice" and item.multiple:
        return Task({option.id: option.text for option in item.shown}, {MARKED: MARKED, LEFT: LEFT})
    if item.kind == "choice":
        return Task({item.id: item.title}, {option.id: option.text for option in item.shown})
    if item.kind == "hottext":
        return Task({passage.id: getattr(passage, "text", passage.id) for passage in item.shown}, {MARKED: MARKED, LEFT: LEFT})
    return None


def labels_of(item: Any, tries: Mapping[str, Event]) -> dict[str, dict[str, str]]:
    """``{student: {unit: category}}`` from the first tries of one item; what is not in the item's form is left out."""
    task = task_of(item)
    if task is None:
        return {}
    found = {who: _judged(item, task, event.response) for who, event in tries.items()}
    return {who: judged for who, judged in found.items() if judged}


def _judged(item: Any, task: Task, response: Any) -> dict[str, str]:
    if item.kind == "match":
        rows = response.get("rows", response) if isinstance(response, dict) else {}
        return {unit: said for unit, said in rows.items() if unit in task.units and said in task.categories} if isinstance(rows, dict) else {}
    if item.kind == "choice" and not item.multiple:
        option = response.get("option") if isinstance(response, dict) else response
        return {item.id: option} if option in task.categories else {}
    name = "options" if item.kind == "choice" else "marked"
    given = response.get(name, ()) if isinstance(response, dict) else response
    return {unit: MARKED if unit in given else LEFT for unit in task.units} if isinstance(given, list | tuple) else {}
