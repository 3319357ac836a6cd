"""Agreement that a student moves with one number: two readers on a two-by-two, and marks that nearly meet."""

from __future__ import annotations

import html

from opedlab.answers.agreement import alpha, expected_by_chance, kappa, percent, span_agreement, three
from opedlab.context.annotators import Annotators, MarkedBy
from opedlab.course import Course
from opedlab.records import compiled
from opedlab.translation.annotation import Span
from opedlab.views.agreement_sheet import in_per_cent
from opedlab.views.figures.base import Table, counted, table_html, table_lines
from opedlab.views.markup import Shown, notice

MOST = 10_000
YES, NO = "marked", "left"


def two_readers(both: int, only_first: int, only_second: int, neither: int) -> Shown:
    """Two readers and two categories: the table with its margins, then what three measures make of it.

    Raises:
        ValueError: a number that is none, below zero, or so many that it is a slip.
    """
    cells = (both, only_first, only_second, neither)
    if not all(isinstance(n, int) and not isinstance(n, bool) and 0 <= n <= MOST for n in cells) or not 1 <= sum(cells) <= MOST:
        raise ValueError(f"the four numbers are whole, none is below 0, and together they are 1 to {MOST}; change one and press Shift+Enter")
    first, second = _labels(
        [YES] * both + [YES] * only_first + [NO] * (only_second + neither), [YES] * both + [NO] * only_first + [YES] * only_second + [NO] * neither
    )
    table = Table(("", "second marks", "second leaves", "sum"), (
        ("first marks", f"{both}", f"{only_first}", f"{both + only_first}"),
        ("first leaves", f"{only_second}", f"{neither}", f"{only_second + neither}"),
        ("sum", f"{both + only_second}", f"{only_first + neither}", f"{sum(cells)}"),
    ), (1, 2, 3))  # fmt: skip
    labels = {"first": first, "second": second}
    chance, found = expected_by_chance(first, second), kappa(first, second)
    said = [
        f"They agree on {both + neither} of {sum(cells)} phrases: {in_per_cent(percent(labels))}.",
        f"Two who mark as often, and without looking, would agree on {100 * (chance or 0):.0f} %.",
        f"Cohen's kappa: {found}. Krippendorff's alpha: {alpha(labels, [YES, NO], samples=0)}.",
    ]
    if both + only_first + only_second:
        said.append(f"Of {counted(both + only_first + only_second, 'phrase')} that anybody marked, both marked {both}.")
    plain = "\n".join([*table_lines(table), *said])
    return Shown(plain, table_html(table) + "".join(f"<p>{html.escape(one)}</p>" for one in said))


def _labels(*columns: list[str]) -> tuple[dict[str, str], ...]:
    return tuple({f"u{n}": said for n, said in enumerate(column)} for column in columns)


def open_spans(course: Course, tolerance: int) -> Shown:
    """The course's own sentence.

    Raises:
        RecordFaults: the record is broken.
        ValueError: as ``spans``.
    """
    return spans(compiled(course.context / "annotators.yaml", Annotators, course.compiled), tolerance)


def spans(record: Annotators, tolerance: int) -> Shown:
    """Two annotators' marks in one sentence, and which of them mean the same place at that tolerance, in words.

    Raises:
        ValueError: a tolerance that is no whole number from 0 to 20.
    """
    if not isinstance(tolerance, int) or isinstance(tolerance, bool) or not 0 <= tolerance <= 20:
        raise ValueError("the tolerance is a whole number of words from 0 to 20; change it and press Shift+Enter")
    case, (first, second) = record.spans, ([Span(1, mark.start, mark.end) for mark in one.marks] for one in record.spans.by)
    found = span_agreement(first, second, tolerance)
    words = case.sentence.split()
    lines = [f"{case.about} (The annotators are invented.)", case.sentence, *(f"{one.name} marks: {_marked(one, words)}" for one in case.by)]
    f1 = "no value, for nobody marked anything" if found.f1 is None else three(found.f1)
    lines.append(
        f"Marks mean the same place if either end is off by at most {counted(tolerance, 'word')}: {counted(len(found.both), 'pair')} of marks; "
        f"{len(found.only_first)} of {case.by[0].name}'s marks and {len(found.only_second)} of {case.by[1].name}'s stand alone. F1: {f1}."
    )
    return notice("\n".join(lines))


def _marked(one: MarkedBy, words: list[str]) -> str:
    return "; ".join(f"“{' '.join(words[mark.start : mark.end])}”" for mark in one.marks)
