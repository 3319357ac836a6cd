"""The switch of seminar mode in a lesson's head, and the field for the release code."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from opedlab.answers.events import Event
from opedlab.answers.log import AnswerLog
from opedlab.answers.seminar_mode import lesson_of, lock, release_code, same
from opedlab.views.board import Board
from opedlab.views.markup import Shown
from opedlab.views.strings import text


class SeminarBoard(Board):
    """A courtesy lock on one lesson. ``lessons`` are the names of all of them, so that another lesson's code is told apart."""

    def __init__(self, lesson: str, log: AnswerLog, lessons: Iterable[str] = ()):
        self.lesson = lesson
        self._log = log
        self._lessons = tuple(lessons)
        self._messages = 0
        self._wrong: str | None = None
        super().__init__("seminar.js", {"lesson": lesson}, twin(), self._state())
        self.on_msg(self._on_message)
        log.watch(self._heard)

    def _state(self) -> dict[str, Any]:
        found = lock(self._log.marks(self.lesson))
        return {"on": found.on, "released": found.released, "wrong": self._wrong, "not_kept": self._log.why_not, "messages": self._messages}

    def _heard(self, event: Event) -> None:
        if event.event == "restore" or (event.item is None and event.lesson == self.lesson):
            self.state = self._state()

    def _on_message(self, _: Any, message: dict[str, Any], __: Any) -> None:
        self._messages += 1
        self._wrong = None
        kind = message.get("type")
        if kind == "switch":
            self._log.add("seminar", self.lesson, response="on" if message.get("on") else "off")
        elif kind == "release":
            self._release(str(message.get("code", ""))[:100])
        self.state = self._state()

    def _release(self, typed: str) -> None:
        if same(typed, release_code(self.lesson)):
            self._log.add("release", self.lesson)
        else:
            # The name of another lesson whose code this is, or nothing.
            self._wrong = lesson_of(typed, self._lessons) or ""


def twin() -> Shown:
    """The switch as text: what seminar mode is."""
    title, about = text("seminar_title"), text("seminar_about")
    return Shown(f"{title}\n{about}", f'<section class="opedlab-twin"><p><strong>{title}</strong></p><p>{about}</p></section>')
