"""How far the course's own blind readings of its phrases agree, and what a fourth list with another question does to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from opedlab.answers.agreement import Labels, Level, alpha, percent
from opedlab.translation.caveats import Caveats
from opedlab.views.agreement_sheet import in_per_cent
from opedlab.views.figures.base import Table
from opedlab.views.markup import Shown
from opedlab.views.tables.base import tabled

FAULT, FINE = "fault", "fine"
SEVERITIES = ("none", "minor", "major", "critical")


def drawn(catalogue: Caveats, sources: Mapping[str, str]) -> Shown:
    """The readers with each other, by two scales; then with the list that the course had drawn up before."""
    read = [(row, FAULT) for row in catalogue.caveats if row.readings] + [(row, FINE) for row in catalogue.decoys if row.readings]
    readers = range(max(row.readings.of for row, _ in read))
    judged: Labels = {f"reader {n}": {row.id: FAULT if n < row.readings.marked else FINE for row, _ in read} for n in readers}
    severe: Labels = {f"reader {n}": {row.id: _severity(row, n) for row, _ in read} for n in readers}
    list_too: Labels = {**judged, "our list": {row.id: listed for row, listed in read}}
    table = Table(("who, and what", "phrases", "pairs that agree", "Krippendorff's alpha, with its interval"), (
        _row("three readers: a fault, or fine", judged, (FAULT, FINE), "nominal"),
        _row("three readers: how severe", severe, SEVERITIES, "ordinal"),
        _row("the readers and our first list: a fault, or fine", list_too, (FAULT, FINE), "nominal"),
    ), (1,))  # fmt: skip
    remark = (
        "The readings were machine-assisted and blind; readers were asked what a good paper would not print. Our list had been drawn up before, to find "
        "every shift, however slight, with decoys that only look like one. Nobody changed a judgement between the rows. Readers are told apart only by how "
        "many of them marked a phrase."
    )
    return tabled("Three readers agree with each other, and not with a list made for another question", remark, table, sources)


def _severity(row: Any, reader: int) -> str:
    return row.readings.severities[reader] if reader < row.readings.marked else "none"


def _row(name: str, labels: Labels, categories: Sequence[str], level: Level) -> tuple[str, ...]:
    units = len({unit for marks in labels.values() for unit in marks})
    return (name, str(units), in_per_cent(percent(labels)), str(alpha(labels, categories, level)))
