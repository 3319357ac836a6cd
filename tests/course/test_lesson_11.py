"""Lesson 11 is asked as of 5 November 2024: nothing that it asks, shows or cites may be later than that day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from opedlab import records
from opedlab.context.claims import Claims
from opedlab.context.days import last_day
from opedlab.context.sources import Sources
from opedlab.course import Course
from opedlab.items.bank import Bank
from opedlab.views.tables import draw
from opedlab.views.timeline_board import open_board
from opedlab.views.twin import solution

ROOT = Path(__file__).resolve().parents[2]
COURSE = Course(ROOT)
DAY = date(2024, 11, 5)
SLUG = "11-what-could-be-known"
LATER = re.compile(r"\b(2025|2026)\b|\b(December|([6-9]|[12]\d|30) November) 2024\b|\b17 November\b")
"""A day after the cut-off. A bare "December" is none: on 23 October 2024 something was expected for it."""
BY_THEN = {"wapo-2024-11-nk-whats-in-it": "dated to the month; its own words show that 3 November is the latest day that fits"}


@pytest.fixture(scope="module")
def sources() -> Sources:
    return records.load(ROOT / "source_texts" / "sources.yaml", Sources)


@pytest.fixture(scope="module")
def bank() -> Bank:
    return records.load(COURSE.items / f"{SLUG}.yaml", Bank)


def later(sources: Sources, keys: Iterator[str] | list[str]) -> list[str]:
    """The keys whose sources were not surely out by the day; a page without a date (a list of measures in force) passes."""
    return [key for key in keys if key not in BY_THEN and (issued := sources[key].issued) and last_day(issued) > DAY]


@pytest.mark.parametrize("folder", ["lessons", "solutions"])
def test_the_prose_cites_and_names_nothing_later(folder: str, sources: Sources) -> None:
    text = (ROOT / folder / f"{SLUG}.md").read_text(encoding="utf-8")
    keys = re.findall(r"sources\.md#([a-z0-9-]+)", text)
    assert len(keys) >= 12, "a lesson about sources without sources"
    assert not later(sources, keys)
    assert not LATER.search(text)


def test_no_item_asks_shows_or_answers_with_anything_later(bank: Bank, sources: Sources) -> None:
    for item in bank:
        assert not later(sources, list(item.sources)), item.id
        found = LATER.search(solution(item).plain)  # everything: prompt, card, options, feedback, model answer
        assert not found, f"{item.id} looks ahead: {found[0]}"


def tables() -> Iterator[tuple[str, dict[str, object]]]:
    for name in ("treaties", "sanctions", "shares", "discrepancies", "claims"):
        yield name, {}
    for claim in records.load(ROOT / "source_texts" / "schake-2024" / "claims.yaml", Claims):
        yield "evidence", {"claim": claim.id}


@pytest.mark.parametrize(("name", "options"), list(tables()), ids=str)
def test_no_table_holds_anything_later(name: str, options: dict[str, object], sources: Sources) -> None:
    shown = draw(COURSE, name, **options)
    assert not later(sources, re.findall(r"sources\.md#([a-z0-9-]+)", shown.html))
    body = re.sub(r"\([a-z0-9-]+\)", "", shown.plain)  # without source keys
    assert not LATER.search(body), LATER.search(body)


def test_the_board_of_the_lesson_is_not_even_sent_what_came_later(sources: Sources) -> None:
    text = (ROOT / "lessons" / f"{SLUG}.md").read_text(encoding="utf-8")
    assert 'here.timeline(until="2024-06-30", last="2024-11-05")' in text
    board = open_board(COURSE, "2024-06-30", "2024-11-05")
    events = board.content["events"]
    assert events and max(event["knowable"] for event in events) <= str(DAY)
    assert max(jump["day"] for jump in board.content["jumps"]) == str(DAY)
    assert not later(sources, [source["key"] for event in events for source in event["sources"]])
    for event in events:
        assert not LATER.search(f"{event['event']} {event['note'] or ''}"), event["event"]


def test_the_counts_in_the_table_are_the_ledger_s() -> None:
    ledger = records.load(ROOT / "source_texts" / "schake-2024" / "claims.yaml", Claims)
    said = draw(COURSE, "claims", verdict="not found").plain
    for verdict in ("supported", "supported with qualification", "contested", "contradicted", "not found"):
        assert f"{sum(claim.verdict == verdict for claim in ledger)} {verdict}" in said
    assert f"The ledger has {len(ledger.claims)} rows" in said


def test_the_verdicts_of_the_sorting_item_are_the_ledger_s(bank: Bank) -> None:
    ledger = {claim.id: claim.verdict for claim in records.load(ROOT / "source_texts" / "schake-2024" / "claims.yaml", Claims)}
    first = {"merely": "c10b", "pact": "c13b", "combat": "c19b", "lack": "c22a", "total": "c23a"}
    rows = {**first, "third": "c28c", "pressure": "c36a", "fear": "c36b", "poland": "c37a"}
    words = {"qualified": "supported with qualification", "missing": "not found"}
    item = bank["E11-01"]
    assert {row.id: words.get(row.column, row.column) for row in item.rows} == {row: ledger[claim] for row, claim in rows.items()}
