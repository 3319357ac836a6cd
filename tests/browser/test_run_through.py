"""Each lesson and exercise from start to finish by keyboard alone, as `tests/browser/keyboard.py` walks it.

In the suite one item of each kind is answered on one page of every lesson. The long form goes through both pages of each,
answers every item, takes a picture of it, and notes the seconds that the keys took (a program's, not a student's):

    OPEDLAB_RUN_THROUGH=/tmp/run python -m pytest tests/browser/test_run_through.py [-k 02]

``OPEDLAB_RUN_DARK=1`` takes the dark theme, ``OPEDLAB_RUN_WIDTH=480`` a narrow window.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from opedlab.course import Course
from opedlab.notebooks.clock import clock, slugs
from tests.browser.conftest import ROOT, Book
from tests.browser.keyboard import KeyboardStudent

pytestmark = pytest.mark.browser

LONG = os.environ.get("OPEDLAB_RUN_THROUGH")
WIDTH = int(os.environ.get("OPEDLAB_RUN_WIDTH", "1280"))
LABS_OWN = "/static/lab/jlab_core"
"""Errors from here are JupyterLab's: it stumbles now and then when `Book.open` asks it to keep all cells in the page."""


def pages() -> list[str]:
    """Every lesson and exercise that is built; in the suite, for its minutes' sake, of each two the one with more kinds of item."""
    course, found = Course(ROOT), []
    for slug in slugs(course):
        one = clock(course, slug)
        both = [page for page in ("lesson", "exercise") if (ROOT / f"{page}s" / f"{slug}.ipynb").exists()]
        kinds = {page: len({item.kind for item in one.items if item.page == page}) for page in both}
        found += [f"{page}s/{slug}.ipynb" for page in both if LONG or page == max(both, key=lambda p: kinds[p])]
    return found


def name_of(page: str) -> str:
    folder, name = page.split("/")
    return f"{name[:2]}-{folder.removesuffix('s')}"


@pytest.mark.parametrize("path", pages(), ids=name_of)
def test_a_page_is_done_by_keyboard_alone(book: Book, path: str, axe_source: str) -> None:
    errors: list[str] = []
    book.page.on("console", lambda m: errors.append(m.text[:200]) if m.type == "error" and LABS_OWN not in m.location["url"] else None)
    book.page.on("pageerror", lambda e: errors.append((e.stack or str(e))[:600]) if LABS_OWN not in (e.stack or "") else None)
    if LONG:
        book.page.set_viewport_size({"width": WIDTH, "height": 5000})  # so that every picture holds a whole item
    book.open(path, dark=bool(os.environ.get("OPEDLAB_RUN_DARK"))).alive()
    cells, shown = book.cells(), items(book)
    kinds: set[str] = set()

    def wants(item: str, kind: str) -> bool:
        new = kind not in kinds
        kinds.add(kind)
        return bool(LONG) or new

    student = KeyboardStudent(book, wants, Path(LONG) / name_of(path) if LONG else None)
    answered = student.walk()
    assert {one.kind for one in answered.values()} == set(shown.values()), "a kind of item was not reached"
    assert not LONG or set(answered) == set(shown), f"not reached: {set(shown) - set(answered)}"
    assert all(one.outcome for one in answered.values()), [one for one in answered.values() if not one.outcome]
    said = " ".join(book.page.locator(".opedlab-feedback").all_inner_texts())
    assert ".." not in said, f"two full stops: {said[said.index('..') - 60 :][:80]}"
    kept = {event["item"] for event in book.lab.events() if event["event"] == "response"}
    assert set(answered) <= kept, "answers that did not reach the log"
    assert book.cells() == cells, "a key reached the notebook and edited it"
    assert errors == []
    assert book.axe(axe_source) == []
    if LONG:
        rows = [{"item": a.item, "kind": a.kind, "outcome": a.outcome, "seconds": round(a.seconds, 1), "keys": a.keys} for a in answered.values()]
        (Path(LONG) / f"{name_of(path)}.json").write_text(json.dumps({"page": path, "tab_stops": student.stops, "items": rows}, indent=1))


def items(book: Book) -> dict[str, str]:
    """The items on the page with their kinds, in order."""
    found = book.page.evaluate("() => [...document.querySelectorAll('.opedlab-item[data-item]')].map(e => [e.dataset.item, e.dataset.kind])")
    return dict(found)
