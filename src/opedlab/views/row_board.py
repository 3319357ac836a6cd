"""A row for the ledger, as the record takes it: the YAML of what a student kept in the form."""

from __future__ import annotations

import html
from collections.abc import Collection, Mapping
from typing import Any

from attrs import frozen

from opedlab.answers.events import Event
from opedlab.answers.log import AnswerLog
from opedlab.context.outcome_row import OutcomeRow, row_of, troubles, yaml_of
from opedlab.context.predictions import Predictions
from opedlab.context.sources import Sources
from opedlab.course import Course
from opedlab.records import compiled
from opedlab.views.board import Board
from opedlab.views.markup import Shown
from opedlab.views.strings import text


@frozen
class Known:
    """What a row is held against: the ids of predictions, hosts that are never linked, and the keys of the bibliography."""

    predictions: Collection[str]
    never_link: Collection[str] = ()
    sources: Collection[str] = ()


class RowBoard(Board):
    """The YAML of the form item ``item``. The twin shows the item's model row; the student's own row is live only."""

    def __init__(self, item: Any, lesson: str, log: AnswerLog, known: Known):
        self._item, self.lesson, self._log, self._known = item.id, lesson, log, known
        made = "\n".join(yaml_of(row_of(row)) for row in item.model)
        super().__init__("row.js", {"yaml": made}, twin(made), self._state())
        log.watch(self._heard)

    def _state(self) -> dict[str, Any]:
        rows = self._rows()
        if not rows:
            return {"yaml": None, "trouble": []}
        wrong = [what for row in rows for what in troubles(row, self._known.predictions, self._known.never_link, self._known.sources)]
        return {"yaml": "\n".join(yaml_of(row) for row in rows), "trouble": wrong}

    def _rows(self) -> list[OutcomeRow]:
        last = self._log.history(self.lesson, self._item).last
        given = last.response.get("rows") if last is not None and isinstance(last.response, Mapping) else None
        return [row_of(row) for row in given if isinstance(row, Mapping)] if isinstance(given, list) else []

    def _heard(self, event: Event) -> None:
        if event.event == "restore" or (event.lesson == self.lesson and event.item in (None, self._item) and event.event != "draft"):
            self.state = self._state()


def open_board(course: Course, item: Any, lesson: str, log: AnswerLog) -> RowBoard:
    """The board for a form item of a lesson.

    Raises:
        RecordFaults: a record is broken.
    """
    predictions = compiled(course.article / "predictions.yaml", Predictions, course.compiled)
    sources = compiled(course.source_texts / "sources.yaml", Sources, course.compiled)
    known = Known({row.id for row in predictions}, {one.host for one in sources.never_link}, {source.key for source in sources})
    return RowBoard(item, lesson, log, known)


def twin(made: str) -> Shown:
    """The YAML of the example, as text."""
    lines = [text("row_title"), text("row_about"), text("row_example"), made]
    markup = f"<p><strong>{lines[0]}</strong></p><p>{lines[1]}</p><p>{lines[2]}</p><pre>{html.escape(made)}</pre>"
    return Shown("\n".join(lines), f'<section class="opedlab-twin">{markup}</section>')
