"""``text-entry`` as a view: one field, its unit beside it, and a word on what may be typed."""

from __future__ import annotations

from typing import Any

from opedlab.items.text_entry import MAX_TYPED, Entry, TextEntry
from opedlab.views.markup import inline, plain
from opedlab.views.strings import text

LABEL = {"number": "entry_label_number", "text": "entry_label_text"}
HOW = {"number": "entry_how_number", "text": "entry_how_text"}


def content(item: TextEntry) -> dict[str, Any]:
    """What the front end needs before an answer."""
    return {"expects": item.expects, "unit": item.unit or "", "max_characters": MAX_TYPED}


def plain_twin(item: TextEntry) -> list[str]:
    return [f"  {text(LABEL[item.expects])}: ____ {item.unit or ''}".rstrip(), f"  {text(HOW[item.expects])}"]


def html_twin(item: TextEntry) -> str:
    return f"<p>{text(LABEL[item.expects])}: … {inline(item.unit or '')}</p><p>{text(HOW[item.expects])}</p>"


def about(item: TextEntry, part: str) -> str:
    return part


def _rows(item: TextEntry) -> list[tuple[str, str]]:
    """What may have been typed, with its sign, and the answer to it; right ones first, all others last."""
    entries = sorted(item.entries, key=lambda entry: not entry.correct)
    rows = [(f"{'✓' if e.correct else '○'} {_typed(item, e)}", (e.feedback or "") if e.correct else f"{e.tempts} {e.wrong_because}") for e in entries]
    return [*rows, (f"○ {text('entry_otherwise')}", item.otherwise)]


def _typed(item: TextEntry, entry: Entry) -> str:
    if entry.interval is None:
        return " / ".join(entry.texts)
    low, high = entry.interval
    unit = f" {item.unit}" if item.unit else ""
    return f"{low:,.10g}{unit}" if low == high else f"{low:,.10g}–{high:,.10g}{unit}"


def solution_plain(item: TextEntry) -> list[str]:
    return [line for typed, said in _rows(item) for line in (f"  {plain(typed)}", f"       {plain(said)}")]


def solution_html(item: TextEntry) -> str:
    return "<ul>" + "".join(f"<li><strong>{inline(typed)}</strong> {inline(said)}</li>" for typed, said in _rows(item)) + "</ul>"
