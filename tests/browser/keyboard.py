"""A student without a mouse: Tab from one end of a notebook to the other, and on the way every question answered.

Keys used: Tab, arrows, Space, Enter, and letters and digits where something is to be typed. Nothing is clicked, and no
focus is set from outside, so whatever cannot be reached or done by keyboard is found out.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from attrs import define, field

from tests.browser.conftest import Book

MOST_STOPS = 3000
"""Tab stops after which a page without an end is given up."""

SAID = "I answer this by keyboard alone, in a sentence or two, because nothing on this page should need a mouse."

_TYPED = {"number": "", "text": "", "date": "11202024", "url": "https://example.org/report"}
"""What is typed into a field by its type: month, day and year as an American Chromium asks for them; nothing where a number is worked out."""

_HERE = """() => {
  const e = document.activeElement, item = e.closest('.opedlab-item[data-item]');
  const group = e.type === 'radio' ? [...item.querySelectorAll(`input[name="${e.name}"]`)] : [];
  return {
    tag: e.tagName, id: e.id, type: e.type || '', cls: (e.className || '').toString(), value: e.value ?? '', min: e.min ?? '', max: e.max ?? '', checked: !!e.checked,
    chosen: group.some(one => one.checked), disabled: !!e.disabled,
    about: (e.getAttribute('aria-describedby') ?? '').split(' ').map(id => document.getElementById(id)?.textContent ?? '').join(' '),
    label: (e.getAttribute('aria-label') || e.textContent || '').trim().slice(0, 60),
    inCell: !!e.closest('.jp-Cell'), item: item?.dataset.item ?? null, kind: item?.dataset.kind ?? null,
    second: !!e.closest('.opedlab-second'), copy: !!e.closest('.opedlab-copy-beside'),
    outcome: item?.querySelector('.opedlab-feedback')?.dataset.outcome ?? null,
  };
}"""


@define
class Answered:
    """One item on the way: how it ended, and the seconds that the keys took."""

    item: str
    kind: str
    outcome: str | None = None
    seconds: float = 0
    keys: int = 0
    typed: int = 0
    pressed: set[str] = field(factory=set)


class KeyboardStudent:
    """Walks a notebook. ``wants`` decides which items are answered; with ``pictures`` each answered item is taken a picture of."""

    def __init__(self, book: Book, wants: Callable[[str, str], bool], pictures: Path | None = None):
        self.book, self.page, self.wants, self.pictures = book, book.page, wants, pictures
        self.answered: dict[str, Answered] = {}
        self.stops = 0

    def walk(self) -> Mapping[str, Answered]:
        """Go from the top of the notebook to its end.

        Raises:
            AssertionError: an item cannot be finished, or the walk comes to no end.
        """
        inside, last = False, None
        while self.stops < MOST_STOPS:
            self._key("Tab")
            self.stops += 1
            here = self._here()
            inside = inside or here["inCell"]
            if inside and not here["inCell"]:
                break
            if here["item"] != last:
                self._leave(last)
                last = here["item"]
            if here["item"] and not here["copy"] and self._wanted(here):
                self._act(here)
        else:
            raise AssertionError(f"no end after {MOST_STOPS} Tab stops; is the focus caught somewhere?")
        self._leave(last)
        return self.answered

    # --- what is done at one stop ---------------------------------------------------------------------------------

    def _wanted(self, here: dict[str, Any]) -> bool:
        return here["item"] in self.answered or self.wants(here["item"], here["kind"])

    def _act(self, here: dict[str, Any]) -> None:
        mine = self.answered.setdefault(here["item"], Answered(here["item"], here["kind"]))
        began = time.monotonic()
        act = {"INPUT": self._input, "SELECT": self._select, "TEXTAREA": self._textarea, "BUTTON": self._button}.get(here["tag"])
        if act is not None and not here["disabled"]:
            act(here, mine)
        mine.seconds += time.monotonic() - began

    def _input(self, here: dict[str, Any], mine: Answered) -> None:
        if here["type"] == "radio" and not here["chosen"]:
            self._key("Space", "ArrowDown", mine=mine)
        elif here["type"] == "checkbox" and here["kind"] != "forecast" and not here["checked"]:
            self._key("Space", mine=mine)
        elif here["type"] in _TYPED and not here["value"]:
            self.page.keyboard.type(_TYPED[here["type"]] or self._number(here, mine))
            mine.typed += 1

    @staticmethod
    def _number(here: dict[str, Any], mine: Answered) -> str:
        """A number that the field takes, as its own attributes or the line below its label say; later ones of an item are no smaller."""
        if here["min"] and here["max"]:
            low, high = float(here["min"]), float(here["max"])
            return f"{low + (high - low) * (0.4, 0.6, 0.8)[min(mine.typed, 2)]:g}"
        said = re.search(r"from (−?[\d.]+)", here["about"])
        return said[1].replace("−", "-") if said else "60"

    def _select(self, here: dict[str, Any], mine: Answered) -> None:
        if here["kind"] == "order" or here["value"]:
            return
        self._key("ArrowDown", mine=mine)
        if here["id"].endswith("-where"):  # on a map one card is the main claim, and the others hang on the next that the list offers
            self._key(*(["ArrowDown"] if "main" in mine.pressed else []), mine=mine)
            mine.pressed.add("main")

    def _textarea(self, here: dict[str, Any], mine: Answered) -> None:
        if SAID not in here["value"]:
            self.page.keyboard.insert_text(SAID)
            mine.typed += 1

    def _button(self, here: dict[str, Any], mine: Answered) -> None:
        sort = next((s for s in ("opedlab-main", "opedlab-passage", "opedlab-word") if s in here["cls"]), "second" if here["second"] else here["label"])
        if sort == "opedlab-main" and mine.outcome is None:
            self._submit(mine)
        elif sort in ("opedlab-passage", "opedlab-word"):
            if sort not in mine.pressed:
                self._key("Space", mine=mine)
        elif sort == "second" and sort not in mine.pressed:
            self._key("Enter", mine=mine)
            self.page.wait_for_timeout(120)
        elif here["kind"] == "order" and not any(label.startswith("Move down") for label in mine.pressed) and sort.startswith("Move down"):
            self._key("Enter", mine=mine)
        mine.pressed.add(sort)

    def _submit(self, mine: Answered) -> None:
        """Press the button; where something is still missing the page puts the focus there, and it is given."""
        for _ in range(12):
            self._key("Enter", mine=mine)
            here = self._here()
            assert here["item"] == mine.item, f"{mine.item}: the focus is lost after the button was pressed"
            if "opedlab-main" in here["cls"] and self._outcome(mine):
                return
            if "opedlab-main" in here["cls"]:
                break
            self._act(here)
            self._to_main(mine)
        said = self.book.item(mine.item).first.locator(".opedlab-feedback").inner_text()
        raise AssertionError(f"{mine.item} ({mine.kind}): no feedback by keyboard; the page says: {said!r}")

    def _to_main(self, mine: Answered) -> None:
        for _ in range(200):
            self._key("Tab", mine=mine)
            here = self._here()
            assert here["item"] == mine.item, f"{mine.item}: Tab leaves the item before its button"
            if "opedlab-main" in here["cls"]:
                return
            if here["tag"] != "BUTTON":
                self._act(here)

    def _outcome(self, mine: Answered) -> str | None:
        """Wait for the kernel's marking, five seconds at most."""
        feedback = self.book.item(mine.item).first.locator(".opedlab-feedback")
        for _ in range(150):
            mine.outcome = feedback.get_attribute("data-outcome")
            if mine.outcome:
                return mine.outcome
            self.page.wait_for_timeout(30)
        return None

    # --- keys and pictures ----------------------------------------------------------------------------------------

    def _key(self, *keys: str, mine: Answered | None = None) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            if mine is not None:
                mine.keys += 1

    def _here(self) -> dict[str, Any]:
        return self.page.evaluate(_HERE)

    def _leave(self, item: str | None) -> None:
        if item in self.answered and self.pictures is not None:
            self.pictures.mkdir(parents=True, exist_ok=True)
            self.book.item(item).first.screenshot(path=self.pictures / f"{item}.png")
