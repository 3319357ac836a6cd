"""Figures that differ: who says so, what is counted, and since when it could be known."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Literal

from attrs import frozen

from opedlab.context.timeline import cells, key_faults
from opedlab.records import BlockNumber, Day, PartialDate, Place, Slug, SourceKey, Text, by_id, doubles, unknown

SCHEMA = "series"

Kind = Literal["people", "money", "goods", "area", "share"]


@frozen
class Estimate:
    """One figure by one speaker. ``sources`` is a semicolon list as it stands in the table.

    A figure given as such is ``value``; "at least" is ``value_low`` alone, "up to" or "almost" is ``value_high``
    alone, a range is both. ``date`` is the day or month to which the figure refers, ``knowable`` the day on which it
    was public.
    """

    date: PartialDate
    series: Slug
    value_low: float | None
    value: float | None
    value_high: float | None
    unit: Text
    who_says: Text
    what_it_counts: Text
    knowable: Day
    sources: Text

    @property
    def source_keys(self) -> tuple[str, ...]:
        return cells(self.sources)

    @property
    def interval(self) -> tuple[float | None, float | None]:
        """Lower and upper bound; None where the speaker left that side open."""
        if self.value is not None:
            return (
                self.value if self.value_low is None else self.value_low,
                self.value if self.value_high is None else self.value_high,
            )
        return self.value_low, self.value_high

    @property
    def shown(self) -> str:
        """The figure with its unit; an open side is named ("at least", "up to")."""
        low, high = self.interval
        if low is None:
            text = f"up to {number(high)}"
        elif high is None:
            text = f"at least {number(low)}"
        elif low == high:
            text = number(low)
        else:
            text = f"{number(low)} to {number(high)}"
        return f"{text} {self.unit}"

    @property
    def attribution(self) -> str:
        """Who says so, what is counted, and when it was public: what no figure is ever printed without."""
        return f"{self.who_says}: {self.what_it_counts} (as of {self.date}, public {self.knowable})"

    def faults(self) -> Iterator[tuple[Place, str]]:
        given = [v for v in (self.value_low, self.value, self.value_high) if v is not None]
        if not given:
            yield ("value",), "is empty, and so are value_low and value_high; a row needs a figure"
        if given != sorted(given):
            yield ("value",), f"lies out of order: value_low ≤ value ≤ value_high is expected, found {' , '.join(f'{v:g}' for v in given)}"
        if any(v < 0 for v in given):
            yield ("value",), "is negative; these quantities are counted from 0"
        if str(self.knowable) < self.date:
            yield ("knowable",), f"is {self.knowable}, earlier than the date to which the figure refers ({self.date})"
        yield from key_faults(self.sources, "sources")


def number(value: float | None) -> str:
    """A figure with thousands separated by commas and no needless decimals."""
    if value is None:
        return "?"
    return f"{value:,.0f}" if value == int(value) else f"{value:,.3f}".rstrip("0")


@frozen
class Series:
    """One quantity that several speakers put a figure on."""

    id: Slug
    title: Text
    unit: Text
    kind: Kind
    differs: Text
    """What differs between the sources: scope, period, method, interest."""
    caution: Text
    blocks: tuple[BlockNumber, ...] = ()
    sources: tuple[SourceKey, ...] = ()


@frozen
class SeriesList:
    """All quantities of ``estimates.csv``."""

    series: tuple[Series, ...]

    def __iter__(self) -> Iterator[Series]:
        return iter(self.series)

    def __getitem__(self, series_id: str) -> Series:
        """The series of that id.

        Raises:
            Unknown: there is none.
        """
        return by_id(self.series, series_id, "series")

    def faults(self) -> Iterator[tuple[Place, str]]:
        yield from doubles(self.series, "series")


def by_series(estimates: Iterable[Estimate]) -> dict[str, tuple[Estimate, ...]]:
    """Estimates by series id, each series in order of the date to which its figures refer, then of publication."""
    found: dict[str, list[Estimate]] = {}
    for estimate in estimates:
        found.setdefault(estimate.series, []).append(estimate)
    return {series: tuple(sorted(rows, key=lambda row: (row.date, row.knowable, row.who_says))) for series, rows in sorted(found.items())}


def envelope(estimates: Collection[Estimate]) -> tuple[float | None, float | None]:
    """The lowest and the highest bound that anybody gave; None where no row bounds that side."""
    lows = [low for low, _ in (e.interval for e in estimates) if low is not None]
    highs = [high for _, high in (e.interval for e in estimates) if high is not None]
    return min(lows, default=None), max(highs, default=None)


def link_faults(estimates: Iterable[Estimate], series: SeriesList, *, sources: Collection[str], dropped: Collection[str] = ()) -> Iterator[tuple[Place, str]]:
    """Series ids, units and source keys of the table that do not fit, and series of which no row is left."""
    units = {s.id: s.unit for s in series}
    used: set[str] = set()
    for n, estimate in enumerate(estimates, 1):
        used.add(estimate.series)
        for _, what in unknown([estimate.series], units, "id of series.yaml", dropped):
            yield (f"row {n}", "series"), what
        expected = units.get(estimate.series)
        if expected is not None and estimate.unit != expected:
            yield (f"row {n}", "unit"), f'is "{estimate.unit}"; series {estimate.series} is counted in "{expected}"'
        for _, what in unknown(estimate.source_keys, sources, "key of source_texts/sources.yaml", dropped):
            yield (f"row {n}", "sources"), what
    for m, one in enumerate(series):
        if one.id not in used and one.id not in dropped:
            yield ("series", m, "id"), f'"{one.id}" has no row in estimates.csv; add one or drop the series'
