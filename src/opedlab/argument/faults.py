"""What can be wrong inside one argument map: ids twice, links to nothing, derivations that go round in a circle."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from opedlab.argument.index import three_nearest
from opedlab.records import Place, doubles, nearest

if TYPE_CHECKING:
    from opedlab.argument.model import ArgumentMap


def map_faults(argument_map: ArgumentMap) -> Iterator[tuple[Place, str]]:
    """Every fault of the map that can be seen without another file."""
    yield from _ids(argument_map)
    yield from _arguments(argument_map)
    yield from _disputes(argument_map)
    yield from _surroundings(argument_map)
    cycle = derivation_cycle(argument_map)
    if cycle:
        yield ("arguments",), f"derive a node from itself: {' → '.join(cycle)}; take one of these steps out"


def _ids(argument_map: ArgumentMap) -> Iterator[tuple[Place, str]]:
    for part in ("schemes", "nodes", "arguments", "tensions", "shifts", "rivals", "retired"):
        yield from doubles(getattr(argument_map, part), part)
    nodes = {node.id for node in argument_map.nodes}
    for n, argument in enumerate(argument_map.arguments):
        if argument.id in nodes:
            yield ("arguments", n, "id"), f'"{argument.id}" is the id of a node too; an id stands once'
    used = nodes | {argument.id for argument in argument_map.arguments}
    for n, gone in enumerate(argument_map.retired):
        if gone.id in used:
            yield ("retired", n, "id"), f'"{gone.id}" is on the map; a retired id is never used again'


def _missing(what: str, node_id: str, known: Collection[str], argument_map: ArgumentMap) -> str:
    why = next((f"; it was retired: {gone.why}" for gone in argument_map.retired if gone.id == node_id), three_nearest(node_id, known))
    return f'"{node_id}" is no {what} of this map{why}'


def _arguments(argument_map: ArgumentMap) -> Iterator[tuple[Place, str]]:
    nodes = {node.id: node for node in argument_map.nodes}
    schemes = {scheme.id for scheme in argument_map.schemes}
    for n, argument in enumerate(argument_map.arguments):
        if argument.scheme not in schemes:
            yield ("arguments", n, "scheme"), f'"{argument.scheme}" is no scheme of this map{nearest(argument.scheme, schemes)}'
        ends: list[tuple[Place, str]] = [(("premises", m), premise) for m, premise in enumerate(argument.premises)]
        for place, node_id in [*ends, (("conclusion",), argument.conclusion)]:
            if node_id not in nodes:
                yield ("arguments", n, *place), _missing("node", node_id, nodes, argument_map)
            elif nodes[node_id].disputes:
                yield ("arguments", n, *place), f'"{node_id}" is of kind {nodes[node_id].kind}; it attacks or undercuts and is no part of an argument'


def _disputes(argument_map: ArgumentMap) -> Iterator[tuple[Place, str]]:
    nodes = {node.id for node in argument_map.nodes}
    arguments = {argument.id for argument in argument_map.arguments}
    concluded = {argument.conclusion for argument in argument_map.arguments}
    for n, node in enumerate(argument_map.nodes):
        for m, target in enumerate(node.attacks):
            if target in arguments:
                yield ("nodes", n, "attacks", m), f'"{target}" is an argument; a step is undercut: move it to `undercuts`'
            elif target not in nodes:
                yield ("nodes", n, "attacks", m), _missing("node", target, nodes, argument_map)
            elif target == node.id:
                yield ("nodes", n, "attacks", m), f'"{target}" attacks itself; name what it is aimed at'
        for m, target in enumerate(node.undercuts):
            if target in nodes:
                yield ("nodes", n, "undercuts", m), f'"{target}" is a node; a claim is attacked: move it to `attacks`'
            elif target not in arguments:
                yield ("nodes", n, "undercuts", m), _missing("argument", target, arguments, argument_map)
        if node.not_granted_in_strict is not None and node.id in concluded:
            yield ("nodes", n, "not_granted_in_strict"), "stands on a node that arguments support; only premises are granted or not"


def _surroundings(argument_map: ArgumentMap) -> Iterator[tuple[Place, str]]:
    nodes = {node.id for node in argument_map.nodes}
    for part, name in (("bears_on", "reason"), ("rivals", "main")):
        for n, row in enumerate(getattr(argument_map, part)):
            if getattr(row, name) not in nodes:
                yield (part, n, name), _missing("node", getattr(row, name), nodes, argument_map)
    for n, tension in enumerate(argument_map.tensions):
        for m, node_id in enumerate(tension.nodes):
            if node_id not in nodes:
                yield ("tensions", n, "nodes", m), _missing("node", node_id, nodes, argument_map)


def derivation_cycle(argument_map: ArgumentMap) -> tuple[str, ...]:
    """A cycle among the derivations as node ids, the first repeated at the end; empty where there is none."""
    leads_to: dict[str, list[str]] = {}
    for argument in argument_map.arguments:
        for premise in argument.premises:
            leads_to.setdefault(premise, []).append(argument.conclusion)
    done: set[str] = set()
    for start in leads_to:
        path: list[str] = []
        branches = [iter([start])]
        while branches:
            node_id = next(branches[-1], None)
            if node_id is None:
                branches.pop()
                if path:
                    done.add(path.pop())
            elif node_id in path:
                return (*path[path.index(node_id) :], node_id)
            elif node_id not in done:
                path.append(node_id)
                branches.append(iter(leads_to.get(node_id, ())))
    return ()
