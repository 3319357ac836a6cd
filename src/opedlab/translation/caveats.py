"""Translation caveats and decoys: places where the German may mislead, and places that only look as if it did.

A caveat is *firm* where at least two of three blind readers marked its phrase as a fault. It is *borderline* where
fewer did, and *for discussion* where no blind reading exists (wording around the body, and spots where the author
herself may have written so). Only firm caveats are ever keys.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated, Literal

from attrs import frozen

from opedlab.records import BlockNumber, Place, SourceKey, Text, between, by_id, doubles, unknown
from opedlab.translation.mqm import CoreId, SeverityName
from opedlab.translation.quotes import words_of

SCHEMA = "caveats"

Status = Literal["firm", "borderline", "discussion"]
Layer = Literal["translation", "paratext", "undecidable"]
"""``paratext``: wording around the body; who wrote it is mostly not public. ``undecidable``: may be the author's own choice."""
Reach = Literal["changes", "shades", "none"]
"""What a reader who is misled would change in the argument map: what a node says, its tone or scope, or nothing."""
Confidence = Annotated[float, between(0, 1, "a confidence")]
LONGEST = 8
VERIFIED = frozenset({1, 7, 8, 10, 11})
"""The blocks of which some English wording was seen: the headline, and parts of four body blocks."""


@frozen
class At:
    """A stretch of a block in words, counted from 0; ``end`` is the first word after it."""

    start: int
    end: int

    def faults(self) -> Iterator[tuple[Place, str]]:
        if not 0 <= self.start < self.end:
            yield (), f"runs from word {self.start} to {self.end}; start is 0 or more and below end"


@frozen
class WordGloss:
    """One German word and its English."""

    de: Text
    en: Text


@frozen
class Hypothesis:
    """What the English is likely to have been. ``english`` is empty where none was seen and none is guessed."""

    status: Literal["verified", "hypothesis", "none seen"]
    english: str | None = None
    confidence: Confidence | None = None
    note: str | None = None

    def faults(self) -> Iterator[tuple[Place, str]]:
        if (self.status == "none seen") != (self.english is None):
            yield ("english",), f'does not fit the status "{self.status}": wording stands with every status but "none seen"'
        if (self.status == "hypothesis") != (self.confidence is not None):
            yield ("confidence",), "belongs to a hypothesis, and only to one"


@frozen
class Readings:
    """How many of the blind readers marked the phrase as a fault, and how they called it."""

    marked: int
    of: int
    types: tuple[str, ...] = ()
    severities: tuple[SeverityName, ...] = ()

    def faults(self) -> Iterator[tuple[Place, str]]:
        if not 0 <= self.marked <= self.of:
            yield ("marked",), f"is {self.marked} of {self.of}"
        if len(self.severities) != self.marked:
            yield ("severities",), f"are {len(self.severities)}; each of the {self.marked} readers who marked it gave one"


@frozen
class Caveat:
    """One place at which the German may mislead. Without a ``quote`` the ``spot`` describes the place in English."""

    id: str
    block: BlockNumber
    title: Text
    gloss: Text
    layer: Layer
    phenomenon: Text
    hypothesis: Hypothesis
    effect: Text
    reach: Reach
    mqm: CoreId
    mqm_name: Text
    severity: SeverityName
    status: Status
    what_would_settle_it: Text
    evidence: Text
    teaching_use: Text
    quote: str | None = None
    at: At | None = None
    spot: str | None = None
    word_by_word: tuple[WordGloss, ...] = ()
    better_german: str | None = None
    better_gloss: str | None = None
    map_nodes: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    readings: Readings | None = None
    note: str | None = None
    sources: tuple[SourceKey, ...] = ()

    def faults(self) -> Iterator[tuple[Place, str]]:
        if (self.quote is None) == (self.spot is None):
            yield ("quote",), "or `spot`: a caveat quotes its place or describes it, one of the two"
        if self.quote is not None and len(words_of(self.quote)) > LONGEST:
            yield ("quote",), f"has {len(words_of(self.quote))} words; at most {LONGEST} are quoted"
        if self.status != status_of(self.readings):
            yield ("status",), f'is "{self.status}"; the blind readings make it "{status_of(self.readings)}"'
        if self.hypothesis.status == "verified" and self.block not in VERIFIED:
            yield ("hypothesis", "status"), f"is verified, but no English wording of block {self.block} was seen; call it a hypothesis"
        if (self.reach == "none") != (not self.map_nodes):
            yield ("reach",), f"is {self.reach} with {len(self.map_nodes)} map nodes; a caveat reaches the map through nodes or not at all"
        if (self.better_german is None) != (self.better_gloss is None):
            yield ("better_gloss",), "belongs to better_german: each suggestion has its English gloss"


@frozen
class Decoy:
    """A place that looks like a fault and is none. It costs points only where a reference work or a source backs it."""

    id: str
    block: BlockNumber
    quote: Text
    gloss: Text
    at: At
    looks_like: Text
    why_it_is_fine: Text
    evidence: Text
    costs_points: bool
    readings: Readings
    pairs_with: str | None = None
    note: str | None = None
    sources: tuple[SourceKey, ...] = ()

    def faults(self) -> Iterator[tuple[Place, str]]:
        if len(words_of(self.quote)) > LONGEST:
            yield ("quote",), f"has {len(words_of(self.quote))} words; at most {LONGEST} are quoted"
        if self.readings.marked * 2 > self.readings.of:
            yield ("readings", "marked"), "most readers call it a fault, so it is no decoy"
        if self.costs_points and not self.sources:
            yield ("costs_points",), "is true without a source; a decoy without one costs nothing"


@frozen
class Retired:
    """An id that is not used again, and why."""

    id: str
    why: Text


@frozen
class Caveats:
    """All caveats and decoys."""

    about: Text
    rule: Text
    caveats: tuple[Caveat, ...]
    decoys: tuple[Decoy, ...]
    retired: tuple[Retired, ...] = ()

    def __getitem__(self, row_id: str) -> Caveat | Decoy:
        """The caveat or decoy of that id.

        Raises:
            Unknown: there is none.
        """
        return by_id((*self.caveats, *self.decoys), row_id, "caveat or decoy")

    def faults(self) -> Iterator[tuple[Place, str]]:
        yield from doubles(self.caveats, "caveats")
        yield from doubles(self.decoys, "decoys")
        live = {row.id for row in (*self.caveats, *self.decoys)}
        for n, row in enumerate(self.retired):
            if row.id in live:
                yield ("retired", n, "id"), f'"{row.id}" is retired and in use'
        for n, decoy in enumerate(self.decoys):
            for _, what in unknown([decoy.pairs_with] if decoy.pairs_with else [], live, "caveat"):
                yield ("decoys", n, "pairs_with"), what


def status_of(readings: Readings | None) -> Status:
    """Firm where most readers marked it; borderline where fewer did; for discussion without blind readings."""
    if readings is None:
        return "discussion"
    return "firm" if readings.marked * 2 > readings.of else "borderline"


def of_status(caveats: Iterable[Caveat], status: Status) -> tuple[Caveat, ...]:
    """The caveats of one status, in file order."""
    return tuple(caveat for caveat in caveats if caveat.status == status)


def reach(caveats: Iterable[Caveat]) -> dict[str, tuple[str, ...]]:
    """Ids of the caveats that touch each map node, by node."""
    found: dict[str, list[str]] = {}
    for caveat in caveats:
        for node in caveat.map_nodes:
            found.setdefault(node, []).append(caveat.id)
    return {node: tuple(ids) for node, ids in sorted(found.items())}


def quotes(record: Caveats) -> Iterable[tuple[int, str]]:
    """Every quotation of the page in this record, with its block."""
    return [(row.block, row.quote) for row in (*record.caveats, *record.decoys) if row.quote]
