"""*My work* as a board: how far one has come, the download and its way back, the work code, starting over.

``content`` and twin depend on the banks alone. What the student has done is in ``state``, live only; the answers
themselves travel over the comm when they are asked for and stand in no trait, twin or output.
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping
from typing import Any

from opedlab.answers.bundle import Report, events_of, file_name, pack, restore
from opedlab.answers.events import Event
from opedlab.answers.log import AnswerLog, random_name
from opedlab.answers.progress import foreign, progress
from opedlab.answers.work_code import BadCode, encode, left_out, tries_of
from opedlab.items.bank import Bank
from opedlab.views.board import Board
from opedlab.views.markup import Shown
from opedlab.views.strings import text

DOWNLOAD_LIMIT = 2_500_000
"""Bytes. More than 3 MB within three seconds, and the server drops what a kernel sends."""
UPLOAD_LIMIT = 8_000_000
"""Bytes. The server closes the connection on a message of 10 MB."""
SHOWN = 20


class WorkBoard(Board):
    """The student's own work across all lessons. ``where`` is the name of the answers folder as a student knows it."""

    def __init__(self, banks: Iterable[Bank], log: AnswerLog, where: str = "my_work/answers"):
        self._banks: dict[str, Bank] = {bank.lesson: bank for bank in banks}
        self._log = log
        self._where = where
        self._messages = 0
        self._said: dict[str, Any] = {"restored": None, "code": None, "downloaded": None, "stored": None, "over": None}
        super().__init__("work.js", content(self._banks), twin(self._banks), self._state())
        self.on_msg(self._on_message)
        log.watch(self._heard)

    def _state(self) -> dict[str, Any]:
        # Read anew: another notebook may have added answers since.
        log = self._log.anew()
        strange = foreign(self._banks.values(), log.histories)
        return {
            "rows": [{"lesson": p.lesson, "answered": p.answered, "left": _minutes(p.minutes_left)} for p in progress(self._banks.values(), log.histories)],
            "who": log.who,
            "where": self._where,
            "not_kept": _safe(self._log.why_not),
            "problems": [_safe(str(problem)) for problem in log.problems[:SHOWN]],
            "more_problems": max(0, len(log.problems) - SHOWN),
            "foreign": len(strange),
            "messages": self._messages,
            **self._said,
        }

    def _heard(self, event: Event) -> None:
        """Only what changes the progress is worth a message to the page."""
        if event.event in ("start-over", "restore") or (event.event == "response" and event.tried == 1):
            self.state = self._state()

    def _on_message(self, _: Any, message: dict[str, Any], buffers: list[Any]) -> None:
        self._messages += 1
        self._said = dict.fromkeys(self._said)
        kind, lesson = message.get("type"), message.get("lesson")
        if kind == "download":
            self._download()
        elif kind == "restore" and buffers:
            self._restore(bytes(buffers[0]), str(message.get("name", ""))[:100])
        elif kind == "code" and lesson in self._banks:
            self._said["code"] = self._code(self._banks[lesson])
        elif kind == "start-over" and lesson in self._banks:
            self._said["over"] = lesson
            self._log.add("start-over", lesson)
        self.state = self._state()

    def _download(self) -> None:
        data, name = pack(self._log.folder, self._log.unwritten), file_name(self._log.who)
        if len(data) <= DOWNLOAD_LIMIT:
            self.send({"type": "file", "name": name}, buffers=[data])
            self._said["downloaded"] = name
            return
        path = self._log.folder.parent / name.replace(".jsonl", f"-{random_name(4)}.jsonl")
        try:
            with path.open("xb") as out:
                out.write(data)
            self._said["stored"] = {"file": path.name, "why": None}
        except OSError as error:
            self._said["stored"] = {"file": path.name, "why": _safe(error.strerror or str(error))}

    def _restore(self, data: bytes, name: str) -> None:
        report = restore(self._log.folder, data, name or "the file")
        self._said["restored"] = restored(report)
        if report.added:
            self._log.reread()

    def _code(self, bank: Bank) -> dict[str, Any]:
        tries = tries_of(bank, events_of(self._log.folder, self._log.unwritten))
        open_ones = left_out(bank, tries)
        said = {"lesson": bank.lesson, "code": None, "carried": len(tries) - len([i for i in tries if i in open_ones]), "left_out": len(open_ones), "why": None}
        try:
            return said | {"code": encode(bank, self._log.who, tries)}
        except BadCode as error:
            return said | {"why": str(error)}


# --- what is shown ----------------------------------------------------------------------------------------------


def content(banks: Mapping[str, Bank]) -> dict[str, Any]:
    """The lessons as the front end lists them, and how large a file it may send."""
    lessons = [{"lesson": bank.lesson, "title": bank.title, "total": len(bank.items), "minutes": _total(bank)} for bank in banks.values()]
    return {"lessons": lessons, "upload_limit": UPLOAD_LIMIT}


def twin(banks: Mapping[str, Bank]) -> Shown:
    """The board as text: what it offers, and the lessons with their questions and minutes."""
    title, about = text("work_title"), text("work_about")
    rows = [(bank.title, str(len(bank.items)), str(_total(bank))) for bank in banks.values()]
    heads = (text("work_lesson"), text("work_questions"), text("work_minutes"))
    plain = [title, about, *(f"  {name}: {total} {heads[1].lower()}, {minutes} {heads[2].lower()}" for name, total, minutes in rows)]
    body = "".join(f"<tr>{''.join(f'<td>{html.escape(cell)}</td>' for cell in row)}</tr>" for row in rows)
    table = f"<table><thead><tr>{''.join(f'<th>{head}</th>' for head in heads)}</tr></thead><tbody>{body}</tbody></table>"
    return Shown("\n".join(plain), f'<section class="opedlab-twin"><p><strong>{title}</strong></p><p>{html.escape(about)}</p>{table}</section>')


def restored(report: Report) -> dict[str, Any]:
    """What a restore did, as the front end says it; ``cause`` and ``problems`` are in words already."""
    return {
        "state": report.state,
        "cause": _safe(report.cause),
        "added": report.added,
        "known": report.known,
        "who": _safe(report.who),
        "why_not": _safe(report.why_not),
        "problems": [_safe(str(problem)) for problem in report.problems[:SHOWN]],
        "more_problems": max(0, len(report.problems) - SHOWN),
    }


def _total(bank: Bank) -> int:
    return _minutes(sum(item.minutes for item in bank))


def _minutes(minutes: float) -> int:
    """Whole minutes, rounded up: an open question is never nothing."""
    return -int(-minutes // 1)


def _safe(said: str | None) -> str | None:
    """A text from outside as it can be sent: file names may hold bytes that are no characters."""
    return None if said is None else said.encode("utf-8", "replace").decode()[:500]
