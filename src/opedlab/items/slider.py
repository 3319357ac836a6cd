"""``slider``: one number on a scale, or a range from a low to a high one; always with number fields beside it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from typing import Any, Literal

from attrs import frozen

from opedlab.items.model import Item, Marking, NotAnAnswer, Remark
from opedlab.records import Place, Slug, Text
from opedlab.translation.yardsticks import NoSuchWord, Yardsticks, range_of


@frozen
class Zone:
    """A stretch of the scale: it starts above the zone before it and runs up to and including ``up_to``.

    A right one has ``feedback``; a wrong one says why it ``tempts`` and ``wrong_because``.
    """

    up_to: float
    correct: bool = False
    feedback: str | None = None
    tempts: str | None = None
    wrong_because: str | None = None


@frozen
class ExpectedRange:
    """The range that is asked for: each end may be off by ``tolerance``. Every way to miss it has its own answer."""

    low: float
    high: float
    tolerance: float
    feedback: Text
    narrower: Text
    wider: Text
    lower: Text
    higher: Text

    def faults(self) -> Iterator[tuple[Place, str]]:
        if self.low > self.high:
            yield ("low",), f"is {self.low:g}, above high ({self.high:g})"
        if self.tolerance < 0:
            yield ("tolerance",), f"is {self.tolerance:g}; it must not be negative"


@frozen
class Reference:
    """A published range to set one's own beside: the word, and whose range it is.

    With ``yardstick`` the range is the one that source_texts/context/yardsticks.yaml gives to ``word``.
    """

    word: Text
    name: Text
    low: float
    high: float
    yardstick: Slug | None = None


@frozen(kw_only=True)
class Slider(Item):
    """A number or a range. With ``zones`` or ``expected`` it is marked; without, it is noted and compared.

    A response is ``{"value": number}`` or ``{"low": number, "high": number}``; a bare number or pair will do.
    """

    kind: Literal["slider"]
    ask: Literal["value", "range"]
    low: float = 0
    high: float = 100
    step: float = 1
    unit: str = "%"
    low_means: str | None = None
    high_means: str | None = None
    zones: tuple[Zone, ...] = ()
    expected: ExpectedRange | None = None
    compare: tuple[Reference, ...] = ()
    comment: str | None = None

    def kind_faults(self) -> Iterable[tuple[Place, str]]:
        if not self.low < self.high:
            yield ("low",), f"is {self.low:g}, not below high ({self.high:g})"
        if not 0 < self.step <= self.high - self.low:
            yield ("step",), f"is {self.step:g}; it must be above 0 and fit into the scale"
        yield from self._zone_faults()
        if self.expected and self.ask == "value":
            yield ("expected",), "is for a range; a single value is marked by `zones`"
        if self.expected and not self.low <= self.expected.low <= self.expected.high <= self.high:
            yield ("expected",), f"does not lie on the scale from {self.low:g} to {self.high:g}"
        for n, other in enumerate(self.compare):
            if not self.low <= other.low <= other.high <= self.high:
                yield ("compare", n), f"runs from {other.low:g} to {other.high:g}; that does not lie on the scale from {self.low:g} to {self.high:g}"
        if not self.zones and not self.expected and not self.comment:
            yield ("comment",), "is missing; an answer that is only noted still gets an answer"

    def _zone_faults(self) -> Iterator[tuple[Place, str]]:
        if not self.zones:
            return
        if self.ask == "range":
            yield ("zones",), "are for a single value; a range is marked by `expected`"
        ends = [self.low, *(zone.up_to for zone in self.zones)]
        for n, (before, end) in enumerate(zip(ends, ends[1:], strict=False)):
            if not before < end and not (n == 0 and before == end):
                yield ("zones", n, "up_to"), f"is {end:g}, not above {before:g}, where the zone starts"
        if ends[-1] != self.high:
            yield ("zones", len(self.zones) - 1, "up_to"), f"is {ends[-1]:g}; the last zone ends where the scale does, at {self.high:g}"
        if not any(zone.correct for zone in self.zones):
            yield ("zones",), "have none with `correct: true`; leave them out where nothing is right or wrong"
        for n, zone in enumerate(self.zones):
            if zone.correct and not zone.feedback:
                yield ("zones", n), "is right and has no `feedback`; every answer is answered"
            if not zone.correct and not (zone.tempts and zone.wrong_because):
                yield ("zones", n), "has not both `tempts` and `wrong_because`; every wrong answer is answered"


def shown(item: Slider, low: float, high: float | None = None) -> str:
    """A value or range with the item's unit: ``60 %``, ``55–80 %``."""
    unit = f" {item.unit}" if item.unit else ""
    return f"{low:g}{unit}" if high is None or low == high else f"{low:g}–{high:g}{unit}"


def answer(item: Slider, response: Any) -> tuple[float, float]:
    """The two ends of a response; a single value is a range whose ends are equal.

    Raises:
        NotAnAnswer: no number, off the scale, or a low end above the high one.
    """
    names = ("value",) if item.ask == "value" else ("low", "high")
    if isinstance(response, dict):
        response = [response.get(name) for name in names]
    numbers = list(response) if isinstance(response, (list, tuple)) else [response]
    scale = f"from {item.low:g} to {shown(item, item.high)}"
    if len(numbers) != len(names) or not all(_is_number(n) for n in numbers):
        raise NotAnAnswer(f"{item.id} wants {'a number' if item.ask == 'value' else 'two numbers, a low and a high one,'} {scale}")
    if not all(item.low <= n <= item.high for n in numbers):
        raise NotAnAnswer(f"{item.id} has a scale {scale}; {' and '.join(f'{n:g}' for n in numbers)} is not on it")
    if numbers[0] > numbers[-1]:
        raise NotAnAnswer(f"the low end, {numbers[0]:g}, is above the high end, {numbers[-1]:g}; change one of them")
    return numbers[0], numbers[-1]


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def mark(item: Slider, response: Any) -> Marking:
    """The marking of a value or range; published ranges are set beside it in either case.

    Raises:
        NotAnAnswer: the response is no number or range on this scale.
    """
    low, high = answer(item, response)
    comment = (Remark("", item.comment),) if item.comment else ()
    beside = tuple(Remark(f"{one.name}: {one.word}", f"{shown(item, one.low, one.high)}. {relation(low, high, one)}") for one in item.compare)
    if item.zones:
        zone = next(zone for zone in item.zones if high <= zone.up_to)
        said, right = (zone.feedback or "", True) if zone.correct else (f"{zone.tempts} {zone.wrong_because}", False)
    elif item.expected:
        missed = way_missed(item.expected, low, high)
        said, right = (getattr(item.expected, missed), False) if missed else (item.expected.feedback, True)
    else:
        return Marking("noted", (*comment, *beside), None, details=_strip(item))
    return Marking("right" if right else "not quite", (Remark("", said), *comment, *beside), float(right), details=_strip(item))


def _strip(item: Slider) -> dict[str, Any]:
    """The published ranges as numbers, for a drawing beside the sentences."""
    return {"compare": [{"name": f"{one.name}: {one.word}", "low": one.low, "high": one.high} for one in item.compare]}


def way_missed(expected: ExpectedRange, low: float, high: float) -> str | None:
    """``narrower``, ``wider``, ``lower`` or ``higher`` than the expected range, or None where both ends are near enough."""
    off_low, off_high, slack = low - expected.low, high - expected.high, expected.tolerance
    if abs(off_low) <= slack and abs(off_high) <= slack:
        return None
    if off_low >= -slack and off_high <= slack:
        return "narrower"
    if off_low <= slack and off_high >= -slack:
        return "wider"
    return "lower" if off_low < -slack else "higher"


def relation(low: float, high: float, other: Reference) -> str:
    """How one's own value or range lies to a published one, as a sentence."""
    if (low, high) == (other.low, other.high):
        return "Yours is the same."
    if high < other.low:
        return "Yours lies below it."
    if low > other.high:
        return "Yours lies above it."
    if other.low <= low and high <= other.high:
        return "Yours lies within it."
    if low <= other.low and other.high <= high:
        return "Yours holds all of it and more."
    return f"Yours shares {max(low, other.low):g} to {min(high, other.high):g} with it."


def link_faults(item: Slider, yardsticks: Yardsticks) -> Iterator[tuple[Place, str]]:
    """References that say something else than the yardstick they name."""
    for n, one in enumerate(item.compare):
        if one.yardstick is None:
            continue
        try:
            band = range_of(yardsticks, one.word, one.yardstick)
        except (KeyError, NoSuchWord) as error:
            yield ("compare", n), str(error.args[0])
            continue
        if (band.low, band.high) != (one.low, one.high):
            yield ("compare", n), f'gives "{one.word}" {one.low:g}–{one.high:g}; {one.yardstick} gives it {band.shown}'
