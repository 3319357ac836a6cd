"""Entries by their ids, and the one message for an id that there is not."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from opedlab.context.world.debate_cards import DebateCards
from opedlab.course import find
from opedlab.records import Unknown, by_id, load

COURSE = find(Path(__file__))


def entries(*ids: str) -> list[SimpleNamespace]:
    return [SimpleNamespace(id=one, key=f"k-{one}") for one in ids]


def test_an_entry_is_found_by_its_id_or_another_key():
    few = entries("weak", "strong")
    assert by_id(few, "strong", "reading") is few[1] and by_id(few, "k-weak", "reading", "key") is few[0]


@pytest.mark.parametrize(
    ("ids", "wanted", "said"),
    [
        (("weak", "strong"), "zzz", 'no reading "zzz"; there are weak, strong'),
        (("weak", "strong"), "week", 'no reading "week"; did you mean "weak"?'),
        (tuple(f"r{n:03}" for n in range(99)), "zzz", 'no reading "zzz"'),
    ],
)
def test_an_unknown_id_is_answered_with_what_there_is(ids, wanted, said):
    with pytest.raises(Unknown) as told:
        by_id(entries(*ids), wanted, "reading")
    assert str(told.value) == said


def test_the_referee_of_the_debate_is_named_beside_the_sides():
    with pytest.raises(Unknown, match="there are weakness, choice, gain, referee"):
        load(COURSE.context / "debate_cards.yaml", DebateCards)["zzz"]
