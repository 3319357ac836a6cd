"""Forecasts against outcomes: a calibration plot with its intervals, and what the Brier score is made of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from opedlab.context.forecasts import ALWAYS_50, Bin, Decomposition, Resolved, murphy
from opedlab.context.forecasts import calibration as in_bins
from opedlab.views.figures.base import BLUE, GREEN, ORANGE, SOFT, Caption, Table, blank, counted, shown
from opedlab.views.markup import Shown, notice

if TYPE_CHECKING:
    from matplotlib.axes import Axes

BINS = ("forecasts of", "how many", "mean forecast", "happened", "share", "95 % interval of the share")
PARTS = ("part of the Brier score", "value", "what it says")
SAID = {
    "reliability": "0 is best: how far stated and actual shares lie apart",
    "resolution": "more is better, it counts as a deduction: how well the forecasts tell cases apart",
    "uncertainty": "belongs to the events, not to the forecaster",
    "Brier score": "0 is best; always saying 50 earns 0.25",
}
LOOKS = (("//", ORANGE), ("..", GREEN), ("", SOFT), ("xx", BLUE))  # pattern and colour of a bar
EXAMPLE = ((90, True), (80, True), (80, False), (70, True), (60, False), (60, True), (40, False), (30, True), (20, False), (10, False))
"""Ten made-up forecasts (per cent, happened or not) for a first look; no person gave them."""


def calibration(forecasts: Iterable[Resolved | tuple[float, bool]] | None = None, width: float = 20) -> Shown:
    """The plot for forecasts that are resolved, in bins of ``width`` per cent; without any, a made-up example says that it is one.

    Raises:
        NotAProbability: a forecast is no number from 0 to 100.
        ValueError: ``width`` does not divide 100 into whole bins.
    """
    given = EXAMPLE if forecasts is None else forecasts
    found = tuple(f if isinstance(f, Resolved) else Resolved(*f) for f in given)
    if not found:
        return notice("No forecast has an outcome yet. Seal some forecasts, open the outcomes, then come back.")
    bins = in_bins(found, width)
    parts = murphy(found)
    figure, (plot, bars) = blank(3.7, columns=2, width_ratios=(3, 2))
    _plot(plot, bins)
    _bars(bars, parts)
    return shown(figure, _caption(found, bins, parts, made_up=forecasts is None), Table(BINS, tuple(map(_bin_row, bins)), (1, 2, 3, 4)), _parts(parts))


def _caption(found: Sequence[Resolved], bins: Sequence[Bin], parts: Decomposition, *, made_up: bool) -> Caption:
    some = counted(len(found), "made-up forecast" if made_up else "forecast")
    than = "better than" if parts.brier < ALWAYS_50 else "worse than" if parts.brier > ALWAYS_50 else "the same as"
    title = f"{some}: Brier score {parts.brier:.3f}, {than} always saying 50 ({ALWAYS_50:g})"
    shares = [b.share for b in bins if b.share is not None]
    alt = (
        f"Picture: shares of events that happened, from {min(shares):.0%} to {max(shares):.0%}, against the stated probability, with 95 % intervals; "
        f"beside it the parts of the Brier score {parts.brier:.3f}. The tables below have every number."
    )
    remark = (
        "On the diagonal, what was called 70 per cent came true in 70 of 100 cases. The bars are 95 % Wilson intervals; where they are wide, "
        "the number of forecasts is too small to say much. Brier score = reliability − resolution + uncertainty (Murphy 1973, over groups of equal forecasts)."
    )
    return Caption(title, alt, remark)


def _plot(axis: Axes, bins: Sequence[Bin]) -> None:
    axis.plot([0, 100], [0, 100], "--", color=SOFT, linewidth=1)
    for b in bins:
        if b.mean is not None and b.share is not None and b.interval is not None:
            axis.plot([100 * b.mean] * 2, [100 * end for end in b.interval], color=BLUE, linewidth=1.6)
            axis.plot([100 * b.mean], [100 * b.share], "o", color=BLUE, markersize=7)
            axis.annotate(f"{b.happened} of {b.count}", (100 * b.mean, 100 * b.share), (6, 4), textcoords="offset points", fontsize=8)
    axis.set(xlim=(0, 104), ylim=(-3, 104), aspect="equal")
    axis.set_xlabel("stated probability, per cent", fontsize=8)
    axis.set_ylabel("share that happened, per cent", fontsize=8)
    axis.tick_params(labelsize=8)
    axis.grid(color="#d9d9d9", linewidth=0.6)


def _bars(axis: Axes, parts: Decomposition) -> None:
    values = list(_values(parts).items())
    for n, ((name, value), (pattern, colour)) in enumerate(zip(values, LOOKS, strict=True)):
        signed = -value if name == "resolution" else value
        axis.barh(n, signed, color="white", edgecolor=colour, hatch=pattern, linewidth=1.2)
        axis.annotate(f"{signed:+.3f}".replace("-", "−"), (max(signed, 0), n), (4, 0), textcoords="offset points", va="center", fontsize=8)
    axis.axvline(0, color=SOFT, linewidth=0.8)
    axis.set_yticks(range(len(values)), [name for name, _ in values], fontsize=8)
    axis.invert_yaxis()
    axis.tick_params(axis="x", labelsize=8)
    axis.margins(x=0.25)


def _values(parts: Decomposition) -> dict[str, float]:
    return {"reliability": parts.reliability, "resolution": parts.resolution, "uncertainty": parts.uncertainty, "Brier score": parts.brier}


def _parts(parts: Decomposition) -> Table:
    return Table(PARTS, tuple((name, f"{value:.3f}", SAID[name]) for name, value in _values(parts).items()), (1,))


def _bin_row(b: Bin) -> tuple[str, ...]:
    ends = f"{b.low:g} to {b.high:g} %" if b.high == 100 else f"{b.low:g} to under {b.high:g} %"
    if b.mean is None or b.share is None or b.interval is None:
        return ends, "0", "–", "–", "–", "–"
    return ends, str(b.count), f"{b.mean:.0%}", str(b.happened), f"{b.share:.0%}", f"{b.interval[0]:.0%} to {b.interval[1]:.0%}"
