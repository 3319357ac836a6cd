"""Loading an own copy and reading in it, in a real browser: by keyboard and by mouse, with what is not the article, and removed again."""

from __future__ import annotations

import json
import re
from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import Locator, expect

from opedlab.text import sketch as sketches
from tests.browser.conftest import Book, Lab
from tests.unit import own_copy_forms as forms
from tests.unit import own_copy_texts as texts
from tests.unit.test_own_copy_privacy import betrayed

pytestmark = pytest.mark.browser

TEXT, _ = forms.joined(texts.BLOCKS, tuple(texts.BLOCKS))
ALL = len(texts.BLOCKS)
PATH = "exercises/own-copy.ipynb"
CELLS = (
    "from opedlab.course import find\nfrom opedlab.views.own_copy import OwnCopyBoard\nfrom opedlab.views.reader import ReaderBoard\n"
    "from opedlab.views import copy_words\nfrom opedlab.text.in_place import Quote\n"
    # The records quote the op-ed; the copy here is another, made-up article.
    'copy_words.quotes = lambda _: {7: [Quote("Felsgrund", 14, "bedrock")]}',
    "OwnCopyBoard(find())",
    "ReaderBoard(find(), block=7)",
    'from opedlab import lesson\nlesson("02-ten-kinds-of-claim").item("K01")',
    'lesson("03-main-point-and-five-reasons").item("C03-02")',
)


@pytest.fixture
def boards(lab: Lab, book: Book) -> Book:
    """A notebook with both boards, over a course whose article is the made-up one; no copy is loaded."""
    made = sketches.make(texts.BLOCKS, "made-up", texts.TEMPLATE)
    (lab.root / "source_texts" / "schake-2024" / "sketch.json").write_text(sketches.as_json(made), encoding="utf-8")
    kept(lab).unlink(missing_ok=True)
    cells = [nbformat.v4.new_markdown_cell("# Own copy"), *(nbformat.v4.new_code_cell(cell) for cell in CELLS)]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=kernel), lab.root / PATH)
    return book


def kept(lab: Lab) -> Path:
    return lab.root / "source_texts" / "own_copy" / "article.txt"


def own_copy(book: Book) -> Locator:
    return book.page.locator(".opedlab-own-copy")


def reader(book: Book) -> Locator:
    return book.page.locator(".opedlab-reader")


def said(book: Book, words: str) -> None:
    expect(own_copy(book).get_by_role("status")).to_contain_text(words, timeout=15_000)


def upload(book: Book, data: bytes) -> None:
    own_copy(book).locator("input[type=file]").set_input_files({"name": "copy.txt", "mimeType": "text/plain", "buffer": data})


def test_by_keyboard_alone_paste_read_in_the_copy_and_remove_it(boards: Book, lab: Lab, axe_source: str) -> None:
    boards.open(PATH).run_all()
    page = boards.page
    cells = boards.cells()
    assert boards.axe(axe_source) == []
    for one in page.locator(".opedlab-board :is(input, select, textarea, button, summary, a, [tabindex])").all():
        assert one.get_attribute("data-lm-suppress-shortcuts") == "true"

    own_copy(boards).locator("textarea").focus()
    page.keyboard.insert_text(TEXT)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    said(boards, f"✓ This is the article: {ALL} of {ALL} blocks found.")
    expect(own_copy(boards)).to_contain_text("Kept in source_texts/own_copy/article.txt")
    expect(own_copy(boards).locator("textarea")).to_have_value("")
    assert kept(lab).read_text(encoding="utf-8") == TEXT

    show = reader(boards).get_by_role("button", name="Show the block in my copy")
    show.focus()
    page.keyboard.press("Enter")
    quote = reader(boards).locator("blockquote")
    expect(quote).to_contain_text("der bloße Entwurf")
    assert quote.evaluate("e => { const c = e.cloneNode(true); c.querySelectorAll('sup').forEach(s => s.remove()); return c.textContent; }") == texts.BLOCKS[7]
    assert quote.get_attribute("lang") == "de"
    expect(quote.locator("mark")).to_have_text("Felsgrund1")
    expect(reader(boards).locator("ol li")).to_have_text("Felsgrund – bedrock")
    assert boards.axe(axe_source) == []

    following = reader(boards).get_by_role("button", name="Next")
    following.focus()
    page.keyboard.press("Space")
    expect(quote).to_have_text(texts.BLOCKS[8])
    expect(following).to_be_focused()
    jump = reader(boards).get_by_label("Go to block")
    jump.focus()
    page.keyboard.press("ArrowDown")
    expect(quote).to_have_text(texts.BLOCKS[9])
    for key in ("b", "m", "d", "d", "ArrowUp"):
        following.press(key)
    assert boards.cells() == cells

    own_copy(boards).get_by_role("button", name="Remove my copy").focus()
    page.keyboard.press("Enter")
    said(boards, "Your copy has been removed.")
    expect(own_copy(boards).locator("textarea")).to_be_focused()
    expect(quote).to_have_count(0)
    assert not kept(lab).exists()
    assert texts.BLOCKS[9] not in page.content()


def test_a_file_by_mouse_then_what_is_not_the_article(boards: Book, lab: Lab) -> None:
    sizes: list[int] = []
    boards.page.on("websocket", lambda socket: socket.on("framesent", lambda frame: sizes.append(len(frame))))
    boards.open(PATH).run_all()
    upload(boards, texts.OTHER_GERMAN.encode())
    said(boards, "○ This is not the article")
    expect(own_copy(boards).get_by_role("button", name="Remove")).to_have_count(0)

    without = "\r\n".join(text for number, text in texts.BLOCKS.items() if number not in (8, 16))
    upload(boards, without.encode("cp1252"))
    said(boards, f"✓ This is the article: {ALL - 2} of {ALL} blocks found.")
    expect(own_copy(boards)).to_contain_text("Block 16: What could have been done")
    expect(own_copy(boards)).to_contain_text("decoded as windows-1252")

    before = kept(lab).read_bytes()
    upload(boards, b"%PDF-1.7\n\x00")
    said(boards, "○ This is no text file.")
    said(boards, "The copy that you loaded earlier stays as it was.")
    sent = len(sizes)
    upload(boards, b"x" * 5_000_001)
    said(boards, "was not sent")
    assert max(sizes[sent:], default=0) < 100_000 and kept(lab).read_bytes() == before

    reader(boards).get_by_role("button", name="Show the block in my copy").click()
    expect(reader(boards).locator("blockquote")).to_have_text(re.compile("Am Donnerstag"))
    reader(boards).get_by_role("button", name="Next").click()
    expect(reader(boards)).to_contain_text("This block was not found in your copy.")
    reader(boards).get_by_label("Voice").select_option("page")
    expect(reader(boards).locator(".opedlab-reader-title")).to_have_text("Block 14: Leftover menu label")
    reader(boards).get_by_role("button", name="Next").press("Enter")  # aria-disabled, yet it keeps the focus and says why
    expect(reader(boards)).to_contain_text("This is the last block of the list.")


def test_the_block_stands_beside_the_item_while_a_copy_is_loaded(boards: Book, axe_source: str) -> None:
    """By keyboard: nothing without a copy, the block's words on demand with one, and gone with it."""
    boards.open(PATH).run_all()
    page, item, several = boards.page, boards.item("K01"), boards.item("C03-02")
    cells = boards.cells()
    expect(item.get_by_role("button", name="in my copy")).to_have_count(0)
    own_copy(boards).locator("textarea").fill(TEXT)
    own_copy(boards).get_by_role("button", name="Read the pasted text").click()
    said(boards, f"{ALL} of {ALL}")

    show = item.get_by_role("button", name="Show block 7 in my copy")
    expect(show).to_be_visible()
    item.locator("input[type=radio]").first.focus()
    page.keyboard.press("Shift+Tab")
    expect(show).to_be_focused()
    page.keyboard.press("Enter")
    quote = item.locator("blockquote")
    expect(quote).to_contain_text("der bloße Entwurf")
    assert quote.get_attribute("lang") == "de"
    expect(quote.locator("mark")).to_have_text("Felsgrund1")
    expect(item.locator("ol li")).to_have_text("Felsgrund – bedrock")
    hide = item.get_by_role("button", name="Hide block 7 of my copy")
    expect(hide).to_be_focused()
    assert hide.get_attribute("aria-expanded") == "true"

    buttons = several.locator(".opedlab-copy-row button")
    assert buttons.all_inner_texts() == ["22", "38"]
    assert buttons.first.get_attribute("aria-label") == "Show block 22 in my copy"
    for number, button in zip((22, 38), buttons.all(), strict=True):
        button.focus()
        page.keyboard.press("Space")
        wanted = texts.BLOCKS.get(number, "This block was not found in your copy.")
        expect(several.locator(".opedlab-copy")).to_contain_text(f"Block {number}")
        expect(several.locator(".opedlab-copy")).to_contain_text(" ".join(wanted.split())[:40])
    expect(several.locator(".opedlab-copy blockquote, .opedlab-copy > p:not(:first-child)")).to_have_count(1)  # one block at a time
    assert boards.axe(axe_source) == []

    item.get_by_text("Reported fact").click()
    item.get_by_label("How sure are you?").first.fill("60")
    item.get_by_role("button", name="Check my answer").click()
    expect(item.locator(".opedlab-feedback")).to_contain_text("Not quite")
    expect(quote).to_contain_text("der bloße Entwurf")  # an answer does not close it
    boards.save()
    page.wait_for_timeout(300)
    assert betrayed(json.loads((boards.lab.root / PATH).read_text(encoding="utf-8"))) == set()

    own_copy(boards).get_by_role("button", name="Remove my copy").click()
    said(boards, "Your copy has been removed.")
    expect(item.locator("blockquote")).to_have_count(0)
    expect(item.get_by_role("button", name="my copy")).to_have_count(0)
    assert texts.BLOCKS[7] not in page.content() and boards.cells() == cells


def test_hostile_words_are_shown_as_words_and_none_is_saved(boards: Book, lab: Lab) -> None:
    settings = lab.home / "config" / "lab" / "user-settings" / "@jupyter-widgets" / "jupyterlab-manager" / "plugin.jupyterlab-settings"
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text('{"saveState": true}')  # the worst case: Lab stores every trait in the notebook
    hostile = "<img src=x onerror=window.hit=1></textarea> \u202e\u0001🌉 "
    boards.open(PATH).run_all()
    own_copy(boards).locator("textarea").fill(TEXT.replace("Am Donnerstag", f"Am {hostile} Donnerstag"))
    own_copy(boards).get_by_role("button", name="Read the pasted text").click()
    said(boards, f"{ALL} of {ALL}")
    reader(boards).get_by_role("button", name="Show the block in my copy").click()
    expect(reader(boards).locator("blockquote")).to_contain_text("<img src=x onerror=window.hit=1></textarea>")
    assert boards.page.locator(".opedlab-board img").count() == 0 and boards.page.evaluate("window.hit") is None

    boards.save()
    saved = json.loads((lab.root / PATH).read_text(encoding="utf-8"))
    assert saved["metadata"].get("widgets"), "Lab stored the traits"
    assert betrayed(saved) == set()

    # Day two: the kernel is gone; the copy is found again in its folder.
    lab.end_kernels()
    boards.open(PATH).run_all()
    expect(own_copy(boards)).to_contain_text(f"{ALL} of {ALL} blocks found.")
    reader(boards).get_by_role("button", name="Show the block in my copy").click()
    expect(reader(boards).locator("blockquote")).to_contain_text("der bloße Entwurf")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_it_fits_a_narrow_page_in_both_themes(boards: Book, dark: bool, axe_source: str) -> None:
    boards.page.set_viewport_size({"width": 420, "height": 900})
    boards.open(PATH, dark=dark).run_all()
    upload(boards, TEXT.encode())
    said(boards, f"{ALL} of {ALL}")
    reader(boards).get_by_role("button", name="Show the block in my copy").click()
    expect(reader(boards).locator("blockquote")).to_be_visible()
    for board in (own_copy(boards), reader(boards)):
        board.evaluate("e => { e.style.width = '320px'; }")
        assert board.evaluate("e => e.scrollWidth <= e.clientWidth + 1")
        heights = board.locator("button, select, textarea, summary, input").evaluate_all("all => all.map(one => one.getBoundingClientRect().height)")
        assert min(heights) >= 24
    assert boards.axe(axe_source) == []
