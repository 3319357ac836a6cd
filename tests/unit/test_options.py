"""Options of the day: nothing in them is later than the day, their ledger rows are there, and each of the four tables has them all."""

from __future__ import annotations

import pytest

from opedlab.context.days import first_day
from opedlab.context.predictions import Predictions
from opedlab.context.sources import Sources
from opedlab.context.world.options import Options
from opedlab.course import Course
from opedlab.records import load
from opedlab.views.tables import draw
from opedlab.views.tables.options import SHOW


@pytest.fixture(scope="module")
def record(real: Course) -> Options:
    return load(real.context / "options.yaml", Options)


def test_no_source_is_later_than_the_day(record: Options, real: Course) -> None:
    issued = {source.key: source.issued for source in load(real.source_texts / "sources.yaml", Sources)}
    for option in record:
        for key in option.sources:
            assert issued[key] and first_day(issued[key]) <= record.asked_on, f"{option.id}: {key} is of {issued[key]}"


def test_every_row_of_the_ledger_that_an_option_names_is_there(record: Options, real: Course) -> None:
    known = {row.id for row in load(real.article / "predictions.yaml", Predictions)}
    assert {row for option in record for row in option.predictions} <= known
    assert all(option.predictions for option in record), "an option of which the ledger knows nothing cannot be looked up"


@pytest.mark.parametrize("show", SHOW)
def test_each_table_has_every_option(record: Options, real: Course, show: str) -> None:
    shown = draw(real, "options", show=show)
    assert all(option.title in shown.plain for option in record)


def test_outcomes_stand_in_the_later_table_alone(real: Course) -> None:
    assert "as far as 20" in draw(real, "options", show="later").plain
    assert all("as far as 20" not in draw(real, "options", show=show).plain for show in SHOW if show != "later")


def test_a_table_that_is_none_is_said(real: Course) -> None:
    with pytest.raises(ValueError, match='show is "prices"; it may be steps, price, signs, later'):
        draw(real, "options", show="prices")
