"""The form of options must not tell the key."""

from __future__ import annotations

from itertools import product

import pytest
from attrs import evolve

from opedlab import records
from opedlab.course import Course
from opedlab.items.bank import Bank
from opedlab.items.giveaways import giveaways, tail


@pytest.mark.parametrize("chances", [[0.25] * 6, [0.1, 0.5, 0.9], [1.0, 0.0, 0.5]])
def test_the_tail_is_that_of_all_outcomes_counted_one_by_one(chances: list[float]) -> None:
    for hits in range(len(chances) + 1):
        counted = 0.0
        for outcome in product((0, 1), repeat=len(chances)):
            if sum(outcome) >= hits:
                weight = 1.0
                for won, p in zip(outcome, chances, strict=True):
                    weight *= p if won else 1 - p
                counted += weight
        assert tail(chances, hits) == pytest.approx(counted)


def items_with(course: Course, texts: dict[str, str], n: int) -> list:
    item = records.load(course.items / "99-sample.yaml", Bank)["X01"]
    options = tuple(evolve(o, text=texts[o.id]) for o in item.options)
    return [evolve(item, id=f"X{k:02d}", options=options) for k in range(n)]


def test_a_key_that_is_always_longest_is_found(course: Course) -> None:
    texts = {"rain": "Rain, and rather a lot of it", "sun": "Sun", "snow": "Snow"}
    assert any("longest" in said for said in giveaways(items_with(course, texts, 3)))
    assert not list(giveaways(items_with(course, texts, 2))), "two of two is within luck"


def test_absolute_words_that_only_wrong_options_use_are_found(course: Course) -> None:
    texts = {"rain": "It may rain", "sun": "It always shines", "snow": "It never snows"}
    assert any("absolute" in said for said in giveaways(items_with(course, texts, 3)))
    texts["rain"] = "It must rain"
    assert not any("absolute" in said for said in giveaways(items_with(course, texts, 3)))
