"""Tables: rows as the record has them, sources under them, and a readable line where a name is wrong."""

from __future__ import annotations

import pytest

from opedlab.context.predictions import Predictions
from opedlab.course import Course
from opedlab.records import load
from opedlab.translation.standards import Standards
from opedlab.views.tables import NAMES, draw
from opedlab.views.tables.forecasting import latest


@pytest.mark.parametrize("name", NAMES)
def test_every_table_has_its_sources_and_the_same_words_in_both_forms(real: Course, name: str) -> None:
    shown = draw(real, name)
    assert "<th scope=" in shown.html and "sources.md#" in shown.html and "Sources: " in shown.plain


def test_standards_are_the_record_s(real: Course) -> None:
    shown = draw(real, "standards")
    for row in load(real.context / "standards.yaml", Standards).standards:
        assert row.name in shown.plain and row.says in shown.plain
        assert not row.not_seen or row.not_seen in shown.plain


def test_an_unknown_table_names_the_nearest(real: Course) -> None:
    with pytest.raises(KeyError, match="Did you mean standards"):
        draw(real, "standard")


def test_the_ledger_is_filtered_by_verdict_and_block(real: Course) -> None:
    whole, contradicted, block = draw(real, "claims"), draw(real, "claims", verdict="contradicted"), draw(real, "claims", block=24)
    assert "c13b" in contradicted.plain and "c29c" in contradicted.plain and "c24b" not in contradicted.plain
    assert "c24b" in block.plain and "c29c" not in block.plain
    assert "All of them" in whole.plain and "c24b" in whole.plain and "c29c" in whole.plain


@pytest.mark.parametrize(
    ("name", "options", "said"),
    [
        ("claims", {"verdict": "contestd"}, 'did you mean "contested"'),
        ("claims", {"block": 14}, "no claim in block 14; try another number"),
        ("evidence", {"claim": "c29x"}, "did you mean"),
    ],
)
def test_a_wrong_filter_says_what_would_do(real: Course, name: str, options: dict[str, object], said: str) -> None:
    with pytest.raises((KeyError, ValueError), match=said):
        draw(real, name, **options)


def test_a_claim_with_two_questions_shows_which_one(real: Course) -> None:
    assert "Did Washington take a new step" in draw(real, "evidence", claim="c11b-b").plain


def test_treaties_say_whom_they_bound_on_the_day_and_not_what_came_of_them(real: Course) -> None:
    shown = draw(real, "treaties").plain
    assert "not in force" in shown and "4 December 2024" not in shown


def test_shares_leave_out_what_was_printed_later(real: Course) -> None:
    shown = draw(real, "shares").plain
    assert "| 2.3 | 6.3 |" in shown and "Wall Street Journal" not in shown


def test_every_outcome_is_listed_with_its_latest_source_and_how_far_the_sources_reach(real: Course) -> None:
    rows = load(real.article / "predictions.yaml", Predictions)
    lines = draw(real, "outcomes").plain.splitlines()
    for row in rows:
        line = next(line for line in lines if line.startswith(f"{row.id} "))
        assert line.endswith(f" | {row.as_far_as}") and f" | {row.outcome} | " in line
        assert any(f" | {finding.date}, {finding.who_says}" in line for finding in row.evidence)
        if row.content_note:
            assert row.content_note in draw(real, "outcomes").plain
    assert latest(rows["P01"]).date == "2024-11-19", "a bare month is not later than a day in it"


def test_her_rows_are_counted_at_each_line_and_get_no_score(real: Course) -> None:
    lenient, strict = (draw(real, "outcomes", by="author", threshold=name).plain for name in ("lenient", "strict"))
    assert "13 yes, 3 no, 1 unclear" in lenient and "2 yes, 7 no, 8 unclear" in strict
    assert "she gave no probabilities" in lenient and "The same thought as P13" in lenient
    assert "Brier" not in lenient


@pytest.mark.parametrize(
    ("name", "options", "what"),
    [
        ("outcomes", {"by": "hers"}, "author, reported, course"), ("outcomes", {"threshold": "soft"}, "lenient"), ("outcomes", {"only": ["P99"]}, "P99"),
        ("two-readings", {"row": "P02"}, "no words of hers"), ("two-readings", {"say": [130]}, "0 to 100"), ("by-day", {"day": "soon"}, "2024-11-05"),
        ("crowd", {"say": []}, "at least one"), ("guessers", {"people": 0}, "1 to 1000"),
    ],
)  # fmt: skip
def test_what_a_table_cannot_show_is_said_in_one_line(real: Course, name: str, options: dict, what: str) -> None:
    with pytest.raises((KeyError, ValueError), match=what):
        draw(real, name, **options)
