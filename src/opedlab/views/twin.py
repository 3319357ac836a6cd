"""The text twin of an item: the same content as the widget, as plain text and as HTML.

The twin is what GitHub, a screen reader, a print-out and nbval see. It depends on the bank alone, never on the
student, and never on which answer is right.
"""

from __future__ import annotations

import textwrap
from types import ModuleType
from typing import Any

from opedlab.items.model import Card, Item, Marking
from opedlab.views.kinds import annotation, choice, extended_text, forecast, form, hottext, match, order, slider, text_entry
from opedlab.views.kinds import map as map_kind
from opedlab.views.markup import Shown, block, inline, paragraphs, plain
from opedlab.views.strings import text

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

SIGNS = {"right": "✓", "defensible": "✓", "almost": "…", "not quite": "○", "noted": "✎"}
WIDTH = 110


def content(item: Item) -> dict[str, Any]:
    """Everything the front end shows before an answer; independent of the key."""
    card = item.card
    return {
        "id": item.id,
        "kind": item.kind,
        "title": item.title,
        "prompt": item.prompt,
        "minutes": item.minutes,
        "hints": len(item.hints),
        "blocks": list(item.blocks),
        "card": card and {"title": card.title, "summary": card.summary, "phrases": [{"de": p.de, "en": p.en} for p in card.phrases]},
        **KINDS[item.kind].content(item),
    }


def twin(item: Item) -> Shown:
    """The question as text."""
    kind = KINDS[item.kind]
    lines = [item.title, *_card_plain(item, item.card), *_wrapped(item.prompt), *kind.plain_twin(item)]
    markup = f"<p><strong>{inline(item.title)}</strong></p>{_card_html(item, item.card)}{block(item.prompt)}{kind.html_twin(item)}"
    return Shown("\n".join(lines), f'<section class="opedlab-twin">{markup}</section>')


def solution(item: Item) -> Shown:
    """The question with its key and the feedback on every answer."""
    kind = KINDS[item.kind]
    lines = [f"{item.title} – compare", *kind.solution_plain(item)]
    return Shown("\n".join(lines), f'<section class="opedlab-twin"><p><strong>{inline(item.title)} – compare</strong></p>{kind.solution_html(item)}</section>')


def outcome(item: Item, marking: Marking) -> Shown:
    """What one response earned, as text: word, sign and reason."""
    kind = KINDS[item.kind]
    word = f"{SIGNS[marking.outcome]} {text('outcome_' + marking.outcome.replace(' ', '_'))}"
    lines, parts = [], []
    for n, remark in enumerate(marking.remarks):
        about = kind.about(item, remark.about)
        head = " – ".join(p for p in ((word if n == 0 else ""), about) if p)
        lines.append(f"{plain(head)}\n{textwrap.fill(plain(remark.text), WIDTH, initial_indent='  ', subsequent_indent='  ')}")
        parts.append(f"<p><strong>{inline(head)}{_stop(head)}</strong></p>{block(remark.text)}" if head else block(remark.text))
    if marking.asks:
        lines.append("\n".join([f"{word}: {plain(marking.asks_prompt or '')}", *(f"  {reason_id}: {plain(reason)}" for reason_id, reason in marking.asks)]))
        asked = "".join(f"<li>{inline(reason)}</li>" for _, reason in marking.asks)
        parts.append(f"<p><strong>{word}.</strong> {inline(marking.asks_prompt or '')}</p><ul>{asked}</ul>")
    if hasattr(kind, "after_twin"):
        added = kind.after_twin(item)
        lines.append(added.plain)
        parts.append(added.html)
    return Shown("\n".join(lines), f'<div class="opedlab-outcome">{"".join(parts)}</div>')


def _stop(head: str) -> str:
    """The full stop after a heading that runs into its text; none where the heading has its own."""
    return "" if head.rstrip("*").endswith((".", "?", "!", "…")) else "."


def public_marking(item: Item, marking: Marking) -> dict[str, Any]:
    """A marking as the front end gets it."""
    kind = KINDS[item.kind]
    shown = {
        "outcome": marking.outcome,
        "remarks": [{"about": kind.about(item, remark.about), "text": remark.text} for remark in marking.remarks],
        "asks": [{"id": reason_id, "text": reason} for reason_id, reason in marking.asks],
        "asks_prompt": marking.asks_prompt,
        "score": marking.score,
        "details": marking.details,
    }
    return shown | (kind.after(item) if hasattr(kind, "after") else {})


def _wrapped(said: str) -> list[str]:
    return [line for part in paragraphs(plain(said)) for line in textwrap.wrap(part, WIDTH, break_on_hyphens=False)]


def _card_heading(item: Item) -> str:
    name = ("card_alone", "card")[len(item.blocks)] if len(item.blocks) < 2 else "cards"
    return text(name, blocks=", ".join(map(str, item.blocks)))


def _card_plain(item: Item, card: Card | None) -> list[str]:
    if card is None:
        return []
    lines = [f"[{_card_heading(item)}: {card.title}]", *(f"  {line}" for line in _wrapped(card.summary))]
    return lines + [f"  {phrase.de} = {phrase.en}" for phrase in card.phrases]


def _card_html(item: Item, card: Card | None) -> str:
    if card is None:
        return ""
    phrases = "".join(f'<li><em lang="de">{inline(p.de)}</em> – {inline(p.en)}</li>' for p in card.phrases)
    heading = f"<strong>{_card_heading(item)}:</strong> {inline(card.title)}"
    return f"<blockquote><p>{heading}</p>{block(card.summary)}{f'<ul>{phrases}</ul>' if phrases else ''}</blockquote>"
