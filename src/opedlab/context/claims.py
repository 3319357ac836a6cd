"""The claim ledger: what the page claims, what spoke for and against it on the day of the op-ed, and what was seen later.

Evidence that became public after the cut-off never weighs in a verdict; it stands apart, under ``later``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Annotated, Literal

from attrs import frozen

from opedlab.context.days import first_day, last_day
from opedlab.records import BlockNumber, Day, PartialDate, Place, Slug, SourceKey, Text, by_id, doubles, matching, unknown

SCHEMA = "claims"

Verdict = Literal["supported", "supported with qualification", "contested", "contradicted", "not found"]
Bears = Literal["for", "against", "context"]
Voice = Literal["author", "paratext"]
"""Who asserts the claim. ``paratext``: headline, bullets, subheadings, notes; who wrote them is mostly not public."""

ClaimId = Annotated[str, matching(r"c\d{2}[a-z](-[a-z])?", "a claim id such as c11c, or c11b-a for one question of two")]


# --- the record ---------------------------------------------------------------------------------------------------


@frozen
class Evidence:
    """Who said what, and from when on it was public.

    ``date`` is the day of the statement or event, ``knowable`` the day on which it was public. Where only a month
    is known it counts as public from the last day of that month on.
    """

    date: PartialDate
    knowable: PartialDate
    bears: Bears
    who_says: Text
    what: Text
    sources: tuple[SourceKey, ...]

    def faults(self) -> Iterator[tuple[Place, str]]:
        if last_day(self.knowable) < first_day(self.date):
            yield ("knowable",), f"is {self.knowable}, before the date {self.date}; nothing is public before it is said"
        if not self.sources:
            yield ("sources",), "is empty; each row of evidence names at least one source"


@frozen
class Discrepancy:
    """A gap between text and record that is worth a lesson; one or several claims belong to it."""

    id: Slug
    title: Text
    what: Text


@frozen
class Claim:
    """One claim of the page, in the course's words and with the hedge of its block.

    ``ascribed_to`` names whom the text gives as owner, where it does. ``question`` is set where one sentence holds
    two questions and each has a row of its own. ``verdict`` and the two ``speaks_`` fields weigh ``evidence`` only.
    """

    id: ClaimId
    blocks: tuple[BlockNumber, ...]
    voice: Voice
    claim: Text
    verdict: Verdict
    why: Text
    evidence: tuple[Evidence, ...]
    ask: Text
    map_nodes: tuple[str, ...] = ()
    ascribed_to: str | None = None
    question: str | None = None
    discrepancy: str | None = None
    speaks_for: str | None = None
    speaks_against: str | None = None
    later: tuple[Evidence, ...] = ()
    note: str | None = None

    @property
    def sources(self) -> tuple[str, ...]:
        """Every source key of the claim once, in the order of its evidence."""
        return tuple(dict.fromkeys(key for row in (*self.evidence, *self.later) for key in row.sources))

    def faults(self) -> Iterator[tuple[Place, str]]:
        if not self.blocks:
            yield ("blocks",), "is empty; a claim stands in at least one block"
        if not self.evidence:
            yield ("evidence",), "is empty; without evidence there is no verdict, leave the claim out"
        if not (self.speaks_for or self.speaks_against):
            yield ("speaks_for",), "and `speaks_against` are both missing; say at least what speaks for the claim"


@frozen
class Claims:
    """The ledger. ``as_of`` is the cut-off: the day up to which, that day included, evidence counts."""

    as_of: Day
    how_to_read: Text
    discrepancies: tuple[Discrepancy, ...]
    claims: tuple[Claim, ...]

    def __iter__(self) -> Iterator[Claim]:
        return iter(self.claims)

    def __getitem__(self, claim_id: str) -> Claim:
        """The claim of that id.

        Raises:
            Unknown: there is none.
        """
        return by_id(self.claims, claim_id, "claim")

    def faults(self) -> Iterator[tuple[Place, str]]:
        yield from doubles(self.claims, "claims")
        yield from doubles(self.discrepancies, "discrepancies")
        for n, claim in enumerate(self.claims):
            yield from self._cut_off_faults(n, claim)

    def _cut_off_faults(self, n: int, claim: Claim) -> Iterator[tuple[Place, str]]:
        for part in ("evidence", "later"):
            for i, row in enumerate(getattr(claim, part)):
                known = last_day(row.knowable) <= self.as_of
                if part == "evidence" and not known:
                    yield ("claims", n, part, i, "knowable"), f"is {row.knowable}, not surely public by the cut-off {self.as_of}; move the row to `later`"
                if part == "later" and known:
                    yield ("claims", n, part, i, "knowable"), f"is {row.knowable}, public by the cut-off {self.as_of}; move the row to `evidence`"


# --- what could be known on a day -----------------------------------------------------------------------------------


@frozen
class Known:
    """A claim as a reader of one day could have checked it: only what was public, and no verdict before the cut-off."""

    id: str
    blocks: tuple[int, ...]
    voice: Voice
    claim: str
    day: Day
    evidence: tuple[Evidence, ...]
    later: tuple[Evidence, ...]
    verdict: Verdict | None
    why: str | None
    speaks_for: str | None
    speaks_against: str | None


def knowable_on(claims: Claims, day: Day) -> tuple[Known, ...]:
    """Each claim with only the evidence that was public on ``day``, that day included.

    Verdict, reasons and the texts for and against were weighed at the cut-off; on an earlier day they are None.
    """
    return tuple(_known(claim, day, weighed=day >= claims.as_of) for claim in claims)


def _known(claim: Claim, day: Day, *, weighed: bool) -> Known:
    evidence, later = (tuple(row for row in rows if last_day(row.knowable) <= day) for rows in (claim.evidence, claim.later))
    judgement = (claim.verdict, claim.why, claim.speaks_for, claim.speaks_against) if weighed else (None, None, None, None)
    return Known(claim.id, claim.blocks, claim.voice, claim.claim, day, evidence, later, *judgement)


# --- links to other records -----------------------------------------------------------------------------------------


def link_faults(
    claims: Claims,
    *,
    blocks: Collection[int],
    nodes: Collection[str],
    sources: Collection[str],
    issued: Mapping[str, str] | None = None,
    dropped: Collection[str] = (),
) -> Iterator[tuple[Place, str]]:
    """What does not fit the other records: blocks, map nodes, source keys, discrepancies.

    ``issued`` maps source keys to their dates. With it a row is also at fault if all of its sources are dated
    and none had appeared by the day on which the row says that it was public.
    """
    ids = {row.id for row in claims.discrepancies}
    used = {claim.discrepancy for claim in claims}
    for n, row in enumerate(claims.discrepancies):
        if row.id not in used and not dropped:  # a dropped claim may be the one that names it
            yield ("discrepancies", n, "id"), f'"{row.id}" belongs to no claim; name it in a claim\'s `discrepancy` or drop it'
    for n, claim in enumerate(claims):
        for i, block in enumerate(claim.blocks):
            if block not in blocks:
                yield ("claims", n, "blocks", i), f"the page has no block {block}"
        for i, what in unknown(claim.map_nodes, nodes, "node of the argument map", dropped):
            yield ("claims", n, "map_nodes", i), what
        for _, what in unknown(filter(None, [claim.discrepancy]), ids, "discrepancy of this ledger", dropped):
            yield ("claims", n, "discrepancy"), what
        for part in ("evidence", "later"):
            for i, row in enumerate(getattr(claim, part)):
                for place, what in _evidence_faults(row, sources, issued or {}, dropped):
                    yield ("claims", n, part, i, *place), what


def _evidence_faults(row: Evidence, sources: Collection[str], issued: Mapping[str, str], dropped: Collection[str]) -> Iterator[tuple[Place, str]]:
    for i, what in unknown(row.sources, sources, "key of source_texts/sources.yaml", dropped):
        yield ("sources", i), what
    dates = [first_day(issued[key]) for key in row.sources if issued.get(key)]
    if dates and len(dates) == len(row.sources) and min(dates) > last_day(row.knowable):
        yield ("knowable",), f"is {row.knowable}, but no source of the row appeared before {min(dates)}"
