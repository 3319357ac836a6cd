"""The card that a memo marks on the map, as a section of Markdown under it; the cards themselves are in English."""

from __future__ import annotations

from collections.abc import Iterator

from opedlab.answers.memo import escaped
from opedlab.argument.corner import Corner
from opedlab.argument.model import Node

_SAID = {
    "en": {
        "head": "The card that carries", "carries": "It carries", "with": "together with", "rests": "It rests on", "against": "Against it", "reply": "reply",
        "falls": "Without it falls", "holds": "Without it nothing else on the map falls: what it carries has other roads, or none that end in a main claim.",
        "ends": "It carries nothing further: it is an end of the map.", "no_reply": "the map has no reply",
    },
    "de": {
        "head": "Die Karte, die trägt", "carries": "Sie trägt", "with": "zusammen mit", "rests": "Sie ruht auf", "against": "Gegen sie", "reply": "Erwiderung",
        "falls": "Ohne sie fällt", "holds": "Ohne sie fällt sonst nichts auf der Karte: Was sie trägt, hat andere Wege, oder keiner führt zu einer Hauptaussage.",
        "ends": "Sie trägt nichts weiter: sie ist ein Ende der Karte.", "no_reply": "die Karte hat keine Erwiderung",
    },
}  # fmt: skip


def card_section(corner: Corner, language: str) -> str:
    """A heading, the marked card, and a list of its neighbours."""
    said = _SAID[language]
    return "\n".join([f"## {said['head']}", "", f"**◆ {corner.card.id}** {escaped(corner.card.text)}", "", *_lines(corner, said), ""])


def _lines(corner: Corner, said: dict[str, str]) -> Iterator[str]:
    for step in corner.carries:
        others = f", {said['with']} {', '.join(node.id for node in step.together_with)}" if step.together_with else ""
        yield f"- {said['carries']}{others}: {_named(step.conclusion)}"
    if not corner.carries:
        yield f"- {said['ends']}"
    for node in corner.rests_on:
        yield f"- {said['rests']}: {_named(node)}"
    for one in corner.against:
        yield f"- {said['against']}: {_named(one.objection)}"
        yield f"  - {said['reply']}: {_named(one.reply)}" if one.reply else f"  - {said['no_reply']}"
    for node in corner.falls:
        yield f"- {said['falls']}: {_named(node)}"
    if not corner.falls:
        yield f"- {said['holds']}"


def _named(node: Node) -> str:
    return f"**{node.id}** {escaped(node.text)}"
