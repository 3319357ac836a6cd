"""The map as plain JSON, with what stands: what ``opedlab map --as json`` prints."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from opedlab.argument.model import ArgumentMap
from opedlab.argument.standing import standing


def as_json(argument_map: ArgumentMap, *, without: Collection[str] = (), accepted: Collection[str] = (), strict: bool = False) -> dict[str, Any]:
    """Nodes, arguments and attacks with what stands and what has fallen, in map order, JSON types only.

    ``fallen`` holds the ids that stand in the untouched map, judged by the same rule, and not in this one.

    Raises:
        UnknownNode: an id that the map does not have.
        NotADispute: an accepted id that is neither an objection nor a rebuttal.
    """
    stands = standing(argument_map, without=without, accepted=accepted, strict=strict)
    untouched = standing(argument_map, strict=strict)
    ids = [node.id for node in argument_map.nodes]
    return {
        "nodes": [
            {"id": node.id, "kind": node.kind, "explicit": node.explicit, "blocks": list(node.blocks), "voice": node.voice} for node in argument_map.nodes
        ],
        "arguments": [
            {"id": argument.id, "premises": list(argument.premises), "conclusion": argument.conclusion, "scheme": argument.scheme}
            for argument in argument_map.arguments
        ],
        "attacks": [
            {"from": node.id, "to": target, "kind": kind}
            for node in argument_map.nodes
            for kind, targets in (("attack", node.attacks), ("undercut", node.undercuts))
            for target in targets
        ],
        "not_granted_in_strict": list(argument_map.not_granted_in_strict),
        "stands": [node_id for node_id in ids if node_id in stands],
        "fallen": [node_id for node_id in ids if node_id in untouched and node_id not in stands],
    }
