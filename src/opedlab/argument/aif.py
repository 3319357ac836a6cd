"""The map in the JSON of the Argument Interchange Format, as AIFdb reads it: I, RA and CA nodes and their edges.

An attack is a CA node between two I nodes; an undercut is a CA node whose target is an RA node. What AIF has no place
for (voice, blocks, who put a card in) stands under the key ``opedlab`` of a node; other programs drop it.
"""

from __future__ import annotations

from typing import Any

from opedlab.argument.model import ArgumentMap

OWN = "opedlab"


def aif(argument_map: ArgumentMap) -> dict[str, Any]:
    """The map as an AIF document: ``{"nodes": [..], "edges": [..], "locutions": []}``, JSON types only."""
    schemes = {scheme.id: scheme for scheme in argument_map.schemes}
    nodes: list[dict[str, Any]] = []
    ends: list[tuple[str, str]] = []
    for node in argument_map.nodes:
        own: dict[str, Any] = {
            "kind": node.kind, "voice": node.voice, "who": node.who, "put_in_by": node.put_in_by, "explicit": node.explicit, "blocks": list(node.blocks),
        }  # fmt: skip
        nodes.append({"nodeID": node.id, "text": node.text, "type": "I", OWN: own})
    for argument in argument_map.arguments:
        scheme, key = schemes[argument.scheme], f"RA_{argument.id}"
        questions = [*scheme.critical_questions, *argument.critical_questions]
        nodes.append({"nodeID": key, "text": scheme.aif, "type": "RA", "scheme": scheme.aif, OWN: {"argument": argument.id, "critical_questions": questions}})
        ends += [*((premise, key) for premise in argument.premises), (key, argument.conclusion)]
    for node in argument_map.nodes:
        for target in (*node.attacks, *(f"RA_{argument}" for argument in node.undercuts)):
            key = f"CA_{node.id}_{target}"
            nodes.append({"nodeID": key, "text": "Default Conflict", "type": "CA", "scheme": "Default Conflict", OWN: {"challenge": node.challenge}})
            ends += [(node.id, key), (key, target)]
    edges = [{"edgeID": str(n), "fromID": source, "toID": target, "formEdgeID": None} for n, (source, target) in enumerate(ends, 1)]
    return {"nodes": nodes, "edges": edges, "locutions": []}
