"""``match`` and ``order`` in a real browser: by mouse, by keys alone, after reloading, on a narrow page, with hostile texts."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import QUIET, Book

pytestmark = pytest.mark.browser

HOSTILE = "<img src=x onerror=alert(1)></select></textarea>\u202etxt 🪖"
WRONG = {"tempts": "It tempts.", "wrong_because": "But look again."}
MATCH = {
    "id": "M1", "kind": "match", "title": "Who says it?", "blocks": [4, 7, 15], "objective": "99.1", "minutes": 3, "prompt": "Whose voice?",
    "columns": [{"id": "author", "text": "The author", "means": "in her own voice"}, {"id": "cited", "text": HOSTILE}],
    "rows": [
        {"id": "price", "block": 4, "label": "Price", "text": HOSTILE, "column": "author", "feedback": "Hers."},
        {"id": "number", "block": 7, "label": "Number", "column": "cited", "feedback": "Washington's."},
        {"id": "shells", "block": 15, "label": "Shells", "column": "author", "feedback": "Her count.",
         "also": [{"column": "cited", "feedback": "It reaches."}]},
    ],
    "confusions": [{"chosen": "cited", "instead_of": "author"} | WRONG, {"chosen": "author", "instead_of": "cited"} | WRONG],
}  # fmt: skip
ORDER = {
    "id": "R1", "kind": "order", "title": "How sure?", "objective": "99.1", "minutes": 3, "prompt": "Order.", "top": "most certain", "bottom": HOSTILE,
    "entries": [
        {"id": one, "text": text, "place": place, "feedback": "It stands.", "too_high": "Look down.", "too_low": "Look up."}
        for one, text, place in (
            ("doubtless", "*zweifellos* (doubtless)", 1), ("surely", "*sicherlich* (surely)", 2), ("points", HOSTILE, 3), ("could", "*könnte* (could)", 4),
        )
    ],
}  # fmt: skip
PLACE = "docs/match-order.ipynb"


@pytest.fixture
def opened(book: Book) -> Book:
    """A notebook with one item of each kind."""
    book.lab.bank("match-order", MATCH, ORDER)
    sources = ["from opedlab import lesson\n\nhere = lesson('match-order')", "here.item('M1')", "here.item('R1')"]
    return book.open(book.lab.notebook(PLACE, sources)).run_all()


def check(item: Locator) -> Locator:
    return item.get_by_role("button", name="Check my answer")


def feedback(item: Locator) -> Locator:
    return item.locator(".opedlab-feedback")


def entries(item: Locator) -> list[str]:
    return item.locator(".opedlab-entry").all_inner_texts()


def test_match_by_mouse_is_marked_row_by_row_and_there_after_reloading(opened: Book) -> None:
    item = opened.item("M1")
    rows = {name: item.get_by_role("row", name=name) for name in ("Price", "Number", "Shells")}
    rows["Price"].get_by_role("combobox").select_option("cited")
    check(item).click()
    expect(feedback(item)).to_contain_text("every row")
    expect(rows["Number"].get_by_role("combobox")).to_be_focused()  # the first that is still empty
    rows["Number"].get_by_role("combobox").select_option("cited")
    rows["Shells"].get_by_role("combobox").select_option("cited")
    check(item).click()
    for name, verdict in (("Price", "○ Not quite"), ("Number", "✓ Yes"), ("Shells", "✓ Defensible")):
        expect(rows[name].locator(".opedlab-verdict")).to_have_text(verdict)
    expect(feedback(item)).to_contain_text("2 of 3 rows")
    expect(feedback(item)).to_contain_text("But look again.")
    expect(feedback(item)).to_contain_text("It reaches.")
    assert [e["response"] for e in opened.lab.events() if e["event"] == "response"] == [{"rows": {"price": "cited", "number": "cited", "shells": "cited"}}]

    opened.open(PLACE).run_all()
    item = opened.item("M1")
    price, number = (item.get_by_role("row", name=name).get_by_role("combobox") for name in ("Price", "Number"))
    expect(price).to_have_value("cited")
    expect(feedback(item)).to_contain_text("2 of 3 rows")
    item.get_by_role("button", name="Try again").click()
    expect(feedback(item)).to_be_empty()
    expect(price).to_be_focused()  # only the row that was not quite is emptied
    assert (price.input_value(), number.input_value()) == ("", "cited")
    assert item.locator(".opedlab-verdict").all_inner_texts() == ["", "", ""]
    price.select_option("author")
    check(item).click()
    expect(feedback(item)).to_contain_text("✓ Defensible")


def test_order_by_mouse_moves_announces_and_is_there_after_reloading(opened: Book) -> None:
    item = opened.item("R1")
    check(item).click()
    expect(feedback(item)).to_contain_text("Move something first")
    item.get_by_label("Place of: könnte (could)").focus()
    item.get_by_label("Place of: könnte (could)").select_option("1")
    expect(item.get_by_label("Place of: könnte (could)")).to_be_focused()
    expect(item.locator(".opedlab-moved")).to_have_text("könnte (could): now place 1 of 4.")
    item.get_by_label("Place of: zweifellos (doubtless)").select_option("2")
    item.get_by_label("Place of: sicherlich (surely)").select_option("3")
    check(item).click()
    expect(feedback(item)).to_contain_text("3 of 6 pairs")
    expect(feedback(item)).to_contain_text("Look down.")
    assert item.locator(".opedlab-verdict").all_inner_texts() == ["○ Too high up", "✓ In order", "✓ In order", "✓ In order"]
    stood = [text.split("\n")[0] for text in entries(item)]

    opened.open(PLACE).run_all()
    item = opened.item("R1")
    assert [text.split("\n")[0] for text in entries(item)] == stood
    expect(feedback(item)).to_contain_text("3 of 6 pairs")
    item.get_by_role("button", name="Try again").click()
    expect(feedback(item)).to_be_empty()
    assert [text.split("\n")[0] for text in entries(item)] == stood  # trying again goes on from there
    item.get_by_label("Place of: könnte (could)").select_option("4")
    check(item).click()
    expect(feedback(item)).to_contain_text("✓ Yes")


def test_both_by_keys_alone_without_touching_the_notebook(opened: Book) -> None:
    page, before = opened.page, opened.cells()
    assert page.locator(f".opedlab :is(input, select, textarea, button, summary, a[href], [tabindex]):not({QUIET})").count() == 0

    item = opened.item("M1")
    item.get_by_role("combobox").first.focus()
    for _ in range(3):
        page.keyboard.press("ArrowDown")  # the author, in every row
        page.keyboard.press("Tab")
    expect(check(item)).to_be_focused()
    page.keyboard.press("Enter")
    expect(feedback(item)).to_contain_text("2 of 3 rows")

    item = opened.item("R1")
    up = item.get_by_label("Move up: könnte (could)")
    up.focus()
    for _ in range(8):
        page.keyboard.press("Enter")
        expect(up).to_be_focused()
    expect(item.locator(".opedlab-moved")).to_have_text("könnte (could) is at the top already.")
    assert entries(item)[0].startswith("könnte")
    page.keyboard.press("Tab")
    down = item.get_by_label("Move down: könnte (could)")
    expect(down).to_be_focused()
    page.keyboard.press("Space")
    expect(down).to_be_focused()
    assert entries(item)[1].startswith("könnte")
    for key in ("b", "m", "d", "d", "ArrowDown", "ArrowUp"):
        page.keyboard.press(key)
    check(item).focus()
    page.keyboard.press("Enter")
    expect(feedback(item)).to_contain_text("pairs")
    assert opened.cells() == before


def test_axe_finds_nothing_texts_stay_texts_and_320_px_hold_it_all(opened: Book, axe_source: str) -> None:
    page = opened.page
    alerts: list[str] = []
    page.on("dialog", lambda dialog: (alerts.append(dialog.message), dialog.dismiss()))
    expect(opened.item("M1").get_by_role("row", name="Price")).to_contain_text("<img src=x")
    expect(opened.item("R1")).to_contain_text("<img src=x")
    opened.item("M1").get_by_role("combobox").first.select_option("cited")
    for choose in opened.item("M1").get_by_role("combobox").all():
        choose.select_option("author")
    opened.item("R1").get_by_label("Place of: könnte (could)").select_option("1")
    for name in ("M1", "R1"):
        check(opened.item(name)).click()
        expect(feedback(opened.item(name))).not_to_be_empty()
    assert page.locator(".opedlab img, .opedlab textarea").count() == 0 and not alerts
    assert opened.axe(axe_source) == []
    for name in ("M1", "R1"):
        opened.item(name).evaluate("e => { e.parentElement.style.width = '320px'; }")
        assert opened.item(name).evaluate("e => e.scrollWidth <= e.clientWidth"), name
        small = (
            opened.item(name)
            .locator("select, button")
            .locator("visible=true")
            .evaluate_all("all => all.filter(e => Math.min(e.offsetWidth, e.offsetHeight) < 24).length")
        )
        assert small == 0, name
    # Laid out as cards, the table is still one for a screen reader.
    expect(opened.item("M1").get_by_role("rowheader")).to_have_count(3)
    assert opened.axe(axe_source) == []
