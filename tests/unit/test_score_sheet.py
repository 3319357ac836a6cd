"""Scores of a reader, a class and a lucky hand; and what a day, a line or a reading does to a verdict."""

from __future__ import annotations

import datetime
import itertools
import math
import random

import pytest
from attrs import evolve

from opedlab import course
from opedlab.context.forecasts import NotAProbability, NothingToScore, Resolved, brier
from opedlab.context.predictions import Prediction, Predictions
from opedlab.context.score_sheet import FEWEST_CLASSMATES, best_guesser, class_sheet, crowd, sheet
from opedlab.context.verdicts import NotHers, read_as, verdict_by
from opedlab.records import load

HAPPENED = {"a": True, "b": False, "c": True}


@pytest.fixture(scope="module")
def predictions() -> Predictions:
    return load(course.find().article / "predictions.yaml", Predictions)


# --- scores ---------------------------------------------------------------------------------------------------------


def test_a_sheet_scores_what_has_an_outcome_and_leaves_out_the_rest() -> None:
    found = sheet({"a": 90, "b": 20, "z": 100}, HAPPENED)
    assert found.scores == pytest.approx({"a": 0.01, "b": 0.04})
    assert found.brier == pytest.approx(0.025)
    parts = found.parts
    assert parts.reliability - parts.resolution + parts.uncertainty + parts.remainder == pytest.approx(found.brier)
    with pytest.raises(NothingToScore):
        sheet({"z": 100}, HAPPENED)


@pytest.mark.parametrize("happened", [True, False])
def test_the_mean_forecast_never_scores_worse_than_its_members_on_average(happened: bool) -> None:
    chance = random.Random(1950)
    for _ in range(200):
        said = [chance.uniform(0, 100) for _ in range(chance.randint(1, 40))]
        found = crowd(said, happened)
        assert found.of_members == pytest.approx(found.of_mean + found.apart, abs=1e-12)
        assert found.of_mean <= found.of_members + 1e-12
        assert found.of_members == pytest.approx(brier(Resolved(p, happened) for p in said))


def test_the_mean_need_not_beat_most_members() -> None:
    found = crowd([90, 90, 90, 0], True)
    assert (found.better, found.members) == (3, 4)


def test_a_crowd_of_nobody_and_a_forecast_off_the_scale_are_refused() -> None:
    with pytest.raises(NothingToScore):
        crowd([], True)
    with pytest.raises(NotAProbability):
        crowd([50, 101], True)


def test_a_class_is_pooled_from_three_members_on_and_sorted_without_names() -> None:
    members = [{"a": 90, "b": 10}, {"a": 50, "b": 50}, {"a": 10, "b": 90, "z": 3}]
    assert FEWEST_CLASSMATES == 3 and class_sheet(members[:2], HAPPENED) is None
    found = class_sheet(members, HAPPENED)
    assert found is not None and found.members == pytest.approx((0.01, 0.25, 0.81))
    assert found.of_mean == pytest.approx(0.25) and found.better == 1
    assert found.of_mean <= found.average


def test_the_best_of_many_coin_tossers_is_the_binomial_s() -> None:
    people, events = 2, 3
    hands = list(itertools.product([0, 1], repeat=people * events))
    best = [max(sum(hand[:events]), sum(hand[events:])) for hand in hands]
    found = best_guesser(people, events, 70)
    share = sum(b >= found.right for b in best) / len(best)
    assert found.chance == pytest.approx(share) and share >= 0.5
    assert sum(b >= found.right + 1 for b in best) / len(best) < 0.5
    assert found.score == pytest.approx((found.right * 0.09 + (events - found.right) * 0.49) / events)


def test_thirty_coin_tossers_and_twelve_events() -> None:
    """The figures that lesson 12 prints."""
    found = best_guesser(30, 12)
    assert (found.right, round(found.score, 3), round(found.chance, 3)) == (9, 0.19, 0.897)
    for wrong in ({"people": 0, "events": 12}, {"people": 30, "events": 1001}):
        with pytest.raises(ValueError, match="from 1 to 1000"):
            best_guesser(**wrong)
    with pytest.raises(NotAProbability):
        best_guesser(30, 12, 40)


# --- verdicts -------------------------------------------------------------------------------------------------------


def by(row: Prediction, day: str) -> str:
    return verdict_by(row, datetime.date.fromisoformat(day)).outcome


def test_at_its_own_horizon_every_row_keeps_its_outcome(predictions: Predictions) -> None:
    for row in predictions:
        assert verdict_by(row, row.horizon).outcome == row.outcome, row.id


def test_an_earlier_day_takes_a_yes_away_and_a_later_one_may_outrun_the_sources(predictions: Predictions) -> None:
    assert [by(predictions["P14"], day) for day in ("2025-11-05", "2026-02-10", "2026-02-28")] == ["no", "unclear", "yes"]
    assert [by(predictions["P13"], day) for day in ("2025-06-30", "2026-01-16", "2026-06-30")] == ["no", "no", "unclear"]
    assert by(predictions["P02"], "2024-11-16") == "yes", "for twelve days no step had been taken"
    assert by(predictions["P16"], "2025-06-30") == "partly"
    with pytest.raises(ValueError, match="not after 2024-11-05"):
        by(predictions["P14"], "2024-11-05")


def test_her_words_are_scored_line_by_line_and_only_where_they_are_hers(predictions: Predictions) -> None:
    low, high = read_as(predictions["P17"], [30, 60])
    assert (low.lenient, low.strict, high.lenient, high.strict) == pytest.approx((0.49, 0.09, 0.16, 0.36))
    assert read_as(predictions["P27"], [60])[0].strict is None, "an unclear line is not scored"
    for other in ("P02", "P11"):
        with pytest.raises(NotHers, match=other):
            read_as(predictions[other], [50])


def test_a_row_that_came_true_in_part_is_never_one_half(predictions: Predictions) -> None:
    row = evolve(predictions["P16"], outcome="partly")
    scores = read_as(row, [50])[0]
    assert scores.lenient == pytest.approx(0.25) and scores.strict is None
    assert not math.isnan(scores.lenient)
