"""The class board and the agreement board as an instructor meets them: files and codes in, out and back, by mouse and by keys."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from opedlab.answers.bundle import pack
from opedlab.answers.log import AnswerLog
from opedlab.answers.work_code import code
from opedlab.course import Course
from opedlab.items.bank import Bank
from opedlab.records import load
from tests.browser.conftest import QUIET, ROOT, Book

pytestmark = pytest.mark.browser

REAL = Course(ROOT)
VM = "01-forty-two-blocks-many-voices"
NOTEBOOK = "docs/class-test.ipynb"
CELLS = ["from opedlab import lesson", "here = lesson('09-do-we-agree')", "here.class_work()", "here.agreement('voices')"]


def opened(book: Book) -> tuple[Locator, Locator]:
    book.open(book.lab.notebook(NOTEBOOK, CELLS)).run_all()
    return book.page.locator('[aria-label="The work of your class"]'), book.page.locator('[aria-label="Nine passages, three annotators (invented)"]')


@pytest.fixture
def students(tmp_path: Path) -> list[Path]:
    """Three students' folders with an answer each to the voices of lesson 01; the third differs in one row."""
    key = {row.id: row.column for row in load(REAL.items / f"{VM}.yaml", Bank)["VM01-01"].rows}
    for n, changed in enumerate(({}, {}, {"r1": "author"})):
        AnswerLog(tmp_path / f"s{n}").add("response", VM, "VM01-01", response={"rows": key | changed}, tried=1)
    return [tmp_path / f"s{n}" for n in range(3)]


def test_files_and_codes_come_in_go_out_and_come_back(book: Book, students: list[Path], tmp_path: Path, axe_source: str) -> None:
    board, agreement = opened(book)
    expect(board).to_contain_text("There is no work of a class yet")
    expect(agreement).to_contain_text("No work of a class has been pooled for this yet")
    for n in range(2):
        (tmp_path / f"s{n}.jsonl").write_bytes(pack(students[n]))
    (tmp_path / "<img src=x onerror=alert(1)>.jsonl").write_bytes(b"\0\1\2")
    board.locator("input[type=file]").set_input_files(sorted(tmp_path.glob("*.jsonl")))
    board.get_by_role("button", name="Add these files").click()
    expect(board).to_contain_text("Files: 3. Students: 2. Answers: 2.")
    expect(board).to_contain_text("Problems: 1. The rest was read all the same.")
    assert not board.locator("img").count(), "a file's name never becomes markup"
    board.locator("textarea").fill(f"Ben 14:02\n{code(students[2], load(REAL.items / f'{VM}.yaml', Bank))} :)")
    board.get_by_role("button", name="Take these codes").click()
    expect(board).to_contain_text("Files: 4. Students: 3. Answers: 3.")
    agreement.get_by_role("button", name="Look again").click()
    expect(agreement).to_contain_text("Your class, round 1; students: 3")
    expect(agreement.get_by_role("row", name="Block 4, above the article").last).to_contain_text("33 %")

    board.get_by_text("All files: 4").click()
    board.get_by_role("button", name="Take s0.jsonl out").click()
    expect(board).to_contain_text("s0.jsonl no longer counts.")
    expect(board).to_contain_text("Students: 2.")
    expect(board.get_by_role("button", name="Put it back").first).to_be_focused()
    board.get_by_role("button", name="Put it back").first.press("Enter")
    expect(board).to_contain_text("s0.jsonl counts again.")
    expect(board).to_contain_text("Students: 3.")
    assert (book.lab.work / "class" / "s0.jsonl").exists()
    assert book.axe(axe_source) == []


def test_every_control_keeps_its_keys_from_the_notebook(book: Book, students: list[Path]) -> None:
    board, agreement = opened(book)
    for one in (board, agreement):
        controls = one.locator("button, input, textarea, summary, [tabindex]")
        assert controls.count() == one.locator(f":is(button, input, textarea, summary, [tabindex]){QUIET}").count() > 0
    before = book.cells()
    board.locator("textarea").press_sequentially("bmdd")
    agreement.get_by_role("button", name="Look again").focus()
    for key in ("ArrowDown", "b", "m", "d", "d"):
        book.page.keyboard.press(key)
    assert book.cells() == before


def test_both_boards_fit_into_320_pixels(book: Book, students: list[Path]) -> None:
    boards = opened(book)
    book.page.set_viewport_size({"width": 480, "height": 900})
    for board in boards:
        board.evaluate("e => { e.closest('.jp-OutputArea-output').style.width = '320px'; }")
        expect(board).to_be_visible()
        assert board.evaluate("e => e.scrollWidth <= e.clientWidth + 1"), "nothing but a table's own box scrolls sideways"
