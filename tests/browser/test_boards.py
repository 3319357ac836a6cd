"""The boards in a real browser: the cut-off date, the estimates, the ladder, the vote and the painter, by mouse and by keyboard alone."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import Locator, expect

from opedlab.answers.bundle import pack
from opedlab.answers.log import AnswerLog
from opedlab.views.vote_board import OPTIONS
from tests.browser.conftest import ROOT, Book, Lab

pytestmark = pytest.mark.browser

PATH = "lessons/boards.ipynb"
OPENED = {
    "timeline": "timeline_board.open_board(course)",
    "estimates": "estimates_board.open_board(course)",
    "ladder": 'ladder_board.open_board(course, "07", log, "L1")',
    "words": 'ladder_board.open_board(course, "07", log, students=students)',
    "vote": 'vote_board.open_board(course, "13", log)',
    "voices": 'voices_board.open_board(course, "01", log, [1, 7, 13, 18, 38])',
}
HEAD = """from opedlab.answers.log import AnswerLog
from opedlab.course import find
from opedlab.views import estimates_board, ladder_board, timeline_board, voices_board, vote_board
course = find()
log = AnswerLog(course.work / "answers")
from opedlab.answers.events import Event
invented = {"aaaa-aa": '{"koennte": [5, 30]}', "bbbb-bb": '{"koennte": [40, 60]}', "cccc-cc": '{"koennte": [1, 70]}'}
students = {who: [Event("2026-11-20T10:00:00.000Z", who, "draft", "07", "ladder", response=kept)] for who, kept in invented.items()}"""
FOCUSABLE = "input, select, textarea, button, summary, a, [tabindex]"


@pytest.fixture
def opened(lab: Lab, book: Book) -> Callable[..., Book]:
    """Opens (or opens again) a notebook with the boards named, and runs it."""

    def opening(*names: str, dark: bool = False) -> Book:
        cells = [nbformat.v4.new_markdown_cell("# Boards"), *(nbformat.v4.new_code_cell(source) for source in (HEAD, *(OPENED[name] for name in names)))]
        kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
        nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=kernel), lab.root / PATH)
        book.open(PATH, dark=dark).run_all()
        expect(book.page.locator(".opedlab-board")).to_have_count(len(names))
        return book

    return opening


def board(book: Book) -> Locator:
    return book.page.locator(".opedlab-board")


def shown_days(book: Book) -> list[str]:
    return book.page.eval_on_selector_all(".opedlab-events > li:not([hidden])", "rows => rows.map(row => row.dataset.public)")


def public_by(day: str) -> list[str]:
    with (ROOT / "source_texts" / "context" / "timeline.csv").open(encoding="utf-8") as table:
        return sorted(row["knowable"] for row in csv.DictReader(table) if row["knowable"] <= day)


def test_the_cut_off_moves_without_a_kernel_and_shows_nothing_later(opened: Callable[..., Book], lab: Lab) -> None:
    book = opened("timeline")
    assert sorted(shown_days(book)) == public_by("2024-11-05")
    expect(board(book).get_by_role("status")).to_contain_text("by 5 November 2024")
    lab.end_kernels()
    board(book).get_by_role("button", name="17 November 2024").click()
    expect(board(book).get_by_role("status")).to_contain_text("by 17 November 2024")
    assert sorted(shown_days(book)) == public_by("2024-11-17") != public_by("2024-11-05")
    board(book).get_by_label("Cut-off date", exact=True).fill("2024-10-10")
    board(book).get_by_label("Cut-off date", exact=True).blur()
    expect(board(book).get_by_role("status")).to_contain_text("more had happened by then")
    assert sorted(shown_days(book)) == public_by("2024-10-10")
    board(book).get_by_label("Theme").select_option("treaty")
    expect(board(book).get_by_role("status")).to_contain_text("1 of")


def test_the_slider_by_keyboard_says_its_day_and_leaves_the_cells_alone(opened: Callable[..., Book]) -> None:
    book = opened("timeline")
    before = book.cells()
    slide = board(book).get_by_role("slider")
    slide.focus()
    for key in ("ArrowRight", "ArrowRight", "ArrowLeft", "b", "m", "d", "d", "ArrowDown", "ArrowUp"):
        book.page.keyboard.press(key)
    expect(slide).to_have_attribute("aria-valuetext", "6 November 2024")
    assert sorted(shown_days(book)) == public_by("2024-11-06")
    book.page.keyboard.press("End")
    expect(board(book).get_by_role("button", name="On to the next day")).to_be_disabled()
    back = board(book).get_by_role("button", name="Back to the day")
    back.focus()
    book.page.keyboard.press("Enter")
    days = shown_days(book)
    assert max(days) < max(public_by("9999")) and sorted(days) == public_by(max(days))
    assert book.cells() == before


def test_a_day_out_of_reach_is_refused_in_words(opened: Callable[..., Book]) -> None:
    book = opened("timeline")
    field = board(book).get_by_label("Cut-off date", exact=True)
    field.fill("2031-01-01")
    field.blur()
    expect(board(book).get_by_role("alert")).to_contain_text("Choose a day from 24 February 2022")
    assert sorted(shown_days(book)) == public_by("2024-11-05")


def test_estimates_by_keyboard_name_speaker_and_count(opened: Callable[..., Book]) -> None:
    book = opened("estimates")
    before = book.cells()
    rows = board(book).locator("tbody tr")
    expect(rows).to_have_count(15)
    board(book).get_by_label("Known when").focus()
    book.page.keyboard.press("ArrowDown")
    expect(rows).to_have_count(8)
    expect(board(book).get_by_role("status")).to_contain_text("8 of 15 figures")
    expect(rows.first).to_contain_text("UK Ministry of Defence")
    expect(rows.first.locator("svg .range")).to_have_count(1)
    board(book).get_by_label("Quantity").focus()
    book.page.keyboard.type("North Korean soldiers killed and wounded in R")
    expect(rows).to_have_count(0)
    expect(board(book).get_by_role("status")).to_contain_text("No figure fits")
    board(book).get_by_label("Known when").select_option("")
    expect(rows).to_have_count(8)
    assert book.cells() == before


def test_ladder_by_keyboard_to_the_finding_and_again_after_a_night(opened: Callable[..., Book], lab: Lab) -> None:
    book = opened("ladder")
    before = book.cells()
    fields = board(book).locator("input[type=number]")
    expect(fields).to_have_count(8)
    fields.first.focus()
    for low, high in ((95, 90), (90, 100), (50, 70), (50, 60)):
        for number in (low, high):
            book.page.keyboard.type(str(number))
            book.page.keyboard.press("Tab")
    expect(board(book).locator(".opedlab-trouble").first).to_contain_text("the lower one first")
    expect(board(book)).not_to_contain_text("The course's reading")
    fields.first.fill("85")
    expect(board(book).get_by_role("status").first).to_contain_text("sounds surer")
    expect(board(book).get_by_role("status").first).to_contain_text("The course's reading", timeout=15_000)
    expect(board(book).locator(".opedlab-step").nth(1)).to_contain_text("ICD 203: very likely, highly probable (80–95 %); almost certain")
    assert book.cells() == before
    lab.end_kernels()
    again = opened("ladder")
    expect(board(again).locator("input[type=number]").first).to_have_value("85")
    expect(board(again).get_by_role("status").first).to_contain_text("The course's reading")


def test_words_by_keyboard_make_a_ladder_of_one_s_own_with_the_class_beside_it(opened: Callable[..., Book], lab: Lab) -> None:
    book = opened("words")
    before = book.cells()
    fields = board(book).locator("input[type=number]")
    expect(fields).to_have_count(16)
    fields.first.focus()
    for low, high in ((95, 100), (80, 95), (55, 85), (60, 80), (20, 60), (5, 55), (50, 80), (5, 60)):
        for number in (low, high):
            book.page.keyboard.type(str(number))
            book.page.keyboard.press("Tab")
    rungs = board(book).locator(".opedlab-own-ladder > li")
    expect(rungs).to_have_count(8)
    expect(rungs.first).to_contain_text("zweifellos (without doubt): 95–100 %")
    expect(rungs.last).to_contain_text("möglicherweise")
    expect(board(book).locator(".opedlab-own-ladder")).to_contain_text("For you on one rung with möglicherweise")
    expect(rungs.filter(has_text="könnte (could)")).to_contain_text("Class (3): from 1–40 % to 30–70 %; the median of the middles is 36 %.", timeout=15_000)
    expect(board(book).locator(".opedlab-step").last).to_contain_text(
        "ICD 203: 4 of its expressions, from very unlikely, highly improbable (5–20 %) to likely, probable (55–80 %)"
    )
    assert book.cells() == before
    board(book).locator("select").select_option("L1")
    expect(board(book).locator("input[type=number]")).to_have_count(8)
    lab.end_kernels()
    again = opened("words")
    expect(board(again).locator("input[type=number]").first).to_have_value("95")


def points(book: Book, which: str, given: tuple[int, ...]) -> Locator:
    box = board(book).locator(f"fieldset[data-round={which}]")
    for n, number in enumerate(given):
        box.locator("input").nth(n).fill(str(number))
    return box


def test_vote_before_and_after_with_the_shift_and_again_after_a_night(opened: Callable[..., Book], lab: Lab) -> None:
    book = opened("vote")
    expect(board(book).get_by_text("Victor Cha", exact=True)).to_be_hidden()
    points(book, "before", (60, 20, 10, 20)).get_by_role("button").click()
    expect(board(book)).to_contain_text("110 points given")
    points(book, "before", (60, 20, 10, 10)).get_by_role("button").click()
    expect(board(book).get_by_text("Victor Cha", exact=True)).to_be_visible(timeout=15_000)
    points(book, "after", (30, 20, 40, 10)).get_by_role("button").press("Enter")
    expect(board(book)).to_contain_text("30 of your 100 points have moved", timeout=15_000)
    expect(board(book)).to_contain_text("Gain: 10 → 40 (+30)")
    assert [event["event"] for event in lab.events()] == ["vote", "vote"]
    lab.end_kernels()
    again = opened("vote")
    expect(board(again)).to_contain_text("Weakness: 60 → 30 (−30)")
    expect(board(again).locator("fieldset[data-round=before] input").first).not_to_be_editable()


def test_the_vote_by_keyboard_alone_with_the_class_beside_it_only_at_the_end(opened: Callable[..., Book], lab: Lab, tmp_path: Path) -> None:
    mate = AnswerLog(tmp_path / "mate")
    for which, given in (("before", (60, 20, 10, 10)), ("after", (20, 20, 50, 10))):
        mate.add("vote", "13", "rival-readings", response={"round": which, "points": dict(zip(OPTIONS, given, strict=True))})
    (lab.work / "class").mkdir(parents=True, exist_ok=True)
    (lab.work / "class" / "mate.jsonl").write_bytes(pack(mate.folder))
    book = opened("vote")
    before, keys = book.cells(), book.page.keyboard
    board(book).locator("fieldset[data-round=before] input").first.focus()
    for number in ("70", "10", "10", "10"):
        keys.type(number)
        keys.press("Tab")
    keys.press("Enter")
    expect(board(book).locator("fieldset[data-round=after]")).to_be_visible(timeout=15_000)
    expect(board(book).locator("[data-class]")).to_be_empty()
    board(book).locator("fieldset[data-round=after] input").first.focus()
    for number in ("50", "20", "20", "10"):
        keys.type(number)
        keys.press("Tab")
    keys.press("Enter")
    shown = board(book).locator("[data-class]")
    expect(shown).to_contain_text("Your class: 1 who voted twice", timeout=15_000)
    expect(shown).to_contain_text("Gain: 10 → 50 (+40)")
    expect(board(book)).to_contain_text("20 of your 100 points have moved")
    assert book.cells() == before


def test_voices_by_keyboard_to_the_comparison_and_again_after_a_night(opened: Callable[..., Book], lab: Lab) -> None:
    book = opened("voices")
    before = book.cells()
    board(book).get_by_label("Block 18").focus()
    book.page.keyboard.type("A the author alone")
    board(book).get_by_label("Block 38").focus()
    book.page.keyboard.type("U uns")
    for key in ("b", "d", "d"):
        board(book).get_by_role("region").press(key)
    expect(board(book).locator(".opedlab-counts")).to_contain_text("the author alone: 1")
    board(book).get_by_role("button", name="Compare").press("Enter")
    expect(board(book).get_by_role("status").first).to_contain_text("0 of 1 painted blocks agree", timeout=15_000)
    expect(board(book).get_by_role("status").first).to_contain_text("Choe Son Hui")
    assert book.cells() == before
    lab.end_kernels()
    again = opened("voices")
    expect(board(again).get_by_label("Block 18")).to_have_value("author")
    expect(board(again)).not_to_contain_text("Choe Son Hui")


@pytest.mark.parametrize("dark", [False, True])
def test_all_boards_are_accessible_and_quiet(opened: Callable[..., Book], axe_source: str, dark: bool) -> None:
    book = opened(*OPENED, dark=dark)
    loud = book.page.eval_on_selector_all(
        f".opedlab-board :is({FOCUSABLE})", "all => all.filter(e => e.dataset.lmSuppressShortcuts !== 'true').map(e => e.outerHTML.slice(0, 120))"
    )
    assert not loud
    assert book.axe(axe_source) == []
    book.page.set_viewport_size({"width": 480, "height": 900})
    wide = book.page.eval_on_selector_all(".opedlab-board", "all => all.filter(e => e.scrollWidth > e.clientWidth + 1).map(e => e.getAttribute('aria-label'))")
    assert not wide
    assert book.axe(axe_source) == []
