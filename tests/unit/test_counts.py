"""Counts that a student moves with one number follow the records, not a copy of them."""

from __future__ import annotations

import pytest

from opedlab import records
from opedlab.argument.model import ArgumentMap
from opedlab.course import Course
from opedlab.lessons import Lesson
from opedlab.text.blocks import Blocks
from opedlab.views.counts import rivals, words_up_to


def test_words_are_those_of_the_blocks_up_to_there(real: Course) -> None:
    page = records.load(real.article / "blocks.yaml", Blocks)
    assert "0 words from the body, 113 from around it" in repr(words_up_to(page, 6)), "blocks 1 to 6 are all paratext"
    body = sum(b.words for b in page if b.role == "body")
    assert f"{body} words from the body, {sum(b.words for b in page) - body} from around it" in repr(words_up_to(page, 42))
    assert "per cent" not in repr(words_up_to(page, 0))


@pytest.mark.parametrize(("first", "ahead"), [(1, "policy"), (7, "policy"), (22, "backfire")])
def test_who_explains_most_hangs_on_where_one_begins(real: Course, first: int, ahead: str) -> None:
    argument_map = records.load(real.article / "map.yaml", ArgumentMap)
    rows = [line.split(" | ") for line in repr(rivals(argument_map, first)).splitlines()[2:]]
    most = max(int(row[1]) for row in rows)
    assert [row[0] for row in rows if int(row[1]) == most] == [ahead]
    assert {row[0] for row in rows} == {"backfire", "weakness", "policy"}
    assert "signals" in repr(rivals(argument_map, first, ["signals"]))


def test_a_slip_is_answered_in_one_line(real: Course) -> None:
    assert "cannot be shown" in repr(Lesson("home", real).words_up_to("six"))  # type: ignore[arg-type]


def test_a_range_is_set_beside_every_yardstick_that_has_the_word_and_a_word_without_a_range_is_said_to_have_none(real: Course) -> None:
    here = Lesson("home", real)
    likely = repr(here.beside(40, 70, "Likely")).splitlines()
    assert len(likely) == 3 and "ICD 203 has Likely (55–80 %). You share 55–70 %" in likely[1] and "up to 40 points" in likely[1]
    assert "Kent's chart has probable (63–87 %)" in repr(here.beside(40, 70, "probable"))
    assert 'No yardstick gives "could" a range' in repr(here.beside(5, 60, "could"))
    assert "realistic possibility" in repr(here.beside(5, 60, "could")), "the words that have one are named"
    for slip in ((70, 40), (-1, 40), ("40", 70), (True, 70)):
        assert "two numbers from 0 to 100" in repr(here.beside(*slip, "likely"))  # type: ignore[arg-type]
