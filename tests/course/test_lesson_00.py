"""Lesson 00 is asked as of 5 November 2024: nothing in it may be later, and its twelve forecasts are the ledger's."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from opedlab import records
from opedlab.context.days import last_day
from opedlab.context.predictions import Predictions
from opedlab.context.sources import Sources
from opedlab.items.bank import Bank

ROOT = Path(__file__).resolve().parents[2]
DAY = date(2024, 11, 5)
SLUG = "00-sealed-forecasts"


@pytest.fixture(scope="module")
def sources() -> Sources:
    return records.load(ROOT / "source_texts" / "sources.yaml", Sources)


@pytest.fixture(scope="module")
def bank() -> Bank:
    return records.load(ROOT / "exercises" / "items" / f"{SLUG}.yaml", Bank)


def test_the_briefing_cites_nothing_later_than_the_day(sources: Sources) -> None:
    text = (ROOT / "lessons" / f"{SLUG}.md").read_text(encoding="utf-8")
    briefing = text[text.index("## Part 3") : text.index("## Part 4")]
    keys = re.findall(r"sources\.md#([a-z0-9-]+)", briefing)
    assert len(keys) >= 12, "a briefing without sources is an opinion"
    for key in keys:
        issued = sources[key].issued
        assert issued and last_day(issued) <= DAY or issued == "2024-10", f"{key} is of {issued}"


def test_twelve_forecasts_as_the_record_has_them_and_nothing_later_on_their_cards(bank: Bank, sources: Sources) -> None:
    predictions = {row.id: row for row in records.load(ROOT / "source_texts" / "schake-2024" / "predictions.yaml", Predictions)}
    ledger = [item for item in bank if item.kind == "forecast" and item.settled is None]
    assert len(ledger) == 12 and len({item.prediction for item in ledger}) == 12
    assert not {"P01", "P02"} <= {item.prediction for item in ledger}, "P01 and P02 stand and fall together"
    for item in ledger:
        assert predictions[item.prediction].asked_on <= DAY
        for key in item.sources:
            assert last_day(sources[key].issued or "2024") <= DAY, f"{item.id}: {key}"
        shown = f"{item.title} {item.card.summary if item.card else ''}"
        assert not re.search(r"\b2025\b|\b2026\b", shown), f"{item.id} looks ahead"


def test_three_practice_claims_are_scored_at_once(bank: Bank) -> None:
    assert len([item for item in bank if item.kind == "forecast" and item.settled]) == 3
