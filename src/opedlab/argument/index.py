"""Lookups over an argument map, worked out once per map."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING

from attrs import frozen

from opedlab.records import Unknown

if TYPE_CHECKING:
    from opedlab.argument.model import Argument, ArgumentMap, Node


class UnknownNode(Unknown):
    """The map has no node of that id; the message lists the three nearest."""


class NotADispute(UnknownNode):
    """A node that was to be accepted is neither an objection nor a rebuttal."""


def three_nearest(word: str, known: Iterable[str]) -> str:
    """``; the nearest are "x", "y", "z"`` for a mistyped id; ids are too short for a likeness in per cent."""
    found = difflib.get_close_matches(word, sorted(known), n=3, cutoff=0.0)
    quoted = [f'"{near}"' for near in found]
    return f"; the nearest are {', '.join(quoted)}" if quoted else ""


@frozen(eq=False)
class Index:
    """Every relation of the map by id, in map order."""

    nodes: Mapping[str, Node]
    arguments: Mapping[str, Argument]
    arguments_for: Mapping[str, tuple[str, ...]]
    """Conclusion to arguments."""
    arguments_from: Mapping[str, tuple[str, ...]]
    """Premise to arguments."""
    attackers: Mapping[str, tuple[str, ...]]
    """Node to the objections and rebuttals that attack it."""
    undercutters: Mapping[str, tuple[str, ...]]
    """Argument to the objections that undercut it."""
    basic: tuple[str, ...]
    """Nodes that no argument supports and that dispute nothing: premises to be granted or taken away."""
    not_granted_in_strict: frozenset[str]

    @staticmethod
    def of(argument_map: ArgumentMap) -> Index:
        """The index of a map."""
        arguments_for: dict[str, list[str]] = {}
        arguments_from: dict[str, list[str]] = {}
        attackers: dict[str, list[str]] = {}
        undercutters: dict[str, list[str]] = {}
        for argument in argument_map.arguments:
            arguments_for.setdefault(argument.conclusion, []).append(argument.id)
            for premise in dict.fromkeys(argument.premises):
                arguments_from.setdefault(premise, []).append(argument.id)
        for node in argument_map.nodes:
            for target in node.attacks:
                attackers.setdefault(target, []).append(node.id)
            for target in node.undercuts:
                undercutters.setdefault(target, []).append(node.id)
        return Index(
            nodes={node.id: node for node in argument_map.nodes},
            arguments={argument.id: argument for argument in argument_map.arguments},
            arguments_for={key: tuple(ids) for key, ids in arguments_for.items()},
            arguments_from={key: tuple(ids) for key, ids in arguments_from.items()},
            attackers={key: tuple(ids) for key, ids in attackers.items()},
            undercutters={key: tuple(ids) for key, ids in undercutters.items()},
            basic=tuple(node.id for node in argument_map.nodes if not node.disputes and node.id not in arguments_for),
            not_granted_in_strict=frozenset(argument_map.not_granted_in_strict),
        )

    def node(self, node_id: str) -> Node:
        """The node of that id.

        Raises:
            UnknownNode: there is none.
        """
        if node_id not in self.nodes:
            what = "is an argument, not a node" if node_id in self.arguments else "is no node of the map"
            raise UnknownNode(f'"{node_id}" {what}{three_nearest(node_id, self.nodes)}')
        return self.nodes[node_id]

    def known(self, ids: Collection[str]) -> frozenset[str]:
        """The ids as a set.

        Raises:
            UnknownNode: for the first that the map does not have.
        """
        return frozenset(self.node(node_id).id for node_id in ids)

    def disputing(self, ids: Collection[str]) -> frozenset[str]:
        """The ids of objections and rebuttals as a set.

        Raises:
            UnknownNode: for the first that the map does not have.
            NotADispute: for the first that is neither an objection nor a rebuttal.
        """
        for node_id in ids:
            if not self.node(node_id).disputes:
                disputing = [node.id for node in self.nodes.values() if node.disputes]
                kind = self.nodes[node_id].kind
                raise NotADispute(f'"{node_id}" is of kind {kind}; only objections and rebuttals are accepted{three_nearest(node_id, disputing)}')
        return frozenset(ids)
