"""How far a student has come: answered and open questions of each lesson, and the minutes that are left."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import frozen

from opedlab.answers.log import History
from opedlab.items.bank import Bank


@frozen
class Progress:
    """One lesson. ``minutes_left`` adds up what the bank estimates for the questions not yet answered."""

    lesson: str
    title: str
    answered: int
    total: int
    minutes_left: float


def progress(banks: Iterable[Bank], histories: Mapping[tuple[str, str], History]) -> tuple[Progress, ...]:
    """The progress in each lesson, in the order of the banks."""
    rows = []
    for bank in banks:
        left = [item for item in bank if (bank.lesson, item.id) not in answered(histories)]
        total = len(bank.items)
        rows.append(Progress(bank.lesson, bank.title, total - len(left), total, sum(item.minutes for item in left)))
    return tuple(rows)


def answered(histories: Mapping[tuple[str, str], History]) -> frozenset[tuple[str, str]]:
    """The (lesson, item) pairs that have a response; a hint or a draft is no answer."""
    return frozenset(key for key, history in histories.items() if history.responses)


def foreign(banks: Iterable[Bank], histories: Mapping[tuple[str, str], History]) -> tuple[tuple[str, str], ...]:
    """Answered (lesson, item) pairs that no bank has: of another edition or course. They stay in the log."""
    known = {(bank.lesson, item.id) for bank in banks for item in bank}
    return tuple(sorted(answered(histories) - known))
