"""What the agreement board shows, as text and tables: the invented annotators before and after, and a class's own round."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import combinations
from typing import Any

from opedlab.answers.agreement import RELY, TENTATIVE, Labels, Level, Measure, UnitAgreement, alpha, by_unit, kappa, most_divided, percent, three, together
from opedlab.answers.labels import Task
from opedlab.context.annotators import LEFT_OUT, ROUNDS, AnnotatedUnit, AnnotatorSet
from opedlab.records import Unknown
from opedlab.views.figures.base import Table, counted

KAPPAS = 3
"""Pairs of annotators for whom kappa is shown."""
BOUNDS = (
    f"The bounds are a convention: from {RELY:.3f} on Krippendorff relies on data, between {TENTATIVE:.3f} and {RELY:.3f} he draws tentative conclusions only. "
    "Others set other bounds, and no bound knows what your data are for."
)


def narrowed(task: AnnotatorSet, only: Sequence[str], leave_out: Sequence[str], round_: str) -> dict[str, dict[str, str]]:
    """The invented judgements of one round, from some annotators and less some units.

    Raises:
        Unknown: an annotator or unit that the set does not have.
    """
    for given, known, what in ((only, [a.id for a in task.annotators], "annotator"), (leave_out, [u.id for u in task.units], "unit")):
        for one in given:
            if one not in known:
                raise Unknown(f'no {what} "{one}"; there are {", ".join(known)}')
    labels = {who: marks for who, marks in task.labels(round_).items() if not only or who in only}
    return {who: {unit: said for unit, said in marks.items() if unit not in leave_out} for who, marks in labels.items()}


def invented(task: AnnotatorSet, level: Level, only: Sequence[str] = (), leave_out: Sequence[str] = ()) -> dict[str, Any]:
    """Both rounds of the invented annotators, side by side."""
    rounds = [narrowed(task, only, leave_out, round_) for round_ in ROUNDS]
    alphas = [alpha(labels, task.order, level) for labels in rounds]
    names = {one.id: one.name for one in task.annotators if one.id in rounds[0]}
    habits = "; ".join(f"{one.name} {one.habit}" for one in task.annotators if one.id in names)
    return {
        "title": f"{task.title} ({'; '.join(['invented', *(f'without {one}' for one in leave_out), *(f'only {one}' for one in only)])})",
        "paragraphs": [f"{task.about} {task.invented.capitalize()}.", f"Guideline 1: {task.guidelines[0]}", f"Guideline 2: {task.guidelines[1]}", f"{habits}."],
        "tables": [_units_table(task, rounds, names, leave_out), _measures_table(rounds, alphas, names, level)],
        "notes": [f"{unit.label}: {unit.note}" for unit in task.units if unit.note and unit.id not in leave_out],
        "scale": [_on_scale(f"guideline {n}", found) for n, found in enumerate(alphas, 1)],
        "bounds": BOUNDS,
    }


def _units_table(task: AnnotatorSet, rounds: Sequence[Labels], names: Mapping[str, str], leave_out: Sequence[str]) -> Table:
    shares = [{unit.unit: unit for unit in by_unit(labels)} for labels in rounds]
    said = {category.id: category.text.lower() if len(category.text) < 12 else category.id for category in task.categories} | {LEFT_OUT: "no answer"}
    columns = [n for n, one in enumerate(task.annotators) if one.id in names]
    rows = [
        (unit.id, unit.label, *(_moved(said[unit.first[n]], said[unit.second[n]]) for n in columns), _moved(*(_pairs(s.get(unit.id)) for s in shares)))
        for unit in _shown_units(task, leave_out)
    ]
    return Table(("", "unit", *names.values(), "pairs alike"), tuple(rows))


def _shown_units(task: AnnotatorSet, leave_out: Sequence[str]) -> list[AnnotatedUnit]:
    return [unit for unit in task.units if unit.id not in leave_out]


def _moved(before: str, after: str) -> str:
    return before if before == after else f"{before} → {after}"


def _pairs(unit: UnitAgreement | None) -> str:
    """``1 of 3``: pairs of annotators that agree."""
    n = sum(unit.counts.values()) if unit else 0
    pairs = n * (n - 1) // 2
    return f"{round((unit.share or 0) * pairs)} of {pairs}" if unit and pairs else "no pair"


def _measures_table(rounds: Sequence[Labels], alphas: Sequence[Measure], names: Mapping[str, str], level: Level) -> Table:
    rows = [("pairs that agree", *(in_per_cent(percent(labels)) for labels in rounds))]
    for a, b in list(combinations(names, 2))[:KAPPAS]:
        rows.append((f"Cohen's kappa, {names[a]} and {names[b]}", *(str(kappa(labels[a], labels[b])) for labels in rounds)))
    rows += alpha_rows(alphas, level)
    return Table(("", "guideline 1", "guideline 2"), tuple(rows))


def alpha_rows(alphas: Sequence[Measure], level: Level) -> list[tuple[str, ...]]:
    """Alpha, its interval and what the usual bounds say to it, one column for each."""
    return [
        (f"Krippendorff's alpha ({level})", *(three(one.value) if one.value is not None else one.why or "" for one in alphas)),
        ("95 % interval over units", *(f"{three(one.low)} to {three(one.high)}" if one.low is not None and one.high is not None else "none" for one in alphas)),
        ("by the usual bounds", *(bound(one) for one in alphas)),
    ]


def in_per_cent(found: Measure) -> str:
    return found.why or "" if found.value is None else f"{100 * found.value:.0f} %"


def bound(found: Measure) -> str:
    """Where a value stands, and how far its interval reaches."""
    if found.value is None:
        return "no value, no verdict"
    names = ("too low to build on", "tentative", "to be relied on")

    def place(value: float) -> int:
        return (round(value, 3) >= TENTATIVE) + (round(value, 3) >= RELY)

    said = names[place(found.value)]
    if found.low is None or found.high is None or place(found.low) == place(found.high):
        return said
    return f"{said}; the interval reaches from “{names[place(found.low)]}” to “{names[place(found.high)]}”"


def _on_scale(name: str, found: Measure) -> dict[str, Any]:
    return {"name": name, "value": found.value, "low": found.low, "high": found.high}


def of_class(
    task: Task, labels: Labels, level: Level, name: str, order: Sequence[str] | None = None, group: Callable[[str], str] = str, what: str = "unit"
) -> dict[str, Any]:
    """One round of a class: no single student is shown, only how many chose what.

    ``group`` says under which of the task's units a unit is listed; ``what`` heads that list.
    """
    found = alpha(labels, list(order or task.categories), level)
    rows = [("pairs that agree", in_per_cent(percent(labels)))]
    if len(labels) == 2:
        first, second = labels.values()
        rows.append(("Cohen's kappa", str(kappa(first, second))))
    rows += alpha_rows([found], level)
    listed = [
        (task.units[u.unit], _chosen(u, task), f"{100 * u.share:.0f} %" if u.share is not None else "no pair")
        for u in most_divided(together(by_unit(labels), group))
        if u.unit in task.units
    ]
    return {
        "name": name,
        "students": len(labels),
        "tables": [
            Table(("", counted(len(labels), "student")), tuple(rows)),
            Table((f"{what}, most divided first", "chosen by", "pairs alike"), tuple(listed)),
        ],
        "scale": [_on_scale(name, found)],
    }


def _chosen(unit: UnitAgreement, task: Task) -> str:
    counts = sorted(unit.counts.items(), key=lambda one: -one[1])
    return ", ".join(f"{task.categories[category]} {n}" for category, n in counts if category in task.categories)
