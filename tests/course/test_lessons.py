"""What every lesson owes, whoever wrote it: issue by issue the same standard, over all lessons that exist.

The frame of a page is linted by ``opedlab check``; here stands what the course has promised beyond the frame.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from opedlab.answers.seminar_mode import release_code
from opedlab.course import Course
from opedlab.notebooks.clock import SEMINARS, LessonClock, clock, slugs

COURSE = Course(Path(__file__).resolve().parents[2])
LESSONS = slugs(COURSE)

MIN_ITEMS, MIN_KINDS = 8, 3
WORDS = range(900, 1801)
MIN_RECALLED_LESSONS = 2
FIRST = {
    "00": "it is the first lesson; it recalls the front door",
    "01": "only lesson 00 comes before it, and its forecasts are sealed; it recalls the front door",
}
"""Lessons that cannot recall two earlier ones, with the reason."""

SLACK = 1.35
"""An exercise page asks for its items' minutes, and up to a third more for reading, boards and comparing (35 per cent)."""

READING_SPEED = 250
"""Words a minute, at most: a lesson's minutes must leave room for its prose at this speed, and for its items."""


@pytest.fixture(scope="module", params=LESSONS, ids=lambda slug: slug[:2])
def one(request: pytest.FixtureRequest) -> LessonClock:
    return clock(COURSE, request.param)


def page(slug: str) -> str:
    return (COURSE.lessons / f"{slug}.md").read_text(encoding="utf-8")


def instructor(slug: str) -> str:
    path = COURSE.root / "docs" / "instructor" / f"{slug}.md"
    assert path.exists(), f"{slug} has no instructor page; write {COURSE.name_of(path)}"
    return path.read_text(encoding="utf-8")


def section(text: str, title: str) -> str:
    found = re.search(rf"^## {title}.*?\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    assert found, f'lacks "## {title}"'
    return found[1]


def test_there_are_lessons() -> None:
    assert LESSONS[:7] and [slug[:2] for slug in LESSONS] == sorted({slug[:2] for slug in LESSONS}), "two lessons share a number"


def test_enough_to_do_and_of_more_than_one_sort(one: LessonClock) -> None:
    assert len(one.items) >= MIN_ITEMS, f"{len(one.items)} items over lesson and exercise; at least {MIN_ITEMS}"
    assert len(one.kinds) >= MIN_KINDS, f"kinds: {one.kinds}; at least {MIN_KINDS}"


def test_something_goes_into_the_memo(one: LessonClock) -> None:
    assert one.products, "no item has `product:`; the memo has nothing to collect from this lesson"


def test_the_prose_is_read_in_one_sitting(one: LessonClock) -> None:
    assert one.words in WORDS, f"{one.words} words of prose, as notebooks/prose.py counts; {WORDS.start} to {WORDS.stop - 1} are wanted"


def test_each_objective_is_checked(one: LessonClock) -> None:
    unchecked = [objective for objective in one.objectives if not one.asked(objective=objective)]
    assert one.objectives and not unchecked


def test_the_instructor_page_has_both_clocks_a_plan_b_and_the_code(one: LessonClock) -> None:
    text = instructor(one.slug)
    assert one.seminar == {length: length for length in SEMINARS}, f"the clock adds up to {one.seminar}"
    plan = section(text, "Plan B")
    assert "internet" in plan and "computers" in plan, "plan B says what to do without internet and without computers"
    assert f"`{release_code(one.slug)}`" in text, f"the release code of this lesson is {release_code(one.slug)}"
    assert section(text, "Typical").count("\n|") >= 6, "a table of typical answers, and what to say"
    assert section(text, "What is not known").strip()


def test_it_recalls_two_earlier_lessons(one: LessonClock) -> None:
    number = one.slug[:2]
    recalled = {slug for slug, _ in one.recalls}
    assert recalled, "opens without retrieval"
    assert all(slug == "home" or slug[:2] < number for slug in recalled), f"recalls what is still to come: {recalled}"
    if number not in FIRST:
        assert len(recalled - {"home"}) >= MIN_RECALLED_LESSONS, (
            f"recalls {sorted(recalled)}; items of at least {MIN_RECALLED_LESSONS} earlier lessons are wanted"
        )


def test_a_number_can_be_changed_and_the_page_says_so(one: LessonClock) -> None:
    """A cell that gives a name to a number or a list, and beside it a sentence that invites to change it."""
    parts = re.split(r"^(```\{code-cell\}.*?^```)$", page(one.slug), flags=re.MULTILINE | re.DOTALL)
    for before, cell in zip(parts[::2], parts[1::2], strict=False):
        if re.search(r"^\w+(?:, \w+)* = (?:-?\d|\[|\"\d)", cell, re.MULTILINE) and re.search(r"\b[Cc]hange|\b[Pp]ut your|\bplay\b", before):
            return
    pytest.fail("no cell gives a number that the text before it asks the reader to change")


def test_further_reading_is_real(one: LessonClock) -> None:
    assert "sources.md#" in section(page(one.slug), "To go further"), "links no source of sources.yaml"


def test_the_seminar_has_a_question(one: LessonClock) -> None:
    assert re.search(r"^\*[^*]+\?\*", section(page(one.slug), "In the seminar"), re.MULTILINE), "begins without a question in italics"


def test_the_minutes_are_meant(one: LessonClock) -> None:
    items = one.asked("exercise")
    assert items <= one.exercise <= items * SLACK, f"the exercise's items take {items:g} minutes, its header says {one.exercise:g}"
    reading = one.asked("lesson") + one.words / READING_SPEED
    assert reading <= one.reading, f"items and prose of the lesson take {reading:.0f} minutes, {one.reading:g} are left for them"
    stated = re.search(r"^\| The exercise[^|]*\|\s*(\d+)", page(one.slug), re.MULTILINE)
    assert stated and float(stated[1]) == one.exercise, "the lesson's table and the exercise's header disagree"


def test_no_lesson_talks_of_another_as_to_come(one: LessonClock) -> None:
    """Pages are written in turn and stay: what was in preparation has come."""
    assert "in preparation" not in page(one.slug).lower()
