"""The work of a whole class: downloaded files and pasted work codes, put together by pseudonym.

Every file that is damaged, empty, foreign, doubled or something else is named with its cause; none stops the rest.
Nothing in a file is run, and no name in it becomes a path.
"""

from __future__ import annotations

import gc
import stat
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path

from attrs import evolve, field, frozen

from opedlab.answers.events import Event
from opedlab.answers.first_try import first_tries
from opedlab.answers.log import Problem
from opedlab.answers.pasted import read_codes
from opedlab.answers.usable import NAMED, Usable
from opedlab.answers.work_code import BadCode, Layout, decode, short
from opedlab.answers.work_file import MAX_PROBLEMS, Contents, contents, read_file
from opedlab.items.bank import Bank


@frozen
class ClassFile:
    """One file that was read: whose work is in it, and how many answers it added to the class."""

    name: str
    students: tuple[str, ...] = ()
    answers: int = 0
    problems: int = 0


@frozen(slots=False)
class ClassWork:
    """A class: the events of each student by pseudonym, in no certain order, and everything that was wrong.

    Answers to questions that the banks do not have, and answers that a question cannot have, are left out and reported.
    An answer from a work code has no time: its ``at`` is empty.
    """

    students: Mapping[str, tuple[Event, ...]] = field(factory=dict)
    problems: tuple[Problem, ...] = ()
    files: tuple[ClassFile, ...] = ()

    @cached_property
    def answers(self) -> int:
        """How many questions were answered, over all students."""
        return sum(len(tries) for tries in self._tries.values())

    @cached_property
    def _tries(self) -> dict[str, dict[tuple[str, str], Event]]:
        with uncollected():
            return {who: first_tries(events) for who, events in self.students.items()}

    def first_tries(self, lesson: str) -> dict[str, dict[str, Event]]:
        """The first try of each item of a lesson, by student and item id; who answered none of it is left out."""
        found = {who: {item: event for (of, item), event in tries.items() if of == lesson} for who, tries in self._tries.items()}
        return {who: tries for who, tries in found.items() if tries}

    def answers_to(self, lesson: str, item: str) -> dict[str, Event]:
        """The first try of one item, by student."""
        return {who: tries[lesson, item] for who, tries in self._tries.items() if (lesson, item) in tries}

    def votes(self, lesson: str, item: str | None = None) -> dict[str, tuple[Event, ...]]:
        """The votes cast in a lesson, oldest first, by student; ``item`` names one board."""
        found = {
            who: tuple(sorted((e for e in events if e.event == "vote" and e.lesson == lesson and item in (None, e.item)), key=lambda e: e.at))
            for who, events in self.students.items()
        }
        return {who: votes for who, votes in found.items() if votes}


def read_class(folder: Path, banks: Iterable[Bank]) -> ClassWork:
    """The work of a class from a folder; a folder that is not there is a class without work.

    Files whose name starts with a dot, and the folder ``removed``, are passed over.
    """
    return read_paths([folder] if folder.exists() else [], banks)


def read_paths(paths: Iterable[Path], banks: Iterable[Bank]) -> ClassWork:
    """The same from files and folders that are named one by one."""
    collector = _Collector(banks)
    with uncollected():
        # Downloads before codes: a code repeats the closed part of one, without times and texts.
        for path, name in sorted(_found(paths), key=lambda one: (one[0].suffix.lower() == ".txt", one[1])):
            collector.take(path, name)
        return collector.made()


@contextmanager
def uncollected() -> Iterator[None]:
    """No search for garbage meanwhile: a class makes some 100,000 objects and drops hardly one (measured: a quarter of the time)."""
    on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if on:
            gc.enable()


ARCHIVES = (".zip", ".gz", ".7z", ".rar", ".tar")
REMOVED = "removed"
"""The folder inside a class folder that keeps what was taken out of the class."""


def _found(paths: Iterable[Path]) -> Iterator[tuple[Path, str]]:
    """Each file with the name under which it is reported."""
    for path in paths:
        try:
            inside = sorted(path.iterdir()) if path.is_dir() else None
        except OSError:
            inside = None  # reported when it is read
        if inside is None:
            yield path, path.name
        else:
            yield from ((one, one.name) for one in inside if not one.name.startswith(".") and one.name != REMOVED)


class _Collector:
    """What has been read so far."""

    def __init__(self, banks: Iterable[Bank]):
        banks = tuple(banks)
        self._usable = Usable(banks)
        self._layouts = [Layout(bank) for bank in banks]
        self._events: dict[str, list[Event]] = {}
        self._by_author: dict[str, list[tuple[Event, ...]]] = {}
        self._problems: list[Problem] = []
        self._files: list[ClassFile] = []

    def made(self) -> ClassWork:
        return ClassWork({who: tuple(events) for who, events in sorted(self._events.items())}, tuple(self._problems), tuple(self._files))

    def take(self, path: Path, name: str) -> None:
        """Read one file."""
        before = len(self._problems)
        read = self._read(path, name)
        problems = self._problems[before:]
        if len(problems) > MAX_PROBLEMS:
            self._problems[before + MAX_PROBLEMS :] = [Problem(name, None, f"and {len(problems) - MAX_PROBLEMS} problems more")]
        self._files.append(evolve(read, problems=len(problems)))

    def _read(self, path: Path, name: str) -> ClassFile:
        try:
            mode = path.stat().st_mode  # asked once: a class has a thousand files
        except OSError:
            mode = None  # not there, or not to be looked at; its reader says which
        if mode is not None and stat.S_ISDIR(mode):
            return self._bad(name, "is a folder; put the files in it beside the others")
        if mode is not None and not stat.S_ISREG(mode):
            return self._bad(name, "is no file that can be read")
        suffix = path.suffix.lower()
        if suffix == ".jsonl":
            return self._work(read_file(path), name)
        if suffix == ".txt":
            return self._pasted(path, name)
        archive = "is an archive; unpack it and add the files inside" if suffix in ARCHIVES else None
        return self._bad(name, "is not there" if mode is None else archive or "is neither a downloaded work file (.jsonl) nor a text with work codes (.txt)")

    def _bad(self, name: str, cause: str, line: int | None = None) -> ClassFile:
        self._problems.append(Problem(name, line, cause))
        return ClassFile(name)

    # --- downloads ------------------------------------------------------------------------------------------------

    def _work(self, found: Contents, name: str) -> ClassFile:
        if found.cause:
            self._bad(name, found.cause)
        self._problems += [evolve(problem, file=name) for problem in found.problems]
        if not found.events:
            return ClassFile(name) if found.cause else self._bad(name, "holds no answers yet")
        who = short(found.who or max(found.events, key=lambda e: e.at).who)
        new = self._new(found.events)
        if not new:
            self._bad(name, "holds only what stands in another file already; counted once")
            return ClassFile(name, (who,))
        told = self._usable.sort(new)
        for remark in told.remarks():
            self._bad(name, remark)
        kept = told.kept
        self._events.setdefault(who, []).extend(kept)
        return ClassFile(name, (who,), len({(e.lesson, e.item) for e in kept if e.event == "response"}))

    def _new(self, events: tuple[Event, ...]) -> list[Event]:
        """The events that no file before had. Most files bring pseudonyms of their own, and then there is nothing to compare."""
        authors = {event.who for event in events}
        before = {_key(event) for who in authors & self._by_author.keys() for group in self._by_author[who] for event in group}
        for who in authors:
            self._by_author.setdefault(who, []).append(events)
        return [event for event in events if _key(event) not in before] if before else list(events)

    # --- work codes -----------------------------------------------------------------------------------------------

    def _pasted(self, path: Path, name: str) -> ClassFile:
        pasted = read_codes(path)
        if pasted.work is not None:  # a download that a mail program renamed
            return self._work(contents(pasted.work, name), name)
        if pasted.cause:
            return self._bad(name, pasted.cause)
        for line, cause in pasted.problems:
            self._bad(name, cause, line)
        students: dict[str, None] = {}
        answers = 0
        for line, code in pasted.codes:
            try:
                who, added = self._code(code, name, line)
            except BadCode as error:
                self._bad(name, str(error), line)
                continue
            students[who] = None
            answers += added
        return ClassFile(name, tuple(students), answers)

    def _code(self, code: str, name: str, line: int) -> tuple[str, int]:
        """Take the answers of one code that are not there yet: the student, and how many.

        Raises:
            BadCode: it cannot be read.
        """
        said = decode(code, self._layouts)
        mine = self._events.setdefault(said.who, [])
        there = {item: event for (lesson, item), event in first_tries(mine).items() if lesson == said.lesson}
        other = [item for item, given in said.answers.items() if item in there and not _alike(there[item].response, given.response)]
        new = [
            Event("", said.who, "response", said.lesson, item, 1, given.response, given.confidence) for item, given in said.answers.items() if item not in there
        ]
        if other:
            self._bad(name, f"the code of {said.who} has other first tries than those read before: {', '.join(other[:NAMED])}; the first ones stand", line)
        elif said.answers and not new:
            self._bad(name, f"the code of {said.who} repeats answers that were read before; counted once", line)
        mine += new
        return said.who, len(new)


def _key(event: Event) -> tuple[str, str, str, str, str | None]:
    return event.at, event.who, event.event, event.lesson, event.item


def _alike(there: object, given: object) -> bool:
    """Whether a code's response is the one of a file; a file may say more, or hold a bare option."""
    if isinstance(there, dict) and isinstance(given, dict):
        return all(there.get(key) == value or isinstance(value, float) for key, value in given.items())
    return there == given or (isinstance(given, dict) and there in given.values())
