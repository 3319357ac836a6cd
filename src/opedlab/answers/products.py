"""Products: what a student keeps from each lesson for the memo, in their own words or, where there are none yet, ready-made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from attrs import frozen

from opedlab.answers.log import History
from opedlab.items.bank import Bank
from opedlab.items.form import Form, answer, named
from opedlab.items.model import Item, NotAnAnswer


@frozen
class Product:
    """One product. ``own`` is the student's last answer as text, with its time; None where there is none."""

    lesson: str
    lesson_title: str
    item: str
    title: str
    ready_made: str
    own: str | None = None
    at: str | None = None


def products(banks: Iterable[Bank], histories: Mapping[tuple[str, str], History]) -> tuple[Product, ...]:
    """Every item that names itself a product, in the order of the banks."""
    return tuple(_product(bank, item, histories.get((bank.lesson, item.id), History())) for bank in banks for item in bank if item.product)


def _product(bank: Bank, item: Item, history: History) -> Product:
    own, at = None, None
    if history.last is not None:
        own = own_text(item, history.last.response)
        at = history.last.at if own else None
    return Product(bank.lesson, bank.title, item.id, str(item.product), ready_made(item), own, at)


def own_text(item: Item, response: Any) -> str | None:
    """A response as text to read on: a text as it was written, a form field by field; None where it is no answer of this edition."""
    if isinstance(item, Form):
        try:
            return _rows(item, answer(item, response))
        except NotAnAnswer:
            return None
    text = response.get("text") if isinstance(response, dict) else response
    return text if isinstance(text, str) and text.strip() else None


def ready_made(item: Item) -> str:
    """The course's own answer, for a track that leaves the lesson out."""
    if isinstance(item, Form):
        return _rows(item, answer(item, list(item.model)))
    return str(getattr(item, "model_answer", ""))


def _rows(item: Form, rows: Iterable[Mapping[str, str]]) -> str:
    """The filled rows of a form, one paragraph each."""
    parts = []
    for n, row in enumerate(rows):
        said = [f"{field.label}: {row[field.id]}" for field in item.fields if row.get(field.id)]
        if said:
            head = f"{named(item, n)}. " if named(item, n) else ""
            parts.append(head + "; ".join(said))
    return "\n\n".join(parts)


def as_markdown(found: Iterable[Product]) -> str:
    """All products as one Markdown page, each with its lesson; ready-made ones say that they are."""
    parts = ["# My products\n"]
    for product in found:
        label = "" if product.own else " (ready-made by the course)"
        parts.append(f"## {product.title}{label}\n\n*Lesson {product.lesson[:2]}, {product.lesson_title}.*\n\n{product.own or product.ready_made}\n")
    return "\n".join(parts)
