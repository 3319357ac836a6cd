"""A class in numbers: for each question how many chose what, how the first tries came out, and how far students agree.

Nobody is named and no text is repeated; what students wrote is counted.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from statistics import median
from typing import Any

from attrs import frozen

from opedlab.answers.agreement import Labels, Measure, alpha, by_unit, percent, three
from opedlab.answers.class_work import ClassWork
from opedlab.answers.events import Event
from opedlab.answers.labels import Task, labels_of, task_of
from opedlab.items.bank import Bank, mark

FEW = 3
"""Units. Below it there is nothing that an alpha could stand on."""


@frozen
class Pooled:
    """One question over a class. ``counts`` are by unit and category; ``alpha`` is None where there are too few units."""

    item: str
    lesson: str
    title: str
    kind: str
    answered: int
    outcomes: Mapping[str, int]
    counts: Mapping[str, Mapping[str, int]]
    pairs_alike: float | None
    alpha: Measure | None
    sure: float | None
    """The median of how sure students were, in per cent."""

    def as_json(self) -> dict[str, Any]:
        found = self.alpha
        return {
            "lesson": self.lesson,
            "title": self.title,
            "kind": self.kind,
            "answered": self.answered,
            "outcomes": dict(self.outcomes),
            "counts": {unit: dict(counts) for unit, counts in self.counts.items()},
            "pairs_alike": _rounded(self.pairs_alike),
            "alpha": _rounded(found.value if found else None),
            "alpha_interval": [_rounded(found.low), _rounded(found.high)] if found and found.low is not None else None,
            "alpha_undefined": found.why if found else None,
            "median_confidence": self.sure,
        }


def pool(work: ClassWork, banks: Iterable[Bank]) -> tuple[Pooled, ...]:
    """Every question that somebody answered, in the order of the banks; first tries only."""
    found = []
    for bank in banks:
        by_item: dict[str, dict[str, Event]] = {}
        for who, tries in work.first_tries(bank.lesson).items():
            for item, event in tries.items():
                by_item.setdefault(item, {})[who] = event
        found += [_pooled(bank.lesson, item, by_item[item.id]) for item in bank if item.id in by_item]
    return tuple(found)


def _pooled(lesson: str, item: Any, tries: Mapping[str, Event]) -> Pooled:
    labels, task = labels_of(item, tries), task_of(item)
    sure = [event.confidence for event in tries.values() if isinstance(event.confidence, int | float)]
    return Pooled(
        item.id,
        lesson,
        item.title,
        item.kind,
        len(tries),
        _outcomes(item, tries),
        {unit.unit: unit.counts for unit in by_unit(labels)},
        percent(labels).value,
        _alpha(labels, task),
        median(sure) if sure else None,
    )


def _outcomes(item: Any, tries: Mapping[str, Event]) -> dict[str, int]:
    """How often each outcome came about; equal answers are marked once."""
    said = Counter(repr(event.response) for event in tries.values())
    one_of = {repr(event.response): event.response for event in tries.values()}
    outcomes: Counter[str] = Counter()
    for answer, times in said.items():
        outcomes[mark(item, one_of[answer]).outcome] += times
    return dict(outcomes)


def _alpha(labels: Labels, task: Task | None) -> Measure | None:
    if task is None or len(task.units) < FEW:
        return None
    return alpha(labels, list(task.categories))


def as_json(work: ClassWork, pooled: Iterable[Pooled]) -> dict[str, Any]:
    """The whole report for a program."""
    return {
        "files": len(work.files),
        "students": len(work.students),
        "answers": work.answers,
        "problems": [{"file": p.file, "line": p.line, "cause": p.cause} for p in work.problems],
        "items": {one.item: one.as_json() for one in pooled},
    }


def report(work: ClassWork, pooled: Iterable[Pooled]) -> str:
    """The same for a person, as plain text."""
    lines = [f"Files: {len(work.files)}. Students: {len(work.students)}. Answers: {work.answers}."]
    if work.problems:
        lines += [f"Problems: {len(work.problems)}. The rest was read.", *(f"  {problem}" for problem in work.problems)]
    lesson = ""
    for one in pooled:
        if one.lesson != lesson:
            lesson = one.lesson
            lines += ["", lesson]
        lines += [f"  {one.item} {one.title}: {_in_words(one)}", *(f"    {unit}: {_counted(counts)}" for unit, counts in one.counts.items())]
    return "\n".join(lines)


def _in_words(one: Pooled) -> str:
    said = [f"{one.answered} answered", _counted(one.outcomes)]
    if one.pairs_alike is not None:
        said.append(f"{100 * one.pairs_alike:.0f} % of pairs alike")
    if one.alpha is not None:
        said.append(f"alpha {one.alpha}")
    if one.sure is not None:
        said.append(f"sure (median) {one.sure:g} %")
    return "; ".join(part for part in said if part)


def _counted(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{name} {n}" for name, n in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def _rounded(value: float | None) -> float | None:
    return None if value is None else float(three(value))


def write(folder: Path, work: ClassWork, pooled: Iterable[Pooled]) -> tuple[Path, Path]:
    """``pool.txt`` and ``pool.json`` in a folder.

    Raises:
        OSError: they cannot be written.
    """
    pooled = tuple(pooled)
    folder.mkdir(parents=True, exist_ok=True)
    text, data = folder / "pool.txt", folder / "pool.json"
    text.write_text(clean(report(work, pooled)) + "\n", encoding="utf-8")
    data.write_text(json.dumps(as_json(work, pooled), indent=1) + "\n", encoding="utf-8")
    return text, data


def clean(said: str) -> str:
    """File names may hold bytes that are no characters."""
    return said.encode("utf-8", "replace").decode()
