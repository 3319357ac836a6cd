"""``forecast``: a probability and a one-sentence reason. Those of one lesson are its ledger and are sealed together."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from typing import Annotated, Any, Literal

from attrs import frozen

from opedlab.context.forecasts import ALWAYS_50, Resolved
from opedlab.context.predictions import Predictions
from opedlab.items.model import Item, Marking, NotAnAnswer, Remark
from opedlab.records import Day, Place, Text, matching

MAX_REASON = 500

QuestionId = Annotated[str, matching(r"P\d{2}|PR\d", "the id of a prediction (P01) or practice question (PR1)")]


@frozen
class Settled:
    """What came of a practice question, shown with its score as soon as it is answered."""

    happened: bool
    on: Day
    what: Text
    note: Text


@frozen(kw_only=True)
class Forecast(Item):
    """How likely is an event? ``prompt`` words it as of ``asked_on``, without a view on it.

    With ``settled`` it is practice and is scored at once; else it belongs to its lesson's ledger, which is sealed.
    A response is ``{"percent": 0-100, "reason": str, "knew": bool}``; a bare number will do in practice. ``knew``
    tells apart those who already know the outcome.
    """

    kind: Literal["forecast"]
    asked_on: Day
    horizon: Day
    resolution: Text
    prediction: QuestionId | None = None
    reason: Literal["required", "optional"] = "required"
    settled: Settled | None = None

    @property
    def in_ledger(self) -> bool:
        return self.settled is None

    def kind_faults(self) -> Iterable[tuple[Place, str]]:
        if self.horizon <= self.asked_on:
            yield ("horizon",), f"is {self.horizon}, not after {self.asked_on}, the day on which it is asked"
        if self.settled and not self.asked_on < self.settled.on <= self.horizon:
            yield ("settled", "on"), f"is {self.settled.on}; expected a day after {self.asked_on} and up to the horizon {self.horizon}"


def answer(item: Forecast, response: Any) -> tuple[float, str, bool]:
    """Percentage, reason and whether the outcome was known, of a response.

    Raises:
        NotAnAnswer: no percentage, a reason that is missing or too long, or a `knew` that is not true or false.
    """
    if isinstance(response, int | float) and not isinstance(response, bool):
        response = {"percent": response}
    percent = response.get("percent") if isinstance(response, dict) else None
    if isinstance(percent, bool) or not isinstance(percent, int | float) or not math.isfinite(percent) or not 0 <= percent <= 100:
        raise NotAnAnswer(f"{item.id} wants a probability from 0 to 100")
    reason, knew = response.get("reason", ""), response.get("knew", False)
    if not isinstance(reason, str) or not isinstance(knew, bool):
        raise NotAnAnswer(f"{item.id} wants the reason as a text, and `knew` as true or false")
    if item.reason == "required" and not reason.strip():
        raise NotAnAnswer(f"{item.id} wants a reason in one sentence")
    if len(reason) > MAX_REASON:
        raise NotAnAnswer(f"this reason has {len(reason):,} characters; one sentence of at most {MAX_REASON} will do")
    return percent, reason, knew


def mark(item: Forecast, response: Any) -> Marking:
    """A forecast is noted, never right or wrong; in practice the outcome and the Brier score come with it.

    Raises:
        NotAnAnswer: the response does not fit; see ``answer``.
    """
    percent, _, knew = answer(item, response)
    apart = " You said that you know the outcome; such forecasts are reported apart." if knew else ""
    if item.settled is None:
        said = f"{percent:g} % is kept. What stands here when the ledger is sealed counts; what came of it is shown once the ledger is opened.{apart}"
        return Marking("noted", (Remark("", said),), None)
    happened = item.settled.happened
    score = Resolved(percent, happened).squared_error
    f, o = f"{percent / 100:g}", int(happened)
    beside = "less" if score < ALWAYS_50 else "more" if score > ALWAYS_50 else "the same"
    sum_ = (
        f"Your Brier score is ({f} − {o})² = {score:.4g}, where 0 is best and 1 worst. Saying 50 earns {ALWAYS_50:g} whatever happens; "
        f"yours is {beside}. One question says little about a forecaster.{apart}"
    )
    remarks = (Remark("happened" if happened else "not-happened", item.settled.what), Remark("score", sum_), Remark("", item.settled.note))
    return Marking("noted", remarks, None, details={"brier": score, "percent": percent, "happened": happened, "knew": knew})


def link_faults(item: Forecast, predictions: Predictions) -> Iterator[tuple[Place, str]]:
    """Where a forecast says something else than the prediction or practice question it is made from."""
    if item.prediction is None:
        return
    rows = {row.id: row for row in (*predictions.predictions, *predictions.practice)}
    if item.prediction not in rows:
        yield ("prediction",), f'"{item.prediction}" is no prediction or practice question'
        return
    row = rows[item.prediction]
    for name in ("asked_on", "horizon"):
        if getattr(item, name) != getattr(row, name):
            yield (name,), f"is {getattr(item, name)}; {row.id} has {getattr(row, name)}"
    practice = {one.id for one in predictions.practice}
    if item.in_ledger == (row.id in practice):
        yield ("settled",), f"is missing although {row.id} is a practice question" if item.in_ledger else f"is given although {row.id} is a prediction"
    elif item.settled and item.settled.happened != (row.outcome == "yes"):
        yield ("settled", "happened"), f'is {str(item.settled.happened).lower()}; the outcome of {row.id} is "{row.outcome}"'
