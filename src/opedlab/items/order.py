"""``order``: put entries in order, as on a ladder. Entries that share a place may stand either way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import combinations
from typing import Annotated, Any, Literal

from attrs import frozen

from opedlab.items.model import Item, Marking, NotAnAnswer, OptionId, Remark, in_order
from opedlab.records import Place, Text, between, doubles

Rank = Annotated[int, between(1, 20, "a place")]
Verdict = Literal["too high", "too low", "in order"]


@frozen
class OrderEntry:
    """One entry. ``place`` counts from the top, 1 being the highest; equal places are ties.

    ``feedback`` says why it stands there; ``too_high`` and ``too_low`` answer an entry that stands nearer the top or the
    bottom than its place, without giving the place away.
    """

    id: OptionId
    text: Text
    place: Rank
    feedback: Text
    context: str | None = None
    too_high: str | None = None
    too_low: str | None = None


@frozen(kw_only=True)
class Order(Item):
    """Entries to be put in order from ``top`` to ``bottom``, which name the ends of the ladder.

    A response is ``{"order": [ids from top to bottom]}``; the bare list will do.
    """

    kind: Literal["order"]
    top: Text
    bottom: Text
    entries: tuple[OrderEntry, ...]

    @property
    def shown(self) -> tuple[OrderEntry, ...]:
        """The entries in the order in which they are dealt: by hash."""
        return in_order(self.id, self.entries)

    def entry(self, entry_id: str) -> OrderEntry:
        for entry in self.entries:
            if entry.id == entry_id:
                return entry
        raise NotAnAnswer(f"{self.id} has no entry {entry_id!r}; its entries are {', '.join(e.id for e in self.shown)}")

    def kind_faults(self) -> Iterable[tuple[Place, str]]:
        yield from doubles(self.entries, "entries")
        places = {entry.place for entry in self.entries}
        if len(self.entries) < 3 or len(places) < 2:
            yield ("entries",), "need at least three, at two places or more"
            return
        if not _discordant({e.id: e.place for e in self.entries}, [e.id for e in self.shown]):
            yield ("entries",), "are dealt in the right order already (it is fixed by the ids); change the id of an entry"
        for n, entry in enumerate(self.entries):
            if entry.place > min(places) and not entry.too_high:
                yield ("entries", n), "has no `too_high`; every misplaced entry is answered"
            if entry.place < max(places) and not entry.too_low:
                yield ("entries", n), "has no `too_low`; every misplaced entry is answered"


def _discordant(place: Mapping[str, int], order: Iterable[str]) -> list[tuple[str, str]]:
    """The pairs (higher, lower) of an order from the top that stand the wrong way round; ties are never among them."""
    return [(above, below) for above, below in combinations(order, 2) if place[above] > place[below]]


def verdicts(item: Order, order: list[str]) -> dict[str, Verdict]:
    """The verdict on each entry, from top to bottom.

    As few entries as possible are blamed: of the pairs that stand the wrong way round, the entries that are in most of
    them are taken out, all of them where several are, until no such pair is left. One entry carried from the bottom to
    the top is then misplaced, and those that it passed are not; two that changed places both are. An entry among them
    that nevertheless stands where its place is, as the middle of a reversed ladder, is in order.
    """
    place = {entry.id: entry.place for entry in item.entries}
    pairs = _discordant(place, order)
    blamed: set[str] = set()
    while pairs:
        counts = {one: sum(one in pair for pair in pairs) for pair in pairs for one in pair}
        blamed |= {one for one, n in counts.items() if n == max(counts.values())}
        pairs = [pair for pair in pairs if not blamed & set(pair)]
    found: dict[str, Verdict] = {}
    for position, one in enumerate(order):
        first = sum(other < place[one] for other in place.values())
        last = sum(other <= place[one] for other in place.values()) - 1
        found[one] = "in order" if one not in blamed or first <= position <= last else "too high" if position < first else "too low"
    return found


def mark(item: Order, response: Any) -> Marking:
    """The marking of one response: the score is the share of pairs in the right order, ties left out of the count.

    Misplaced entries are answered first. ``details`` has the verdict on each entry and the count of pairs.

    Raises:
        NotAnAnswer: no list, or one that does not name every entry exactly once.
    """
    order = response.get("order") if isinstance(response, dict) else response
    known = [entry.id for entry in item.shown]
    if not isinstance(order, list) or not all(isinstance(one, str) for one in order) or sorted(order) != sorted(known):
        raise NotAnAnswer(f"{item.id} wants each of its entries once, from the top to the bottom: {', '.join(known)}")
    place = {entry.id: entry.place for entry in item.entries}
    pairs = sum(place[a] != place[b] for a, b in combinations(order, 2))
    good = pairs - len(_discordant(place, order))
    found = verdicts(item, order)
    count = Remark("", f"{good} of {pairs} pairs stand in the right order.")
    remarks = [Remark(f"{one}/{verdict.replace(' ', '-')}", _said(item.entry(one), verdict)) for one, verdict in found.items()]
    misplaced = [r for r, verdict in zip(remarks, found.values(), strict=True) if verdict != "in order"]
    settled = [r for r in remarks if r not in misplaced]
    details = {"entries": found, "pairs": [good, pairs]}
    return Marking("right" if good == pairs else "not quite", (count, *misplaced, *settled), good / pairs, details=details)


def _said(entry: OrderEntry, verdict: Verdict) -> str:
    return {"too high": entry.too_high, "too low": entry.too_low, "in order": entry.feedback}[verdict] or ""
