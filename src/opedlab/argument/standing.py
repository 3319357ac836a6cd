"""What stands on an argument map once some nodes are taken away and some objections are granted, and why the rest fell."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Literal

from attrs import frozen

from opedlab.argument.index import Index, NotADispute, UnknownNode
from opedlab.argument.model import ArgumentMap, PutInBy

__all__ = ["Fall", "Knock", "NotADispute", "Step", "UnknownNode", "grounded", "knockout", "standing", "why_fallen"]

Cause = Literal["taken away", "not accepted", "defeated", "attacked", "not granted", "unsupported"]


def standing(argument_map: ArgumentMap, *, without: Collection[str] = (), accepted: Collection[str] = (), strict: bool = False) -> frozenset[str]:
    """Ids of the nodes that stand once some are taken away and some objections are granted.

    Grounded semantics (Dung 1995) among the accepted objections and rebuttals; a derived node stands while at
    least one argument for it has all its premises standing and is not undercut. ``strict`` does not grant the
    unstated premises that the map marks with ``not_granted_in_strict``.

    Raises:
        UnknownNode: an id that the map does not have; the message lists the three nearest.
        NotADispute: an accepted id that is neither an objection nor a rebuttal.
    """
    index = argument_map.index
    gone = index.known(without)
    effective = grounded(index, index.disputing(accepted) - gone)
    barred, undercut = _struck(index, effective)
    barred |= gone
    if strict:
        barred |= index.not_granted_in_strict
    missing = {key: len(set(argument.premises)) for key, argument in index.arguments.items() if key not in undercut}
    stands: set[str] = set()
    reached = [node_id for node_id in index.basic if node_id not in barred]
    while reached:
        node_id = reached.pop()
        if node_id in stands:
            continue
        stands.add(node_id)
        for key in index.arguments_from.get(node_id, ()):
            if key in missing:
                missing[key] -= 1
                if not missing[key] and index.arguments[key].conclusion not in barred:
                    reached.append(index.arguments[key].conclusion)
    return frozenset(stands | effective)


def grounded(index: Index, accepted: Collection[str]) -> frozenset[str]:
    """The grounded extension (Dung 1995) of the accepted objections and rebuttals under their attacks on each other.

    A node comes in when all its accepted attackers are out, and goes out when one that is in attacks it; what
    is left over (a circle of attacks) has no effect.
    """
    attackers = {node_id: [a for a in index.attackers.get(node_id, ()) if a in accepted] for node_id in accepted}
    inside: set[str] = set()
    out: set[str] = set()
    open_ones = set(accepted)
    while True:
        coming = {node_id for node_id in open_ones if all(a in out for a in attackers[node_id])}
        if not coming:
            return frozenset(inside)
        inside |= coming
        out |= {node_id for node_id in open_ones - coming if any(a in coming for a in attackers[node_id])}
        open_ones -= inside | out


def _struck(index: Index, effective: Collection[str]) -> tuple[set[str], set[str]]:
    """The nodes that effective objections attack and the arguments that they undercut."""
    disputes = [index.nodes[node_id] for node_id in effective]
    return {target for node in disputes for target in node.attacks}, {target for node in disputes for target in node.undercuts}


# --- why a node fell --------------------------------------------------------------------------------------------


@frozen
class Step:
    """One argument for a fallen node and what broke it: effective undercutters, fallen premises, or both."""

    argument: str
    undercut_by: tuple[str, ...]
    premises: tuple[Fall, ...]


@frozen
class Fall:
    """Why one node does not stand. ``by`` names objections or rebuttals; ``steps`` has every argument for it."""

    node: str
    cause: Cause
    by: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()

    def lines(self, depth: int = 0) -> Iterator[str]:
        """The explanation as an indented list, one cause a line."""
        by = f" by {', '.join(self.by)}" if self.by else ""
        yield f"{'  ' * depth}- {self.node}: {self.cause}{by}"
        for step in self.steps:
            cut = f": undercut by {', '.join(step.undercut_by)}" if step.undercut_by else ""
            yield f"{'  ' * (depth + 1)}- {step.argument}{cut}"
            for fall in step.premises:
                yield from fall.lines(depth + 2)


def why_fallen(argument_map: ArgumentMap, node_id: str, *, without: Collection[str] = (), accepted: Collection[str] = (), strict: bool = False) -> Fall | None:
    """Why a node does not stand, down to what was taken away, attacked or not granted; None where it stands.

    Raises:
        UnknownNode: an id that the map does not have.
        NotADispute: an accepted id that is neither an objection nor a rebuttal.
    """
    stands = standing(argument_map, without=without, accepted=accepted, strict=strict)
    index = argument_map.index
    granted = frozenset(accepted) - frozenset(without)
    effective = grounded(index, granted)

    def among(ids: Collection[str], chosen: Collection[str]) -> tuple[str, ...]:
        return tuple(i for i in ids if i in chosen)

    def explain(key: str) -> Fall:
        attackers = index.attackers.get(key, ())
        if key in without:
            return Fall(key, "taken away")
        if index.nodes[key].disputes:
            return Fall(key, "defeated", among(attackers, granted)) if key in granted else Fall(key, "not accepted")
        if among(attackers, effective):
            return Fall(key, "attacked", among(attackers, effective))
        if strict and key in index.not_granted_in_strict:
            return Fall(key, "not granted")
        return Fall(key, "unsupported", steps=tuple(step(name) for name in index.arguments_for.get(key, ())))

    def step(name: str) -> Step:
        fallen = tuple(explain(p) for p in index.arguments[name].premises if p not in stands)
        return Step(name, among(index.undercutters.get(name, ()), effective), fallen)

    index.node(node_id)
    return None if node_id in stands else explain(node_id)


# --- single cards -----------------------------------------------------------------------------------------------


@frozen
class Knock:
    """One card pulled (or one objection accepted) and the conclusions that fall with it, the card itself left out."""

    card: str
    how: Literal["taken away", "accepted"]
    put_in_by: PutInBy
    topples: tuple[str, ...]


def knockout(argument_map: ArgumentMap, *, strict: bool = False) -> tuple[Knock, ...]:
    """Every single card in map order: premises and conclusions taken away, objections accepted.

    A conclusion is a node that at least one argument supports. Rebuttals are left out: alone they hit nothing.
    """
    conclusions = argument_map.index.arguments_for
    before = standing(argument_map, strict=strict)
    knocks = []
    for node in argument_map.nodes:
        if node.kind == "rebuttal":
            continue
        change = {"accepted": (node.id,)} if node.disputes else {"without": (node.id,)}
        after = standing(argument_map, strict=strict, **change)
        fallen = tuple(n.id for n in argument_map.nodes if n.id in before and n.id not in after and n.id in conclusions and n.id != node.id)
        knocks.append(Knock(node.id, "accepted" if node.disputes else "taken away", node.put_in_by, fallen))
    return tuple(knocks)
