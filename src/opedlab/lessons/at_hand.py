"""What a lesson has at hand: the course, its banks and records, the student's log and own copy, the class. Read when first asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from opedlab.course import Course
from opedlab.records import RecordFaults, compiled

if TYPE_CHECKING:
    from opedlab.advice import Records
    from opedlab.answers.events import Event
    from opedlab.answers.log import AnswerLog
    from opedlab.items.bank import Bank
    from opedlab.views.copy_words import CopyWords

_logs: dict[Any, AnswerLog] = {}


def log_of(course: Course) -> AnswerLog:
    """The one log of this kernel."""
    from opedlab.answers.log import AnswerLog

    folder = course.work / "answers"
    if folder not in _logs:
        _logs[folder] = AnswerLog(folder)
    return _logs[folder]


class AtHand:
    """One lesson of a course, and what can be drawn on there."""

    def __init__(self, slug: str, course: Course):
        self.slug = slug
        self.course = course
        self._banks: dict[str, Bank] = {}

    @property
    def log(self) -> AnswerLog:
        """The student's answers, in all lessons."""
        return log_of(self.course)

    def bank(self, slug: str) -> Bank:
        """The item bank of a lesson.

        Raises:
            RecordFaults: the bank is broken; every fault of it.
        """
        from opedlab.items.bank import Bank

        if slug not in self._banks:
            path = self.course.items / f"{slug}.yaml"
            self._banks[slug] = compiled(path, Bank, self.course.compiled, self.course.name_of(path))
        return self._banks[slug]

    def slugs(self) -> list[str]:
        """All lessons that have a bank, the front door first; the gallery is none."""
        return sorted({path.stem for path in self.course.items.glob("*.yaml")} - {"gallery"}, key=lambda slug: (slug != "home", slug))

    def banks_at_hand(self) -> list[Bank]:
        """Every bank that is whole."""
        return [bank for slug in self.slugs() if (bank := self._whole(slug))]

    def _whole(self, slug: str) -> Bank | None:
        try:
            return self.bank(slug)
        except RecordFaults:
            return None  # said where its items are shown; the other lessons' work is not held up by it

    def records(self, name: str) -> Any:
        """A record that checks ask for, such as ``certainty``; read when first asked for.

        Raises:
            RecordFaults: the record is broken.
        """
        return self._records(name)

    @cached_property
    def _records(self) -> Records:
        from opedlab.advice import reader

        return reader(self.course)

    @cached_property
    def copy_words(self) -> CopyWords:
        """The words of the reader's own copy."""
        from opedlab.views.copy_words import CopyWords

        return CopyWords(self.course)

    def classmates(self) -> Mapping[str, Sequence[Event]]:
        """The events of classmates by pseudonym; nothing is read where there is no folder of a class."""
        if not self.course.class_work.is_dir():
            return {}
        from opedlab.answers.class_work import read_class

        return read_class(self.course.class_work, self.banks_at_hand()).students
