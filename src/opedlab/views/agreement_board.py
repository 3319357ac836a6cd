"""How far annotators agree, as a board: invented ones before and after a guideline was mended, and the class's own rounds.

``content`` and twin show the invented annotators. What a class did is in ``state``, live only, and never one by one.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Sequence
from typing import Any, get_args

from opedlab.answers.agreement import Level
from opedlab.answers.class_work import read_class
from opedlab.answers.labels import labels_of, task_of
from opedlab.context.annotators import ROUNDS, Annotators, AnnotatorSet
from opedlab.course import Course
from opedlab.items.bank import Bank
from opedlab.records import RecordFaults, compiled
from opedlab.views.agreement_sheet import invented, of_class
from opedlab.views.board import Board
from opedlab.views.figures.base import Table, table_html, table_lines
from opedlab.views.markup import Shown, inline, plain
from opedlab.views.strings import text

ReadRounds = Callable[[], list[dict[str, Any]]]


class AgreementBoard(Board):
    """A sheet of invented annotators; ``read_rounds`` gives the rounds of the class that there are, as ``of_class`` makes them."""

    def __init__(self, sheet: dict[str, Any], read_rounds: ReadRounds):
        self._read, self._messages = read_rounds, 0
        super().__init__("agreement.js", _sent(sheet), twin(sheet), self._state())
        self.on_msg(self._on_message)

    def _state(self) -> dict[str, Any]:
        return {"rounds": [_sent(one) for one in self._read()], "messages": self._messages}

    def _on_message(self, _: Any, message: dict[str, Any], __: Any) -> None:
        if message.get("type") == "look":
            self._messages += 1
            self.state = self._state()


def open_board(
    course: Course, bank: Callable[[str], Bank], task: str, level: str | None = None, only: Sequence[str] = (), leave_out: Sequence[str] = ()
) -> AgreementBoard:
    """The board over the course's invented annotators and the class folder. ``bank`` gives the bank of a lesson.

    Raises:
        Unknown: a task, annotator or unit that the record does not have.
        ValueError: a level that there is not.
        RecordFaults: the record is broken.
    """
    found = compiled(course.context / "annotators.yaml", Annotators, course.compiled)[task]
    if level is not None and level not in get_args(Level)[:2]:
        raise ValueError(f'no level "{level}"; "nominal" (categories without an order) or "ordinal" (with one)')
    chosen: Level = level or found.level  # type: ignore[assignment]
    only, leave_out = ([given] if isinstance(given, str) else list(given) for given in (only, leave_out))
    return AgreementBoard(invented(found, chosen, only, leave_out), lambda: _class_rounds(course, bank, found, chosen))


def _class_rounds(course: Course, bank: Callable[[str], Bank], task: AnnotatorSet, level: Level) -> list[dict[str, Any]]:
    """The rounds that a class has answered; a bank that is broken or not there has none."""
    banks: dict[str, Bank] = {}
    for lesson in {one.lesson for one in task.class_rounds}:
        try:
            banks[lesson] = bank(lesson)
        except (RecordFaults, OSError):
            continue
    work = read_class(course.class_work, banks.values())
    rounds = []
    for n, (one, _) in enumerate(zip(task.class_rounds, ROUNDS, strict=True), 1):
        item = next((item for item in banks.get(one.lesson, ()) if item.id == one.item), None)
        labels = labels_of(item, work.answers_to(one.lesson, one.item)) if item else {}
        if item and labels:
            rounds.append(of_class(task_of(item), labels, level, f"round {n}", task.order))  # type: ignore[arg-type]
    return rounds


def twin(sheet: dict[str, Any]) -> Shown:
    """The invented annotators as text; for a class it says only what will be shown."""
    tables: list[Table] = sheet["tables"]
    lines = [sheet["title"], *sheet["paragraphs"]]
    for table in tables:
        lines += ["", *table_lines(table)]
    after = [*sheet["notes"], sheet["bounds"], text("agreement_class_twin")]
    markup = (
        "".join(f"<p>{inline(said)}</p>" for said in sheet["paragraphs"]) + "".join(map(table_html, tables)) + "".join(f"<p>{inline(s)}</p>" for s in after)
    )
    return Shown(
        "\n".join([*lines, "", *map(plain, after)]), f'<section class="opedlab-twin"><p><strong>{html.escape(sheet["title"])}</strong></p>{markup}</section>'
    )


def _sent(sheet: dict[str, Any]) -> dict[str, Any]:
    """A sheet as the front end gets it: tables as lists."""
    return sheet | {"tables": [{"head": list(table.head), "rows": [list(row) for row in table.rows]} for table in sheet["tables"]]}
