"""What several records of this room share."""

from __future__ import annotations

from typing import Literal

from attrs import frozen

from opedlab.records import BlockNumber, Slug, SourceKey, Text

Seen = Literal["yes", "partly", "no"]
"""Whether a cited source shows the row: ``partly`` where a detail is not in it, ``no`` for the course's own synthesis."""

Speaks = Literal["for her", "against her", "both ways", "open"]


@frozen
class Bearing:
    """How the facts of a record bear on something that the op-ed says; the course's own reading."""

    id: Slug
    blocks: tuple[BlockNumber, ...]
    question: Text
    text: Text
    speaks: Speaks
    sources: tuple[SourceKey, ...] = ()


@frozen
class Fact:
    """One sentence with its sources."""

    text: Text
    sources: tuple[SourceKey, ...]
    note: str | None = None
