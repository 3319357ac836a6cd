"""Quotations found in a reader's copy, in the spellings that copies have."""

from __future__ import annotations

import pytest

from opedlab.text import sketch as sketches
from opedlab.text.in_place import Quote, Span, parts, spans
from tests.unit import own_copy_forms as forms


@pytest.mark.parametrize(
    "text",
    ["Das bloße Maß kam.", "Das blo-\nße Maß kam.", "Das blo\u00ad\u00adße Maß kam.", "Das BLOSSE Maß kam.", "Das «bloße» Maß kam."],
)
def test_a_quotation_is_found_in_the_spellings_of_copies(text):
    (span,) = spans(text, [Quote("bloße", 1, "mere")])
    assert sketches.letters(text[span.start : span.end])[0] == b"blosse"


def test_a_quotation_is_whole_words_only():
    assert spans("Die Fähren und die Fährverbindung", [Quote("Fähre", 1, "ferry")]) == ()
    assert spans("Hafenfähre", [Quote("Fähre", 0, "ferry")]) == ()
    assert spans("Maß", [Quote("Mas", 0, "half of a sharp s")]) == ()


def test_of_several_places_the_one_at_its_word_counts():
    text = "die eine und die andere und die dritte"
    for at, start in ((0, 0), (3, 13), (6, 28), (None, 0), (99, 28)):
        assert spans(text, [Quote("die", at, "the")]) == (Span(start, start + 3, ("the",)),)


def test_overlapping_quotations_are_one_span_with_both_glosses():
    text = "kam erst spät an"
    found = spans(text, [Quote("erst spät", 1, "only late"), Quote("spät an", 2, "arrived late"), Quote("erst spät", 1, "only late")])
    assert found == (Span(4, 16, ("only late", "arrived late")),)
    assert "".join(part for part, _ in parts(text, found)) == text


def test_a_decomposed_umlaut_at_the_edge_is_marked_whole():
    text = forms.decomposed("Ein Fährgerät, mehr nicht")
    (span,) = spans(text, [Quote("Fährgerät", 1, "ferry device")])
    assert text[span.start : span.end] == forms.decomposed("Fährgerät")
    text = forms.decomposed("das Menü da")
    (span,) = spans(text, [Quote("Menü", 1, "menu")])
    assert text[span.start : span.end] == forms.decomposed("Menü")
