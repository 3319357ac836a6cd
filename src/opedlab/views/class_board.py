"""The class's work as a board: what was found, each problem by name, files and codes added, taken out and put back.

``content`` and twin say what the board is for and nothing else. Who sent what stands in ``state``, live only.
"""

from __future__ import annotations

import html
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from opedlab.answers import class_folder
from opedlab.answers.class_folder import NotTaken
from opedlab.answers.class_work import ClassFile, ClassWork, read_class
from opedlab.answers.log import Problem
from opedlab.items.bank import Bank
from opedlab.views.board import Board
from opedlab.views.markup import Shown
from opedlab.views.strings import text
from opedlab.views.work import UPLOAD_LIMIT

SHOWN = 60
"""Files and problems that the page lists; the rest is counted."""
POINTS = ("class_point_files", "class_point_codes", "class_point_stays", "class_point_without")


class ClassBoard(Board):
    """The folder of a class. ``where`` is its name as an instructor knows it."""

    def __init__(self, banks: Iterable[Bank], folder: Path, where: str = "my_work/class"):
        self._banks, self._folder, self._where = tuple(banks), folder, where
        self._messages = 0
        self._said: dict[str, Any] = {}
        self._nothing_said()
        self.work = read_class(folder, self._banks)
        super().__init__("class.js", {"upload_limit": UPLOAD_LIMIT}, twin(), self._state())
        self.on_msg(self._on_message)

    def _state(self) -> dict[str, Any]:
        return {**summary(self.work), "removed": [_sent(name) for name in class_folder.removed(self._folder)], "where": self._where,
                "messages": self._messages, **self._said}  # fmt: skip

    def _nothing_said(self) -> None:
        self._said = {"added": [], "refused": [], "codes": None, "out": None, "back": None}

    def _on_message(self, _: Any, message: dict[str, Any], buffers: list[Any]) -> None:
        if not message.get("goes_on"):
            self._nothing_said()
        self._messages += 1
        try:
            self._do(message, buffers)
        except NotTaken as error:
            self._said["refused"].append(_sent(str(error)))
        if not message.get("more"):  # several files come one by one; the class is read once, after the last
            self.work = read_class(self._folder, self._banks)
            self.state = self._state()

    def _do(self, message: dict[str, Any], buffers: list[Any]) -> None:
        kind, name = message.get("type"), str(message.get("name", ""))
        if kind == "add" and buffers:
            self._said["added"].append(_sent(class_folder.add(self._folder, name, bytes(buffers[0]))))
        elif kind == "paste":
            file, self._said["codes"] = class_folder.paste(self._folder, str(message.get("text", "")))
            self._said["added"].append(file)
        elif kind == "out":
            class_folder.take_out(self._folder, name)
            self._said["out"] = _sent(name)
        elif kind == "back":
            class_folder.put_back(self._folder, name)
            self._said["back"] = _sent(name)


def summary(work: ClassWork) -> dict[str, Any]:
    """A class as the front end shows it: counts, files with those that have problems first, problems."""
    files = sorted(work.files, key=lambda file: (not file.problems, file.name))
    return {
        "files": len(work.files),
        "students": len(work.students),
        "answers": work.answers,
        "listed": [_file(file) for file in files[:SHOWN]],
        "problems": [_problem(problem) for problem in work.problems[:SHOWN]],
        "more_problems": max(0, len(work.problems) - SHOWN),
    }


def _file(file: ClassFile) -> dict[str, Any]:
    return {"name": _sent(file.name), "students": len(file.students), "answers": file.answers, "problems": file.problems}


def _problem(problem: Problem) -> dict[str, Any]:
    return {"file": _sent(problem.file), "line": problem.line, "cause": _sent(problem.cause)}


def _sent(said: str) -> str:
    """A text from outside as it can be sent: file names may hold bytes that are no characters."""
    return said.encode("utf-8", "replace").decode()[:500]


def twin() -> Shown:
    """What the board is for; never whose work is there."""
    title, about, points = text("class_title"), text("class_about"), [text(point) for point in POINTS]
    listed = "".join(f"<li>{html.escape(point)}</li>" for point in points)
    markup = f"<p><strong>{html.escape(title)}</strong></p><p>{html.escape(about)}</p><ul>{listed}</ul>"
    return Shown("\n".join([title, about, *(f"  {point}" for point in points)]), f'<section class="opedlab-twin">{markup}</section>')
