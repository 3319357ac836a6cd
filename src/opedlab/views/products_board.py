"""*My products* as a board: what each lesson gave to the memo, one's own or ready-made, to copy or to download.

``content`` and twin depend on banks and tracks alone. The student's texts are in ``state``, live only.
"""

from __future__ import annotations

import html
from collections.abc import Iterable
from typing import Any

from opedlab.answers.log import AnswerLog
from opedlab.answers.products import Product, as_markdown, products
from opedlab.items.bank import Bank
from opedlab.views.board import Board
from opedlab.views.markup import Shown, block, inline, plain
from opedlab.views.strings import text

FILE = "my-products.md"


class ProductsBoard(Board):
    """The products of all lessons; each is read anew from the log when the board is asked to look again."""

    def __init__(self, banks: Iterable[Bank], log: AnswerLog):
        self._banks = tuple(banks)
        self._log = log
        self._messages = 0
        ready = products(self._banks, {})
        super().__init__("products.js", {"products": [_public(product) for product in ready]}, twin(ready), self._state())
        self.on_msg(self._on_message)

    def _found(self) -> tuple[Product, ...]:
        return products(self._banks, self._log.anew().histories)

    def _state(self) -> dict[str, Any]:
        return {"own": [{"text": product.own, "at": product.at} for product in self._found()], "messages": self._messages}

    def _on_message(self, _: Any, message: dict[str, Any], __: Any) -> None:
        self._messages += 1
        if message.get("type") == "download":
            self.send({"type": "file", "name": FILE}, buffers=[as_markdown(self._found()).encode("utf-8", "replace")])
        self.state = self._state()


def _public(product: Product) -> dict[str, str]:
    return {
        "lesson": product.lesson, "lesson_title": product.lesson_title, "item": product.item, "title": product.title, "ready_made": product.ready_made,
    }  # fmt: skip


def twin(ready: Iterable[Product]) -> Shown:
    """The list of products with the ready-made text of each."""
    rows = tuple(ready)
    title, about, label = text("products_title"), text("products_about"), text("products_ready_made")
    lines = [title, about]
    parts = [f"<p><strong>{title}</strong></p><p>{html.escape(about)}</p>"]
    for product in rows:
        head = f"{product.title} ({product.lesson[:2]} {product.lesson_title})"
        lines += [f"– {plain(head)}. {label}:", f"  {plain(' '.join(product.ready_made.split()))}"]
        parts.append(f"<details><summary>{inline(head)}</summary><p><em>{label}:</em></p>{block(product.ready_made)}</details>")
    return Shown("\n".join(lines), f'<section class="opedlab-twin">{"".join(parts)}</section>')
