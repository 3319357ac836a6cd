"""The argument map: nodes, arguments, objections with rebuttals, and what surrounds them.

A statement, an argument (a step from premises to a conclusion) and an undercut (an objection to a step, not to a claim)
are separate things, as in Argdown and in the Argument Interchange Format.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cached_property
from typing import Annotated, Literal

from attrs import frozen

from opedlab.argument.index import Index
from opedlab.records import BlockNumber, Place, Slug, SourceKey, Text, matching, nearest

SCHEMA = "map"

NodeId = Annotated[str, matching(r"[A-Z][A-Za-z0-9]*(\.[0-9]+[a-z]?)?", "a node or argument id such as R1, I1.5 or A33")]
Kind = Literal["thesis", "prescription", "reason", "premise", "evidence", "objection", "rebuttal"]
Voice = Literal["author", "paratext", "attributed", "unnamed estimate", "course"]
PutInBy = Literal["author", "paratext", "implied", "course"]
"""Who put a card in. ``implied``: the step in the text cannot be made without it; ``course``: one way among others."""
Answered = Literal["in the text", "in part", "no"]
DISPUTING = ("objection", "rebuttal")


@frozen
class Scheme:
    """An argument scheme with its critical questions; ``aif`` is its name in the Argument Interchange Format."""

    id: Slug
    name: Text
    aif: Text
    critical_questions: tuple[Text, ...]
    sources: tuple[SourceKey, ...] = ()
    note: str | None = None


@frozen
class Node:
    """One card of the map. ``attacks`` names nodes, ``undercuts`` names arguments; both belong to objections and rebuttals."""

    id: NodeId
    kind: Kind
    text: Text
    blocks: tuple[BlockNumber, ...]
    explicit: bool
    voice: Voice
    put_in_by: PutInBy
    who: str | None = None
    """Whose word it is, where the voice is ``attributed``."""
    role: str | None = None
    modality: str | None = None
    ordinal: int | None = None
    bears_on: str | None = None
    not_granted_in_strict: str | None = None
    """Why the strict rule does not grant this unstated premise: what in the text leaves it open."""
    attacks: tuple[str, ...] = ()
    undercuts: tuple[str, ...] = ()
    challenge: str | None = None
    critical_questions: tuple[Text, ...] = ()
    answered: Answered | None = None
    note: str | None = None
    sources: tuple[SourceKey, ...] = ()

    @property
    def disputes(self) -> bool:
        """Whether this is an objection or a rebuttal, which counts only once it is accepted."""
        return self.kind in DISPUTING

    def faults(self) -> Iterator[tuple[Place, str]]:
        stated = self.put_in_by in ("author", "paratext")
        if self.explicit != stated:
            expected = '"author" or "paratext"' if self.explicit else '"implied" or "course"'
            yield ("put_in_by",), f'is "{self.put_in_by}"; a card with explicit: {str(self.explicit).lower()} is put in by {expected}'
        if not self.explicit and self.voice != "course":
            yield ("voice",), f'is "{self.voice}"; what the text does not say is worded by the course'
        if (self.voice == "attributed") != (self.who is not None):
            yield ("who",), "is missing; say whose word it is" if self.who is None else "belongs to the voice attributed only"
        if self.disputes and not self.attacks + self.undercuts:
            yield ("attacks",), f"is missing; a node of kind {self.kind} attacks a node or undercuts an argument"
        if not self.disputes and self.attacks + self.undercuts:
            yield ("attacks",), f"belongs to objections and rebuttals; this is of kind {self.kind}"
        if self.not_granted_in_strict is not None and (self.explicit or self.disputes):
            yield ("not_granted_in_strict",), "belongs to unstated premises only"


@frozen
class Argument:
    """One step: the premises are needed together; several arguments for one conclusion are independent."""

    id: NodeId
    scheme: Slug
    premises: tuple[str, ...]
    conclusion: str
    critical_questions: tuple[Text, ...] = ()
    note: str | None = None

    def faults(self) -> Iterator[tuple[Place, str]]:
        if not self.premises:
            yield ("premises",), "is empty; an argument has at least one premise"
        for n, premise in enumerate(self.premises):
            if premise in self.premises[:n]:
                yield ("premises", n), f'"{premise}" stands twice; name a premise once'


@frozen
class Bearing:
    """What one of the numbered reasons bears on, and on whom its cost falls."""

    reason: str
    weakness_of_russia: Literal["yes", "in part", "no"]
    weakness_of_north_korea: Literal["yes", "in part", "no"]
    backlash: Literal["yes", "in part", "no"]
    cost_falls_on: tuple[Literal["Russia", "North Korea"], ...]
    note: str | None = None


@frozen
class Tension:
    """Two things in the text that pull apart, with the charitable reading."""

    id: str
    blocks: tuple[BlockNumber, ...]
    type: Text
    text: Text
    charitable: Text
    nodes: tuple[str, ...] = ()


ShiftKind = Literal["surer", "wider", "narrower", "milder", "left out", "not in the body", "turned round"]


@frozen
class Shift:
    """Where headline, bullets or subheadings say something else than the body. Who wrote them is not public.

    ``kind`` says it in words; ``of`` puts it into the few kinds that can be counted, several where it does several things.
    """

    id: str
    blocks: tuple[BlockNumber, ...]
    says: Text
    body_blocks: tuple[BlockNumber, ...]
    body_says: Text
    kind: Text
    of: tuple[ShiftKind, ...]
    severity: Literal["minor", "medium", "major"]
    note: str | None = None
    sources: tuple[SourceKey, ...] = ()


@frozen
class Rival:
    """Another way to reconstruct the whole: what it takes as the main claim, what it explains and what it strains."""

    id: str
    name: Text
    main: str
    text: Text
    explains: tuple[BlockNumber, ...]
    strains: tuple[BlockNumber, ...]


@frozen
class Retired:
    """An id that is no longer on the map and is never used again."""

    id: str
    why: Text


@frozen
class Rules:
    """How standing is decided, in words, with sources."""

    grounded: Text
    lenient: Text
    strict: Text
    sources: tuple[SourceKey, ...] = ()


@frozen(slots=False)  # a slotted class would make the cached index a field of the schema
class ArgumentMap:
    """The whole map of one text."""

    title: Text
    about: Text
    rules: Rules
    schemes: tuple[Scheme, ...]
    nodes: tuple[Node, ...]
    arguments: tuple[Argument, ...]
    bears_on: tuple[Bearing, ...] = ()
    tensions: tuple[Tension, ...] = ()
    shifts: tuple[Shift, ...] = ()
    rivals: tuple[Rival, ...] = ()
    retired: tuple[Retired, ...] = ()

    @cached_property
    def index(self) -> Index:
        """Who supports, attacks and undercuts whom, worked out once; standing is asked for at every click."""
        return Index.of(self)

    @property
    def not_granted_in_strict(self) -> tuple[str, ...]:
        """Ids of the unstated premises that the strict rule does not grant, in map order."""
        return tuple(node.id for node in self.nodes if node.not_granted_in_strict is not None)

    def __getitem__(self, node_id: str) -> Node:
        """The node of that id.

        Raises:
            UnknownNode: the map has none; the message lists the three nearest.
        """
        return self.index.node(node_id)

    def faults(self) -> Iterator[tuple[Place, str]]:
        from opedlab.argument.faults import map_faults  # the checks are asked for by `opedlab check`, not by a lesson

        yield from map_faults(self)


def link_faults(argument_map: ArgumentMap, *, blocks: Collection[int], sources: Collection[str], dropped: Collection[str] = ()) -> Iterator[tuple[Place, str]]:
    """Links of the map that lead out of its file to nothing: block numbers and source keys.

    ``dropped`` holds ids of rows that had faults of their own; a link to one of them is not reported again.
    """
    for part in ("schemes", "nodes", "tensions", "shifts", "rivals"):
        for n, row in enumerate(getattr(argument_map, part)):
            for name in ("blocks", "body_blocks", "explains", "strains"):
                for m, number in enumerate(getattr(row, name, ())):
                    if number not in blocks:
                        yield (part, n, name, m), f"is {number}; the page has no such block"
            for m, key in enumerate(getattr(row, "sources", ())):
                if key not in sources and key not in dropped:
                    yield (part, n, "sources", m), f'"{key}" is no key of source_texts/sources.yaml{nearest(key, sources)}'
    for m, key in enumerate(argument_map.rules.sources):
        if key not in sources and key not in dropped:
            yield ("rules", "sources", m), f'"{key}" is no key of source_texts/sources.yaml{nearest(key, sources)}'
