"""The course's own records of this room: they load without a fault, and quote little."""

from __future__ import annotations

from pathlib import Path

import pytest

from opedlab.records import examine, report
from opedlab.translation import caveats, certainty, mqm, standards, yardsticks
from opedlab.translation.quotes import quoted_words

TEXTS = Path(__file__).resolve().parents[2] / "source_texts"
RECORDS = {
    "schake-2024/caveats.yaml": caveats.Caveats,
    "schake-2024/certainty.yaml": certainty.Certainty,
    "context/mqm.yaml": mqm.Mqm,
    "context/standards.yaml": standards.Standards,
    "context/yardsticks.yaml": yardsticks.Yardsticks,
}


@pytest.fixture(scope="module")
def loaded():
    return {place: examine(TEXTS / place, cls, place) for place, cls in RECORDS.items()}


def test_no_faults(loaded):
    faults = [fault for one in loaded.values() for fault in one.faults]
    assert not faults, report(faults)


def test_quoted_german_stays_under_200_words_by_the_stricter_count(loaded):
    both = [
        *caveats.quotes(loaded["schake-2024/caveats.yaml"].value),
        *certainty.quotes(loaded["schake-2024/certainty.yaml"].value),
    ]
    counted = quoted_words(both)
    assert counted.within, counted


def test_weights_are_the_published_ones(loaded):
    assert loaded["context/mqm.yaml"].value.weights == {"neutral": 0, "minor": 1, "major": 5, "critical": 25}


def test_icd_203_as_published(loaded):
    record = loaded["context/yardsticks.yaml"].value
    assert yardsticks.in_sentence(record, "likely", "icd203") == "likely (55–80 %)"
    assert [(band.low, band.high) for band in record["icd203"].bands] == [(1, 5), (5, 20), (20, 45), (45, 55), (55, 80), (80, 95), (95, 99)]


def test_every_caveat_names_its_error_type_rightly(loaded):
    names = loaded["context/mqm.yaml"].value.names
    for row in loaded["schake-2024/caveats.yaml"].value.caveats:
        assert names[row.mqm] == row.mqm_name, row.id


def test_decided_rows(loaded):
    record = loaded["schake-2024/caveats.yaml"].value
    assert record["TC50"].status == "borderline"
    assert "DC08" in {row.id for row in record.retired}
    free = {decoy.id for decoy in record.decoys if not decoy.costs_points}
    assert {"DC04", "DC05", "DC06", "DC10", "DC13", "DC14", "DC15", "DC16"} <= free, "decoys without a reference work cost nothing"
