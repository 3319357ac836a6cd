"""Marking: every answer is answered, a defensible one counts with the right reason, and order never tells the key."""

from __future__ import annotations

import pytest
from attrs import evolve

from opedlab import records
from opedlab.course import Course
from opedlab.items.bank import Bank, mark
from opedlab.items.model import NotAnAnswer, in_order


@pytest.fixture
def bank(course: Course) -> Bank:
    return records.load(course.items / "99-sample.yaml", Bank)


def test_right_wrong_and_what_is_said(bank: Bank) -> None:
    right, wrong = mark(bank["X01"], "rain"), mark(bank["X01"], {"option": "sun"})
    assert (right.outcome, right.score, right.remarks[0].text) == ("right", 1.0, "Yes. It rains.")
    assert (wrong.outcome, wrong.score) == ("not quite", 0.0)
    assert wrong.remarks[0].text == "It is warm. But it is wet."


def test_a_defensible_answer_asks_for_its_reason_and_counts_only_with_one_that_holds(bank: Bank) -> None:
    item = bank["X01"]
    asked = mark(item, "snow")
    assert asked.outcome == "almost" and asked.score is None and {i for i, _ in asked.asks} == {"cold", "taste"} and not asked.remarks
    assert mark(item, {"option": "snow", "reason": "cold"}).outcome == "defensible"
    refused = mark(item, {"option": "snow", "reason": "taste"})
    assert refused.outcome == "not quite" and refused.remarks[0].text == "A wish is no reason."


def test_where_several_hold_the_set_counts_and_what_is_missing_is_not_named(bank: Bank) -> None:
    item = bank["X01"]
    options = tuple(evolve(o, correct=o.id != "sun", feedback="F " + o.id, missed="Look at the sky." if o.id != "sun" else None) for o in item.options)
    item = evolve(item, options=options, also_defensible=None, multiple=True)
    assert not list(item.faults())
    assert mark(item, ["snow", "rain"]).outcome == "right" and {r.text for r in mark(item, ["rain", "snow"]).remarks} == {"F rain", "F snow"}
    short = mark(item, {"options": ["rain"]})
    assert (short.outcome, [r.text for r in short.remarks], short.score) == ("not quite", ["Look at the sky."], pytest.approx(2 / 3))
    greedy = mark(item, ["rain", "snow", "sun"])
    assert greedy.outcome == "not quite" and [r.about for r in greedy.remarks] == ["sun"]
    for odd in ([], ["hail"], "rain", {"option": "rain"}, [3]):
        with pytest.raises(NotAnAnswer):
            mark(item, odd)
    assert any("no `missed`" in what for _, what in evolve(item, options=tuple(evolve(o, missed=None) for o in options)).faults())
    assert any("some hold" in what for _, what in evolve(item, options=options[:0] + tuple(o for o in options if o.correct)).faults())


@pytest.mark.parametrize("odd", ["hail", {"option": "hail"}, {"option": "snow", "reason": "sun"}, {}, None, 3, {"option": ["rain"]}])
def test_what_is_no_answer_is_refused_in_words(bank: Bank, odd: object) -> None:
    with pytest.raises(NotAnAnswer):
        mark(bank["X01"], odd)


def test_own_texts_are_noted_and_rated_by_their_writer(bank: Bank) -> None:
    item = bank["X02"]
    noted = mark(item, "It may rain.")
    assert noted.outcome == "noted" and noted.score is None and noted.remarks[0].text.startswith("It may rain, says")
    assert mark(item, {"text": "a", "met": ["owner"]}).score == 1.0
    for odd in ("", "   ", {"text": "a", "met": ["style"]}, {"text": "a" * 100_001}):
        with pytest.raises(NotAnAnswer):
            mark(item, odd)


def test_options_stand_in_one_order_whatever_the_key(bank: Bank) -> None:
    item = bank["X01"]
    assert [o.id for o in item.shown] == [o.id for o in in_order("X01", reversed(item.options))]
    swapped = evolve(item, options=tuple(evolve(o, correct=o.id == "sun") for o in item.options))
    assert [o.id for o in swapped.shown] == [o.id for o in item.shown]


def test_an_unknown_item_names_the_nearest(bank: Bank) -> None:
    with pytest.raises(records.Unknown, match='did you mean "X0[12]"'):
        bank["X03"]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("feedback: Yes. It rains.", "tempts: t", "is right and has no `feedback`"),
        ("wrong_because: But it is wet.", "feedback: no", "has not both `tempts` and `wrong_because`"),
        ("text: Sun, tempts", "text: Sun, correct: true, feedback: f, tempts", "exactly one right option"),
        ("      id: snow\n", "      id: rain\n", "is no wrong option of this item"),
        ("feedback: Then it may snow.}", "feedback: Then it may snow.}\n        - {id: more, text: m, holds: true, feedback: f}", None),
        ("holds: true, ", "", "at least one that holds and one that does not"),
        ("{de: es regnet, en: it rains}", "{de: es regnet und regnet und regnet und regnet und regnet, en: x}", "at most 8"),
        ("id: X02", "id: X01", "an id stands once"),
    ],
)
def test_a_careless_bank_is_found_out(course: Course, old: str, new: str, said: str | None) -> None:
    path = course.items / "99-sample.yaml"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))
    faults = [str(fault) for fault in records.examine(path, Bank).faults]
    assert any(said in fault for fault in faults) if said else not faults


def test_the_fingerprint_changes_with_any_item(bank: Bank) -> None:
    changed = evolve(bank, items=(evolve(bank["X01"], prompt="Other"), bank["X02"]))
    assert changed.fingerprint != bank.fingerprint and len(bank.fingerprint) == 8
