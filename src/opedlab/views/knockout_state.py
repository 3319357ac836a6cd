"""What the knock-out lab knows after each step: what fell, what was predicted, why, and what to draw.

Pure: a position is a row of moves on a map; everything else is worked out from it anew at each step.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from attrs import asdict, evolve, frozen

from opedlab.argument.model import ArgumentMap
from opedlab.argument.outline import roots
from opedlab.argument.standing import Fall, NotADispute, UnknownNode, standing, why_fallen
from opedlab.views.map_layout import children, curve, picture, tip

MAIN_KINDS = ("thesis", "prescription")


class NotAMove(ValueError):
    """The card cannot be played now; the message says why."""


@frozen
class Move:
    """One card taken away or accepted, with the main claims that were predicted to change; None: not asked."""

    card: str
    predicted: tuple[str, ...] | None = None


@frozen(slots=False)
class Position:
    """A map with some cards taken away, some objections and replies accepted, and the rule by which it is judged."""

    argument_map: ArgumentMap
    moves: tuple[Move, ...] = ()
    strict: bool = False

    @property
    def without(self) -> tuple[str, ...]:
        return tuple(move.card for move in self.moves if not self.argument_map[move.card].disputes)

    @property
    def accepted(self) -> tuple[str, ...]:
        return tuple(move.card for move in self.moves if self.argument_map[move.card].disputes)

    @property
    def stands(self) -> frozenset[str]:
        return standing(self.argument_map, without=self.without, accepted=self.accepted, strict=self.strict)

    def played(self, card: str, predicted: Iterable[str] | None = None) -> Position:
        """This position after one more card.

        Raises:
            UnknownNode: the map has no such card.
            NotAMove: it has been played already, or the prediction names something else than a main claim.
        """
        self.argument_map.index.node(card)
        if any(move.card == card for move in self.moves):
            raise NotAMove(f"{card} has been played already; undo brings it back")
        said = None if predicted is None else tuple(predicted)
        foreign = [node_id for node_id in said or () if node_id not in main_claims(self.argument_map)]
        if foreign:
            raise NotAMove(f"{foreign[0]} is no main claim of this map")
        return evolve(self, moves=(*self.moves, Move(card, said)))

    def undone(self) -> Position:
        """This position without its last move."""
        return evolve(self, moves=self.moves[:-1])


def start(argument_map: ArgumentMap, without: Iterable[str] = (), accept: Iterable[str] = (), *, strict: bool = False) -> Position:
    """A position set up from code, without predictions.

    Raises:
        UnknownNode, NotADispute: as ``standing`` raises them.
        NotAMove: a card is named twice, or an objection is to be taken away.
    """
    without, accept = _ids(without), _ids(accept)
    argument_map.index.disputing(accept)
    position = Position(argument_map, strict=bool(strict))
    for card in (*without, *accept):
        if card in without and argument_map[card].disputes:
            raise NotAMove(f"{card} is an objection or a reply; it is accepted or left alone, not taken away")
        position = position.played(card)
    return position


def _ids(given: Iterable[str]) -> tuple[str, ...]:
    """``without="R1"`` is meant as one id, not as two letters."""
    return (given,) if isinstance(given, str) else tuple(given)


def main_claims(argument_map: ArgumentMap) -> tuple[str, ...]:
    """Theses and recommendations in map order; where a map has none, its ends."""
    return tuple(node.id for node in argument_map.nodes if node.kind in MAIN_KINDS) or roots(argument_map)


def marks(position: Position) -> dict[str, str]:
    """The state of every card that does not simply stand, in map order."""
    stands, found = position.stands, {}
    without, accepted = set(position.without), set(position.accepted)
    for node in position.argument_map.nodes:
        if node.id in without:
            found[node.id] = "taken_away"
        elif node.disputes and node.id in accepted:
            found[node.id] = "accepted" if node.id in stands else "answered"
        elif not node.disputes and node.id not in stands:
            attacked = any(key in stands for key in position.argument_map.index.attackers.get(node.id, ()))
            held_back = position.strict and node.not_granted_in_strict is not None and not attacked
            found[node.id] = "not_granted" if held_back else "fallen"
    return found


def counts(position: Position) -> dict[str, int]:
    """How many cards and main claims stand; objections and replies are not counted."""
    claims = [node.id for node in position.argument_map.nodes if not node.disputes]
    main, stands = main_claims(position.argument_map), position.stands
    return {"cards": len(claims), "standing": sum(i in stands for i in claims), "main": len(main), "main_standing": sum(i in stands for i in main)}


def compared(position: Position) -> dict[str, Any] | None:
    """The last move beside its prediction: each main claim, whether it changed, whether that was foreseen."""
    if not position.moves:
        return None
    move, before, after = position.moves[-1], position.undone().stands, position.stands
    rising = position.argument_map[move.card].kind == "rebuttal"  # a reply was accepted: asked was what stands again
    rows = []
    for node_id in main_claims(position.argument_map):
        if node_id != move.card:
            changed = (node_id in before) != (node_id in after)
            asked = move.predicted is not None and rising != (node_id in before)
            foreseen = (node_id in move.predicted) == changed if asked else None
            rows.append({"id": node_id, "stands": node_id in after, "changed": changed, "foreseen": foreseen})
    named = {move.card, *(row["id"] for row in rows)}
    others = [node.id for node in position.argument_map.nodes if not node.disputes and node.id not in named and (node.id in before) != (node.id in after)]
    return {"card": move.card, "rows": rows, "fell": [i for i in others if i in before], "rose": [i for i in others if i in after]}


CAUSES = {
    "taken away": "why_taken_away",
    "attacked": "why_attacked",
    "not granted": "why_not_granted",
    "unsupported": "why_unsupported",
    "not accepted": "why_not_accepted",
    "defeated": "why_defeated",
}


def why(position: Position, node_id: str) -> list[dict[str, Any]]:
    """Why a card fell, as lines with a depth, the name of an interface string and its values; empty where it stands."""
    fall = why_fallen(position.argument_map, node_id, without=position.without, accepted=position.accepted, strict=position.strict)
    return [*_why_lines(fall, 0, set())] if fall else []


def _why_lines(fall: Fall, depth: int, told: set[str]) -> Iterator[dict[str, Any]]:
    if fall.steps and fall.node in told:
        yield {"depth": depth, "say": "why_told", "values": {"card": fall.node}}
        return
    told.add(fall.node)
    yield {"depth": depth, "say": CAUSES[fall.cause], "values": {"card": fall.node, "by": ", ".join(fall.by)}}
    for step in fall.steps:
        missing = ", ".join(premise.node for premise in step.premises)
        if step.undercut_by:
            values = {"step": step.argument, "by": ", ".join(step.undercut_by)}
            yield {"depth": depth + 1, "say": "why_undercut", "values": values}
        if missing:
            yield {"depth": depth + 1, "say": "why_premises", "values": {"step": step.argument, "by": missing}}
        for premise in step.premises:
            yield from _why_lines(premise, depth + 2, told)


def shown_cards(position: Position, around: str | None = None) -> list[str]:
    """What the picture shows: the main claims, the reasons and the cards in play; or one card and what it touches."""
    argument_map = position.argument_map
    if around is None:
        shown = {*main_claims(argument_map), *(node.id for node in argument_map.nodes if node.kind == "reason")}
        linked = [move.card for move in position.moves]
    else:
        shown, linked = _around(argument_map, around), [around]
    for card in linked:
        shown |= _way_up(argument_map, card, shown)
    return [node.id for node in argument_map.nodes if node.id in shown]


def _around(argument_map: ArgumentMap, card: str) -> set[str]:
    """A card, what bears on it and the replies to that."""
    below = {card, *children(argument_map, card)}
    return below | {key for node_id in below if argument_map[node_id].disputes for key in argument_map.index.attackers.get(node_id, ())}


def _way_up(argument_map: ArgumentMap, card: str, stops: Collection[str]) -> set[str]:
    """The cards between one card and the first drawn claims above it, itself and those claims with it."""
    index, found, waiting = argument_map.index, {card}, [card]
    while waiting:
        node = index.nodes[waiting.pop()]
        steps = (*index.arguments_from.get(node.id, ()), *node.undercuts)
        for above in (*(index.arguments[key].conclusion for key in steps), *node.attacks):
            if above not in found:
                found.add(above)
                if above not in stops:
                    waiting.append(above)
    return found


def state(position: Position, around: str | None = None) -> dict[str, Any]:
    """Everything that the board shows of a position, JSON types only."""
    states = marks(position)
    drawing = picture(position.argument_map, shown_cards(position, around), states)
    index = position.argument_map.index
    return {
        "moves": [{"card": move.card, "accepted": position.argument_map[move.card].disputes} for move in position.moves],
        "strict": position.strict,
        "marks": states,
        "undercut": [key for key in index.arguments if any(states.get(i) == "accepted" for i in index.undercutters.get(key, ()))],
        "counts": counts(position),
        "last": compared(position),
        "why": {node_id: why(position, node_id) for node_id, said in states.items() if said != "accepted"},
        "around": around,
        "picture": {
            "width": drawing.width,
            "height": drawing.height,
            "cards": [asdict(card) for card in drawing.cards],
            "junctions": [asdict(junction) for junction in drawing.junctions],
            "links": [{"kind": link.kind, "path": curve(link), "tip": tip(link), "broken": link.broken} for link in drawing.links],
        },
    }


__all__ = ["Move", "NotADispute", "NotAMove", "Position", "UnknownNode", "compared", "main_claims", "marks", "start", "state", "why"]
