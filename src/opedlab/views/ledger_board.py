"""The opened ledger with its scores: what came of each forecast, one's own score against always saying 50 and the class."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from opedlab.answers.class_work import read_class
from opedlab.answers.events import Event
from opedlab.answers.log import AnswerLog, History
from opedlab.answers.seal import Verification, ledger, verify
from opedlab.answers.work_code import short
from opedlab.context.days import first_day, last_day
from opedlab.context.forecasts import ALWAYS_50, Bin, NotAProbability
from opedlab.context.predictions import Finding, Prediction, Predictions
from opedlab.context.score_sheet import FEWEST_CLASSMATES, Sheet, class_sheet, sheet
from opedlab.context.scored_sets import scored, together
from opedlab.context.sources import Sources
from opedlab.course import Course
from opedlab.items.bank import Bank
from opedlab.items.forecast import Forecast, NotAnAnswer, answer
from opedlab.items.model import Item
from opedlab.records import compiled
from opedlab.views.board import Board, links, named
from opedlab.views.days import day_name
from opedlab.views.markup import Shown
from opedlab.views.strings import text

Members = Mapping[str, Mapping[str, tuple[float, bool]]]
"""Each classmate's forecasts by item: per cent, and whether the outcome was known. Keyed by pseudonym."""


def nobody() -> Members:
    """A class of which nothing is here."""
    return {}


class LedgerBoard(Board):
    """The forecasts of one lesson with their outcomes and scores, shown once the seal has been opened.

    ``content`` holds the outcomes and depends on bank and records alone; the student's own numbers and the class's pooled
    ones are in ``state``, live only. Forecasts whose outcome was known are scored apart.
    """

    def __init__(
        self, items: Iterable[Item], predictions: Predictions, sources: Sources | None, lesson: str, log: AnswerLog, members: Callable[[], Members] = nobody
    ):
        self.lesson, self._log, self._members = lesson, log, members
        self._forecasts = {item.id: item for item in items if isinstance(item, Forecast) and item.in_ledger and item.prediction}
        rows = together(predictions, (item.prediction for item in self._forecasts.values() if item.prediction))
        self._rows = dict(zip(self._forecasts, rows, strict=True))
        outcome = scored(rows, "lenient")
        self.happened = {item: outcome[row.id] for item, row in self._rows.items() if row.id in outcome}
        self._alone = False
        self._messages = 0
        made = {"rows": [self._content(item, sources) for item in self._rows], "always": ALWAYS_50, "fewest": FEWEST_CLASSMATES}
        super().__init__("ledger.js", made, twin(made), self._state())
        self.on_msg(self._on_message)
        log.watch(self._heard)

    def _content(self, item: str, sources: Sources | None) -> dict[str, Any]:
        row = self._rows[item]
        settled = settled_by(row)
        return {
            "id": item, "title": self._forecasts[item].title, "happened": self.happened.get(item), "outcome": row.outcome,
            "on": row.resolved_on, "reach": row.as_far_as, "what": f"{settled.who_says}: {settled.what}", "note": row.note,
            "sources": named(sources, settled.sources),
        }  # fmt: skip

    def _state(self) -> dict[str, Any]:
        log = self._log.anew()
        histories = log.items_of(self.lesson)
        found = verify(self.lesson, self._forecasts, histories, log.marks(self.lesson))
        state = {"seal": found.state, "shown": bool(found.opened) or self._alone, "messages": self._messages, "not_kept": self._log.why_not}
        return state | self._scores(histories, found) if state["shown"] else state

    def _scores(self, histories: Mapping[str, History], found: Verification) -> dict[str, Any]:
        mine = {entry.item: read for entry in ledger(histories, self._forecasts) if (read := self._read(entry.item, entry.response))}
        others = [_fresh(given) for who, given in self._members().items() if who not in (self._log.who, short(self._log.who))]
        pool = class_sheet([*others, _fresh(mine)], self.happened) if len(others) >= FEWEST_CLASSMATES else None
        fresh, known = self._sheet(_fresh(mine)), self._sheet({item: percent for item, (percent, knew) in mine.items() if knew})
        return {
            "mine": {item: {"percent": percent, "knew": knew} for item, (percent, knew) in mine.items()},
            "fresh": fresh and _shown(fresh),
            "known": known and {"brier": known.brier, "n": len(known.scores), "scores": dict(known.scores)},
            "class": pool and {"of_mean": pool.of_mean, "average": pool.average, "members": list(pool.members), "better": pool.better},
            "classmates": len(others),
        }

    def _read(self, item: str, response: Any) -> tuple[float, bool] | None:
        """Per cent and ``knew`` of a logged response; one that was edited into something else counts as none."""
        try:
            percent, _, knew = answer(self._forecasts[item], response)
        except NotAnAnswer:
            return None
        return percent, knew

    def _sheet(self, given: Mapping[str, float]) -> Sheet | None:
        scorable = {item: percent for item, percent in given.items() if item in self.happened}
        return sheet(scorable, self.happened) if scorable else None

    def _heard(self, event: Event) -> None:
        if event.lesson == self.lesson and event.event != "draft" or event.event == "restore":
            self.state = self._state()

    def _on_message(self, _: Any, message: dict[str, Any], __: Any) -> None:
        self._messages += 1
        self._alone = self._alone or message.get("type") == "alone"
        self.state = self._state()


def open_board(course: Course, bank: Bank, log: AnswerLog) -> LedgerBoard:
    """The board over a bank's forecasts, the course's own record of outcomes, and the class's files where there are some.

    Raises:
        RecordFaults: a record is broken.
    """
    predictions = compiled(course.article / "predictions.yaml", Predictions, course.compiled)
    sources = compiled(course.source_texts / "sources.yaml", Sources, course.compiled)
    return LedgerBoard(bank, predictions, sources, bank.lesson, log, lambda: members_of(course, bank))


def members_of(course: Course, bank: Bank) -> Members:
    """The forecasts of each classmate whose downloaded file lies in the class folder; a work code carries no forecasts."""
    found = {who: forecasts_of(events, bank.lesson, bank) for who, events in read_class(course.class_work, [bank]).students.items()}
    return {who: given for who, given in found.items() if given}


def _fresh(given: Mapping[str, tuple[float, bool]]) -> dict[str, float]:
    return {item: percent for item, (percent, knew) in given.items() if not knew}


def _shown(found: Sheet) -> dict[str, Any]:
    parts = found.parts
    return {
        "n": len(found.scores), "scores": dict(found.scores), "brier": found.brier,
        "reliability": parts.reliability, "resolution": parts.resolution, "uncertainty": parts.uncertainty, "remainder": parts.remainder,
        "bins": [_bin(one) for one in found.bins if one.count],
    }  # fmt: skip


def _bin(one: Bin) -> dict[str, Any]:
    return {
        "low": one.low, "high": one.high, "count": one.count, "happened": one.happened, "mean": one.mean, "share": one.share, "interval": list(one.interval or ()),
    }  # fmt: skip


def settled_by(row: Prediction) -> Finding:
    """The finding that a row rests on: the one that settled it, or where nothing happened up to the horizon the latest."""
    if row.resolved_on is not None and first_day(row.resolved_on) < row.horizon:
        begin, end = first_day(row.resolved_on), last_day(row.resolved_on)
        then = [finding for finding in row.evidence if begin <= first_day(finding.date) <= end]
        if then:
            return min(then, key=lambda finding: first_day(finding.date))
    return max(row.evidence, key=lambda finding: first_day(finding.date))


def forecasts_of(events: Iterable[Event], lesson: str, items: Iterable[Item]) -> dict[str, tuple[float, bool]]:
    """The last forecast to each item of a lesson's ledger in somebody's events; what cannot be read counts as none."""
    known = {item.id: item for item in items if isinstance(item, Forecast) and item.in_ledger}
    found: dict[str, tuple[float, bool]] = {}
    for event in sorted(events, key=lambda one: one.at):
        if event.lesson == lesson and event.event == "start-over" and event.item in (None, *known):
            found = {} if event.item is None else {item: given for item, given in found.items() if item != event.item}
        elif event.lesson == lesson and event.event == "response" and event.item in known:
            try:
                percent, _, knew = answer(known[event.item], event.response)
            except (NotAnAnswer, NotAProbability):
                continue
            found[event.item] = percent, knew
    return found


def twin(made: dict[str, Any]) -> Shown:
    """The outcomes as text; a reader's own numbers and the class's are shown live only."""
    head = [text(name) for name in ("ledger_question", "ledger_outcome", "ledger_settled", "ledger_reach")]
    rows = [(row["title"], _outcome(row), row["what"], _reach(row["reach"]), row["sources"]) for row in made["rows"]]
    plain = [text("ledger_title"), text("ledger_about"), " | ".join(head), *(" | ".join(row[:4]) for row in rows), text("ledger_live")]
    cells = "".join(
        f'<tr><th scope="row">{html.escape(title)}</th><td>{html.escape(said)}</td>'
        f"<td>{html.escape(what)} ({links(cited)})</td><td>{html.escape(reach)}</td></tr>"
        for title, said, what, reach, cited in rows
    )
    heads = "".join(f'<th scope="col">{name}</th>' for name in head)
    markup = f"<p><strong>{plain[0]}</strong></p><p>{plain[1]}</p><table><thead><tr>{heads}</tr></thead><tbody>{cells}</tbody></table><p>{plain[-1]}</p>"
    return Shown("\n".join(plain), f'<section class="opedlab-twin">{markup}</section>')


def _outcome(row: Mapping[str, Any]) -> str:
    return text("ledger_yes" if row["happened"] else "ledger_no" if row["happened"] is False else "ledger_not_scored")


def _reach(partial: str) -> str:
    return day_name(first_day(partial)) if partial.count("-") == 2 else partial
