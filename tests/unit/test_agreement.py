"""Agreement against published numbers, against the library resample by resample, and where it is not defined."""

from __future__ import annotations

import math
import os
from pathlib import Path

import krippendorff
import numpy as np
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from opedlab.answers.agreement import (
    ALL_ALIKE,
    NO_PAIR,
    Measure,
    alpha,
    by_unit,
    expected_by_chance,
    kappa,
    most_divided,
    percent,
    resampled,
    span_agreement,
    three,
    together,
)
from opedlab.translation.annotation import Span

N = None
CLASSIC = {
    "A": [1, 2, 3, 3, 2, 1, 4, 1, 2, N, N, N],
    "B": [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, N, 3],
    "C": [N, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, N],
    "D": [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, N],
}


def labelled(table: dict[str, list]) -> dict[str, dict[str, str]]:
    return {who: {f"u{n:02}": str(v) for n, v in enumerate(row) if v is not None} for who, row in table.items()}


@pytest.mark.parametrize(("level", "wanted"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849)])
def test_the_classic_example(level: str, wanted: float) -> None:
    found = alpha(labelled(CLASSIC), list("12345"), level)
    assert round(found.value, 3) == wanted
    assert found.low < found.value <= found.high <= 1
    assert alpha(labelled(CLASSIC), list("12345"), level) == found, "seeded"
    assert alpha(labelled(CLASSIC), list("12345"), level, samples=0).low is None


def test_kappa_by_hand() -> None:
    """Two by two: 20 yes/yes, 5 yes/no, 10 no/yes, 15 no/no: observed .70, expected .50, kappa .40."""
    pairs = [("y", "y")] * 20 + [("y", "n")] * 5 + [("n", "y")] * 10 + [("n", "n")] * 15
    first, second = ({f"u{n}": pair[k] for n, pair in enumerate(pairs)} for k in (0, 1))
    assert kappa(first, second).value == pytest.approx(0.4)
    assert expected_by_chance(first, second) == pytest.approx(0.5)
    assert percent({"a": first, "b": second}).value == pytest.approx(0.7)


def test_perfect_and_systematically_opposed() -> None:
    same = labelled({"A": list("xyxyxyzz"), "B": list("xyxyxyzz")})
    assert percent(same).value == kappa(same["A"], same["B"]).value == alpha(same, list("xyz")).value == 1
    opposed = labelled({"A": list("xyxyxy"), "B": list("yxyxyx")})
    assert percent(opposed).value == 0 and kappa(opposed["A"], opposed["B"]).value == -1
    assert alpha(opposed, list("xy")).value == pytest.approx(1 - 11 / 6), "below zero: 1 − (2n − 1)(…) for twelve values half and half"


def test_a_dominant_category_makes_high_percent_and_low_kappa() -> None:
    pairs = [("n", "n")] * 80 + [("y", "n")] * 10 + [("n", "y")] * 10
    first, second = ({f"u{n}": pair[k] for n, pair in enumerate(pairs)} for k in (0, 1))
    assert percent({"a": first, "b": second}).value == 0.8 and kappa(first, second).value == pytest.approx(-1 / 9)


@pytest.mark.parametrize(
    ("labels", "why"),
    [
        (labelled({"A": list("xyx")}), NO_PAIR),
        ({}, NO_PAIR),
        ({"A": {"u1": "x"}, "B": {"u2": "y"}}, NO_PAIR),
        (labelled({"A": list("xxx"), "B": list("xxx")}), ALL_ALIKE),
        ({"A": {"u1": "x", "u2": "y"}, "B": {"u1": "x"}}, ALL_ALIKE),
    ],
    ids=["one annotator", "nobody", "no unit in common", "constant", "constant where it can be paired"],
)
def test_what_is_not_defined_says_so_in_words(labels: dict, why: str) -> None:
    found = alpha(labels, list("xy"))
    assert found == Measure(None, why) and str(found) == why and "nan" not in str(found).lower()
    if why == NO_PAIR:
        assert percent(labels) == Measure(None, NO_PAIR)
        assert kappa(labels.get("A", {}), labels.get("B", {})) == Measure(None, NO_PAIR)
    else:
        assert percent(labels).value == 1 and kappa(labels["A"], labels["B"]) == Measure(None, ALL_ALIKE)


def test_resamples_without_variation_are_counted_and_make_no_nan() -> None:
    found = alpha(labelled({"A": list("xxxxxy"), "B": list("xxxxxy")}), list("xy"))
    assert found.value == 1 and found.low == found.high == 1 and found.undefined_samples > 200


TABLES = st.lists(st.lists(st.integers(0, 3), min_size=3, max_size=3).filter(lambda row: sum(row) > 1), min_size=3, max_size=9)


@settings(max_examples=25, deadline=None)
@given(TABLES, st.sampled_from(["nominal", "ordinal", "interval"]))
def test_every_resample_is_what_the_library_says(table: list[list[int]], level: str) -> None:
    counts = np.array(table, dtype=float)
    ours = resampled(counts, np.arange(3.0), level, 20, 7)
    times = np.random.default_rng(7).multinomial(len(counts), np.full(len(counts), 1 / len(counts)), size=20)
    for mine, drawn in zip(ours, times, strict=True):
        rows = np.repeat(counts, drawn, axis=0)
        if (rows.sum(axis=0) > 0).sum() < 2:
            assert math.isnan(mine)
        else:
            assert mine == pytest.approx(krippendorff.alpha(value_counts=rows, level_of_measurement=level), abs=1e-9)


def test_units_and_the_worst_of_them() -> None:
    labels = {"A": {"u1": "x", "u2": "x", "u3": "x"}, "B": {"u1": "x", "u2": "y", "u3": "x"}, "C": {"u1": "x", "u2": "z", "u3": "y", "u4": "x"}}
    assert [(u.unit, u.share) for u in by_unit(labels)] == [("u1", 1), ("u2", 0), ("u3", pytest.approx(1 / 3)), ("u4", None)]
    assert [u.unit for u in most_divided(by_unit(labels))][:2] == ["u2", "u3"]
    assert percent(labels).value == pytest.approx(4 / 9)


def test_units_put_together_pair_within_a_unit_alone() -> None:
    labels = {"A": {"m1/x": "2", "m2/x": "4"}, "B": {"m1/x": "2", "m3/y": "1"}, "C": {"m1/x": "3"}}
    of = {unit.unit: unit for unit in together(by_unit(labels), lambda unit: unit.partition("/")[2])}
    assert of["x"].counts == {"2": 2, "3": 1, "4": 1} and of["x"].share == pytest.approx(1 / 3), "the 4 is of another memo and has no pair"
    assert of["y"].share is None


def test_numbers_are_printed_plainly() -> None:
    assert [three(n) for n in (0.7434, -0.0001, -0.25, 1.0)] == ["0.743", "0.000", "-0.250", "1.000"]


def test_spans_with_a_tolerance() -> None:
    a = [Span(18, 3, 5), Span(18, 20, 24), Span(23, 0, 2)]
    b = [Span(18, 3, 6), Span(18, 22, 24), Span(24, 0, 2)]
    assert [span_agreement(a, b, t).f1 for t in (0, 1, 2)] == [0, pytest.approx(1 / 3), pytest.approx(2 / 3)]
    assert span_agreement(a, b, 2) == span_agreement(a, b, 2)
    assert span_agreement(a, b, 9).both == ((0, 0), (1, 1)), "never across blocks"
    assert span_agreement([], []).f1 is None and span_agreement(a, []).f1 == 0
    assert span_agreement(a, b, 2, same=lambda x, y: False).f1 == 0


def test_as_many_spans_are_paired_as_can_be() -> None:
    """The first mark fits two and one of them perfectly; were it to keep that one, the other mark would have no partner."""
    a, b = [Span(1, 10, 12), Span(1, 9, 11)], [Span(1, 10, 12), Span(1, 11, 13)]
    assert span_agreement(a, b, 1).f1 == 1
    assert span_agreement(b, a, 1).f1 == 1


def test_the_blind_readings_of_the_dossier_come_out_the_same() -> None:
    """Three readers of 69 phrases: .885; with the dossier as a fourth, who had another question in mind: .629."""
    file = os.environ.get("OPEDLAB_READINGS")
    if not file:
        pytest.skip("the dossier is not part of the project; OPEDLAB_READINGS names its agreement.yaml")
    rows = yaml.safe_load(Path(file).read_text(encoding="utf-8"))["phrases"]
    fault = ["fault", "fine"]
    labels = {f"r{k}": {row["id"]: fault[k >= row["readers_marking_fault"]] for row in rows} for k in range(3)}
    assert round(alpha(labels, fault, samples=0).value, 3) == 0.885
    labels["dossier"] = {row["id"]: fault[row["in_dossier"] != "fault"] for row in rows}
    assert round(alpha(labels, fault, samples=0).value, 3) == 0.629
