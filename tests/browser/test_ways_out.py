"""What leaves the course or comes back into it: marks as files, a memo with its card, a row for the ledger, the opened ledger, reviews of classmates."""

from __future__ import annotations

import io
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect
from pypdf import PdfReader

from opedlab.answers.bundle import pack
from opedlab.answers.log import AnswerLog
from opedlab.answers.seal import ledger, made
from opedlab.course import Course
from opedlab.items.bank import Bank
from opedlab.records import load
from opedlab.views.strings import text
from tests.browser.conftest import QUIET, ROOT, Book

pytestmark = pytest.mark.browser

REAL = Course(ROOT)
SEALED = "00-sealed-forecasts"


def opened(book: Book, slug: str, *cells: str) -> Page:
    book.open(book.lab.notebook(f"exercises/98-{slug[:2]}.ipynb", [f"from opedlab import lesson\nhere = lesson('{slug}')", *cells])).run_all()
    return book.page


def press_for_file(board: Locator, button: str) -> tuple[str, bytes]:
    """Press by keyboard and wait for the file."""
    with board.page.expect_download() as download:
        board.get_by_role("button", name=button, exact=True).press("Enter")
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def test_marks_leave_in_four_forms_once_there_are_some(book: Book, axe_source: str) -> None:
    page = opened(book, "08-errors-that-change-the-argument", 'here.item("E08-03")', "here.export()")
    board = page.get_by_role("region", name=text("export_title"))
    board.get_by_role("button", name=text("export_csv")).press("Enter")
    expect(board.get_by_role("status")).to_contain_text("There are no marks to write yet")
    item = book.item("E08-03")
    item.locator(".opedlab-word").nth(1).press("Enter")
    for choose in item.get_by_role("combobox").all():
        choose.select_option(index=1)
    item.locator("button.opedlab-main").press("Enter")
    expect(item.locator(".opedlab-feedback")).not_to_be_empty()
    for name, ending in (("export_tsv", ".tsv"), ("export_csv", ".csv"), ("export_xliff", ".xlf"), ("export_tmx", ".tmx")):
        file, data = press_for_file(board, text(name))
        assert file.endswith(ending)
        expect(board.get_by_role("status")).to_contain_text(f"✓ Written: {file}.")
        if ending in (".xlf", ".tmx"):
            assert ET.fromstring(data).tag.rpartition("}")[2] == ending[1:].replace("xlf", "xliff")
        else:
            head, *rows = data.decode().splitlines()
            assert "category" in head and len(rows) >= 1
    assert book.axe(axe_source) == []


def test_a_memo_leaves_with_the_card_that_was_marked(book: Book, axe_source: str) -> None:
    page = opened(book, "15-write-the-memo", 'here.item("T15-02")', 'here.export_memo("T15-02")')
    board = page.locator(".opedlab-board").first
    expect(board).to_contain_text("There is no text of yours yet")
    expect(board.get_by_role("button", name="PDF")).to_be_disabled()
    area = book.item("T15-02").get_by_role("textbox").first
    area.fill("## Bottom line\n\nTreat it as **one sign**.\n\n<script>window.hit = 1</script>")
    area.blur()
    board.get_by_role("button", name=text("work_look")).press("Enter")
    expect(board).to_contain_text("your draft, not handed in yet")
    file, plain = press_for_file(board, "Markdown")
    assert file.endswith(".md") and b"The card that carries" not in plain
    chosen = board.get_by_label(text("memo_card"))
    chosen.focus()
    page.keyboard.type("I1.5")
    expect(chosen).to_have_value("I1.5")
    assert b"**\xe2\x97\x86 I1.5**" in press_for_file(board, "Markdown")[1]
    _, pdf = press_for_file(board, "PDF")
    assert "I1.5" in "".join(one.extract_text() for one in PdfReader(io.BytesIO(pdf)).pages)
    _, web = press_for_file(board, "Web page")
    assert book.axe(axe_source) == []
    board.evaluate("e => { e.parentElement.style.width = '320px'; }")
    assert board.evaluate("e => [...e.querySelectorAll('fieldset, select')].every(one => one.getBoundingClientRect().right <= e.getBoundingClientRect().right)")
    other = page.context.new_page()
    other.set_content(web.decode())
    expect(other.locator("figure svg")).to_be_visible()
    expect(other.locator("main")).to_contain_text("<script>window.hit = 1</script>")
    assert other.evaluate("window.hit") is None and other.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_row_of_one_s_own_becomes_yaml(book: Book, axe_source: str) -> None:
    page = opened(book, "12-opening-the-ledger", 'here.item("T12-02")', 'here.ledger_row("T12-02")')
    board = page.get_by_role("region", name=text("row_title"))
    expect(board).to_contain_text(text("row_example"))
    item = book.item("T12-02")
    for label, value in (
        ("Which row", "P22"), ("Day of the report", "2026-07-01"), ("What happened", 'Seoul: "no weapons" <b>'), ("Outlet or body", "The Korea Herald"),
        ("Title of the page", "Seoul rules out arms"), ("Address", "https://www.koreaherald.com/article/1"), ("Why this grade", "Its own report."),
    ):  # fmt: skip
        item.get_by_label(label).first.fill(value)
    item.get_by_label("Grade", exact=True).select_option(index=1)
    item.locator("button.opedlab-main").press("Enter")
    expect(board).to_contain_text(text("row_mine"))
    kept = board.get_by_label(text("row_text")).input_value()
    assert "P22" in kept and "2026-07-01" in kept and "koreaherald" in kept
    board.get_by_role("button", name=text("row_copy")).press("Enter")
    expect(board).to_contain_text(text("row_copied"))
    assert board.locator(f":is(button, textarea):not({QUIET})").count() == 0 and book.axe(axe_source) == []


def test_the_opened_ledger_scores_what_was_not_known_and_shows_who_comes_late(book: Book, axe_source: str) -> None:
    log = AnswerLog(book.lab.work / "answers")
    for item, percent, knew in (("F00-01", 80, False), ("F00-04", 30, False), ("F00-07", 100, True)):
        log.add("response", SEALED, item, tried=1, response={"percent": percent, "reason": "so", "knew": knew})
    log.add("seal", SEALED, more=made(SEALED, ledger(log.items_of(SEALED), log.items_of(SEALED))))
    page = opened(book, "12-opening-the-ledger", f'here.open_seal("{SEALED}")', f'here.scores("{SEALED}")')
    board = page.get_by_role("region", name=text("ledger_title"))
    expect(board).to_contain_text(text("ledger_wait"))
    page.get_by_role("button", name=text("seal_open")).press("Enter")
    expect(board.get_by_role("status").first).to_contain_text("0.065")
    expect(board.get_by_role("table")).to_be_visible()
    assert book.axe(axe_source) == []
    board.evaluate("e => { e.parentElement.style.width = '320px'; }")
    assert board.evaluate("e => e.scrollWidth <= e.clientWidth + 1")


def test_reviews_of_classmates_are_pooled_by_criterion(book: Book, tmp_path: Path, axe_source: str) -> None:
    form = load(REAL.items / "15-write-the-memo.yaml", Bank)["T15-04"]
    folder = book.lab.work / "class"
    folder.mkdir(parents=True)
    for n, (memo, level) in enumerate((("Memo 3", "3"), ("3", "2"))):
        log = AnswerLog(tmp_path / str(n))
        row = dict(form.model[0]) | {"row": "r1", "memo": memo} | {field.id: level for field in form.fields if field.type == "choice"}
        log.add("response", "15-write-the-memo", form.id, tried=1, response={"rows": [row]})
        (folder / f"s{n}.jsonl").write_bytes(pack(log.folder))
    page = opened(book, "15-write-the-memo", 'here.reviews("E15-05", own="T15-04")')
    board = page.locator(".opedlab-board").first
    expect(board).to_contain_text("Memos reviewed: 1; by two readers or more: 1.")
    expect(board.get_by_role("row", name="Recommendation").last).to_contain_text("0 %")
    (folder / "s1.jsonl").unlink()
    board.get_by_role("button", name=text("work_look")).press("Enter")
    expect(board).to_contain_text("Memos reviewed: 1; by two readers or more: 0.")
    assert book.axe(axe_source) == []
