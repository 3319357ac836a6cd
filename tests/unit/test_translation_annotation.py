"""Scoring marks: tolerant edges, one to one, and what counts neither way."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opedlab.translation.annotation import Span, Target, covers, score_marks, targets, why_fine
from opedlab.translation.caveats import Caveats
from tests.unit.test_translation_caveats import caveat, decoy

FIRM = Target("TC01", Span(13, 40, 45), "right")
SECOND = Target("TC02", Span(23, 3, 5), "right")
DECOY = Target("DC02", Span(13, 30, 32), "wrong")
FREE = Target("DC14", Span(38, 5, 6), "neither")
KNOWN = (FIRM, SECOND, DECOY, FREE)


def test_exact_marks_score_one():
    found = score_marks([FIRM.span, SECOND.span], KNOWN)
    assert (found.precision, found.recall, found.f1) == (1, 1, 1)


def test_by_hand():
    # one of two firm found; one decoy, one free decoy, one mark on nothing: precision 1 / 3, recall 1 / 2
    found = score_marks([FIRM.span, DECOY.span, FREE.span, Span(7, 0, 2)], KNOWN)
    assert found.found == ("TC01",)
    assert found.missed == ("TC02",)
    assert found.decoys == ("DC02",)
    assert found.neither == ("DC14",)
    assert found.unlisted == (3,)
    assert found.precision == pytest.approx(1 / 3)
    assert found.recall == pytest.approx(1 / 2)
    assert found.f1 == pytest.approx(2 / 5)


@pytest.mark.parametrize(
    ("start", "end", "hit"), [(37, 48, True), (36, 45, False), (40, 49, False), (42, 43, True), (45, 47, False), (38, 40, False)],
    ids=["three words wider on each side", "four before", "four after", "one word inside", "only beside it, after", "only beside it, before"],
)  # fmt: skip
def test_edges_are_tolerant_by_three_words(start, end, hit):
    assert covers(Span(13, start, end), FIRM.span) is hit


def test_another_block_is_another_place():
    assert not covers(Span(14, 40, 45), FIRM.span)


def test_marking_a_whole_block_does_not_pay():
    found = score_marks([Span(13, 0, 52), Span(23, 0, 39)], KNOWN)
    assert found.found == ()
    assert found.too_wide == (0, 1)
    assert found.precision == 0
    assert found.f1 == 0


def test_two_marks_on_one_place_count_once():
    found = score_marks([Span(13, 40, 42), Span(13, 43, 45)], (FIRM,))
    assert (found.found, found.unlisted, found.too_wide) == (("TC01",), (), ())
    assert found.precision == 1


def test_where_a_caveat_and_a_decoy_meet_the_mark_is_read_in_favour():
    decoy_here = Target("DC99", FIRM.span, "wrong")
    assert score_marks([FIRM.span], (decoy_here, FIRM)).found == ("TC01",)


def test_nothing_marked_and_nothing_to_find():
    assert score_marks([], KNOWN).precision is None
    assert score_marks([], KNOWN).recall == 0
    assert score_marks([Span(7, 0, 1)], ()).recall is None
    assert score_marks([], ()).f1 is None


def test_a_span_needs_a_word():
    with pytest.raises(ValueError, match="below end"):
        Span(1, 3, 3)


def test_targets_and_reasons_from_the_catalogue():
    catalogue = Caveats(
        "x", "x",
        (caveat("TC01"), caveat("TC02", readings=None, status="discussion"), caveat("TC03", quote=None, spot="x", at=None)),
        (decoy("DC01", block=13), decoy("DC02", costs_points=False)),
    )  # fmt: skip
    assert [(t.id, t.counts) for t in targets(catalogue)] == [("TC01", "right"), ("TC02", "neither"), ("DC01", "wrong"), ("DC02", "neither")]
    assert [t.id for t in targets(catalogue, [13])] == ["TC01", "TC02", "DC01"]
    found = score_marks([Span(13, 0, 2), Span(10, 0, 2)], targets(catalogue))
    assert why_fine(catalogue, found) == {"DC01": "because", "DC02": "because"}


spans = st.builds(lambda block, start, length: Span(block, start, start + length), st.integers(1, 3), st.integers(0, 30), st.integers(1, 6))


@given(st.lists(spans, max_size=8), st.lists(spans, max_size=8))
def test_every_mark_and_target_is_accounted_for_at_most_once(marks, places):
    known = tuple(Target(f"T{n}", span, ("right", "wrong", "neither")[n % 3]) for n, span in enumerate(places))
    found = score_marks(marks, known)
    assert {*found.found, *found.missed} == {t.id for t in known if t.counts == "right"}
    assert len(found.found) + len(found.neither) + len(found.decoys) + len(found.unlisted) + len(found.too_wide) <= len(marks)
    assert found.precision is None or 0 <= found.precision <= 1
