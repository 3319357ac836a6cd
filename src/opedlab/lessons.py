"""All that a notebook imports: ``here = lesson("02-ten-kinds-of-claim")``, then ``here.item("K02")``."""

from __future__ import annotations

from collections.abc import Callable
from math import comb
from typing import TYPE_CHECKING, Any

from opedlab import course as course_folder
from opedlab.course import Course
from opedlab.records import RecordFaults, compiled
from opedlab.views.markup import Shown, notice

if TYPE_CHECKING:
    from opedlab.answers.log import AnswerLog
    from opedlab.items.bank import Bank

_logs: dict[Any, AnswerLog] = {}


def lesson(slug: str) -> Lesson:
    """The lesson of that name, with its items ready to be shown."""
    return Lesson(slug, course_folder.find())


def _log_of(course: Course) -> AnswerLog:
    """The one log of this kernel."""
    from opedlab.answers.log import AnswerLog

    folder = course.work / "answers"
    if folder not in _logs:
        _logs[folder] = AnswerLog(folder)
    return _logs[folder]


class Lesson:
    """One lesson inside a notebook. What cannot be shown is said in one readable line instead of a traceback."""

    def __init__(self, slug: str, course: Course):
        self.slug = slug
        self.course = course
        self._banks: dict[str, Bank] = {}

    def __repr__(self) -> str:
        return f"lesson {self.slug}"

    def item(self, item_id: str) -> Any:
        """An item of this lesson: answered before, it shows the answer; else it is blank."""
        return self._widget(self.slug, item_id)

    def recall(self, of: str, item_id: str) -> Any:
        """An item of an earlier lesson, blank: what do you still know?"""
        return self._widget(of, item_id, blank=True)

    def solution(self, item_id: str) -> Shown:
        """An item with its key and the feedback on every answer."""
        from opedlab.views.twin import solution

        return _shown(lambda: solution(self.bank(self.slug)[item_id]), "This item")

    def expected_hits(self, sure: float, items: int = 10, options: int = 4) -> Shown:
        """What being ``sure`` per cent on each of ``items`` answers promises, if that is just how sure one should be.

        The number of right answers is then binomial; the range holds its middle 80 per cent or a little more. Chance is
        ``items / options``.
        """
        if not all(isinstance(n, int | float) for n in (sure, items, options)) or not 0 <= sure <= 100 or not 1 <= items <= 1000 or options < 1:
            return notice("`sure` is a number from 0 to 100, `items` one from 1 to 1000; change it and press Shift+Enter.")
        items = int(items)
        p = sure / 100
        mass = [comb(items, k) * p**k * (1 - p) ** (items - k) for k in range(items + 1)]
        low = next(k for k in range(items + 1) if sum(mass[: k + 1]) > 0.1)
        high = next(k for k in range(items + 1) if sum(mass[: k + 1]) >= 0.9)
        said = (
            f"If you are {sure:g} % sure on each of {items} answers, and that is just how sure you should be, "
            f"about {p * items:.1f} of them are right; four times out of five or more, between {low} and {high}. "
            f"Guessing among {options} would give about {items / options:.1f}."
        )
        return notice(said)

    def own_copy(self) -> Any:
        """The board by which a reader loads a copy of their own."""

        def board() -> Any:
            from opedlab.views.own_copy import OwnCopyBoard

            return OwnCopyBoard(self.course)

        return _shown(board, "This board")

    def reader(self, block: int = 1) -> Any:
        """The page block by block, in our words; with an own copy loaded, beside its words."""

        def board() -> Any:
            from opedlab.views.reader import ReaderBoard

            return ReaderBoard(self.course, block)

        return _shown(board, "This board")

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

    def _widget(self, slug: str, item_id: str, *, blank: bool = False) -> Any:
        def widget() -> Any:
            from opedlab.views.item import ItemWidget

            return ItemWidget(self.bank(slug)[item_id], slug, _log_of(self.course), blank=blank)

        return _shown(widget, "This item")


def _shown(make: Callable[[], Any], what: str) -> Any:
    """What ``make`` gives, or one readable line where a record is broken or an id unknown."""
    try:
        return make()
    except (RecordFaults, KeyError) as error:
        return notice(_said(error, what))


def _said(error: Exception, what: str) -> str:
    """An error as one readable line with what to do next."""
    if isinstance(error, RecordFaults):
        first, more = error.faults[0], len(error.faults) - 1
        others = f" (and {more} more)" if more else ""
        return f"{what} cannot be shown: {first.file}, {first}{others}. Run `opedlab check` for all of it."
    return f"{what} cannot be shown: {error}."
