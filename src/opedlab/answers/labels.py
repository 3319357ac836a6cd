"""Answers as judgements: which category a student gave to which unit, for the kinds of item in which that is a question."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from attrs import frozen

from opedlab.answers.events import Event

MARKED, LEFT = "marked", "left"
BETWEEN = "/"
"""Between what is reviewed and the criterion, in the name of a unit."""
_TITLE = re.compile(r"^(?:memo|number|nummer|no|nr)\b[.:#\s]*|^#\s*")


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


def review_task(form: Any) -> Task:
    """The criteria of a form in which each row reviews one thing: its choice fields with their names, and the levels they share."""
    asked = [field for field in form.fields if field.type == "choice"]
    return Task({field.id: field.label for field in asked}, {choice.id: choice.text for field in asked for choice in field.choices})


def reviews_of(form: Any, tries: Mapping[str, Event]) -> dict[str, dict[str, str]]:
    """``{reviewer: {"thing/criterion": level}}`` from such a form; the first field names the thing, and "Memo 3" is the same as "3".

    A thing that one reviewer names twice counts once; rows without a name, and levels that the form does not have, are left out.
    """
    task, found = review_task(form), {}
    for who, event in tries.items():
        rows = event.response.get("rows", ()) if isinstance(event.response, dict) else ()
        judged: dict[str, str] = {}
        for row in (row for row in rows if isinstance(row, dict)):
            thing = _reviewed(row.get(form.fields[0].id))
            for criterion in task.units if thing else ():
                if row.get(criterion) in task.categories:
                    judged.setdefault(f"{thing}{BETWEEN}{criterion}", row[criterion])
        if judged:
            found[who] = judged
    return found


def _reviewed(name: Any) -> str:
    """The name of what was reviewed, as everybody would write it: small letters, no word for "number" before it."""
    said = " ".join(name.casefold().split()) if isinstance(name, str) else ""
    while (rest := _TITLE.sub("", said, count=1)) not in ("", said):
        said = rest
    return said.strip(" .#")
