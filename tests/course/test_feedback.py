"""Whatever a student can answer is answered: each item of the course with many answers, through the widget that the page uses."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from opedlab.answers.log import AnswerLog
from opedlab.course import find
from opedlab.items.bank import Bank
from opedlab.items.map import MAIN
from opedlab.records import load
from opedlab.views.item import ItemWidget

COURSE = find(Path(__file__))
BANKS = [load(path, Bank) for path in sorted(COURSE.items.glob("*.yaml"))]
WORDS = " ".join(["word"] * 20)


def answers(item: Any) -> Iterator[Any]:
    """Right, wrong and odd answers that the page can send."""
    match item.kind:
        case "choice" if item.multiple:
            ids = [option.id for option in item.options]
            yield from ({"options": [one]} for one in ids)
            yield from ({"options": ids}, {"options": [option.id for option in item.options if option.correct]})
        case "choice":
            yield from ({"option": option.id} for option in item.options)
            for reason in item.also_defensible.reasons if item.also_defensible else ():
                yield {"option": item.also_defensible.id, "reason": reason.id}
        case "match":
            yield from ({"rows": dict.fromkeys([row.id for row in item.rows], column.id)} for column in item.columns)
            yield {"rows": {row.id: row.column for row in item.rows}}
        case "order":
            ids = [entry.id for entry in item.shown]
            yield from ({"order": order} for order in (ids, ids[::-1], [entry.id for entry in sorted(item.shown, key=lambda e: e.place)]))
        case "hottext":
            ids = [passage.id for passage in item.shown]
            yield from ({"marked": marked} for marked in (ids, ids[:1], ids[1:], [passage.id for passage in item.shown if passage.verdict == "found"]))
        case "annotation":
            marks = [
                {
                    "segment": segment.id,
                    "start": target.at.start,
                    "end": target.at.end,
                    "type": (*target.types, item.types[0].id)[0],
                    "severity": target.severity or "minor",
                }
                for segment in item.segments
                for target in segment.targets
            ]
            first = item.segments[0]
            start = first.positions[0]
            yield from ({"marks": some} for some in (marks, marks[:1], [{**marks[0], "segment": first.id, "start": start, "end": start + 1}]))
        case "map":
            yield {"places": {card.id: {"parent": card.parent, "relation": card.relation} for card in item.cards}}
            ends = [card for card in item.cards if card.parent == MAIN]
            for other in item.cards:
                if other not in ends:  # everything hangs on the wrong main claim
                    hung = {card.id: {"parent": other.id, "relation": "linked"} for card in item.cards if card is not other}
                    yield {"places": hung | {other.id: {"parent": MAIN, "relation": None}}}
        case "slider":
            low, high = item.low, item.high
            yield from (
                ({"value": n} for n in (low, high)) if item.ask == "value" else ({"low": a, "high": b} for a, b in ((low, low), (low, high), (high, high)))
            )
        case "text-entry":
            texts = [f"{one:g}" for entry in item.entries for one in (entry.interval or ())] + [text for entry in item.entries for text in entry.texts]
            yield from ({"text": text} for text in (*texts, "1", "987654321"))
        case "extended-text":
            yield from ({"text": WORDS}, {"text": item.model_answer, "met": [one.id for one in item.rubric]})
        case "form":
            yield {"rows": list(item.model), "met": [one.id for one in item.rubric]}
        case "forecast":
            yield from ({"percent": percent, "reason": "A reason.", "knew": False} for percent in (0, 50, 100))
        case other:
            raise AssertionError(f"no answers for the kind {other}; add some here")


@pytest.mark.parametrize("bank", BANKS, ids=lambda bank: bank.lesson)
def test_every_answer_has_feedback(bank: Bank, tmp_path: Path) -> None:
    for n, item in enumerate(bank):
        for k, response in enumerate(answers(item)):
            widget = ItemWidget(item, bank.lesson, AnswerLog(tmp_path / f"{n}-{k}"))
            widget._on_message(widget, {"type": "response", "response": response}, [])
            marking = widget.state["marking"]
            assert marking, f"{item.id}, {response}: nothing is said; {widget.state['problem']}"
            assert all(remark["text"] for remark in marking["remarks"]), f"{item.id}, {response}: a remark without words"
