"""The gallery: every kind, board and figure on one page, with what must hold for all of them."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from opedlab.items.bank import KINDS
from tests.browser.conftest import QUIET, Book

pytestmark = pytest.mark.browser

GALLERY = "docs/gallery.ipynb"
CONTROLS = "input, select, textarea, button, summary, a[href], [tabindex]"


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_what_must_hold_for_every_kind_and_board(book: Book, axe_source: str, dark: bool) -> None:
    page = book.open(GALLERY, dark=dark).alive().page
    shown = page.evaluate("() => [...new Set([...document.querySelectorAll('.opedlab-item[data-kind]')].map(e => e.dataset.kind))]")
    assert set(shown) == set(KINDS)
    bare = page.locator(f".opedlab :is({CONTROLS}):not({QUIET})")
    assert bare.count() == 0, bare.first.evaluate("e => e.outerHTML")
    ids = page.evaluate("() => [...document.querySelectorAll('.opedlab [id]')].map(e => e.id)")
    assert len(set(ids)) == len(ids)
    small = page.evaluate(
        """() => [...document.querySelectorAll('.opedlab :is(button, select, input:not([type=hidden]), summary)')].map(e => [e.getBoundingClientRect(), e])
           .filter(([r]) => r.width > 0 && (r.width < 24 || r.height < 24)).map(([r, e]) => `${r.width}x${r.height} ${e.outerHTML.slice(0, 80)}`)"""
    )
    assert small == []
    assert book.axe(axe_source) == []
    assert page.get_by_text("Error displaying widget").count() == 0


def test_several_options_can_hold(book: Book) -> None:
    book.open(GALLERY).alive()
    item = book.item("G-C2")
    item.locator("input[type=checkbox][value=machine]").check()
    item.get_by_label("How sure are you?").first.fill("60")
    item.get_by_role("button", name="Check my answer").click()
    expect(item.locator(".opedlab-feedback")).to_contain_text("○ Not quite")
    item.locator("input[type=checkbox][value=first]").check()
    item.get_by_role("button", name="Check my answer").click()
    expect(item.locator(".opedlab-feedback")).to_contain_text("✓ Yes")
    book.page.reload()
    expect(book.alive().item("G-C2").locator("input[type=checkbox]:checked")).to_have_count(2)
