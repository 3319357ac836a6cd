"""The kind ``map`` as a student meets it: placed from lists, redrawn, marked, kept; hostile card texts stay text."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from opedlab.items.bank import Bank
from opedlab.items.map import MapCard, MapItem
from opedlab.records import plain
from tests.browser.conftest import QUIET, Book

pytestmark = pytest.mark.browser

HOSTILE = "<img src=x onerror=alert(1)></text></svg><script>alert(2)</script> \u202eRTL \U0001f41f"
CONTROLS = "input, select, textarea, button, summary, a[href], [tabindex]"
ITEM = MapItem(
    id="M01", title="Five cards", objective="05.1", minutes=5, prompt="Place them.", kind="map",
    cards=(
        MapCard("claim", "The claim.", "main", "right claim", "other claim"),
        MapCard("sign", HOSTILE, "claim", "right sign", "other sign", "linked"),
        MapCard("rule", "A rule.", "claim", "right rule", "other rule", "linked"),
        MapCard("doubt", "A doubt.", "sign", "right doubt", "other doubt", "undercuts"),
        MapCard("reply", "A reply.", "doubt", "right reply", "other reply", "attacks"),
    ),
)  # fmt: skip
LETTERS = {card.id: chr(65 + n) for n, card in enumerate(ITEM.shown)}


def opened(book: Book, *, dark: bool = False) -> Locator:
    def filled(fields: dict[str, Any]) -> dict[str, Any]:
        return {key: value for key, value in fields.items() if value not in (None, [], ())}

    item = plain(Bank("99-map", "Map", (ITEM,)))["items"][0]
    book.lab.bank("99-map", filled(item) | {"cards": [filled(card) for card in item["cards"]]})
    book.open(book.lab.notebook("map.ipynb", ["from opedlab.lessons import lesson\nlesson('99-map').item('M01')"]), dark=dark).run_all()
    return book.item("M01")


def place(item: Locator, card: str, parent: str, relation: str | None = None) -> None:
    row = item.locator(".opedlab-cards > li").nth(ord(LETTERS[card]) - 65)
    row.locator("select").first.select_option(parent)
    if relation:
        row.locator("select").nth(1).select_option(relation)


def test_placed_with_the_mouse_redrawn_marked_saved_and_there_after_reloading(book: Book) -> None:
    item = opened(book)
    dialogs: list[str] = []
    book.page.on("dialog", lambda d: d.accept() if d.type == "beforeunload" else (dialogs.append(d.message), d.dismiss()))
    item.get_by_role("button", name="Check my answer").click()
    expect(item.locator(".opedlab-feedback")).to_contain_text("Place every card first")
    place(item, "claim", "main")
    place(item, "sign", "claim", "linked")
    expect(item.locator(".opedlab-picture svg g")).to_have_count(2)
    expect(item.locator(".opedlab-outline")).to_contain_text(f"Not on the map yet: {', '.join(sorted(LETTERS[c] for c in ('rule', 'doubt', 'reply')))}")
    place(item, "rule", "claim", "linked")
    place(item, "doubt", "reply", "attacks")
    place(item, "reply", "doubt", "attacks")
    item.get_by_role("button", name="Check my answer").click()
    expect(item.locator(".opedlab-feedback")).to_contain_text("in a circle")
    place(item, "doubt", "claim", "attacks")
    item.get_by_role("button", name="Check my answer").click()
    expect(item.locator(".opedlab-feedback")).to_contain_text("4 of 5 cards")
    expect(item.locator(".opedlab-feedback")).to_contain_text("other doubt")
    assert item.locator(".opedlab-picture text", has_text=re.compile("onerror")).count() and not dialogs
    with book.page.expect_download() as download:
        item.get_by_role("button", name="Save as Argdown").click()
    assert f"[{LETTERS['doubt']}]\n  -> [{LETTERS['claim']}]" in Path(download.value.path()).read_text(encoding="utf-8")
    with book.page.expect_download() as download:
        item.get_by_role("button", name="Save as a picture").click()
    assert download.value.suggested_filename == "M01-map.svg"
    assert Path(download.value.path()).read_text(encoding="utf-8").startswith("<svg")

    book.open("map.ipynb").run_all()
    item = book.item("M01")
    expect(item.locator(".opedlab-feedback")).to_contain_text("other doubt")
    expect(item.locator(".opedlab-picture svg g")).to_have_count(5)
    item.get_by_role("button", name="Try again").click()
    expect(item.locator(".opedlab-picture svg g")).to_have_count(3)
    assert not dialogs


def test_placed_by_keyboard_alone_without_touching_the_notebook(book: Book) -> None:
    item = opened(book)
    page, before = book.page, book.cells()
    assert item.locator(f":is({CONTROLS}):not({QUIET})").count() == 0
    item.locator("select").first.focus()
    for card in ITEM.shown:
        page.keyboard.type("no card" if card.id == "claim" else LETTERS[card.parent])
        page.keyboard.press("Tab")
        if card.relation:
            page.keyboard.type({"linked": "supports it only", "attacks": "speaks", "undercuts": "questions"}[card.relation])
            page.keyboard.press("Tab")
    while page.evaluate("() => document.activeElement.tagName") != "BUTTON":
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(item.locator(".opedlab-feedback")).to_contain_text("✓ Yes")
    assert book.cells() == before


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_and_320_pixels_lose_nothing(book: Book, axe_source: str, dark: bool) -> None:
    item = opened(book, dark=dark)
    for card in ITEM.cards:
        place(item, card.id, card.parent, card.relation)
    item.get_by_role("button", name="Check my answer").click()
    expect(item.locator(".opedlab-feedback")).to_contain_text("5 of 5")
    assert book.axe(axe_source) == []
    item.evaluate("e => { e.closest('.opedlab').style.width = '320px'; }")
    assert item.evaluate("e => e.scrollWidth") <= 320
