"""Lesson 12: the figures of its prose are the record's, nobody's ledger stands in it, and the author gets no score."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from opedlab import records
from opedlab.context.forecasts import wilson
from opedlab.context.predictions import Predictions
from opedlab.context.scored_sets import author_record, counts, scored
from opedlab.items.bank import Bank

ROOT = Path(__file__).resolve().parents[2]
SLUG = "12-opening-the-ledger"


@pytest.fixture(scope="module")
def predictions() -> Predictions:
    return records.load(ROOT / "source_texts" / "schake-2024" / "predictions.yaml", Predictions)


@pytest.fixture(scope="module")
def lesson() -> str:
    return " ".join((ROOT / "lessons" / f"{SLUG}.md").read_text(encoding="utf-8").split())


def test_the_counts_of_her_rows_are_the_record_s(lesson: str, predictions: Predictions) -> None:
    found = counts(author_record(predictions))
    assert (found["lenient"]["yes"], found["strict"]["yes"], found["strict"]["no"], found["strict"]["unclear"]) == (13, 2, 7, 8)
    assert "By the lenient line 13 of the 17 are a yes, by the strict one two." in lesson and "seven are a no and eight unclear" in lesson
    assert [sum(p.asserted_by == who for p in predictions) for who in ("author", "reported", "course")] == [17, 3, 12]
    assert "Of the 32 rows in the record she asserts 17" in lesson and "three she reports, twelve are ours" in lesson


def test_four_lenient_tests_had_been_met_before_she_wrote(lesson: str, predictions: Predictions) -> None:
    """P19 and P26 have a history, too, but it does not meet their lenient test: one *more* exercise, one who goes over."""
    met = [p.id for p in predictions if p.asserted_by == "author" and p.known_already and p.thresholds.lenient.outcome == "yes" and p.id != "P19"]
    assert met == ["P17", "P22", "P23", "P24"] and "four of the lenient tests had been met before she wrote" in lesson


def test_seven_of_the_twelve_happened_at_either_line(lesson: str, predictions: Predictions) -> None:
    bank = records.load(ROOT / "exercises" / "items" / "00-sealed-forecasts.yaml", Bank)
    ledger = [item.prediction for item in bank if item.kind == "forecast" and item.in_ledger]
    for line in ("lenient", "strict"):
        assert sum(scored((predictions[one] for one in ledger), line).values()) == 7 and len(ledger) == 12
    assert f"{7 / 12 * 5 / 12:.3f}" == "0.243" and "0.243 for whoever answered all" in lesson


def test_three_of_four_fit_anything_from_30_to_95(lesson: str) -> None:
    assert [round(100 * end) for end in wilson(3, 4)] == [30, 95] and "anything from 30 to 95 per cent would fit" in lesson


def test_the_worked_example_s_four_scores(lesson: str) -> None:
    assert [round((p - o) ** 2, 2) for p in (0.4, 0.7) for o in (1, 0)] == [0.36, 0.16, 0.09, 0.49]
    assert "scores 0.36 if the row counts as a yes, 0.16 if as a no. One who hears 70: 0.09 and 0.49." in lesson


def test_no_row_of_the_lesson_joins_p01_and_p02() -> None:
    for folder in ("lessons", "solutions"):
        cells = re.findall(r"```\{code-cell\}.*?```", (ROOT / folder / f"{SLUG}.md").read_text(encoding="utf-8"), re.DOTALL)
        assert not any('"P01"' in cell and '"P02"' in cell for cell in cells)
