"""The forty-two blocks of the page: who speaks in each, what it does, and the course's own summary of it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Literal

from attrs import field, frozen

from opedlab.records import BlockNumber, Place, SourceKey, Text, nearest

SCHEMA = "blocks"

LAST = 42
"""The number of the page's last block."""

Role = Literal[
    "headline",
    "standfirst",
    "teaser bullet",
    "provenance note",
    "subheading",
    "body",
    "page furniture",
    "byline label",
    "author note",
    "translation notice",
    "licence note",
]
Voice = Literal["author", "paratext", "page"]
"""``paratext``: headline, standfirst, bullets, subheadings, notes; who wrote them is mostly not public."""

EmbeddedKind = Literal["quoted speech", "quoted term", "attributed report", "attributed estimate", "attributed position", "inference", "inserted date"]
ClaimKind = Literal[
    "reported fact", "attributed claim", "estimate", "inference", "prediction", "evaluation", "prescription", "open question", "concession", "presupposition"
]


@frozen
class EmbeddedVoice:
    """Somebody else's words or report inside a block."""

    kind: EmbeddedKind
    who: Text
    note: str | None = None
    language_chain: str | None = None
    verification: str | None = None
    sources: tuple[SourceKey, ...] = ()


@frozen
class Block:
    """One block of the page. ``words`` counts the words of the German block, which the course does not hold."""

    block: BlockNumber
    title: Text
    role: Role
    voice: Voice
    function: Text
    words: int
    summary: Text
    claim_kinds: tuple[ClaimKind, ...] = ()
    embedded: tuple[EmbeddedVoice, ...] = ()
    map_nodes: tuple[str, ...] = ()
    note: str | None = None
    sources: tuple[SourceKey, ...] = ()


@frozen
class Blocks:
    """All blocks of the page, in page order."""

    blocks: tuple[Block, ...] = field()

    def __iter__(self) -> Iterator[Block]:
        return iter(self.blocks)

    def __getitem__(self, number: int) -> Block:
        """The block of that number.

        Raises:
            KeyError: the page has no such block.
        """
        for block in self.blocks:
            if block.block == number:
                return block
        raise KeyError(f"the page has blocks 1 to {LAST}, not {number}")

    def faults(self) -> Iterator[tuple[Place, str]]:
        numbers = [block.block for block in self.blocks]
        if missing := sorted(set(range(1, LAST + 1)) - set(numbers)):
            yield ("blocks",), f"lack {', '.join(map(str, missing))}; the page has blocks 1 to {LAST}, or the row has a fault of its own"
        for n, block in enumerate(self.blocks):
            if n and block.block <= numbers[n - 1]:  # compared with the row before, so that one missing row is one fault
                yield ("blocks", n, "block"), f"is {block.block} and follows {numbers[n - 1]}; blocks stand once, in page order"
            if block.role == "body" and len(block.summary.split()) > 0.4 * block.words:
                yield (
                    ("blocks", n, "summary"),
                    f"has {len(block.summary.split())} words; at most 40 % of the block's {block.words} are allowed ({int(0.4 * block.words)})",
                )


def link_faults(blocks: Blocks, *, nodes: Collection[str], dropped: Collection[str] = ()) -> Iterator[tuple[Place, str]]:
    """Map nodes that a block names and the map does not have."""
    for n, block in enumerate(blocks):
        for node in block.map_nodes:
            if node not in nodes and node not in dropped:
                yield ("blocks", n, "map_nodes"), f'"{node}" is no node of map.yaml{nearest(node, nodes)}'
