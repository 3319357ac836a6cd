"""The debate cards as a page to print: one card after another, sources under each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from opedlab.context.world.concepts import Concepts
from opedlab.context.world.debate_cards import DebateCard, DebateCards
from opedlab.views.tables.rivals import card_lines, referee_lines

HEAD = """# Debate cards: weakness, choice, gain, and a referee

<!-- Generated from source_texts/context/debate_cards.yaml by `opedlab build`. Edit the record, not this page. -->

For [lesson 13](../../lessons/13-rival-readings.md); how to run the debate stands on [its page](13-rival-readings.md). Print, cut between the rules, and draw lots. Each
side has its best case on its card, with the best objection to it and the best reply. What the cards say of the op-ed keeps its hedges; everything else names who says so.
"""
BREAK = '\n---\n\n<div style="break-before: page"></div>\n'


def debate_page(cards: DebateCards, concepts: Concepts, names: Callable[[Iterable[str]], Mapping[str, str]]) -> str:
    """The page in Markdown; ``names`` gives source keys their names."""
    parts = [HEAD, *("\n".join(_side(one, cards, concepts, names)) for one in cards), "\n".join(_referee(cards))]
    return BREAK.join(part.rstrip() + "\n" for part in parts)


def _side(one: DebateCard, cards: DebateCards, concepts: Concepts, names: Callable[[Iterable[str]], Mapping[str, str]]) -> Iterator[str]:
    yield f"\n## {one.name}\n"
    yield f"**{one.thesis}**\n"
    yield from _listed(card_lines(one, cards, concepts))
    keys = [key for fact in (*one.outside, one.strongest) for key in fact.sources]
    yield "\nSources: " + " · ".join(f"[{name}](../../source_texts/sources.md#{key})" for key, name in names(keys).items()) + "."
    yield "\nWhat moved you during the debate, from what number to what number:"


def _referee(cards: DebateCards) -> Iterator[str]:
    yield f"\n## {cards.referee.name}\n"
    yield f"**{cards.referee.task}**\n"
    yield from _listed(referee_lines(cards))
    yield "\nObservations named, and who looks each of them up:"


def _listed(lines: Iterable[tuple[str, str]]) -> Iterator[str]:
    for what, text in lines:
        yield f"- *{what}*: {text}"
