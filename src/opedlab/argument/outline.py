"""The map as a nested text list, and its levels for a drawing. Nothing disappears: what hangs on nothing is listed."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from opedlab.argument.model import ArgumentMap, Node

SAID = {"author": "stated", "paratext": "stated above the text", "implied": "implied", "course": "put in by the course"}


def roots(argument_map: ArgumentMap) -> tuple[str, ...]:
    """Nodes that arguments support and that support nothing themselves, in map order: the ends of the map."""
    index = argument_map.index
    return tuple(node.id for node in argument_map.nodes if node.id in index.arguments_for and node.id not in index.arguments_from)


def unconnected(argument_map: ArgumentMap) -> tuple[str, ...]:
    """Nodes without any relation: in no argument, hitting nothing, hit by nothing."""
    index = argument_map.index
    linked = set(index.arguments_for) | set(index.arguments_from) | set(index.attackers)
    return tuple(node.id for node in argument_map.nodes if node.id not in linked and not node.disputes)


def levels(argument_map: ArgumentMap) -> Mapping[str, int]:
    """Row of each node in a drawing: ends of the map are 0, a premise stands below all its conclusions.

    An objection stands one below what it hits (an argument counts as its conclusion), a rebuttal one below its
    objection. Unconnected nodes are 0.
    """
    index = argument_map.index
    found: dict[str, int] = {}

    def above(node: Node) -> list[str]:
        return [index.arguments[key].conclusion for key in (*index.arguments_from.get(node.id, ()), *node.undercuts)] + list(node.attacks)

    def level(node_id: str, path: tuple[str, ...]) -> int:
        if node_id in path:  # objections may attack each other in a circle
            return 0
        if node_id in found:
            return found[node_id]
        value = max((level(up, (*path, node_id)) + 1 for up in above(index.nodes[node_id])), default=0)
        if not path or not index.nodes[node_id].disputes:
            found[node_id] = value
        return value

    for node_id in index.nodes:
        level(node_id, ())
    return found


def outline(argument_map: ArgumentMap, stands: Collection[str] | None = None) -> str:
    """The whole map as a nested list in plain text.

    Under each end of the map stand the arguments for it with their premises, the undercuts of a step and the
    objections to a claim with their rebuttals. A node is written out where it comes first; later it is named with
    "see above". ``stands`` (ids as ``standing`` returns them) marks what has fallen.
    """
    return "\n".join(_Outline(argument_map, stands).lines()) + "\n"


class _Outline:
    def __init__(self, argument_map: ArgumentMap, stands: Collection[str] | None):
        self.index = argument_map.index
        self.map = argument_map
        self.stands = stands
        self.written: set[str] = set()

    def lines(self) -> Iterator[str]:
        yield self.map.title
        yield ""
        for node_id in roots(self.map):
            yield from self.node(node_id, 0)
        rest = [node.id for node in self.map.nodes if node.id not in self.written]
        if rest:
            yield ""
            yield "Not connected to any of these:"
            for node_id in rest:
                if node_id not in self.written:
                    yield from self.node(node_id, 0)

    def node(self, node_id: str, depth: int, lead: str = "") -> Iterator[str]:
        node, pad = self.index.nodes[node_id], "  " * depth
        if node_id in self.written:
            yield f"{pad}- {lead}{node_id}{self.state(node)}: see above"
            return
        self.written.add(node_id)
        yield f"{pad}- {lead}{node_id}{self.state(node)}: {node.text} ({_provenance(node)})"
        for key in self.index.arguments_for.get(node_id, ()):
            argument = self.index.arguments[key]
            scheme = next((s.name for s in self.map.schemes if s.id == argument.scheme), argument.scheme)
            together = f"{len(argument.premises)} premises together" if len(argument.premises) > 1 else "one premise"
            yield f"{pad}  - because, {key}{self.cut(key)}, {scheme}, {together}:"
            for premise in argument.premises:
                yield from self.node(premise, depth + 2)
            for dispute in self.index.undercutters.get(key, ()):
                yield from self.node(dispute, depth + 2, "undercut by ")
        for dispute in self.index.attackers.get(node_id, ()):
            yield from self.node(dispute, depth + 1, "answered by " if node.disputes else "attacked by ")

    def cut(self, key: str) -> str:
        undercutters = self.index.undercutters.get(key, ())
        return " [undercut]" if self.stands is not None and any(dispute in self.stands for dispute in undercutters) else ""

    def state(self, node: Node) -> str:
        if self.stands is None:
            return ""
        if node.disputes:
            return " [accepted]" if node.id in self.stands else ""
        return "" if node.id in self.stands else " [fallen]"


def _provenance(node: Node) -> str:
    blocks = f"block{'s' if len(node.blocks) > 1 else ''} {', '.join(map(str, node.blocks))}"
    who = f", says {node.who}" if node.who else ", unnamed estimate" if node.voice == "unnamed estimate" else ""
    return f"{node.kind}, {SAID[node.put_in_by]}{who}, {blocks}"
