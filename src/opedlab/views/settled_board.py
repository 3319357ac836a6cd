"""What the class has settled: the verdicts on each guess, with words, place and day. Live only; the twin has the guesses alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from opedlab.answers.class_work import read_class
from opedlab.answers.log import AnswerLog
from opedlab.answers.settled import VERDICT, Pooled, last_answers, pool
from opedlab.items.bank import Bank
from opedlab.items.form import Form
from opedlab.views.board import Board
from opedlab.views.markup import Shown, inline, plain
from opedlab.views.strings import text


class SettledBoard(Board):
    """One library task, pooled over the class's folder and one's own answer; whose a verdict is, is not shown."""

    def __init__(self, bank: Bank, item_id: str, folder: Path, log: AnswerLog):
        """
        Raises:
            ValueError: the item is no form with rows that are given and a choice to count by.
        """
        item = bank[item_id]
        if not isinstance(item, Form) or not item.rows or not any(field.id == VERDICT and field.type == "choice" for field in item.fields):
            raise ValueError(f'{item_id} is no form with given rows and a choice "{VERDICT}"')
        self._bank, self._item, self._folder, self._log = bank, item, folder, log
        self._messages = 0
        super().__init__("settled.js", content(item), twin(item), self._state())
        self.on_msg(self._on_message)

    def _state(self) -> dict[str, Any]:
        answers = last_answers(read_class(self._folder, [self._bank]).students, self._bank.lesson, self._item.id)
        mine = self._log.history(self._bank.lesson, self._item.id).last
        if mine is not None:
            answers[mine.who] = mine.response
        pooled = pool(self._item, answers.values())
        return {"rows": {one.row.id: _row(self._item, one) for one in pooled if one.looks}, "students": len(answers), "messages": self._messages}

    def _on_message(self, _: Any, message: dict[str, Any], __: Any) -> None:
        self._messages += 1
        self.state = self._state()


def content(item: Form) -> dict[str, Any]:
    """The guesses for the front end."""
    return {"rows": [{"id": row.id, "label": row.label, "text": row.text} for row in item.rows]}


def _row(item: Form, one: Pooled) -> dict[str, Any]:
    """Verdicts with their counts, then what was seen, as text that the page shows and never reads as markup."""
    verdict = next(field for field in item.fields if field.id == VERDICT)
    counts = [{"text": choice.text, "n": sum(look.verdict == choice.id for look in one.looks)} for choice in verdict.choices]
    seen = [f"{verdict.shown(look.verdict)}: {' · '.join(look.seen.values())}" for look in one.looks if look.seen]
    return {"counts": [count for count in counts if count["n"]], "seen": seen, "split": one.split}


def twin(item: Form) -> Shown:
    """What the board will show, and the guesses that wait."""
    rows = [(row.label, row.text or "") for row in item.rows]
    lines = [text("settled_title"), text("settled_twin"), *(f"  {plain(label)} – {plain(said)}" for label, said in rows)]
    listed = "".join(f"<li>{inline(label)} – {inline(said)}</li>" for label, said in rows)
    return Shown("\n".join(lines), f'<section class="opedlab-twin"><p><strong>{lines[0]}</strong></p><p>{lines[1]}</p><ul>{listed}</ul></section>')
