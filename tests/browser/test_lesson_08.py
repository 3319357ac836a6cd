"""Lesson 08 as a student does it: the review perfectly, over-zealously and blank; the bench, the verdicts, the files.

With ``OPEDLAB_PICTURES`` set to a folder, the three feedback screens and the boards are kept there as pictures.
"""

from __future__ import annotations

import csv
import io
import os
from pathlib import Path

import pytest
from lxml import etree
from playwright.sync_api import Locator, expect

from opedlab.answers.events import Event, to_line
from opedlab.items.annotation import Annotation
from opedlab.items.bank import Bank
from opedlab.records import load
from tests.browser.conftest import QUIET, ROOT, Book

pytestmark = pytest.mark.browser

SLUG = "08-errors-that-change-the-argument"
PATH = f"exercises/{SLUG}.ipynb"
Marks = list[tuple[int, int, str, str]]
"""First and last word, counted over all segments, with type and severity."""


@pytest.fixture
def exercise(book: Book) -> Book:
    book.page.set_viewport_size({"width": 1280, "height": 4600})
    book.open(PATH).run_all()
    expect(book.item("E08-03")).to_be_visible()
    return book


@pytest.fixture(scope="module")
def review() -> Annotation:
    found = load(ROOT / "exercises" / "items" / f"{SLUG}.yaml", Bank)["E08-03"]
    assert isinstance(found, Annotation)
    return found


def perfect(item: Annotation) -> Marks:
    made, offset = [], 0
    for segment in item.segments:
        made += [(offset + t.at.start, offset + t.at.end - 1, t.types[0], str(t.severity)) for t in segment.targets if t.status == "firm"]
        offset += len(segment.words)
    return made


def everything(item: Annotation) -> Marks:
    """Each stretch of words between two gaps as one mark."""
    made, offset = [], 0
    for segment in item.segments:
        at, start = segment.positions, 0
        for n in range(1, len(at) + 1):
            if n == len(at) or at[n] - at[n - 1] > 1:
                made.append((offset + start, offset + n - 1, "MQMC_101000", "major"))
                start = n
        offset += len(at)
    return made


def give(item: Locator, marks: Marks) -> None:
    words = item.locator(".opedlab-word")
    for first, last, _, _ in marks:
        for n in range(first, last + 1):
            words.nth(n).click()
    rows = item.locator(".opedlab-marks li")
    expect(rows).to_have_count(len(marks))
    for n, (_, _, kind, severity) in enumerate(marks):
        rows.nth(n).get_by_label("Type").select_option(kind)
        rows.nth(n).get_by_label("Severity").select_option(severity)
    check(item).click()


def check(item: Locator) -> Locator:
    return item.get_by_role("button", name="Check my answer")


def feedback(item: Locator) -> Locator:
    return item.locator(".opedlab-feedback")


def picture(of: Locator, name: str) -> None:
    if folder := os.environ.get("OPEDLAB_PICTURES"):
        of.screenshot(path=str(Path(folder) / f"{name}.png"))


def test_done_perfectly(exercise: Book, review: Annotation) -> None:
    item = exercise.item("E08-03")
    give(item, perfect(review))
    expect(feedback(item)).to_contain_text("✓ Yes")
    expect(feedback(item)).to_contain_text(
        "You found 8 of the 8 places that blind readings agree on (recall 100 %). Marks that count: 8, of which 8 on such a place (precision 100 %)."
    )
    expect(item.locator(".opedlab-marks li", has_text="✓ Found")).to_have_count(8)
    picture(item, "review-perfect")


def test_done_over_zealously(exercise: Book, review: Annotation) -> None:
    item = exercise.item("E08-03")
    give(item, everything(review))
    expect(feedback(item)).to_contain_text("○ Not quite")
    expect(feedback(item)).to_contain_text("(recall 100 %). Marks that count: 17, of which 8 on such a place (precision 47 %). You mark freely.")
    expect(feedback(item)).to_contain_text("○ No error: Block 10, zunehmend besorgt")
    expect(feedback(item)).to_contain_text("Nothing is known against these words.")
    expect(item.locator(".opedlab-marks li", has_text="✓ Found")).to_have_count(8)
    picture(item, "review-zealous")


def test_done_blank(exercise: Book) -> None:
    item = exercise.item("E08-03")
    check(item).click()
    expect(feedback(item)).to_contain_text("You have marked nothing")
    check(item).click()
    expect(feedback(item)).to_contain_text("You marked nothing: all of it would be printed as it stands. Recall is 0 of the 8 places")
    expect(feedback(item)).to_contain_text("What would a ministry of labour be short of")
    for key in ("Schwall", "Arbeitskräften", "Opfern"):
        expect(feedback(item)).not_to_contain_text(key)  # a hint names no place
    picture(item, "review-blank")


def test_the_bench_by_keyboard_and_again_after_a_night(exercise: Book) -> None:
    page, before = exercise.page, exercise.cells()
    bench = page.get_by_role("region", name="Post-editing bench").or_(page.locator("section[aria-label^='Post-editing bench']")).first
    bench.get_by_role("button", name="Score it").click()
    expect(bench.get_by_role("status").first).to_have_text("Write or take a version first.")
    bench.get_by_role("button", name="Take this version: Im Juni schlossen beide Staaten ein Bündnis, das").focus()
    page.keyboard.press("Enter")
    expect(bench.get_by_label("Your version")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(bench.get_by_role("status").first).to_have_text("chrF 62.1, TER 35.7. Meaning: ○ says the reverse.")
    bench.get_by_label("Your version").fill("Ein Bündnis ohne Namen, b m d d.")
    bench.get_by_label("Your version").focus()
    for key in ("ArrowDown", "b", "m", "d", "d"):
        page.keyboard.press(key)
    bench.get_by_role("button", name="Score it").click()
    expect(bench.locator("tbody tr")).to_have_count(3)
    expect(bench.locator("tbody tr").nth(2)).to_contain_text("yours to judge")
    assert exercise.cells() == before
    picture(bench, "bench")
    bench.get_by_label("Sentence").select_option("help")
    expect(bench.locator("table")).to_be_hidden()  # nothing of this sentence has been scored yet

    exercise.lab.end_kernels()
    exercise.open(PATH).run_all()
    bench = page.locator("section[aria-label^='Post-editing bench']")
    expect(bench.locator("tbody tr")).to_have_count(3)
    expect(bench.locator("tbody tr").nth(1)).to_contain_text("62.1")


def test_verdicts_of_one_s_own_and_of_the_class(exercise: Book) -> None:
    item = exercise.item("F08-01")
    item.get_by_label("Verdict").first.select_option("no-access")
    item.get_by_role("button", name="Submit my answers").click()
    expect(feedback(item)).to_contain_text("An invented example")
    folder = exercise.lab.work / "class"
    folder.mkdir()
    hostile = "<img src=x onerror='window.hit=1'>"
    rows = [{"row": "tc01", "verdict": "confirmed", "words": "an alliance in all but name", "where": f"print, p. 1 {hostile}", "day": "2026-12-01"}]
    (folder / "one.jsonl").write_bytes(to_line(Event("2026-12-01T10:00:00.000Z", "k7f3-q2", "response", SLUG, "F08-01", 1, {"rows": rows})))
    board = exercise.page.locator("section[aria-label='What the class has settled']")
    board.get_by_role("button", name="Look again").click()
    expect(board).to_contain_text("1 × as guessed · 1 × no access to the page")
    expect(board).to_contain_text(f"as guessed: an alliance in all but name · print, p. 1 {hostile} · 2026-12-01")
    expect(board).not_to_contain_text("k7f3-q2")
    assert exercise.page.evaluate("() => window.hit") is None
    picture(board, "settled")


def test_marks_leave_as_files_without_a_terminal(exercise: Book, review: Annotation) -> None:
    board = exercise.page.locator("section[aria-label='Take your marks along']")
    board.get_by_role("button", name="XLIFF").click()
    expect(board.get_by_role("status")).to_contain_text("There are no marks to write yet.")
    give(exercise.item("E08-03"), perfect(review))
    expect(feedback(exercise.item("E08-03"))).to_contain_text("✓ Yes")
    found = {}
    for name in ("TSV", "XLIFF", "TMX"):
        with exercise.page.expect_download() as download:
            board.get_by_role("button", name=name).click()
        found[name] = Path(download.value.path()).read_text(encoding="utf-8")
    expect(board.get_by_role("status")).to_contain_text("4 sentence pairs")
    rows = list(csv.DictReader(io.StringIO(found["TSV"]), delimiter="\t", quoting=csv.QUOTE_NONE))
    assert sum(row["severity"] != "no-error" for row in rows) == 8
    assert len(etree.fromstring(found["XLIFF"].encode()).findall(".//{*}mrk")) == 8
    assert len(etree.fromstring(found["TMX"].encode()).findall(".//tu")) == 4
    picture(board, "export")


def test_the_boards_are_accessible_quiet_and_narrow(exercise: Book, axe_source: str) -> None:
    page = exercise.page
    bench = page.locator("section[aria-label^='Post-editing bench']")
    bench.get_by_role("button", name="Take this version").first.click()
    bench.get_by_role("button", name="Score it").click()
    expect(bench.locator("tbody tr")).to_have_count(2)
    assert exercise.axe(axe_source) == []
    boards = page.locator(".opedlab-board")
    focusable = boards.locator(":is(input, select, textarea, button, summary, a[href], [tabindex])")
    assert focusable.count() == boards.locator(QUIET).count()
    page.evaluate("() => { for (const e of document.querySelectorAll('.opedlab')) e.style.width = '320px'; }")
    assert page.evaluate("() => Math.max(...[...document.querySelectorAll('.opedlab')].map(e => e.scrollWidth))") == 320
