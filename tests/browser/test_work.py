"""My work and seminar mode as a student meets them: carried away and back, coded, started over, waiting for the code."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from opedlab.answers.bundle import pack
from opedlab.answers.log import AnswerLog
from opedlab.answers.seminar_mode import release_code
from opedlab.answers.work_code import Layout, decode
from opedlab.answers.work_file import read_file
from opedlab.course import Course
from opedlab.items.bank import Bank
from opedlab.records import load
from tests.browser.conftest import QUIET, Book

pytestmark = pytest.mark.browser

LESSON = "02-ten-kinds-of-claim"
NOTEBOOK = "docs/work-test.ipynb"
CELLS = [
    "from opedlab import lesson\nfrom opedlab.lessons import log_of",
    "from opedlab.views.seminar_board import SeminarBoard\nfrom opedlab.views.work import WorkBoard",
    f"here = lesson('{LESSON}')\nlog, banks = log_of(here.course), [here.bank('home'), here.bank(here.slug)]\nWorkBoard(banks, log)",
    "SeminarBoard(here.slug, log, [bank.lesson for bank in banks])",
    "here.item('K02')",
]
HOSTILE = "<img src=x onerror=alert(1)>\u202e\0\U0001f41f"


def opened(book: Book, *, dark: bool = False) -> Book:
    return book.open(book.lab.notebook(NOTEBOOK, CELLS), dark=dark).run_all()


def board(book: Book, name: str) -> Locator:
    return book.page.locator(f'.opedlab-board[aria-label="{name}"]')


def answer(book: Book, option: str, sure: int) -> Locator:
    item = book.item("K02")
    item.locator(f'input[type=radio][value="{option}"]').check()
    item.get_by_label("How sure are you?").first.fill(str(sure))
    item.get_by_role("button", name="Check my answer").click()
    return item.locator(".opedlab-feedback")


def test_work_goes_out_and_comes_back_on_another_day_and_the_page_shows_it(book: Book, tmp_path: Path) -> None:
    opened(book)
    expect(answer(book, "fact", 70)).to_contain_text("○ Not quite")
    work = board(book, "My work")
    expect(work.get_by_role("row", name="Ten kinds of claim")).to_contain_text("1 of 17")
    with book.page.expect_download() as started:
        work.get_by_role("button", name="Download my work").click()
    saved = tmp_path / started.value.suggested_filename
    started.value.save_as(saved)
    expect(work).to_contain_text("was handed to your browser")
    before = book.lab.events()
    assert read_file(saved).state == "whole" and saved.name.startswith("opedlab-work-" + before[0]["who"])

    book.lab.end_kernels()
    shutil.rmtree(book.lab.work)
    book.page.goto("about:blank")
    opened(book)
    work, item = board(book, "My work"), book.item("K02")
    expect(item.locator("input:checked")).to_have_count(0)
    work.get_by_role("button", name="Restore my work").click()
    expect(work).to_contain_text("Choose a file first")
    for entries, known in ((len(before), 0), (0, len(before))):
        work.get_by_label("A file that you downloaded").set_input_files(saved)
        work.get_by_role("button", name="Restore my work").click()
        expect(work).to_contain_text(f"Entries restored: {entries}. Here already: {known}.")
        assert book.lab.events() == before
    expect(work).to_contain_text(f"Your pseudonym is {before[0]['who']}")
    expect(item.locator('input[value="fact"]')).to_be_checked()
    expect(item.locator(".opedlab-feedback")).to_contain_text("○ Not quite")


def test_damaged_and_wrong_files_are_said_as_text(book: Book, tmp_path: Path) -> None:
    log = AnswerLog(tmp_path / "other")
    log.add("response", HOSTILE, HOSTILE, response=HOSTILE, tried=1)
    log.add("response", LESSON, "K02", response={"option": HOSTILE}, tried=1)
    files = {"cut.jsonl": pack(log.folder)[:-30], "x<b>.jsonl": b"PK\x03\x04" + b"0" * 1000, "big.jsonl": b" " * 8_000_001}
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    opened(book)
    dialogs: list[str] = []
    book.page.on("dialog", lambda d: (dialogs.append(d.message), d.dismiss()))
    work = board(book, "My work")
    for name, said in (("cut.jsonl", "1 of 2 events are lost"), ("x<b>.jsonl", "zip archive"), ("big.jsonl", "larger than 8 MB")):
        work.get_by_label("A file that you downloaded").set_input_files(tmp_path / name)
        work.get_by_role("button", name="Restore my work").click()
        expect(work).to_contain_text(said)
    assert len(book.lab.events()) == 1 and not dialogs
    expect(work).to_contain_text("does not have: 1")
    expect(work.locator("img")).to_have_count(0)


def test_the_code_is_made_and_copied(book: Book) -> None:
    book.page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=book.lab.base)
    opened(book)
    expect(answer(book, "fact", 70)).to_contain_text("○ Not quite")
    work = board(book, "My work")
    part = work.get_by_role("group", name="Work code")
    part.get_by_label("Lesson").select_option(LESSON)
    part.get_by_role("button", name="Make the code").click()
    expect(part).to_contain_text("Answers in it: 1.")
    part.get_by_role("button", name="Copy").click()
    expect(part).to_contain_text("✓ Copied")
    code = book.page.evaluate("() => navigator.clipboard.readText()")
    bank = load(Course(book.lab.root).items / f"{LESSON}.yaml", Bank)
    assert code == part.get_by_label("Your code").input_value() and len(code) <= 200
    assert decode(code, [Layout(bank)]).answers["K02"].response == {"option": "fact"}


def press_until(book: Book, label: str) -> None:
    for _ in range(40):
        if book.page.evaluate("() => document.activeElement.textContent") == label:
            return
        book.page.keyboard.press("Tab")
    raise AssertionError(f"{label} is not reached by keyboard")


def test_started_over_by_keyboard_alone_and_asked_once(book: Book) -> None:
    opened(book)
    expect(answer(book, "fact", 70)).to_contain_text("○ Not quite")
    page, cells = book.page, book.cells()
    assert page.locator(f".opedlab :is(input, select, textarea, button, summary, a[href], [tabindex]):not({QUIET})").count() == 0
    part = board(book, "My work").get_by_role("group", name="Start over").first
    part.get_by_label("Lesson").focus()
    page.keyboard.press("ArrowDown")
    press_until(book, "Start over")
    page.keyboard.press("Enter")
    expect(part.get_by_role("button", name="Keep my answers")).to_be_focused()
    page.keyboard.press("Enter")
    assert [e["event"] for e in book.lab.events()] == ["response"]
    expect(part.get_by_role("button", name="Start over")).to_be_focused()
    page.keyboard.press("Enter")
    press_until(book, "Yes, start over")
    page.keyboard.press("Enter")
    expect(part).to_contain_text("is blank again")
    expect(part.get_by_role("button", name="Start over")).to_be_focused()
    expect(book.item("K02").locator("input:checked")).to_have_count(0)
    expect(book.item("K02").locator(".opedlab-feedback")).to_be_empty()
    assert [(e["event"], e["lesson"]) for e in book.lab.events()] == [("response", LESSON), ("start-over", LESSON)]
    assert book.cells() == cells


def test_seminar_mode_holds_back_the_feedback_until_the_code_is_typed(book: Book) -> None:
    opened(book)
    mode, item = board(book, "Seminar mode"), book.item("K02")
    expect(mode.get_by_label("Release code")).to_be_hidden()
    mode.get_by_role("checkbox").focus()
    book.page.keyboard.press("Space")
    expect(mode.get_by_label("Release code")).to_be_visible()
    expect(answer(book, "fact", 70)).to_contain_text("✎ Your answer is kept")
    assert item.locator("[data-outcome]").count() == 0 and "Not quite" not in book.page.content()

    book.lab.end_kernels()
    book.page.goto("about:blank")
    opened(book)
    mode, item = board(book, "Seminar mode"), book.item("K02")
    expect(mode.get_by_role("checkbox")).to_be_checked()
    expect(item.locator(".opedlab-feedback")).to_contain_text("✎ Your answer is kept")
    field = mode.get_by_label("Release code")
    for typed, said in (("abc-def", "not the code of any lesson"), (release_code("home"), "another lesson: home")):
        field.fill(typed)
        field.press("Enter")
        expect(mode).to_contain_text(said)
    field.fill(release_code(LESSON).upper())
    field.press("Enter")
    expect(mode).to_contain_text("✓ Feedback is open")
    expect(mode.get_by_role("checkbox")).to_be_focused()
    expect(item.locator(".opedlab-feedback")).to_contain_text("○ Not quite")
    expect(item.locator('input[value="fact"]')).to_be_checked()
    assert [(e["event"], e["mode"]) for e in book.lab.events()] == [("seminar", "open"), ("response", "seminar"), ("release", "open")]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_and_nothing_is_lost_in_a_narrow_window(book: Book, axe_source: str, dark: bool) -> None:
    AnswerLog(book.lab.work / "answers").add("response", "nowhere", "Z99", response="a")
    (book.lab.work / "answers" / "0.jsonl").write_text("torn\n" * 30)
    opened(book, dark=dark)
    work = board(book, "My work")
    work.get_by_text("Skipped while reading").click()
    work.get_by_role("button", name="Make the code").click()
    expect(work.get_by_label("Your code")).to_be_visible()
    board(book, "Seminar mode").get_by_role("checkbox").check()
    work.get_by_role("button", name="Start over").click()
    assert book.axe(axe_source) == []
    book.page.evaluate("() => document.querySelectorAll('.opedlab').forEach(e => { e.style.width = '320px'; })")
    assert book.page.evaluate("() => [...document.querySelectorAll('.opedlab')].filter(e => e.scrollWidth > 321).length") == 0
