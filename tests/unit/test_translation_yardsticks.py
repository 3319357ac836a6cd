"""Ranges of probability words."""

from __future__ import annotations

import attrs
import pytest

from opedlab.translation.yardsticks import Band, Finding, NoSuchWord, Yardstick, Yardsticks, apart, in_sentence, link_faults, range_of, words_at


def yardstick(*bands: Band) -> Yardstick:
    return Yardstick(id="test", name="Test", agency="x", issued="x", bands=bands, rules=(), how_seen="x", sources=("a-source",))


@pytest.fixture
def record() -> Yardsticks:
    bands = (Band(("remote",), 1, 5), Band(("unlikely", "improbable"), 20, 45), Band(("roughly even chance",), 45, 55), Band(("certain",), 100, 100))
    return Yardsticks("x", (yardstick(*bands),), (Finding("f", "x", "x", "x", ("b-source",)),))


def test_range_of_a_word(record):
    band = range_of(record, "Improbable", "test")
    assert (band.low, band.high) == (20, 45)
    assert in_sentence(record, "improbable", "test") == "improbable (20–45 %)"
    assert in_sentence(record, "certain", "test") == "certain (100 %)"


def test_a_word_without_a_range_and_an_unknown_yardstick(record):
    with pytest.raises(NoSuchWord, match='gives "possible" no range') as error:
        range_of(record, "possible", "test")
    assert str(error.value).startswith("Test gives"), "a KeyError would show its message in quotes"
    with pytest.raises(KeyError, match="there are test"):
        range_of(record, "certain", "nato")


def test_words_at_an_edge_in_a_gap_and_inside(record):
    one = record["test"]
    assert words_at(one, 45) == ("unlikely", "improbable", "roughly even chance")
    assert words_at(one, 10) == ()
    assert words_at(one, 50) == ("roughly even chance",)


def test_own_faults():
    out_of_order = yardstick(Band(("b",), 50, 60), Band(("a", "B"), 10, 20))
    assert {place for place, _ in out_of_order.faults()} == {("bands", 1, "low"), ("bands", 1, "words")}
    assert list(Band(("x",), 60, 50).faults())


def test_links(record):
    assert [place for place, _ in link_faults(record, sources={"a-source"})] == [("findings", 0, "sources")]
    assert not list(link_faults(attrs.evolve(record, findings=()), sources={"a-source"}))


@pytest.mark.parametrize(
    ("low", "high", "shared", "middles", "most"),
    [
        (40, 70, (55, 70), -12.5, 40),
        (0, 55, None, -40, 80),
        (80, 95, None, 20, 40),
        (70, 70, (70, 70), 2.5, 15),
        (80, 80, (80, 80), 12.5, 25),
        (0, 100, (55, 80), -17.5, 80),
    ],
    ids=["overlap", "touches below", "touches above", "a point inside", "a point on the edge", "swallows it"],
)
def test_how_far_two_ranges_are_apart(low, high, shared, middles, most):
    far = apart(low, high, Band(("likely",), 55, 80))
    assert (far.shared, far.middles, far.most) == (shared, middles, most)
