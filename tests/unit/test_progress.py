"""Progress: answered and open questions, and the minutes left; first tries, which starting over does not renew."""

from __future__ import annotations

from pathlib import Path

import attrs

from opedlab.answers.events import Event
from opedlab.answers.first_try import first_tries
from opedlab.answers.log import AnswerLog
from opedlab.answers.progress import foreign, progress
from opedlab.course import Course
from opedlab.items.bank import Bank
from opedlab.records import load


def test_only_answers_count_and_the_minutes_of_the_rest_are_left(tmp_path: Path, course: Course) -> None:
    bank = load(course.items / "99-sample.yaml", Bank)
    other = attrs.evolve(bank, lesson="98-other", title="Other")
    log = AnswerLog(tmp_path)
    log.add("hint", "99-sample", "X01")
    log.add("draft", "99-sample", "X02", response="half")
    assert [(p.answered, p.total, p.minutes_left) for p in progress([bank, other], log.histories)] == [(0, 2, 7), (0, 2, 7)]
    log.add("response", "99-sample", "X01", response="rain")
    log.add("response", "99-sample", "X01", response="sun")
    assert [(p.lesson, p.title, p.answered, p.minutes_left) for p in progress([bank, other], log.histories)] == [
        ("99-sample", "A sample", 1, 5),
        ("98-other", "Other", 0, 7),
    ]
    log.add("start-over", "99-sample")
    assert progress([bank], log.histories)[0].answered == 0


def test_foreign_answers_are_named_and_count_for_nothing(tmp_path: Path, course: Course) -> None:
    bank = load(course.items / "99-sample.yaml", Bank)
    log = AnswerLog(tmp_path)
    log.add("response", "99-sample", "X01", response="rain")
    log.add("response", "99-sample", "Z99", response="rain")
    log.add("response", "nowhere", "X01", response="rain")
    log.add("hint", "nowhere", "X02")
    assert foreign([bank], log.histories) == (("99-sample", "Z99"), ("nowhere", "X01"))
    assert progress([bank], log.histories)[0].answered == 1


def event(at: int, response: object, *, name: str = "response", item: str | None = "K01") -> Event:
    return Event(f"2026-11-24T10:00:{at:02}.000Z", "k7f3-q2", name, "02", item, None, response, 50.0 + at)


def test_the_first_try_counts_even_after_starting_over_and_in_any_order_of_reading() -> None:
    events = [event(4, "b"), event(1, "a"), event(3, None, name="start-over", item=None), event(2, "h", name="hint"), event(5, "a")]
    (only,) = first_tries(events).values()
    assert (only.response, only.confidence) == ("a", 51)


def test_the_reason_that_was_asked_for_completes_the_first_try_and_a_second_one_does_not() -> None:
    asked = [event(1, {"option": "x", "reason": None}), event(2, {"option": "x", "reason": "r1"}), event(3, {"option": "x", "reason": "r2"})]
    (only,) = first_tries(asked).values()
    assert only.response == {"option": "x", "reason": "r1"} and only.confidence == 51
    bare = [event(1, "x"), event(2, {"option": "x", "reason": "r1"})]
    assert first_tries(bare)["02", "K01"].response == {"option": "x", "reason": "r1"}


def test_a_reason_after_another_option_came_in_between_belongs_to_no_first_try() -> None:
    events = [event(1, {"option": "x"}), event(2, {"option": "y"}), event(3, {"option": "x", "reason": "r1"})]
    assert first_tries(events)["02", "K01"].response == {"option": "x"}
