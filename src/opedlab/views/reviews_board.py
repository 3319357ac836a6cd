"""How far reviewers agree: invented ones on two sample memos, the class's first tries at the same, and its reviews of each other.

``content`` and twin show the invented reviewers. What a class did is in ``state``, live only, and never one by one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Any

from opedlab.answers.agreement import Labels, alpha, by_unit
from opedlab.answers.class_work import read_class
from opedlab.answers.events import Event
from opedlab.answers.labels import BETWEEN, labels_of, review_task, reviews_of, task_of
from opedlab.context.memos import LEVELS, Memos, SampleMemo
from opedlab.course import Course
from opedlab.items.bank import Bank
from opedlab.records import compiled
from opedlab.views.agreement_board import AgreementBoard
from opedlab.views.agreement_sheet import BOUNDS, alpha_rows, of_class
from opedlab.views.figures.base import Table
from opedlab.views.strings import text

ORDER = [str(n) for n in LEVELS]


def open_board(course: Course, bank: Bank, item_id: str, within: int = 0, memo: str | None = None, own: str | None = None) -> AgreementBoard:
    """The board over the course's invented reviewers and the class folder; ``own`` is the form in which classmates review each other.

    Raises:
        KeyError: no item of that id.
        Unknown: a memo to look at alone that there is not.
        ValueError: ``within`` is no distance between levels.
    """
    if within not in range(len(LEVELS)):
        raise ValueError(f"`within` is {within}; it is a whole number from 0 (the same level) to {len(LEVELS) - 1}")
    memos = compiled(course.context / "memos.yaml", Memos, course.compiled)
    alone = [memos[memo]] if memo else list(memos.memos)
    item, form = bank[item_id], bank[own] if own else None
    return AgreementBoard(invented(memos, within, alone), lambda: _class_rounds(course, bank, item, [one.id for one in alone], form))


def _class_rounds(course: Course, bank: Bank, item: Any, memos: Sequence[str], form: Any) -> list[dict[str, Any]]:
    """The class's first tries, at the rows of these memos alone, and its reviews of each other."""
    work = read_class(course.class_work, [bank])
    # A row's id is ``memo-criterion``.
    labels = labels_of(item, work.answers_to(bank.lesson, item.id))
    labels = {who: {unit: level for unit, level in marks.items() if unit.split("-")[0] in memos} for who, marks in labels.items()}
    task = task_of(item)
    rounds = [of_class(task, labels, "ordinal", item.title, ORDER)] if task and labels else []
    reviews = work.answers_to(bank.lesson, form.id) if form else {}
    return [*rounds, own_reviews(form, reviews)] if reviews else rounds


def own_reviews(form: Any, tries: Mapping[str, Event]) -> dict[str, Any]:
    """The class's reviews of its own memos, by criterion over all memos: no memo's levels are shown, only how far two readers are apart."""
    labels = reviews_of(form, tries)
    judged = by_unit(labels)
    things = {unit.unit.rpartition(BETWEEN)[0] for unit in judged}
    twice = {unit.unit.rpartition(BETWEEN)[0] for unit in judged if unit.share is not None}
    round_ = of_class(review_task(form), labels, "ordinal", form.title, ORDER, lambda unit: unit.rpartition(BETWEEN)[2], "criterion")
    return round_ | {"notes": [text("reviews_twice", all=len(things), twice=len(twice))]}


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
    measures = Table(
        ("", "invented reviewers"), ((f"pairs alike ({means})", f"{alike} of {pairs}, {100 * alike / pairs:.0f} %"), *alpha_rows([found], "ordinal"))
    )
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
