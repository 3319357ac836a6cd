"""``form`` in a real browser: by keys alone, rows added, removed and brought back, drafts, a narrow page, hostile texts."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import QUIET, Book

pytestmark = pytest.mark.browser

HOSTILE = "<img src=x onerror=alert(1)></select></textarea>\u202etxt 🪖"
FIELDS = [
    {"id": "owner", "label": "Owner", "type": "text", "required": True},
    {"id": "sure", "label": "Sure", "type": "number", "low": 0, "high": 100, "unit": "%"},
    {"id": "reach", "label": "Reach", "type": "choice", "choices": [{"id": "all", "text": HOSTILE}, {"id": "part", "text": "a part"}]},
    {"id": "day", "label": "Day", "type": "date"},
]
SHARED = {
    "kind": "form", "objective": "99.1", "minutes": 3, "prompt": "Whose is it?", "model_note": "Compare.", "fields": FIELDS,
    "rubric": [{"id": "a", "text": "Named.", "met_when": HOSTILE}, {"id": "b", "text": "Dated.", "met_when": "A day."}],
}  # fmt: skip
GIVEN = SHARED | {
    "id": "F1", "title": "Given rows", "rows": [{"id": "k", "label": "Block 7", "text": HOSTILE}, {"id": "s", "label": "Block 15"}],
    "model": [{"row": "k", "owner": "MODEL", "sure": "90"}, {"row": "s", "owner": HOSTILE}],
}  # fmt: skip
OWN = SHARED | {"id": "F2", "title": "Own rows", "rows_high": 3, "model": [{"owner": "MODEL"}]}
PLACE = "docs/form.ipynb"


@pytest.fixture
def opened(book: Book) -> Book:
    """A notebook with a form of given rows and one of own rows."""
    book.lab.bank("form", GIVEN, OWN)
    sources = ["from opedlab import lesson\n\nhere = lesson('form')", "here.item('F1')", "here.item('F2')"]
    return book.open(book.lab.notebook(PLACE, sources)).run_all()


def submit(item: Locator) -> Locator:
    return item.get_by_role("button", name="Submit my answers")


def feedback(item: Locator) -> Locator:
    return item.locator(".opedlab-feedback")


def owners(item: Locator) -> list[str]:
    return [box.input_value() for box in item.get_by_role("textbox", name="Owner").all()]


def test_given_rows_by_keys_alone_with_one_message_at_a_time(opened: Book) -> None:
    page, before, item = opened.page, opened.cells(), opened.item("F1")
    assert page.locator(f".opedlab :is(input, select, textarea, button, summary, a[href], [tabindex]):not({QUIET})").count() == 0
    first = item.get_by_role("textbox", name="Block 7 Owner")
    first.focus()
    submit(item).focus()
    page.keyboard.press("Enter")
    expect(feedback(item)).to_contain_text("Fill in at least one field first")
    expect(first).to_be_focused()
    for keys in ("bmdd", "Tab", "130", "Tab", "ArrowDown", "ArrowDown", "Tab"):
        page.keyboard.press(keys) if keys[0] in "TA" else page.keyboard.type(keys)
    page.keyboard.type("10282024")
    submit(item).focus()
    page.keyboard.press("Enter")
    expect(feedback(item)).to_contain_text("Block 7, “Sure”: “130” is out of range; it takes a number from 0 to 100 % (1 more after it)")
    sure = item.get_by_role("textbox", name="Block 7 Sure")
    expect(sure).to_be_focused()
    assert sure.get_attribute("aria-invalid") == "true"
    page.keyboard.press("Control+a")
    page.keyboard.type("60")
    assert sure.get_attribute("aria-invalid") is None
    submit(item).focus()
    page.keyboard.press("Enter")
    expect(feedback(item)).to_contain_text("Block 15, “Owner” is needed and empty")
    expect(item.get_by_role("textbox", name="Block 15 Owner")).to_be_focused()
    page.keyboard.type("Kyiv")
    assert first.input_value() == "bmdd" and sure.input_value() == "60"  # nothing typed is lost
    submit(item).focus()
    page.keyboard.press("Enter")
    expect(feedback(item)).to_contain_text("✎ Noted")
    expect(item.get_by_role("table", name="A model answer")).to_contain_text("MODEL")
    item.get_by_label("Named.").focus()
    page.keyboard.press("Space")
    item.get_by_role("button", name="Keep my rating").focus()
    page.keyboard.press("Enter")
    expect(item.get_by_text("You meet 1 of 2 points")).to_be_visible()
    expect(item.get_by_role("button", name="Keep my rating")).to_be_focused()
    assert opened.cells() == before
    responses = [e["response"] for e in opened.lab.events() if e["event"] == "response"]
    assert responses[0]["rows"][0] == {"row": "k", "owner": "bmdd", "sure": "60", "reach": "part", "day": "2024-10-28"}
    assert responses[1] == responses[0] | {"met": ["a"]}

    opened.open(PLACE).run_all()
    item = opened.item("F1")
    expect(item.get_by_role("combobox", name="Block 7 Reach")).to_have_value("part")
    expect(item.get_by_role("table", name="A model answer")).to_be_visible()


def test_own_rows_are_added_removed_and_brought_back_by_keys(opened: Book) -> None:
    page, item = opened.page, opened.item("F2")
    add = item.get_by_role("button", name="Add a row")
    item.get_by_role("textbox", name="Owner").focus()
    for name in ("one", "two", "three"):
        if name != "one":
            add.focus()
            page.keyboard.press("Enter")
        page.keyboard.type(name)
    assert owners(item) == ["one", "two", "three"]
    add.focus()
    page.keyboard.press("Enter")
    expect(item.get_by_text("The table is full: at most 3 rows.")).to_be_visible()
    expect(add).to_be_focused()
    item.get_by_role("button", name="Remove row 2").focus()
    page.keyboard.press("Enter")
    assert owners(item) == ["one", "three"]
    undo = item.get_by_role("button", name="Undo")
    expect(undo).to_be_focused()
    expect(item.get_by_role("group", name="Row 2")).to_be_visible()
    page.keyboard.press("Enter")
    assert owners(item) == ["one", "two", "three"]
    expect(item.get_by_role("group", name="Row 2").get_by_role("textbox", name="Owner")).to_be_focused()
    for _ in range(3):
        item.get_by_role("button", name="Remove row 1").click()
    assert owners(item) == [""]
    item.get_by_role("button", name="Undo").click()
    assert owners(item) == ["three"]  # in place of the empty row that stood in
    page.wait_for_timeout(2500)
    kept = [json.loads(e["response"]) for e in opened.lab.events() if e["event"] == "draft"]
    assert kept[-1]["rows"][0]["owner"] == "three"

    opened.open(PLACE).run_all()
    item = opened.item("F2")
    assert owners(item) == ["three"]
    item.get_by_role("textbox", name="Day").focus()
    page.keyboard.type("10")
    submit(item).click()
    expect(feedback(item)).to_contain_text("Row 1, Day: the date is not complete")
    assert owners(item) == ["three"]


def test_axe_finds_nothing_texts_stay_texts_and_320_px_hold_it_all(opened: Book, axe_source: str) -> None:
    page = opened.page
    alerts: list[str] = []
    page.on("dialog", lambda dialog: (alerts.append(dialog.message), dialog.dismiss()))
    for item in (opened.item("F1"), opened.item("F2")):
        for box in item.get_by_role("textbox", name="Owner").all():
            box.fill(HOSTILE)
        submit(item).click()
        expect(feedback(item)).to_contain_text("✎ Noted")
    assert page.locator(".opedlab img").count() == 0 and not alerts
    assert opened.axe(axe_source) == []
    for name in ("F1", "F2"):
        item = opened.item(name)
        item.evaluate("e => { e.parentElement.style.width = '320px'; }")
        assert item.evaluate("e => e.scrollWidth <= e.clientWidth"), name
        small = item.locator("input, select, button").evaluate_all(
            "all => all.filter(e => e.offsetWidth && Math.min(e.offsetWidth, e.offsetHeight) < 24).length"
        )
        assert small == 0, name
    expect(opened.item("F1").locator("label", has_text="Reach").first).to_be_visible()  # each field shows its own label now
    expect(opened.item("F1").get_by_role("rowheader")).to_have_count(4)  # laid out as blocks, the tables are still tables
    assert opened.axe(axe_source) == []
