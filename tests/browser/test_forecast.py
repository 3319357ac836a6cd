"""Forecasts, their seal, sliders and typed answers in a real browser."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from opedlab.answers.log import fold, read_lines
from opedlab.answers.seal import ledger, short_hash
from tests.browser.conftest import Book, Lab

pytestmark = pytest.mark.browser

LESSON = "98-trial"
HOSTILE = "</textarea><img src=x onerror='window.hit=1'> \u202eabc\u202c 🙂"
BANK = """\
# yaml-language-server: $schema=../../docs/schemas/items.schema.json
lesson: 98-trial
title: Trial
items:
  - id: F1
    kind: forecast
    title: A first event
    objective: "98.1"
    minutes: 1
    prompt: Something happens.
    asked_on: 2024-11-05
    horizon: 2025-12-31
    resolution: Two outlets.
  - id: F2
    kind: forecast
    title: A second event
    objective: "98.1"
    minutes: 1
    prompt: Something else happens.
    asked_on: 2024-11-05
    horizon: 2025-06-30
    resolution: Two outlets.
  - id: F3
    kind: forecast
    title: A settled event
    objective: "98.1"
    minutes: 1
    prompt: Something happened.
    asked_on: 2024-03-01
    horizon: 2024-04-30
    resolution: Two outlets.
    reason: optional
    settled: {happened: false, on: 2024-03-28, what: It did not come to that., note: A note.}
  - id: S1
    kind: slider
    title: A range
    objective: "98.1"
    minutes: 1
    prompt: Which range?
    ask: range
    compare: [{word: likely, name: ICD 203, low: 55, high: 80}]
    comment: There is no key.
  - id: E1
    kind: text-entry
    title: A number
    objective: "98.1"
    minutes: 1
    prompt: How many?
    expects: number
    entries: [{id: key, value: 10000, correct: true, feedback: Ten thousand.}]
    otherwise: Another number.
"""
CELLS = [
    'from opedlab import lesson\nfrom opedlab.lessons import log_of\nfrom opedlab.views.seal import SealBoard\nhere = lesson("98-trial")',
    *(f'here.item("{item}")' for item in ("F1", "F2", "F3", "S1", "E1")),
    "SealBoard(here.bank(here.slug), here.slug, log_of(here.course))",
]
OPENS = [CELLS[0], "SealBoard(here.bank(here.slug), here.slug, log_of(here.course), opens=True)"]


@pytest.fixture
def trial(book: Book, lab: Lab) -> Iterator[Book]:
    """A notebook with every item of the trial bank and the board that seals it, run."""
    (lab.root / "exercises" / "items" / f"{LESSON}.yaml").write_text(BANK, encoding="utf-8")
    yield book.open(lab.notebook("exercises/98-trial.ipynb", CELLS)).run_all()


def keep(book: Book, item: str, percent: int, reason: str) -> None:
    one = book.item(item)
    one.get_by_label("How likely is it? 0 to 100", exact=True).fill(str(percent))
    one.get_by_label("Your reason, in one sentence", exact=True).fill(reason)
    one.get_by_role("button", name="Keep my forecast").click()
    expect(one.locator(".opedlab-feedback")).to_contain_text(f"{percent} % is kept")


def seal(page: Page) -> None:
    board = page.locator(".opedlab-seal")
    board.get_by_role("button", name="Seal the ledger").click()
    expect(board.get_by_role("button", name="Seal it now")).to_be_focused()
    board.get_by_role("button", name="Seal it now").click()
    expect(board.locator(".opedlab-feedback")).to_contain_text("The ledger is what was sealed")


def test_a_sealed_ledger_shows_its_hash_and_can_no_longer_be_changed(trial: Book, lab: Lab):
    page, board = trial.page, trial.page.locator(".opedlab-seal")
    expect(board).to_contain_text("0 of 2 forecasts are kept")
    board.get_by_role("button", name="Seal the ledger").click()
    expect(board).to_contain_text("There is nothing to seal yet")
    keep(trial, "F1", 65, HOSTILE)
    expect(board).to_contain_text("1 of 2 forecasts are kept. Missing: A second event.")
    expect(board).to_contain_text("<img src=x onerror='window.hit=1'>")
    trial.item("F2").get_by_label("How likely is it? 0 to 100", exact=True).fill("30")  # typed, and never kept
    seal(page)

    lines = b"".join(file.read_bytes() for file in (lab.work / "answers").glob("*.jsonl"))
    histories = {item: history for (_, item), history in fold(read_lines(lines, "log")[0]).items()}
    wanted = short_hash(LESSON, ledger(histories, ["F1", "F2"]))
    expect(board.get_by_label("The hash of the seal")).to_have_value(wanted)
    for item, percent in (("F1", "65"), ("F2", "")):
        expect(trial.item(item).get_by_label("How likely is it? 0 to 100", exact=True)).to_be_disabled()
        expect(trial.item(item).get_by_label("How likely is it? 0 to 100", exact=True)).to_have_value(percent)
        expect(trial.item(item).locator(".opedlab-foot")).to_contain_text(wanted)
    expect(trial.item("F3").get_by_label("How likely is it? 0 to 100", exact=True)).to_be_enabled()

    board.get_by_label("The hash that you noted").fill(wanted.upper().replace(" ", "-"))
    board.get_by_role("button", name="Compare").click()
    expect(board).to_contain_text("✓ That is the hash of this ledger")

    lab.end_kernels()  # the next day
    trial.open("exercises/98-trial.ipynb").run_all()
    expect(trial.item("F1").get_by_label("Your reason, in one sentence", exact=True)).to_have_value(HOSTILE)
    expect(trial.item("F1").get_by_label("Your reason, in one sentence", exact=True)).to_be_disabled()
    expect(board.locator(".opedlab-feedback")).to_contain_text("The ledger is what was sealed")
    assert not page.evaluate("window.hit")


def test_a_ledger_that_was_changed_says_so_when_it_is_opened(trial: Book, lab: Lab):
    keep(trial, "F1", 65, "A reason.")
    keep(trial, "F2", 20, "Another.")
    seal(trial.page)
    lab.end_kernels()
    (file,) = (lab.work / "answers").glob("*.jsonl")
    events = [json.loads(line) for line in file.read_text().splitlines()]
    for event in events:
        if event["event"] == "response" and event["item"] == "F2":
            event["response"]["percent"] = 80  # what one would rather have said
    file.write_text("".join(json.dumps(event) + "\n" for event in events))

    trial.open(lab.notebook("exercises/99-opens.ipynb", OPENS)).run_all()
    board = trial.page.locator(".opedlab-seal")
    expect(board).to_contain_text("This ledger is not what was sealed")
    expect(board.locator("table")).to_have_count(0)
    board.get_by_role("button", name="Open the ledger").click()
    rows = board.locator("tbody tr")
    expect(rows.nth(0)).to_contain_text("✓ as sealed")
    expect(rows.nth(1)).to_contain_text("○ not as sealed")
    expect(board.locator(".opedlab-feedback")).to_contain_text("Not as sealed: A second event.")
    assert [event["event"] for event in lab.events()].count("open-seal") == 1


def test_slider_entry_and_practice_are_answered_with_the_keyboard_alone(trial: Book):
    page, keyboard = trial.page, trial.page.keyboard
    before = trial.cells()
    trial.item("S1").get_by_label("From", exact=True).focus()
    keyboard.type("60")
    keyboard.press("Tab")
    for key in ("ArrowRight", "ArrowDown", "ArrowRight", "b", "m", "d", "d"):
        keyboard.press(key)
    keyboard.press("Tab")
    keyboard.press("Tab")
    keyboard.press("Home")  # a sliding end takes the other one along
    expect(trial.item("S1").get_by_label("From", exact=True)).to_have_value("0")
    for _ in range(3):
        keyboard.press("PageUp")
    keyboard.press("Tab")
    keyboard.press("Enter")
    expect(trial.item("S1").locator(".opedlab-feedback")).to_contain_text("55–80 %. Yours lies below it.")

    trial.item("E1").get_by_label("Your number").focus()
    keyboard.type("10.000")
    keyboard.press("Enter")
    expect(trial.item("E1").locator(".opedlab-feedback")).to_contain_text("Your answer was read as 10,000.")

    trial.item("F3").get_by_label("How likely is it? 0 to 100", exact=True).focus()
    keyboard.type("70")
    for _ in range(4):
        keyboard.press("Tab")
    keyboard.press("Enter")
    expect(trial.item("F3").locator(".opedlab-feedback")).to_contain_text("(0.7 − 0)² = 0.49")
    assert trial.cells() == before
    assert page.locator(".opedlab :is(input, textarea, button, [tabindex]):not([data-lm-suppress-shortcuts='true'])").count() == 0


def test_accessible_before_after_and_under_seal(trial: Book, axe_source: str):
    assert trial.axe(axe_source) == []
    keep(trial, "F1", 65, "A reason.")
    trial.item("S1").get_by_label("From", exact=True).fill("60")
    trial.item("S1").get_by_label("To", exact=True).fill("90")
    trial.item("S1").get_by_role("button", name="Check my answer").click()
    expect(trial.item("S1").locator(".opedlab-feedback")).to_contain_text("shares 60 to 80")
    seal(trial.page)
    assert trial.axe(axe_source) == []
