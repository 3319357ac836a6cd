"""The exercise of lesson 02 as a student meets it: alive on opening, answered by mouse and by keys, still there tomorrow."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import QUIET, Book

pytestmark = pytest.mark.browser

EXERCISE = "exercises/02-ten-kinds-of-claim.ipynb"
CONTROLS = "input, select, textarea, button, summary, a[href], [tabindex]"


def option(item: Locator, option_id: str) -> Locator:
    return item.locator(f'input[type=radio][value="{option_id}"]')


def test_alive_without_touching_anything_and_at_the_top(book: Book) -> None:
    book.open(EXERCISE).alive()
    expect(book.item("K01")).to_be_visible()
    assert book.page.locator(".opedlab-item[data-item]").count() == 13
    assert book.page.evaluate("() => window.jupyterapp.shell.currentWidget.content.activeCellIndex") == 0
    expect(book.page.locator(".jp-MarkdownOutput h1").first).to_be_in_viewport()


def test_items_do_not_share_ids_or_radio_groups(book: Book) -> None:
    book.open(EXERCISE).alive()
    ids = book.page.evaluate("() => [...document.querySelectorAll('.opedlab [id]')].map(e => e.id)")
    assert ids and len(set(ids)) == len(ids)
    option(book.item("K01"), "fact").check()
    book.item("K02").get_by_text("Reported fact").click()  # through its label: `for` must lead to its own control
    expect(option(book.item("K02"), "fact")).to_be_checked()
    expect(option(book.item("K01"), "fact")).to_be_checked()


def test_mouse_answer_is_marked_kept_and_there_after_reloading(book: Book) -> None:
    book.open(EXERCISE).alive()
    item = book.item("K02")
    item.get_by_role("button", name="Check my answer").click()
    expect(item.locator(".opedlab-feedback")).to_contain_text("Choose one answer first")
    option(item, "fact").check()
    item.get_by_role("button", name="Check my answer").click()
    expect(item.locator(".opedlab-feedback")).to_contain_text("how sure")
    item.get_by_label("How sure are you?").first.fill("70")
    item.get_by_role("button", name="Check my answer").click()
    expect(item.locator(".opedlab-feedback")).to_contain_text("○ Not quite")
    kept = [event for event in book.lab.events() if event["event"] == "response"]
    assert [(e["item"], e["try"], e["confidence"]) for e in kept] == [("K02", 1, 70)]

    book.page.reload()
    book.alive()
    item = book.item("K02")
    expect(option(item, "fact")).to_be_checked()
    expect(item.locator(".opedlab-feedback")).to_contain_text("○ Not quite")
    item.get_by_role("button", name="Try again").click()
    expect(item.locator(".opedlab-feedback")).to_be_empty()
    expect(item.locator("input[type=radio]").first).to_be_focused()


def test_every_control_keeps_its_keys_from_the_notebook(book: Book) -> None:
    book.open(EXERCISE).alive()
    page = book.page
    bare = page.locator(f".opedlab :is({CONTROLS}):not({QUIET})")
    assert bare.count() == 0, bare.first.evaluate("e => e.outerHTML")
    before = book.cells()
    for item in (book.item("K01"), book.item("T02-01")):
        for control in item.locator(CONTROLS).locator("visible=true").all():  # without an own copy its buttons are hidden, and take no focus
            kind = control.evaluate("e => e.outerHTML.slice(0, 200)")
            for keys in (["ArrowDown", "ArrowUp", "ArrowRight", "ArrowLeft"], ["b"], ["m"], ["d", "d"], ["a"], ["x"], ["Shift+Enter"]):
                control.focus()
                for key in keys:
                    page.keyboard.press(key)
                assert book.cells() == before, f"{keys} on {kind} edited the notebook"


def test_answered_by_keyboard_alone_to_the_second_question(book: Book) -> None:
    book.open(EXERCISE).alive()
    page, item = book.page, book.item("K01")
    estimate = option(item, "estimate")
    item.locator("input[type=radio]").first.focus()
    page.keyboard.press("Space")
    for _ in range(4):
        if estimate.is_checked():
            break
        page.keyboard.press("ArrowDown")
    expect(estimate).to_be_checked()
    page.keyboard.press("Tab")
    page.keyboard.type("60")
    while page.evaluate("() => document.activeElement.tagName") != "BUTTON":
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    second = item.locator(".opedlab-second")
    expect(second).to_be_visible()
    assert page.evaluate("() => document.activeElement.closest('.opedlab-item')?.dataset.item") == "K01", "the focus was lost to the notebook"
    while page.evaluate("() => document.activeElement.type") != "radio":
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    while page.evaluate("() => document.activeElement.tagName") != "BUTTON":
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(item.locator(".opedlab-feedback strong").first).to_contain_text("–")
    expect(second).to_have_count(0)


HOSTILE = "<script>alert(1)</script></textarea><img src=x onerror=alert(2)> \u202eRTL \U0001f41f " + "x" * 2000


def test_text_is_kept_as_typed_rated_and_its_draft_survives(book: Book) -> None:
    book.open(EXERCISE).alive()
    item = book.item("T02-01")
    dialogs: list[str] = []
    # Lab itself asks before an unsaved page is left; any other dialog would be the hostile text at work.
    book.page.on("dialog", lambda d: d.accept() if d.type == "beforeunload" else (dialogs.append(d.message), d.dismiss()))
    item.get_by_label("Your text").fill(HOSTILE)
    item.get_by_role("button", name="Submit my text").click()
    expect(item.locator(".opedlab-feedback")).to_contain_text("A model answer")
    item.locator(".opedlab-second input").first.check()
    item.get_by_role("button", name="Keep my rating").click()
    expect(item.locator(".opedlab-second")).to_contain_text("You meet 1 of")
    draft = "a second thought"
    item.get_by_label("Your text").fill(draft)
    item.get_by_label("Your text").blur()
    book.page.wait_for_timeout(400)
    assert [e["response"] for e in book.lab.events() if e["event"] == "draft"][-1] == draft

    book.page.reload()
    book.alive()
    expect(book.item("T02-01").get_by_label("Your text")).to_have_value(draft)
    assert [e["response"]["text"] for e in book.lab.events() if e["event"] == "response"][0] == HOSTILE
    assert not dialogs


def test_day_two_run_saved_kernel_gone_reopened(book: Book) -> None:
    book.open("lessons/home.ipynb").alive()
    item = book.item("H01")
    option(item, "b15").check()
    item.get_by_label("How sure are you?").first.fill("90")
    item.get_by_role("button", name="Check my answer").click()
    expect(item.locator(".opedlab-feedback")).to_contain_text("✓ Yes")
    book.save()
    book.page.wait_for_timeout(500)
    stored = json.loads((book.lab.root / "lessons/home.ipynb").read_text())
    assert "widget-view" in json.dumps(stored), "the student's own save should be what is reopened"
    book.lab.end_kernels()
    book.page.goto("about:blank")
    book.open("lessons/home.ipynb").alive()
    expect(book.page.get_by_text("Error displaying widget")).to_have_count(0)
    expect(book.item("H01").locator(".opedlab-feedback")).to_contain_text("✓ Yes")


def test_touched_notebook_still_starts(book: Book) -> None:
    (book.lab.root / EXERCISE).touch()
    book.open(EXERCISE).alive()
    expect(book.item("K10")).to_be_attached()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_before_and_after_answers(book: Book, axe_source: str, dark: bool) -> None:
    book.open(EXERCISE, dark=dark).alive()
    assert book.axe(axe_source) == []
    item = book.item("K01")
    option(item, "estimate").check()
    item.get_by_label("How sure are you?").first.fill("60")
    item.get_by_role("button", name="Check my answer").click()
    expect(item.locator(".opedlab-second")).to_be_visible()
    item.get_by_role("button", name="Hint").click()
    expect(item.locator(".opedlab-hints")).to_be_visible()
    assert book.axe(axe_source) == []


def test_nothing_is_lost_in_a_narrow_window(book: Book) -> None:
    book.page.set_viewport_size({"width": 480, "height": 900})
    book.open(EXERCISE).alive()
    book.page.evaluate("() => document.querySelectorAll('.opedlab').forEach(e => { e.style.width = '320px'; })")
    wide = book.page.evaluate(
        """() => [...document.querySelectorAll('.opedlab-item *')].filter(e => e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 0
           && getComputedStyle(e).overflow !== 'visible').map(e => e.outerHTML.slice(0, 80))"""
    )
    over = book.page.evaluate("() => [...document.querySelectorAll('.opedlab')].filter(e => e.scrollWidth > 321).length")
    assert not wide and not over
