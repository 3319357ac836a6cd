"""Scores for probability forecasts of events that happen or do not: Brier score, its parts, calibration.

Forecasts are percentages from 0 to 100, as readers give them; formulas use f = percent / 100 and o = 1 or 0.

Sources of the formulas: G. W. Brier (1950), Verification of forecasts expressed in terms of probability, Monthly
Weather Review 78, 1-3. A. H. Murphy (1973), A new vector partition of the probability score, Journal of Applied
Meteorology 12, 595-600. D. B. Stephenson, C. A. S. Coelho and I. T. Jolliffe (2008), Two extra components in the Brier
score decomposition, Weather and Forecasting 23, 752-757. E. B. Wilson (1927), Probable inference, the law of
succession, and statistical inference, Journal of the American Statistical Association 22, 209-212.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from attrs import field, frozen

ALWAYS_50 = 0.25
"""The Brier score of a forecaster who always says 50: (0.5 - o)^2 is 0.25 whatever happens."""

Z_95 = 1.959963984540054


class NotAProbability(ValueError):
    """A forecast is not a number from 0 to 100."""


class NothingToScore(ValueError):
    """No forecast in the set has an outcome yet."""


def _percent(instance: object, attribute: object, value: float) -> None:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value <= 100:
        raise NotAProbability(f"expected a percentage from 0 to 100, found {value!r}")


@frozen
class Resolved:
    """One forecast (percent, 0 to 100) of an event, and whether it happened."""

    percent: float = field(validator=_percent)
    happened: bool

    @property
    def squared_error(self) -> float:
        """(f - o)^2, from 0 (certain and right) to 1 (certain and wrong)."""
        return (self.percent / 100 - self.happened) ** 2


def _some(forecasts: Iterable[Resolved]) -> tuple[Resolved, ...]:
    found = tuple(forecasts)
    if not found:
        raise NothingToScore("there is no resolved forecast to score; answer at least one and open the outcomes")
    return found


def brier(forecasts: Iterable[Resolved]) -> float:
    """The Brier score BS = (1/N) sum (f - o)^2 on the scale from 0 (best) to 1.

    This is the half of Brier's own sum over both classes (happened, did not), which runs from 0 to 2; see
    ``brier_1950``. Always saying 50 earns 0.25. The rule is proper: one's own probability is the best answer.

    Raises:
        NothingToScore: the set is empty.
    """
    found = _some(forecasts)
    return math.fsum(f.squared_error for f in found) / len(found)


def brier_1950(forecasts: Iterable[Resolved]) -> float:
    """Brier's original score for two classes, from 0 (best) to 2: twice ``brier``. Always saying 50 earns 0.5."""
    return 2 * brier(forecasts)


def skill(forecasts: Iterable[Resolved], reference: float = ALWAYS_50) -> float:
    """The Brier skill score 1 - BS / BS_ref: 1 is perfect, 0 no better than the reference, below 0 worse.

    The reference is, unless another is given, the forecaster who always says 50.

    Raises:
        NothingToScore: the set is empty.
    """
    return 1 - brier(forecasts) / reference


# --- parts of the score -------------------------------------------------------------------------------------------


@frozen
class Decomposition:
    """BS = reliability - resolution + uncertainty + remainder.

    ``reliability`` is 0 for a calibrated forecaster, ``resolution`` is high where forecasts tell the cases apart,
    ``uncertainty`` belongs to the events alone. ``remainder`` is 0 where all forecasts of a group are equal.
    """

    brier: float
    reliability: float
    resolution: float
    uncertainty: float
    remainder: float
    groups: int


def murphy(forecasts: Iterable[Resolved], width: float | None = None) -> Decomposition:
    """Murphy's (1973) partition of the Brier score.

    With K groups of n_k forecasts, mean forecast f_k and share of events o_k, and o the share over all N:

        REL = (1/N) sum n_k (f_k - o_k)^2      RES = (1/N) sum n_k (o_k - o)^2      UNC = o (1 - o)

    Groups hold equal forecasts; then BS = REL - RES + UNC exactly. With ``width`` (percent) they are bins instead,
    forecasts in one bin may differ, and what is left over (Stephenson et al. 2008) is given as the remainder.

    Raises:
        NothingToScore: the set is empty.
    """
    found = _some(forecasts)
    groups = _equal(found) if width is None else [group for _, group in _binned(found, width) if group]
    n, base = len(found), _share(found)
    reliability = math.fsum(len(g) * (_mean(g) - _share(g)) ** 2 for g in groups) / n
    resolution = math.fsum(len(g) * (_share(g) - base) ** 2 for g in groups) / n
    uncertainty = base * (1 - base)
    score = brier(found)
    remainder = 0.0 if width is None else score - (reliability - resolution + uncertainty)
    return Decomposition(score, reliability, resolution, uncertainty, remainder, len(groups))


def _equal(found: Sequence[Resolved]) -> list[tuple[Resolved, ...]]:
    values = sorted({f.percent for f in found})
    return [tuple(f for f in found if f.percent == value) for value in values]


def _mean(group: Sequence[Resolved]) -> float:
    return math.fsum(f.percent for f in group) / len(group) / 100


def _share(group: Sequence[Resolved]) -> float:
    return sum(f.happened for f in group) / len(group)


# --- calibration --------------------------------------------------------------------------------------------------


@frozen
class Bin:
    """The forecasts from ``low`` up to, not including, ``high`` percent (100 belongs to the last bin).

    ``mean`` and ``share`` are from 0 to 1 and None in an empty bin; ``interval`` is the 95 % Wilson interval.
    """

    low: float
    high: float
    count: int
    happened: int
    mean: float | None
    share: float | None
    interval: tuple[float, float] | None


def calibration(forecasts: Iterable[Resolved], width: float = 10) -> tuple[Bin, ...]:
    """Forecasts against outcomes in bins of ``width`` percent, empty bins included, each with its count.

    Twelve forecasts show next to nothing about calibration: the intervals say so.

    Raises:
        ValueError: ``width`` does not divide 100 into whole bins.
    """
    bins = []
    for low, group in _binned(tuple(forecasts), width):
        happened = sum(f.happened for f in group)
        some = (_mean(group), _share(group), wilson(happened, len(group))) if group else (None, None, None)
        bins.append(Bin(low, low + width, len(group), happened, *some))
    return tuple(bins)


def _binned(found: Sequence[Resolved], width: float) -> list[tuple[float, tuple[Resolved, ...]]]:
    if not 0 < width <= 100 or 100 % width:
        raise ValueError(f"a bin width of {width:g} does not divide 0 to 100 into whole bins; try 10, 20 or 25")
    last = int(100 // width) - 1
    groups: list[list[Resolved]] = [[] for _ in range(last + 1)]
    for forecast in found:
        groups[min(int(forecast.percent // width), last)].append(forecast)
    return [(n * width, tuple(group)) for n, group in enumerate(groups)]


def wilson(happened: int, count: int, z: float = Z_95) -> tuple[float, float]:
    """Wilson's (1927) score interval for a share, by default at 95 %.

        (p + z^2/2n  -+  z sqrt(p(1-p)/n + z^2/4n^2)) / (1 + z^2/n)      with p = happened / count, n = count

    It stays within 0 and 1 and is usable for the small counts of a class.

    Raises:
        ValueError: no cases, or more events than cases.
    """
    if not 0 <= happened <= count or count == 0:
        raise ValueError(f"{happened} of {count} is no share")
    p, square = happened / count, z * z
    middle = p + square / (2 * count)
    half = z * math.sqrt(p * (1 - p) / count + square / (4 * count * count))
    scale = 1 + square / count
    return max(0.0, (middle - half) / scale), min(1.0, (middle + half) / scale)
