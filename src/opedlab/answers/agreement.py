"""How far annotators agree: share of agreeing pairs, Cohen's kappa for two, Krippendorff's alpha for any number, and spans.

Labels are ``{annotator: {unit: category}}``; a unit that somebody left out is simply not there. A measure that is not
defined says why in words: nothing here ever returns a number that is none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal

from attrs import frozen

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, np.dtype[np.float64]]

Labels = Mapping[str, Mapping[str, str]]
Level = Literal["nominal", "ordinal", "interval"]

SEED = 20241105
"""The day of the op-ed; so that everybody's interval is the same."""
SAMPLES = 1000
RELY, TENTATIVE = 0.800, 0.667
"""Krippendorff's usual bounds: from the first on, rely on the data; between the two, tentative conclusions only. A convention."""

ALL_ALIKE = "undefined: everybody gave every unit the same category, so that there was nothing to tell apart"
NO_PAIR = "undefined: no unit was judged by two annotators"


@frozen
class Measure:
    """One measure: its value, or in words why it has none; for alpha the interval, and how many resamples had no value."""

    value: float | None
    why: str | None = None
    low: float | None = None
    high: float | None = None
    undefined_samples: int = 0

    def __str__(self) -> str:
        if self.value is None:
            return self.why or "undefined"
        return three(self.value) + (f" [{three(self.low)} to {three(self.high)}]" if self.low is not None and self.high is not None else "")


@frozen
class UnitAgreement:
    """One unit: how many chose what, and the share of its pairs of annotators that agree; None where there is no pair."""

    unit: str
    counts: Mapping[str, int]
    share: float | None


def three(value: float) -> str:
    """A coefficient as it is printed: three decimals, no minus before a zero."""
    return f"{value + 0.0:.3f}".replace("-0.000", "0.000")


def by_unit(labels: Labels) -> tuple[UnitAgreement, ...]:
    """Every unit that anybody judged, in the order in which units are first met."""
    counts: dict[str, Counter[str]] = {}
    for marks in labels.values():
        for unit, category in marks.items():
            counts.setdefault(unit, Counter())[category] += 1
    return tuple(UnitAgreement(unit, dict(found), _share(found)) for unit, found in counts.items())


def together(units: Iterable[UnitAgreement], group: Callable[[str], str]) -> tuple[UnitAgreement, ...]:
    """Units put together by a name: choices added up, and the share of agreeing pairs over all pairs within the units."""
    grouped: dict[str, list[Mapping[str, int]]] = {}
    for unit in units:
        grouped.setdefault(group(unit.unit), []).append(unit.counts)
    return tuple(UnitAgreement(name, dict(sum(map(Counter, counts), Counter())), _share(*counts)) for name, counts in grouped.items())


def most_divided(units: Iterable[UnitAgreement]) -> tuple[UnitAgreement, ...]:
    """The least agreement first; of units alike in that, what more have judged; units without a pair come last."""
    return tuple(sorted(units, key=lambda unit: (unit.share is None, unit.share or 0, -sum(unit.counts.values()))))


def percent(labels: Labels) -> Measure:
    """The share of pairs of annotators, over all units together, that chose the same category."""
    share = _share(*(unit.counts for unit in by_unit(labels)))
    return Measure(None, NO_PAIR) if share is None else Measure(share)


def kappa(first: Mapping[str, str], second: Mapping[str, str]) -> Measure:
    """Cohen's kappa (1960) for two annotators, over the units that both judged: (observed − expected) / (1 − expected)."""
    both = [unit for unit in first if unit in second]
    if not both:
        return Measure(None, NO_PAIR)
    ours, theirs = (Counter(marks[unit] for unit in both) for marks in (first, second))
    observed = sum(first[unit] == second[unit] for unit in both) / len(both)
    expected = sum(ours[c] * theirs[c] for c in ours) / len(both) ** 2
    return Measure(None, ALL_ALIKE) if expected == 1 else Measure((observed - expected) / (1 - expected))


def expected_by_chance(first: Mapping[str, str], second: Mapping[str, str]) -> float | None:
    """What kappa takes off: the agreement of two who hand out their categories as often, and without looking."""
    both = [unit for unit in first if unit in second]
    ours, theirs = (Counter(marks[unit] for unit in both) for marks in (first, second))
    return sum(ours[c] * theirs[c] for c in ours) / len(both) ** 2 if both else None


def alpha(labels: Labels, categories: Sequence[str], level: Level = "nominal", samples: int = SAMPLES, seed: int = SEED) -> Measure:
    """Krippendorff's alpha by the library ``krippendorff``, with a 95 per cent bootstrap interval over units.

    ``categories`` are all categories, in their order where the level has one; for an interval level they are numbers as
    texts. Units are drawn with replacement, each with all its judgements, ``samples`` times; the interval holds the middle
    95 per cent (percentiles). A resample without variation has no alpha and is counted in ``undefined_samples``. With few
    units such an interval is rather too narrow. ``samples=0`` leaves it out.
    """
    import krippendorff
    import numpy as np

    counts = _counts(labels, categories)
    counts = counts[counts.sum(axis=1) > 1]
    if not len(counts):
        return Measure(None, NO_PAIR)
    if (counts.sum(axis=0) > 0).sum() < 2:
        return Measure(None, ALL_ALIKE)
    domain = [float(c) for c in categories] if level == "interval" else list(range(len(categories)))
    value = float(krippendorff.alpha(value_counts=counts, value_domain=domain, level_of_measurement=level))
    if not samples:
        return Measure(value)
    drawn = resampled(counts, np.array(domain, dtype=float), level, samples, seed)
    known = drawn[~np.isnan(drawn)]
    low, high = (float(n) for n in np.percentile(known, (2.5, 97.5)))
    return Measure(value, None, low, high, int(len(drawn) - len(known)))


def resampled(counts: Array, domain: Array, level: Level, samples: int, seed: int) -> Array:
    """Alpha of each resample, all at once; a test compares every one with the library.

    A unit with m judgements adds n_c (n_k − [c = k]) / (m − 1) to the coincidences of c and k; alpha is one minus the ratio of
    observed to expected disagreement (Krippendorff 2011).
    """
    import numpy as np

    units, kinds = counts.shape
    same = np.eye(kinds)
    of_unit = (counts[:, :, None] * (counts[:, None, :] - same)) / (counts.sum(axis=1) - 1)[:, None, None]
    times = np.random.default_rng(seed).multinomial(units, np.full(units, 1 / units), size=samples)
    observed = np.einsum("bu,uck->bck", times, of_unit)
    margins = observed.sum(axis=2)
    total = margins.sum(axis=1)
    expected = margins[:, :, None] * (margins[:, None, :] - same) / (total - 1)[:, None, None]
    distance = _distances(margins, domain, level)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = (observed * distance).sum(axis=(1, 2)) / (expected * distance).sum(axis=(1, 2))
    return 1 - np.where(np.isfinite(ratio), ratio, np.nan)


def _distances(margins: Array, domain: Array, level: Level) -> Array:
    """The squared difference of each two categories in each resample."""
    import numpy as np

    kinds = margins.shape[1]
    if level == "nominal":
        return np.broadcast_to(1 - np.eye(kinds), (len(margins), kinds, kinds))
    if level == "interval":
        return np.broadcast_to((domain[:, None] - domain[None, :]) ** 2, (len(margins), kinds, kinds))
    # Ordinal: all that lies between the two, the ends counted half.
    up_to = margins.cumsum(axis=1) - margins / 2
    return (up_to[:, :, None] - up_to[:, None, :]) ** 2


def _counts(labels: Labels, categories: Sequence[str]) -> Array:
    """Units by categories: how many annotators chose each."""
    import numpy as np

    place = {category: n for n, category in enumerate(categories)}
    units = by_unit(labels)
    counts = np.zeros((len(units), len(categories)))
    for n, unit in enumerate(units):
        for category, times in unit.counts.items():
            counts[n, place[category]] = times
    return counts


def _share(*units: Mapping[str, int]) -> float | None:
    """The share of the pairs within units that chose the same; None where there is no pair."""
    pairs = sum(n * (n - 1) for n in (sum(counts.values()) for counts in units))
    return sum(k * (k - 1) for counts in units for k in counts.values()) / pairs if pairs else None


# --- spans --------------------------------------------------------------------------------------------------------


@frozen
class SpanAgreement:
    """Two annotators' marks put against each other, one to one: pairs that mean the same place, and what each has alone."""

    both: tuple[tuple[int, int], ...]
    only_first: tuple[int, ...]
    only_second: tuple[int, ...]

    @property
    def f1(self) -> float | None:
        """Twice the pairs over all marks of both; None where nobody marked anything. The same from either side.

        There is no kappa for spans: what both left unmarked cannot be counted.
        """
        marks = 2 * len(self.both) + len(self.only_first) + len(self.only_second)
        return 2 * len(self.both) / marks if marks else None


def span_agreement(first: Sequence[Any], second: Sequence[Any], tolerance: int = 0, same: Callable[[Any, Any], bool] | None = None) -> SpanAgreement:
    """Marks of two annotators that mean the same place: same block, and either end off by at most ``tolerance``.

    Words or characters, whatever the spans count in. As many pairs are made as can be; ``same`` may ask more of a pair,
    such as the same type.
    """
    fits = [
        sorted((_off(a, b), k) for k, b in enumerate(second) if a.block == b.block and _off(a, b) <= tolerance and (same is None or same(a, b))) for a in first
    ]
    taken: dict[int, int] = {}
    for n in sorted(range(len(first)), key=lambda n: fits[n][:1]):
        _place(n, fits, taken, set())
    pairs = tuple(sorted((n, k) for k, n in taken.items()))
    alone = [n for n in range(len(first)) if n not in taken.values()]
    return SpanAgreement(pairs, tuple(alone), tuple(k for k in range(len(second)) if k not in taken))


def _off(a: Any, b: Any) -> int:
    """By how much the farther end of two spans differs."""
    return max(abs(a.start - b.start), abs(a.end - b.end))


def _place(n: int, fits: Sequence[Iterable[tuple[int, int]]], taken: dict[int, int], tried: set[int]) -> bool:
    """Find a partner for mark ``n``, moving others along if need be (Kuhn's augmenting paths)."""
    for _, k in fits[n]:
        if k not in tried:
            tried.add(k)
            if k not in taken or _place(taken[k], fits, taken, tried):
                taken[k] = n
                return True
    return False
