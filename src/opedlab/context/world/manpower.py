"""What Russia pays for soldiers and for the fallen, and how many it recruits."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from opedlab.context.world.common import Bearing, Seen
from opedlab.records import BlockNumber, PartialDate, Percent, Place, Slug, SourceKey, Text, doubles

SCHEMA = "manpower"


@frozen
class Bonus:
    """A sign-up payment in roubles; ``public`` is given where the figure came out later than its date."""

    date: PartialDate
    level: Text
    roubles: int
    seen: Seen
    sources: tuple[SourceKey, ...]
    public: PartialDate | None = None
    note: str | None = None


@frozen
class Payment:
    """Pay or compensation, with what it covers; ``amount`` is text because some parts are ranges."""

    id: Slug
    item: Text
    amount: Text
    basis: Text
    seen: Seen
    sources: tuple[SourceKey, ...]
    blocks: tuple[BlockNumber, ...] = ()
    note: str | None = None


@frozen
class BudgetShare:
    """One published figure for what soldiers or casualties cost, with the base it is measured against.

    ``share`` is the published percentage; ``computed`` is the course's own division (``numerator`` over 36.6
    trillion roubles, the federal spending of 2024), in percent. Numerators are trillions of roubles.
    """

    id: Slug
    who_says: Text
    counts: Text
    period: Text
    status: Text
    seen: Seen
    sources: tuple[SourceKey, ...]
    share: str | None = None
    numerator: float | None = None
    computed: Percent | None = None
    note: str | None = None


@frozen
class Recruitment:
    """Contracts or recruits in a period, by one method."""

    period: Text
    estimate: Text
    per_day: Text
    method: Text
    seen: Seen
    sources: tuple[SourceKey, ...]
    note: str | None = None


@frozen
class Manpower:
    """Content of ``manpower.yaml``; casualty figures stand in ``estimates.csv``."""

    federal_spending_2024: float
    signing_bonus: tuple[Bonus, ...]
    payments: tuple[Payment, ...]
    budget_shares: tuple[BudgetShare, ...]
    recruitment: tuple[Recruitment, ...]
    bearings: tuple[Bearing, ...]

    def faults(self) -> Iterator[tuple[Place, str]]:
        yield from doubles(self.payments, "payments")
        yield from doubles(self.budget_shares, "budget_shares")
        yield from doubles(self.bearings, "bearings")
        for n, row in enumerate(self.budget_shares):
            if row.computed is not None and row.numerator is None:
                yield ("budget_shares", n, "computed"), "has no numerator to be computed from"
            elif row.computed is not None and abs(row.computed - 100 * row.numerator / self.federal_spending_2024) > 0.05:
                expected = 100 * row.numerator / self.federal_spending_2024
                yield ("budget_shares", n, "computed"), f"is {row.computed:g}; {row.numerator:g} of {self.federal_spending_2024:g} trillion is {expected:.1f} %"
