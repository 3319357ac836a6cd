"""``text-entry``: a number or a short closed text, typed. Near misses are foreseen and have their own answer."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any, Literal

from attrs import frozen

from opedlab.items.model import Item, Marking, NotAnAnswer, OptionId, Remark
from opedlab.items.numbers import NoNumber, readings
from opedlab.records import Place, Text

MAX_TYPED = 200
LONG_ENOUGH = 5
"""Letters. In a shorter word one letter more or less is another word."""


@frozen
class Entry:
    """One foreseen answer: a number, an interval (both ends belong to it), or any of some ``texts``.

    A right one has ``feedback``; a near miss says why it ``tempts`` and ``wrong_because``.
    """

    id: OptionId
    value: float | None = None
    low: float | None = None
    high: float | None = None
    texts: tuple[Text, ...] = ()
    correct: bool = False
    feedback: str | None = None
    tempts: str | None = None
    wrong_because: str | None = None

    @property
    def interval(self) -> tuple[float, float] | None:
        if self.value is not None:
            return self.value, self.value
        return (self.low, self.high) if self.low is not None and self.high is not None else None

    def holds(self, number: float) -> bool:
        """Whether a number lies in it; a millionth is allowed for rounding."""
        slack = 1e-6 * max(1.0, abs(number))
        return self.interval is not None and self.interval[0] - slack <= number <= self.interval[1] + slack

    def faults(self) -> Iterator[tuple[Place, str]]:
        if self.value is not None and (self.low is not None or self.high is not None):
            yield ("value",), "stands beside low or high; give a value or an interval"
        if (self.low is None) != (self.high is None):
            yield ("low" if self.low is None else "high",), "is missing; an interval has both ends"
        if self.low is not None and self.high is not None and self.low > self.high:
            yield ("low",), f"is {self.low:g}, above high ({self.high:g})"
        if self.correct and not self.feedback:
            yield (), "is right and has no `feedback`; every answer is answered"
        if not self.correct and not (self.tempts and self.wrong_because):
            yield (), "has not both `tempts` and `wrong_because`; every wrong answer is answered"


@frozen(kw_only=True)
class TextEntry(Item):
    """A number or a short text. The first entry that fits a response answers it, right ones first;
    ``otherwise`` answers all others.

    A response is ``{"text": what was typed}``; a bare text or number will do. ``unit`` stands beside the field, and
    ``units`` are further ways to write it.
    """

    kind: Literal["text-entry"]
    expects: Literal["number", "text"]
    entries: tuple[Entry, ...]
    otherwise: Text
    unit: str | None = None
    units: tuple[Text, ...] = ()

    def kind_faults(self) -> Iterable[tuple[Place, str]]:
        if not any(entry.correct for entry in self.entries):
            yield ("entries",), "have none with `correct: true`"
        if self.expects == "text" and (self.unit or self.units):
            yield ("unit",), "is for numbers; this item expects a text"
        seen: set[str] = set()
        for n, entry in enumerate(self.entries):
            if entry.id in seen:
                yield ("entries", n, "id"), f'"{entry.id}" stands twice in this item'
            seen.add(entry.id)
            if self.expects == "number" and (entry.texts or entry.interval is None):
                yield ("entries", n), "needs a `value`, or `low` and `high`, and no `texts`; this item expects a number"
            if self.expects == "text" and (entry.interval is not None or not entry.texts):
                yield ("entries", n), "needs `texts` and no numbers; this item expects a text"
        yield from self._hidden()

    def _hidden(self) -> Iterator[tuple[Place, str]]:
        """Entries that can never be reached because one that is looked at earlier takes all that they hold."""
        looked_at = sorted(enumerate(self.entries), key=lambda row: not row[1].correct)
        for position, (n, entry) in enumerate(looked_at):
            for m, earlier in looked_at[:position]:
                if entry.interval and all(earlier.holds(end) for end in entry.interval):
                    yield ("entries", n), f"is never reached: entries[{m}] takes all of it"
                for text in sorted({alike(t) for t in entry.texts} & {alike(t) for t in earlier.texts}):
                    yield ("entries", n, "texts"), f'"{text}" is taken by entries[{m}]'


def alike(text: str) -> str:
    """A text without what does not count: case, accents and umlauts, quotation marks, hyphens, full stops, spaces."""
    text = unicodedata.normalize("NFKC", text).casefold()
    for umlaut, letters in (("ä", "ae"), ("ö", "oe"), ("ü", "ue")):
        text = text.replace(umlaut, letters)
    text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(re.sub(r"[^\w]+", " ", text).split())


def one_letter_off(one: str, other: str) -> bool:
    """Whether one letter is missing, added, wrong, or swapped with its neighbour."""
    if abs(len(one) - len(other)) > 1 or one == other:
        return False
    start = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    a, b = one[start:], other[start:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])


def mark(item: TextEntry, response: Any) -> Marking:
    """The answer to what was typed: that of the first entry it fits, a right one before a near miss.

    Raises:
        NotAnAnswer: nothing typed, too much of it, or no number where one is asked for.
    """
    if isinstance(response, dict):
        response = response.get("text")
    if isinstance(response, int | float) and not isinstance(response, bool):
        response = f"{response:f}".rstrip("0").rstrip(".") if isinstance(response, float) else str(response)
    if not isinstance(response, str) or not response.strip():
        raise NotAnAnswer(f"{item.id} wants {'a number' if item.expects == 'number' else 'a word or a few'}")
    if len(response) > MAX_TYPED:
        raise NotAnAnswer(f"this answer has {len(response):,} characters; at most {MAX_TYPED} can be one")
    return _mark_number(item, response) if item.expects == "number" else _mark_text(item, response)


def _mark_number(item: TextEntry, typed: str) -> Marking:
    try:
        values = readings(typed, tuple(u for u in (item.unit, *item.units) if u))
    except NoNumber as error:
        raise NotAnAnswer(f'"{typed.strip()}" cannot be read as a number: {error}') from None
    fits = [(entry, value) for value in values for entry in item.entries if entry.holds(value)]
    entry, value = next((fit for fit in fits if fit[0].correct), fits[0] if fits else (None, values[0]))
    plain = re.fullmatch(r"[+-]?[0-9]+", typed.strip())
    note = () if plain else (Remark("", f"Your answer was read as {_written(value)}."),)
    made = _marking(item, entry, note)
    made.details["read_as"] = value
    return made


def _written(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"{value:,.6f}".rstrip("0")


def _mark_text(item: TextEntry, typed: str) -> Marking:
    given = alike(typed)
    fits = [entry for entry in item.entries if given in (alike(text) for text in entry.texts)]
    if fits:
        return _marking(item, fits[0], ())
    right = [alike(text) for entry in item.entries if entry.correct for text in entry.texts]
    if any(len(text) >= LONG_ENOUGH and one_letter_off(given, text) for text in right):
        return Marking("not quite", (Remark("", "This is one letter away from an answer that counts. Look at the spelling, and try again."),), 0.0)
    return _marking(item, None, ())


def _marking(item: TextEntry, entry: Entry | None, note: tuple[Remark, ...]) -> Marking:
    if entry is None:
        return Marking("not quite", (Remark("", item.otherwise), *note), 0.0)
    said = (entry.feedback or "") if entry.correct else f"{entry.tempts} {entry.wrong_because}"
    return Marking("right" if entry.correct else "not quite", (Remark("", said), *note), float(entry.correct))
