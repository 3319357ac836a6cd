"""The options as tables: what each would do, what it would cost and signal, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping

from opedlab.context.predictions import Prediction, Predictions
from opedlab.context.world.options import Option, Options
from opedlab.views.figures.base import Table
from opedlab.views.markup import Shown
from opedlab.views.tables.base import tabled

SHOW = ("steps", "price", "signs", "later")
REMARKS = {
    "steps": "All of them were on the table by 5 November 2024. Aim and mechanism are the course's wording; that an option stands here says nothing about whether it works.",
    "price": "Cost is what the one who acts pays; risk is what may happen besides. Costly or cheap is meant as in lesson 05: would a bluffer pay it?",
    "signs": "Each sign has a day or a number in it, or can be given one. An option without a sign of failure cannot fail, and teaches nothing.",
    "later": "Rows of the ledger that bear on an option, as far as sources reach. That something happened later does not show that the option caused it.",
}
HEADS = {
    "steps": ("option", "step", "who acts", "aim", "how it would work"),
    "price": ("option", "cost", "risk", "denial or punishment", "signal"),
    "signs": ("option", "it works if", "it fails if"),
    "later": ("option", "by 5 November 2024", "what the ledger has since"),
}
TITLES = {
    "steps": "Eight options, and what each would have to do",
    "price": "What each option costs, risks and signals",
    "signs": "How one would know",
    "later": "What was done by the day, and what the ledger has since",
}


def options(record: Options, ledger: Predictions | None, names: Mapping[str, str], show: str = "steps") -> Shown:
    """One of the four tables; ``ledger`` is needed for ``later``, ``names`` are the names of the sources.

    Raises:
        ValueError: ``show`` names no table.
    """
    if show not in SHOW:
        raise ValueError(f'show is "{show}"; it may be {", ".join(SHOW)}')
    known = {} if ledger is None else {row.id: row for row in ledger}
    table = Table(HEADS[show], tuple(_row(option, show, known) for option in record))
    return tabled(TITLES[show], REMARKS[show], table, names)


def _row(option: Option, show: str, known: Mapping[str, Prediction]) -> tuple[str, ...]:
    if show == "steps":
        return option.title, option.step, option.who_acts, option.aim, option.mechanism
    if show == "price":
        return option.title, option.cost, option.risk, option.by, option.signal
    if show == "signs":
        return option.title, option.works_if, option.fails_if
    rows = [known[prediction] for prediction in option.predictions if prediction in known]
    return option.title, option.public, "; ".join(f"{row.title}: {row.outcome} (as far as {row.as_far_as})" for row in rows)
