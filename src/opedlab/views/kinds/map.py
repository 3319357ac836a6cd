"""``map`` as a view: each card with a list of places and a list of relations; the front end redraws outline and picture."""

from __future__ import annotations

import html
from typing import Any

from opedlab.argument.outline import outline
from opedlab.items.map import MAIN, MapItem, as_argument_map
from opedlab.items.model import letter
from opedlab.views import card_words
from opedlab.views.markup import inline, plain
from opedlab.views.strings import text


def content(item: MapItem) -> dict[str, Any]:
    """What the front end needs before an answer."""
    return {"cards": [{"id": card.id, "text": card.text} for card in item.shown], "relations": list(item.relations)}


def plain_twin(item: MapItem) -> list[str]:
    cards = [f"  {letter(n)}  {plain(card.text)} → ____" for n, card in enumerate(item.shown)]
    return [*cards, f"  {text('map_twin')}", *(f"   – {card_words.relation(relation)}" for relation in item.relations)]


def html_twin(item: MapItem) -> str:
    cards = "".join(f"<li>{inline(card.text)} → …</li>" for card in item.shown)
    relations = "".join(f"<li>{html.escape(card_words.relation(relation))}</li>" for relation in item.relations)
    return f'<ol type="A">{cards}</ol><p>{html.escape(text("map_twin"))}</p><ul>{relations}</ul>'


def about(item: MapItem, part: str) -> str:
    """Word, card and chosen place of a remark on ``card/parent/relation``; nothing for the count."""
    card_id, _, place = part.partition("/")
    parent, _, relation = place.partition("/")
    card = item.card_of(card_id)
    if card is None:
        return ""
    outcome = card.accepted(parent, relation or None).replace(" ", "_")
    return f"{'○' if outcome == 'not_quite' else '✓'} {text('outcome_' + outcome)}: {_place(item, card_id, parent, relation)}"


def solution_plain(item: MapItem) -> list[str]:
    lines = [f"  {line}" for line in outline(as_argument_map(item, item.key)).splitlines()]
    for card in item.shown:
        for sign, parent, relation, said in _places(item, card.id):
            lines += [f"  {sign} {_place(item, card.id, parent, relation)}", f"       {plain(said)}"]
    return lines


def solution_html(item: MapItem) -> str:
    """The key as an outline, then every place that has an answer of its own."""
    rows = "".join(
        f"<tr><td>{sign}</td><td>{html.escape(_place(item, card.id, parent, relation))}</td><td>{inline(said)}</td></tr>"
        for card in item.shown
        for sign, parent, relation, said in _places(item, card.id)
    )
    drawn = html.escape(outline(as_argument_map(item, item.key)))
    return f"<pre>{drawn}</pre><table><thead><tr><th>verdict</th><th>place</th><th>why</th></tr></thead><tbody>{rows}</tbody></table>"


def _letter_of(item: MapItem, card_id: str) -> str:
    return next((letter(n) for n, card in enumerate(item.shown) if card.id == card_id), card_id)


def _place(item: MapItem, card_id: str, parent: str | None, relation: str | None) -> str:
    """``B → A, speaks against it``; what a wrong answer leaves open is left out."""
    where = text("map_main") if parent == MAIN else _letter_of(item, parent) if parent else "…"
    how = f", {card_words.relation(relation)}" if relation else ""
    return f"{_letter_of(item, card_id)} → {where}{how}"


def _places(item: MapItem, card_id: str) -> list[tuple[str, str | None, str | None, str]]:
    card = item.card_of(card_id)
    if card is None:
        return []
    right: list[tuple[str, str | None, str | None, str]] = [("✓ yes", card.parent, card.relation, card.feedback)]
    right += [("✓ defensible", also.parent, also.relation, also.feedback) for also in card.also]
    wrong = [("○ not quite", one.parent, one.relation, f"{one.tempts} {one.wrong_because}") for one in card.misplaced]
    return [*right, *wrong, ("○ not quite", None, None, card.otherwise)]
