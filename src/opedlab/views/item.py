"""The widget of one item: it shows the question, sends answers to be marked, and keeps them in the log."""

from __future__ import annotations

import html
from typing import Any

from opedlab.advice import Records
from opedlab.answers.events import Event
from opedlab.answers.log import AnswerLog, History
from opedlab.answers.seal import locked
from opedlab.answers.seminar_mode import lock
from opedlab.items.bank import mark
from opedlab.items.model import Item, NotAnAnswer
from opedlab.records import Place
from opedlab.views.advice import NoAdvice, findings, public
from opedlab.views.board import TwinWidget
from opedlab.views.copy_words import CopyWords
from opedlab.views.frontend import item_module
from opedlab.views.markup import Shown
from opedlab.views.twin import content, outcome, public_marking, twin

DRAFT_LIMIT = 100_000


class ItemWidget(TwinWidget):
    """One item, alive. ``content`` never depends on the key or the student; ``state`` is the student's and live only.

    With ``blank`` (recall of an earlier item) earlier answers are not shown, and new ones are logged as before. With
    ``copy`` the page may ask for the item's blocks in the reader's own copy; they are sent, never kept. ``records`` are
    for advice on a text of one's own and are read when it is first asked for; marking never needs them.
    """

    def __init__(self, item: Item, lesson: str, log: AnswerLog, *, blank: bool = False, copy: CopyWords | None = None, records: Records | None = None):
        self.item = item
        self.lesson = lesson
        self._log = log
        self._blank = blank
        self._copy = copy if item.blocks else None
        self._records = records
        self._advice: dict[str, Any] | None = None
        self._problem: str | None = None
        self._at: Place = ()
        self._messages = self._responses = self._opened = 0
        self._read()
        super().__init__(item_module(), content(item), twin(item), self._state())
        self.on_msg(self._on_message)
        log.watch(self._heard)
        if self._copy is not None:
            self._copy.watch(self._copy_changed)

    def respond(self, response: Any, confidence: float | None = None) -> Shown:
        """What a response would earn, from code: depends on the bank alone and writes nothing to the log.

        ``response`` is what the kind takes: an option id, a text, or a mapping as the front end sends it.
        """
        try:
            return outcome(self.item, mark(self.item, response))
        except NotAnAnswer as error:
            return Shown(str(error), f"<p>{html.escape(str(error))}</p>")

    def _read(self) -> None:
        """Take up what the log says of this item."""
        history = History() if self._blank else self._log.history(self.lesson, self.item.id)
        self._draft: str | None = history.draft
        self._hints = min(history.hints, len(self.item.hints))
        self._last: Event | None = history.last
        self._earlier = self._last is not None

    def _state(self) -> dict[str, Any]:
        """What the front end shows of this student: a constant while nothing has been answered."""
        seal = locked(self.item, self._log.marks(self.lesson))
        withheld = lock(self._log.marks(self.lesson)).locked
        state: dict[str, Any] = {
            "answer": None,
            "marking": None,
            "hints": list(self.item.hints[: self._hints]),
            "draft": None if seal else self._draft,
            "locked": seal and {"at": seal.at, "hash": seal.hash},
            "withheld": withheld,
            "problem": self._problem,
            "at": list(self._at),
            "not_kept": self._log.why_not,
            "earlier": self._earlier,
            "copy": self._copy is not None and self._copy.loaded(),  # whether there is one, never a word of it
            "advice": self._advice,
            # Counters, so that the same answer given twice is still a change that reaches the page.
            "messages": self._messages,
            "responses": self._responses,
            "opened": self._opened,
        }
        if self._last is not None:
            try:
                marking = mark(self.item, self._last.response)
            except NotAnAnswer:
                return state  # the item has changed since: the old answer stays in the log and is not shown
            state["marking"] = None if withheld else public_marking(self.item, marking)
            state["answer"] = {"response": _as_sent(self._last.response), "confidence": self._last.confidence}
        return state

    def _heard(self, event: Event) -> None:
        """What concerns the lesson as a whole, such as a seal, can change what may be done here; a restore concerns all."""
        if event.item is not None or (event.lesson != self.lesson and event.event != "restore"):
            return
        if event.event in ("restore", "start-over", "release", "seminar"):
            if not self._blank:
                self._read()
            self._opened += 1  # the page shows the item anew
        self.state = self._state()

    def _copy_changed(self) -> None:
        self._messages += 1
        self.state = self._state()

    def _show_copy(self, block: Any) -> None:
        """Send the words of one of this item's blocks; say so in the state if there is no copy (any more)."""
        words = self._copy.message(block) if self._copy is not None and block in self.item.blocks else None
        if words is None:
            self._copy_changed()
        else:
            self.send(words)

    def _on_message(self, _: Any, message: dict[str, Any], __: Any) -> None:
        if message.get("type") == "show":
            self._show_copy(message.get("block"))
            return
        self._problem, self._at = None, ()
        self._messages += 1
        kind = message.get("type")
        if locked(self.item, self._log.marks(self.lesson)):
            pass  # sealed: shown as it was sealed, and no longer changed
        elif kind == "response":
            self._respond(message)
        elif kind == "hint" and self._hints < len(self.item.hints):
            self._hints += 1
            self._log.add("hint", self.lesson, self.item.id)
        elif kind == "draft":
            self._keep_draft(message.get("text"))
            return  # the text stands on the page already; only the log had to hear of it
        elif kind == "advise":
            self._advise(message.get("text"))
        self.state = self._state()

    def _keep_draft(self, text: Any) -> None:
        self._log.add("draft", self.lesson, self.item.id, response=str(text or "")[:DRAFT_LIMIT])

    def _advise(self, text: Any) -> None:
        """Look at a text with the item's checks. The log hears of the draft alone, not of what was found."""
        self._advice = None
        try:
            if self._records is None:
                raise NoAdvice("advice needs the course's records; open the item with here.item()")
            found = findings(self.item, text, self._records)
        except (ValueError, KeyError) as error:
            self._problem = str(error)
            return
        self._keep_draft(text)
        self._advice = {"n": self._messages, "findings": public(found, text)}

    def _respond(self, message: dict[str, Any]) -> None:
        response, confidence = message.get("response"), message.get("confidence")
        try:
            mark(self.item, response)
            if confidence is not None and not (isinstance(confidence, int | float) and 0 <= confidence <= 100):
                raise NotAnAnswer("how sure you are is a number from 0 to 100")
        except NotAnAnswer as error:
            self._problem, self._at = str(error), error.at
            return
        tried = len(self._log.history(self.lesson, self.item.id).responses) + 1
        mode = "seminar" if lock(self._log.marks(self.lesson)).locked else "open"
        self._last = self._log.add("response", self.lesson, self.item.id, response=response, confidence=confidence, tried=tried, mode=mode)
        self._draft, self._earlier, self._advice = None, False, None
        self._responses += 1


def _as_sent(response: Any) -> Any:
    """A logged response in the form the front end sends it."""
    return response if isinstance(response, dict) else {"option": response}
