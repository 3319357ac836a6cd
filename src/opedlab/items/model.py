"""What every item has, whatever its kind. Kinds carry the names of the QTI 3 interactions."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import Annotated, Any, Literal, TypeVar

from attrs import field, frozen

from opedlab.records import BlockNumber, Place, SourceKey, Text, matching

MAX_CARD_WORDS = 8
KINDS_TO_KEEP = ("extended-text", "form")
"""Kinds whose answers can be read on as a text."""

ItemId = Annotated[str, matching(r"[A-Z][A-Za-z0-9]*(-[A-Za-z0-9]+)*", "an item id such as K02 or T02-01")]
ObjectiveId = Annotated[str, matching(r"\d\d\.\d", "an objective id such as 02.1, in quotes")]
OptionId = Annotated[str, matching(r"[a-z0-9]+(-[a-z0-9]+)*", "an option id of small letters, digits and hyphens")]

Outcome = Literal["right", "defensible", "almost", "not quite", "noted"]
"""``defensible``: another answer than the key, with the reason that carries it. ``noted``: nothing to be right about."""

Identified = TypeVar("Identified")


@frozen
class Phrase:
    """German words that are under study, with their English gloss."""

    de: Text
    en: Text


@frozen
class Card:
    """What a student needs to answer without German and without a copy of the article.

    ``summary`` keeps the block's voice and hedge; ``phrases`` quote at most eight German words in all.
    """

    title: Text
    summary: Text
    phrases: tuple[Phrase, ...] = ()

    def faults(self) -> Iterator[tuple[Place, str]]:
        quoted = sum(len(phrase.de.replace("…", " ").split()) for phrase in self.phrases)
        if quoted > MAX_CARD_WORDS:
            yield ("phrases",), f"quote {quoted} German words; a card quotes at most {MAX_CARD_WORDS}"


@frozen(kw_only=True)
class Item:
    """The part that all kinds share. ``id`` is stable for ever: answers are keyed by it."""

    id: ItemId
    title: Text
    blocks: tuple[BlockNumber, ...] = ()
    objective: ObjectiveId
    minutes: float
    prompt: Text
    card: Card | None = None
    hints: tuple[Text, ...] = ()
    sources: tuple[SourceKey, ...] = ()
    product: Text | None = None
    """A short title, where the answer is something to keep: the memo collects it."""

    def faults(self) -> Iterator[tuple[Place, str]]:
        if not 0 < self.minutes <= 30:
            yield ("minutes",), f"is {self.minutes:g}; an item takes more than 0 and at most 30 minutes"
        if self.product and self.kind not in KINDS_TO_KEEP:  # type: ignore[attr-defined]
            yield ("product",), f"stands on a {self.kind} item; only {' and '.join(KINDS_TO_KEEP)} give a text to keep"  # type: ignore[attr-defined]
        yield from self.kind_faults()

    def kind_faults(self) -> Iterable[tuple[Place, str]]:
        """What the kind itself objects to; overridden by kinds."""
        return ()


@frozen
class Remark:
    """One piece of feedback: what it is about, and what is said."""

    about: str
    text: str


@frozen
class Marking:
    """What a response earned: an outcome, the feedback for exactly this response, and a share of 1."""

    outcome: Outcome
    remarks: tuple[Remark, ...]
    score: float | None
    asks: tuple[tuple[str, str], ...] = ()
    """A second closed question (id, text) that decides whether the answer is defensible; empty if none is open."""
    asks_prompt: str | None = None
    details: dict[str, Any] = field(factory=dict)


class NotAnAnswer(ValueError):
    """The response does not fit the item; the message says what would. ``at`` is the place in the response, where there is one."""

    def __init__(self, message: str, at: Place = ()):
        super().__init__(message)
        self.at = at


def in_order(item_id: str, options: Iterable[Identified]) -> tuple[Identified, ...]:
    """Options in the one order in which they always stand: by hash of item and option id.

    The order is fixed, so that the twin, the hand-out and "who chose B?" agree; it does not depend on the key.
    """
    return tuple(sorted(options, key=lambda option: hashlib.sha256(f"{item_id}/{option.id}".encode()).digest()))


def letter(position: int) -> str:
    """``A`` for the first option shown, and so on."""
    return chr(ord("A") + position)
