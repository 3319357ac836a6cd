"""The roles of the debate on rival readings: three cards as their best defenders would put them, and a referee."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from attrs import frozen

from opedlab.context.world.common import Fact
from opedlab.records import BlockNumber, Place, Slug, Text, by_id, doubles

SCHEMA = "debate_cards"

Side = Literal["weakness", "choice", "gain"]


@frozen
class FromTheArticle:
    """What the op-ed gives a side, with its hedge kept."""

    text: Text
    blocks: tuple[BlockNumber, ...]


@frozen
class DebateCard:
    """One side. ``against`` is what would count against it; ``objection`` and ``reply`` are the best that were found.

    ``on_whom`` says of which state the side speaks; ``concepts`` are ids of ``concepts.yaml``.
    """

    id: Side
    name: Text
    thesis: Text
    on_whom: Text
    concepts: tuple[Slug, ...]
    from_the_article: tuple[FromTheArticle, ...]
    outside: tuple[Fact, ...]
    strongest: Fact
    against: tuple[Text, ...]
    objection: Text
    reply: Text

    def faults(self) -> Iterator[tuple[Place, str]]:
        for name in ("concepts", "from_the_article", "outside", "against"):
            if not getattr(self, name):
                yield (name,), "is empty; a side without it cannot be defended or tested"


@frozen
class Referee:
    """The fourth role: asks what observation would separate the sides, and decides nothing."""

    name: Text
    task: Text
    questions: tuple[Text, ...]
    closes_with: Text


@frozen
class Separator:
    """An observation that one of two sides would have expected and the other not; the course's own."""

    between: tuple[Side, ...]
    observation: Text
    speaks_for: Side

    def faults(self) -> Iterator[tuple[Place, str]]:
        if len(set(self.between)) != 2 or len(self.between) != 2:
            yield ("between",), f"names {', '.join(self.between) or 'no side'}; an observation separates two sides"
        elif self.speaks_for not in self.between:
            yield ("speaks_for",), f"is {self.speaks_for}, which is neither {' nor '.join(self.between)}"


@frozen
class DebateCards:
    """Content of ``debate_cards.yaml``."""

    cards: tuple[DebateCard, ...]
    referee: Referee
    separators: tuple[Separator, ...]

    def __iter__(self) -> Iterator[DebateCard]:
        return iter(self.cards)

    def __getitem__(self, role: str) -> DebateCard:
        """The card of that side.

        Raises:
            Unknown: there is none.
        """
        return by_id(self.cards, role, "card", also=["referee"])

    def faults(self) -> Iterator[tuple[Place, str]]:
        yield from doubles(self.cards, "cards")
        for n, card in enumerate(self.cards):
            if not any(card.id in one.between for one in self.separators):
                yield ("cards", n), "is separated from no other side; give it an observation under `separators`"
