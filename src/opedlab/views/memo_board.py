"""The way out for a memo, as a board: one's own text as Markdown, web page or PDF.

``content`` and twin depend on the item alone. The text and what stands under it are in ``state`` or travel over the comm, live only.
"""

from __future__ import annotations

import html
from collections.abc import Iterable
from datetime import date
from typing import Any

from attrs import evolve

from opedlab.answers.log import AnswerLog, History
from opedlab.answers.memo import Memo, as_markdown, memo_of
from opedlab.answers.memo_card import card_section
from opedlab.answers.products import Product, products
from opedlab.answers.seal import seals
from opedlab.argument.corner import corner
from opedlab.argument.model import ArgumentMap
from opedlab.argument.standing import UnknownNode, standing
from opedlab.context.sources import Sources
from opedlab.course import Course
from opedlab.items.bank import Bank
from opedlab.items.extended_text import ExtendedText
from opedlab.records import compiled
from opedlab.views.board import Board
from opedlab.views.map_layout import map_svg
from opedlab.views.markup import Shown
from opedlab.views.strings import text

SEALED_IN = "00-sealed-forecasts"
FORMS = {"markdown": ("md", "text/markdown"), "html": ("html", "text/html"), "pdf": ("pdf", "application/pdf")}


class MemoBoard(Board):
    """``item`` is the text to be carried away; ``banks`` are all lessons, for the products behind it."""

    def __init__(self, course: Course, slug: str, item: Any, banks: Iterable[Bank], log: AnswerLog, today: date | None = None):
        if not isinstance(item, ExtendedText):
            raise ValueError(f"{item.id} is no text; a memo is made from an extended-text item")
        self._course, self._slug, self._item, self._banks, self._log = course, slug, item, tuple(banks), log
        self._today = today
        self._messages = 0
        path = course.article / "map.yaml"
        self._map = compiled(path, ArgumentMap, course.compiled, course.name_of(path))
        cards = [[node.id, node.text] for node in self._map.nodes if not node.disputes]
        super().__init__("memo.js", {"title": item.title, "cards": cards}, twin(item), self._state())
        self.on_msg(self._on_message)

    def _state(self) -> dict[str, Any]:
        log = self._log.anew()
        history = log.history(self._slug, self._item.id)
        written, at = _written(history, self._item)
        rows = self._products(log)
        return {
            "words": len(written.split()), "at": at, "seal": _seal(log), "writer": history.last.who if history.last else "",
            "own": [row.title for row in rows if row.own], "ready_made": [row.title for row in rows if not row.own], "messages": self._messages,
        }  # fmt: skip

    def _products(self, log: AnswerLog) -> tuple[Product, ...]:
        return products(self._banks, log.histories)

    def _on_message(self, _: Any, message: dict[str, Any], __: Any) -> None:
        self._messages += 1
        form = message.get("type")
        if form in FORMS:
            self._hand_over(form, message)
        self.state = self._state()

    def _hand_over(self, form: str, message: dict[str, Any]) -> None:
        log = self._log.anew()
        written, _ = _written(log.history(self._slug, self._item.id), self._item)
        if not written:
            return
        given = {name: str(message.get(name) or "") for name in ("title", "writer", "language")}
        memo = memo_of(
            given["title"] or self._item.title, written, given["writer"], self._today or date.today(), given["language"], _seal(log), self._products(log)
        )
        memo = _marked(memo, self._map, str(message.get("card") or ""))
        data, missing = _made(form, memo, self._addresses())
        ending, media = FORMS[form]
        self.send({"type": "file", "name": f"{memo.file_name}.{ending}", "media": media, "missing": missing}, buffers=[data])

    def _addresses(self) -> dict[str, str | None]:
        path = self._course.source_texts / "sources.yaml"
        return {source.key: source.url for source in compiled(path, Sources, self._course.compiled, self._course.name_of(path))}


def _marked(memo: Memo, argument_map: ArgumentMap, card: str) -> Memo:
    """The memo with the card that was marked, in words and drawn; without, if none was or there is none of that name."""
    try:
        found = corner(argument_map, card)
    except UnknownNode:
        return memo
    drawing = map_svg(argument_map, standing(argument_map, without=[card]), shown=found.shown, without=[card])
    return evolve(memo, card=card_section(found, memo.language), drawing=drawing)


def _made(form: str, memo: Memo, addresses: dict[str, str | None]) -> tuple[bytes, int]:
    """The memo in one form, and how many characters could not be printed."""
    if form == "markdown":
        return as_markdown(memo).encode("utf-8", "replace"), 0
    if form == "html":
        from opedlab.answers.memo_html import as_html

        return as_html(memo, addresses).encode("utf-8", "replace"), 0
    from opedlab.answers.memo_pdf import as_pdf

    data, missing = as_pdf(memo, addresses)
    return data, sum(missing.values())


def _written(history: History, item: ExtendedText) -> tuple[str, str | None]:
    """The text as it stands, and when it was handed in; None for a draft. The starter alone is no text."""
    draft = history.draft
    if draft and draft.strip() and draft.strip() != (item.starter or "").strip():
        return draft, None
    last = history.last
    response = last.response if last else None
    given = response.get("text") if isinstance(response, dict) else response
    return (given, last.at) if last and isinstance(given, str) and given.strip() else ("", None)


def _seal(log: AnswerLog) -> str | None:
    found = seals(log.marks(SEALED_IN))[0]
    return found.hash if found and found.hash else None


def twin(item: ExtendedText) -> Shown:
    """What the board does, in words."""
    head, about = f"{text('memo_title')}: {item.title}", text("memo_twin")
    return Shown(f"{head}\n{about}", f'<section class="opedlab-twin"><p><strong>{html.escape(head)}</strong></p><p>{html.escape(about)}</p></section>')
