"""The segments of an ``annotation``: short quotations of the page, and the places in them that the catalogue knows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from attrs import frozen

from opedlab.items.model import OptionId
from opedlab.records import BlockNumber, Place, Text
from opedlab.translation.annotation import Span
from opedlab.translation.caveats import At
from opedlab.translation.mqm import CoreId, SeverityName

LONGEST = 8
GAP = "…"

Status = Literal["firm", "borderline", "discussion", "decoy", "free decoy"]
"""As in the catalogue of caveats; a ``free decoy`` has no reference work behind it and costs no points."""
COUNTS = {"firm": "right", "borderline": "neither", "discussion": "neither", "decoy": "wrong", "free decoy": "neither"}


@frozen
class TypeOnOffer:
    """An MQM type that the student may choose, with its meaning in a few words."""

    id: CoreId
    name: Text
    means: Text


@frozen
class Listed:
    """A place of a segment that the catalogue of caveats knows under ``caveat``; ``at`` counts the segment's words from 0.

    ``types`` are all that are accepted, the catalogue's own first; ``missed`` is a hint that does not name the place.
    """

    caveat: str
    at: At
    status: Status
    feedback: Text
    missed: str | None = None
    types: tuple[CoreId, ...] = ()
    severity: SeverityName | None = None

    def faults(self) -> Iterator[tuple[Place, str]]:
        if self.status == "firm" and not (self.types and self.severity and self.missed):
            yield (), "is firm and lacks one of `types`, `severity`, `missed`"
        if "decoy" in self.status and (self.types or self.severity):
            yield (), "is a decoy; a decoy is no error and has neither `types` nor `severity`"


@frozen
class Segment:
    """A short quotation with its gloss, or without German a ``spot`` that describes the place; ``…`` is a gap.

    ``context`` says in the course's own words what the block is about at this place.
    """

    id: OptionId
    block: BlockNumber
    context: Text
    targets: tuple[Listed, ...]
    de: str | None = None
    en: str | None = None
    spot: str | None = None

    @property
    def words(self) -> tuple[str, ...]:
        """What can be marked one by one."""
        return (self.spot,) if self.spot else tuple(word for word in (self.de or "").split() if word != GAP)

    @property
    def positions(self) -> tuple[int, ...]:
        """Where each word stands, gaps counted in: a mark across a gap is too wide for what is on either side."""
        return (0,) if self.spot else tuple(n for n, token in enumerate((self.de or "").split()) if token != GAP)

    def span(self, number: int, start: int, end: int) -> Span:
        """Words ``start`` to ``end`` (exclusive) as a span of the segment that has this number."""
        return Span(number, self.positions[start], self.positions[end - 1] + 1)

    def quoted(self, start: int, end: int) -> str:
        """The words from ``start`` to ``end`` (exclusive), with the gaps between them."""
        at = self.positions
        return "".join(f" {GAP} {w}" if n > start and at[n] - at[n - 1] > 1 else f" {w}" for n, w in list(enumerate(self.words))[start:end]).strip()

    def faults(self) -> Iterator[tuple[Place, str]]:
        if (self.de is None) == (self.spot is None) or (self.de is None) != (self.en is None):
            yield (), "quotes (`de` with its gloss `en`) or describes (`spot`), one of the two"
        elif not 0 < len(self.words) <= LONGEST:
            yield ("de",), f"has {len(self.words)} words; 1 to {LONGEST} are quoted"
        taken: set[int] = set()
        for n, target in enumerate(self.targets):
            if target.at.end > len(self.words):
                yield ("targets", n, "at"), f"ends at word {target.at.end}; the segment has {len(self.words)}, counted from 0"
                continue
            here = set(self.positions[target.at.start : target.at.end])
            if taken & {p + step for p in here for step in (-1, 0, 1)}:
                yield ("targets", n, "at"), "touches the target before; a mark could not tell the two apart"
            taken |= here
