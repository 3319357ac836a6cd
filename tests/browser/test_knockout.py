"""The knock-out lab as a student plays it: predict, see it fall, see why, take the author's reply, undo."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import PATIENCE, QUIET, Book

pytestmark = pytest.mark.browser

CELL = "from opedlab.lessons import lesson\nlesson('05-knock-out').knockout()"
CONTROLS = "input, select, textarea, button, summary, a[href], [tabindex]"


def board(book: Book, *, dark: bool = False) -> Locator:
    """The board alive in a notebook of its own."""
    book.open(book.lab.notebook("board.ipynb", [CELL]), dark=dark).run_all()
    found = book.page.locator(".opedlab-knockout")
    found.wait_for(timeout=PATIENCE)
    return found


def choose(on: Locator, card: str) -> None:
    on.get_by_label("Card", exact=True).select_option(card)


def test_predicted_fallen_answered_and_undone_with_the_mouse(book: Book) -> None:
    on = board(book)
    choose(on, "O2")
    expect(on.locator(".opedlab-card")).to_contain_text("put in by the course")
    expect(on.locator(".opedlab-card")).to_contain_text("best reply")
    on.get_by_role("button", name="Accept it and see").click()
    expect(on.get_by_text("Tick what you expect")).to_be_visible()
    on.get_by_label("T1 –").check()
    on.get_by_role("button", name="Accept it and see").click()
    result = on.locator(".opedlab-feedback")
    expect(result).to_contain_text("T0: fell – ○ you did not predict it")
    expect(result).to_contain_text("T1: stands – ○ you predicted that it falls")
    expect(result).to_contain_text("I1.5 is attacked by O2")
    expect(result).to_be_focused()
    fallen = on.locator('.opedlab-picture [data-card="T0"]')
    expect(fallen).to_contain_text("✕ fallen")
    assert fallen.locator("rect").evaluate("e => getComputedStyle(e).strokeDasharray") != "none"

    result.get_by_role("button", name="Choose the reply B7").click()
    on.get_by_label("T0 –").check()
    on.get_by_role("button", name="Accept it and see").click()
    expect(result).to_contain_text("T0: stands again – ✓ as you predicted")
    expect(fallen).not_to_contain_text("fallen")
    on.get_by_role("button", name="Undo").click()
    expect(fallen).to_contain_text("✕ fallen")
    on.get_by_role("button", name="Start again").click()
    expect(fallen).not_to_contain_text("fallen")
    expect(result).to_be_empty()


def test_cards_are_chosen_in_the_picture_and_the_outline_too(book: Book) -> None:
    on = board(book)
    on.locator('.opedlab-picture [data-card="R2"]').click()
    expect(on.get_by_label("Card", exact=True)).to_have_value("R2")
    on.get_by_label("Picture", exact=True).first.select_option("around")
    expect(on.locator('.opedlab-picture [data-card="O5"]')).to_be_visible()
    on.get_by_role("button", name="F5: choose this card").first.click()
    expect(on.locator(".opedlab-card")).to_contain_text("fragility of its capabilities")
    expect(on.locator('.opedlab-picture [data-card="I5.1"]')).to_be_visible()


def test_played_by_keyboard_alone_without_touching_the_notebook(book: Book) -> None:
    on = board(book)
    page, before = book.page, book.cells()
    assert on.locator(f":is({CONTROLS}):not({QUIET})").count() == 0
    on.get_by_label("Card", exact=True).focus()
    page.keyboard.type("PR1")  # typing in a list goes to the entry
    expect(on.get_by_label("Card", exact=True)).to_have_value("PR1")
    page.keyboard.press("ArrowUp")
    expect(on.get_by_label("Card", exact=True)).to_have_value("TF")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(on.get_by_label("T0 –")).to_be_checked()
    for _ in range(5):
        page.keyboard.press("Tab")
    expect(on.get_by_role("button", name="Take it away and see")).to_be_focused()
    page.keyboard.press("Enter")
    expect(on.locator(".opedlab-feedback")).to_contain_text("T0: stands – ○")
    for key in ("b", "m", "d", "d", "ArrowDown", "Shift+Enter"):
        page.keyboard.press(key)
    assert book.cells() == before


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_and_320_pixels_lose_nothing(book: Book, axe_source: str, dark: bool) -> None:
    on = board(book, dark=dark)
    choose(on, "I1.5")
    on.get_by_label("T0 –").check()
    on.get_by_role("button", name="Take it away and see").click()
    expect(on.locator(".opedlab-feedback")).to_contain_text("✓ as you predicted")
    assert book.axe(axe_source) == []
    on.evaluate("e => { e.closest('.opedlab').style.width = '320px'; }")
    assert on.evaluate("e => e.scrollWidth") <= 320
    outline, picture = on.locator(".opedlab-outline").first.bounding_box(), on.locator(".opedlab-picture").bounding_box()
    assert outline and picture and outline["y"] < picture["y"], "the outline comes first"
