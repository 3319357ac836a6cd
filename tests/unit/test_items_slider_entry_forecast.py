"""Marking of sliders, typed answers and forecasts."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opedlab.context.predictions import Predictions
from opedlab.course import find
from opedlab.items import forecast, slider, text_entry
from opedlab.items.model import NotAnAnswer
from opedlab.items.numbers import NoNumber, readings
from opedlab.records import load, structure
from opedlab.translation.yardsticks import Yardsticks
from opedlab.views.twin import content, outcome, solution, twin

COMMON = {"title": "A title", "objective": "99.1", "minutes": "2", "prompt": "A question?"}
ZONES = [
    {"up_to": "10", "tempts": "Low tempts.", "wrong_because": "Too low."},
    {"up_to": "25", "correct": "true", "feedback": "There."},
    {"up_to": "100", "tempts": "High tempts.", "wrong_because": "Too high."},
]
EXPECTED = {
    "low": "55", "high": "80", "tolerance": "5",
    "feedback": "right", "narrower": "narrower", "wider": "wider", "lower": "lower", "higher": "higher",
}  # fmt: skip


def made(cls, **fields):
    found = structure({"id": "X1", **COMMON, **fields}, cls, "x.yaml")
    assert not found.faults, found.faults
    return found.value


def faults(cls, **fields):
    return [str(fault) for fault in structure({"id": "X1", **COMMON, **fields}, cls, "x.yaml").faults]


def value_slider(**fields):
    return made(slider.Slider, kind="slider", ask="value", **fields)


def range_slider(**fields):
    return made(slider.Slider, kind="slider", ask="range", **fields)


def said(marking):
    return " ".join(remark.text for remark in marking.remarks)


# --- slider ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "answered", "score"),
    [(0, "Too low", 0), (10, "Too low", 0), (10.5, "There", 1), (25, "There", 1), (26, "Too high", 0), (100, "Too high", 0)],
)
def test_a_value_is_answered_by_its_zone_and_a_border_belongs_to_the_zone_below(value, answered, score):
    marking = slider.mark(value_slider(zones=ZONES), value)
    assert answered in said(marking) and marking.score == score


@pytest.mark.parametrize(
    ("low", "high", "answered"),
    [
        (55, 80, "right"), (50, 85, "right"), (60, 75, "right"),
        (61, 75, "narrower"), (55, 70, "narrower"), (65, 65, "narrower"),
        (40, 90, "wider"), (40, 80, "wider"), (55, 95, "wider"),
        (52, 70, "narrower"), (58, 95, "wider"), (20, 45, "lower"), (30, 70, "lower"), (70, 95, "higher"), (90, 99, "higher"),
    ],
)  # fmt: skip
def test_each_way_to_miss_a_range_has_its_own_answer(low, high, answered):
    marking = slider.mark(range_slider(expected=EXPECTED), {"low": low, "high": high})
    assert [remark.text for remark in marking.remarks] == [answered]
    assert (marking.outcome == "right") == (answered == "right")


@given(st.tuples(st.integers(0, 100), st.integers(0, 100)).map(sorted))
def test_every_range_gets_an_answer_and_only_ends_that_are_near_enough_are_right(ends):
    marking = slider.mark(range_slider(expected=EXPECTED), ends)
    assert said(marking)
    assert (marking.score == 1) == (abs(ends[0] - 55) <= 5 and abs(ends[1] - 80) <= 5)


def test_a_noted_range_is_set_beside_published_ones_and_has_no_score():
    beside = [{"word": "likely", "name": "ICD 203", "low": "55", "high": "80"}]
    item = range_slider(comment="There is no key.", compare=beside)
    relations = {(55, 80): "the same", (60, 70): "within", (50, 90): "all of it", (10, 20): "below", (85, 90): "above", (70, 90): "70 to 80"}
    for ends, relation in relations.items():
        marking = slider.mark(item, ends)
        assert relation in marking.remarks[-1].text and marking.remarks[-1].about == "ICD 203: likely"
        assert (marking.outcome, marking.score) == ("noted", None)


@pytest.mark.parametrize("response", [None, "60", 101, -1, float("nan"), True, [50], [80, 20], {"low": 5}, {"value": 5}])
def test_what_is_no_range_is_no_answer(response):
    with pytest.raises(NotAnAnswer):
        slider.mark(range_slider(comment="Noted."), response)


def test_a_slider_without_an_answer_to_every_place_is_refused():
    assert "last zone ends where the scale does" in faults(slider.Slider, kind="slider", ask="value", zones=ZONES[:2])[0]
    assert "not above 25" in faults(slider.Slider, kind="slider", ask="value", zones=[ZONES[1], ZONES[0], ZONES[2]])[0]
    assert "both `tempts`" in faults(slider.Slider, kind="slider", ask="value", zones=[{"up_to": "10"}, *ZONES[1:]])[0]
    assert "none with `correct: true`" in faults(slider.Slider, kind="slider", ask="value", zones=[ZONES[0], ZONES[2]])[0]
    assert "is missing" in faults(slider.Slider, kind="slider", ask="value")[0]
    assert "marked by `expected`" in faults(slider.Slider, kind="slider", ask="range", zones=ZONES)[0]


def test_a_reference_says_what_its_yardstick_says():
    course = find()
    yardsticks = load(course.context / "yardsticks.yaml", Yardsticks)
    right = {"word": "likely", "name": "ICD 203", "yardstick": "icd203", "low": "55", "high": "80"}
    assert not list(slider.link_faults(range_slider(comment="c", compare=[right]), yardsticks))
    for wrong, what in (({"high": "85"}, "gives it 55–80"), ({"word": "likley"}, "no range"), ({"yardstick": "nato"}, "no yardstick")):
        (fault,) = slider.link_faults(range_slider(comment="c", compare=[right | wrong]), yardsticks)
        assert what in fault[1]


# --- numbers as typed -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "values"),
    [
        ("10000", [10000]), ("10,000", [10000, 10]), ("10.000", [10000, 10]), ("10 000", [10000]), ("10\u202f000", [10000]), ("10'000", [10000]),
        ("1,000,000", [1e6]), ("1.000.000", [1e6]), ("1.234,5", [1234.5]), ("1,234.5", [1234.5]), ("12,5", [12.5]), ("12.5", [12.5]), ("0,500", [0.5]),
        ("−3", [-3]), ("6 %", [6]), ("6 per cent", [6]), ("about 6%", [6]), ("600 thousand", [6e5]), ("0,6 Mio.", [6e5]), ("1.5 bn", [1.5e9]), ("６", [6]),
    ],
)  # fmt: skip
def test_a_number_is_read_in_either_spelling(typed, values):
    assert list(readings(typed, ("%", "per cent"))) == pytest.approx(values)


@pytest.mark.parametrize("typed", ["", "ten", "5-10", "5 or 6", "10_000", "1,00,0", "1.2.3", "5 euros", "more than 5", "2 thousand million", "1e5", "12 3"])
def test_what_could_be_misread_is_not_read(typed):
    with pytest.raises(NoNumber):
        readings(typed, ("%",))


@given(st.integers(0, 10**9))
def test_thousands_are_read_with_every_separator(n):
    assert all(readings(f"{n:,}".replace(",", mark))[0] == n for mark in (",", ".", " ", "\u2009", "’"))


# --- text-entry -------------------------------------------------------------------------------------------------------

NUMBER = {
    "kind": "text-entry", "expects": "number", "unit": "%", "otherwise": "Something else.",
    "entries": [
        {"id": "near", "low": "0", "high": "50", "tempts": "Near tempts.", "wrong_because": "Near misses."},
        {"id": "key", "value": "10", "correct": "true", "feedback": "Ten."},
    ],
}  # fmt: skip
WORD = {
    "kind": "text-entry", "expects": "text", "otherwise": "Something else.",
    "entries": [
        {"id": "key", "texts": ["Pjöngjang", "Pyongyang"], "correct": "true", "feedback": "There."},
        {"id": "near", "texts": ["Seoul"], "tempts": "A capital tempts.", "wrong_because": "The other one."},
    ],
}  # fmt: skip


def test_the_right_entry_goes_before_a_near_miss_that_holds_it_too():
    item = made(text_entry.TextEntry, **NUMBER)
    assert text_entry.mark(item, "10,0 %").outcome == "right"
    assert "Near misses" in said(text_entry.mark(item, "11"))
    assert "Something else" in said(text_entry.mark(item, "51"))


def test_a_number_with_two_readings_is_right_if_one_of_them_is_and_says_how_it_was_read():
    item = made(text_entry.TextEntry, **NUMBER)
    marking = text_entry.mark(item, "10.000")
    assert marking.outcome == "right" and "read as 10." in said(marking)
    assert "read as" not in said(text_entry.mark(item, "10"))


@pytest.mark.parametrize("typed", ["pjoengjang", "  PJÖNGJANG ", "„Pjöngjang“.", "pyong-yang".replace("-", ""), "PyongYang"])
def test_spelling_that_does_not_count_does_not_count(typed):
    assert text_entry.mark(made(text_entry.TextEntry, **WORD), typed).outcome == "right"


@pytest.mark.parametrize("typed", ["Pyongjang", "Pyongyan", "Pyongyangg", "Pyognyang"])
def test_a_slip_of_one_letter_is_told_apart_from_a_wrong_answer(typed):
    marking = text_entry.mark(made(text_entry.TextEntry, **WORD), typed)
    assert marking.outcome == "not quite" and "one letter away" in said(marking)


def test_near_misses_and_all_others_have_their_own_answers():
    item = made(text_entry.TextEntry, **WORD)
    assert "The other one" in said(text_entry.mark(item, "seoul"))
    assert said(text_entry.mark(item, "<script>alert(1)</script>")) == "Something else."


@pytest.mark.parametrize("response", [None, "", "  ", "x" * 201, {"text": ["x"]}, ["10"], True])
def test_what_is_no_entry_is_no_answer(response):
    with pytest.raises(NotAnAnswer):
        text_entry.mark(made(text_entry.TextEntry, **WORD), response)


def test_entries_that_are_never_reached_are_found():
    near, key = NUMBER["entries"]
    hidden = {"id": "late", "value": "20", "tempts": "t", "wrong_because": "w"}
    assert "is never reached: entries[0]" in faults(text_entry.TextEntry, **NUMBER | {"entries": [near, key, hidden]})[0]
    twice = {"id": "late", "texts": ["PYONGYANG"], "tempts": "t", "wrong_because": "w"}
    assert "is taken by entries[0]" in faults(text_entry.TextEntry, **WORD | {"entries": [*WORD["entries"], twice]})[0]


# --- forecast ---------------------------------------------------------------------------------------------------------

FRAME = {"kind": "forecast", "asked_on": "2024-11-05", "horizon": "2025-12-31", "resolution": "Two outlets."}
SETTLED = {"happened": "false", "on": "2025-03-28", "what": "The Council did not.", "note": "A note."}


def test_a_forecast_of_the_ledger_is_noted_and_earns_no_score():
    marking = forecast.mark(made(forecast.Forecast, **FRAME), {"percent": 70, "reason": "A habit."})
    assert (marking.outcome, marking.score, marking.details) == ("noted", None, {}) and "70 %" in said(marking)


@pytest.mark.parametrize(("happened", "percent", "score", "beside"), [("false", 70, 0.49, "more"), ("true", 70, 0.09, "less"), ("true", 50, 0.25, "the same")])
def test_practice_is_scored_at_once_beside_always_fifty(happened, percent, score, beside):
    item = made(forecast.Forecast, **FRAME, settled=SETTLED | {"happened": happened}, reason="optional")
    marking = forecast.mark(item, percent)
    assert marking.details["brier"] == pytest.approx(score) and f"= {score}, " in said(marking) and f"yours is {beside}." in said(marking)
    assert marking.score is None and marking.outcome == "noted"


@pytest.mark.parametrize(
    "response",
    [70, {"percent": 101, "reason": "r"}, {"percent": "70", "reason": "r"}, {"percent": True, "reason": "r"}, {"percent": float("nan"), "reason": "r"},
     {"percent": 70}, {"percent": 70, "reason": "  "}, {"percent": 70, "reason": "r" * 501}, {"percent": 70, "reason": "r", "knew": "no"}],
)  # fmt: skip
def test_a_forecast_needs_a_probability_and_a_reason(response):
    with pytest.raises(NotAnAnswer):
        forecast.mark(made(forecast.Forecast, **FRAME), response)


def test_nothing_that_is_shown_before_an_answer_depends_on_the_outcome():
    one = made(forecast.Forecast, **FRAME, settled=SETTLED)
    other = made(forecast.Forecast, **FRAME, settled={"happened": "true", "on": "2025-04-01", "what": "It did.", "note": "Another."})
    assert content(one) == content(other) and twin(one) == twin(other)
    assert outcome(one, forecast.mark(one, {"percent": 70, "reason": "r"})) != outcome(other, forecast.mark(other, {"percent": 70, "reason": "r"}))
    assert "did not happen" in solution(one).plain


def test_a_forecast_keeps_to_the_prediction_it_is_made_from():
    course = find()
    predictions = load(course.article / "predictions.yaml", Predictions)
    frame = FRAME | {"horizon": "2025-01-20", "prediction": "P01"}
    assert not list(forecast.link_faults(made(forecast.Forecast, **frame), predictions))
    practice = FRAME | {"asked_on": "2024-03-01", "horizon": "2024-04-30", "prediction": "PR1"}
    settled = SETTLED | {"on": "2024-03-28"}
    assert not list(forecast.link_faults(made(forecast.Forecast, **practice, settled=settled), predictions))
    for fields, what in (
        (frame | {"horizon": "2025-01-21"}, "P01 has 2025-01-20"),
        (frame | {"prediction": "P99"}, "no prediction"),
        (practice, "is missing although PR1 is a practice question"),
        (practice | {"settled": settled | {"happened": "true"}}, 'the outcome of PR1 is "no"'),
    ):
        assert what in [text for _, text in forecast.link_faults(made(forecast.Forecast, **fields), predictions)][0]


def test_a_practice_question_is_settled_between_its_two_days():
    late = SETTLED | {"on": str(datetime.date(2026, 1, 1))}
    assert "up to the horizon" in faults(forecast.Forecast, **FRAME, settled=late)[0]
