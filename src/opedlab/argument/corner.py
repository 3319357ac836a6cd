"""The corner of a map around one card: what it carries and with what, what it rests on, what is said against it, what falls without it."""

from __future__ import annotations

from attrs import frozen

from opedlab.argument.index import UnknownNode
from opedlab.argument.model import ArgumentMap, Node
from opedlab.argument.standing import standing

OWN_REPLIES = ("author", "implied")


class NotACarrier(UnknownNode):
    """An objection or a reply was to be marked as the card that carries; those carry nothing."""


@frozen
class Step:
    """One argument from the card: its conclusion, and the premises that are needed with it."""

    conclusion: Node
    together_with: tuple[Node, ...]


@frozen
class Against:
    """One objection to the card or to a step from it, with its best reply where the map has one."""

    objection: Node
    reply: Node | None


@frozen
class Corner:
    """A card with its neighbours, each in map order; ``falls`` is what no longer stands once this card alone is taken away."""

    card: Node
    carries: tuple[Step, ...]
    rests_on: tuple[Node, ...]
    against: tuple[Against, ...]
    falls: tuple[Node, ...]

    @property
    def shown(self) -> frozenset[str]:
        """The ids of the card and its neighbours, for a drawing; what falls further off is only named."""
        near = [self.card, *self.rests_on]
        for step in self.carries:
            near += [step.conclusion, *step.together_with]
        for one in self.against:
            near += [one.objection, *([one.reply] if one.reply else [])]
        return frozenset(node.id for node in near)


def corner(argument_map: ArgumentMap, card: str) -> Corner:
    """The corner around a card.

    Raises:
        UnknownNode: the map has no such card.
        NotACarrier: the card is an objection or a reply.
    """
    index = argument_map.index
    node = index.node(card)
    if node.disputes:
        raise NotACarrier(f'"{card}" is of kind {node.kind}; what carries is a claim, a reason or a premise')
    steps = [index.arguments[key] for key in index.arguments_from.get(card, ())]
    objections = dict.fromkeys([*index.attackers.get(card, ()), *(cut for step in steps for cut in index.undercutters.get(step.id, ()))])
    below = dict.fromkeys(premise for key in index.arguments_for.get(card, ()) for premise in index.arguments[key].premises)
    gone = standing(argument_map) - standing(argument_map, without=[card]) - {card}
    return Corner(
        node,
        tuple(Step(index.nodes[step.conclusion], tuple(index.nodes[other] for other in step.premises if other != card)) for step in steps),
        tuple(index.nodes[premise] for premise in below),
        tuple(Against(index.nodes[key], best_reply(argument_map, key)) for key in objections),
        tuple(one for one in argument_map.nodes if one.id in gone),
    )


def best_reply(argument_map: ArgumentMap, objection: str) -> Node | None:
    """The reply to an objection: the first that the text gives or implies, else the first that the course found."""
    replies = [argument_map[key] for key in argument_map.index.attackers.get(objection, ())]
    return next((node for node in replies if node.put_in_by in OWN_REPLIES), replies[0] if replies else None)
