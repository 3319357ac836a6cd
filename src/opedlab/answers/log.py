"""The answers folder: one JSON Lines file per kernel, appended to and never rewritten.

Two notebooks never share a file, so nothing is ever locked; what a student has done is a fold over the folder.
"""

from __future__ import annotations

import os
import secrets
import weakref
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from attrs import frozen

from opedlab.answers.events import BadLine, Event, from_line, now, to_line

ALPHABET = "23456789abcdefghjkmnpqrstvwxyz"  # no 0 o 1 l i u: read aloud and typed without mistakes
PSEUDONYM = f"[{ALPHABET}]{{4}}-[{ALPHABET}]{{2}}"


@frozen
class Problem:
    """A line or file of the log that could not be read: reported, skipped, never rewritten."""

    file: str
    line: int | None
    cause: str

    def __str__(self) -> str:
        return f"{self.file}{f', line {self.line}' if self.line else ''}: {self.cause}"


@frozen
class History:
    """What the log says of one item, oldest first."""

    responses: tuple[Event, ...] = ()
    hints: int = 0
    draft: str | None = None

    @property
    def first(self) -> Event | None:
        return self.responses[0] if self.responses else None

    @property
    def last(self) -> Event | None:
        return self.responses[-1] if self.responses else None

    def after(self, event: Event) -> History:
        """This history with one more event folded in."""
        if event.event == "response":
            return History((*self.responses, event), self.hints, None)
        if event.event == "hint":
            return History(self.responses, self.hints + 1, self.draft)
        if event.event == "draft":
            return History(self.responses, self.hints, str(event.response or ""))
        if event.event == "start-over":
            return History()
        return self


def fold(events: Iterable[Event]) -> dict[tuple[str, str], History]:
    """The history of each (lesson, item), from events in any order."""
    histories: dict[tuple[str, str], History] = {}
    for event in sorted(events, key=lambda e: e.at):
        if event.event == "start-over" and event.item is None:
            for key in [k for k in histories if k[0] == event.lesson]:
                del histories[key]
        elif event.item is not None:
            key = (event.lesson, event.item)
            histories[key] = histories.get(key, History()).after(event)
    return histories


def read_lines(data: bytes, name: str) -> tuple[list[Event], list[Problem]]:
    """The events of one log file's bytes, and what was skipped."""
    events: list[Event] = []
    problems: list[Problem] = []
    for number, line in enumerate(data.split(b"\n"), 1):
        if line.strip():
            try:
                events.append(from_line(line))
            except BadLine as error:
                problems.append(Problem(name, number, str(error)))
    return events, problems


class AnswerLog:
    """The answers of one student, read from a folder and added to by this kernel.

    ``problems`` tells what was skipped while reading, ``keeps`` whether answers are being written; if they are not,
    ``why_not`` says so in words, and the session goes on in memory.
    """

    def __init__(self, folder: Path):
        self.folder = folder
        self.problems: list[Problem] = []
        self.why_not: str | None = None
        self.who = ""
        self.unwritten: list[Event] = []
        self._file = folder / f"{now()[:19].replace(':', '')}-{os.getpid()}-{random_name(4)}.jsonl"
        self._watchers: list[weakref.WeakMethod[Callable[[Event], None]]] = []
        self._fold()
        self._probe()

    def _fold(self) -> None:
        self.problems = []
        events = sorted([*self._read(), *self.unwritten], key=lambda e: e.at)
        self._histories = fold(events)
        self._marks = [event for event in events if event.item is None]
        self.who = self._pseudonym()

    def reread(self) -> None:
        """Fold the folder anew, as after a restore; watchers hear of it as an event ``restore`` that is not written."""
        self._fold()
        self._tell(Event(now(), self.who, "restore", ""))

    def anew(self) -> AnswerLog:
        """This log as its folder has it now, for one look: another notebook may have added answers since. In memory, itself."""
        return AnswerLog(self.folder) if self.keeps else self

    @property
    def keeps(self) -> bool:
        return self.why_not is None

    @property
    def histories(self) -> Mapping[tuple[str, str], History]:
        """The history of each (lesson, item)."""
        return self._histories

    def history(self, lesson: str, item: str) -> History:
        return self._histories.get((lesson, item), History())

    def items_of(self, lesson: str) -> dict[str, History]:
        """The history of every answered item of a lesson, by item id."""
        return {item: history for (of, item), history in self._histories.items() if of == lesson}

    def marks(self, lesson: str) -> tuple[Event, ...]:
        """The events about a lesson as a whole (seal, open-seal, start-over of all of it, …), oldest first."""
        return tuple(event for event in self._marks if event.lesson == lesson)

    def watch(self, method: Callable[[Event], None]) -> None:
        """Call a bound method with every event from now on, for as long as its object is alive."""
        self._watchers = [ref for ref in self._watchers if ref() is not None] + [weakref.WeakMethod(method)]

    def add(self, event: str, lesson: str, item: str | None = None, **fields: object) -> Event:
        """Write one event and fold it in; where the disk refuses, it is kept in memory and ``why_not`` says so."""
        made = Event(now(), self.who, event, lesson, item, **fields)  # type: ignore[arg-type]
        if event == "start-over" and item is None:
            self._histories = {key: history for key, history in self._histories.items() if key[0] != lesson}
        elif item is not None:
            self._histories[lesson, item] = self.history(lesson, item).after(made)
        if item is None:
            self._marks.append(made)
        self._write(made)
        self._tell(made)
        return made

    def _tell(self, event: Event) -> None:
        for method in [ref() for ref in self._watchers]:
            if method is not None:
                method(event)

    def _write(self, event: Event) -> None:
        line = to_line(event)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            handle = os.open(self._file, os.O_RDWR | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
            try:
                size = os.fstat(handle).st_size
                if size:
                    os.lseek(handle, size - 1, os.SEEK_SET)
                    if os.read(handle, 1) != b"\n":
                        line = b"\n" + line  # an earlier write was torn: end that line first
                if os.write(handle, line) != len(line):
                    raise OSError(28, "the disk is full")
                os.fsync(handle)
            finally:
                os.close(handle)
            self.why_not = None
        except OSError as error:
            self.why_not = f"{self.folder}: {error.strerror or error}"
            self.unwritten.append(event)

    def _probe(self) -> None:
        """Find out before the first answer whether answers can be kept."""
        folder = self.folder
        while not folder.exists() and folder != folder.parent:
            folder = folder.parent
        if not folder.is_dir() or not os.access(folder, os.W_OK):
            self.why_not = f"{self.folder}: the folder cannot be written to"

    def _read(self) -> Iterator[Event]:
        try:
            files = sorted(self.folder.glob("*.jsonl"))
        except OSError as error:
            self.problems.append(Problem(self.folder.name, None, f"cannot be listed: {error.strerror}"))
            return
        for file in files:
            try:
                data = file.read_bytes()
            except OSError as error:
                self.problems.append(Problem(file.name, None, f"cannot be read: {error.strerror}"))
                continue
            events, problems = read_lines(data, file.name)
            self.problems += problems
            yield from events

    def _pseudonym(self) -> str:
        """The random pseudonym of this work folder, made on first use and never derived from the person."""
        name = pseudonym(self.folder) or self.who or _name()
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with (self.folder / "who.txt").open("x", encoding="ascii") as out:
                out.write(name + "\n")
        except FileExistsError:
            return pseudonym(self.folder) or name
        except OSError:
            pass  # unwritable folder: the name lasts as long as the kernel
        return name


def pseudonym(folder: Path) -> str | None:
    """The pseudonym kept in an answers folder: the one that the last restore took up, else the one made there."""
    for kept in [*sorted(folder.glob("who-*.txt"), reverse=True), folder / "who.txt"]:
        try:
            name = kept.read_text(encoding="ascii").strip()[:20]
        except (OSError, UnicodeDecodeError):
            continue
        if name:
            return name
    return None


def random_name(n: int) -> str:
    """``n`` random characters that can be read aloud."""
    return "".join(secrets.choice(ALPHABET) for _ in range(n))


def _name() -> str:
    return f"{random_name(4)}-{random_name(2)}"
