"""Scores of probability forecasts, against values worked out by hand and by others."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opedlab.context.forecasts import NotAProbability, NothingToScore, Resolved, brier, brier_1950, calibration, murphy, skill, wilson


def made(*rows: tuple[float, int, int]) -> list[Resolved]:
    """Forecasts from (percent, how many, how many of them happened)."""
    return [Resolved(percent, n < events) for percent, count, events in rows for n in range(count)]


forecasts = st.lists(st.builds(Resolved, st.integers(0, 100), st.booleans()), min_size=1, max_size=60)


def test_brier_score_of_three_forecasts_worked_out_by_hand():
    # (0.9-1)^2 = 0.01, (0.6-0)^2 = 0.36, (0.2-0)^2 = 0.04; the mean is 0.41 / 3
    found = [Resolved(90, True), Resolved(60, False), Resolved(20, False)]
    assert brier(found) == pytest.approx(0.41 / 3)
    assert brier_1950(found) == pytest.approx(0.82 / 3)


def test_always_50_earns_a_quarter_and_no_skill_whatever_happens():
    for events in range(5):
        assert brier(made((50, 4, events))) == 0.25
        assert skill(made((50, 4, events))) == 0


def test_skill_is_one_for_the_certain_and_right_and_minus_three_for_the_certain_and_wrong():
    assert skill([Resolved(100, True), Resolved(0, False)]) == 1
    assert skill([Resolved(100, False), Resolved(0, True)]) == -3


def test_murphy_parts_of_a_calibrated_forecaster_worked_out_by_hand():
    # five times 80 with four events, five times 20 with one: REL 0, RES (10 * 0.3^2) / 10, UNC 0.5 * 0.5
    parts = murphy(made((80, 5, 4), (20, 5, 1)))
    assert (parts.reliability, parts.resolution, parts.uncertainty) == pytest.approx((0, 0.09, 0.25), abs=1e-12)
    assert parts.brier == pytest.approx(0.16)
    assert parts.groups == 2


def test_murphy_parts_of_an_overconfident_forecaster_worked_out_by_hand():
    # four times 90 with two events, four times 10 with none; base rate 0.25
    # REL (4 * 0.4^2 + 4 * 0.1^2) / 8, RES (4 * 0.25^2 + 4 * 0.25^2) / 8, UNC 0.25 * 0.75, BS 1.68 / 8
    parts = murphy(made((90, 4, 2), (10, 4, 0)))
    assert (parts.reliability, parts.resolution, parts.uncertainty) == pytest.approx((0.085, 0.0625, 0.1875))
    assert parts.brier == pytest.approx(0.21)


@given(forecasts)
def test_groups_of_equal_forecasts_give_the_score_exactly(found):
    parts = murphy(found)
    assert parts.brier == pytest.approx(parts.reliability - parts.resolution + parts.uncertainty, abs=1e-12)
    assert parts.remainder == 0


@given(forecasts, st.sampled_from([5, 10, 20, 25, 50, 100]))
def test_the_remainder_of_bins_is_their_inner_variance_less_twice_their_inner_covariance(found, width):
    # Stephenson, Coelho and Jolliffe (2008), computed here from the definition, not from the difference
    bins: dict[int, list[Resolved]] = {}
    for forecast in found:
        bins.setdefault(min(int(forecast.percent // width), 100 // width - 1), []).append(forecast)
    inner = 0.0
    for group in bins.values():
        mean, share = sum(f.percent for f in group) / len(group) / 100, sum(f.happened for f in group) / len(group)
        inner += sum((f.percent / 100 - mean) ** 2 - 2 * (f.percent / 100 - mean) * (f.happened - share) for f in group)
    parts = murphy(found, width=width)
    assert parts.remainder == pytest.approx(inner / len(found), abs=1e-12)
    assert parts.brier == pytest.approx(parts.reliability - parts.resolution + parts.uncertainty + parts.remainder, abs=1e-12)


def test_bins_report_a_remainder_where_forecasts_in_a_bin_differ():
    found = [Resolved(61, True), Resolved(69, False)]
    assert murphy(found).remainder == 0
    assert abs(murphy(found, width=10).remainder) > 0.01


@given(st.floats(0, 100), st.floats(0, 1))
def test_the_rule_is_proper(report, belief):
    def expected(percent: float) -> float:
        return belief * Resolved(percent, True).squared_error + (1 - belief) * Resolved(percent, False).squared_error

    assert expected(100 * belief) <= expected(report) + 1e-12


@given(forecasts)
def test_calibration_counts_every_forecast_once(found):
    bins = calibration(found)
    assert [b.low for b in bins] == list(range(0, 100, 10))
    assert sum(b.count for b in bins) == len(found)
    assert sum(b.happened for b in bins) == sum(f.happened for f in found)
    assert all((b.count == 0) == (b.share is None) == (b.interval is None) for b in bins)


def test_bins_hold_their_lower_edge_and_the_last_one_holds_100():
    counts = {b.low: b.count for b in calibration([Resolved(p, True) for p in (0, 9.9, 10, 90, 100)])}
    assert (counts[0], counts[10], counts[90]) == (2, 1, 2)


@pytest.mark.parametrize(
    ("happened", "count", "low", "high"),
    # R. G. Newcombe (1998), Statistics in Medicine 17, 857-872, table I, method 3 (score interval)
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_intervals_agree_with_published_ones(happened, count, low, high):
    assert wilson(happened, count) == pytest.approx((low, high), abs=5e-5)


@given(st.integers(1, 80).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson_intervals_hold_the_share_and_mirror(case):
    happened, count = case
    low, high = wilson(happened, count)
    assert 0 <= low <= happened / count + 1e-12 and happened / count - 1e-12 <= high <= 1
    assert wilson(count - happened, count) == pytest.approx((1 - high, 1 - low), abs=1e-9)


@pytest.mark.parametrize("percent", [130, -1, math.nan, math.inf, "80", None, True])
def test_a_probability_of_130_is_none(percent):
    with pytest.raises(NotAProbability, match="0 to 100"):
        Resolved(percent, True)


def test_nothing_resolved_is_said_and_not_scored_as_zero():
    for score in (brier, murphy, skill):
        with pytest.raises(NothingToScore, match="no resolved forecast"):
            score([])
    assert [b.count for b in calibration([])] == [0] * 10


def test_bin_widths_that_leave_a_piece_are_refused():
    for width in (0, 30, 120, -10):
        with pytest.raises(ValueError, match="whole bins"):
            calibration([Resolved(50, True)], width=width)
