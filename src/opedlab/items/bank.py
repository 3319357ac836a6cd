"""The item bank of one lesson: a YAML file in ``exercises/items``."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from types import ModuleType
from typing import Any

from attrs import frozen

from opedlab.items import annotation, choice, extended_text, forecast, form, hottext, match, order, slider, text_entry
from opedlab.items import map as map_kind  # not the builtin
from opedlab.items.annotation import Annotation
from opedlab.items.choice import Choice
from opedlab.items.extended_text import ExtendedText
from opedlab.items.forecast import Forecast
from opedlab.items.form import Form
from opedlab.items.hottext import Hottext
from opedlab.items.map import MapItem
from opedlab.items.match import Match
from opedlab.items.model import Item, Marking
from opedlab.items.order import Order
from opedlab.items.slider import Slider
from opedlab.items.text_entry import TextEntry
from opedlab.records import Place, Slug, Text, by_id, doubles, plain

SCHEMA = "items"

AnyItem = Choice | ExtendedText | Match | Order | Forecast | Slider | TextEntry | Hottext | Annotation | MapItem | Form
KINDS: dict[str, ModuleType] = {
    "choice": choice,
    "extended-text": extended_text,
    "match": match,
    "map": map_kind,
    "order": order,
    "forecast": forecast,
    "slider": slider,
    "text-entry": text_entry,
    "hottext": hottext,
    "annotation": annotation,
    "form": form,
}


@frozen
class Bank:
    """All items of one lesson, in the order in which they are set."""

    lesson: Slug
    title: Text
    items: tuple[AnyItem, ...]

    def __iter__(self) -> Iterator[Item]:
        return iter(self.items)

    def __getitem__(self, item_id: str) -> Any:
        """The item of that id.

        Raises:
            Unknown: there is none.
        """
        return by_id(self.items, item_id, f"item of {self.lesson} called")

    @property
    def fingerprint(self) -> str:
        """Eight characters that change when any item changes; a work code carries them."""
        return hashlib.sha256(json.dumps(plain(self), sort_keys=True).encode()).hexdigest()[:8]

    def faults(self) -> Iterator[tuple[Place, str]]:
        yield from doubles(self.items, "items")


def mark(item: Item, response: Any) -> Marking:
    """What a response to an item earned.

    Raises:
        NotAnAnswer: the response does not fit the item.
    """
    return KINDS[item.kind].mark(item, response)
