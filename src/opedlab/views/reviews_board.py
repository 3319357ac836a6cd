"""How far reviewers agree on two memos: invented ones, and the class's own first tries at the item with the ten rows.

``content`` and twin show the invented reviewers. What a class did is in ``state``, live only, and never one by one.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Mapping, Sequence
from itertools import combinations
from typing import Any

from opedlab.answers.agreement import Labels, alpha
from opedlab.answers.class_work import read_class
from opedlab.answers.labels import Task, labels_of, task_of
from opedlab.context.memos import LEVELS, Memos, SampleMemo
from opedlab.course import Course
from opedlab.items.bank import Bank
from opedlab.records import compiled
from opedlab.views.agreement_sheet import BOUNDS, alpha_rows, of_class
from opedlab.views.board import Board
from opedlab.views.figures.base import Table, table_html
from opedlab.views.markup import Shown, inline
from opedlab.views.strings import text

ORDER = [str(n) for n in LEVELS]


class ReviewsBoard(Board):
    """``read_round`` gives the round of the class, if there is one."""

    def __init__(self, sheet: dict[str, Any], read_round: Callable[[], list[dict[str, Any]]]):
        self._read, self._messages = read_round, 0
        super().__init__("agreement.js", _sent(sheet), twin(sheet), self._state())
        self.on_msg(self._on_message)

    def _state(self) -> dict[str, Any]:
        return {"rounds": [_sent(one) for one in self._read()], "messages": self._messages}

    def _on_message(self, _: Any, message: dict[str, Any], __: Any) -> None:
        if message.get("type") == "look":
            self._messages += 1
            self.state = self._state()


def open_board(course: Course, bank: Bank, item_id: str, within: int = 0, memo: str | None = None) -> ReviewsBoard:
    """The board over the course's invented reviewers and the class folder.

    Raises:
        KeyError: no item of that id.
        UnknownMemo: a memo to look at alone that there is not.
        ValueError: ``within`` is no distance between levels.
    """
    if within not in range(len(LEVELS)):
        raise ValueError(f"`within` is {within}; it is a whole number from 0 (the same level) to {len(LEVELS) - 1}")
    memos = compiled(course.context / "memos.yaml", Memos, course.compiled)
    alone = [memos[memo]] if memo else list(memos.memos)
    item = bank[item_id]
    return ReviewsBoard(invented(memos, within, alone), lambda: _class_round(course, bank, item, [one.id for one in alone]))


def _class_round(course: Course, bank: Bank, item: Any, memos: Sequence[str]) -> list[dict[str, Any]]:
    """The class's first tries, at the rows of these memos alone; a row's id is ``memo-criterion``."""
    labels = labels_of(item, read_class(course.class_work, [bank]).answers_to(bank.lesson, item.id))
    labels = {who: {unit: level for unit, level in marks.items() if unit.split("-")[0] in memos} for who, marks in labels.items()}
    task = task_of(item)
    return [of_class(Task(task.units, task.categories), labels, "ordinal", item.title, ORDER)] if task and labels else []


def invented(memos: Memos, within: int = 0, alone: Sequence[SampleMemo] = ()) -> dict[str, Any]:
    """What the invented reviewers gave, unit by unit, and how far they agree."""
    units = {f"{memo.id}-{one.id}": (memo.name, one.title) for memo in alone or memos.memos for one in memos.criteria}
    labels = {who: {unit: level for unit, level in marks.items() if unit in units} for who, marks in memos.labels().items()}
    names = {one.id: one.name for one in memos.reviewers}
    found = alpha(labels, ORDER, "ordinal")
    counts = [(alike, pairs) for unit in units for alike, pairs in [_alike(labels, unit, within)]]
    alike, pairs = (sum(column) for column in zip(*counts, strict=True))
    table = Table(("memo", "criterion", *names.values(), "pairs alike"), tuple(
        (memo, title, *(labels[who][unit] for who in names), f"{counts[n][0]} of {counts[n][1]}") for n, (unit, (memo, title)) in enumerate(units.items())
    ))  # fmt: skip
    means = "the same level" if not within else f"the same level or {within} apart"
    measures = Table(("", "invented reviewers"), ((f"pairs alike ({means})", f"{alike} of {pairs}, {100 * alike / pairs:.0f} %"), *alpha_rows([found], "ordinal")))
    habits = "; ".join(f"{one.name} {one.habit}" for one in memos.reviewers)
    return {
        "title": f"{' and '.join(one.name for one in alone or memos.memos)}, three reviewers (invented)",
        "paragraphs": [f"{memos.invented.capitalize()}. {habits}.", "Levels run from 1 to 4."],
        "tables": [table, measures],
        "notes": ["Alpha looks at the distance between levels, whatever counts as alike above. These are few units, and the interval says so."],
        "scale": [{"name": "invented reviewers", "value": found.value, "low": found.low, "high": found.high}],
        "bounds": BOUNDS,
    }


def _alike(labels: Labels, unit: str, within: int) -> tuple[int, int]:
    """Pairs of reviewers whose levels lie no further apart than ``within``, and pairs in all."""
    given = [int(marks[unit]) for marks in labels.values() if unit in marks]
    pairs = list(combinations(given, 2))
    return sum(abs(a - b) <= within for a, b in pairs), len(pairs)


def twin(sheet: Mapping[str, Any]) -> Shown:
    """The invented reviewers as text; for a class it says only what will be shown."""
    tables: list[Table] = sheet["tables"]
    lines = [sheet["title"], *sheet["paragraphs"]]
    for table in tables:
        lines += ["", " | ".join(table.head), *(" | ".join(row) for row in table.rows)]
    after = [*sheet["notes"], sheet["bounds"], text("agreement_class_twin")]
    markup = "".join(f"<p>{inline(said)}</p>" for said in sheet["paragraphs"]) + "".join(map(table_html, tables)) + "".join(f"<p>{inline(s)}</p>" for s in after)
    return Shown("\n".join([*lines, "", *after]), f'<section class="opedlab-twin"><p><strong>{html.escape(sheet["title"])}</strong></p>{markup}</section>')


def _sent(sheet: Mapping[str, Any]) -> dict[str, Any]:
    """A sheet as the front end gets it: tables as lists."""
    return dict(sheet) | {"tables": [{"head": list(table.head), "rows": [list(row) for row in table.rows]} for table in sheet["tables"]]}
