"""What a notebook can call, and the one readable line where something cannot be shown."""

from __future__ import annotations

import pytest

from opedlab.course import Course
from opedlab.lessons import Lesson, lesson


def test_importing_twice_still_gives_the_function() -> None:
    import importlib

    import opedlab

    importlib.import_module("opedlab.lessons")
    assert opedlab.lesson is lesson and callable(opedlab.lesson)


def test_no_module_of_the_room_hides_the_function() -> None:
    import importlib
    import pkgutil

    from opedlab import lessons

    for module in pkgutil.iter_modules(lessons.__path__):
        importlib.import_module(f"opedlab.lessons.{module.name}")
    assert lessons.lesson is lesson and callable(lesson)


def test_a_broken_bank_is_said_in_one_line_with_the_command_that_tells_more(course: Course) -> None:
    path = course.items / "99-sample.yaml"
    path.write_text(path.read_text().replace("minutes: 2", "minutes: soon").replace("minutes: 5", "minutes: never"))
    shown = repr(Lesson("99-sample", course).item("X01"))
    assert "\n" not in shown and "exercises/items/99-sample.yaml, items[0].minutes" in shown and "(and 1 more)" in shown and "opedlab check" in shown


def test_an_item_that_is_not_there_is_said_with_the_nearest(course: Course) -> None:
    here = Lesson("99-sample", course)
    assert 'did you mean "X0' in repr(here.item("X03"))
    assert "cannot be shown" in repr(here.recall("98-none", "X01"))
    assert "✓ A" in repr(here.solution("X01")) or "✓ B" in repr(here.solution("X01")) or "✓ C" in repr(here.solution("X01"))


@pytest.mark.parametrize(("sure", "said"), [(80, "about 8.0"), (25, "about 2.5"), (100, "between 10 and 10"), (0, "about 0.0")])
def test_expected_hits_is_binomial(course: Course, sure: float, said: str) -> None:
    assert said in repr(Lesson("99-sample", course).expected_hits(sure)) and "Guessing among 4 would give about 2.5" in repr(
        Lesson("99-sample", course).expected_hits(sure)
    )


@pytest.mark.parametrize("odd", [-1, 130, "80"])
def test_expected_hits_answers_a_slip_with_a_way_on(course: Course, odd: object) -> None:
    assert "press Shift+Enter" in repr(Lesson("99-sample", course).expected_hits(odd))  # type: ignore[arg-type]
