"""Advice on a text of one's own in a real browser: by keys alone, with a way to each place, in a status region, also on a narrow page."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import QUIET, Book

pytestmark = pytest.mark.browser

ITEM = {
    "id": "A1", "kind": "extended-text", "title": "Say it", "objective": "99.1", "minutes": 3, "prompt": "Write.", "words_low": 2, "words_high": 40,
    "model_answer": "Asking suggests a lack.", "model_note": "Note.", "rubric": [{"id": "a", "text": "t", "met_when": "m"}],
    "checks": [{"check": "hedges", "blocks": [22]}, {"check": "figures"}, {"check": "structure", "parts": ["Bottom line"]}],
}  # fmt: skip
PLACE = "docs/advice.ipynb"
TEXT = "Bottom line: 😀 it loses 1,000 <img src=x onerror=alert(1)> men."


@pytest.fixture
def opened(book: Book) -> Book:
    book.lab.bank("advice", ITEM)
    sources = ["from opedlab import lesson\n\nhere = lesson('advice')", "here.item('A1')"]
    return book.open(book.lab.notebook(PLACE, sources)).run_all()


def test_advice_by_keys_alone(opened: Book, axe_source: str) -> None:
    page, before, item = opened.page, opened.cells(), opened.item("A1")
    alerts: list[str] = []
    page.on("dialog", lambda dialog: (alerts.append(dialog.message), dialog.dismiss()))
    ask, area, region = item.get_by_role("button", name="Advise me"), item.get_by_role("textbox"), item.locator(".opedlab-advice")
    expect(ask).to_have_accessible_description("“Advise me” looks for: sentences that are surer than the blocks they speak of; a number without "
                                               "somebody who vouches for it; parts that the text should have; a text that is shorter or longer than asked. "
                                               "This is advice, never a mark.")  # fmt: skip
    ask.focus()
    page.keyboard.press("Enter")
    expect(region).to_have_text("Write something first.")
    expect(area).to_be_focused()
    page.keyboard.insert_text(TEXT)
    page.keyboard.press("Tab")
    expect(ask).to_be_focused()
    page.keyboard.press("Enter")
    expect(region).to_contain_text("Places to look at again: 1.")
    assert region.get_attribute("role") == "status"
    expect(region.locator("q")).to_have_text("1,000")
    expect(ask).to_be_focused()
    assert page.locator(f".opedlab :is(input, select, textarea, button, a[href]):not({QUIET})").count() == 0
    assert opened.axe(axe_source) == []
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # go to the place
    expect(area).to_be_focused()
    assert area.evaluate("e => e.value.slice(e.selectionStart, e.selectionEnd)") == "1,000"
    page.keyboard.insert_text("1,000, says Kyiv,")
    expect(region).to_contain_text("You have changed the text since")
    ask.focus()
    page.keyboard.press("Enter")
    expect(region).to_contain_text("Nothing found by these checks. That is no praise")
    item.evaluate("e => { e.parentElement.style.width = '320px'; }")
    assert item.evaluate("e => e.scrollWidth <= e.clientWidth")
    assert opened.cells() == before and not alerts
    events = opened.lab.events()
    assert {e["event"] for e in events} == {"draft"} and "says Kyiv" in events[-1]["response"]
    item.get_by_role("button", name="Submit my text").click()
    expect(item.locator(".opedlab-feedback")).to_contain_text("A model answer")
    expect(region).to_be_empty()
