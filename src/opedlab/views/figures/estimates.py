"""Estimates of one quantity in order of time: who says so, what is counted, and how far each figure reaches."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from opedlab.context.estimates import Estimate, Series, by_series, envelope, number
from opedlab.context.timeline import ARTICLE_DAY, knowable_on
from opedlab.views.figures.base import BLUE, INK, ORANGE, SOFT, Caption, Table, blank, counted, shown
from opedlab.views.markup import Shown, notice

if TYPE_CHECKING:
    from matplotlib.axes import Axes

HEAD = ("refers to", "public on", "figure", "who says so", "what it counts")
LABEL = 52  # letters in a line beside the picture


def estimates(rows: Sequence[Estimate], series: Series, until: date | None = None, names: Mapping[str, str] | None = None) -> Shown:
    """The figures on one quantity, earliest first; with ``until`` only those that were public on that day.

    ``names`` gives each source key the name under which the caption shows it.
    """
    mine = by_series(row for row in rows if row.series == series.id).get(series.id, ())
    if until is not None:
        mine = knowable_on(mine, until)
    if not mine:
        return notice(f"No figure on “{series.title}” was public by {until}.")
    table = Table(HEAD, tuple((row.date, str(row.knowable), row.shown, row.who_says, row.what_it_counts) for row in mine))
    sources = {key: (names or {}).get(key, key) for row in mine for key in row.source_keys}
    figure, (axis,) = blank(0.9 + height_of(mine))
    draw_rows(axis, mine)
    axis.set_xlabel(series.unit)
    return shown(figure, Caption(_title(mine, series), _alt(mine, series), _remark(series, until), sources), table)


def _title(rows: Sequence[Estimate], series: Series) -> str:
    """What to see: how many speakers, and whether they count the same thing."""
    speakers, ways = len({row.who_says for row in rows}), len({row.what_it_counts for row in rows})
    counts = "all described in the same words" if ways == 1 else f"{ways} descriptions of what is counted"
    return f"{series.title}: {counted(len(rows), 'figure')}, {counted(speakers, 'speaker')}, {counts}"


def _alt(rows: Sequence[Estimate], series: Series) -> str:
    low, high = envelope(rows)
    spread = f"around {number(low if high is None else high)}" if low is None or high is None else f"from {number(low)} to {number(high)}"
    return (
        f"Picture: {series.title}. {counted(len(rows), 'figure')}, one line each, earliest first, {spread} {series.unit}; "
        f"they refer to {rows[0].date} to {rows[-1].date}. The table below has every figure with who says so and what it counts."
    )


def _remark(series: Series, until: date | None) -> str:
    known = f" Only figures public by {until} are shown." if until is not None else f" Filled: public by {ARTICLE_DAY}; hollow: public only later."
    return f"{series.differs} {series.caution} An arrow means that the speaker left that side open (at least, up to).{known}"


def draw_rows(axis: Axes, rows: Sequence[Estimate], top: float | None = None) -> None:
    """The figures one line each, labelled; ``top`` sets the end of the scale where several pictures share one."""
    top = top or reach_of(rows)
    for n, row in enumerate(rows):
        _one(axis, n, row, top)
    axis.set_xlim(0, top * 1.12)
    axis.set_ylim(len(rows) - 0.4, -0.6)
    axis.set_yticks(range(len(rows)), [_label(row) for row in rows])
    axis.tick_params(axis="y", length=0, labelsize=8)
    axis.tick_params(axis="x", labelsize=8)
    axis.xaxis.set_major_locator(_few())
    axis.xaxis.set_major_formatter(lambda value, _: number(value))
    axis.grid(axis="x", color="#d9d9d9", linewidth=0.6)
    axis.set_axisbelow(True)


def reach_of(rows: Sequence[Estimate]) -> float:
    """The largest bound that anybody gave."""
    return max(high if high is not None else low or 0 for low, high in (row.interval for row in rows)) or 1


def height_of(rows: Sequence[Estimate]) -> float:
    """Inches that the lines with their labels take."""
    return sum(0.24 + 0.15 * _label(row).count("\n") for row in rows)


def _few() -> object:
    from matplotlib.ticker import MaxNLocator

    return MaxNLocator(5)


def _label(row: Estimate) -> str:
    """Date, speaker and what is counted in two to four lines; the table has the whole."""
    counts = textwrap.wrap(row.what_it_counts, LABEL, max_lines=2, placeholder=" …")
    return "\n".join([*textwrap.wrap(f"{row.date}  {row.who_says}", LABEL), *counts])


def _one(axis: Axes, y: int, row: Estimate, top: float) -> None:
    """One figure: a dot for a single value, a bar for a range, an arrow on the side that was left open."""
    low, high = row.interval
    then = row.knowable <= ARTICLE_DAY
    colour, fill = (BLUE, BLUE) if then else (ORANGE, "white")
    shape = "o" if then else "D"
    dots = {x for x in (low, high, row.value) if x is not None}
    axis.plot(sorted(dots), [y] * len(dots), shape, color=colour, markerfacecolor=fill, markersize=6, zorder=3)
    if low is not None and high is not None and low != high:
        axis.plot([low, high], [y, y], color=colour, linewidth=2)
    elif low is None or high is None:
        start = high if low is None else low
        reach = -0.07 * top if low is None else 0.07 * top
        axis.annotate("", (start + reach, y), (start, y), arrowprops={"arrowstyle": "->", "color": colour, "linewidth": 1.6})
    axis.annotate(_said(row), (max(dots), y), (0, 7), textcoords="offset points", ha="center", fontsize=7.5, color=INK if then else SOFT)


def _said(row: Estimate) -> str:
    return row.shown.removesuffix(row.unit).strip()
