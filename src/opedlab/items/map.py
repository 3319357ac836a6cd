"""``map``: a handful of shuffled cards becomes an argument map; each is given a place and a relation from lists."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal, get_args

from attrs import frozen

from opedlab.argument.aif import aif
from opedlab.argument.argdown import argdown
from opedlab.argument.model import Argument, ArgumentMap, Node, PutInBy, Rules, Scheme
from opedlab.items.model import Item, Marking, NotAnAnswer, OptionId, Outcome, Remark, in_order, letter
from opedlab.records import Place, Text, doubles, nearest

MAIN = "main"
"""Stands where a parent's id stands: this card is the main claim and belongs under no other."""
CARDS = (5, 9)

Relation = Literal["supports", "linked", "attacks", "undercuts"]
"""``linked``: supports only together with the other cards linked to the same parent. ``undercuts``: questions the step
from the parent to what the parent supports."""
RELATIONS: tuple[str, ...] = get_args(Relation)


@frozen
class AlsoPlace:
    """A place that is accepted beside the key, and why it can be defended."""

    parent: OptionId
    relation: Relation
    feedback: Text


@frozen
class Misplaced:
    """The answer to one way of misplacing a card: a parent, a relation, or this relation to this parent."""

    tempts: Text
    wrong_because: Text
    parent: OptionId | None = None
    relation: Relation | None = None


@frozen
class MapCard:
    """One card with its place. ``otherwise`` answers every misplacement that ``misplaced`` does not name."""

    id: OptionId
    text: Text
    parent: OptionId
    feedback: Text
    otherwise: Text
    relation: Relation | None = None
    put_in_by: PutInBy = "author"
    also: tuple[AlsoPlace, ...] = ()
    misplaced: tuple[Misplaced, ...] = ()

    def accepted(self, parent: str, relation: str | None) -> Outcome:
        """How good a place is for this card."""
        if (parent, relation) == (self.parent, self.relation):
            return "right"
        return "defensible" if any((also.parent, also.relation) == (parent, relation) for also in self.also) else "not quite"

    def answer_to(self, parent: str, relation: str | None) -> str:
        """What is said to a place, right or wrong; the closest answer there is."""
        if self.accepted(parent, relation) == "right":
            return self.feedback
        for also in self.also:
            if (also.parent, also.relation) == (parent, relation):
                return also.feedback
        fitting = [one for one in self.misplaced if one.parent in (None, parent) and one.relation in (None, relation)]
        best = max(fitting, key=lambda one: (one.parent is not None) + (one.relation is not None), default=None)
        return f"{best.tempts} {best.wrong_because}" if best else self.otherwise


Places = Mapping[str, tuple[str, str | None]]
"""Card id to parent (a card id or ``main``) and relation (None for the main claim)."""


@frozen(kw_only=True)
class MapItem(Item):
    """Cards to be placed and connected.

    A response is ``{"places": {card: {"parent": card or "main", "relation": relation}}}``; from code the bare mapping
    will do, with pairs ``(parent, relation)`` or ``"main"``.
    """

    kind: Literal["map"]
    cards: tuple[MapCard, ...]
    relations: tuple[Relation, ...] = ("supports", "linked", "attacks", "undercuts")

    @property
    def shown(self) -> tuple[MapCard, ...]:
        """The cards in the order in which they are shown."""
        return in_order(self.id, self.cards)

    @property
    def key(self) -> Places:
        return {card.id: (card.parent, card.relation) for card in self.cards}

    def card_of(self, card_id: str) -> MapCard | None:
        return next((card for card in self.cards if card.id == card_id), None)

    def kind_faults(self) -> Iterable[tuple[Place, str]]:
        if not CARDS[0] <= len(self.cards) <= CARDS[1]:
            yield ("cards",), f"are {len(self.cards)}; a map of this kind has {CARDS[0]} to {CARDS[1]}"
        yield from doubles(self.cards, "cards")
        for n, card in enumerate(self.cards):
            yield from ((("cards", n, *place), what) for place, what in self._card_faults(card))
        if fault := structure_fault(self.key):
            yield ("cards",), fault

    def _card_faults(self, card: MapCard) -> Iterator[tuple[Place, str]]:
        known = [other.id for other in self.cards if other.id != card.id] + [MAIN]
        if card.id == MAIN:
            yield ("id",), f'is "{MAIN}", which stands for the place of the main claim'
        named: list[tuple[Place, str | None, str | None]] = [((), card.parent, card.relation)]
        named += [(("also", n), also.parent, also.relation) for n, also in enumerate(card.also)]
        for place, parent, relation in named:
            if parent == MAIN and relation is not None:
                yield (*place, "relation"), "belongs to cards that have a parent; the main claim has none"
            if parent != MAIN and relation is None:
                yield (*place, "relation"), "is missing; say how the card bears on its parent"
        named += [(("misplaced", n), one.parent, one.relation) for n, one in enumerate(card.misplaced)]
        for place, parent, relation in named:
            if parent is not None and parent not in known:
                yield (*place, "parent"), f'"{parent}" is no other card of this item{nearest(parent, known)}'
            if relation is not None and relation not in self.relations:
                yield (*place, "relation"), f'"{relation}" is not among the `relations` that the student can choose'
        for n, one in enumerate(card.misplaced):
            if one.parent is None and one.relation is None:
                yield ("misplaced", n), "names neither a parent nor a relation; what answers everything is `otherwise`"
            elif (
                one.parent is not None
                and one.relation is not None
                and card.accepted(one.parent, one.relation) != "not quite"
                or one.relation is None
                and one.parent == MAIN == card.parent
            ):
                yield ("misplaced", n), "answers a place that is accepted"


def structure_fault(places: Places) -> str | None:
    """What keeps these places from being one map: no main claim, several, or cards that hang on each other in a circle."""
    main = [card for card, (parent, _) in places.items() if parent == MAIN]
    if len(main) != 1:
        return f"have {len(main) or 'no'} main claim{'s' if len(main) > 1 else ''}; exactly one card is the main claim"
    for card in places:
        path = [card]
        while (parent := places[path[-1]][0]) in places:
            if parent in path:
                return f"hang on each other in a circle: {' → '.join([*path[path.index(parent) :], parent])}"
            path.append(parent)
    return None


def mark(item: MapItem, response: Any) -> Marking:
    """A remark on every card, those to be thought over first; the score is the share of cards in an accepted place.

    ``details`` has the outcome of each card under ``cards`` and the student's map as Argdown and as AIF.

    Raises:
        NotAnAnswer: a card is missing or unknown, or the places make no map.
    """
    places = _places(item, response)
    if fault := structure_fault(places):
        raise NotAnAnswer(f"the cards {fault}")
    outcomes: dict[str, Outcome] = {}
    remarks: dict[Outcome, list[Remark]] = {"not quite": [], "defensible": [], "right": []}
    for card in item.shown:
        parent, relation = places[card.id]
        outcome = outcomes[card.id] = card.accepted(parent, relation)
        remarks[outcome].append(Remark(f"{card.id}/{parent}/{relation or ''}", card.answer_to(parent, relation)))
    accepted = len(item.cards) - len(remarks["not quite"])
    whole: Outcome = "not quite" if remarks["not quite"] else "defensible" if remarks["defensible"] else "right"
    count = Remark("", f"{accepted} of {len(item.cards)} cards stand in a place that can be defended.")
    made = as_argument_map(item, places)
    details = {"cards": outcomes, "argdown": argdown(made), "aif": json.dumps(aif(made), ensure_ascii=False, indent=1)}
    return Marking(whole, (count, *(r for those in remarks.values() for r in those)), accepted / len(item.cards), details=details)


def _places(item: MapItem, response: Any) -> dict[str, tuple[str, str | None]]:
    given = response.get("places", response) if isinstance(response, dict) else None
    known = [card.id for card in item.shown]
    if not isinstance(given, dict):
        raise NotAnAnswer(f"{item.id} wants a place for each card: {', '.join(known)}")
    if strange := [str(card) for card in given if card not in known]:
        raise NotAnAnswer(f"{item.id} has no card {strange[0]!r}; its cards are {', '.join(known)}")
    if missing := [card for card in known if card not in given]:
        raise NotAnAnswer(f"{item.id} wants a place for every card; {', '.join(missing)} {'has' if len(missing) == 1 else 'have'} none yet")
    return {card: _place(item, card, given[card]) for card in known}


def _place(item: MapItem, card: str, given: Any) -> tuple[str, str | None]:
    if isinstance(given, dict):
        given = (given.get("parent"), given.get("relation"))
    parent, relation = (given, None) if isinstance(given, str) else tuple(given) if isinstance(given, list | tuple) and len(given) == 2 else (None, None)
    if parent == MAIN:
        return MAIN, None
    if parent == card or not any(other.id == parent for other in item.cards):
        raise NotAnAnswer(f'"{card}" wants another card or "{MAIN}" as its place, not {str(parent)[:40]!r}')
    if relation not in item.relations:
        raise NotAnAnswer(f'"{card}" wants a relation to "{parent}": one of {", ".join(item.relations)}')
    return str(parent), str(relation)


def as_argument_map(item: MapItem, places: Places) -> ArgumentMap:
    """A student's places as an argument map; cards are named by the letter under which they are shown.

    An undercut of a card that is no premise has no step to aim at and is kept as an attack on the card.
    """
    names = {card.id: letter(n) for n, card in enumerate(item.shown)}
    arguments: list[Argument] = []
    for card in item.shown:
        parent, relation = places[card.id]
        if relation == "supports":
            arguments.append(Argument(f"S{len(arguments) + 1}", "inference", (names[card.id],), names[parent]))
    for card in item.shown:
        group = tuple(names[other.id] for other in item.shown if places[other.id] == (card.id, "linked"))
        if group:
            arguments.append(Argument(f"S{len(arguments) + 1}", "inference", group, names[card.id]))
    scheme = Scheme("inference", "Inference", "Default Inference", ())
    rules = Rules("Grounded semantics (Dung 1995).", "Every premise is granted.", "Every premise is granted.")
    nodes = tuple(_node(item, card, places, names, arguments) for card in item.shown)
    return ArgumentMap(item.title, "A map made in an exercise.", rules, (scheme,), nodes, tuple(arguments))


def _node(item: MapItem, card: MapCard, places: Places, names: Mapping[str, str], arguments: list[Argument]) -> Node:
    parent, relation = places[card.id]
    attacks: tuple[str, ...] = ()
    undercuts: tuple[str, ...] = ()
    kind: Any = "thesis" if parent == MAIN else "premise"
    if relation in ("attacks", "undercuts"):
        steps = tuple(argument.id for argument in arguments if names[parent] in argument.premises)
        attacks, undercuts = ((), steps) if relation == "undercuts" and steps else ((names[parent],), ())
        kind = "rebuttal" if places[parent][1] in ("attacks", "undercuts") else "objection"
    stated = card.put_in_by in ("author", "paratext")
    voice = card.put_in_by if stated else "course"
    return Node(names[card.id], kind, card.text, item.blocks, stated, voice, card.put_in_by, attacks=attacks, undercuts=undercuts)
