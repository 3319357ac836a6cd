"""``order`` as a view: a numbered list between two named ends."""

from __future__ import annotations

from typing import Any

from opedlab.items.order import Order, OrderEntry
from opedlab.views.markup import inline, plain
from opedlab.views.strings import text

VERDICTS = {"in-order": "order_in_order", "too-high": "order_too_high", "too-low": "order_too_low"}


def content(item: Order) -> dict[str, Any]:
    """What the front end needs before an answer: the entries as they are dealt."""
    return {
        "top": item.top,
        "bottom": item.bottom,
        "entries": [{"id": entry.id, "text": entry.text, "context": entry.context or ""} for entry in item.shown],
    }


def _entry(entry: OrderEntry) -> str:
    return f"{entry.text} – {entry.context}" if entry.context else entry.text


def plain_twin(item: Order) -> list[str]:
    return [f"  {text('order_ends', top=plain(item.top), bottom=plain(item.bottom))}", *(f"  __  {plain(_entry(entry))}" for entry in item.shown)]


def html_twin(item: Order) -> str:
    entries = "".join(f"<li>{inline(_entry(entry))}</li>" for entry in item.shown)
    return f"<p>{text('order_ends', top=inline(item.top), bottom=inline(item.bottom))}</p><ul>{entries}</ul>"


def about(item: Order, part: str) -> str:
    """Verdict and entry of a remark on ``entry/verdict``; nothing for the count."""
    entry_id, _, verdict = part.partition("/")
    if not verdict:
        return ""
    return f"{'✓' if verdict == 'in-order' else '○'} {text(VERDICTS[verdict])}: {item.entry(entry_id).text}"


def _ladder(item: Order) -> list[OrderEntry]:
    return sorted(item.shown, key=lambda entry: entry.place)


def _misplaced(entry: OrderEntry) -> list[tuple[str, str]]:
    return [(text(name), said) for name, said in (("order_too_high", entry.too_high), ("order_too_low", entry.too_low)) if said]


def solution_plain(item: Order) -> list[str]:
    lines = [f"  {text('order_ends', top=plain(item.top), bottom=plain(item.bottom))}"]
    for entry in _ladder(item):
        lines += [f"  {entry.place}  {plain(_entry(entry))}", f"       ✓ {plain(entry.feedback)}"]
        lines += [f"       ○ {word}: {plain(said)}" for word, said in _misplaced(entry)]
    return lines


def solution_html(item: Order) -> str:
    rows = "".join(
        f'<tr><td>{entry.place}</td><th scope="row">{inline(_entry(entry))}</th><td>✓ {inline(entry.feedback)}'
        + "".join(f"<br>○ {word}: {inline(said)}" for word, said in _misplaced(entry))
        + "</td></tr>"
        for entry in _ladder(item)
    )
    head = "".join(f'<th scope="col">{text(name)}</th>' for name in ("order_place", "order_entry", "order_why"))
    ends = text("order_ends", top=inline(item.top), bottom=inline(item.bottom))
    return f"<p>{ends}</p><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
