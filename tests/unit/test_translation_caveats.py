"""Caveats and decoys: status from the blind readings, hypotheses, reach into the map, links."""

from __future__ import annotations

import attrs
import pytest

from opedlab.translation.caveat_links import link_faults
from opedlab.translation.caveats import At, Caveat, Caveats, Decoy, Hypothesis, Readings, Retired, of_status, reach, status_of
from opedlab.translation.quotes import Quoted, quoted_words

FIRM = Readings(2, 3, ("Style", "Style"), ("minor", "minor"))


def caveat(caveat_id: str = "TC01", **more: object) -> Caveat:
    fields = dict(
        id=caveat_id, block=13, title="x", gloss="x", layer="translation", phenomenon="x", hypothesis=Hypothesis("hypothesis", "x", 0.5), effect="x",
        reach="shades", mqm="MQMC_101000", mqm_name="Accuracy / Mistranslation", severity="minor", status="firm", what_would_settle_it="x",
        evidence="x", teaching_use="x", quote="ein Wort", at=At(3, 5), map_nodes=("F4",), readings=FIRM,
    )  # fmt: skip
    return Caveat(**(fields | more))


def decoy(decoy_id: str = "DC01", **more: object) -> Decoy:
    fields = dict(
        id=decoy_id, block=10, quote="noch eins", gloss="x", at=At(0, 2), looks_like="x", why_it_is_fine="because", evidence="x",
        costs_points=True, readings=Readings(0, 3), sources=("a-source",),
    )  # fmt: skip
    return Decoy(**(fields | more))


@pytest.mark.parametrize(("marked", "of", "status"), [(3, 3, "firm"), (2, 3, "firm"), (1, 3, "borderline"), (0, 3, "borderline"), (1, 2, "borderline")])
def test_firm_takes_most_readers(marked, of, status):
    assert status_of(Readings(marked, of, (), ("minor",) * marked)) == status


def test_without_blind_readings_it_is_for_discussion():
    assert status_of(None) == "discussion"


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"status": "borderline"}, ("status",)),
        ({"readings": None}, ("status",)),
        ({"quote": None}, ("quote",)),
        ({"spot": "the full stop"}, ("quote",)),
        ({"quote": "eins zwei drei vier fünf sechs sieben acht neun"}, ("quote",)),
        ({"hypothesis": Hypothesis("verified", "x")}, ("hypothesis", "status")),
        ({"reach": "none"}, ("reach",)),
        ({"map_nodes": ()}, ("reach",)),
        ({"better_german": "besser"}, ("better_gloss",)),
    ],
)
def test_a_caveat_broken_in_one_way(change, place):
    assert not list(caveat().faults())
    assert [where for where, _ in caveat(**change).faults()] == [place]


def test_verified_english_only_where_some_was_seen():
    assert not list(caveat(block=11, hypothesis=Hypothesis("verified", "x")).faults())


@pytest.mark.parametrize(
    "hypothesis", [Hypothesis("hypothesis", None, 0.5), Hypothesis("hypothesis", "x"), Hypothesis("verified", "x", 0.9), Hypothesis("none seen", "x")]
)
def test_a_hypothesis_has_wording_and_confidence_and_nothing_else_has(hypothesis):
    assert list(hypothesis.faults())


def test_a_decoy_that_readers_call_a_fault_is_none_and_free_without_a_source():
    assert not list(decoy().faults())
    assert [place for place, _ in decoy(readings=Readings(2, 3, (), ("minor", "minor"))).faults()] == [("readings", "marked")]
    assert [place for place, _ in decoy(sources=()).faults()] == [("costs_points",)]
    assert not list(decoy(sources=(), costs_points=False).faults())


def test_ids_stand_once_and_retired_ones_never():
    record = Caveats("x", "x", (caveat(), caveat()), (decoy(pairs_with="TC99"),), (Retired("DC01", "x"),))
    assert {place for place, _ in record.faults()} == {("caveats", 1, "id"), ("retired", 0, "id"), ("decoys", 0, "pairs_with")}


def test_reach_and_status_sets():
    rows = (caveat("TC01", map_nodes=("F4", "EF4")), caveat("TC02", map_nodes=("F4",), readings=None, status="discussion"))
    assert reach(rows) == {"EF4": ("TC01",), "F4": ("TC01", "TC02")}
    assert [row.id for row in of_status(rows, "firm")] == ["TC01"]


def test_links():
    record = Caveats("x", "x", (caveat(claims=("c13b",), sources=("a-source",)),), (decoy(),))
    fitting = dict(blocks={10, 13}, nodes={"F4"}, claims={"c13b"}, mqm_types={"MQMC_101000": "Accuracy / Mistranslation"}, sources={"a-source"})
    assert not list(link_faults(record, **fitting))
    for name, value, places in [
        ("blocks", {13}, {("decoys", 0, "block")}),
        ("nodes", {"F5"}, {("caveats", 0, "map_nodes")}),
        ("claims", {"c13a"}, {("caveats", 0, "claims")}),
        ("mqm_types", {}, {("caveats", 0, "mqm")}),
        ("mqm_types", {"MQMC_101000": "Accuracy / Omission"}, {("caveats", 0, "mqm_name")}),
        ("sources", {"b"}, {("caveats", 0, "sources"), ("decoys", 0, "sources")}),
    ]:
        assert {place for place, _ in link_faults(record, **(fitting | {name: value}))} == places, name
    assert not list(link_faults(record, **(fitting | {"nodes": set()}), dropped={"F4"}))


def test_quoted_words_are_counted_by_string_and_by_place():
    quotes = [(5, "zeigt"), (5, "Zeigt"), (22, "zeigt"), (13, "nur dem Namen nach"), (28, "A, b")]
    assert quoted_words(quotes) == Quoted(strings=3, words=7, places=8)
    assert not attrs.evolve(quoted_words(quotes), places=200).within
