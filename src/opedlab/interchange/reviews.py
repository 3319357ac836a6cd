"""The reviews that a student has handed in: each annotation item with its last answer, ready to be written in any format."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from attrs import frozen

from opedlab.answers.log import History
from opedlab.items.annotation import Annotation, Mark, marks_of
from opedlab.items.bank import Bank
from opedlab.items.model import NotAnAnswer
from opedlab.items.segments import Segment


class NothingToWrite(ValueError):
    """There is no review to write; the message says how to get one."""


@frozen
class Review:
    """One annotation item as a student answered it last. No marks is a review, too."""

    lesson: str
    item: Annotation
    marks: tuple[Mark, ...]
    at: str
    who: str

    @property
    def segments(self) -> tuple[tuple[Segment, tuple[Mark, ...]], ...]:
        """Every segment with the marks on it, in the order of the page."""
        return tuple((segment, tuple(mark for mark in self.marks if mark.segment.id == segment.id)) for segment in self.item.segments)


def reviews(banks: Iterable[Bank], histories: Mapping[tuple[str, str], History], who: str = "") -> tuple[Review, ...]:
    """Every review of a student, in the order of the banks; an answer that no longer fits its item is passed over.

    ``who`` is the rater's name where the log gives none.

    Raises:
        NothingToWrite: there is no review at all.
    """
    found = tuple(_reviews(banks, histories, who))
    if not found:
        raise NothingToWrite("there are no marks to write yet; answer a review exercise first, such as E08-03 of lesson 08")
    return found


def _reviews(banks: Iterable[Bank], histories: Mapping[tuple[str, str], History], who: str) -> Iterator[Review]:
    for bank in banks:
        for item in bank.items:
            last = histories.get((bank.lesson, item.id), History()).last
            if isinstance(item, Annotation) and last is not None:
                try:
                    yield Review(bank.lesson, item, tuple(marks_of(item, last.response)), last.at, last.who or who)
                except NotAnAnswer:
                    continue  # of an earlier version of the item; the page says so where the item is shown
