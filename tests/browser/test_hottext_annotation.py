"""Marking passages and reviewing quotations as a student does: by mouse, by keyboard alone, after a reload, in a narrow window."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import QUIET, Book

pytestmark = pytest.mark.browser

PATH = "exercises/marks.ipynb"
HOSTILE = "<script>window.hit=1</script><img src=x onerror='window.hit=1'>"
BANK = f"""lesson: marks
title: Marks
items:
  - id: H1
    kind: hottext
    title: "How sure? {HOSTILE}"
    blocks: [13]
    objective: "99.1"
    minutes: 2
    prompt: Mark how sure it is.
    text: "It is [[a|perhaps {HOSTILE}]] a [[b|large]] cat, and [[c|surely]] one, [[d|so to speak]]."
    passages:
      - {{id: a, correct: true, feedback: Yes a., missed: Look at the beginning.}}
      - {{id: b, tempts: It tempts., wrong_because: "It is none. {HOSTILE}"}}
      - {{id: c, correct: true, feedback: Yes c., missed: Look at the end.}}
      - {{id: d, either: true, feedback: One can argue.}}
  - id: A1
    kind: annotation
    title: What would you change?
    blocks: [13]
    objective: "99.1"
    minutes: 5
    prompt: Review it.
    types:
      - {{id: MQMC_101000, name: Accuracy / Mistranslation, means: "Something else. {HOSTILE}"}}
      - {{id: MQMC_003000, name: Terminology / Wrong term, means: Another term.}}
    segments:
      - id: s1
        block: 13
        context: "A cat. {HOSTILE}"
        de: die rote Katze sitzt … auf Dächern
        en: the red cat sits … on roofs
        targets:
          - {{caveat: TC01, at: {{start: 1, end: 3}}, status: firm, types: [MQMC_101000], severity: minor, feedback: The cat., missed: What colour?}}
          - {{caveat: DC01, at: {{start: 4, end: 6}}, status: decoy, feedback: Roofs are fine.}}
"""


@pytest.fixture
def marks(book: Book) -> Book:
    """The two items alive in a notebook of their own."""
    root = book.lab.root
    (root / "exercises" / "items" / "marks.yaml").write_text(BANK, encoding="utf-8")
    sources = ['from opedlab.lessons import lesson\nhere = lesson("marks")', 'here.item("H1")', 'here.item("A1")']
    book.open(book.lab.notebook(PATH, sources)).run_all()
    expect(book.item("A1")).to_be_visible()
    return book


def feedback(item: Locator) -> Locator:
    return item.locator(".opedlab-feedback")


def check(item: Locator) -> Locator:
    return item.get_by_role("button", name="Check my answer")


def responses(book: Book) -> list[object]:
    return [event["response"] for event in book.lab.events() if event["event"] == "response"]


def test_passages_by_mouse_then_reloaded_then_tried_again(marks: Book) -> None:
    item = marks.item("H1")
    check(item).click()
    expect(feedback(item)).to_contain_text("Mark at least one passage first")
    item.get_by_role("button", name="large").click()
    item.get_by_role("button", name="surely").click()
    expect(item.get_by_text("Marked: 2")).to_be_visible()
    check(item).click()
    expect(feedback(item)).to_contain_text("○ Not quite")
    expect(feedback(item)).to_contain_text("○ Not to be marked: “large”")
    expect(feedback(item)).to_contain_text("Look at the beginning.")
    expect(feedback(item)).not_to_contain_text("perhaps")
    expect(item.locator("button[aria-pressed=true]")).to_have_text(["☑large ○ Not to be marked", "☑surely ✓ Found"])
    assert responses(marks) == [{"marked": ["b", "c"]}]

    marks.lab.end_kernels()
    marks.open(PATH).run_all()
    item = marks.item("H1")
    expect(item.locator("button[aria-pressed=true]")).to_have_text(["☑large ○ Not to be marked", "☑surely ✓ Found"])
    item.get_by_role("button", name="Try again").click()
    expect(feedback(item)).to_be_empty()
    item.get_by_role("button", name="large").click()
    item.get_by_role("button", name="perhaps").click()
    check(item).click()
    expect(feedback(item)).to_contain_text("✓ Yes")


def tabbed_to(marks: Book, target: Locator) -> None:
    for _ in range(60):
        if target.evaluate("e => e === document.activeElement"):
            return
        marks.page.keyboard.press("Tab")
    raise AssertionError(f"no way by Tab to {target}")


def test_both_by_keyboard_alone_and_the_notebook_stays_as_it_is(marks: Book) -> None:
    page, before = marks.page, marks.cells()
    item = marks.item("H1")
    passages = item.locator(".opedlab-passage")
    passages.first.focus()
    page.keyboard.press("Space")
    for key in ("ArrowDown", "b", "m", "d", "d"):
        page.keyboard.press(key)
    tabbed_to(marks, passages.nth(2))
    page.keyboard.press("Enter")
    tabbed_to(marks, check(item))
    page.keyboard.press("Enter")
    expect(feedback(item)).to_contain_text("✓ Yes")

    item = marks.item("A1")
    words = item.locator(".opedlab-word")
    for n in (1, 2):
        tabbed_to(marks, words.nth(n))
        page.keyboard.press("Space")
    tabbed_to(marks, item.get_by_label("Type"))
    page.keyboard.type("Acc")
    for key in ("b", "m", "d", "d"):
        page.keyboard.press(key)
    item.get_by_label("Type").select_option("MQMC_101000")
    tabbed_to(marks, item.get_by_label("Severity"))
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    tabbed_to(marks, check(item))
    page.keyboard.press("Enter")
    expect(feedback(item)).to_contain_text("✓ Yes")
    assert responses(marks)[-1] == {"marks": [{"segment": "s1", "start": 1, "end": 3, "type": "MQMC_101000", "severity": "minor"}]}
    assert marks.cells() == before


def test_marks_grow_part_and_go_and_each_wants_a_type_and_a_severity(marks: Book) -> None:
    item = marks.item("A1")
    rows = item.locator(".opedlab-marks li")
    for name in ("die", "rote", "Katze", "auf"):
        item.locator(".opedlab-word", has_text=name).first.click()
    expect(rows).to_have_count(2)  # not across the gap
    rows.first.get_by_label("Type").select_option("MQMC_003000")
    item.locator(".opedlab-word", has_text="sitzt").click()
    expect(rows).to_have_count(2)  # side by side, but a gap still lies between
    item.locator(".opedlab-word", has_text="rote").click()
    expect(rows.locator(".opedlab-quote")).to_have_text(["“die”", "“Katze sitzt”", "“auf”"])
    expect(rows.nth(1).get_by_label("Type")).to_have_value("MQMC_003000")
    check(item).click()
    expect(feedback(item)).to_contain_text("Give every mark a type and a severity first")
    expect(rows.first.get_by_label("Severity")).to_be_focused()
    rows.nth(1).get_by_role("button", name="Remove").click()
    rows.first.get_by_role("button", name="Remove").click()
    rows.first.get_by_label("Type").select_option("MQMC_101000")
    rows.first.get_by_label("Severity").select_option("major")
    check(item).click()
    expect(feedback(item)).to_contain_text("○ No error: Block 13, auf")
    expect(rows.first).to_contain_text("○ No error")
    expect(feedback(item).locator("em[lang=de]").first).to_have_text("auf")


def test_a_blank_review_is_asked_about_once_and_then_taken(marks: Book) -> None:
    item = marks.item("A1")
    check(item).click()
    expect(feedback(item)).to_contain_text("You have marked nothing")
    expect(check(item)).to_be_focused()
    assert responses(marks) == []
    check(item).click()
    expect(feedback(item)).to_contain_text("You marked nothing: all of it would be printed")
    expect(feedback(item)).to_contain_text("What colour?")


def test_unsent_marks_are_kept_as_a_draft(marks: Book) -> None:
    item = marks.item("A1")
    item.locator(".opedlab-word", has_text="rote").click()
    item.get_by_label("Type").select_option("MQMC_003000")
    for _ in range(50):
        if any(event["event"] == "draft" for event in marks.lab.events()):
            break
        marks.page.wait_for_timeout(100)
    marks.lab.end_kernels()
    marks.open(PATH).run_all()
    expect(marks.item("A1").get_by_label("Type")).to_have_value("MQMC_003000")
    expect(marks.item("A1").locator(".opedlab-quote")).to_have_text("“rote”")


def test_accessible_quiet_narrow_and_hostile_text_stays_text(marks: Book, axe_source: str) -> None:
    page = marks.page
    expect(marks.item("H1")).to_contain_text(HOSTILE)
    marks.item("H1").get_by_role("button", name="large").click()
    check(marks.item("H1")).click()
    marks.item("A1").locator(".opedlab-word").nth(4).click()
    marks.item("A1").get_by_text("What the types and severities mean").click()
    expect(feedback(marks.item("H1"))).to_contain_text(HOSTILE)
    assert page.evaluate("() => window.hit") is None
    assert marks.axe(axe_source) == []
    focusable = page.locator(".opedlab :is(input, select, textarea, button, summary, a[href], [tabindex])")
    assert focusable.count() == page.locator(f".opedlab {QUIET}").count()
    small = "e => { const r = e.getBoundingClientRect(); return r.width > 0 && (r.width < 24 || r.height < 24) ? e.outerHTML : null; }"
    assert [found for found in (one.evaluate(small) for one in focusable.all()) if found] == []
    page.evaluate("() => { for (const e of document.querySelectorAll('.opedlab')) e.style.width = '320px'; }")
    assert page.evaluate("() => [...document.querySelectorAll('.opedlab')].map(e => e.scrollWidth)") == [320, 320]
