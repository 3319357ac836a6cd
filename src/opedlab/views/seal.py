"""The seal as a board: a lesson's forecasts with what is missing, one button, the hash; later, whether it still holds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from opedlab.answers.events import Event
from opedlab.answers.log import AnswerLog
from opedlab.answers.seal import Entry, Seal, Verification, ledger, made, same_hash, verify
from opedlab.items.forecast import Forecast
from opedlab.items.model import Item
from opedlab.views.board import Board
from opedlab.views.kinds.forecast import day
from opedlab.views.markup import Shown, inline, plain
from opedlab.views.strings import text


class SealBoard(Board):
    """The ledger of one lesson: its forecasts, sealed together. With ``opens`` it is the later lesson that opens it.

    ``content`` depends on the bank alone; ``state`` is the student's and live only.
    """

    def __init__(self, items: Iterable[Item], lesson: str, log: AnswerLog, *, opens: bool = False):
        self.lesson, self.opens = lesson, opens
        self._forecasts = tuple(item for item in items if isinstance(item, Forecast) and item.in_ledger)
        self._log = log
        self._noted: bool | None = None
        self._messages = 0
        super().__init__("seal.js", self._content(), self._twin(), self._state())
        self.on_msg(self._on_message)
        log.watch(self._heard)

    def _content(self) -> dict[str, Any]:
        rows = [{"id": item.id, "title": item.title, "horizon": item.horizon.isoformat()} for item in self._forecasts]
        return {"opens": self.opens, "rows": rows}

    def _twin(self) -> Shown:
        """The board as text: it depends on the bank alone."""
        names = ("seal_title_open", "seal_about_open") if self.opens else ("seal_title", "seal_about")
        title, about = map(text, names)
        rows = [f"{item.title} – {text('seal_column_horizon')}: {day(item.horizon)}" for item in self._forecasts]
        listed = "".join(f"<li>{inline(row)}</li>" for row in rows)
        markup = f'<section class="opedlab-twin"><p><strong>{title}</strong></p><p>{about}</p><ul>{listed}</ul></section>'
        return Shown("\n".join([title, about, *(f"  – {plain(row)}" for row in rows)]), markup)

    def _found(self) -> tuple[tuple[Entry, ...], Verification]:
        """The ledger and its verification, read anew: another notebook may have sealed or changed it."""
        log = self._log.anew()
        ids, histories, marks = [item.id for item in self._forecasts], log.items_of(self.lesson), log.marks(self.lesson)
        found = verify(self.lesson, ids, histories, marks)
        return ledger(histories, {*ids, *(found.seal.entries if found.seal else ())}), found

    def _state(self) -> dict[str, Any]:
        entries, found = self._found()
        kept = {entry.item: entry.response for entry in entries}
        ids = list(dict.fromkeys([*(item.id for item in self._forecasts), *kept, *found.gone]))
        return {
            "rows": [_row(item, kept) for item in ids],
            "state": found.state,
            "hash": found.hash,
            "seal": _shown(found.seal),
            "changed": list(found.changed),
            "gone": list(found.gone),
            "added": list(found.added),
            "broken": [_shown(seal) for seal in found.broken],
            "opened": found.opened,
            "noted": None if self._noted is None else "same" if self._noted else "other",
            "not_kept": self._log.why_not,
            "messages": self._messages,
        }

    def _heard(self, event: Event) -> None:
        """An answer to one of the forecasts, an event about the lesson, a restore: the board shows it."""
        mine = event.lesson == self.lesson and event.event != "draft" and (event.item is None or event.item in {item.id for item in self._forecasts})
        if mine or event.event == "restore":
            self.state = self._state()

    def _on_message(self, _: Any, message: dict[str, Any], __: Any) -> None:
        self._messages += 1
        kind = message.get("type")
        entries, found = self._found()
        if kind == "seal" and found.state == "open" and entries:
            self._log.add("seal", self.lesson, more=made(self.lesson, entries))
        elif kind == "open" and found.state != "open" and not found.opened:
            self._log.add("open-seal", self.lesson, more={"found": found.state, "hash": found.hash})
        elif kind == "compare":
            self._noted = same_hash(str(message.get("hash", "")), found.hash)
        self.state = self._state()


def _row(item: str, kept: dict[str, Any]) -> dict[str, Any]:
    """One forecast of the student's; a response that was edited by hand may have any form."""
    response = kept.get(item)
    given = response if isinstance(response, dict) else {"percent": response}
    percent = given.get("percent")
    if isinstance(percent, bool) or not isinstance(percent, int | float):
        percent = None
    return {"id": item, "kept": item in kept, "percent": percent, "reason": str(given.get("reason") or ""), "knew": given.get("knew") is True}


def _shown(seal: Seal | None) -> dict[str, str] | None:
    return seal and {"at": seal.at, "hash": seal.hash}
