"""Which answers are answers here: to a question that the banks have, in a form that the question can have."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import field, frozen

from opedlab.answers.events import Event
from opedlab.items.bank import Bank, mark
from opedlab.items.model import NotAnAnswer

NAMED = 5
"""How many questions a remark spells out."""
REMEMBERED = 200
"""Characters. Answers up to that length are checked once for a whole class."""


@frozen
class Sorted:
    """Events told apart: those to keep, answers to foreign questions, answers that the question cannot have."""

    kept: list[Event] = field(factory=list)
    foreign: list[Event] = field(factory=list)
    unfit: list[Event] = field(factory=list)

    def remarks(self) -> list[str]:
        """What was left out, in words."""
        said = []
        if self.foreign:
            said.append(f"{_counted(self.foreign)} to questions that this edition does not have: {_ids(self.foreign)}; left out")
        if self.unfit:
            said.append(f"{_counted(self.unfit)} that the question cannot have: {_ids(self.unfit)}; left out")
        return said


class Usable:
    """The check for one edition of the banks."""

    def __init__(self, banks: Iterable[Bank]):
        self._items = {(bank.lesson, item.id): item for bank in banks for item in bank}
        self._known: dict[tuple[str, str | None, str], bool] = {}

    def sort(self, events: Iterable[Event]) -> Sorted:
        """Tell the answers apart; what is no answer (a vote, a hint, a seal) is kept."""
        told = Sorted()
        for event in events:
            if event.event != "response":
                told.kept.append(event)
            elif (event.lesson, event.item) not in self._items:
                told.foreign.append(event)
            else:
                (told.kept if self._fits(event) else told.unfit).append(event)
        return told

    def _fits(self, event: Event) -> bool:
        said = repr(event.response)
        key = (event.lesson, event.item, said)
        if key in self._known:
            return self._known[key]
        try:
            mark(self._items[event.lesson, str(event.item)], event.response)
            fits = True
        except (NotAnAnswer, TypeError, ValueError, KeyError, AttributeError):
            fits = False
        if len(said) <= REMEMBERED:
            self._known[key] = fits
        return fits


def _counted(events: list[Event]) -> str:
    return f"{len(events)} answer{'s' if len(events) != 1 else ''}"


def _ids(events: list[Event]) -> str:
    """A few of the questions, as a student's file names them; cut, for a file may name anything."""
    named = dict.fromkeys(f"{event.lesson[:30]} {str(event.item)[:20]}" for event in events)
    return ", ".join(list(named)[:NAMED]) + (", …" if len(named) > NAMED else "")
