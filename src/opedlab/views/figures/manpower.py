"""Sign-ups, losses and sign-up money on one page: who says so, what is counted, and what was public when."""

from __future__ import annotations

import calendar
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from opedlab.context.days import first_day, last_day
from opedlab.context.estimates import Estimate, envelope, number
from opedlab.context.timeline import ARTICLE_DAY, knowable_on
from opedlab.context.world.manpower import Bonus, Manpower
from opedlab.views.figures.base import SOFT, Caption, Table, blank, counted, shown
from opedlab.views.figures.estimates import draw_rows, height_of, reach_of
from opedlab.views.markup import Shown, notice

if TYPE_CHECKING:
    from matplotlib.axes import Axes

HEAD = ("what", "refers to", "public on", "figure", "who says so", "what it counts")
TITLE = "By one count, fewer men signed than were killed and wounded in the quarter before the article, and more in the quarter in which it appeared"
REMARK = (
    "Not like for like: killed and wounded are not all lost for good, since many of the wounded return, and contracts count neither conscripts nor volunteers. "
    "British figures of losses build on Ukrainian ones. Counts of other periods were divided by their days; those divisions are the course's."
)


@frozen
class Group:
    """One part of the picture. Parts of one ``scale`` share it, so that they can be compared."""

    title: str
    scale: str
    rows: tuple[Estimate, ...]


def groups(rows: Iterable[Estimate], money: Manpower) -> tuple[Group, ...]:
    """Sign-ups, losses, the gap and the sign-up money, each in order of time; people are counted per day."""
    by_day = tuple(sorted((per_day(row) for row in rows if _days(row)), key=lambda row: (row.date, row.knowable, row.who_says)))

    def of(*series: str) -> tuple[Estimate, ...]:
        return tuple(row for row in by_day if row.series in series)

    signed = of("ru-recruits-per-day", "ru-recruits-month", "ru-contracts-year", "ru-bonus-recipients-quarter")
    return (
        Group("Signed up, men a day", "people", signed),
        Group("Killed and wounded on the Russian side, a day", "people", of("ru-casualties-per-day")),
        Group("Losses above recruits, a day", "people", of("ru-losses-minus-recruits-month")),
        Group("Paid once for signing, thousand roubles", "money", tuple(_paid(bonus) for bonus in money.signing_bonus)),
    )


def _paid(bonus: Bonus) -> Estimate:
    counts = bonus.note.rstrip(".") if bonus.note else "one-off sum for signing"
    known = last_day(bonus.public or bonus.date)
    return Estimate(bonus.date, "sign-up-money", None, bonus.roubles / 1000, None, "thousand roubles", bonus.level, counts, known, "; ".join(bonus.sources))


def _days(row: Estimate) -> float:
    """The days over which a count runs; 0 for one that is no count of sign-ups or losses, or of a year not yet over."""
    first = first_day(row.date)
    match row.series:
        case "ru-recruits-per-day" | "ru-casualties-per-day":
            return 1
        case "ru-contracts-year":
            return 365 + calendar.isleap(first.year) if row.date.endswith("-12-31") else 0
        case "ru-recruits-month":
            return 30
        case "ru-losses-minus-recruits-month":
            return calendar.monthrange(first.year, first.month)[1]
        case "ru-bonus-recipients-quarter":
            start = 3 * ((first.month - 1) // 3) + 1
            return sum(calendar.monthrange(first.year, month)[1] for month in range(start, start + 3))
    return 0


def per_day(row: Estimate) -> Estimate:
    """A count as so many a day; what it counts says by how many days it was divided."""
    days = _days(row)
    if days == 1:
        return row
    bounds = {name: None if (n := getattr(row, name)) is None else round(n / days) for name in ("value_low", "value", "value_high")}
    return evolve(row, **bounds, unit="persons per day", what_it_counts=f"{row.what_it_counts} ({row.shown}, divided by {days:g} days)")


def manpower(parts: Sequence[Group], names: Callable[[Iterable[str]], Mapping[str, str]], until: date | None = None) -> Shown:
    """The picture with its table; with ``until`` only what was public on that day. ``names`` gives source keys their names."""
    if until is not None:
        parts = tuple(evolve(part, rows=tuple(knowable_on(part.rows, until))) for part in parts)
    parts = tuple(part for part in parts if part.rows)
    if not parts:
        return notice(f"No figure on sign-ups, losses or sign-up money was public by {until}.")
    heights = [0.55 + height_of(part.rows) for part in parts]
    figure, axes = blank(sum(heights), len(parts), height_ratios=heights)
    for part, axis in zip(parts, axes, strict=True):
        draw_rows(axis, part.rows, max(reach_of(other.rows) for other in parts if other.scale == part.scale))
        _article_day(axis, part.rows)
        axis.set_title(part.title, loc="left", fontsize=9, fontweight="bold")
    cells = tuple((part.title, row.date, str(row.knowable), row.shown, row.who_says, row.what_it_counts) for part in parts for row in part.rows)
    sources = names(key for part in parts for row in part.rows for key in row.source_keys)
    return shown(figure, Caption(_title(parts, until), _alt(parts), _remark(until), sources), Table(HEAD, cells))


def _article_day(axis: Axes, rows: Sequence[Estimate]) -> None:
    """A line between what refers to the time before the article and what refers to the time after."""
    before = sum(last_day(row.date) <= ARTICLE_DAY for row in rows)
    if 0 < before < len(rows):
        axis.axhline(before - 0.5, color=SOFT, linewidth=0.9, linestyle=(0, (4, 3)))
        axis.annotate(
            "the article", (1, before - 0.5), (-2, 2), xycoords=axis.get_yaxis_transform(), textcoords="offset points", ha="right", fontsize=7.5, color=SOFT
        )


def _title(parts: Sequence[Group], until: date | None) -> str:
    if until is None:
        return TITLE
    ends = ((part.title, envelope(part.rows)) for part in parts if part.scale == "people")
    spread = "; ".join(f"{title[0].lower()}{title[1:]}: {number(low)}" + ("" if low == high else f" to {number(high)}") for title, (low, high) in ends)
    return f"Public by {until}: {spread or _listed(parts)}"


def _alt(parts: Sequence[Group]) -> str:
    return f"Picture: lines with dots and intervals in {counted(len(parts), 'part')}, earliest first. {_listed(parts).capitalize()}. The table below has every figure with who says so."


def _listed(parts: Sequence[Group]) -> str:
    return "; ".join(f"{part.title[0].lower()}{part.title[1:]}: {counted(len(part.rows), 'figure')}" for part in parts)


def _remark(until: date | None) -> str:
    known = (
        f"Only figures public by {until} are shown."
        if until is not None
        else f"Filled: public by {ARTICLE_DAY}; hollow: public only later. The broken line is the day of the article."
    )
    return f"{REMARK} {known}"
