"""Verdicts of a library task, pooled: for each guess, who looked said what, and where it was seen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from attrs import frozen

from opedlab.answers.events import Event
from opedlab.items.form import Form, FormRow, answer
from opedlab.items.model import NotAnAnswer

VERDICT = "verdict"
"""The field that a row is counted by; it is a choice. A row without it has not been looked up."""
DECIDES = ("confirmed", "other")
"""Verdicts that come from having seen the passage: two of them that differ are a case for the class."""


@frozen
class Look:
    """What one student saw: the verdict, and what else was filled in, by field; nobody is named."""

    verdict: str
    seen: Mapping[str, str]


@frozen
class Pooled:
    """One guess with every look at it."""

    row: FormRow
    looks: tuple[Look, ...]

    @property
    def split(self) -> bool:
        """Whether students who saw the passage came to different verdicts."""
        return len({look.verdict for look in self.looks} & set(DECIDES)) > 1


def last_answers(students: Mapping[str, Iterable[Event]], lesson: str, item: str) -> dict[str, Any]:
    """Each student's last response to an item: in a library task the later look is the better one."""
    found = {}
    for who, events in students.items():
        mine = sorted((e for e in events if e.event == "response" and (e.lesson, e.item) == (lesson, item)), key=lambda e: e.at)
        if mine:
            found[who] = mine[-1].response
    return found


def pool(item: Form, responses: Iterable[Any]) -> tuple[Pooled, ...]:
    """All looks by row, in the order of the form; a response that does not fit the form is passed over."""
    looks: dict[str, list[Look]] = {row.id: [] for row in item.rows}
    for response in responses:
        try:
            rows = answer(item, response)
        except NotAnAnswer:
            continue
        for row in rows:
            if row[VERDICT]:
                seen = {name: value for name, value in row.items() if name not in ("row", VERDICT) and value}
                looks[row["row"]].append(Look(row[VERDICT], seen))
    return tuple(Pooled(row, tuple(looks[row.id])) for row in item.rows)
