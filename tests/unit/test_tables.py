"""Tables: rows as the record has them, sources under them, and a readable line where a name is wrong."""

from __future__ import annotations

import pytest

from opedlab.course import Course
from opedlab.records import load
from opedlab.translation.standards import Standards
from opedlab.views.tables import NAMES, draw


@pytest.mark.parametrize("name", NAMES)
def test_every_table_has_its_sources_and_the_same_words_in_both_forms(real: Course, name: str) -> None:
    shown = draw(real, name)
    assert "<th scope=" in shown.html and "sources.md#" in shown.html and "Sources: " in shown.plain


def test_standards_are_the_record_s(real: Course) -> None:
    shown = draw(real, "standards")
    for row in load(real.context / "standards.yaml", Standards).standards:
        assert row.name in shown.plain and row.says in shown.plain
        assert not row.not_seen or row.not_seen in shown.plain


def test_an_unknown_table_names_the_nearest(real: Course) -> None:
    with pytest.raises(KeyError, match="Did you mean standards"):
        draw(real, "standard")
